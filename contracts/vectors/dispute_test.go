// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
)

// idCase is a node, and the names that its parts have.
type idCase struct {
	Origin  common.Hash  `json:"origin"`
	Level   hexutil.Uint `json:"level"`
	Len     hexutil.Uint `json:"len"`
	Pos     hexutil.Uint `json:"pos"`
	Base    common.Hash  `json:"base"`
	Span    common.Hash  `json:"span"`
	Leaf    common.Hash  `json:"leaf"`
	Pair    common.Hash  `json:"pair"`
	Extend  common.Hash  `json:"extend"`
	Context common.Hash  `json:"context"`
	Node    common.Hash  `json:"node"`
}

const idComment = "A node. leaf is that of the state span, pair is above base and span, extend is the base behind span, context is what its rivals share, node is its name."

func (c *idCase) ref() game.Ref {
	return game.Ref{Origin: c.Origin, Level: game.Level(c.Level), Len: uint8(c.Len), Pos: uint32(c.Pos), Base: c.Base, Span: c.Span}
}

func (c *idCase) answer() {
	r := c.ref()
	c.Leaf, c.Pair, c.Extend, c.Context, c.Node = game.Leaf(r.Span), game.Pair(r.Base, r.Span), game.Extend(r.Base, r.Span), r.Context(), r.Node()
}

func makeIDs() (cases []idCase) {
	random := rand.New(rand.NewPCG(13, 0))
	ends := []idCase{{}, {Level: 255, Len: 255, Pos: 1<<32 - 1}, {Level: 2, Len: 20}, {Level: 1, Pos: 1}, {Len: 16, Origin: common.MaxHash, Base: common.MaxHash, Span: common.MaxHash}}
	for i := range 40 {
		c := idCase{Level: hexutil.Uint(random.IntN(3)), Len: hexutil.Uint(4 * random.IntN(6)), Pos: hexutil.Uint(random.IntN(1 << 20))}
		c.Origin, c.Base, c.Span = anyHash(random), anyHash(random), anyHash(random)
		if i < len(ends) {
			c = ends[i]
		}
		c.answer()
		cases = append(cases, c)
	}
	return cases
}

func anyHash(random *rand.Rand) (h common.Hash) {
	for i := range h {
		h[i] = byte(random.Uint32())
	}
	return h
}

// TestIDs is the Go side of dispute/ids.json.
func TestIDs(t *testing.T) {
	if *update {
		write(t, "dispute/ids.json", vectorFile[idCase]{idComment, makeIDs()})
	}
	for i, want := range read[idCase](t, "dispute/ids.json") {
		got := want
		if got.answer(); got != want {
			t.Errorf("case %d: %+v, want %+v", i, got, want)
		}
	}
}

// treeCase is a place in a history.
type treeCase struct {
	Height   hexutil.Uint  `json:"height"`
	Start    common.Hash   `json:"start"`
	States   []common.Hash `json:"states"`
	Root     common.Hash   `json:"root"`
	Last     []common.Hash `json:"last"`
	Pos      hexutil.Uint  `json:"pos"`
	Base     common.Hash   `json:"base"`
	Before   common.Hash   `json:"before"`
	PrevBase common.Hash   `json:"prevBase"`
	PrevSpan common.Hash   `json:"prevSpan"`
	Path     []common.Hash `json:"path"`
	Children []common.Hash `json:"children"`
}

const treeComment = "A history of 2^height states behind start, of which the last one given repeats. last shows it in root, children are the parts of the root. " +
	"base is that of the leaf at pos in a split all the way down; prevBase, prevSpan and path show the state before it."

func (c *treeCase) answer(t testing.TB) {
	t.Helper()
	tree, err := game.NewTree(uint8(c.Height), c.States)
	if err != nil {
		t.Fatal(err)
	}
	children := tree.Children(uint8(c.Height), 0)
	c.Root, c.Last, c.Children = tree.Root(), tree.Last(), children[:]
	pos := uint32(c.Pos)
	start := tree.Start(c.Start, pos)
	c.Base, c.Before = tree.Base(c.Start, 0, pos), tree.Before(c.Start, uint64(pos))
	c.PrevBase, c.PrevSpan, c.Path = start.PrevBase, start.PrevSpan, append([]common.Hash{}, start.Path...)
}

func makeTrees(t *testing.T) (cases []treeCase) {
	t.Helper()
	random := rand.New(rand.NewPCG(13, 1))
	for _, at := range []struct {
		height hexutil.Uint
		states int
		pos    []hexutil.Uint
	}{
		{4, 1, []hexutil.Uint{0, 15}},
		{4, 16, []hexutil.Uint{1, 8}},
		{16, 3, []hexutil.Uint{0, 1, 0x10, 0xff, 0x100, 0x1000, 0xf000, 0xffff}},
		{16, 17, []hexutil.Uint{16, 17, 0x110}},
		{20, 2, []hexutil.Uint{1, 0x10000, 0xf0000, 0xfffff, 0x80000, 0x12340}},
		{20, 33, []hexutil.Uint{32, 33, 0x11000}},
	} {
		states := make([]common.Hash, at.states)
		for i := range states {
			states[i] = anyHash(random)
		}
		for _, pos := range at.pos {
			c := treeCase{Height: at.height, Start: crypto.Keccak256Hash([]byte("start")), States: states, Pos: pos}
			c.answer(t)
			cases = append(cases, c)
		}
	}
	return cases
}

// TestTrees is the Go side of dispute/trees.json.
func TestTrees(t *testing.T) {
	if *update {
		write(t, "dispute/trees.json", vectorFile[treeCase]{treeComment, makeTrees(t)})
	}
	for i, want := range read[treeCase](t, "dispute/trees.json") {
		got := want
		if got.answer(t); !reflect.DeepEqual(got, want) {
			t.Errorf("case %d: %+v, want %+v", i, got, want)
		}
	}
}
