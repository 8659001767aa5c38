// SPDX-License-Identifier: Apache-2.0

package fast_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/memory"
)

// late is an oracle that fails every other time.
type late struct {
	value []byte
	asked int
}

var errLate = errors.New("not yet")

func (l *late) Preimage(_ vm.Hash, offset uint64) (vm.Chunk, error) {
	if l.asked++; l.asked%2 == 1 {
		return vm.Chunk{}, errLate
	}
	c := vm.Chunk{Length: uint64(len(l.value))}
	copy(c.Data[:], l.value[min(offset, c.Length):])
	return c, nil
}

// copier reads its preimage to the end and writes what it got to its output, in a loop with a long
// straight line behind each read, so that the engine and not vm.Step meets most of the calls.
func copier() []uint32 {
	const (
		ecall = 0x73
		a0to3 = 0x00300513 // li a0, 3
		a0to1 = 0x00100513 // li a0, 1
		a1    = 0x00040593 // mv a1, s0
		a2    = 0x02000613 // li a2, 32
		a2n   = 0x00048613 // mv a2, s1
		read  = 0x03f00893 // li a7, 63
		write = 0x04000893 // li a7, 64
		s1    = 0x00050493 // mv s1, a0
		count = 0x00190913 // addi s2, s2, 1
		exit  = 0x05e00893 // li a7, 94
		code0 = 0x00000513 // li a0, 0
	)
	words := []uint32{a0to3, a1, a2, read, ecall, s1}
	for range 600 {
		words = append(words, count)
	}
	words = append(words, a0to1, a1, a2n, write, ecall)
	back := -4 * len(words)
	imm := uint32(back) & 0x1fff
	words = append(words, imm>>12<<31|imm>>5&63<<25|9<<15|1<<12|imm>>1&15<<8|imm>>11&1<<7|0x63) // bnez s1, start
	return append(words, exit, code0, ecall)
}

// newCopier is a machine that runs it.
func newCopier(oracle vm.Preimages, sink fast.Sink) *fast.Machine {
	m := memory.New()
	var text []byte
	for _, w := range copier() {
		text = binary.LittleEndian.AppendUint32(text, w)
	}
	m.Write(vm.ImageStart, text)
	const data = vm.ImageStart + 2*vm.PageSize
	s := vm.State{Thread: vm.Thread{PC: vm.ImageStart, ID: 1}, Reservation: vm.NoReservation, ReadOnlyEnd: data,
		Break: data + vm.PageSize, Top: data + vm.PageSize, NextID: 2}
	s.X[8] = data
	return fast.New(s, m, oracle, sink)
}

// TestLateOracle runs a machine whose oracle fails again and again: the machine stays where it was, and goes on.
func TestLateOracle(t *testing.T) {
	value := bytes.Repeat([]byte("a value of some length. "), 20)
	var got []byte
	oracle := &late{value: value}
	m := newCopier(oracle, func(stream int, data []byte) {
		if stream != 1 {
			t.Errorf("stream %d", stream)
		}
		got = append(got, data...)
	})
	failures := 0
	for m.Status == vm.Running {
		before, hash := m.State, m.Hash()
		if err := m.Run(m.Steps + 100_000); err != nil {
			if !errors.Is(err, errLate) {
				t.Fatal(err)
			}
			failures++
			if m.Steps == before.Steps && m.State != before {
				t.Fatalf("a step that failed left %+v\nof %+v", m.State, before)
			}
			if again := m.Snapshot(); again.Hash() != m.Hash() {
				t.Fatalf("a snapshot after a failure has the hash %x, not %x", again.Hash(), m.Hash())
			}
			continue
		}
		if m.Status == vm.Running && m.Hash() == hash {
			t.Fatal("no step and no error")
		}
	}
	if m.Status != vm.Exited || m.ExitCode != 0 || !bytes.Equal(got, value) {
		t.Errorf("status %d, code %d, output %q", m.Status, m.ExitCode, got)
	}
	if want := len(value)/32 + 1; failures != want {
		t.Errorf("%d failures, want %d", failures, want)
	}
	if byBook := runBook(t, value); m.State != byBook.State || m.Hash() != byBook.Hash() {
		t.Errorf("ends as %+v\nby the book %+v", m.State, byBook.State)
	}
}

// runBook does the same by steps, without failures.
func runBook(t *testing.T, value []byte) *fast.Machine {
	t.Helper()
	m := newCopier(constant(value), nil)
	for m.Status == vm.Running {
		if err := m.Step(); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func TestNoOracle(t *testing.T) {
	m := newCopier(nil, nil)
	err := m.Run(1000)
	if err == nil || m.Steps != 4 || m.Status != vm.Running {
		t.Errorf("%v after %d steps, status %d", err, m.Steps, m.Status)
	}
}

// TestSnapshotIsSilent runs a snapshot and the machine that it was taken from: the sink hears the machine only.
func TestSnapshotIsSilent(t *testing.T) {
	value := bytes.Repeat([]byte("x"), 100)
	var got []byte
	oracle := constant(value)
	m := newCopier(oracle, func(_ int, data []byte) { got = append(got, data...) })
	if err := m.Run(1000); err != nil {
		t.Fatal(err)
	}
	s := m.Snapshot()
	for _, machine := range []*fast.Machine{s, m} {
		if err := machine.Run(1 << 20); err != nil {
			t.Fatal(err)
		}
	}
	if s.State != m.State || s.Hash() != m.Hash() || !bytes.Equal(got, value) {
		t.Errorf("the snapshot ends as %+v\nthe machine as %+v, with %q", s.State, m.State, got)
	}
}

// constant is an oracle with one value.
type constant []byte

func (v constant) Preimage(_ vm.Hash, offset uint64) (vm.Chunk, error) {
	c := vm.Chunk{Length: uint64(len(v))}
	copy(c.Data[:], v[min(offset, c.Length):])
	return c, nil
}

// TestRunStops asks for as many steps as were done, fewer, and none.
func TestRunStops(t *testing.T) {
	m := newCopier(constant("0123456789"), nil)
	for _, until := range []uint64{0, 1, 5, 5, 3, 600, 605, 606, 607, 1100} {
		want := max(m.Steps, until)
		if err := m.Run(until); err != nil || m.Steps != want {
			t.Errorf("run to %d: %v, %d steps", until, err, m.Steps)
		}
	}
	if err := m.Run(1 << 30); err != nil || m.Status != vm.Exited {
		t.Fatalf("%v, status %d", err, m.Status)
	}
	before := m.State
	if err := m.Run(1 << 40); err != nil || m.State != before {
		t.Errorf("a machine that has exited goes on: %v", err)
	}
}
