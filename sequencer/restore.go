// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"fmt"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// Prepare implements the log's machine: it has on disk the blocks that a snapshot names, those with transactions that wait for their
// second turn included. What it cannot go on after ends Run, too.
func (s *Sequencer) Prepare(ctx context.Context, snapshot []byte) error {
	state, err := fsm.DecodeState(snapshot)
	if err != nil {
		return err
	}
	err = s.prepare(ctx, state)
	if err != nil && ctx.Err() == nil {
		s.inbox.put(item{broken: err})
	}
	return err
}

func (s *Sequencer) prepare(ctx context.Context, state *fsm.State) error {
	for i := range state.Queue {
		if _, err := s.fetch(ctx, state.Queue[i].Tip); err != nil {
			return fmt.Errorf("prepare what rebase %d left: %w", state.Queue[i].Rebase, err)
		}
	}
	if _, err := s.fetch(ctx, state.Sealed); err != nil {
		return fmt.Errorf("prepare block %d: %w", state.Sealed.Number, err)
	}
	return s.chain.Sync()
}

// restore puts a snapshot's state in the place of ours, and the chain to where that state stands. What rebases left and what this
// member has not seen is fetched, too, since users ask what became of it. Blocks that the state names are there, unless somebody
// took them away.
func (s *Sequencer) restore(ctx context.Context, state *fsm.State) error {
	missed, err := s.learnRebases(ctx, state)
	if err != nil {
		return err
	}
	head, err := s.fetch(ctx, state.Sealed)
	if err != nil {
		return fmt.Errorf("restore to block %d: %w", state.Sealed.Number, err)
	}
	// The chain goes first: whoever sees that this member has executed a block must find its transactions.
	at, err := s.chain.HeadByNumber(head.Number())
	if err != nil || at.Hash() != head.Hash() { // otherwise what stands on it may be in the log that follows
		if err := s.chain.SetHead(head.Hash()); err != nil {
			return err
		}
	}
	s.become(state, head)
	if err := s.noteMissedDrops(missed); err != nil {
		return err
	}
	return s.answerWaiters()
}

// become makes a restored state the member's own.
func (s *Sequencer) become(state *fsm.State, head transition.Head) {
	s.state, s.sealed, s.turn, s.finished, s.slices = *state, head, turn{}, nil, nil
	if state.Slices > 0 {
		s.slices = []logSlice{{through: state.Slices, end: len(state.Txs)}}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.closing, s.head, s.view = nil, nil, head, nil
	s.rebases, s.waiting = state.Rebases, state.Waiting()
	s.notify()
}

// below is the newest canonical block here that has a lower number.
func (s *Sequencer) below(number uint64) (transition.Head, error) {
	if at, err := s.chain.HeadByNumber(number - min(number, 1)); err == nil {
		return at, nil
	}
	at, err := s.chain.Head()
	if err == nil && at.Number() >= number { // it has moved since
		return s.ancestor(at, at.Number()-number+1)
	}
	return at, err
}

// ancestor is so many blocks below at, or the first one.
func (s *Sequencer) ancestor(at transition.Head, below uint64) (transition.Head, error) {
	var err error
	for ; below > 0 && at.Number() > 0 && err == nil; below-- {
		at, err = s.chain.HeadAt(at.Header.ParentHash)
	}
	return at, err
}
