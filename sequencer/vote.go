// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// asked is a question for this member's vote on a closed block.
type asked struct {
	name   fsm.Closed
	ctx    context.Context
	answer chan<- *finished // nil: this member will not say
}

func (a *asked) refuse() { a.answer <- nil }

// answerWaiters answers those who want a vote on the block that is closed, and forgets those who ask in vain.
func (e *executor) answerWaiters() error {
	waiters := e.waiters
	e.waiters = nil
	name, closed := e.state.Closing()
	for i, w := range waiters {
		switch {
		case w.ctx.Err() != nil || e.state.Passed(w.name):
			w.refuse()
		case !closed || w.name != name:
			e.waiters = append(e.waiters, w)
		default:
			if err := e.finish(); err != nil {
				e.waiters = append(e.waiters, waiters[i:]...)
				return err
			}
			w.answer <- e.finished
		}
	}
	return nil
}
