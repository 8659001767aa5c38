package sequencer

import (
	"errors"
	"fmt"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// sealAhead finishes the open block, so that its hash can be proposed, and counts the transactions of the queue that it
// deals with. Whether it counts is for the Seal entry to say.
func (s *Sequencer) sealAhead() (ahead sealedAhead, err error) {
	if s.state.Open == nil {
		return ahead, errors.New("no block is open")
	}
	if err := s.catchUp(0); err != nil {
		return ahead, err
	}
	if ahead.done, ahead.again, err = s.dealtWith(); err != nil {
		return ahead, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	block, err := s.finish()
	if err != nil {
		return ahead, err
	}
	ahead.head = transition.Head{Header: block.Header(), Cursor: block.Cursor}
	s.closing = s.open
	s.open, s.head, s.view = nil, ahead.head, nil
	return ahead, nil
}

// onSeal makes the sealed block the head of the chain.
func (s *Sequencer) onSeal(e *fsm.Seal) error {
	head, err := s.chain.HeadAt(e.Hash)
	if err != nil {
		// Nobody sealed it here yet. The fsm has closed the block by now, so what is open is what it was.
		if head, err = s.sealOpen(); err != nil {
			return err
		}
		if head.Hash() != e.Hash {
			return fmt.Errorf("%w: block %d is %s here, sealed as %s", ErrDivergence, e.Number, head.Hash(), e.Hash)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.head, s.view = nil, head, nil
	if at, err := s.chain.HeadByNumber(e.Number); err != nil || at.Hash() != e.Hash {
		if err := s.chain.SetHead(e.Hash); err != nil {
			return err
		}
	}
	s.closing, s.waiting = nil, s.state.Waiting()
	s.notify()
	return nil
}

// finish makes a block of the open one. mu must be held.
func (s *Sequencer) finish() (*transition.Block, error) {
	begun := s.cfg.Now()
	block, err := s.chain.Seal(s.open.Builder)
	if err == nil {
		s.counts.sealed.Add(1)
		s.counts.sealing.Add(uint64(max(s.cfg.Now().Sub(begun), 0)))
	}
	return block, err
}

func (s *Sequencer) sealOpen() (transition.Head, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		return transition.Head{}, fmt.Errorf("%w: nothing of it was executed here", ErrDivergence)
	}
	block, err := s.finish()
	if err != nil {
		return transition.Head{}, err
	}
	return transition.Head{Header: block.Header(), Cursor: block.Cursor}, nil
}

// onRebase leaves the chain at the fork and executes what L1 dictates from there.
func (s *Sequencer) onRebase(e *fsm.Rebase) error {
	head, err := s.chain.HeadAt(e.Fork.Hash)
	if err != nil {
		return err
	}
	for i := range e.Blocks {
		in, err := dictatedInput(&e.Blocks[i])
		if err != nil {
			return fmt.Errorf("dictated block %d: %w", head.Number()+1, err)
		}
		if head, err = s.chain.Execute(head, in); err != nil {
			return fmt.Errorf("dictated block: %w", err)
		}
	}
	if head.Hash() != e.Head.Hash {
		return fmt.Errorf("%w: dictated block %d is %s here, proposed as %s", ErrDivergence, e.Head.Number, head.Hash(), e.Head.Hash)
	}
	if err := s.noteRebase(e); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.closing, s.head, s.view = nil, nil, head, nil
	if err := s.chain.SetHead(head.Hash()); err != nil {
		return err
	}
	s.log.Warn("chain rebased to what L1 dictates", "l1", e.L1.Height, "fork", e.Fork.Number, "left", e.From.Number-e.Fork.Number,
		"dictated", len(e.Blocks), "goal", e.Goal, "again", s.state.Waiting())
	s.rebases, s.waiting = s.state.Rebases, s.state.Waiting()
	s.notify()
	return nil
}
