// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
)

// first is block 1 of the chain that Ethereum and Ethereum Classic share.
func first() *types.Header {
	return &types.Header{
		ParentHash:  common.HexToHash("0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3"),
		UncleHash:   types.EmptyUncleHash,
		Coinbase:    common.HexToAddress("0x05a56e2d52c817161883f50c441c3228cfe54d9f"),
		Root:        common.HexToHash("0xd67e4d450343046425ae4271474353857ab860dbc0a1dde64b41b5cd3a532bf3"),
		TxHash:      types.EmptyTxsHash,
		ReceiptHash: types.EmptyReceiptsHash,
		Difficulty:  big.NewInt(17_171_480_576),
		Number:      big.NewInt(1),
		GasLimit:    5_000,
		Time:        1_438_269_988,
		Extra:       common.FromHex("0x476574682f76312e302e302f6c696e75782f676f312e342e32"),
		MixDigest:   common.HexToHash("0x969b900de27b6ac6a67742365dd65f55a0526c41fd18e1b16f1a1215c2e66f59"),
		Nonce:       types.BlockNonce(common.FromHex("0x539bd4979fef1ec4")),
	}
}

func TestCheckSeal(t *testing.T) {
	if got, want := first().Hash().Hex(), "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6"; got != want {
		t.Fatalf("block 1 hashes to %s, want %s", got, want)
	}
	one := uint64(1)
	for _, test := range []struct {
		name string
		edit func(h *types.Header)
		ok   bool
	}{
		{"as mined", func(*types.Header) {}, true},
		{"another nonce", func(h *types.Header) { h.Nonce[7]++ }, false},
		{"another mix", func(h *types.Header) { h.MixDigest[0]++ }, false},
		{"another parent", func(h *types.Header) { h.ParentHash[0]++ }, false},
		{"another content", func(h *types.Header) { h.TxHash[0]++ }, false},
		{"a million times the difficulty", func(h *types.Header) { h.Difficulty = new(big.Int).Lsh(h.Difficulty, 20) }, false},
		{"the most difficulty there is", func(h *types.Header) { h.Difficulty = new(big.Int).Lsh(common.Big1, 255) }, false},
		{"a withdrawal root", func(h *types.Header) { h.WithdrawalsHash = &h.TxHash }, false},
		{"a beacon root", func(h *types.Header) { h.ParentBeaconRoot = &h.TxHash }, false},
		{"requests", func(h *types.Header) { h.RequestsHash = &h.TxHash }, false},
		{"blob gas", func(h *types.Header) { h.BlobGasUsed, h.ExcessBlobGas = &one, &one }, false},
		{"a slot", func(h *types.Header) { h.SlotNumber = &one }, false},
		{"more to say than allowed", func(h *types.Header) { h.Extra, h.Difficulty = make([]byte, 33), common.Big1 }, false},
		{"genesis", func(h *types.Header) { h.Number = new(big.Int) }, true},
	} {
		h := first()
		test.edit(h)
		err := checkSeal(h)
		if (err == nil) != test.ok || err != nil && !errors.Is(err, l1anchor.ErrContradiction) {
			t.Errorf("%s: %v, want ok = %t", test.name, err, test.ok)
		}
	}
}

// Blocks 1 and 2 of that chain are 4 seconds apart and block 3 comes 8 seconds later: their difficulties are those
// before EIP-100, so the cases here are the formula's.
func TestCheckDifficulty(t *testing.T) {
	const start = 1 << 40
	step := int64(start / 2048)
	for _, test := range []struct {
		name    string
		parent  int64
		uncles  bool
		seconds uint64
		child   int64
		why     string // part of the error; empty: none
	}{
		{"early", start, false, 8, start + step, ""},
		{"early after uncles", start, true, 8, start + 2*step, ""},
		{"in time", start, false, 9, start, ""},
		{"in time after uncles", start, true, 18, start, ""},
		{"late", start, false, 27, start - 2*step, ""},
		{"very late", start, false, 9 * 500, start - 99*step, ""},
		{"later than any clock", start, false, 1 << 62, start - 99*step, ""},
		{"one too little", start, false, 9, start - 1, "prescribes"},
		{"one too much", start, false, 9, start + 1, "prescribes"},
		{"late without need", start, false, 9, start - 99*step, "prescribes"},
		{"nothing", start, false, 9, 1, "prescribes"},
		{"at the public least", 131_072, false, 100, 131_072, ""},
		{"below the public least", 131_072, false, 100, 131_000, ""},
		{"at a least of its own", 16, false, 100, 16, ""},
		{"below a least of its own", 16, false, 100, 15, "prescribes"},
		{"no later than its parent", start, false, 0, start + step, "parent"},
	} {
		parent := &types.Header{Number: big.NewInt(5), Time: 1000, Difficulty: big.NewInt(test.parent), UncleHash: types.EmptyUncleHash}
		if test.uncles {
			parent.UncleHash = common.Hash{1}
		}
		h := &types.Header{Number: big.NewInt(6), Time: 1000 + test.seconds, Difficulty: big.NewInt(test.child)}
		err := checkDifficulty(parent, h)
		switch {
		case test.why == "" && err != nil:
			t.Errorf("%s: %v", test.name, err)
		case test.why != "" && (err == nil || !strings.Contains(err.Error(), test.why)):
			t.Errorf("%s: %v, want an error that says %q", test.name, err, test.why)
		}
		h.Number = big.NewInt(7)
		if checkDifficulty(parent, h) == nil {
			t.Errorf("%s: a block of another height passes", test.name)
		}
	}
}

// A header that is refused must not be remembered: it would cost memory, and stand surety for those that build on it.
func TestRefusedHeadersAreNotRemembered(t *testing.T) {
	r, err := NewReader(Config{URL: "http://127.0.0.1:1", ChainID: 61})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	parent := &wireBlock{header: first(), hash: first().Hash()}
	child := &types.Header{ParentHash: parent.hash, Number: big.NewInt(2), Time: parent.header.Time + 1, Difficulty: common.Big1, UncleHash: types.EmptyUncleHash}
	err = r.follows(&wireBlock{header: child, hash: child.Hash()}, func(common.Hash) (*wireBlock, error) { return parent, nil })
	if !errors.Is(err, l1anchor.ErrContradiction) || r.headers.Contains(child.Hash()) || !r.headers.Contains(parent.hash) {
		t.Errorf("%v; remembered: child %t, parent %t; want a contradiction and the parent only", err, r.headers.Contains(child.Hash()), r.headers.Contains(parent.hash))
	}
}
