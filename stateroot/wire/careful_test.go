// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
)

// traitor makes transactions that teach the text model one habit and then break it: each byte of the second one goes
// against what every estimate on its path has learnt.
func traitor(m *mix) (teach, betray *types.Transaction) {
	const lessons, rounds = 160, 30
	ring := []byte{0x00, 0x35, 0x6a, 0x9f, 0xc4, 0x51, 0x1e, 0xab, 0xf0, 0x87, 0x2c, 0xd9, 0x73, 0x48, 0xe5, 0xbe}
	var lesson, breach []byte
	for i, c := range ring {
		next := ring[(i+1)%len(ring)]
		for bit := range 8 { // the deepest estimates first: the way to them unteaches the others
			for range lessons {
				lesson = append(lesson, c, next^1<<bit)
			}
		}
	}
	for range rounds {
		breach = append(breach, ring...)
	}
	sign := func(nonce uint64, data []byte) *types.Transaction {
		return types.MustSignNewTx(m.keys[0], m.signer, &types.LegacyTx{Nonce: nonce, Gas: 9_000_000, Data: data})
	}
	return sign(0, lesson), sign(1, breach)
}

// What comes before a transaction does not make it longer than its envelope.
func TestNoTransactionTakesMoreThanItsEnvelope(t *testing.T) {
	m := newMix(t, 70)
	teach, betray := traitor(m)
	block := func(txs ...*types.Transaction) *Batch { return &Batch{Blocks: []Block{{Elapsed: 1, Txs: txs}}} }
	small := forms(t, block(teach))[Packed]
	if len(small) > int(teach.Size())/4 {
		t.Fatalf("the lesson takes %d of %d bytes: it teaches nothing", len(small), teach.Size())
	}
	e, err := newEncoder(m.signer, block(teach, betray))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := writePacked(e.batch, e.drafts, makePlan(e.drafts, e.senders), false); ok {
		t.Fatal("the breach of habit costs nothing: the test shows nothing")
	}
	both := forms(t, block(teach, betray))[Packed]
	if most := len(small) + int(betray.Size()) + 16; len(both) > most {
		t.Errorf("%d bytes, want at most %d", len(both), most)
	}
	got, v := Decode(testChain, both)
	if v != nil {
		t.Fatal(v)
	}
	sameBlocks(t, got.Blocks, block(teach, betray).Blocks, true)
}

// Going back to before a transaction leaves nothing of it: the careful way gives the same bytes where nothing exceeds.
func TestCarefulIsTheSame(t *testing.T) {
	for seed := range int64(20) {
		e, err := newEncoder(newMix(t, seed).signer, newMix(t, seed).batch(4, 20))
		if err != nil {
			t.Fatal(err)
		}
		quick, ok := writePacked(e.batch, e.drafts, makePlan(e.drafts, e.senders), false)
		careful, _ := writePacked(e.batch, e.drafts, makePlan(e.drafts, e.senders), true)
		if ok && string(quick) != string(careful) {
			t.Errorf("seed %d: %d and %d bytes, not the same", seed, len(quick), len(careful))
		}
		again, _ := writePacked(e.batch, e.drafts, makePlan(e.drafts, e.senders), true)
		if string(again) != string(careful) {
			t.Errorf("seed %d: the second writing differs", seed)
		}
	}
}
