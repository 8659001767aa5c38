// SPDX-License-Identifier: Apache-2.0

package game

import (
	"fmt"

	"github.com/ethereum/go-ethereum/crypto"
)

// Tree is the history of a claim: a perfect binary tree over 2^height states, of which the last one given repeats to
// the end. It keeps what is different: 32 bytes for each state and each inner node above one.
type Tree struct {
	height uint8
	states []Hash
	// inner[k] are the nodes of height k+1 that have a leaf of states below them; what is right of them is
	// padding[k+1].
	inner   [][]Hash
	padding []Hash // padding[k] is the node of height k above repetitions of the last state
}

// maxTreeHeight keeps positions in the 32 bits that a Ref has for them.
const maxTreeHeight = 31

// NewTree is the history that goes through states and stays at the last. It takes time and room in O(len(states) +
// height), and keeps states: the caller does not change them any more.
func NewTree(height uint8, states []Hash) (*Tree, error) {
	if height > maxTreeHeight {
		return nil, fmt.Errorf("build a tree of height %d: more than %d", height, maxTreeHeight)
	}
	if n := uint64(len(states)); n == 0 || n > 1<<height {
		return nil, fmt.Errorf("build a tree of height %d: %d states", height, n)
	}
	t := &Tree{height: height, states: states, padding: make([]Hash, height+1)}
	h := newHasher()
	t.padding[0] = Leaf(states[len(states)-1])
	for k := range height {
		t.padding[k+1] = Pair(t.padding[k], t.padding[k])
		row := make([]Hash, (t.width(k)+1)/2)
		for i := range row {
			h.pair(t.child(h, k, 2*i), t.child(h, k, 2*i+1), &row[i])
		}
		t.inner = append(t.inner, row)
	}
	return t, nil
}

// child is node for the making of a tree.
func (t *Tree) child(h *hasher, height uint8, i int) (node Hash) {
	switch {
	case i >= t.width(height):
		return t.padding[height]
	case height == 0:
		h.leaf(t.states[i], &node)
		return node
	}
	return t.inner[height-1][i]
}

// hasher is Leaf and Pair for many hashes: it makes no garbage.
type hasher struct {
	state crypto.KeccakState
	in    [64]byte
	out   Hash
}

func newHasher() *hasher { return &hasher{state: crypto.NewKeccakState()} }

func (h *hasher) leaf(state Hash, to *Hash) {
	h.in[0] = leafMark
	copy(h.in[1:], state[:])
	h.sum(33, to)
}

func (h *hasher) pair(left, right Hash, to *Hash) {
	copy(h.in[:32], left[:])
	copy(h.in[32:], right[:])
	h.sum(64, to)
}

// sum hashes the first n bytes. Writing to a hash and reading from it never fail.
func (h *hasher) sum(n int, to *Hash) {
	h.state.Reset()
	_, _ = h.state.Write(h.in[:n])
	_, _ = h.state.Read(h.out[:])
	*to = h.out
}

// width is how many nodes of that height are not padding alone.
func (t *Tree) width(height uint8) int {
	if height == 0 {
		return len(t.states)
	}
	return len(t.inner[height-1])
}

// node is the i-th one of that height, from the left.
func (t *Tree) node(height uint8, i uint64) Hash {
	switch {
	case i >= uint64(t.width(height)):
		return t.padding[height]
	case height == 0:
		return Leaf(t.states[i])
	}
	return t.inner[height-1][i]
}

// Height is the logarithm of the number of leaves.
func (t *Tree) Height() uint8 { return t.height }

// Root is the span of the whole history.
func (t *Tree) Root() Hash { return t.node(t.height, 0) }

// Span is the root over the 2^length leaves from pos, which is a multiple of their number.
func (t *Tree) Span(length uint8, pos uint32) Hash { return t.node(length, uint64(pos)>>length) }

// Children are the spans of a split of the 2^length leaves from pos. length is four at least.
func (t *Tree) Children(length uint8, pos uint32) (spans [16]Hash) {
	part := length - splitBits
	for i := range spans {
		spans[i] = t.node(part, uint64(pos)>>part+uint64(i))
	}
	return spans
}

// State is the one behind unit i, counted from 0.
func (t *Tree) State(i uint64) Hash { return t.states[min(i, uint64(len(t.states)-1))] }

// Before is the state before unit i: start, which is no leaf, or the leaf left of i.
func (t *Tree) Before(start Hash, i uint64) Hash {
	if i == 0 {
		return start
	}
	return t.State(i - 1)
}

// Last are the left siblings that show the last leaf in the root, from the leaf upwards.
func (t *Tree) Last() []Hash { return t.siblings(t.height, 0) }

// siblings are the left siblings that show the last of the 2^length leaves from pos in their root.
func (t *Tree) siblings(length uint8, pos uint64) []Hash {
	path := make([]Hash, length)
	last := pos + 1<<length - 1
	for k := range length {
		path[k] = t.node(k, last>>k-1)
	}
	return path
}

// Base is the base of the node over the 2^length leaves from pos, in a split all the way from the root of a claim
// that starts at the state start. length and the tree's height are multiples of four apart, pos is a multiple of
// 2^length.
func (t *Tree) Base(start Hash, length uint8, pos uint32) Hash {
	base := Leaf(start)
	for part := t.height; part > length; {
		part -= splitBits
		at := uint64(pos) >> part
		for left := at &^ (1<<splitBits - 1); left < at; left++ {
			base = Extend(base, t.node(part, left))
		}
	}
	return base
}

// Ref is the node over the 2^length leaves from pos of the claim that root names, which has this tree and starts at
// start.
func (t *Tree) Ref(root Ref, start Hash, length uint8, pos uint32) Ref {
	root.Len, root.Pos = length, pos
	root.Base, root.Span = t.Base(start, length, pos), t.Span(length, pos)
	return root
}

// Start shows the state before pos to who knows the base there. It is the same for every length of a node at pos.
func (t *Tree) Start(start Hash, pos uint32) Start {
	if pos == 0 {
		return Start{}
	}
	part := uint8(startPath(pos))
	left := pos - 1<<part
	return Start{
		PrevBase: t.Base(start, part, left), PrevSpan: t.Span(part, left),
		Path: t.siblings(part, uint64(left)),
	}
}
