// SPDX-License-Identifier: Apache-2.0

package sends

import "github.com/ethereum/go-ethereum/common"

// Frontier is a tree as the outbox stores it: enough to append leaves and to know the root, not enough to prove one.
// The zero value has no leaves.
//
// What lies to the left of the next leaf is a few full subtrees, one for each bit of the count. Five is binary 101:
// with five leaves they are abcd, in Nodes[2], and e, in Nodes[0]. Nodes at the other bits are left over.
type Frontier struct {
	Root  common.Hash // slot 0 of the outbox; 0 before the first leaf
	Count uint64      // slot 1
	Nodes [Depth]common.Hash
}

// Append puts a leaf behind the last one.
func (f *Frontier) Append(leaf common.Hash) error {
	if f.Count >= Capacity {
		return ErrFull
	}
	node, kept := leaf, false
	for level := range Depth {
		if f.Count>>level&1 == 1 {
			node = pair(f.Nodes[level], node)
			continue
		}
		if !kept {
			f.Nodes[level], kept = node, true
		}
		node = pair(node, empty[level])
	}
	f.Root, f.Count = node, f.Count+1
	return nil
}
