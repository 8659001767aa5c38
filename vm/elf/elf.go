// SPDX-License-Identifier: Apache-2.0

// Package elf turns the bytes of a static riscv64 Linux program into the machine before its first step. It is strict:
// what the machine cannot hold faithfully (a dynamic linker, memory that is both written and executed) is refused.
package elf

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/memory"
)

// The file header as ELF64 has it; widths in bytes, the numbers used here with an asterisk. Little-endian.
//
//	+-----------+---------+------------+-----------+----------+----------+---------+
//	| ident 16* | type 2* | machine 2* | version 4 | entry 8* | phoff 8* | shoff 8 |                           48
//	+---------+-+--------++------------+-+---------+----------+----------+---------+
//	| flags 4 | ehsize 2 | phentsize 2* | phnum 2* | shentsize 2 | shnum 2 | shstrndx 2 |                     + 16
//	+---------+----------+--------------+----------+-------------+---------+------------+
//
// and a program header:
//
//	+---------+----------+-----------+----------+---------+-----------+----------+---------+
//	| type 4* | flags 4* | offset 8* | vaddr 8* | paddr 8 | filesz 8* | memsz 8* | align 8 |                   56
//	+---------+----------+-----------+----------+---------+-----------+----------+---------+
const (
	headerSize  = 64
	segmentSize = 56
	identity    = "\x7fELF\x02\x01\x01" // 64 bits, little-endian, version 1

	typeFixed   = 2 // ET_EXEC
	typeMovable = 3 // ET_DYN: a static program that relocates itself
	riscv       = 243

	segmentLoad        = 1
	segmentInterpreter = 3
	flagExecute        = 1
	flagWrite          = 2

	// base is where a movable program is put.
	base = 0x10000
)

// Program is what runs: the file, and what it finds on its stack.
type Program struct {
	File []byte
	Args []string // with the name of the program
	Env  []string // each "NAME=value"
}

// Load makes the machine that is about to run the program.
func Load(p Program) (vm.State, *memory.Memory, error) {
	i, err := parse(p.File)
	if err != nil {
		return vm.State{}, nil, fmt.Errorf("read ELF file: %w", err)
	}
	m := memory.New()
	for _, s := range i.segments {
		m.Write(s.address, s.data)
	}
	top := pageUp(i.end)
	s := vm.State{
		Thread:      vm.Thread{PC: i.entry, ID: 1},
		Reservation: vm.NoReservation,
		ReadOnlyEnd: i.readOnlyEnd,
		Break:       top,
		Top:         top,
		NextID:      2,
	}
	s.X[2], err = putStack(m, i, p)
	if err != nil {
		return vm.State{}, nil, err
	}
	return s, m, nil
}

// image is a program as its headers describe it.
type image struct {
	entry       uint64
	headers     uint64 // where the program headers are in memory; 0 nowhere
	count       uint64 // of program headers
	segments    []segment
	readOnlyEnd uint64
	end         uint64
}

type segment struct {
	address, size uint64
	offset        uint64
	data          []byte
	write         bool
}

func parse(file []byte) (image, error) {
	if len(file) < headerSize || string(file[:len(identity)]) != identity {
		return image{}, errors.New("no ELF file of 64 bits, little-endian")
	}
	le := binary.LittleEndian
	kind, machine := le.Uint16(file[16:]), le.Uint16(file[18:])
	if machine != riscv {
		return image{}, fmt.Errorf("machine %d, want %d (RISC-V)", machine, riscv)
	}
	if kind != typeFixed && kind != typeMovable {
		return image{}, fmt.Errorf("type %d is no program", kind)
	}
	i := image{entry: le.Uint64(file[24:]), count: uint64(le.Uint16(file[56:]))}
	var bias uint64
	if kind == typeMovable {
		bias = base
		i.entry += bias
	}
	table := le.Uint64(file[32:])
	if size := le.Uint16(file[54:]); size != segmentSize {
		return i, fmt.Errorf("program headers of %d bytes, want %d", size, segmentSize)
	}
	if table > uint64(len(file)) || i.count*segmentSize > uint64(len(file))-table {
		return i, errors.New("program headers lie outside of the file")
	}
	for n := range i.count {
		if err := i.add(file, file[table+n*segmentSize:][:segmentSize], bias); err != nil {
			return i, fmt.Errorf("segment %d: %w", n, err)
		}
	}
	i.findHeaders(table)
	return i, i.divide()
}

// add takes one program header.
func (i *image) add(file, header []byte, bias uint64) error {
	le := binary.LittleEndian
	kind, flags := le.Uint32(header), le.Uint32(header[4:])
	switch kind {
	case segmentInterpreter:
		return errors.New("needs a dynamic linker: link it statically")
	case segmentLoad:
	default:
		return nil
	}
	offset, address, inFile := le.Uint64(header[8:]), le.Uint64(header[16:]), le.Uint64(header[32:])
	if address >= vm.StackStart {
		return fmt.Errorf("address %#x is outside of the address space", address)
	}
	s := segment{
		address: address + bias,
		size:    le.Uint64(header[40:]),
		offset:  offset,
		write:   flags&flagWrite != 0,
	}
	if s.size == 0 {
		return nil
	}
	switch {
	case offset > uint64(len(file)) || inFile > uint64(len(file))-offset:
		return errors.New("lies outside of the file")
	case inFile > s.size:
		return fmt.Errorf("%d bytes of file for %d of memory", inFile, s.size)
	case s.address < max(vm.ImageStart, i.end):
		return fmt.Errorf("address %#x is below the end of what was loaded, %#x", s.address, max(vm.ImageStart, i.end))
	case s.address >= vm.StackStart || s.size > vm.StackStart-s.address:
		return fmt.Errorf("%d bytes at %#x do not fit into the address space", s.size, s.address)
	case s.write && flags&flagExecute != 0:
		return errors.New("is to be written and executed: link without -N, with -z separate-code")
	}
	s.data = file[offset:][:inFile]
	i.end = s.address + s.size
	i.segments = append(i.segments, s)
	return nil
}

// findHeaders looks for the segment that brings the program headers into memory.
func (i *image) findHeaders(table uint64) {
	for _, s := range i.segments {
		if s.offset <= table && table+i.count*segmentSize <= s.offset+uint64(len(s.data)) {
			i.headers = s.address + table - s.offset
			return
		}
	}
}

// divide finds the border between what is executed and what is written.
func (i *image) divide() error {
	i.readOnlyEnd = pageUp(i.end)
	for n, s := range i.segments {
		if s.write {
			i.readOnlyEnd = s.address &^ (vm.PageSize - 1)
			if n == 0 || i.segments[n-1].address+i.segments[n-1].size > i.readOnlyEnd {
				return errors.New("no page border between what is executed and what is written")
			}
			break
		}
	}
	for _, s := range i.segments {
		if !s.write && s.address >= i.readOnlyEnd {
			return fmt.Errorf("read-only segment at %#x lies behind a writable one", s.address)
		}
	}
	if len(i.segments) == 0 {
		return errors.New("nothing to load")
	}
	if i.entry&1 != 0 || i.entry < i.segments[0].address || i.entry >= i.readOnlyEnd {
		return fmt.Errorf("entry %#x is not in what is executed", i.entry)
	}
	return nil
}

func pageUp(v uint64) uint64 { return (v + vm.PageSize - 1) &^ (vm.PageSize - 1) }
