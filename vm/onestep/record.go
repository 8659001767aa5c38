// SPDX-License-Identifier: Apache-2.0

package onestep

import (
	"fmt"
	"math/bits"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
)

// Question is what a step asks the oracle.
type Question struct {
	Key    vm.Hash
	Offset uint64
}

// Prove is the witness of the next step of a machine, which stays as it is, and the word that has to be loaded for that
// step, if there is one.
func Prove(m *fast.Machine) (*Witness, *Question, error) {
	r := recorder{machine: m, witness: &Witness{Header: m.Header(), Root: m.Memory().Root()}}
	s := m.State
	if err := s.Step(&r); err != nil {
		return nil, nil, fmt.Errorf("prove step %d: %w", m.Steps, err)
	}
	return r.witness, r.question, nil
}

// recorder is the World of a machine to read, which notes what is asked for.
type recorder struct {
	machine  *fast.Machine
	witness  *Witness
	question *Question
	leaves   []uint64 // addresses of those with a path
}

func (r *recorder) note(address uint64, height int) {
	node, siblings := r.machine.Memory().Prove(address, height)
	r.witness.Paths = append(r.witness.Paths, Path{node, siblings})
}

// Leaf implements vm.World. No step reads again what it wrote.
func (r *recorder) Leaf(address uint64) (vm.Leaf, error) {
	first := address &^ (vm.LeafSize - 1)
	for _, l := range r.leaves {
		if l == first {
			return r.machine.Memory().Leaf(address), nil
		}
	}
	r.leaves = append(r.leaves, first)
	r.note(first, 0)
	return r.machine.Memory().Leaf(address), nil
}

// SetLeaf implements vm.World.
func (r *recorder) SetLeaf(uint64, vm.Leaf) error { return nil }

// Clear implements vm.World.
func (r *recorder) Clear(address, size uint64) error {
	r.note(address, bits.TrailingZeros64(size/vm.LeafSize))
	return nil
}

// Park implements vm.World.
func (r *recorder) Park(vm.Hash, vm.Parked) error { return nil }

// Unpark implements vm.World.
func (r *recorder) Unpark(root vm.Hash) (vm.Parked, error) {
	parked, ok := r.machine.Parked(root)
	if !ok {
		return parked, fmt.Errorf("no thread is parked as %x", root)
	}
	r.witness.Parked = &parked
	return parked, nil
}

// Preimage implements vm.World.
func (r *recorder) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	r.question = &Question{key, offset}
	return r.machine.Preimage(key, offset)
}

// Output implements vm.World.
func (r *recorder) Output(int, []byte) {}
