// SPDX-License-Identifier: Apache-2.0

// Package fast runs the machine at hundreds of millions of steps a second. It gives the same states as vm.Step, which
// it falls back on for everything rare, and stops exactly at the step that its caller names. It does not decide what a
// step means.
package fast

import (
	"errors"
	"fmt"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/memory"
)

// Sink takes what the program writes to its standard output (1) and standard error (2).
type Sink func(stream int, data []byte)

// Machine is a whole machine: its state, its memory and its parked threads. The state may be read at any time between
// calls.
type Machine struct {
	vm.State // first: the engine finds register n at 8n behind the Machine's address
	engine

	memory *memory.Memory
	parked map[vm.Hash]vm.Parked
	oracle vm.Preimages
	sink   Sink
}

// New is a machine in the given state. The machine owns the memory from here on. Without an oracle every preimage is
// missing; without a sink output is dropped.
func New(s vm.State, m *memory.Memory, oracle vm.Preimages, sink Sink) *Machine {
	return &Machine{State: s, memory: m, parked: map[vm.Hash]vm.Parked{}, oracle: oracle, sink: sink}
}

// Step runs one step by the book.
func (m *Machine) Step() error { return m.State.Step((*world)(m)) }

// Hash is the machine hash.
func (m *Machine) Hash() vm.Hash { return m.State.Hash(m.memory.Root()) }

// Memory is the memory of the machine, to read and to prove.
func (m *Machine) Memory() *memory.Memory { return m.memory }

// Snapshot is another machine in the same state, with the same oracle and without a sink: nothing that is written
// twice because a machine was resumed is seen twice.
func (m *Machine) Snapshot() *Machine { return m.Fork(m.oracle, nil) }

// Fork is another machine in the same state, with an oracle and a sink of its own.
func (m *Machine) Fork(oracle vm.Preimages, sink Sink) *Machine {
	m.translate() // once for both
	s := New(m.State, m.memory.Copy(), oracle, sink)
	s.program = m.program
	for root, parked := range m.parked {
		s.parked[root] = parked
	}
	return s
}

// world is a Machine as a step sees it.
type world Machine

// ErrNoOracle is what a machine without an oracle says about every preimage.
var ErrNoOracle = errors.New("there is no oracle")

func (w *world) Leaf(address uint64) (vm.Leaf, error) { return w.memory.Leaf(address), nil }

func (w *world) SetLeaf(address uint64, leaf vm.Leaf) error {
	w.memory.SetLeaf(address, leaf)
	return nil
}

func (w *world) Clear(address, size uint64) error {
	w.memory.Clear(address, size)
	return nil
}

func (w *world) Park(root vm.Hash, parked vm.Parked) error {
	w.parked[root] = parked
	return nil
}

// Unpark forgets the thread: a root that comes again comes through Park.
func (w *world) Unpark(root vm.Hash) (vm.Parked, error) {
	parked, ok := w.parked[root]
	if !ok {
		return parked, fmt.Errorf("no thread is parked as %x", root)
	}
	delete(w.parked, root)
	return parked, nil
}

func (w *world) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	if w.oracle == nil {
		return vm.Chunk{}, ErrNoOracle
	}
	return w.oracle.Preimage(key, offset)
}

func (w *world) Output(stream int, data []byte) {
	if w.sink != nil {
		w.sink(stream, data)
	}
}
