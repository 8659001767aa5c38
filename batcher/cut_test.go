// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/stateroot/wire"
)

func TestWhatEndsABatch(t *testing.T) {
	empty := func(n int, elapsed, messages uint64) []wire.Block {
		blocks := make([]wire.Block, n)
		for i := range blocks {
			blocks[i] = wire.Block{Elapsed: elapsed, Messages: messages}
		}
		return blocks
	}
	cfg := Default()
	cfg.MaxBlocks, cfg.MaxAge = 20, 30*time.Second
	tests := []struct {
		name   string
		blocks []wire.Block
		want   int // 0: stays open
	}{
		{"one block", empty(1, 1, 0), 0},
		{"as many as may be", empty(20, 1, 0), 0},
		{"one too many", empty(21, 1, 0), 20},
		{"old", empty(4, 10, 0), 3},
		{"not yet old", empty(3, 10, 0), 0},
		{"a gap before the first does not count", append(empty(1, 1000, 0), empty(2, 1, 0)...), 0},
		{"a gap behind the first", append(empty(1, 1, 0), empty(1, 1000, 0)...), 1},
		{"messages", empty(17, 1, 256), l1anchor.MaxBatchMsgs / 256},
		{"no more messages than may be", empty(16, 1, 256), 0},
	}
	for _, tt := range tests {
		c, err := cfg.first(testChain, common.Hash{1}, tt.blocks)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if c.blocks != tt.want || c.closed() != (tt.want > 0) {
			t.Errorf("%s: cut after %d blocks (closed: %t), want %d", tt.name, c.blocks, c.closed(), tt.want)
		}
	}
}

// However much of the chain is sealed when a batch is cut, it is the same batch.
func TestCutDependsOnTheChainOnly(t *testing.T) {
	r, cfg := newRig(t, 11), testConfig()
	r.seal(160, 5)
	pieces := r.pieces()
	for at := 0; at < len(pieces); {
		parent := r.chain[at].Block.Hash()
		whole, err := cfg.first(testChain, parent, pieces[at:])
		if err != nil {
			t.Fatal(err)
		}
		for seen := 1; at+seen <= len(pieces); seen++ {
			c, err := cfg.first(testChain, parent, pieces[at:at+seen])
			if err != nil {
				t.Fatal(err)
			}
			if c.closed() && (c.blocks != whole.blocks || !bytes.Equal(c.data, whole.data)) {
				t.Fatalf("on block %d, %d blocks seen: cut after %d, with all seen after %d", at, seen, c.blocks, whole.blocks)
			}
			if !c.closed() && seen > whole.blocks && whole.closed() {
				t.Fatalf("on block %d: still open with %d blocks seen, closed after %d with all seen", at, seen, whole.blocks)
			}
			if seen > whole.blocks+3 {
				break
			}
		}
		if !whole.closed() {
			return
		}
		at += whole.blocks
	}
}

func TestConfigComplainsOfEverything(t *testing.T) {
	cfg := Default()
	if err := cfg.Validate(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Config){
		"bytes":     func(c *Config) { c.MaxBytes = wire.MaxData + 1 },
		"few bytes": func(c *Config) { c.MaxBytes = 10 },
		"blocks":    func(c *Config) { c.MaxBlocks = 0 },
		"age":       func(c *Config) { c.MaxAge = 1500 * time.Millisecond },
		"in flight": func(c *Config) { c.InFlight = 0 },
		"poll":      func(c *Config) { c.Poll = 0 },
		"stuck":     func(c *Config) { c.StuckAfter = 0 },
		"gas":       func(c *Config) { c.BatchGas = 0 },
	} {
		c := Default()
		spoil(&c)
		if c.Validate() == nil {
			t.Errorf("%s: no complaint", name)
		}
	}
	none := Config{}
	joined, ok := none.Validate().(interface{ Unwrap() []error })
	if !ok || len(joined.Unwrap()) != 7 {
		t.Errorf("the empty Config: %v, want seven complaints", none.Validate())
	}
}

// TestBatchesThatTheInboxRefuses wants no batcher that makes batches which are longer than the inbox takes.
func TestBatchesThatTheInboxRefuses(t *testing.T) {
	small := *testParams
	small.MaxBatchData = wire.MaxData - 1
	if _, err := New(Default(), &small, nil, nil, nil, silentLog); err == nil || !strings.Contains(err.Error(), "the inbox takes 99999") {
		t.Errorf("batches of %d bytes: %v", Default().MaxBytes, err)
	}
	f := family.Etc()
	if b, err := New(DefaultOn(&f, small.MaxBatchData), &small, nil, nil, nil, silentLog); err != nil || b.cfg.MaxBytes != wire.MaxData-1 {
		t.Errorf("the default for that inbox: %v", err)
	}
}

func TestQuietSendsACheckpoint(t *testing.T) {
	var q quiet
	steps := []struct {
		messages uint64
		height   l1anchor.Height
		want     bool
	}{
		{3, 100, false}, {3, 699, false}, {3, 700, true}, {3, 701, true}, // until it is mined
		{4, 702, false}, {4, 1301, false}, {4, 1302, true},
		{4, 650, false}, // a reorg: counted anew
		{4, 1249, false}, {4, 1250, true},
	}
	for i, s := range steps {
		call, due := q.checkpoint(testParams.Inbox, s.messages, s.height, 600)
		if due != s.want {
			t.Errorf("step %d: due %t, want %t", i, due, s.want)
		}
		if due && call.Gas < 100_000 {
			t.Errorf("step %d: gas %d", i, call.Gas)
		}
	}
	if _, due := new(quiet).checkpoint(testParams.Inbox, 0, 10_000, 0); due {
		t.Error("a checkpoint although none are wanted")
	}
}

// A checkpoint is mined behind the batches and then not sent again.
func TestCheckpointOnL1(t *testing.T) {
	r, cfg := newRig(t, 12), testConfig()
	cfg.Checkpoint = 5
	b := r.batcher(cfg, r.l1.Sender(testSeats[0]))
	r.seal(40, 3)
	for range 14 {
		if err := b.Round(r.ctx); err != nil {
			t.Fatal(err)
		}
		r.l1.Mine(1, 13)
	}
	inbox := r.l1.Inbox()
	if n := len(inbox.Messages); n != 2 {
		t.Errorf("%d checkpoints in 14 blocks, want 2", n)
	}
	if inbox.BatchCount == 0 {
		t.Error("no batch")
	}
	if errs := r.l1.Reverts(); len(errs) > 0 {
		t.Errorf("reverts: %v", errs)
	}
}
