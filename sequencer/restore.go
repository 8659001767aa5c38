// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

const (
	fetchRetry = time.Second      // before peers are asked again for blocks that this member lacks
	fetchTell  = 10 * time.Second // between two words about how far it is
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
	s.take(state, head)
	at, err := s.chain.HeadByNumber(head.Number())
	if err != nil || at.Hash() != head.Hash() { // otherwise what stands on it may be in the log that follows
		if err := s.chain.SetHead(head.Hash()); err != nil {
			return err
		}
	}
	if err := s.noteMissedDrops(missed); err != nil {
		return err
	}
	return s.answerWaiters()
}

// take makes a restored state the member's own.
func (s *Sequencer) take(state *fsm.State, head transition.Head) {
	s.state, s.turn, s.finished = *state, turn{}, nil
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.closing, s.head, s.view = nil, nil, head, nil
	s.rebases, s.waiting = state.Rebases, state.Waiting()
	s.notify()
}

// fetch returns the block to. If it is not on disk, blocks that peers have are executed until it is. It goes on until then:
// there is nothing else that this member could do. The head stays where it is.
func (s *Sequencer) fetch(ctx context.Context, to fsm.Ref) (transition.Head, error) {
	if head, err := s.chain.HeadAt(to.Hash); err == nil {
		return head, nil
	}
	at, err := s.below(to.Number)
	if err != nil {
		return at, err
	}
	var told time.Time
	for back := uint64(1); at.Hash() != to.Hash; {
		if time.Since(told) > fetchTell {
			told = time.Now()
			s.log.Info("fetching blocks from peers", "have", at.Number(), "want", to.Number)
		}
		next, err := s.fetchSome(ctx, at, to.Hash)
		switch {
		case ctx.Err() != nil:
			return at, ctx.Err()
		case errors.Is(err, errOtherBranch):
			// What we hold is not on the way there: go back until it is, in steps that grow.
			if at, err = s.ancestor(at, back); err != nil {
				return at, err
			}
			back *= 2
			continue
		case err == nil && next.Number() > at.Number():
			at = next
			continue
		}
		s.log.Warn("blocks cannot be fetched", "from", at.Number()+1, "want", to.Number, "err", err)
		select {
		case <-ctx.Done():
			return at, ctx.Err()
		case <-time.After(fetchRetry):
		}
		if head, err := s.chain.HeadAt(to.Hash); err == nil { // the log led there
			return head, nil
		}
	}
	return at, nil
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

// errOtherBranch says that what peers gave does not stand on the block that it was asked for.
var errOtherBranch = errors.New("the chain asked for branches off below")

// fetchSome executes one answer of the peers on top of at.
func (s *Sequencer) fetchSome(ctx context.Context, at transition.Head, to common.Hash) (transition.Head, error) {
	blocks, err := s.peers.Blocks(ctx, at.Number()+1, to)
	if err != nil || len(blocks) == 0 {
		return at, err
	}
	if blocks[0].Parent != at.Hash() {
		if at.Number() == 0 {
			return at, fmt.Errorf("a peer's chain begins with block %s, ours with %s: it belongs to another rollup", blocks[0].Parent, at.Hash())
		}
		return at, errOtherBranch
	}
	for i := range blocks {
		if known, err := s.chain.HeadAt(blocks[i].Hash); err == nil {
			at = known
			continue
		}
		next, err := s.chain.Execute(at, blocks[i].Input)
		if err != nil {
			return at, err
		}
		if next.Hash() != blocks[i].Hash {
			return at, fmt.Errorf("%w: fetched block %d is %s here, %s there", ErrDivergence, next.Number(), next.Hash(), blocks[i].Hash)
		}
		at = next
	}
	return at, nil
}
