// SPDX-License-Identifier: Apache-2.0

package game

import "math/bits"

// Start shows the state before a node to who knows the node's base alone. It is the part left of the node, and the
// last leaf in that part. It is empty for the first node of a claim, whose base is the leaf of the state.
type Start struct {
	PrevBase Hash   // base of the part left of the node
	PrevSpan Hash   // span of that part: PrevBase extended by it is the node's base
	Path     []Hash // the left siblings of the part's last leaf, from the leaf upwards
}

// Shows reports whether state is the one before the node r.
func (s Start) Shows(r Ref, state Hash) bool {
	if r.Pos == 0 {
		return r.Base == Leaf(state)
	}
	return len(s.Path) == startPath(r.Pos) && Extend(s.PrevBase, s.PrevSpan) == r.Base && climb(Leaf(state), s.Path) == s.PrevSpan
}

// startPath is the height of the part left of position pos: as many hexadecimal digits as pos has zeros at its end,
// four bits each. pos is not 0.
func startPath(pos uint32) int { return bits.TrailingZeros32(pos) / splitBits * splitBits }

// climb is the root of a tree of which leaf is the last one.
func climb(leaf Hash, path []Hash) Hash {
	for _, left := range path {
		leaf = Pair(left, leaf)
	}
	return leaf
}
