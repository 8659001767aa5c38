// SPDX-License-Identifier: Apache-2.0

package memory

import (
	"bytes"
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/layeredpow/adit/vm"
)

// naive is a memory as simple as can be: its written leaves by position.
type naive map[uint64]Leaf

func (n naive) write(address uint64, b []byte) {
	for i, v := range b {
		at := address + uint64(i)
		leaf := n[at/vm.LeafSize]
		leaf[at%vm.LeafSize] = v
		n[at/vm.LeafSize] = leaf
	}
}

func (n naive) clear(address, size uint64) {
	maps.DeleteFunc(n, func(at uint64, _ Leaf) bool { return at >= address/vm.LeafSize && at < (address+size)/vm.LeafSize })
}

// root hashes the tree from the definition: a node is the hash of its children, a leaf is itself.
func (n naive) root() Hash {
	return n.above(slices.Sorted(maps.Keys(n)), 0, Depth)
}

func (n naive) above(positions []uint64, first uint64, height int) Hash {
	if len(positions) == 0 {
		return empties[height]
	}
	if height == 0 {
		return n[first]
	}
	middle := first + 1<<(height-1)
	split, _ := slices.BinarySearch(positions, middle)
	left, right := n.above(positions[:split], first, height-1), n.above(positions[split:], middle, height-1)
	return node(hasher, left[:], right[:])
}

var (
	hasher  = newSponge()
	empties = func() (e [Depth + 1]Hash) {
		for height := range e {
			e[height] = empty(height)
		}
		return e
	}()
)

// empty is the node above zeroes.
func empty(height int) Hash {
	var h Hash
	for range height {
		h = node(newSponge(), h[:], h[:])
	}
	return h
}

func TestZero(t *testing.T) {
	for height := range Depth + 1 {
		if got, want := Zero(height), empty(height); got != want {
			t.Errorf("height %d: got %x, want %x", height, got, want)
		}
	}
	if got, want := New().Root(), empty(Depth); got != want {
		t.Errorf("root of nothing: got %x, want %x", got, want)
	}
}

// driver does the same to a memory and to a naive one.
type driver struct {
	memory *Memory
	want   naive
}

// places are where writes gather: the borders of pages, groups and the whole, and some more pages of one group.
var places = []uint64{0, vm.PageSize, 4 << 20, 8<<20 - vm.PageSize, 1 << 31, vm.AddressSpace - vm.PageSize, 5 << 20, 5<<20 + 7*vm.PageSize}

// act does one thing that 12 bytes name, and compares what is read.
func (d *driver) act(t *testing.T, b [12]byte) {
	address := places[b[1]%8] + uint64(binary.LittleEndian.Uint16(b[2:]))%vm.PageSize
	switch b[0] % 8 {
	case 0, 1:
		data := bytes.Repeat(b[4:], 1+int(b[4])%20)
		data = data[:min(uint64(len(data)), vm.AddressSpace-address)]
		d.memory.Write(address, data)
		d.want.write(address, data)
	case 2:
		leaf := Leaf{b[4], 31: b[5]}
		d.memory.SetLeaf(address, leaf)
		d.want[address/vm.LeafSize] = leaf
	case 3: // a power of two from a leaf to 32 MiB
		size := uint64(vm.LeafSize) << (b[4] % 21)
		d.memory.Clear(address&^(size-1), size)
		d.want.clear(address&^(size-1), size)
	case 4: // through the tables, as an engine does
		page := uint32(address / vm.PageSize)
		tables := d.memory.Tables()
		if tables.Write[page] == nil {
			d.memory.Writable(page)
		}
		tables.Write[page][address%vm.PageSize] = b[4]
		d.want.write(address, b[4:5])
	case 5:
		if got, want := d.memory.Root(), d.want.root(); got != want {
			t.Fatalf("root %x, want %x", got, want)
		}
	case 6:
		d.prove(t, address, int(b[4])%Depth)
	}
	d.compare(t, address)
}

