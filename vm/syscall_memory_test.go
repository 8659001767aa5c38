// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"bytes"
	"testing"
)

// TestMapping runs scripts of calls that change what is mapped. Addresses and sizes are in pages, counted from the page
// of data, which is page 0; Top is at page 1 first.
func TestMapping(t *testing.T) {
	const (
		anonymous = mapAnonymous | 2
		fixed     = anonymous | mapFixed
		careful   = anonymous | mapFixedNoReplace
		room      = (StackStart - plainData) / PageSize
	)
	type call struct {
		number     uint64
		page, size int64
		flags      uint64 // of mmap; advice of madvise
		want       int64  // a page, or an error
		top        uint64 // afterwards
	}
	const ok = 0
	failed := func(e errno) int64 { return -int64(e) }
	for _, c := range []struct {
		name  string
		calls []call
	}{
		{"one after another", []call{
			{sysMmap, 0, 2, anonymous, 1, 3},
			{sysMmap, 9, 1, anonymous, 3, 4}, // a hint is ignored
		}},
		{"refused", []call{
			{sysMmap, 0, 0, anonymous, failed(errInvalid), 1},
			{sysMmap, 0, 1, 2, failed(errInvalid), 1}, // a file
			{sysMmap, 0, room, anonymous, failed(errNoMemory), 1},
			{sysMmap, 0, 1 << 40, anonymous, failed(errNoMemory), 1},
			{sysMmap, -1, 1, fixed, failed(errNoMemory), 1}, // text
			{sysMmap, room, 1, fixed, failed(errNoMemory), 1},
			{sysMmap, room - 1, 2, fixed, failed(errNoMemory), 1},
			{sysMmap, 0, 1, careful, failed(errExists), 1},
		}},
		{"all that there is", []call{
			{sysMmap, 0, room - 1, anonymous, 1, room},
			{sysMmap, 0, 1, anonymous, failed(errNoMemory), room},
			{sysMunmap, 1, room - 1, 0, ok, 1},
		}},
		{"at a fixed place above", []call{
			{sysMmap, 5, 2, careful, 5, 7},
			{sysMmap, 0, 1, anonymous, 7, 8},
		}},
		{"unmapped from the top down", []call{
			{sysMmap, 0, 4, anonymous, 1, 5},
			{sysMunmap, 2, 1, 0, ok, 5}, // in the middle: stays
			{sysMunmap, 3, 2, 0, ok, 3},
			{sysMunmap, 2, 1, 0, ok, 2},
			{sysMunmap, 0, 2, 0, ok, 2}, // with the data segment: stays
			{sysMmap, 0, 1, anonymous, 2, 3},
		}},
		{"advice", []call{
			{sysMadvise, 0, 1, 3, ok, 1},
			{sysMadvise, 0, 1, adviceDontNeed, ok, 1},
			{sysMadvise, -1, 1, adviceDontNeed, failed(errNoMemory), 1},
			{sysMadvise, 1, 1, adviceDontNeed, failed(errNoMemory), 1},
			{sysMadvise, room, 1, adviceDontNeed, ok, 1}, // the stack
			{sysMadvise, room, 1 << 40, adviceDontNeed, failed(errInvalid), 1},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := NewPlain()
			for i, call := range c.calls {
				address := plainData + uint64(call.page)*PageSize
				size := uint64(call.size) * PageSize
				if call.number == sysMmap {
					p.call(t, sysMmap, address, size, 3, call.flags, ^uint64(0), 0)
				} else {
					p.call(t, call.number, address, size, call.flags)
				}
				got := int64(p.X[10])
				if got > 0 {
					got = (got - plainData) / PageSize
				}
				if got != call.want || p.Top != plainData+call.top*PageSize {
					t.Errorf("call %d: got %d, top at page %d, want %d, %d", i, got, (p.Top-plainData)/PageSize, call.want, call.top)
				}
			}
		})
	}
}

