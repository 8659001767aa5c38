// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// onRebase leaves the chain at the fork and executes what L1 dictates from there.
func (e *executor) onRebase(r *fsm.Rebase) error {
	head, err := e.executeDictated(r)
	if err != nil {
		return err
	}
	if err := e.moves.noteRebase(r, e.leftBy(r)); err != nil {
		return err
	}
	if err := e.moveTo(head, func() error { return e.chain.SetHead(head.Hash()) }); err != nil {
		return err
	}
	e.log.Warn("chain rebased to what L1 dictates", "l1", r.L1.Height, "fork", r.Fork.Number, "left", r.From.Number-r.Fork.Number,
		"dictated", len(r.Blocks), "goal", r.Goal, "again", e.state.Waiting())
	return e.answerWaiters()
}

// executeDictated executes the blocks of a rebase on its fork, and returns the last one.
func (e *executor) executeDictated(r *fsm.Rebase) (transition.Head, error) {
	head, err := e.chain.HeadAt(r.Fork.Hash)
	if err != nil {
		return head, err
	}
	for i := range r.Blocks {
		in, err := dictatedInput(&r.Blocks[i])
		if err != nil {
			return head, fmt.Errorf("dictated block %d: %w", head.Number()+1, err)
		}
		if head, err = e.chain.Execute(head, in); err != nil {
			return head, fmt.Errorf("dictated block: %w", err)
		}
	}
	if head.Hash() != r.Head.Hash {
		return head, fmt.Errorf("%w: dictated block %d is %s here, proposed as %s", ErrDivergence, r.Head.Number, head.Hash(), r.Head.Hash)
	}
	return head, nil
}

// leftBy is the stretch that the rebase left which has just taken effect in the state.
func (e *executor) leftBy(r *fsm.Rebase) *fsm.Left {
	index := e.state.Rebases() - 1
	if len(e.state.Queue) > 0 && e.state.Queue[0].Rebase == index {
		return &e.state.Queue[0]
	}
	return &fsm.Left{Rebase: index, Fork: r.Fork, Tip: r.From} // nothing in it waits for a second turn
}

func dictatedInput(d *fsm.Dictated) (derive.Input, error) {
	in := derive.Input{Context: transition.Context{Timestamp: d.Timestamp, Consumed: d.Consumed, Messages: d.Messages}}
	for i, raw := range d.Txs {
		tx := new(types.Transaction)
		if err := tx.UnmarshalBinary(raw); err != nil {
			return in, fmt.Errorf("transaction %d: %w", i, err)
		}
		in.Own = append(in.Own, tx)
	}
	return in, nil
}
