// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"context"
	"encoding/hex"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/fault"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/wire"
)

// TestFaultBatcher kills the batcher between signing, sending, mining, confirming and reorg of its batches.
// Afterwards every L2 block stands in one batch on L1, in order, and the batcher goes on.
func TestFaultBatcher(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 32_000
	k := newKills(t, try(t, cfg))
	s := seed(t)
	t.Logf("seed %d", s)
	k.random = rand.New(rand.NewPCG(s, 0))
	done := make(chan loaded, 1)
	kills := often(14, 100)
	wait := k.loadAt(time.Duration(kills)*3*time.Second, 20, k.info.L2RPC...)
	go func() { done <- wait() }()
	moments := []struct {
		name string
		kill func()
	}{
		{"signed, not sent", k.signed}, {"sent, not answered", k.sent}, {"sent, not mined", k.waiting}, {"mined, not seen", k.mined},
		{"mined and seen", k.seen}, {"reorged out", k.reorged}, {"at any time", k.anyTime},
	}
	hit := make(map[string]int)
	for n := range kills {
		m := moments[n%len(moments)]
		m.kill()
		hit[m.name]++
		k.gate.set(nil)
		k.start()
	}
	t.Logf("killed %d times: %v; L1 went back %d times", kills, hit, k.reorgs)
	<-done
	k.goesOn()
	k.settle()
	k.once()
}

// kills is a trial of a batcher that speaks to L1 through a gate.
type kills struct {
	*trial
	gate    *gate
	l1      *l1Node
	account common.Address
	random  *rand.Rand
	start   func() // takes the last kill back
	reorgs  int
}

