// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/beacon"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/stateroot/wire"
)

// voyage appends messages and derives n blocks of data that consume them, cut into batches where cut says so. With
// spoil, void and empty batches stand between them.
func voyage(t testing.TB, r *rig, n int, cut func(i int) bool, spoil bool) {
	time, nonces := uint64(genesisTime), [4]uint64{}
	var run []wire.Block
	consumed, appended := uint64(0), uint64(0)
	for i := range n {
		r.inbox.add(l1anchor.Kind(1+3*(i%2)), time, deposit(account(5), uint64(i)))
		appended++
		block := wire.Block{Elapsed: uint64(1 + i%5)}
		if i%3 == 0 {
			// A forced transaction of an account of its own, so that it runs whenever its turn comes.
			r.inbox.add(l1anchor.Forced, time, raw(transfer(r.p, 3, nonces[3])))
			nonces[3]++
			appended++
		}
		if i%3 != 1 { // the block that runs the forced transaction takes nothing in
			block.Messages = appended - consumed
		}
		for from := range i % 3 {
			block.Txs = append(block.Txs, transfer(r.p, from, nonces[from]))
			nonces[from]++
		}
		time, consumed = time+block.Elapsed, consumed+block.Messages
		run = append(run, block)
		if !cut(i) && i != n-1 {
			continue
		}
		b := r.next(time, run...)
		b.Consumed, run = consumed, nil
		if out := r.derive(t, b); out.Breach != nil || out.Closing > 0 {
			t.Fatalf("batch %d: %+v", b.Index, out)
		}
		if spoil {
			for _, data := range [][]byte{nil, {0x07}, plain(common.Hash{1}, wire.Block{Elapsed: 1}), b.Data} {
				r.derive(t, l1anchor.Batch{Index: r.pos.Batch, Time: time, Consumed: consumed, Data: data})
			}
		}
	}
}

// TestCutsDoNotMatter derives the same blocks out of one batch, out of one batch each, and out of batches cut at
// random.
func TestCutsDoNotMatter(t *testing.T) {
	const blocks = 30
	p := testParams()
	want := newRig(p, newReal(t, p))
	voyage(t, want, blocks, func(int) bool { return false }, false)
	if want.pos.Number() != blocks || want.pos.Batch != 1 {
		t.Fatalf("%d blocks in %d batches", want.pos.Number(), want.pos.Batch)
	}
	random := rand.New(rand.NewPCG(4, 0))
	for name, cut := range map[string]func(int) bool{
		"each":    func(int) bool { return true },
		"by two":  func(i int) bool { return i%2 == 1 },
		"random":  func(int) bool { return random.IntN(4) == 0 },
		"random2": func(int) bool { return random.IntN(9) == 0 },
	} {
		r := newRig(p, newReal(t, p))
		voyage(t, r, blocks, cut, false)
		if r.pos.Hash() != want.pos.Hash() || r.pos.Cursor != want.pos.Cursor || r.pos.Batch == 1 {
			t.Errorf("%s: head %s after %d batches, want %s", name, r.pos.Hash(), r.pos.Batch, want.pos.Hash())
		}
	}
}

// TestStockChainImports lets a go-ethereum chain that knows nothing of ours import all that was derived, closing blocks
// and forced transactions among it.
func TestStockChainImports(t *testing.T) {
	p := testParams()
	e := newReal(t, p)
	r := newRig(p, e)
	keep := &keeper{real: e}
	r.e = keep
	voyage(t, r, 20, func(i int) bool { return i%4 == 0 }, true)
	r.inbox.add(l1anchor.Forced, 2000, []byte("junk"))
	r.inbox.add(l1anchor.Forced, 2000, raw(transfer(p, 2, 0)))
	r.derive(t, r.next(2000))
	if r.pos.Number() < 22 || r.pos.Waiting() {
		t.Fatalf("head %d, %+v", r.pos.Number(), r.pos.Cursor)
	}

	cfg := core.DefaultConfig()
	cfg.StateScheme = rawdb.HashScheme
	chain, err := core.NewBlockChain(rawdb.NewMemoryDatabase(), p.Genesis(), beacon.New(ethash.NewFaker()), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer chain.Stop()
	if n, err := chain.InsertChain(keep.blocks); err != nil {
		t.Fatalf("block %d: %v", n+1, err)
	}
	if got := chain.CurrentBlock().Hash(); got != r.pos.Hash() {
		t.Errorf("stock head is %s, derived %s", got, r.pos.Hash())
	}
}

// keeper keeps the blocks that it makes.
type keeper struct {
	*real
	blocks types.Blocks
}

func (k *keeper) Execute(parent transition.Head, in derive.Input) (transition.Head, error) {
	head, err := k.real.Execute(parent, in)
	if err == nil {
		k.blocks = append(k.blocks, k.newest.Block)
	}
	return head, err
}

// BenchmarkDerive derives a batch of 100 blocks with 1,000 transfers, without executing them.
func BenchmarkDerive(b *testing.B) {
	p := testParams()
	var nonce uint64
	blocks := make([]wire.Block, 100)
	for i := range blocks {
		blocks[i].Elapsed = 1
		for range 10 {
			blocks[i].Txs = append(blocks[i].Txs, transfer(p, 0, nonce))
			nonce++
		}
	}
	start := newRig(p, newFake(p))
	data, err := wire.Encode(chainID(p), &wire.Batch{Parent: start.pos.Hash(), Blocks: blocks})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		r := newRig(p, newFake(p))
		if out := r.derive(b, l1anchor.Batch{Time: 2000, Data: data}); out.Blocks != len(blocks) {
			b.Fatalf("got %+v", out)
		}
	}
	b.ReportMetric(float64(nonce)*float64(b.N)/b.Elapsed().Seconds(), "tx/s")
}
