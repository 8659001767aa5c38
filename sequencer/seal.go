// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"fmt"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// finished is a closed block as this member made it. Whether it counts is for the Seal entry to say.
type finished struct {
	name  fsm.Closed
	head  transition.Head
	again *again // the queue behind what it deals with; nil when there is none
	vote  fsm.Vote
}

// onClose finishes the block that takes no more. When the log is run again after a restart nothing of the block may have been
// executed: that is put off until its Seal tells whether it is on disk, or somebody asks for it.
func (s *Sequencer) onClose() error {
	if s.open == nil {
		return s.answerWaiters()
	}
	if err := s.finish(); err != nil {
		return err
	}
	return s.answerWaiters()
}

// finish makes a block of the closed one and stores it, unless that was done.
func (s *Sequencer) finish() error {
	name, ok := s.state.Closing()
	if !ok || s.finished != nil {
		return nil
	}
	if err := s.catchUp(); err != nil {
		return err
	}
	done, again, err := s.dealtWith()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	begun := s.cfg.Now()
	block, err := s.chain.Seal(s.open.Builder)
	if err != nil {
		return err
	}
	s.counts.sealed.Add(1)
	s.counts.sealing.Add(uint64(max(s.cfg.Now().Sub(begun), 0)))
	head := transition.Head{Header: block.Header(), Cursor: block.Cursor}
	s.finished = &finished{name: name, head: head, again: again, vote: fsm.Vote{Hash: head.Hash(), Again: done}}
	s.closing, s.open, s.head, s.view = s.open, nil, head, nil
	s.notify()
	return nil
}

// beforeSeal executes what was put off, when the block that is sealed turns out not to be on disk. It must come before the
// entry is applied, since that ends the block.
func (s *Sequencer) beforeSeal(entry fsm.Entry) error {
	e, ok := entry.(*fsm.Seal)
	if name, closed := s.state.Closing(); !ok || !closed || name.Number != e.Number {
		return nil
	}
	if _, err := s.chain.HeadAt(e.Hash); err == nil {
		return nil
	}
	return s.finish()
}

// onSeal makes the sealed block the head of the chain. A member that made something else of it must stop.
func (s *Sequencer) onSeal(e *fsm.Seal) error {
	own := s.finished
	s.finished = nil
	if own != nil && own.vote != e.Vote {
		return fmt.Errorf("%w: block %d is %s here and takes %d transactions of the queue, sealed as %s with %d",
			ErrDivergence, e.Number, own.vote.Hash, own.vote.Again, e.Hash, e.Again)
	}
	head, err := s.chain.HeadAt(e.Hash)
	if err != nil {
		return err
	}
	if err := s.adopt(head); err != nil {
		return err
	}
	return s.answerWaiters()
}

// adopt makes a block that was sealed the head of the chain.
func (s *Sequencer) adopt(head transition.Head) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sealed = head
	s.open, s.head, s.view = nil, head, nil
	if at, err := s.chain.HeadByNumber(head.Number()); err != nil || at.Hash() != head.Hash() {
		if err := s.chain.SetHead(head.Hash()); err != nil {
			return err
		}
	}
	s.closing, s.waiting = nil, s.state.Waiting()
	s.notify()
	return nil
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
	if err := s.rebaseTo(head); err != nil {
		return err
	}
	s.log.Warn("chain rebased to what L1 dictates", "l1", e.L1.Height, "fork", e.Fork.Number, "left", e.From.Number-e.Fork.Number,
		"dictated", len(e.Blocks), "goal", e.Goal, "again", s.state.Waiting())
	return s.answerWaiters()
}

// rebaseTo makes what L1 dictates the chain, whatever was open.
func (s *Sequencer) rebaseTo(head transition.Head) error {
	s.finished, s.sealed = nil, head
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.closing, s.head, s.view = nil, nil, head, nil
	if err := s.chain.SetHead(head.Hash()); err != nil {
		return err
	}
	s.rebases, s.waiting = s.state.Rebases, s.state.Waiting()
	s.notify()
	return nil
}
