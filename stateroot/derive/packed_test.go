// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
)

// packed is the good batch in the form that batchers post.
func packed(t *testing.T, r *rig) l1anchor.Batch {
	b := r.next(classTime)
	data, err := wire.Encode(chainID(r.p), &wire.Batch{Parent: r.pos.Hash(), Blocks: goodBlocks(r)})
	if err != nil {
		t.Fatal(err)
	}
	if b.Data = data; wire.Version(data[0]) != wire.Packed {
		t.Fatalf("encoded as version %d", data[0])
	}
	return b
}

func TestPackedIsPlain(t *testing.T) {
	p := testParams()
	r := classRig(t, newRig(p, newFake(p)))
	good := goodHeads(t, newRig(p, newFake(p)))
	if out := r.derive(t, packed(t, r)); out != (derive.Outcome{Blocks: 3}) || r.pos.Hash() != good[3].Hash() {
		t.Errorf("got %+v, head %s, want 3 blocks and head %s", out, r.pos.Hash(), good[3].Hash())
	}
}

// TestPackedCuts ends the data after every byte: what stands are blocks of the whole batch, fewer than all.
func TestPackedCuts(t *testing.T) {
	p := testParams()
	good := goodHeads(t, newRig(p, newFake(p)))
	whole := packed(t, classRig(t, newRig(p, newFake(p))))
	for n := 1; n < len(whole.Data); n++ {
		r := classRig(t, newRig(p, newFake(p)))
		b := whole
		b.Data = whole.Data[:n]
		s := derive.Open(p, b)
		pos, stand := r.pos, 0
		for {
			next, event, v, err := derive.Next(p, r.e, r.inbox, pos, s)
			if err != nil {
				t.Fatalf("cut to %d: %v", n, err)
			}
			if event != derive.MadeBlock {
				if v == nil {
					t.Errorf("cut to %d of %d bytes: %d blocks stand and nothing is void", n, len(whole.Data), stand)
				}
				break
			}
			pos = next
			if stand++; stand > 2 || pos.Hash() != good[stand].Hash() {
				t.Fatalf("cut to %d: block %d is %s, not a block of the whole batch", n, stand, pos.Hash())
			}
		}
	}
}

// TestPackedFlips turns a bit of every byte of the data over: the answer is the same on two engines and one by one, and
// within the rules.
func TestPackedFlips(t *testing.T) {
	p := testParams()
	whole := packed(t, classRig(t, newRig(p, newFake(p))))
	stood := make(map[int]int)
	for i := range whole.Data {
		b := whole
		b.Data = append([]byte(nil), whole.Data...)
		b.Data[i] ^= 1 << (i % 8)
		single, once := classRig(t, newRig(p, newFake(p))), classRig(t, newRig(p, newFake(p)))
		if err := watch(single, b); err != nil {
			t.Errorf("byte %d: %v", i, err)
		}
		out := once.derive(t, b)
		if single.pos.Hash() != once.pos.Hash() || single.pos.Cursor != once.pos.Cursor {
			t.Errorf("byte %d: head %s one by one, %s at once", i, single.pos.Hash(), once.pos.Hash())
		}
		stood[out.Blocks]++
	}
	t.Logf("blocks that stood: %v", stood)
}

// TestMemory bounds what opening a batch allocates in all, which is never less than what it holds at one time: the
// largest batches there are, and data of 100,000 bytes that is made to look larger than it is.
func TestMemory(t *testing.T) {
	const limit = 64 << 20
	p := testParams()
	for name, data := range bombs(t, p) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s := derive.Open(p, l1anchor.Batch{Data: data})
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(s)
		if got := after.TotalAlloc - before.TotalAlloc; got > limit {
			t.Errorf("%s: %d bytes allocated for %d bytes of data, at most %d", name, got, len(data), limit)
		} else {
			t.Logf("%s: %.1f MB for %d bytes of data", name, float64(got)/1e6, len(data))
		}
	}
}

func bombs(t *testing.T, p *params.Params) map[string][]byte {
	all := make(map[string][]byte)
	encode := func(name string, blocks ...wire.Block) {
		data, err := wire.Encode(chainID(p), &wire.Batch{Blocks: blocks})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = data
	}
	empty := make([]wire.Block, wire.MaxBlocks)
	for i := range empty {
		empty[i].Elapsed = 1
	}
	encode("as many blocks as there may be", empty...)
	zeros := types.NewTx(&types.LegacyTx{Data: make([]byte, 120_000)})
	var txs []*types.Transaction
	for i := range uint64(wire.MaxInflated / (wire.InflatedSize(zeros) + 1)) {
		txs = append(txs, sign(p, 0, &types.LegacyTx{Nonce: i, Gas: 1e6, GasPrice: big.NewInt(1), To: &common.Address{1}, Data: zeros.Data()}))
	}
	encode("as many zeros as there may be", wire.Block{Elapsed: 1, Txs: txs})

	random := rand.New(rand.NewPCG(1, 0))
	for version := range byte(2) {
		fill := func(name string, f func(i int) byte) {
			data := make([]byte, wire.MaxData)
			for i := range data {
				data[i] = f(i)
			}
			copy(data, plain(common.Hash{}))
			data[0] = version
			all[fmt.Sprintf("version %d, %s", version, name)] = data
		}
		for _, b := range []byte{0x00, 0x01, 0x55, 0x7f, 0x80, 0xaa, 0xc0, 0xc1, 0xf8, 0xfe, 0xff} {
			fill(fmt.Sprintf("bytes %#x", b), func(int) byte { return b })
		}
		fill("random bytes", func(int) byte { return byte(random.IntN(256)) })
		fill("blocks of lists", func(i int) byte { return []byte{0xc3, 1, 0x80, 0xc0}[(i-33)&3] })
		fill("mostly ones", func(int) byte { return byte(random.IntN(256) | random.IntN(256) | random.IntN(256)) })
		fill("mostly zeros", func(int) byte { return byte(random.IntN(256) & random.IntN(256) & random.IntN(256)) })
	}
	return all
}
