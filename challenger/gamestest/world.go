// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
)

// World is a made-up L2. Each batch makes Blocks blocks and takes one transition more to end, as real ones do. What a
// block does to the state is a hash. Its machine counts steps, see Machine.
type World struct {
	Blocks uint64 // of a batch
	Steps  uint64 // that the machine takes on a transition

	genesis  program.State
	template []byte
	params   common.Hash
	real     *Real                         // nil: all is made up
	derived  map[common.Hash]bool          // states of it
	states   map[common.Hash]program.State // every state that was ever named, right or wrong
	stuck    map[common.Hash]common.Hash   // the named state behind which a stuck one stands
	crashes  map[common.Hash]bool          // states behind which the machine fails
	behind   map[common.Hash]common.Hash   // right states behind right and wrong ones, where a range has more
	ends     map[common.Hash]game.Range    // by their hash
}

// NewWorld is a world of which nothing is known but its genesis. A run takes two strides and a bit.
func NewWorld() *World {
	w := &World{
		Blocks: 3, Steps: 2*StrideSteps + 777, genesis: genesis(), template: template(), params: crypto.Keccak256Hash([]byte("params")),
		states: make(map[common.Hash]program.State), stuck: make(map[common.Hash]common.Hash),
		crashes: make(map[common.Hash]bool), behind: make(map[common.Hash]common.Hash), ends: make(map[common.Hash]game.Range),
	}
	w.Name(w.genesis)
	return w
}

func genesis() program.State { return program.State{Block: mix("genesis")} }

// Genesis is the state that everybody starts from.
func (w *World) Genesis() common.Hash { return w.genesis.Hash() }

// Name makes a state known to all, and gives its hash. A liar names states that never were.
func (w *World) Name(s program.State) common.Hash {
	h := s.Hash()
	if _, ok := w.states[h]; !ok {
		w.states[h] = s
		w.stuck[program.Stuck(h)] = h
	}
	return h
}

// Crash has the machine fail on the transition that starts at a state. It is called before anybody computes.
func (w *World) Crash(state common.Hash) { w.crashes[state] = true }

// After is the state behind a transition, in the range that ends at end. It is total, as the program is: a stuck
// state and a state at the end of its range follow themselves.
func (w *World) After(state common.Hash, end game.Range) common.Hash {
	s, ok := w.states[state]
	switch {
	case !ok || s.Batch >= end.Batches:
		return state
	case w.crashes[state]:
		return program.Stuck(state)
	}
	return w.native(state)
}

// native is the state behind one that is not at the end of its range, if the machine does not fail.
func (w *World) native(state common.Hash) common.Hash {
	next, ok := w.behind[state]
	if !ok {
		next = w.Name(w.block(w.states[state]))
		w.behind[state] = next
	}
	return next
}

// block is the state behind another one, if the machine does not fail.
func (w *World) block(s program.State) program.State {
	if s.Made == w.Blocks {
		s.Batch, s.Made = s.Batch+1, 0
		return s
	}
	s.Number, s.Made = s.Number+1, s.Made+1
	s.Block, s.Root = mix("block", s.Block[:]), mix("root", s.Root[:])
	s.Sends = mix("sends", s.Sends[:])
	return s
}

// Preimage is the encoding of a state that has been named, or of the stuck state behind one.
func (w *World) Preimage(state common.Hash) []byte {
	if s, ok := w.states[state]; ok {
		return s.Encode()
	}
	if good, ok := w.stuck[state]; ok {
		return append([]byte("stuck"), good[:]...)
	}
	return nil
}

// History is what follows a state, until it follows itself or the claim is full.
func (w *World) History(state common.Hash, end game.Range) []common.Hash {
	return history(w.After, state, end)
}

// history is what follows a state by such transitions.
func history(after func(state common.Hash, end game.Range) common.Hash, state common.Hash, end game.Range) []common.Hash {
	var states []common.Hash
	for range 1 << game.Transitions.Height() {
		next := after(state, end)
		states = append(states, next)
		if next == state {
			break
		}
		state = next
	}
	return states
}

// Count is how many transitions lead from genesis to a state, of which it gets the bytes. The error matches
// strategy.ErrNotOurs if none do.
func (w *World) Count(state []byte, held game.Range) (n uint64, err error) {
	want, at := crypto.Keccak256Hash(state), w.Genesis()
	for at != want {
		next := w.After(at, held)
		if next == at {
			return 0, fmt.Errorf("%w: %x", strategy.ErrNotOurs, want[:4])
		}
		at, n = next, n+1
	}
	return n, nil
}

// mix is a hash of its own for each use.
func mix(use string, parts ...[]byte) common.Hash {
	return crypto.Keccak256Hash(append([][]byte{[]byte(use)}, parts...)...)
}

// number is eight bytes for mix.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