// TestMappingOdd asks for addresses that are no pages and sizes that are.
func TestMappingOdd(t *testing.T) {
	p := NewPlain()
	for _, c := range []struct {
		name string
		a    [4]uint64
	}{
		{"mmap", [4]uint64{plainData + 1, PageSize, 3, mapAnonymous | mapFixed}},
	} {
		if p.call(t, sysMmap, c.a[:]...); p.X[10] != negative(errInvalid) {
			t.Errorf("%s: got %d", c.name, int64(p.X[10]))
		}
	}
	for _, number := range []uint64{sysMunmap, sysMadvise} {
		if p.call(t, number, plainData+8, PageSize, adviceDontNeed); p.X[10] != negative(errInvalid) {
			t.Errorf("call %d at an odd address: got %d", number, int64(p.X[10]))
		}
	}
	if p.call(t, sysMunmap, plainData, 0); p.X[10] != negative(errInvalid) {
		t.Errorf("munmap of nothing: got %d", int64(p.X[10]))
	}
	if p.call(t, sysMmap, 0, 1, 3, mapAnonymous); p.X[10] != plainData+PageSize || p.Top != plainData+2*PageSize {
		t.Errorf("mmap of a byte: got %#x, top %#x", p.X[10], p.Top)
	}
	if p.call(t, sysMadvise, ^uint64(PageSize-1), PageSize, adviceDontNeed); p.X[10] != negative(errNoMemory) {
		t.Errorf("madvise at the end of all numbers: got %d", int64(p.X[10]))
	}
}

// TestCleared checks that memory which is given back or mapped over is zero, and nothing around it.
func TestCleared(t *testing.T) {
	const pages = 40
	start := uint64(plainData + PageSize)
	for _, c := range []struct {
		name     string
		from, to uint64 // pages
		call     func(p *Plain, t *testing.T, address, size uint64) int
	}{
		{"madvise", 3, 30, func(p *Plain, t *testing.T, address, size uint64) int {
			return p.call(t, sysMadvise, address, size, adviceDontNeed)
		}},
		{"madvise of one page", 3, 4, func(p *Plain, t *testing.T, address, size uint64) int {
			return p.call(t, sysMadvise, address, size-1, adviceDontNeed)
		}},
		{"munmap", 7, pages, func(p *Plain, t *testing.T, address, size uint64) int {
			return p.call(t, sysMunmap, address, size)
		}},
		{"mmap", 1, 38, func(p *Plain, t *testing.T, address, size uint64) int {
			return p.call(t, sysMmap, address, size, 3, mapAnonymous|mapFixed)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := NewPlain()
			p.call(t, sysMmap, 0, pages*PageSize, 3, mapAnonymous)
			full := bytes.Repeat([]byte{1}, pages*PageSize)
			p.Put(start, full)
			steps := c.call(p, t, start+c.from*PageSize, (c.to-c.from)*PageSize)
			if p.X[10]>>63 != 0 {
				t.Fatalf("error %d", int64(p.X[10]))
			}
			want := bytes.Clone(full)
			clear(want[c.from*PageSize : c.to*PageSize])
			if got := p.Get(start, pages*PageSize); !bytes.Equal(got, want) {
				t.Errorf("bytes 1 where there should be 0, or 0 where there should be 1")
			}
			if most := 12; steps > most {
				t.Errorf("%d steps for nodes of at most %d", steps, most)
			}
		})
	}
}

func TestBreak(t *testing.T) {
	p := NewPlain()
	start := p.Break
	for i, c := range []struct{ ask, want, top uint64 }{
		{0, start, start},
		{start + 1, start + 1, start + PageSize},
		{start + PageSize, start + PageSize, start + PageSize},
		{start, start + PageSize, start + PageSize},          // never down
		{StackStart + 1, start + PageSize, start + PageSize}, // into the stack
		{^uint64(0), start + PageSize, start + PageSize},     // pageUp would give 0
		{start + PageSize + 5, start + PageSize + 5, start + 2*PageSize},
	} {
		if p.call(t, sysBrk, c.ask); p.X[10] != c.want || p.Break != c.want || p.Top != c.top {
			t.Errorf("call %d: got %#x, top %#x, want %#x, %#x", i, p.X[10], p.Top, c.want, c.top)
		}
	}
	p.call(t, sysMmap, 0, PageSize, 3, mapAnonymous)
	before := p.Break
	if p.call(t, sysBrk, before+1); p.X[10] != before {
		t.Errorf("brk went to %#x over a mapping", p.X[10])
	}
	top := p.Top
	p.call(t, sysMunmap, top-PageSize, PageSize)
	if p.call(t, sysBrk, StackStart); p.X[10] != StackStart || p.Top != StackStart {
		t.Errorf("brk up to the stack: %#x, top %#x", p.X[10], p.Top)
	}
}
