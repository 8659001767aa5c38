// SPDX-License-Identifier: Apache-2.0

package fsm

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/sequencer/invariant"
	"github.com/layeredpow/adit/stateroot/transition"
)

// State is what the log amounts to so far. It is small: the chain itself is not in it.
type State struct {
	Sealed  Ref           // newest sealed block
	Open    *Open         `rlp:"nil"` // the open block, nil between two blocks
	Txs     [][]byte      // transactions of the open block, in order
	Slices  uint64        // slices of the open block so far
	Closed  bool          // the open block takes no more; it waits for its Seal
	Rebased []common.Hash // Rebased.Hash of each rebase that took effect: nobody can tell of another one
	Goal    uint64        // block up to which a rebase goes that is not at its end; otherwise not above Sealed
	Queue   []Left        // what rebases left and what has not had its second turn, in that order
	Parts   [][]byte      // of an entry that is not complete
}

// Left is a stretch of blocks that a Rebase left. Their own transactions are to be executed again, before anything new.
// Every member has the blocks, so they are only named.
type Left struct {
	Rebase uint64   // index of the Rebase, counted from 0
	Fork   Ref      // the block below the stretch
	Tip    Ref      // its last block
	Count  uint64   // own transactions in it
	Open   [][]byte // those of the block that was open on Tip, which come behind them
	Done   uint64   // how many of all these, from the front, have had their second turn
}

// Rest is how many transactions have not had their second turn.
func (l *Left) Rest() uint64 { return l.Count + uint64(len(l.Open)) - l.Done }

// Apply changes the state by one entry. An entry without effect changes nothing but that parts are forgotten. sealed is
// what the chain holds of the block s.Sealed: an Open must follow from it.
func (s *State) Apply(e Entry, sealed *transition.Head) Answer {
	if invariant.On {
		defer s.hold()
	}
	s.Parts = nil
	switch e := e.(type) {
	case *Open:
		return s.open(e, sealed)
	case *Slice:
		return s.slice(e)
	case *Close:
		return s.close(e)
	case *Seal:
		return s.seal(e)
	case *Rebase:
		return s.rebase(e)
	}
	return ignore("unknown kind")
}

func (s *State) slice(e *Slice) Answer {
	switch {
	case s.Open == nil || s.Open.Number != e.Number:
		return ignore("slice %d names block %d, which is not open", e.Seq, e.Number)
	case s.Closed:
		return ignore("slice %d names block %d, which is closed", e.Seq, e.Number)
	case s.Slices != e.Seq:
		return ignore("slice %d of block %d, slice %d comes next", e.Seq, e.Number, s.Slices)
	}
	s.Slices++
	s.Txs = append(s.Txs, e.Txs...)
	return took()
}

func (s *State) close(e *Close) Answer {
	switch {
	case s.Open == nil || s.Open.Number != e.Number:
		return ignore("close of block %d, which is not open", e.Number)
	case s.Closed:
		return ignore("close of block %d, which is closed", e.Number)
	case s.Slices != e.Slices:
		return ignore("close of block %d after %d slices, it has %d", e.Number, e.Slices, s.Slices)
	}
	s.Closed = true
	return took()
}

// Closing names the block that waits for its Seal; ok is false when there is none.
func (s *State) Closing() (c Closed, ok bool) {
	if !s.Closed {
		return c, false
	}
	return Closed{Number: s.Open.Number, Parent: s.Open.Parent, Rebases: s.Rebases()}, true
}

// Passed tells whether the log has come past a closed block, so that nobody waits for its Seal any more.
func (s *State) Passed(c Closed) bool {
	return c.Rebases < s.Rebases() || c.Rebases == s.Rebases() && c.Number <= s.Sealed.Number
}

// Rebases is how many rebases took effect so far.
func (s *State) Rebases() uint64 { return uint64(len(s.Rebased)) }

// empty leaves no block open.
func (s *State) empty() { s.Open, s.Txs, s.Slices, s.Closed = nil, nil, 0, false }

func (s *State) seal(e *Seal) Answer {
	switch {
	case s.Open == nil || s.Open.Number != e.Number || !s.Closed:
		return ignore("seal of block %d, which is not closed", e.Number)
	case e.Again > s.Waiting():
		return ignore("seal of block %d takes %d transactions of a queue of %d", e.Number, e.Again, s.Waiting())
	}
	s.dequeue(e.Again)
	s.Sealed = Ref{e.Number, e.Hash}
	s.empty()
	return took()
}

// Waiting is how many transactions wait for their second turn.
func (s *State) Waiting() (n uint64) {
	for i := range s.Queue {
		n += s.Queue[i].Rest()
	}
	return n
}

// dequeue takes n transactions from the front of the queue. It leaves the old array alone: copies of the state share
// it.
func (s *State) dequeue(n uint64) {
	queue := slices.Clone(s.Queue)
	for len(queue) > 0 && n >= queue[0].Rest() {
		n -= queue[0].Rest()
		queue = queue[1:]
	}
	if n > 0 {
		queue[0].Done += n
	}
	s.Queue = queue
}

func (s *State) rebase(e *Rebase) Answer {
	switch {
	case e.From != s.Sealed || e.Slices != s.Slices:
		return ignore("rebase from block %d after %d slices, the log stands at block %d after %d", e.From.Number, e.Slices, s.Sealed.Number, s.Slices)
	case e.Fork.Number > s.Sealed.Number:
		return ignore("rebase to a fork at block %d, the newest is %d", e.Fork.Number, s.Sealed.Number)
	case e.Head.Number != e.Fork.Number+uint64(len(e.Blocks)):
		return ignore("rebase to block %d with %d blocks from %d", e.Head.Number, len(e.Blocks), e.Fork.Number)
	}
	left, known := Left{Rebase: s.Rebases(), Fork: e.Fork, Tip: s.Sealed, Count: e.Left, Open: s.Txs}, e.Known(s.Rebases(), s.Txs)
	if left.Rest() > 0 {
		s.Queue = append([]Left{left}, s.Queue...)
	}
	s.Rebased = append(s.Rebased, known.Hash())
	s.Sealed, s.Goal = e.Head, e.Goal
	s.empty()
	return took()
}

// Copy is the state for somebody who goes on from it in another direction.
func (s *State) Copy() State {
	c := *s
	// Both sides append: neither must find room behind the end that they share.
	c.Txs, c.Rebased, c.Queue, c.Parts = slices.Clip(s.Txs), slices.Clip(s.Rebased), slices.Clip(s.Queue), slices.Clip(s.Parts)
	s.Txs, s.Rebased, s.Parts = slices.Clip(s.Txs), slices.Clip(s.Rebased), slices.Clip(s.Parts)
	return c
}

// Encode writes the state for a snapshot: a byte for its format, then its RLP.
func (s *State) Encode() ([]byte, error) {
	body, err := rlp.EncodeToBytes(s)
	if err != nil {
		return nil, fmt.Errorf("encode state of the log: %w", err)
	}
	return append([]byte{Format}, body...), nil
}

// DecodeState reads what Encode wrote. The error is an ErrFormat if that was of another Format.
func DecodeState(b []byte) (*State, error) {
	if err := Known(b); err != nil {
		return nil, err
	}
	s := new(State)
	if err := rlp.DecodeBytes(b[1:], s); err != nil {
		return nil, fmt.Errorf("state of the log: %w", err)
	}
	return s, nil
}
