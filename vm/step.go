// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"encoding/binary"
	"errors"
)

// Step runs one step: an instruction of the running thread, or one turn of the scheduler while that thread waits. A
// machine that has halted stays as it is. After an error, which comes from the World, the state is what it was, but
// the World may have been written to.
func (s *State) Step(w World) error {
	if s.Status != Running {
		return nil
	}
	if s.Wait != WaitNone {
		before := *s
		return s.finish(s.turn(w), &before)
	}
	in, err := s.Fetch(w)
	if err != nil {
		return s.finish(err, s)
	}
	return s.Execute(in, w)
}

// Execute is Step for an engine that has the instruction at pc at hand and knows that the machine is Running and that
// no thread's turn is due.
func (s *State) Execute(in Inst, w World) error {
	if in.Op == ECALL {
		before := *s
		return s.finish(s.systemCall(w), &before)
	}
	return s.finish(s.execute(in, w), s)
}

// finish counts the step and turns a fault into a halt. Any other error undoes the step.
func (s *State) finish(err error, before *State) error {
	if err != nil {
		*s = *before
		fault, ok := asFault(err)
		if !ok {
			return err
		}
		s.Status = Faulted
		s.ExitCode = uint8(fault)
	}
	s.Steps++
	return nil
}

// asFault stands alone so that a step without an error allocates nothing.
func asFault(err error) (Fault, bool) {
	var fault Fault
	ok := errors.As(err, &fault)
	return fault, ok
}

// Fetch decodes the instruction at pc. One that begins in the last two bytes of a leaf lies in two.
func (s *State) Fetch(w World) (Inst, error) {
	if !s.executable(s.PC) {
		return Inst{}, FaultMemory
	}
	leaf, err := w.Leaf(s.PC)
	if err != nil {
		return Inst{}, err
	}
	at := s.PC % LeafSize
	word := uint32(binary.LittleEndian.Uint16(leaf[at:]))
	if word&3 != 3 {
		return Decode(word), nil
	}
	if !s.executable(s.PC + 2) {
		return Inst{}, FaultMemory
	}
	at += 2
	if at == LeafSize {
		if leaf, err = w.Leaf(s.PC + 2); err != nil {
			return Inst{}, err
		}
		at = 0
	}
	return Decode(word | uint32(binary.LittleEndian.Uint16(leaf[at:]))<<16), nil
}

// executable tells whether the half word at an even address may be executed.
func (s *State) executable(address uint64) bool {
	return ImageStart <= address && address < s.ReadOnlyEnd
}

// Readable tells whether the page that holds address may be read.
func (s *State) Readable(address uint64) bool {
	return ImageStart <= address && address < s.Top || StackStart <= address && address < AddressSpace
}

// Writable tells whether the page that holds address may be written.
func (s *State) Writable(address uint64) bool {
	return address >= s.ReadOnlyEnd && s.Readable(address)
}

// load reads size bytes, a power of two up to 8. The address must be a multiple of size: so one leaf proves it. The
// border check needs no end: a page border is a multiple of every size.
func (s *State) load(w World, address, size uint64) (uint64, error) {
	if address%size != 0 {
		return 0, FaultMisaligned
	}
	if !s.Readable(address) {
		return 0, FaultMemory
	}
	leaf, err := w.Leaf(address)
	if err != nil {
		return 0, err
	}
	word := binary.LittleEndian.Uint64(leaf[address%LeafSize&^7:])
	return word >> (address % 8 * 8) & (1<<(size*8) - 1), nil
}

// store writes the lowest size bytes of value.
func (s *State) store(w World, address, size, value uint64) error {
	if address%size != 0 {
		return FaultMisaligned
	}
	if !s.Writable(address) {
		return FaultMemory
	}
	leaf, err := w.Leaf(address)
	if err != nil {
		return err
	}
	var bytes [8]byte
	binary.LittleEndian.PutUint64(bytes[:], value)
	copy(leaf[address%LeafSize:], bytes[:size])
	return w.SetLeaf(address, leaf)
}

// setX writes an integer register; x0 stays zero.
func (s *State) setX(rd uint8, value uint64) {
	if rd != 0 {
		s.X[rd] = value
	}
}
