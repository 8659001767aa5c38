// SPDX-License-Identifier: Apache-2.0

package l1test

import (
	"bytes"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
)

// Rig is an L1 that a test drives: a chain with an inbox, two accounts, and a miner that works when told.
type Rig struct {
	Reader   l1anchor.Reader
	Seat     l1anchor.Sender        // of the account that holds the only seat
	Stranger l1anchor.Sender        // of an account that holds none
	Again    func() l1anchor.Sender // the Seat as it comes back after a crash: it remembers nothing
	Inbox    common.Address

	Mine        func(n int, spacing uint64) l1anchor.Ref // blocks on the head with what waits, spacing seconds apart
	Back        func(h l1anchor.Height)                  // throws the blocks above h off the best chain
	Contract    func() Contract                          // what the inbox says of itself at the head
	ForceDelay  uint64                                   // of the inbox, seconds
	MaxMessages int                                      // that the inbox takes in a block
}

// Contract is the inbox's own account of what it holds.
type Contract struct {
	Batches, Consumed, Messages uint64
	BatchAcc, MsgAcc            common.Hash // MsgAcc after all messages
}

// Run holds an adapter to the contract of package l1anchor. open makes a new L1 for each test; its head is the block
// that holds the inbox, or a later one.
func Run(t *testing.T, open func(*testing.T) *Rig) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, *Rig)
	}{
		{"blocks name their parents", testBlocks},
		{"batches and messages are read as the contract counts them", testContent},
		{"a stranger forces a message in", testForced},
		{"a block takes so many messages", testFull},
		{"calls are mined in order", testOrder},
		{"calls that wait are replaced", testReplaced},
		{"a sender that remembers nothing goes on", testForgetful},
		{"calls come back after a reorg", testReoffered},
		{"a follower leaves only for more work", testReorg},
		{"a follower starts again on a branch that was left", testRestart},
		{"a reorg of hundreds of blocks", testDeepReorg},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

// view is what a follower saw of the chain: what a verifier would know.
type view struct {
	t *testing.T
	f *l1anchor.Follower

	blocks  []*l1anchor.Block
	rewinds int
}

// watch follows from the head as it is now.
func watch(t *testing.T, r *Rig) *view {
	t.Helper()
	head, err := r.Reader.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return &view{t: t, f: l1anchor.NewFollower(r.Reader, head, nil)}
}

// catchUp takes moves until there are none, and checks that they fit together.
func (v *view) catchUp() {
	v.t.Helper()
	for {
		s, err := v.f.Next(v.t.Context())
		if err != nil {
			v.t.Fatal(err)
		}
		if s == nil {
			return
		}
		if s.To != v.f.At() {
			v.t.Fatalf("move to %v leaves the follower at %v", s.To, v.f.At())
		}
		if s.Rewound() {
			v.rewinds++
			for len(v.blocks) > 0 && v.blocks[len(v.blocks)-1].Height > s.To.Height {
				v.blocks = v.blocks[:len(v.blocks)-1]
			}
			continue
		}
		if n := len(v.blocks); n > 0 && s.Block.ParentRef() != v.blocks[n-1].Ref {
			v.t.Fatalf("block %v names %v as its parent, after %v", s.Block.Ref, s.Block.ParentRef(), v.blocks[n-1].Ref)
		}
		v.blocks = append(v.blocks, s.Block)
	}
}

// content is all messages and batches seen, numbered from next on.
func (v *view) content(next uint64) (messages []l1anchor.Message, batches []l1anchor.Batch) {
	v.t.Helper()
	for _, b := range v.blocks {
		messages = append(messages, b.Messages...)
		batches = append(batches, b.Batches...)
	}
	if _, err := l1anchor.Number(next, batches); err != nil {
		v.t.Fatal(err)
	}
	return messages, batches
}

// agree checks that everything seen, from an inbox that was empty, adds up to what the contract holds.
func (v *view) agree(want Contract) {
	v.t.Helper()
	messages, batches := v.content(0)
	accs := make([]common.Hash, 1, len(messages)+1)
	for i, m := range messages {
		if m.Index != uint64(i) {
			v.t.Errorf("message %d has index %d", i, m.Index)
		}
		accs = append(accs, m.Extend(accs[i]))
	}
	got := Contract{Messages: uint64(len(messages)), Batches: uint64(len(batches)), MsgAcc: accs[len(messages)]}
	for _, b := range batches {
		if b.Consumed >= uint64(len(accs)) {
			v.t.Fatalf("batch %d consumes %d of %d messages", b.Index, b.Consumed, len(messages))
		}
		got.BatchAcc, got.Consumed = b.Extend(got.BatchAcc, accs[b.Consumed]), b.Consumed
	}
	if got != want {
		v.t.Errorf("read   %+v\nwant   %+v", got, want)
	}
}

const callGas = 600_000

// chainOf makes calls for batches that follow one another from index on, behind one with data before (nil for none).
func chainOf(index uint64, before []byte, consumed uint64, data ...string) (calls []l1anchor.Call) {
	prev := l1anchor.Batch{Data: before}
	for i, d := range data {
		c := l1anchor.BatchCall{Index: index + uint64(i), Consumed: consumed, Data: []byte(d)}
		if index+uint64(i) > 0 {
			c.Prev = prev.Tail()
		}
		calls = append(calls, l1anchor.Call{Data: c.Encode(), Gas: callGas})
		prev.Data = c.Data
	}
	return calls
}

func messageCall(kind l1anchor.Kind, body []byte) l1anchor.Call {
	return l1anchor.Call{Data: (&l1anchor.MessageCall{Kind: kind, Body: body}).Encode(), Gas: callGas}
}

// offer offers calls to the inbox.
func (r *Rig) offer(t *testing.T, s l1anchor.Sender, calls ...l1anchor.Call) {
	t.Helper()
	for i := range calls {
		calls[i].To = r.Inbox
	}
	if err := s.Offer(t.Context(), calls); err != nil {
		t.Fatal(err)
	}
}

// wantData checks the data of all batches seen.
func (v *view) wantData(want ...string) {
	v.t.Helper()
	_, batches := v.content(0)
	got := make([]string, len(batches))
	for i, b := range batches {
		got[i] = string(b.Data)
	}
	if !bytes.Equal([]byte(join(got)), []byte(join(want))) {
		v.t.Errorf("batches carry %q, want %q", got, want)
	}
}

func join(s []string) (out string) {
	for _, x := range s {
		out += x + "\x00"
	}
	return out
}

func testBlocks(t *testing.T, r *Rig) {
	ctx := t.Context()
	head := r.Mine(5, Spacing)
	if got, err := r.Reader.Head(ctx); err != nil || got != head {
		t.Fatalf("head = %v, %v; want %v", got, err, head)
	}
	b, err := r.Reader.BlockByHash(ctx, head.Hash)
	if err != nil || b.Ref != head {
		t.Fatalf("block by hash = %v, %v; want %v", b, err, head)
	}
	for range 4 {
		parent, err := r.Reader.BlockByHeight(ctx, b.Height-1)
		if err != nil {
			t.Fatal(err)
		}
		if parent.Ref != b.ParentRef() || b.Time != parent.Time+Spacing || b.Work.Cmp(new(big.Int)) <= 0 {
			t.Errorf("block %+v on block %+v", b, parent)
		}
		b = parent
	}
	if _, err := r.Reader.BlockByHeight(ctx, head.Height+1); !errors.Is(err, l1anchor.ErrUnknownBlock) {
		t.Errorf("the block above the head: error %v, want ErrUnknownBlock", err)
	}
	if _, err := r.Reader.BlockByHash(ctx, common.Hash{1}); !errors.Is(err, l1anchor.ErrUnknownBlock) {
		t.Errorf("a block that does not exist: error %v, want ErrUnknownBlock", err)
	}
}
