// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
)

func TestMeasure(t *testing.T) {
	r := newRig(t, 30)
	r.seal(20, 20)
	var set [][][]byte
	n := 0
	for _, b := range r.chain[1:] {
		var envelopes [][]byte
		for _, tx := range b.Block.Transactions() {
			raw, err := tx.MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			envelopes = append(envelopes, raw)
			n++
		}
		set = append(set, envelopes)
	}
	raw, err := rlp.EncodeToBytes(set)
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := ReadSet(raw)
	if err != nil {
		t.Fatal(err)
	}
	cfg := Default()
	cfg.MaxBytes = 4000
	m, err := cfg.Measure(blocks)
	if err != nil {
		t.Fatal(err)
	}
	if m.Transactions != n || m.Blocks != 20 || m.ChainID != testChain.Uint64() {
		t.Errorf("%d transactions in %d blocks of chain %d, want %d in 20 of %d", m.Transactions, m.Blocks, m.ChainID, n, testChain)
	}
	if !m.DecodeOK || m.Batches < 2 || m.LargestBatch > 4000 {
		t.Errorf("decoded %t, %d batches, the largest of %d bytes", m.DecodeOK, m.Batches, m.LargestBatch)
	}
	if m.BytesPerTx < 64 || m.BytesPerTx > 80 {
		t.Errorf("%.2f bytes per transaction", m.BytesPerTx)
	}
	if least := 16 * uint64(m.Bytes); m.L1Gas < least*9/10 || m.L1Gas > least*3/2+40_000*uint64(m.Batches) {
		t.Errorf("%d L1 gas for %d bytes", m.L1Gas, m.Bytes)
	}
	var out strings.Builder
	if err := m.WriteText(&out); err != nil || !strings.Contains(out.String(), "every batch gives its transactions back") {
		t.Errorf("text %q (%v)", out.String(), err)
	}
}

func TestMeasureRefuses(t *testing.T) {
	if _, err := ReadSet([]byte{1, 2, 3}); err == nil {
		t.Error("rubbish: no error")
	}
	raw, err := rlp.EncodeToBytes([][][]byte{{{2, 0xc0}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadSet(raw); err == nil {
		t.Error("odd transaction: no error")
	}
	cfg := Default()
	if _, err := cfg.Measure([][]*types.Transaction{{}}); err == nil {
		t.Error("no transaction: no error")
	}
}

// A change of one transaction is seen.
func TestRestores(t *testing.T) {
	r := newRig(t, 31)
	r.seal(4, 6)
	pieces := r.pieces()
	cfg := testConfig()
	c, err := cfg.rest(testChain, r.chain[0].Block.Hash(), pieces)
	if err != nil {
		t.Fatal(err)
	}
	if !restores(testChain, c.data, pieces[:c.blocks]) {
		t.Error("what was encoded is not restored")
	}
	other := pieces[:c.blocks]
	other[0].Txs = append([]*types.Transaction{r.chain[2].Block.Transactions()[0]}, other[0].Txs...)
	if restores(testChain, c.data, other) {
		t.Error("another transaction is taken for restored")
	}
}
