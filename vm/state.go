// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"encoding/binary"
	"fmt"
)

// Thread is what belongs to one thread of the program: the running one is part of State, every other one is Parked.
type Thread struct {
	X    [32]uint64 // X[0] is 0 always. First in State, so that an engine finds it at the State's own address.
	F    [32]uint64 // raw bits; a single is boxed, its upper half all ones
	PC   uint64     // always even
	FCSR uint8      // rounding mode ‖ accrued exceptions

	ID          uint32 // 1 for the first thread
	Wait        Wait
	WaitValue   uint32 // WaitFutex: sleep while the word holds this
	WaitAddress uint64 // WaitFutex: the word
	Deadline    uint64 // virtual time at which a wait ends; 0 never
	ClearOnExit uint64 // a word to zero when the thread exits; 0 none
}

// Wait says why a thread does not run.
type Wait uint8

// The reasons to wait.
const (
	WaitNone  Wait = iota // it runs, or it is parked and ready to
	WaitFutex             // until a word of memory changes, or the deadline
	WaitSleep             // until the deadline
)

// Status says whether the machine goes on.
type Status uint8

// A machine that is not Running maps to itself.
const (
	Running Status = iota
	Exited         // the program ended itself; ExitCode is its own
	Faulted        // the machine stopped the program; ExitCode is a Fault
)

// NoReservation is the Reservation when there is none: no load can be reserved at an odd address.
const NoReservation = ^uint64(0)

// InputSize is the room for input in the header.
const InputSize = 128

// State is the machine without its memory. With the root of the memory it determines all that follows.
type State struct {
	Thread // the running one

	Steps       uint64
	Idle        uint64 // virtual time that was skipped because every thread slept
	Reservation uint64 // address of the last load-reserved
	Phase       uint8  // progress inside a system call that takes several steps
	Latch       uint64 // what the phases hand on

	ReadOnlyEnd uint64 // see AddressSpace
	Break       uint64 // end of the data segment as brk knows it
	Top         uint64 // end of what is mapped; the next mapping begins here
	NextID      uint32 // of the next thread

	Direction uint8  // the side that the scheduler takes threads from: 0 Right, 1 Left
	AllAsleep uint8  // 1 while no thread has run since the scheduler last turned round
	Earliest  uint64 // the earliest deadline seen since; 0 none
	Left      Hash   // parked threads, a chain of Parked; zero when empty
	Right     Hash

	OracleKey    Hash
	OracleOffset uint64
	InputAt      uint8 // how much of Input was read
	InputEnd     uint8 // how much of Input there is
	Input        [InputSize]byte
	Output       Hash // chain over all that was written

	Status   Status
	ExitCode uint8
}

// ThreadSize and HeaderSize are the encoded sizes of a Thread and of a State. All numbers are big-endian.
//
//	thread, 546 bytes
//	+------+-----------+----------+--------+------+--------+-------------+---------------+------------+---------------+
//	| pc 8 | x1-31 248 | f0-31 256| fcsr 1 | id 4 | wait 1 | waitValue 4 | waitAddress 8 | deadline 8 | clearOnExit 8 |
//	+------+-----------+----------+--------+------+--------+-------------+---------------+------------+---------------+
//
//	header, 885 bytes
//	+------------+---------+--------+---------------+---------+---------+
//	| thread 546 | steps 8 | idle 8 | reservation 8 | phase 1 | latch 8 |                                         579
//	+------------+---------+-------++---------+-----+---------+---------+
//	| readOnlyEnd 8 | break 8 | top 8 | nextID 4 |                                                               +  28
//	+-------------+-+---------+--+----+-------+--+-------+----------+
//	| direction 1 | allAsleep 1 | earliest 8 | left 32 | right 32 |                                             +  74
//	+-------------+-+-----------+----+---------+-+--------+---------+-------+
//	| oracleKey 32 | oracleOffset 8 | inputAt 1 | inputEnd 1 | input 128 |                                     + 170
//	+-----------+--+-------+---------+--+--------+------------+-----------+
//	| output 32 | status 1 | exitCode 1 |                                                                       +  34
//	+-----------+----------+------------+
//
//	machine hash = keccak256(header ‖ root of memory)
const (
	ThreadSize = 8 + 31*8 + 32*8 + 1 + 4 + 1 + 4 + 3*8
	HeaderSize = ThreadSize + 3*8 + 1 + 8 + 3*8 + 4 + 2 + 8 + 2*32 + 32 + 8 + 2 + InputSize + 32 + 2
)

func (t *Thread) append(b []byte) []byte {
	be := binary.BigEndian
	b = be.AppendUint64(b, t.PC)
	for _, x := range t.X[1:] {
		b = be.AppendUint64(b, x)
	}
	for _, f := range t.F {
		b = be.AppendUint64(b, f)
	}
	b = append(b, t.FCSR)
	b = be.AppendUint32(b, t.ID)
	b = append(b, uint8(t.Wait))
	b = be.AppendUint32(b, t.WaitValue)
	b = be.AppendUint64(b, t.WaitAddress)
	b = be.AppendUint64(b, t.Deadline)
	return be.AppendUint64(b, t.ClearOnExit)
}

