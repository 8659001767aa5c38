// SPDX-License-Identifier: Apache-2.0

package elf

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/memory"
)

// part is a program header and the bytes that it loads.
type part struct {
	kind, flags     uint32
	address, memory uint64
	data            []byte
}

const (
	read  = 4
	write = 2
	exec  = 1
)

// file makes an ELF file whose program headers stand behind the file header and whose data stands behind those.
func file(kind uint16, entry uint64, parts ...part) []byte {
	le := binary.LittleEndian
	b := append([]byte(identity), make([]byte, 9)...)
	b = le.AppendUint16(b, kind)
	b = le.AppendUint16(b, riscv)
	b = le.AppendUint32(b, 1)
	b = le.AppendUint64(b, entry)
	b = le.AppendUint64(b, headerSize)
	b = le.AppendUint64(b, 0)
	b = le.AppendUint32(b, 5)
	b = le.AppendUint16(b, headerSize)
	b = le.AppendUint16(b, segmentSize)
	b = le.AppendUint16(b, uint16(len(parts)))
	b = append(b, make([]byte, 6)...)
	at := uint64(headerSize + len(parts)*segmentSize)
	for _, p := range parts {
		b = le.AppendUint32(b, p.kind)
		b = le.AppendUint32(b, p.flags)
		for _, v := range []uint64{at, p.address, p.address, uint64(len(p.data)), p.memory, vm.PageSize} {
			b = le.AppendUint64(b, v)
		}
		at += uint64(len(p.data))
	}
	for _, p := range parts {
		b = append(b, p.data...)
	}
	return b
}

var (
	text = part{segmentLoad, read | exec, 0x10000, 0x1010, bytes.Repeat([]byte{0x13}, 0x1010)}
	data = part{segmentLoad, read | write, 0x12800, 0x2000, []byte("data")}
)

func TestLoad(t *testing.T) {
	s, m, err := Load(Program{File: file(typeFixed, 0x10004, text, data), Args: []string{"name", "an argument"}, Env: []string{"A=b"}})
	if err != nil {
		t.Fatal(err)
	}
	want := vm.State{
		Thread:      vm.Thread{PC: 0x10004, ID: 1},
		Reservation: vm.NoReservation,
		ReadOnlyEnd: 0x12000,
		Break:       0x15000,
		Top:         0x15000,
		NextID:      2,
	}
	want.X[2] = s.X[2]
	if s != want {
		t.Errorf("got %+v\nwant %+v", s, want)
	}
	for _, c := range []struct {
		at   uint64
		want []byte
	}{
		{0xfff8, make([]byte, 8)},
		{0x10000, text.data},
		{0x12800, []byte("data\x00\x00")},
		{0x147f8, make([]byte, 16)},
	} {
		got := make([]byte, len(c.want))
		if m.Read(c.at, got); !bytes.Equal(got, c.want) {
			t.Errorf("at %#x: got %x, want %x", c.at, got, c.want)
		}
	}
}

// TestLoadMovable loads a program that may stand anywhere: it is put at base.
func TestLoadMovable(t *testing.T) {
	s, m, err := Load(Program{File: file(typeMovable, 0x20, part{segmentLoad, read | exec, 0, 0x40, bytes.Repeat([]byte{9}, 0x40)})})
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Leaf(base)[0]; s.PC != base+0x20 || got != 9 || s.ReadOnlyEnd != base+vm.PageSize || s.Top != s.ReadOnlyEnd {
		t.Errorf("pc %#x, first byte %d, borders %#x, %#x", s.PC, got, s.ReadOnlyEnd, s.Top)
	}
}

// TestStack reads the stack as a program does.
func TestStack(t *testing.T) {
	headers := part{segmentLoad, read | exec, 0x10000, 0x200, nil}
	f := file(typeFixed, 0x10100, headers, data)
	binary.LittleEndian.PutUint64(f[headerSize+8:], 0)     // the first segment begins with the file header
	binary.LittleEndian.PutUint64(f[headerSize+32:], 0xb4) // and ends with the file
	for _, args := range [][]string{{}, {"x"}, {"name", "", "three"}, {"a", "b", "c", "d"}} {
		env := []string{"HOME=/", "LONG=" + strings.Repeat("z", 5000)}
		s, m, err := Load(Program{File: f, Args: args, Env: env})
		if err != nil {
			t.Fatal(err)
		}
		at := s.X[2]
		if at%16 != 0 {
			t.Errorf("sp %#x is not a multiple of 16", at)
		}
		next := func() uint64 {
			var b [8]byte
			m.Read(at, b[:])
			at += 8
			return binary.LittleEndian.Uint64(b[:])
		}
		if argc := next(); argc != uint64(len(args)) {
			t.Errorf("argc %d, want %d", argc, len(args))
		}
		for _, list := range [][]string{args, env} {
			for _, want := range list {
				if got := cString(m, next()); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
			}
			if end := next(); end != 0 {
				t.Errorf("%#x ends the list", end)
			}
		}
		vector := map[uint64]uint64{}
		for k := next(); k != 0; k = next() {
			vector[k] = next()
		}
		for k, want := range map[uint64]uint64{3: 0x10000 + headerSize, 4: 56, 5: 2, 6: 4096, 9: 0x10100, 16: 0x112d, 23: 0} {
			if got, ok := vector[k]; !ok || got != want {
				t.Errorf("auxiliary %d: got %#x, want %#x", k, got, want)
			}
		}
		random := make([]byte, 16)
		m.Read(vector[25], random)
		if vector[25] < at || !bytes.Equal(random, []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}) {
			t.Errorf("random bytes at %#x, behind %#x: %x", vector[25], at, random)
		}
	}
}

