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

// onClose finishes the block that takes no more. When the log is run again after a restart nothing of the block may
// have been executed: that is put off until its Seal tells whether it is on disk, or somebody asks for it.
func (e *executor) onClose() error {
	if e.open == nil {
		return e.answerWaiters()
	}
	if err := e.finish(); err != nil {
		return err
	}
	return e.answerWaiters()
}

// finish makes a block of the closed one and stores it, unless that was done.
func (e *executor) finish() error {
	name, ok := e.state.Closing()
	if !ok || e.finished != nil {
		return nil
	}
	if err := e.catchUp(); err != nil {
		return err
	}
	done, again, err := e.dealtWith()
	if err != nil {
		return err
	}
	return e.link.board.finish(func() (transition.Head, error) {
		head, err := e.store(e.open.Builder)
		if err != nil {
			return head, err
		}
		e.finished = &finished{name: name, head: head, again: again, vote: fsm.Vote{Hash: head.Hash(), Again: done}}
		e.open = nil
		return head, nil
	})
}

// store puts the block on disk, where nothing names it yet.
func (e *executor) store(b *transition.Builder) (head transition.Head, err error) {
	begun := e.now()
	block, err := e.chain.Seal(b)
	if err != nil {
		return head, err
	}
	e.counts.sealed.Add(1)
	e.counts.sealing.Add(uint64(max(e.now().Sub(begun), 0)))
	return transition.Head{Header: block.Header(), Cursor: block.Cursor}, nil
}

// beforeSeal executes what was put off, when the block that is sealed turns out not to be on disk. It must come before
// the entry is applied, since that ends the block.
func (e *executor) beforeSeal(entry fsm.Entry) error {
	seal, ok := entry.(*fsm.Seal)
	if name, closed := e.state.Closing(); !ok || !closed || name.Number != seal.Number {
		return nil
	}
	if _, err := e.chain.HeadAt(seal.Hash); err == nil {
		return nil
	}
	return e.finish()
}

// onSeal makes the sealed block the head of the chain. A member that made something else of it must stop.
func (e *executor) onSeal(seal *fsm.Seal) error {
	own := e.finished
	if own != nil && own.vote != seal.Vote {
		return fmt.Errorf("%w: block %d is %s here and takes %d transactions of the queue, sealed as %s with %d",
			ErrDivergence, seal.Number, own.vote.Hash, own.vote.Again, seal.Hash, seal.Again)
	}
	head, err := e.chain.HeadAt(seal.Hash)
	if err != nil {
		return err
	}
	if err := e.moveTo(head, func() error { return e.setHead(head) }); err != nil {
		return err
	}
	return e.answerWaiters()
}

// moveTo goes on from a block that the log has sealed or dictated, whatever was open. set moves the head of the chain
// there.
func (e *executor) moveTo(head transition.Head, set func() error) error {
	e.sealed, e.open, e.finished = head, nil, nil
	return e.link.board.move(head, e.state.Rebases(), e.state.Waiting(), set)
}

// setHead makes a block the head of the chain, unless it is on it: what stands on it may be in the log that follows.
func (e *executor) setHead(head transition.Head) error {
	if at, err := e.chain.HeadByNumber(head.Number()); err == nil && at.Hash() == head.Hash() {
		return nil
	}
	return e.chain.SetHead(head.Hash())
}
