// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"fmt"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// restore puts a snapshot's state in the place of ours, and the chain to where that state stands. What rebases left and
// what this member has not seen is fetched, too, since users ask what became of it. Blocks that the state names are
// there, unless somebody took them away.
func (e *executor) restore(ctx context.Context, state *fsm.State) error {
	from := learner{e.fetcher, e.moves}
	missed, err := from.learnRebases(ctx, state)
	if err != nil {
		return err
	}
	head, err := e.fetcher.fetch(ctx, state.Sealed)
	if err != nil {
		return fmt.Errorf("restore to block %d: %w", state.Sealed.Number, err)
	}
	if err := e.become(state, head); err != nil {
		return err
	}
	if err := from.noteMissedDrops(missed); err != nil {
		return err
	}
	if err := e.answerWaiters(); err != nil {
		return err
	}
	e.counts.restoring.Add(-1)
	return nil
}

// become makes a restored state the member's own. The chain goes first: whoever sees that this member has executed a
// block must find its transactions.
func (e *executor) become(state *fsm.State, head transition.Head) error {
	if err := e.setHead(head); err != nil {
		return err
	}
	e.state, e.turn, e.slices = *state, turn{}, nil
	if state.Slices > 0 {
		e.slices = []logSlice{{through: state.Slices, end: len(state.Txs)}}
	}
	return e.moveTo(head, func() error { return nil })
}