// Header is the encoding of the state.
func (s *State) Header() [HeaderSize]byte {
	var header [HeaderSize]byte
	be := binary.BigEndian
	b := s.append(header[:0])
	b = be.AppendUint64(b, s.Steps)
	b = be.AppendUint64(b, s.Idle)
	b = be.AppendUint64(b, s.Reservation)
	b = append(b, s.Phase)
	b = be.AppendUint64(b, s.Latch)
	b = be.AppendUint64(b, s.ReadOnlyEnd)
	b = be.AppendUint64(b, s.Break)
	b = be.AppendUint64(b, s.Top)
	b = be.AppendUint32(b, s.NextID)
	b = append(b, s.Direction, s.AllAsleep)
	b = be.AppendUint64(b, s.Earliest)
	b = append(b, s.Left[:]...)
	b = append(b, s.Right[:]...)
	b = append(b, s.OracleKey[:]...)
	b = be.AppendUint64(b, s.OracleOffset)
	b = append(b, s.InputAt, s.InputEnd)
	b = append(b, s.Input[:]...)
	b = append(b, s.Output[:]...)
	_ = append(b, uint8(s.Status), s.ExitCode)
	return header
}

// Hash is the machine hash of the state with a memory of the given root.
func (s *State) Hash(root Hash) Hash {
	header := s.Header()
	return hash(header[:], root[:])
}

// reader takes fixed fields off the front of bytes whose length was checked.
type reader []byte

func (r *reader) next(n int) []byte {
	b := (*r)[:n]
	*r = (*r)[n:]
	return b
}

func (r *reader) uint8() uint8   { return r.next(1)[0] }
func (r *reader) uint32() uint32 { return binary.BigEndian.Uint32(r.next(4)) }
func (r *reader) uint64() uint64 { return binary.BigEndian.Uint64(r.next(8)) }
func (r *reader) hash() Hash     { return Hash(r.next(32)) }

func (t *Thread) read(r *reader) {
	t.PC = r.uint64()
	for i := range t.X[1:] {
		t.X[i+1] = r.uint64()
	}
	for i := range t.F {
		t.F[i] = r.uint64()
	}
	t.FCSR = r.uint8()
	t.ID = r.uint32()
	t.Wait = Wait(r.uint8())
	t.WaitValue = r.uint32()
	t.WaitAddress = r.uint64()
	t.Deadline = r.uint64()
	t.ClearOnExit = r.uint64()
}

// DecodeHeader is the inverse of Header. It refuses what no machine can be in, so that every state that it returns is
// one that Header gives the same bytes for and that Step has a meaning for.
func DecodeHeader(b []byte) (State, error) {
	var s State
	if len(b) != HeaderSize {
		return s, fmt.Errorf("header of %d bytes, want %d", len(b), HeaderSize)
	}
	r := reader(b)
	s.read(&r)
	s.Steps = r.uint64()
	s.Idle = r.uint64()
	s.Reservation = r.uint64()
	s.Phase = r.uint8()
	s.Latch = r.uint64()
	s.ReadOnlyEnd = r.uint64()
	s.Break = r.uint64()
	s.Top = r.uint64()
	s.NextID = r.uint32()
	s.Direction = r.uint8()
	s.AllAsleep = r.uint8()
	s.Earliest = r.uint64()
	s.Left = r.hash()
	s.Right = r.hash()
	s.OracleKey = r.hash()
	s.OracleOffset = r.uint64()
	s.InputAt = r.uint8()
	s.InputEnd = r.uint8()
	s.Input = [InputSize]byte(r.next(InputSize))
	s.Output = r.hash()
	s.Status = Status(r.uint8())
	s.ExitCode = r.uint8()
	return s, s.check()
}

// check complains about values that no step leaves behind.
func (s *State) check() error {
	if err := s.Thread.check(); err != nil {
		return err
	}
	switch {
	case s.Direction > 1 || s.AllAsleep > 1:
		return fmt.Errorf("scheduler flags %d, %d", s.Direction, s.AllAsleep)
	case s.InputEnd > InputSize || s.InputAt > s.InputEnd:
		return fmt.Errorf("input %d of %d", s.InputAt, s.InputEnd)
	case s.Status > Faulted:
		return fmt.Errorf("status %d", s.Status)
	case s.ReadOnlyEnd%PageSize != 0 || s.Top%PageSize != 0:
		return fmt.Errorf("map borders %#x, %#x are not pages", s.ReadOnlyEnd, s.Top)
	case s.ReadOnlyEnd < ImageStart || s.Break < s.ReadOnlyEnd || s.Top < s.Break || s.Top > StackStart:
		return fmt.Errorf("map borders %#x, %#x, %#x are out of order", s.ReadOnlyEnd, s.Break, s.Top)
	}
	return nil
}

// Now is the virtual time in nanoseconds: a step takes one.
func (s *State) Now() uint64 { return s.Steps + s.Idle }
