// SPDX-License-Identifier: Apache-2.0

// Package history commits to how a machine ran: its hash behind every stride of a run, and behind every step of a
// stride. It keeps machines on the way, so that any part of a run can be had again without the rest. It does not know
// what the hashes are for, nor how a dispute puts them together.
//
// Nothing here starts a goroutine. A Run is used by one at a time. The machines that At and Near return are
// independent of one another, so that a stride may be cut in parts that are hashed at the same time, if the oracle
// may be asked at the same time.
package history

import (
	"fmt"
	"iter"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
)

const (
	// Stride is how many steps make one leaf of the history of a run.
	Stride = 1 << 20

	// keepEvery is how many strides lie between two machines that are kept at first: to go back to a step costs 2^25.
	keepEvery = 32

	// maxKept is how many machines are kept. Of more, every second one goes, and twice as many strides lie between
	// two from then on: with the longest run, of 65,536 strides, to go back to a step costs 2^30.
	maxKept = 128

	// machineBytes is what a machine takes that shares all of its pages.
	machineBytes = 80 << 10
)

// Run is the history of a machine from where it stood at first.
type Run struct {
	machine *fast.Machine
	start   uint64          // its step at first
	stride  uint64          // Stride, but in tests
	strides uint64          // how many are done
	apart   uint64          // strides between two machines that are kept
	kept    []*fast.Machine // number i stands before stride i * apart
	room    uint64          // that they may take, in bytes
	taken   uint64          // by all of them but the first, which shares its pages with the program
}

// New is the history of a machine that is not run by others from here on. All that a program writes between two
// machines that are kept is kept for as long as they are, so a run that writes a lot would fill the memory of who
// plays the game: room says how many bytes they may take. When it is used up, every second machine goes, and going
// back takes longer.
func New(m *fast.Machine, room uint64) *Run { return newRun(m, Stride, room) }

func newRun(m *fast.Machine, stride, room uint64) *Run {
	return &Run{machine: m, start: m.Steps, stride: stride, apart: keepEvery, kept: []*fast.Machine{m.Snapshot()}, room: room}
}

// Next runs one more stride and returns the hash of the machine behind it. A machine that has halted stays as it is.
// After an error, which comes from the oracle, Next tries the same stride again.
func (r *Run) Next() (vm.Hash, error) {
	if err := r.machine.Run(r.start + (r.strides+1)*r.stride); err != nil {
		return vm.Hash{}, fmt.Errorf("step %d: %w", r.machine.Steps, err)
	}
	r.strides++
	if r.strides%r.apart == 0 && r.machine.Status == vm.Running {
		r.keep()
	}
	return r.machine.Hash(), nil
}

// keep keeps the machine as it is, and makes room for it.
func (r *Run) keep() {
	r.kept = append(r.kept, r.machine.Snapshot())
	r.taken += r.bytes(len(r.kept) - 1)
	for len(r.kept) > maxKept || r.taken > r.room && len(r.kept) > 1 {
		r.thin()
	}
}

// bytes is what machine i takes beside the one before it.
func (r *Run) bytes(i int) uint64 {
	return machineBytes + r.kept[i].Memory().Beside(r.kept[i-1].Memory())
}

// thin keeps every second machine.
func (r *Run) thin() {
	half := r.kept[:0]
	for i := 0; i < len(r.kept); i += 2 {
		half = append(half, r.kept[i])
	}
	clear(r.kept[len(half):])
	r.kept, r.apart, r.taken = half, 2*r.apart, 0
	for i := 1; i < len(half); i++ {
		r.taken += r.bytes(i)
	}
}

// Bytes is about what the machines that are kept take: no more than New was told.
func (r *Run) Bytes() uint64 { return r.taken }

// Strides is how many strides are done.
func (r *Run) Strides() uint64 { return r.strides }

// Machine is the machine behind the last stride that is done. It is to be looked at, not to be run.
func (r *Run) Machine() *fast.Machine { return r.machine }

// End lets go of that machine, which has written more since the last one that is kept than anybody needs. Next is not
// called any more.
func (r *Run) End() { r.machine = nil }

// At is another machine, as it was after some number of steps since the start; one that halted before that has halted.
// Its output goes nowhere.
func (r *Run) At(steps uint64) (*fast.Machine, error) {
	m, err := r.Near(steps)
	if err != nil {
		return nil, err
	}
	if err := m.Run(r.start + steps); err != nil {
		return nil, fmt.Errorf("go back to step %d, at %d: %w", steps, m.Steps, err)
	}
	return m, nil
}

// Near is another machine, at the last place before some number of steps since the start that a machine was kept at,
// or there. Its caller runs it on, in as many pieces as it likes.
func (r *Run) Near(steps uint64) (*fast.Machine, error) {
	if steps > r.strides*r.stride {
		return nil, fmt.Errorf("go back to step %d: the run has come to %d", steps, r.strides*r.stride)
	}
	return r.kept[min(steps/r.stride/r.apart, uint64(len(r.kept)-1))].Snapshot(), nil
}

// Steps runs a machine and yields its hash behind each of the next steps. A machine that has halted stays as it is. An
// error, which comes from the oracle, is the last that is yielded.
func Steps(m *fast.Machine, n uint64) iter.Seq2[vm.Hash, error] {
	return func(yield func(vm.Hash, error) bool) {
		var h vm.Hash
		for i := range n {
			if i == 0 || m.Status == vm.Running {
				if err := m.Step(); err != nil {
					yield(vm.Hash{}, fmt.Errorf("step %d: %w", m.Steps, err))
					return
				}
				h = m.Hash()
			}
			if !yield(h, nil) {
				return
			}
		}
	}
}
