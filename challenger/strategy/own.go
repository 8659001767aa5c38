// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// Own is our own computation, as far as it has come. It answers at once: what it does not have yet is ErrNotYet, and
// Next puts the question into Result.Needed. An answer is the same for ever, and the caller does not change it. Who
// answers may forget answers, and computes them anew when they are needed.
//
// A state is the hash of an L2 state, an end is what the inbox held when the claims that start at the state became
// possible. The two fix everything: the transitions behind the state, and how the machine runs on each.
type Own interface {
	// Claim is what we claim to follow a state that we have come to ourselves. Any other state is ErrNotOurs, and
	// that is final: it is said by who has derived all batches before the end, from an inbox that came to that end.
	Claim(state common.Hash, end game.Range) (*Claim, error)
	// Unchecked is how many transitions of such a claim have still to be run in the machine before anybody stakes money
	// on what they came to natively. Which ones have to is known by those who answer: those that are so dear that the
	// machine might not come to their end.
	Unchecked(state common.Hash, end game.Range) (int, error)
	// Run is how the machine runs on the transition that starts at a state of such a claim.
	Run(state common.Hash, end game.Range) (*Run, error)
	// StrideSpan is the root of the history of one stride of that run. It is small: what was computed once is not
	// forgotten.
	StrideSpan(state common.Hash, end game.Range, stride uint32) (common.Hash, error)
	// Stride is that history, step by step: a tree of level C. It is large, and may be ErrNotYet again after a while.
	Stride(state common.Hash, end game.Range, stride uint32) (*game.Tree, error)
	// Witness has the contract do one step of that stride.
	Witness(state common.Hash, end game.Range, stride, step uint32) ([]byte, error)
}

// Claim is 65,536 transitions in a row.
type Claim struct {
	Tree  *game.Tree // of level A: the L2 state behind each transition
	State []byte     // the last state: 170 bytes, or 37 if it is stuck
	Good  []byte     // the state before a stuck one, 170 bytes; empty if State is none
}

// Run is how the machine runs on one transition.
type Run struct {
	Tree  *game.Tree  // of level B: the machine behind each stride
	Start common.Hash // the machine before the first
	End   game.Run    // what the contract looks at: template, and the machine behind the last stride
}

// Why Own has no answer. Every other error means that the computation itself is in doubt: Next makes no move then.
var (
	// ErrNotYet: the answer is being computed, or will be when it is asked for.
	ErrNotYet = errors.New("wait for own computation")
	// ErrNotOurs: we have never come to the state, though we have derived all that L1 has.
	ErrNotOurs = errors.New("find the state in own computation")
)

// Kind is which method of Own answers a question.
type Kind uint8

// The kinds, in the order in which a dispute needs them.
const (
	ClaimOf Kind = iota
	RunOf
	StrideOf
	WitnessOf
	CheckOf // runs one of the transitions that are counted by Unchecked; it is asked again until there is none
)

// Question is what Next would like to know. Questions can be compared and be keys.
type Question struct {
	Kind   Kind
	State  common.Hash
	End    game.Range
	Stride uint32 // of StrideOf and WitnessOf
	Step   uint32 // of WitnessOf
}

func (q Question) String() string {
	switch q.Kind {
	case ClaimOf:
		return fmt.Sprintf("claim from state %x to batch %d", q.State[:4], q.End.Batches)
	case RunOf:
		return fmt.Sprintf("run from state %x", q.State[:4])
	case StrideOf:
		return fmt.Sprintf("stride %d from state %x", q.Stride, q.State[:4])
	case CheckOf:
		return fmt.Sprintf("run in the machine of what is dear in the claim from state %x to batch %d", q.State[:4], q.End.Batches)
	}
	return fmt.Sprintf("witness of step %d in stride %d from state %x", q.Step, q.Stride, q.State[:4])
}
