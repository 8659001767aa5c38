// SPDX-License-Identifier: Apache-2.0

// Package onestep decides one step of the machine from a witness of a few kilobytes: what L1 does in the end. It has
// no rules of its own about instructions: it runs vm.Step over a World that knows nothing but what the witness
// proves. The contract contracts/src/vm/Machine.sol takes the same bytes and gives the same hashes, and refuses what
// is refused here.
package onestep

import (
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/memory"
)

// Witness is what one step needs of a machine, and nothing else. Its bytes:
//
//	+------------+---------+------------+------------+------------+------------+
//	| header 885 | root 32 | path       | path       | path       | parked 578 |
//	+------------+---------+------------+------------+------------+------------+
//	                         those that the step asks for           if it asks
//
// and a path, from the lowest sibling to the highest:
//
//	+---------+------------+------------+-- --+------------+
//	| node 32 | sibling 32 | sibling 32 | ... | sibling 32 |    Depth - height siblings
//	+---------+------------+------------+-- --+------------+
//
// There is a path for each leaf that the step reads or writes, in the order in which it first does: at most two of the
// instruction, then one of its data. A leaf has height 0: 27 siblings. Where the step clears a part of the memory at
// once, the node above that part takes the place of the data, with the siblings that are left above it.
//
// Nothing says which paths there are, where their nodes lie, or whether a thread follows: the step does. So there is
// one witness for each machine, and no byte of it can be changed, left out or added.
type Witness struct {
	Header [vm.HeaderSize]byte
	Root   vm.Hash // of the memory
	Paths  []Path
	Parked *vm.Parked // the thread that runs next, where the step changes threads
}

// Path proves a node of the memory's tree.
type Path struct {
	Node     vm.Hash
	Siblings []vm.Hash
}

// maxPaths is how many paths a step may ask for.
const maxPaths = 3

// Encode gives the bytes of the witness.
func (w *Witness) Encode() []byte {
	b := append([]byte{}, w.Header[:]...)
	b = append(b, w.Root[:]...)
	for _, p := range w.Paths {
		b = append(b, p.Node[:]...)
		for _, s := range p.Siblings {
			b = append(b, s[:]...)
		}
	}
	if w.Parked != nil {
		parked := w.Parked.Encode()
		b = append(b, parked[:]...)
	}
	return b
}

// siblings is how many siblings prove a node of some height.
func siblings(height int) int { return memory.Depth - height }
