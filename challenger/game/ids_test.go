// SPDX-License-Identifier: Apache-2.0

package game

import (
	"encoding/binary"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// hashOf is the hash of parts that stand behind one another.
func hashOf(parts ...[]byte) Hash { return crypto.Keccak256Hash(parts...) }

// TestIDs holds each name against the bytes that it is the hash of, put together plainly.
func TestIDs(t *testing.T) {
	a, b, c := Hash{1, 31: 1}, Hash{2, 31: 2}, Hash{3, 31: 3}
	place := new(big.Int).Lsh(big.NewInt(2), 40)
	place.Add(place, new(big.Int).Lsh(big.NewInt(20), 32))
	place.Add(place, big.NewInt(0xfedcba98))
	ref := Ref{Origin: a, Level: Steps, Len: 20, Pos: 0xfedcba98, Base: b, Span: c}
	ctx := hashOf(a[:], b[:], common.LeftPadBytes(place.Bytes(), 32))
	r := Range{Batches: 0x0102030405060708, Acc: a, Milestone: b}
	for _, n := range []struct {
		name      string
		got, want Hash
	}{
		{"leaf", Leaf(a), hashOf([]byte{0x4c}, a[:])},
		{"pair", Pair(a, b), hashOf(a[:], b[:])},
		{"base", Extend(a, b), hashOf([]byte{0x42}, a[:], b[:])},
		{"context", ref.Context(), ctx},
		{"node", ref.Node(), hashOf(ctx[:], c[:])},
		{"origin", Origin(a, b), hashOf(a[:], b[:])},
		{"assertion", AssertionID(a, b, c), hashOf(a[:], b[:], c[:])},
		{"genesis", GenesisID(a), hashOf(make([]byte, 32), a[:], make([]byte, 32))},
		{"range", r.Hash(), hashOf(binary.BigEndian.AppendUint64(nil, r.Batches), a[:], b[:])},
	} {
		if n.got != n.want {
			t.Errorf("%s: %x, want %x", n.name, n.got, n.want)
		}
	}
	root := AssertionRoot(a, b, c)
	if want := (Ref{Origin: a, Len: 16, Base: Leaf(b), Span: c}); root != want {
		t.Errorf("root of an assertion: %+v, want %+v", root, want)
	}
	leaf := Ref{Origin: a, Level: Strides, Pos: 5, Base: b, Span: c}
	if got, want := leaf.Refinement(a, b), (Ref{Origin: leaf.Context(), Level: Steps, Len: 20, Base: Leaf(a), Span: b}); got != want {
		t.Errorf("refinement: %+v, want %+v", got, want)
	}
}

// TestContexts has every field of a node but its span be in its context, and the span in its name (attack 26).
func TestContexts(t *testing.T) {
	base := Ref{Origin: Hash{1}, Level: 1, Len: 8, Pos: 256, Base: Hash{2}, Span: Hash{3}}
	contexts := map[Hash]bool{base.Context(): true}
	for _, other := range []Ref{
		{Hash{9}, 1, 8, 256, Hash{2}, Hash{3}}, {Hash{1}, 2, 8, 256, Hash{2}, Hash{3}}, {Hash{1}, 1, 12, 256, Hash{2}, Hash{3}},
		{Hash{1}, 1, 8, 512, Hash{2}, Hash{3}}, {Hash{1}, 1, 8, 256, Hash{9}, Hash{3}}, {Hash{1}, 0, 8, 256, Hash{2}, Hash{3}},
		{Hash{1}, 255, 8, 256, Hash{2}, Hash{3}}, {Hash{1}, 1, 255, 256, Hash{2}, Hash{3}}, {Hash{1}, 1, 8, 1<<32 - 1, Hash{2}, Hash{3}},
	} {
		if contexts[other.Context()] {
			t.Errorf("%+v has the context of another", other)
		}
		contexts[other.Context()] = true
	}
	rival := base
	rival.Span = Hash{9}
	if rival.Context() != base.Context() || rival.Node() == base.Node() {
		t.Error("a rival has another context, or the same name")
	}
}

// TestLevels pins the heights that the contract has.
func TestLevels(t *testing.T) {
	for l, want := range map[Level]struct {
		name   string
		height uint8
	}{Transitions: {"A", 16}, Strides: {"B", 16}, Steps: {"C", 20}, 3: {"level 3", 0}, 255: {"level 255", 0}} {
		if l.String() != want.name || l.Height() != want.height {
			t.Errorf("level %d: %s of height %d, want %s of %d", uint8(l), l, l.Height(), want.name, want.height)
		}
	}
}
