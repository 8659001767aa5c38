// SPDX-License-Identifier: Apache-2.0

// Package memory is the memory of the machine: bytes in pages, and the root of the Merkle tree over its 32-byte leaves.
// It knows nothing of what a program may do with an address; every byte is zero until it is written.
//
// A root costs what was written since the one before. Copies of a memory share pages until one of them writes.
package memory

import "github.com/layeredpow/adit/vm"

// Sizes. The tree is cut in three: a page is the 128 leaves below one node, a group the 1,024 pages below one, and the
// memory is 1,024 groups.
const (
	Pages = vm.AddressSpace / vm.PageSize

	// Depth is the height of the root; leaves have height 0.
	Depth       = 27
	pageHeight  = 7
	groupHeight = 17
	pageLeaves  = vm.PageSize / vm.LeafSize
	groupPages  = 1 << 10
	groups      = Pages / groupPages
)

// Leaf is what the tree commits to: its bytes are the node at height 0.
type Leaf = vm.Leaf

// Page is a part of memory whose bytes lie together.
type Page [vm.PageSize]byte

// Memory is not safe for concurrent use.
type Memory struct {
	owner  *token
	epoch  uint64 // how many roots were taken
	groups [groups]*group
	upper  *tree // the nodes above the groups
	dirty  []dirtyPage
	paths  map[uint32]*pageTree // of pages that were hashed lately
	spare  []*frame
	tables *Tables
	zero   *Page
	hasher *sponge
}

// token tells one memory from another. Frames and groups with another token are shared and not written to.
type token struct{ _ byte }

// group holds pages and the nodes above them. A nil page is zero.
type group struct {
	owner *token
	pages [groupPages]*frame
	nodes *tree
}

// frame is a page, whose it is, and in which epoch it was made: pages of earlier epochs are those that the last root
// saw, and are kept as they are until the next root has compared.
type frame struct {
	Page
	owner *token
	epoch uint64
}

// dirtyPage is a page that was written since the last root, and what that root saw: nil for zero.
type dirtyPage struct {
	number uint32
	before *frame
}

// New is a memory of zeroes.
func New() *Memory {
	return &Memory{
		owner:  new(token),
		epoch:  1,
		upper:  zeroTree(groupHeight),
		paths:  map[uint32]*pageTree{},
		zero:   new(Page),
		hasher: newSponge(),
	}
}

// Copy is another memory with the same contents. It costs one Root and 72 KiB for every 4 MiB that either of them
// writes to afterwards.
func (m *Memory) Copy() *Memory {
	m.Root()
	upper := *m.upper
	c := &Memory{
		owner:  new(token),
		epoch:  m.epoch,
		groups: m.groups,
		upper:  &upper,
		paths:  map[uint32]*pageTree{},
		zero:   m.zero,
		hasher: newSponge(),
	}
	m.owner = new(token)
	m.spare = nil
	return c
}

// What things take in Go's heap, which rounds sizes up.
const (
	frameBytes = 4864                   // a page that is there
	groupBytes = 9472 + 2*groupPages*32 // a group: its pages and its nodes
)

// Beside is how many bytes this memory takes for pages that other does not share with it, and for the groups that
// they are in. It takes a few milliseconds when most of them differ.
func (m *Memory) Beside(other *Memory) (bytes uint64) {
	for i, g := range m.groups {
		o := other.groups[i]
		if g == nil || g == o {
			continue
		}
		bytes += groupBytes
		for page, f := range g.pages {
			if f != nil && (o == nil || o.pages[page] != f) {
				bytes += frameBytes
			}
		}
	}
	return bytes
}

// frame is the page as it is, nil for zero.
func (m *Memory) frame(page uint32) *frame {
	if g := m.groups[page/groupPages]; g != nil {
		return g.pages[page%groupPages]
	}
	return nil
}

// group makes a group that this memory may write to.
func (m *Memory) group(page uint32) *group {
	at := &m.groups[page/groupPages]
	switch g := *at; {
	case g == nil:
		*at = &group{owner: m.owner, nodes: zeroTree(pageHeight)}
	case g.owner != m.owner:
		nodes := *g.nodes
		*at = &group{owner: m.owner, pages: g.pages, nodes: &nodes}
	}
	return *at
}

// readable is the page for reading.
func (m *Memory) readable(page uint32) *Page {
	if f := m.frame(page); f != nil {
		return &f.Page
	}
	return m.zero
}

// writable is the page for writing, until the next Root or Copy.
func (m *Memory) writable(page uint32) *Page {
	before := m.frame(page)
	if before != nil && before.epoch == m.epoch {
		return &before.Page
	}
	f := m.newFrame()
	if before == nil {
		f.Page = Page{}
	} else {
		f.Page = before.Page
	}
	m.group(page).pages[page%groupPages] = f
	m.dirty = append(m.dirty, dirtyPage{page, before})
	return &f.Page
}

func (m *Memory) newFrame() *frame {
	if n := len(m.spare); n > 0 {
		f := m.spare[n-1]
		m.spare = m.spare[:n-1]
		f.epoch = m.epoch
		return f
	}
	return &frame{owner: m.owner, epoch: m.epoch}
}

// recycle keeps a frame that nobody sees any more.
func (m *Memory) recycle(f *frame) {
	if f != nil && f.owner == m.owner {
		m.spare = append(m.spare, f)
	}
}

// Leaf is the leaf that holds address.
func (m *Memory) Leaf(address uint64) Leaf {
	return Leaf(m.readable(uint32(address / vm.PageSize))[address%vm.PageSize&^(vm.LeafSize-1):])
}

// SetLeaf replaces the leaf that holds address.
func (m *Memory) SetLeaf(address uint64, leaf Leaf) {
	page := uint32(address / vm.PageSize)
	*(*Leaf)(m.writable(page)[address%vm.PageSize&^(vm.LeafSize-1):]) = leaf
	m.enter(page)
}

// Read copies memory into b.
func (m *Memory) Read(address uint64, b []byte) {
	for len(b) > 0 {
		n := copy(b, m.readable(uint32(address / vm.PageSize))[address%vm.PageSize:])
		b = b[n:]
		address += uint64(n)
	}
}

// Write copies b into memory.
func (m *Memory) Write(address uint64, b []byte) {
	for len(b) > 0 {
		page := uint32(address / vm.PageSize)
		n := copy(m.writable(page)[address%vm.PageSize:], b)
		m.enter(page)
		b = b[n:]
		address += uint64(n)
	}
}

// Clear zeroes size bytes at address: a power of two of at least vm.LeafSize, at a multiple of itself.
func (m *Memory) Clear(address, size uint64) {
	if size < vm.PageSize {
		clear(m.writable(uint32(address / vm.PageSize))[address%vm.PageSize:][:size])
		m.enter(uint32(address / vm.PageSize))
		return
	}
	first, end := address/vm.PageSize, (address+size)/vm.PageSize
	if m.tables != nil {
		clear(m.tables.Read[first:end])
		clear(m.tables.Write[first:end])
	}
	for page := first; page < end; page++ {
		if page%groupPages == 0 && m.groups[page/groupPages] == nil {
			page += groupPages - 1
			continue
		}
		m.drop(uint32(page))
	}
}

// drop makes a page zero.
func (m *Memory) drop(page uint32) {
	f := m.frame(page)
	if f == nil {
		return
	}
	m.group(page).pages[page%groupPages] = nil
	if f.epoch == m.epoch {
		m.recycle(f)
	} else {
		m.dirty = append(m.dirty, dirtyPage{page, f})
	}
}
