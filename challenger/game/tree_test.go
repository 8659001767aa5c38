// SPDX-License-Identifier: Apache-2.0

package game

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
)

// numbered are n states that differ.
func numbered(n int) []Hash {
	states := make([]Hash, n)
	for i := range states {
		states[i] = crypto.Keccak256Hash([]byte(fmt.Sprint("state ", i)))
	}
	return states
}

// plainTree are all rows of a tree by the book: every leaf is written down, and nothing is remembered.
func plainTree(height uint8, states []Hash) [][]Hash {
	row := make([]Hash, 1<<height)
	for i := range row {
		row[i] = crypto.Keccak256Hash([]byte{0x4c}, states[min(i, len(states)-1)][:])
	}
	rows := [][]Hash{row}
	for len(row) > 1 {
		above := make([]Hash, len(row)/2)
		for i := range above {
			above[i] = crypto.Keccak256Hash(row[2*i][:], row[2*i+1][:])
		}
		rows, row = append(rows, above), above
	}
	return rows
}

func mustTree(t testing.TB, height uint8, states []Hash) *Tree {
	t.Helper()
	tree, err := NewTree(height, states)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// TestTree holds every node of trees of eight levels, with any number of states, against one that is made by the book.
func TestTree(t *testing.T) {
	const height = 8
	for _, n := range []int{1, 2, 3, 15, 16, 17, 31, 100, 128, 255, 256} {
		states := numbered(n)
		tree, plain := mustTree(t, height, states), plainTree(height, states)
		if tree.Root() != plain[height][0] || tree.Height() != height {
			t.Errorf("%d states: root %x, want %x", n, tree.Root(), plain[height][0])
		}
		for length := range uint8(height + 1) {
			for i, want := range plain[length] {
				if got := tree.Span(length, uint32(i)<<length); got != want {
					t.Fatalf("%d states: span of 2^%d leaves from %d: %x, want %x", n, length, i<<length, got, want)
				}
			}
		}
		for i := range uint64(1 << height) {
			if got, want := tree.State(i), states[min(i, uint64(n-1))]; got != want {
				t.Fatalf("%d states: state %d: %x, want %x", n, i, got, want)
			}
		}
		if got := tree.Before(Hash{9}, 0); got != (Hash{9}) {
			t.Errorf("before unit 0: %x", got)
		}
		if got := tree.Before(Hash{9}, 2); got != tree.State(1) {
			t.Errorf("before unit 2: %x, want %x", got, tree.State(1))
		}
		if got := climb(Leaf(tree.State(1<<height-1)), tree.Last()); got != tree.Root() || len(tree.Last()) != height {
			t.Errorf("%d states: the last leaf leads to %x, want %x", n, got, tree.Root())
		}
	}
}

// TestTreeRefuses has no tree be made of states that do not fit.
func TestTreeRefuses(t *testing.T) {
	for _, c := range []struct {
		height uint8
		states int
	}{{4, 0}, {4, 17}, {0, 2}, {0, 0}, {32, 1}, {255, 1}} {
		if tree, err := NewTree(c.height, numbered(c.states)); err == nil {
			t.Errorf("height %d, %d states: got a tree with root %x", c.height, c.states, tree.Root())
		}
	}
	mustTree(t, 0, numbered(1))
	mustTree(t, 4, numbered(16))
	mustTree(t, 31, numbered(1))
}

// descend goes from a claim's node down to the one at a position, split by split as the contract makes them.
func descend(root Ref, tree *Tree, length uint8, pos uint32) Ref {
	for root.Len > length {
		root = root.Children(tree.Children(root.Len, root.Pos))[pos>>(root.Len-4)&15]
	}
	return root
}

// TestSplits goes down to every node of a tree of three splits, by the contract's way of making children, and holds
// what the tree says about it against that: its span, its base, and what shows the state before it.
func TestSplits(t *testing.T) {
	const height = 12
	start := Hash{7}
	for _, n := range []int{17, 4_096} {
		tree := mustTree(t, height, numbered(n))
		root := Ref{Origin: Hash{1}, Level: Strides, Len: height, Base: Leaf(start), Span: tree.Root()}
		for _, length := range []uint8{12, 8, 4, 0} {
			for pos := uint32(0); pos < 1<<height; pos += 1 << length {
				got, want := tree.Ref(root, start, length, pos), descend(root, tree, length, pos)
				if got != want {
					t.Fatalf("%d states, 2^%d leaves from %d: %+v, want %+v", n, length, pos, got, want)
				}
				if before := tree.Before(start, uint64(pos)); !tree.Start(start, pos).Shows(got, before) {
					t.Fatalf("%d states, 2^%d leaves from %d: the start does not show %x", n, length, pos, before)
				}
			}
		}
	}
}

// TestChildren has the children of a node make its span, and stand where they should.
func TestChildren(t *testing.T) {
	tree := mustTree(t, 20, numbered(70_000))
	for _, at := range []struct {
		length uint8
		pos    uint32
	}{{20, 0}, {16, 1 << 16}, {8, 0x10f00}, {4, 0x11110}} {
		spans := tree.Children(at.length, at.pos)
		if got, want := Join(spans), tree.Span(at.length, at.pos); got != want {
			t.Errorf("2^%d leaves from %d: children make %x, want %x", at.length, at.pos, got, want)
		}
		for i, span := range spans {
			if want := tree.Span(at.length-4, at.pos+uint32(i)<<(at.length-4)); span != want {
				t.Errorf("2^%d leaves from %d: child %d is %x, want %x", at.length, at.pos, i, span, want)
			}
		}
	}
}

// TestStartRefuses plays who shows another state than the one before a node, at each kind of boundary of the tallest
// tree (attack 28).
func TestStartRefuses(t *testing.T) {
	start := Hash{7}
	tree := mustTree(t, 20, numbered(0x12346))
	root := Ref{Level: Steps, Len: 20, Base: Leaf(start), Span: tree.Root()}
	for _, pos := range []uint32{0, 1, 15, 16, 17, 0x100, 0x110, 0xfff, 0x1000, 0x10000, 0x12340, 0x12345, 0x12346, 0xf0000, 0xfffff} {
		r := tree.Ref(root, start, 0, pos)
		before := tree.Before(start, uint64(pos))
		good := tree.Start(start, pos)
		if !good.Shows(r, before) {
			t.Errorf("position %#x: the right start shows nothing", pos)
		}
		for name, bad := range map[string]Start{
			"path one longer":   {good.PrevBase, good.PrevSpan, append(append([]Hash{}, good.Path...), Hash{})},
			"another base":      {Hash{1}, good.PrevSpan, good.Path},
			"another span":      {good.PrevBase, Hash{1}, good.Path},
			"nothing":           {},
			"the parent's":      tree.Start(start, pos&^15),
			"the next one's":    tree.Start(start, (pos+1)&0xfffff),
			"path, leaf as one": {good.PrevBase, good.PrevSpan, append([]Hash{Leaf(before)}, good.Path...)},
		} {
			if pos == 0 || pos%16 == 0 && name == "the parent's" {
				continue // there is nothing in the start that counts, or it is the same
			}
			if bad.Shows(r, before) {
				t.Errorf("position %#x, %s: shown", pos, name)
			}
		}
		for i := range good.Path {
			short := Start{good.PrevBase, good.PrevSpan, good.Path[:i]}
			if short.Shows(r, before) || short.Shows(r, good.Path[i]) {
				t.Errorf("position %#x: a path of %d is enough", pos, i)
			}
			bent := Start{good.PrevBase, good.PrevSpan, append([]Hash{}, good.Path...)}
			bent.Path[i][31] ^= 1
			if bent.Shows(r, before) {
				t.Errorf("position %#x: the path bent at %d is as good", pos, i)
			}
		}
		for _, wrong := range []Hash{{}, {8}, tree.State(uint64(pos) + 1), Leaf(before), r.Base, r.Span} {
			if wrong != before && good.Shows(r, wrong) {
				t.Errorf("position %#x: %x is shown beside %x", pos, wrong, before)
			}
		}
	}
}

// TestStartOfGarbage has a part before the node that is no tree of its height: shorter or longer paths lead to its
// root, and show nothing.
func TestStartOfGarbage(t *testing.T) {
	state, siblings := Hash{5}, numbered(24)
	for _, pos := range []uint32{1, 0x10, 0x130, 0x100, 0x1000, 0xf0000} {
		right := startPath(pos)
		for n := range len(siblings) {
			s := Start{PrevBase: Hash{6}, PrevSpan: climb(Leaf(state), siblings[:n]), Path: siblings[:n]}
			r := Ref{Level: Steps, Pos: pos, Base: Extend(s.PrevBase, s.PrevSpan)}
			if got, want := s.Shows(r, state), n == right; got != want {
				t.Errorf("position %#x, a path of %d: shown is %t", pos, n, got)
			}
		}
	}
}

// TestTreeOfRepeats takes the tallest tree with few states, where everything but its beginning is padding.
func TestTreeOfRepeats(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		n := 1 + random.IntN(40)
		states := numbered(n)
		tree := mustTree(t, 20, states)
		long := append(append([]Hash{}, states...), make([]Hash, random.IntN(2_000))...)
		for i := n; i < len(long); i++ {
			long[i] = states[n-1]
		}
		if other := mustTree(t, 20, long); other.Root() != tree.Root() {
			t.Fatalf("%d states: another root once the last is said %d times", n, len(long)-n+1)
		}
	}
}

// TestTreeKeepsWhatDiffers has a tree take room for what is above its states, and none for the padding.
func TestTreeKeepsWhatDiffers(t *testing.T) {
	for _, n := range []int{1, 2, 3, 16, 17, 1_000} {
		for k, row := range mustTree(t, 20, numbered(n)).inner {
			part := 2 << k // leaves below a node of the row
			if want := (n + part - 1) / part; len(row) != want {
				t.Fatalf("%d states: %d nodes of height %d are kept, want %d", n, len(row), k+1, want)
			}
		}
	}
}

// BenchmarkTree makes the tree of a whole stride.
func BenchmarkTree(b *testing.B) {
	states := numbered(1 << 20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewTree(20, states); err != nil {
			b.Fatal(err)
		}
	}
}
