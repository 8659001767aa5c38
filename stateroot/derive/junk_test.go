// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"bytes"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
)

// junk is the data of a batch that makes no block on top of parent, made to cost whoever reads it.
type junk struct {
	name string
	data func(b *testing.B, r *rig) []byte
}

// spin is a creation whose code runs in a circle until all gas that a transaction may have is gone.
func spin(p *params.Params, nonce uint64) *types.Transaction {
	return sign(p, 0, &types.DynamicFeeTx{
		ChainID: chainID(p), Nonce: nonce, Gas: gethparams.MaxTxGas, Data: []byte{0x5b, 0x5f, 0x56},
		GasFeeCap: big.NewInt(2_000_000_000), GasTipCap: big.NewInt(1),
	})
}

// oneBlock is a batch of one block in the form that takes least room.
func oneBlock(b *testing.B, r *rig, wrongParent bool, txs ...*types.Transaction) []byte {
	parent := r.pos.Hash()
	if wrongParent {
		parent[0]++
	}
	data, _, err := wire.Longest(chainID(r.p), &wire.Batch{Parent: parent, Blocks: []wire.Block{{Elapsed: 1, Txs: txs}}}, wire.MaxData)
	if err != nil {
		b.Fatal(err)
	}
	return data
}

// transfers are n of one account, or of one that owns nothing.
func transfers(p *params.Params, i, n int) (txs []*types.Transaction) {
	for nonce := range uint64(n) {
		txs = append(txs, transfer(p, i, nonce))
	}
	return txs
}

const fullBatch = 1_250 // transfers that fit

var junks = []junk{
	{"random", func(b *testing.B, r *rig) []byte { return random(wire.MaxData) }},
	{"random behind a right header", func(b *testing.B, r *rig) []byte {
		good := oneBlock(b, r, false, transfer(r.p, 0, 0))
		return append(good[:33:33], random(wire.MaxData-33)...)
	}},
	{"zeros behind a right header", func(b *testing.B, r *rig) []byte {
		good := oneBlock(b, r, false, transfer(r.p, 0, 0))
		return append(good[:33:33], make([]byte, wire.MaxData-33)...)
	}},
	{"full, on another parent", func(b *testing.B, r *rig) []byte { return oneBlock(b, r, true, transfers(r.p, 0, fullBatch)...) }},
	{"full, of who owns nothing", func(b *testing.B, r *rig) []byte { return oneBlock(b, r, false, transfers(r.p, 7, fullBatch)...) }},
	{"full, the last one refused", func(b *testing.B, r *rig) []byte {
		return oneBlock(b, r, false, append(transfers(r.p, 0, fullBatch-1), transfer(r.p, 0, 7_000_000))...)
	}},
	{"all gas of a block, then one refused", func(b *testing.B, r *rig) []byte {
		return oneBlock(b, r, false, spin(r.p, 0), spin(r.p, 1), spin(r.p, 2), transfer(r.p, 0, 7_000_000))
	}},
	{"a megabyte of nothing", func(b *testing.B, r *rig) []byte {
		return oneBlock(b, r, false, sign(r.p, 7, &types.DynamicFeeTx{
			ChainID: chainID(r.p), Gas: gethparams.MaxTxGas, Data: bytes.Repeat([]byte{0}, wire.MaxInflated-1_000),
			GasFeeCap: big.NewInt(2_000_000_000), GasTipCap: big.NewInt(1),
		}))
	}},
}

func random(n int) []byte {
	rng := rand.NewChaCha8([32]byte{1})
	b := make([]byte, n)
	rng.Read(b)
	return b
}

// BenchmarkJunk derives batches that make no block, over real execution. Whoever has a seat may post as many as fit
// into L1, so what one costs must stay far below what L1 takes for it.
func BenchmarkJunk(b *testing.B) {
	for _, j := range junks {
		b.Run(j.name, func(b *testing.B) {
			r := newRig(testParams(), newReal(b, testParams()))
			data := j.data(b, r)
			b.ReportAllocs()
			for b.Loop() {
				_, out, err := derive.Batch(r.p, r.e, r.inbox, r.pos, l1anchor.Batch{Time: 2000, Data: data})
				if err != nil || out.Breach == nil || out.Blocks != 0 {
					b.Fatalf("%+v, %v; want no block", out, err)
				}
			}
			b.ReportMetric(float64(len(data)), "bytes")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/batch")
		})
	}
}
