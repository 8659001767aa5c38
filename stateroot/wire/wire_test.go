// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"encoding/hex"
	"errors"
	"flag"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
)

var update = flag.Bool("update", false, "rewrite testdata")

// forms encodes a batch in every form.
func forms(t testing.TB, b *Batch) map[Version][]byte {
	t.Helper()
	e, err := newEncoder(types.LatestSignerForChainID(testChain), b)
	if err != nil {
		t.Fatal(err)
	}
	plain := encodePlain(b)
	if n := plainSize(b); n != len(plain) {
		t.Fatalf("size of the plain form %d, computed %d", len(plain), n)
	}
	return map[Version][]byte{
		Plain:  plain,
		Packed: encodePacked(testChain, b, e.drafts, makePlan(e.drafts, e.senders)),
	}
}

func TestRoundTrip(t *testing.T) {
	for seed := range int64(60) {
		b := newMix(t, seed).batch(6, 30)
		for version, data := range forms(t, b) {
			got, v := Decode(testChain, data)
			if v != nil {
				t.Fatalf("seed %d, version %d: %v", seed, version, v)
			}
			if got.Parent != b.Parent {
				t.Errorf("seed %d, version %d: parent %x, want %x", seed, version, got.Parent, b.Parent)
			}
			sameBlocks(t, got.Blocks, b.Blocks, true)
		}
		data, err := Encode(testChain, b)
		if err != nil {
			t.Fatal(err)
		}
		got, v := Decode(testChain, data)
		if v != nil {
			t.Fatal(v)
		}
		again, err := Encode(testChain, got)
		if err != nil || !bytes.Equal(again, data) {
			t.Fatalf("seed %d: decoded batch encodes to other bytes (%v)", seed, err)
		}
	}
}

// Inflated size bounds what a batch becomes.
func TestInflatedSizeIsAnUpperBound(t *testing.T) {
	m := newMix(t, 7)
	for range 2000 {
		tx := m.tx()
		raw, err := tx.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if tx.Value().BitLen() <= 256 && InflatedSize(tx) < len(raw) {
			t.Fatalf("type %d: inflated size %d, envelope %d", tx.Type(), InflatedSize(tx), len(raw))
		}
	}
}

// The golden file holds what these batches encode to for ever: a change of it is a new version of the format.
func TestGolden(t *testing.T) {
	const path = "testdata/golden.txt"
	var out strings.Builder
	for seed := range int64(8) {
		b := newMix(t, 1000+seed).batch(3, 6)
		for _, version := range []Version{Plain, Packed} {
			out.WriteString(hex.EncodeToString(forms(t, b)[version]) + "\n")
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Error("encoding differs from the golden file")
	}
	for i, line := range strings.Fields(string(want)) {
		data, err := hex.DecodeString(line)
		if err != nil {
			t.Fatal(err)
		}
		got, v := Decode(testChain, data)
		if v != nil {
			t.Fatalf("line %d: %v", i+1, v)
		}
		sameBlocks(t, got.Blocks, newMix(t, 1000+int64(i/2)).batch(3, 6).Blocks, true)
	}
}

func TestTruncations(t *testing.T) {
	b := newMix(t, 3).batch(3, 4)
	for version, data := range forms(t, b) {
		for n := range data {
			got, v := Decode(testChain, data[:n])
			if v == nil && !(version == Plain && len(got.Blocks) > 0) {
				t.Fatalf("version %d cut to %d of %d bytes: accepted", version, n, len(data))
			}
			sameBlocks(t, got.Blocks, b.Blocks, false)
		}
	}
}

// A flipped bit is a breach or another batch, never a crash.
func TestBitFlips(t *testing.T) {
	b := newMix(t, 4).batch(2, 3)
	for version, data := range forms(t, b) {
		flipped := bytes.Clone(data)
		accepted := 0
		for i := range 8 * len(data) {
			flipped[i/8] ^= 1 << (i % 8)
			got, v := Decode(testChain, flipped)
			flipped[i/8] ^= 1 << (i % 8)
			if v == nil {
				accepted++
				if again, err := Encode(testChain, got); err != nil {
					t.Fatalf("version %d, bit %d: decoded batch does not encode: %v, %x", version, i, err, again)
				}
			}
		}
		t.Logf("version %d: %d of %d flips give another batch", version, accepted, 8*len(data))
	}
}

func TestEncodeRefuses(t *testing.T) {
	m := newMix(t, 5)
	tx := m.tx()
	other, err := types.SignNewTx(m.keys[0], types.LatestSignerForChainID(big.NewInt(5)), &types.LegacyTx{Gas: 21000})
	if err != nil {
		t.Fatal(err)
	}
	unsigned := types.NewTx(&types.DynamicFeeTx{ChainID: testChain})
	big1 := m.bytes(64 << 10)
	var large []*types.Transaction
	for nonce := range uint64(17) {
		large = append(large, types.MustSignNewTx(m.keys[0], m.signer, &types.LegacyTx{Nonce: nonce, Data: big1}))
	}
	tests := []struct {
		name     string
		blocks   []Block
		tooLarge bool
	}{
		{"no blocks", nil, false},
		{"no time", []Block{{Elapsed: 0, Txs: []*types.Transaction{tx}}}, false},
		{"messages", []Block{{Elapsed: 1, Messages: MaxBlockMessages + 1}}, false},
		{"other chain", []Block{{Elapsed: 1, Txs: []*types.Transaction{other}}}, false},
		{"unsigned", []Block{{Elapsed: 1, Txs: []*types.Transaction{unsigned}}}, false},
		{"blocks", make([]Block, MaxBlocks+1), true},
		{"data", []Block{{Elapsed: 1, Txs: large[:2]}}, true},
		{"inflated size", []Block{{Elapsed: 1, Txs: large}}, true},
	}
	for _, tt := range tests {
		_, err := Encode(testChain, &Batch{Blocks: tt.blocks})
		if err == nil || errors.Is(err, ErrTooLarge) != tt.tooLarge {
			t.Errorf("%s: error %v, want one (too large: %t)", tt.name, err, tt.tooLarge)
		}
	}
}

// The longest batch is decodable and one more block does not fit.
func TestLongest(t *testing.T) {
	m := newMix(t, 6)
	b := &Batch{}
	for range 40 {
		block := Block{Elapsed: 1}
		for range 100 {
			block.Txs = append(block.Txs, m.tx())
		}
		b.Blocks = append(b.Blocks, block)
	}
	data, n, err := Longest(testChain, b, MaxData)
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 || n >= len(b.Blocks) {
		t.Fatalf("%d blocks of %d", n, len(b.Blocks))
	}
	got, v := Decode(testChain, data)
	if v != nil {
		t.Fatal(v)
	}
	sameBlocks(t, got.Blocks, b.Blocks[:n], true)
	if _, err := Encode(testChain, &Batch{Blocks: b.Blocks[:n+1]}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("one more block: error %v, want one that matches ErrTooLarge", err)
	}
	// However much of the chain is seen beyond the cut, it is the same.
	for _, seen := range []int{n + 1, n + 2, n + 7} {
		again, k, err := Longest(testChain, &Batch{Blocks: b.Blocks[:seen]}, MaxData)
		if err != nil || k != n || !bytes.Equal(again, data) {
			t.Errorf("seeing %d blocks: %d blocks (%v), want %d and the same bytes", seen, k, err, n)
		}
	}
}
