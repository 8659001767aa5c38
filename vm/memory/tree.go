// SPDX-License-Identifier: Apache-2.0

package memory

import (
	"bytes"
	"hash"
	"slices"

	"github.com/ethereum/go-ethereum/crypto/keccak"

	"github.com/layeredpow/adit/vm"
)

// Hash is a keccak256 value. A node is the hash of its two children, 64 bytes; at height 0 it is the leaf itself.
//
// The tree of a memory of five written leaves, at heights 0 to 3; 0 is a leaf of zeroes, z1 = H(0 ‖ 0):
//
//	         H(·‖·)
//	   H(·‖·)      H(·‖z1)
//	H(a‖b) H(c‖d)  H(e‖0) z1
//	 a  b   c  d    e  0  0  0
type Hash = [32]byte

// tree is the 1,024 nodes of one height and all above them: the children of node i are 2i and 2i+1, the topmost is 1.
type tree [2 * groupPages]Hash

// pageTree is the same for a page: its 64 lowest nodes are at height 1, above two leaves each.
type pageTree [pageLeaves]Hash

// zeroes are the nodes of a memory of zeroes by height.
var zeroes = func() (z [Depth + 1]Hash) {
	for h := range Depth {
		z[h+1] = node(newSponge(), z[h][:], z[h][:])
	}
	return z
}()

// Zero is the node at a height above nothing but zeroes.
func Zero(height int) Hash { return zeroes[height] }

// sponge hashes nodes, in room of its own: what is handed to an interface would be allocated for every node.
type sponge struct {
	keccak keccakState
	in     [2 * vm.LeafSize]byte
	out    Hash
}

// keccakState is keccak256; Read takes the result out without the copy that Sum makes.
type keccakState interface {
	hash.Hash
	Read(p []byte) (int, error)
}

func newSponge() *sponge {
	return &sponge{keccak: keccak.NewLegacyKeccak256().(keccakState)}
}

// node hashes two children.
func node(s *sponge, left, right []byte) Hash {
	copy(s.in[:vm.LeafSize], left)
	copy(s.in[vm.LeafSize:], right)
	s.keccak.Reset()
	s.keccak.Write(s.in[:])
	s.keccak.Read(s.out[:]) //nolint:errcheck // a sponge never fails
	return s.out
}

// zeroTree is a tree whose lowest nodes have the given height, above zeroes.
func zeroTree(height int) *tree {
	t := new(tree)
	fillZero(t[:], height)
	return t
}

func fillZero(t []Hash, height int) {
	for first := len(t) / 2; first > 0; first /= 2 {
		for i := first; i < 2*first; i++ {
			t[i] = zeroes[height]
		}
		height++
	}
}

// update hashes all nodes above those whose indices are given, which ascend and are all of one height. It uses the
// indices up.
func (m *Memory) update(t []Hash, changed []uint32) {
	for len(changed) > 0 && changed[0] > 1 {
		n := 0
		for _, i := range changed {
			if parent := i / 2; n == 0 || changed[n-1] != parent {
				t[parent] = node(m.hasher, t[2*parent][:], t[2*parent+1][:])
				changed[n] = parent
				n++
			}
		}
		changed = changed[:n]
	}
}

// Root is the root of the tree.
func (m *Memory) Root() Hash {
	if len(m.dirty) > 0 {
		m.hashDirty()
	}
	return m.upper[1]
}

// hashDirty brings the tree up to date: pages, then the groups they are in, then what is above the groups.
func (m *Memory) hashDirty() {
	slices.SortStableFunc(m.dirty, func(a, b dirtyPage) int { return int(a.number) - int(b.number) })
	var inGroup, above []uint32
	for i, d := range m.dirty {
		g := m.group(d.number)
		at := groupPages + d.number%groupPages
		g.nodes[at] = m.pageRoot(d)
		m.recycle(d.before)
		if m.tables != nil {
			m.tables.Write[d.number] = nil
		}
		if len(inGroup) == 0 || inGroup[len(inGroup)-1] != at {
			inGroup = append(inGroup, at)
		}
		if i+1 == len(m.dirty) || m.dirty[i+1].number/groupPages != d.number/groupPages {
			m.update(g.nodes[:], inGroup)
			inGroup = inGroup[:0]
			at := groups + d.number/groupPages
			m.upper[at] = g.nodes[1]
			above = append(above, at)
		}
	}
	m.update(m.upper[:], above)
	clear(m.dirty)
	m.dirty = m.dirty[:0]
	m.epoch++
}

// maxPaths bounds the page trees that are kept, at 4 KiB each.
const maxPaths = 1 << 14

// pageRoot hashes a page that was written to: of a page whose tree is known, only what differs from before.
func (m *Memory) pageRoot(d dirtyPage) Hash {
	after := m.frame(d.number)
	if after == nil {
		delete(m.paths, d.number)
		return zeroes[pageHeight]
	}
	t, known := m.paths[d.number]
	if !known {
		t = m.newPageTree(d.number)
		if d.before == nil {
			fillZero(t[:], 1)
			known = true
		}
	}
	before := m.zero
	if d.before != nil {
		before = &d.before.Page
	}
	m.updatePage(t, &after.Page, before, !known)
	return t[1]
}

func (m *Memory) newPageTree(page uint32) *pageTree {
	if len(m.paths) >= maxPaths {
		clear(m.paths)
	}
	t := new(pageTree)
	m.paths[page] = t
	return t
}

// updatePage hashes the pairs of leaves that differ, or all, and what is above them.
func (m *Memory) updatePage(t *pageTree, after, before *Page, all bool) {
	var room [pageLeaves / 2]uint32
	changed := room[:0]
	for i := range pageLeaves / 2 {
		pair := after[2*vm.LeafSize*i:][:2*vm.LeafSize]
		if all || !bytes.Equal(pair, before[2*vm.LeafSize*i:][:2*vm.LeafSize]) {
			t[pageLeaves/2+i] = node(m.hasher, pair[:vm.LeafSize], pair[vm.LeafSize:])
			changed = append(changed, uint32(pageLeaves/2+i))
		}
	}
	m.update(t[:], changed)
}
