// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// again reads, in order, the transactions that rebases left and that have not had their second turn. They are not held
// in memory: there may be days of them.
type again struct {
	chain Chain
	queue []fsm.Left // what is to come; of the first, what is in rest or behind it

	number uint64               // newest block of the first stretch that was read
	rest   []*types.Transaction // of that block, or of the open one behind the stretch
	opened bool                 // the open one was read
	done   uint64               // how many of the first stretch, from here on, have had their second turn
}

// newAgain stands at the front of a queue, which it does not change.
func newAgain(chain Chain, queue []fsm.Left) *again {
	a := &again{chain: chain, queue: slices.Clone(queue)}
	a.begin()
	return a
}

// clone goes on from the same place.
func (a *again) clone() *again {
	c := *a
	return &c
}

// begin stands before the first transaction of the first stretch.
func (a *again) begin() {
	a.rest, a.opened, a.done = nil, false, 0
	if len(a.queue) > 0 {
		a.number, a.done = a.queue[0].Fork.Number, a.queue[0].Done
	}
}

// peek is the next transaction, nil for bytes that are none; more is false at the end.
func (a *again) peek() (tx *types.Transaction, more bool, err error) {
	for {
		skip := min(a.done, uint64(len(a.rest)))
		a.rest, a.done = a.rest[skip:], a.done-skip
		if len(a.rest) > 0 {
			return a.rest[0], true, nil
		}
		if len(a.queue) == 0 {
			return nil, false, nil
		}
		if err := a.read(); err != nil {
			return nil, false, err
		}
	}
}

// next moves behind the transaction that peek gave.
func (a *again) next() { a.rest = a.rest[1:] }

// read takes up the next block of the first stretch, then the open one, then the next stretch.
func (a *again) read() error {
	left := &a.queue[0]
	switch {
	case a.number < left.Tip.Number:
		hash, err := leftBlock(a.chain, left.Rebase, a.number+1)
		if err != nil {
			return err
		}
		in, err := a.chain.Input(hash)
		if err != nil {
			return fmt.Errorf("block %d, left by rebase %d: %w", a.number+1, left.Rebase, err)
		}
		a.number++
		a.rest = in.Own
	case !a.opened:
		a.opened, a.rest = true, decodeTxs(left.Open)
	case a.done > 0:
		return fmt.Errorf("%d transactions that rebase %d left have had their turn, which is %d more than there are", left.Done, left.Rebase, a.done)
	default:
		a.queue = a.queue[1:]
		a.begin()
	}
	return nil
}

// turn is a place in the queue: so much of it was left after so many rebases.
type turn struct {
	at               *again
	rebases, waiting uint64
}

// dealtWith counts the transactions of the queue, from its front, that have had their turn once the open block is
// sealed, and returns the place behind them.
func (e *executor) dealtWith() (n uint64, behind *again, err error) {
	waiting := e.state.Waiting()
	if waiting == 0 {
		return 0, nil, nil
	}
	if e.turn.at == nil || e.turn.rebases != e.state.Rebases() || e.turn.waiting != waiting {
		e.turn.at = newAgain(e.chain, e.state.Queue)
	}
	at := e.turn.at.clone()
	for ; ; n++ {
		tx, more, err := at.peek()
		if err != nil {
			return 0, nil, err
		}
		if !more || !e.link.board.settled(tx) {
			break
		}
		at.next()
	}
	e.turn = turn{at, e.state.Rebases(), waiting - n}
	return n, at.clone(), nil
}
