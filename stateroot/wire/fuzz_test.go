// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
)

// FuzzDecode: any bytes give an answer, and blocks that stand can be encoded and read back.
func FuzzDecode(f *testing.F) {
	for seed := range int64(6) {
		for _, data := range forms(f, newMix(f, seed).batch(2, 4)) {
			f.Add(data)
		}
	}
	f.Add([]byte{})
	f.Add(make([]byte, 100))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, _ := Decode(testChain, data)
		if len(got.Blocks) == 0 {
			return
		}
		again, err := Encode(testChain, got)
		if err != nil {
			t.Fatalf("blocks that stand do not encode: %v", err)
		}
		back, v := Decode(testChain, again)
		if v != nil {
			t.Fatal(v)
		}
		sameBlocks(t, back.Blocks, got.Blocks, true)
	})
}

// FuzzRoundTrip: a batch of random make is read back as it was, in every form.
func FuzzRoundTrip(f *testing.F) {
	f.Add(int64(1), byte(3), byte(9))
	f.Fuzz(func(t *testing.T, seed int64, blocks, txs byte) {
		b := newMix(t, seed).batch(1+int(blocks%8), int(txs%32))
		for version, data := range forms(t, b) {
			got, v := Decode(testChain, data)
			if v != nil {
				t.Fatalf("version %d: %v", version, v)
			}
			sameBlocks(t, got.Blocks, b.Blocks, true)
		}
	})
}

// benchmarkBatch is a full batch of transfers among 500 strangers and the accounts of the mix.
func benchmarkBatch(b *testing.B) *Batch {
	m := newMix(b, 9)
	batch := &Batch{}
	for range 13 {
		block := Block{Elapsed: 1}
		for range 100 {
			to := m.address()
			block.Txs = append(block.Txs, types.MustSignNewTx(m.keys[m.Intn(len(m.keys))], m.signer, &types.DynamicFeeTx{
				ChainID: testChain, Nonce: uint64(m.Intn(20)), GasTipCap: big.NewInt(1_000_000), GasFeeCap: big.NewInt(1_500_000_000),
				Gas: 21000, To: &to, Value: big.NewInt(int64(m.Intn(1000)) * 1e15),
			}))
		}
		batch.Blocks = append(batch.Blocks, block)
	}
	return batch
}

// BenchmarkEncode encodes 1,300 transfers whose senders are known.
func BenchmarkEncode(b *testing.B) {
	batch := benchmarkBatch(b)
	data, err := Encode(testChain, batch)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Encode(testChain, batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1300, "µs/tx")
}

// BenchmarkDecode decodes 1,300 transfers; recovering the senders takes nearly all of it.
func BenchmarkDecode(b *testing.B) {
	data, err := Encode(testChain, benchmarkBatch(b))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, v := Decode(testChain, data); v != nil {
			b.Fatal(v)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1300, "µs/tx")
}

// BenchmarkParse is BenchmarkDecode up to where addresses and senders are resolved.
func BenchmarkParse(b *testing.B) {
	data, err := Encode(testChain, benchmarkBatch(b))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, _, v := decodePacked(data[headerLength:]); v != nil {
			b.Fatal(v)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1300, "µs/tx")
}
