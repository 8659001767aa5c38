package sequencer

import (
	"context"
	"fmt"
	"time"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// fetchRetry is how long a member waits before it asks its peers again for blocks that it lacks.
const fetchRetry = time.Second

// restore puts a snapshot's state in the place of ours, and brings the chain to where that state stands.
func (s *Sequencer) restore(ctx context.Context, state *fsm.State) error {
	head, err := s.chain.HeadAt(state.Sealed.Hash)
	if err != nil {
		if head, err = s.fetch(ctx, state.Sealed); err != nil {
			return fmt.Errorf("restore to block %d: %w", state.Sealed.Number, err)
		}
	}
	s.state = *state
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.head, s.view = nil, head, nil
	s.notify()
	if at, err := s.chain.HeadByNumber(head.Number()); err == nil && at.Hash() == head.Hash() {
		return nil // what stands on it may be in the log that follows
	}
	return s.chain.SetHead(head.Hash())
}

// fetch executes blocks that peers have until it reaches the one that a snapshot stands on. It goes on until it has it:
// there is nothing else that this member could do.
func (s *Sequencer) fetch(ctx context.Context, to fsm.Ref) (transition.Head, error) {
	at, err := s.chain.Head()
	if err != nil {
		return transition.Head{}, err
	}
	s.log.Info("fetching blocks from peers", "have", at.Number(), "want", to.Number)
	for at.Hash() != to.Hash {
		next, err := s.fetchSome(ctx, at)
		switch {
		case ctx.Err() != nil:
			return transition.Head{}, ctx.Err()
		case err == nil && next.Number() > at.Number():
			at = next
			continue
		case err != nil:
			s.log.Warn("blocks cannot be fetched", "from", at.Number()+1, "err", err)
			// What we hold may not be on the sealed chain: go back until it fits.
			if at.Number() > 0 {
				if at, err = s.chain.HeadAt(at.Header.ParentHash); err != nil {
					return transition.Head{}, err
				}
			}
		}
		select {
		case <-ctx.Done():
			return transition.Head{}, ctx.Err()
		case <-time.After(fetchRetry):
		}
	}
	return at, nil
}

// fetchSome executes one answer of the peers on top of at.
func (s *Sequencer) fetchSome(ctx context.Context, at transition.Head) (transition.Head, error) {
	blocks, err := s.peers.Blocks(ctx, at.Number()+1)
	if err != nil {
		return at, err
	}
	for i := range blocks {
		next, err := s.chain.Execute(at, blocks[i].Input)
		if err != nil {
			return at, err
		}
		if next.Hash() != blocks[i].Hash {
			return at, fmt.Errorf("%w: fetched block %d is %s here, %s there", ErrDivergence, next.Number(), next.Hash(), blocks[i].Hash)
		}
		at = next
	}
	return at, s.chain.SetHead(at.Hash())
}
