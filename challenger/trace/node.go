// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm/oracle"
)

// Node follows L1 and has the L2 states that it leads to. It may follow another branch between any two calls.
type Node interface {
	// Tip is how far it has come. It goes back before anything of another branch is to be read.
	Tip() Tip
	// State is the one before a transition, counted from 0. There is one for each of the transitions and one behind
	// them.
	State(index uint64) (*program.State, error)
	// End is what the inbox held when it had so many batches.
	End(batches uint64) (program.End, error)
	// Charge is what the proof meter read when the L2 block with that hash was made; known is false if nobody noted it.
	Charge(block common.Hash) (steps uint64, known bool, err error)
	// Evidence answers what the program asks for on its way through a transition in a claim that goes to end.
	Evidence(ctx context.Context, index uint64, end program.End) (oracle.Source, error)
}

// Tip is how far a node has come.
type Tip struct {
	Batches     uint64 // of the inbox that are derived
	Transitions uint64 // that they made
	Reorgs      uint64 // how often L1 has taken something back
}

// Why a question has no answer yet. Asked again later it may have one.
var (
	// ErrBehind says that the node has not derived all that the inbox held at the end.
	ErrBehind = errors.New("wait for the node to derive the end of the claim")
	// ErrBranch says that the inbox of the end is none of the L1 branch that the node follows, or that the branch has
	// just changed.
	ErrBranch = errors.New("find the end of the claim on the L1 branch that the node follows")
	// ErrUnknown says that nobody has told the bytes of a state, see Trace.See.
	ErrUnknown = errors.New("find the bytes of the state")
)

// reaches makes sure that the node has derived all of the inbox of an end, and that the inbox is the one of its
// branch. What is then read of the node is true of the end if the node is still on the branch afterwards.
func (t *Trace) reaches(end game.Range) (Tip, error) {
	tip := t.node.Tip()
	if tip.Batches < end.Batches {
		return tip, fmt.Errorf("%w: %d of %d batches", ErrBehind, tip.Batches, end.Batches)
	}
	ours, err := t.node.End(end.Batches)
	if err != nil {
		return tip, fmt.Errorf("read the inbox with %d batches: %w", end.Batches, err)
	}
	if ours != program.End(end) {
		return tip, fmt.Errorf("%w: batch accumulator %s behind %d batches, the node has %s", ErrBranch, end.Acc, end.Batches, ours.Acc)
	}
	return tip, nil
}

// still makes sure that the node has stayed on the branch that it was on.
func (t *Trace) still(tip Tip) error {
	if now := t.node.Tip(); now.Reorgs != tip.Reorgs {
		return fmt.Errorf("%w: L1 has taken something back meanwhile", ErrBranch)
	}
	return nil
}

// find is the index of the transition that starts at a state. It is strategy.ErrNotOurs where the derivation of the
// end never comes to the state; that is to be believed only if the node is still on the branch of the tip.
func (t *Trace) find(s *program.State, end game.Range, tip Tip) (uint64, error) {
	if s.Batch > end.Batches {
		return 0, fmt.Errorf("%w: it is behind batch %d, the claim ends at %d", strategy.ErrNotOurs, s.Batch, end.Batches)
	}
	low, high := uint64(0), tip.Transitions // the first state that does not come before s is among them, if there is one
	for low < high {
		middle := low + (high-low)/2
		at, err := t.node.State(middle)
		if err != nil {
			return 0, fmt.Errorf("search the state of block %d: %w", s.Number, err)
		}
		if comesBefore(at, s) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	at, err := t.node.State(low)
	if err != nil {
		return 0, fmt.Errorf("search the state of block %d: %w", s.Number, err)
	}
	if *at != *s {
		return 0, fmt.Errorf("%w: block %d of batch %d", strategy.ErrNotOurs, s.Number, s.Batch)
	}
	return low, nil
}

// Count is how many transitions lead from L2's genesis to a state of which these are the bytes. The error matches
// strategy.ErrNotOurs where the derivation never comes to the state, and ErrBehind or ErrBranch when that cannot be
// said yet.
func (t *Trace) Count(state []byte) (uint64, error) {
	s, err := program.DecodeState(state)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", strategy.ErrNotOurs, err)
	}
	tip := t.node.Tip()
	if s.Batch > tip.Batches {
		return 0, fmt.Errorf("%w: %d of %d batches", ErrBehind, tip.Batches, s.Batch)
	}
	n, err := t.find(s, game.Range{Batches: tip.Batches}, tip)
	if changed := t.still(tip); changed != nil {
		return 0, changed
	}
	return n, err
}

// comesBefore orders the states of a derivation: a transition makes a block, or begins to close its batch, or ends it.
func comesBefore(a, b *program.State) bool {
	switch {
	case a.Batch != b.Batch:
		return a.Batch < b.Batch
	case a.Number != b.Number:
		return a.Number < b.Number
	}
	return !a.Closing && b.Closing
}

// states are those behind at most most transitions from the one with an index on, as far as the end goes.
func (t *Trace) states(ctx context.Context, index, most uint64, end game.Range) ([]program.State, error) {
	last, err := t.node.State(index)
	if err != nil {
		return nil, fmt.Errorf("read the state before transition %d: %w", index, err)
	}
	var all []program.State
	for n := uint64(1); n <= most && last.Batch < end.Batches; n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		next, err := t.node.State(index + n)
		if err != nil {
			return nil, fmt.Errorf("read the state behind transition %d: %w", index+n-1, err)
		}
		if !comesBefore(last, next) {
			return nil, fmt.Errorf("read the states from transition %d: number %d does not follow the one before it", index, n)
		}
		all, last = append(all, *next), next
	}
	return all, nil
}

// stuckPrefix begins the preimage of a stuck state, see program.Stuck.
var stuckPrefix = []byte("stuck")

// stuckBytes is the preimage of the state that comes behind another one when the machine fails.
func stuckBytes(good common.Hash) []byte {
	return append(append([]byte(nil), stuckPrefix...), good[:]...)
}

// stuckSource knows a stuck state, which is all that the program asks for when it starts from one.
type stuckSource struct {
	state common.Hash
	bytes []byte
}

var errNothingElse = errors.New("find what a stuck state has no use for")

// Value implements oracle.Source.
func (s stuckSource) Value(hash common.Hash) ([]byte, error) {
	if hash != s.state {
		return nil, errNothingElse
	}
	return s.bytes, nil
}

// Precompile implements oracle.Source.
func (s stuckSource) Precompile(byte, []byte) ([]byte, bool, error) {
	return nil, false, errNothingElse
}