func cString(m *memory.Memory, at uint64) string {
	var b []byte
	for {
		leaf := m.Leaf(at)
		if c := leaf[at%vm.LeafSize]; c != 0 {
			b = append(b, c)
			at++
			continue
		}
		return string(b)
	}
}

func TestRefusals(t *testing.T) {
	good := file(typeFixed, 0x10000, text, data)
	spoil := func(at int, b ...byte) []byte {
		f := bytes.Clone(good)
		copy(f[at:], b)
		return f
	}
	segment := func(change func(p *part)) []byte {
		p := data
		change(&p)
		return file(typeFixed, 0x10000, text, p)
	}
	for _, c := range []struct {
		complaint string
		file      []byte
	}{
		{"no ELF file", nil},
		{"no ELF file", good[:headerSize-1]},
		{"no ELF file", spoil(0, 0)},
		{"no ELF file", spoil(4, 1)}, // 32 bits
		{"no ELF file", spoil(5, 2)}, // big-endian
		{"machine 62", spoil(18, 62)},
		{"type 1 ", spoil(16, 1)},
		{"type 4 ", spoil(16, 4)},
		{"headers of 32 bytes", spoil(54, 32)},
		{"headers lie outside", spoil(32, 0xff, 0xff, 0xff)},
		{"headers lie outside", spoil(39, 0xff)},
		{"headers lie outside", spoil(56, 0xff, 0xff)},
		{"nothing to load", spoil(56, 0)},
		{"dynamic linker", file(typeFixed, 0x10000, part{kind: segmentInterpreter}, text)},
		{"outside of the file", spoil(headerSize+8+7, 0x80)},
		{"outside of the file", spoil(headerSize+32, 0xff, 0xff)},
		{"bytes of file for", segment(func(p *part) { p.memory = 3 })},
		{"below the end of what was loaded", segment(func(p *part) { p.address = 0x1100f })},
		{"below the end of what was loaded", file(typeFixed, 0, part{segmentLoad, read | exec, 0, 0x10, nil})},
		{"outside of the address space", segment(func(p *part) { p.address = vm.StackStart })},
		{"outside of the address space", segment(func(p *part) { p.address = ^uint64(0) })},
		{"do not fit", segment(func(p *part) { p.address = vm.StackStart - 1 })},
		{"do not fit", segment(func(p *part) { p.memory = ^uint64(0) })},
		{"written and executed", segment(func(p *part) { p.flags |= exec })},
		{"no page border", segment(func(p *part) { p.address = 0x11010 })},
		{"no page border", file(typeFixed, 0x12800, data)},
		{"lies behind a writable one", file(typeFixed, 0x10000, text, data, part{segmentLoad, read, 0x20000, 1, nil})},
		{"entry 0x12000 is not", file(typeFixed, 0x12000, text, data)},
		{"entry 0xffff is not", file(typeFixed, 0xffff, text, data)},
		{"entry 0xfffe is not", file(typeFixed, 0xfffe, text, data)},
		{"entry 0x10001 is not", file(typeFixed, 0x10001, text, data)},
		{"entry", file(typeMovable, ^uint64(0)-1, text, data)},
	} {
		_, _, err := Load(Program{File: c.file})
		if err == nil || !strings.Contains(err.Error(), c.complaint) {
			t.Errorf("got %v, want %q", err, c.complaint)
		}
	}
	if _, _, err := Load(Program{File: good, Args: []string{strings.Repeat("x", maxStrings)}}); err == nil {
		t.Error("a MiB of arguments is taken")
	}
	if _, _, err := Load(Program{File: good, Args: make([]string, maxStrings/8)}); err == nil {
		t.Error("128 Ki arguments are taken")
	}
}

// FuzzLoad loads any file. What is accepted is a state that the machine can be in, with its image in memory.
func FuzzLoad(f *testing.F) {
	f.Add(file(typeFixed, 0x10004, text, data), "argument")
	f.Add(file(typeMovable, 0x20, part{segmentLoad, read | exec, 0, 0x40, bytes.Repeat([]byte{9}, 0x40)}), "")
	f.Add(file(typeFixed, 0x10000, part{kind: segmentInterpreter}, text), "")
	f.Fuzz(func(t *testing.T, b []byte, argument string) {
		s, m, err := Load(Program{File: b, Args: []string{argument}, Env: []string{"A=b"}})
		if err != nil {
			return
		}
		header := s.Header()
		if back, err := vm.DecodeHeader(header[:]); err != nil || back != s {
			t.Fatalf("loads as a state that is refused: %v", err)
		}
		if s.X[2]%16 != 0 || s.X[2] < vm.StackStart || s.PC < vm.ImageStart || s.PC >= s.ReadOnlyEnd {
			t.Fatalf("sp %#x, pc %#x, text ends at %#x", s.X[2], s.PC, s.ReadOnlyEnd)
		}
		var null, low [vm.PageSize]byte
		if m.Read(0, low[:]); low != null {
			t.Fatal("something lies in the first page")
		}
		if m.Read(vm.StackStart-vm.PageSize, low[:]); s.Top < vm.StackStart && low != null {
			t.Fatal("something lies below the stack")
		}
	})
}
