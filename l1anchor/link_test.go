// SPDX-License-Identifier: Apache-2.0

package l1anchor_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
)

// TestLink reads back every field of a link, each with a value of its own.
func TestLink(t *testing.T) {
	b := l1anchor.Batch{
		Index: 1, Consumed: 2, Height: 3, Time: 4, Data: []byte("data"), Poster: common.Address{5}, Miner: common.Address{6},
	}
	before, messages := common.Hash{7}, common.Hash{8}
	preimage := b.LinkPreimage(before, messages)
	got, err := l1anchor.ParseLink(preimage)
	if err != nil {
		t.Fatal(err)
	}
	if got.Before != before || got.Message != messages {
		t.Errorf("read back %+v", got)
	}
	got.Batch.Data = b.Data
	if again := got.Batch.LinkPreimage(before, messages); string(again) != string(preimage) {
		t.Errorf("read back %+v, want %+v", got.Batch, b)
	}
	if got.Poster != b.Poster || got.Miner != b.Miner {
		t.Errorf("poster %s and miner %s, want %s and %s", got.Poster, got.Miner, b.Poster, b.Miner)
	}
	for _, n := range []int{0, 128, len(preimage) - 1, len(preimage) + 1} {
		if _, err := l1anchor.ParseLink(make([]byte, n)); err == nil {
			t.Errorf("%d bytes pass for a link", n)
		}
	}
}