// compare reads around an address in every way that there is.
func (d *driver) compare(t *testing.T, address uint64) {
	t.Helper()
	address &^= vm.LeafSize - 1
	want := d.want[address/vm.LeafSize]
	var got Leaf
	d.memory.Read(address, got[:])
	if leaf := d.memory.Leaf(address + 5); got != want || leaf != want {
		t.Fatalf("at %#x: read %x, leaf %x, want %x", address, got, leaf, want)
	}
	if d.memory.tables == nil {
		return
	}
	page := uint32(address / vm.PageSize)
	if d.memory.tables.Read[page] == nil {
		d.memory.Readable(page)
	}
	if got := Leaf(d.memory.tables.Read[page][address%vm.PageSize:]); got != want {
		t.Fatalf("at %#x: the table reads %x, want %x", address, got, want)
	}
}

// prove takes a proof, holds it to the naive root, and spoils it.
func (d *driver) prove(t *testing.T, address uint64, height int) {
	t.Helper()
	n, siblings := d.memory.Prove(address, height)
	if len(siblings) != Depth-height {
		t.Fatalf("%d siblings at height %d", len(siblings), height)
	}
	root := d.want.root()
	if got := RootOf(address, height, n, siblings); got != root {
		t.Fatalf("proof of %#x at height %d: root %x, want %x", address, height, got, root)
	}
	if height == 0 && n != d.want[address/vm.LeafSize] {
		t.Fatalf("proof of %#x: leaf %x, want %x", address, n, d.want[address/vm.LeafSize])
	}
	siblings[int(address/vm.LeafSize)%len(siblings)][7] ^= 1
	if RootOf(address, height, n, siblings) == root {
		t.Fatalf("proof of %#x at height %d: a false sibling proves it", address, height)
	}
}

// TestRandom does thousands of things to memories, copies of them, and copies of copies.
func TestRandom(t *testing.T) {
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 27))
		drivers := []*driver{{New(), naive{}}}
		for range 500 {
			var b [12]byte
			for i := range b {
				b[i] = byte(r.Uint32())
			}
			k := r.IntN(len(drivers))
			d := drivers[k]
			if b[0]%8 == 7 && len(drivers) < 5 {
				drivers = append(drivers, &driver{d.memory.Copy(), maps.Clone(d.want)})
				continue
			}
			d.act(t, b)
		}
		for i, d := range drivers {
			if got, want := d.memory.Root(), d.want.root(); got != want {
				t.Errorf("seed %d, memory %d: root %x, want %x", seed, i, got, want)
			}
		}
	}
}

// TestManyPages writes to more pages than page trees are kept for.
func TestManyPages(t *testing.T) {
	m, want := New(), naive{}
	for round := range byte(3) {
		for i := range uint64(maxPaths + 100) {
			if round > 0 && i%37 != 0 {
				continue
			}
			at := i*vm.PageSize + uint64(round)*vm.LeafSize
			m.Write(at, []byte{round + 1})
			want.write(at, []byte{round + 1})
		}
		if got, want := m.Root(), want.root(); got != want {
			t.Errorf("round %d: root %x, want %x", round, got, want)
		}
	}
	if len(m.paths) > maxPaths {
		t.Errorf("%d page trees are kept, at most %d should be", len(m.paths), maxPaths)
	}
}

