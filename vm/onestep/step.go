// SPDX-License-Identifier: Apache-2.0

package onestep

import (
	"errors"
	"fmt"

	"github.com/layeredpow/adit/vm"
)

// Why a witness is refused. The contract has an error for each.
var (
	ErrHeader = errors.New("the header is not one of a machine")
	ErrShort  = errors.New("the witness ends before all that the step asks for")
	ErrLong   = errors.New("the witness goes on behind what the step asks for")
	ErrPath   = errors.New("a path does not lead to the root")
	ErrThread = errors.New("the parked thread is not the one that the machine parked")
	// ErrPreimage says that the step reads a word that nobody has loaded. The witness may be right.
	ErrPreimage = errors.New("the word of the preimage is not known")
)

// Step gives the hashes of the machine before and after the step that the witness is about. Preimages are the words
// that were loaded, as the contract Preimages keeps them; they are not part of a witness, since they are true whoever
// brings them. Without preimages no word is known.
func Step(witness []byte, preimages vm.Preimages) (before, after vm.Hash, err error) {
	w := world{rest: witness, preimages: preimages}
	header, err := w.next(vm.HeaderSize)
	if err != nil {
		return before, after, err
	}
	root, err := w.next(len(w.root))
	if err != nil {
		return before, after, err
	}
	w.root = vm.Hash(root)
	s, err := vm.DecodeHeader(header)
	if err != nil {
		return before, after, fmt.Errorf("%w: %w", ErrHeader, err)
	}
	before = s.Hash(w.root)
	if err := s.Step(&w); err != nil {
		return before, after, fmt.Errorf("step %d: %w", s.Steps, err)
	}
	if len(w.rest) > 0 {
		return before, after, fmt.Errorf("%w: %d bytes", ErrLong, len(w.rest))
	}
	return before, s.Hash(w.root), nil
}
