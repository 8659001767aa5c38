// SPDX-License-Identifier: Apache-2.0

package memory

import "github.com/layeredpow/adit/vm"

// Prove gives the node of some height that is above address, and its siblings from there to the root, lowest first:
// Depth - height of them. At height 0 the node is the leaf.
func (m *Memory) Prove(address uint64, height int) (Hash, []Hash) {
	m.Root()
	siblings := make([]Hash, 0, Depth-height)
	for h := height; h < Depth; h++ {
		siblings = append(siblings, m.node(address>>5>>h^1, h))
	}
	return m.node(address>>5>>height, height), siblings
}

// node is the node at a height with a position, counted from address 0. The tree must be up to date.
func (m *Memory) node(position uint64, height int) Hash {
	address := position << height << 5
	switch {
	case height >= groupHeight:
		return m.upper[groups>>(height-groupHeight)+position]
	case height >= pageHeight:
		g := m.groups[address/vm.PageSize/groupPages]
		if g == nil {
			return zeroes[height]
		}
		n := uint64(groupPages) >> (height - pageHeight)
		return g.nodes[n+position%n]
	case height == 0:
		return m.Leaf(address)
	}
	page := uint32(address / vm.PageSize)
	f := m.frame(page)
	if f == nil {
		return zeroes[height]
	}
	t, known := m.paths[page]
	if !known {
		t = m.newPageTree(page)
		m.updatePage(t, &f.Page, m.zero, true)
	}
	n := uint64(pageLeaves/2) >> (height - 1)
	return t[n+position%n]
}

// RootOf is the root of the memory in which the node at a height above address has the given siblings. It says nothing
// about the number of siblings: a caller checks that it is Depth - height.
func RootOf(address uint64, height int, n Hash, siblings []Hash) Hash {
	hasher := newSponge()
	position := address >> 5 >> height
	for _, s := range siblings {
		if position&1 == 0 {
			n = node(hasher, n[:], s[:])
		} else {
			n = node(hasher, s[:], n[:])
		}
		position >>= 1
	}
	return n
}