// TestTables checks when entries are taken back.
func TestTables(t *testing.T) {
	m := New()
	tables := m.Tables()
	m.Readable(3)
	if tables.Read[3] == nil || tables.Write[3] != nil {
		t.Error("reading gives something else than an entry to read")
	}
	m.Write(3*vm.PageSize, []byte{1})
	if tables.Read[3] != tables.Write[3] || tables.Read[3][0] != 1 {
		t.Error("a write leaves the old page to read")
	}
	m.Root()
	if tables.Write[3] != nil || tables.Read[3] == nil {
		t.Error("a root leaves the entry to write, or takes the one to read")
	}
	m.Writable(3)
	c := m.Copy()
	if tables.Write[3] != nil {
		t.Error("a copy leaves the entry to write")
	}
	m.Writable(3)
	tables.Write[3][0] = 2
	if got := c.Leaf(3 * vm.PageSize)[0]; got != 1 {
		t.Errorf("the copy reads %d, want 1", got)
	}
	m.Clear(0, 1<<20)
	if tables.Read[3] != nil || tables.Write[3] != nil {
		t.Error("a cleared page is still in the tables")
	}
	if got := c.Leaf(3 * vm.PageSize)[0]; got != 1 {
		t.Errorf("after a clear the copy reads %d, want 1", got)
	}
}

// TestClearGroups clears over groups that hold nothing and reaches the first and last pages of those that do.
func TestClearGroups(t *testing.T) {
	m, want := New(), naive{}
	group := uint64(groupPages * vm.PageSize)
	for _, at := range []uint64{group, group + vm.PageSize, group + 2*vm.PageSize, 2*group - vm.PageSize, 3 * group, 4*group - 1, 4 * group} {
		m.Write(at, []byte{1})
		want.write(at, []byte{1})
	}
	m.Root()
	m.Clear(0, 4*group)
	want.clear(0, 4*group)
	if got, want := m.Root(), want.root(); got != want {
		t.Errorf("root %x, want %x", got, want)
	}
}

// FuzzMemory does what bytes say.
func FuzzMemory(f *testing.F) {
	f.Add([]byte("\x00\x01\x02\x03abcdefgh\x03\x01\x02\x03abcdefgh\x05\x01\x02\x03abcdefgh"))
	f.Add([]byte("\x04\x01\x02\x03abcdefgh\x05\x01\x02\x03abcdefgh\x04\x01\x02\x03bbcdefgh\x06\x01\x02\x03abcdefgh"))
	tables := new(Tables) // 16 MiB, too much to make anew for each script
	f.Fuzz(func(t *testing.T, script []byte) {
		for _, p := range places {
			tables.Read[p/vm.PageSize], tables.Write[p/vm.PageSize] = nil, nil
		}
		d := &driver{New(), naive{}}
		d.memory.tables = tables
		for n := 0; len(script) >= 12 && n < 64; n++ {
			b := [12]byte(script)
			script = script[12:]
			if b[0]%8 == 7 {
				old := d.memory.Root()
				d.memory.Copy().Write(uint64(b[1])*vm.PageSize, b[2:])
				if got := d.memory.Root(); got != old {
					t.Fatalf("a write to a copy changed the root from %x to %x", old, got)
				}
				continue
			}
			d.act(t, b)
		}
		if got, want := d.memory.Root(), d.want.root(); got != want {
			t.Fatalf("root %x, want %x", got, want)
		}
	})
}

// TestBeside counts pages that two memories do not share.
func TestBeside(t *testing.T) {
	m := New()
	for page := range uint64(5) {
		m.Write(page*vm.PageSize, []byte{1})
	}
	c := m.Copy()
	want := func(pages, inGroups int, got uint64) {
		t.Helper()
		if want := uint64(pages*frameBytes + inGroups*groupBytes); got != want {
			t.Errorf("got %d bytes, want %d: %d pages in %d groups", got, want, pages, inGroups)
		}
	}
	want(0, 0, c.Beside(m))
	want(0, 0, m.Beside(c))
	want(5, 1, m.Beside(New()))
	m.Write(3*vm.PageSize, []byte{2})
	m.Write(groupPages*vm.PageSize, []byte{2})
	want(2, 2, m.Beside(c))
	want(1, 1, c.Beside(m))
	m.Clear(0, vm.PageSize)
	want(2, 2, m.Beside(c))
	want(2, 1, c.Beside(m))
}