func newKills(t *testing.T, r *trial) *kills {
	t.Helper()
	k := &kills{trial: r, gate: newGate(t, r.info.L1RPC), l1: r.l1()}
	raw, err := os.ReadFile(filepath.Join(r.info.Folder, "batcher.key"))
	if err != nil {
		t.Fatal(err)
	}
	secret, err := hex.DecodeString(strings.TrimSpace(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	own, err := crypto.ToECDSA(secret)
	if err != nil {
		t.Fatal(err)
	}
	k.account = address(own)
	p := r.info.Processes["batcher"][0]
	p.Command = append(append([]string(nil), p.Command...), "--l1.url", k.gate.url)
	r.processes[p.ID] = fault.NewProcess("batcher", p)
	k.kill()
	k.start()
	return k
}

// kill ends the batcher at once.
func (k *kills) kill() {
	k.t.Helper()
	k.start = k.do(fault.Kill(k.processes["batcher"]))
}

const sending = "eth_sendRawTransaction"

// at kills the batcher when a request is under way, and cuts that off. The gate calls it in a goroutine of its own.
func (k *kills) at(method string, answered bool) {
	k.t.Helper()
	reached, dead := make(chan struct{}), make(chan struct{})
	defer close(dead)
	armed := true
	k.gate.set(func(m string, a bool) bool {
		if !armed {
			return false
		}
		if m != method || a != answered {
			return true
		}
		armed = false
		close(reached)
		<-dead
		return false
	})
	k.reach(reached, method)
	k.kill()
}

func (k *kills) reach(moment <-chan struct{}, what string) {
	k.t.Helper()
	select {
	case <-moment:
	case <-time.After(patience):
		k.t.Fatalf("waited %s in vain for %s", patience, what)
	}
}

func (k *kills) signed() { k.at(sending, false) }
func (k *kills) sent()   { k.at(sending, true) }

// waiting kills while a transaction waits. Nothing is mined meanwhile.
func (k *kills) waiting() {
	k.l1.pace(0)
	defer k.l1.pace(time.Second)
	k.await("a batch that waits", func() (bool, error) { return k.pending() > 0, nil })
	k.pause(300)
	k.kill()
	if k.pending() == 0 {
		k.t.Fatal("nothing waits, and nothing was mined")
	}
}

// mined kills as soon as a block holds another batch of the batcher, before it can have read it.
func (k *kills) mined() {
	k.l1.pace(0)
	defer k.l1.pace(time.Second)
	k.await("a batch that waits", func() (bool, error) { return k.pending() > 0, nil })
	before := k.nonce()
	k.gate.set(func(string, bool) bool { return false }) // it sees nothing from here on
	k.l1.mineNow()
	k.kill()
	if k.nonce() == before {
		k.t.Fatal("the block holds no batch")
	}
}

// seen kills when the batcher has read the block that holds its batch.
func (k *kills) seen() {
	before := k.nonce()
	k.await("a batch that is mined", func() (bool, error) { return k.nonce() > before, nil })
	read := make(chan struct{})
	told := sync.OnceFunc(func() { close(read) })
	k.gate.set(func(method string, answered bool) bool {
		if method == "eth_getBlockByHash" && answered {
			told()
		}
		return true
	})
	k.reach(read, "the batcher to read a block")
	k.pause(500)
	k.kill()
}

// reorged has L1 take back a block with a batch, and kills the batcher before it sees that, or when it posts again.
func (k *kills) reorged() {
	k.t.Helper()
	before := k.nonce()
	k.await("a batch that is mined", func() (bool, error) { return k.nonce() > before, nil })
	k.l1.pace(0)
	defer k.l1.pace(time.Second)
	head, mined := uint64(k.l1.head().Number), k.nonce()
	depth := uint64(1)
	for ; k.nonceAt(head-depth) == mined; depth++ {
	}
	if depth > 3 {
		k.t.Fatalf("the newest batch is %d blocks deep", depth)
	}
	if k.random.IntN(2) == 0 {
		k.kill()
	}
	k.l1.call(nil, "debug_setHead", hexutil.Uint64(head-depth))
	if now := k.nonce(); now >= mined {
		k.t.Fatalf("the nonce is %d after the reorg, %d before it", now, mined)
	}
	k.l1.mine(int(depth) + 1)
	k.reorgs++
	if k.processes["batcher"].Runs() {
		k.pause(1000)
		k.kill()
	}
}

func (k *kills) anyTime() {
	k.pause(3000)
	k.kill()
}

// pause waits for up to so many milliseconds.
func (k *kills) pause(most int) { time.Sleep(time.Duration(k.random.IntN(most)) * time.Millisecond) }

// pending is how many transactions of the batcher wait to be mined.
func (k *kills) pending() int {
	k.t.Helper()
	var content struct{ Pending map[string]any }
	k.l1.call(&content, "txpool_contentFrom", k.account)
	return len(content.Pending)
}

func (k *kills) nonce() uint64 { return k.nonceOf("latest") }

func (k *kills) nonceAt(height uint64) uint64 { return k.nonceOf(hexutil.Uint64(height)) }

func (k *kills) nonceOf(which any) uint64 {
	k.t.Helper()
	var n hexutil.Uint64
	k.l1.call(&n, "eth_getTransactionCount", k.account, which)
	return uint64(n)
}

// goesOn waits until the batcher has posted what is sealed now.
func (k *kills) goesOn() {
	k.t.Helper()
	var sealed uint64
	k.await("a sequencer", func() (bool, error) {
		n, err := k.dial(k.info.L2RPC[0]).BlockNumber(context.Background())
		sealed = n
		return err == nil, err
	})
	before := k.nonce()
	k.await("all sealed blocks on L1", func() (bool, error) {
		n, err := k.dial(k.info.Verifier).BlockNumber(context.Background())
		return n >= sealed && k.nonce() > before, err
	})
}

// once walks all of L1: its batches hold every L2 block in order, none twice and none left out.
func (k *kills) once() {
	k.t.Helper()
	ctx, reader, l2 := context.Background(), k.reader(), k.dial(k.info.L2RPC[0])
	var batches []l1anchor.Batch
	head := k.l1.head()
	for height := range uint64(head.Number) + 1 {
		b, err := reader.BlockByHeight(ctx, l1anchor.Height(height))
		if err != nil {
			k.t.Fatal(err)
		}
		batches = append(batches, b.Batches...)
	}
	last := uint64(0)
	for i, b := range batches {
		decoded, violation := wire.Decode(new(big.Int).SetUint64(k.info.L2ChainID), b.Data)
		if violation != nil || b.Index != uint64(i) {
			k.t.Fatalf("batch %d on L1 has index %d and is void: %v", i, b.Index, violation)
		}
		parent, err := l2.HeaderByNumber(ctx, new(big.Int).SetUint64(last))
		if err != nil {
			k.t.Fatal(err)
		}
		if parent.Hash() != decoded.Parent {
			k.t.Fatalf("batch %d stands on %s, block %d is %s", i, decoded.Parent, last, parent.Hash())
		}
		last += uint64(len(decoded.Blocks))
	}
	k.t.Logf("%d batches hold the blocks 1 to %d once each; the account has sent %d transactions", len(batches), last, k.nonceAt(uint64(head.Number)))
}
