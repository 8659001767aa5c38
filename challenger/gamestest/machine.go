// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/stateroot/program"
)

// StrideSteps is how many steps make a stride.
const StrideSteps = 1 << 20

// Offsets in a machine's header that an outcome is read from, and its length.
const (
	headerSize     = 885
	outputOffset   = 851
	statusOffset   = 883
	exitCodeOffset = 884
	exited         = 1
	templateSize   = headerSize + common.HashLength
)

// Machine stands in for the machine. It counts its steps and writes Next in the end. Right or wrong, it goes on as its
// memory has it: a step from one that should not be there is as true as any.
type Machine struct {
	State, End common.Hash // what the right one was started with
	Next       common.Hash // what it is going to write
	Salt       uint64      // sets wrong machines apart
	Halt       uint64      // step behind which it has halted
	Code       uint8       // exit code then
	Done       uint64      // steps
}

const machineBytes = 3*common.HashLength + 3*8 + 1

// Machine is the right one before its first step on the transition that starts at state.
func (w *World) Machine(state common.Hash, end game.Range) Machine {
	m := Machine{State: state, End: end.Hash(), Next: w.After(state, end)}
	m.Halt, m.Salt = w.steps(state, end)
	w.ends[m.End] = end
	if m.Next == program.Stuck(state) {
		m.Code = 2
	}
	return m
}

// At is the machine when it has done so many steps, or all that it takes.
func (m Machine) At(steps uint64) Machine {
	m.Done = min(steps, m.Halt)
	return m
}

// encode is the witness of the machine's next step.
func (m Machine) encode() []byte {
	b := make([]byte, 0, machineBytes)
	b = append(append(append(b, m.State[:]...), m.End[:]...), m.Next[:]...)
	b = binary.BigEndian.AppendUint64(b, m.Salt)
	b = binary.BigEndian.AppendUint64(b, m.Halt)
	b = binary.BigEndian.AppendUint64(b, m.Done)
	return append(b, m.Code)
}

func decodeMachine(b []byte) (m Machine, err error) {
	if len(b) != machineBytes {
		return m, fmt.Errorf("decode a machine: %d bytes, want %d", len(b), machineBytes)
	}
	m = Machine{State: common.Hash(b), End: common.Hash(b[32:]), Next: common.Hash(b[64:])}
	m.Salt, m.Halt, m.Done = binary.BigEndian.Uint64(b[96:]), binary.BigEndian.Uint64(b[104:]), binary.BigEndian.Uint64(b[112:])
	m.Code = b[120]
	if m.Done > m.Halt {
		return m, fmt.Errorf("decode a machine: %d steps of %d", m.Done, m.Halt)
	}
	return m, nil
}

// header is that of a machine that has halted.
func (m Machine) header() []byte {
	h := make([]byte, headerSize)
	output := crypto.Keccak256Hash(make([]byte, common.HashLength), []byte{1}, m.Next[:])
	copy(h[outputOffset:], output[:])
	h[statusOffset], h[exitCodeOffset] = exited, m.Code
	return h
}

// memoryRoot is that of a machine that has halted.
func (m Machine) memoryRoot() common.Hash { return mix("memory", m.encode()) }

// Hash is the machine in trees.
func (w *World) Hash(m Machine) common.Hash {
	if end, ok := w.runs(m); ok {
		return w.realHash(m, end)
	}
	if m.Done == m.Halt {
		root := m.memoryRoot()
		return crypto.Keccak256Hash(m.header(), root[:])
	}
	if end, ok := w.ends[m.End]; ok && m.Done == 0 && m == w.Machine(m.State, end) {
		return game.StartMachine(w.template, m.State, m.End, w.params)
	}
	return crypto.Keccak256Hash(m.encode())
}

// StepContract stands in for the contract Machine.
func (w *World) StepContract(witness []byte) (machine, following common.Hash, err error) {
	if w.real != nil {
		return w.real.Runs.Step(witness)
	}
	m, err := decodeMachine(witness)
	if err != nil {
		return machine, following, err
	}
	return w.Hash(m), w.Hash(m.At(m.Done + 1)), nil
}

// template is the machine before an input is written into its header.
func template() []byte {
	b := make([]byte, templateSize)
	for i := range b {
		b[i] = byte(i * 7)
	}
	return b
}
