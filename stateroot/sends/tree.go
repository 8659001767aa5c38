// SPDX-License-Identifier: Apache-2.0

package sends

import "github.com/ethereum/go-ethereum/common"

// Tree holds all leaves and proves each of them in the tree of any earlier count, since L1 knows roots of some counts
// only. The zero value has no leaves. It takes 64 bytes a leaf.
type Tree struct {
	rows [Depth + 1][]common.Hash // the full subtrees of each height; rows[0] are the leaves
}

// Count is how many leaves there are.
func (t *Tree) Count() uint64 { return uint64(len(t.rows[0])) }

// Append puts a leaf behind the last one.
func (t *Tree) Append(leaf common.Hash) error {
	if t.Count() >= Capacity {
		return ErrFull
	}
	t.rows[0] = append(t.rows[0], leaf)
	// A subtree is full when its right half is.
	for level := 0; level < Depth && len(t.rows[level])%2 == 0; level++ {
		row := t.rows[level]
		t.rows[level+1] = append(t.rows[level+1], pair(row[len(row)-2], row[len(row)-1]))
	}
	return nil
}

// Root is that of the first count leaves; 0 where there are none, as the outbox has it.
func (t *Tree) Root(count uint64) (common.Hash, error) {
	if count > t.Count() {
		return common.Hash{}, outOf("count", count, t.Count())
	}
	if count == 0 {
		return common.Hash{}, nil
	}
	return t.node(Depth, 0, count), nil
}

// Prove shows the leaf at an index in the tree of the first count leaves.
func (t *Tree) Prove(index, count uint64) (*Proof, error) {
	if count > t.Count() {
		return nil, outOf("count", count, t.Count())
	}
	if index >= count {
		return nil, outOf("index", index, count)
	}
	proof := new(Proof)
	for level := range proof {
		proof[level] = t.node(level, index>>level^1, count)
	}
	return proof, nil
}

// node is the root of the subtree of 2^level leaves at a place in its row, when there are count leaves. Only subtrees
// at the right edge are computed, one on each level.
func (t *Tree) node(level int, at, count uint64) common.Hash {
	switch {
	case at<<level >= count:
		return empty[level]
	case (at+1)<<level <= count:
		return t.rows[level][at]
	}
	return pair(t.node(level-1, 2*at, count), t.node(level-1, 2*at+1, count))
}
