// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/event"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// ErrDivergence says that this member's execution gives another block than the one that was sealed. It must not go on:
// either its software or its disk is not like the others'.
var ErrDivergence = errors.New("sealed block differs from own execution")

// executor runs the log: it does what committed entries say, and nothing else. It knows nothing of L1. What it has
// executed it shows on the link's board.
type executor struct {
	now     func() time.Time
	chain   Chain
	pool    Pool
	log     *slog.Logger
	link    *link
	moves   *moves
	fetcher *fetcher
	counts  *counts
	orders  event.FeedOf[core.NewTxsEvent] // what has been ordered and executed

	// owned by the goroutine that runs it
	state    fsm.State
	sealed   transition.Head // the block state.Sealed on the chain
	open     *openBlock      // the block state.Open, when its execution has begun
	slices   []logSlice      // of the block that the log opened last, in order
	turn     turn
	finished *finished // the closed block, when it has been finished here
	waiters  []*asked  // who wants a vote on a block that the log has not closed here yet
	unfit    unfit
}

// run does what the log says until ctx ends. The error says why the member must stop.
func (e *executor) run(ctx context.Context) error {
	defer e.link.backlog.close()
	for {
		items, err := e.link.backlog.take(ctx)
		if err != nil {
			return err
		}
		for i := range items {
			if err := e.do(ctx, &items[i]); err != nil {
				for j := i; j < len(items); j++ {
					items[j].refuse()
				}
				return err
			}
		}
	}
}

func (e *executor) do(ctx context.Context, it *item) error {
	switch {
	case it.entry != nil:
		return e.apply(it.entry)
	case it.restore != nil:
		return e.restore(ctx, it.restore)
	case it.snapshot != nil:
		it.snapshot <- e.snapshot()
	case it.reached != nil:
		return e.reach(it.reached)
	case it.asked != nil:
		e.waiters = append(e.waiters, it.asked)
		return e.answerWaiters()
	case it.broken != nil:
		return it.broken
	}
	return nil
}

// apply does what an entry says and counts it.
func (e *executor) apply(l *logged) error {
	if err := e.take(l); err != nil {
		return fmt.Errorf("log entry %d: %w", l.index, err)
	}
	e.counts.executed.Store(l.index)
	return nil
}

// take has the state machine judge an entry. It does what an entry asks for that takes effect, and tells the leader of
// one that does not.
func (e *executor) take(l *logged) error {
	entry, answered, err := e.state.Read(l.data)
	if err != nil {
		return err
	}
	if entry != nil {
		if err := e.beforeSeal(entry); err != nil {
			return err
		}
		e.hold()
		answered = e.state.Apply(entry, &e.sealed)
	}
	switch {
	case answered.Void():
		e.log.Warn("log entry has no effect", "index", l.index, "term", l.term, "outcome", answered.Outcome, "why", answered.Why)
		e.link.answers.tell(answer{l.term, answered})
	case answered.Outcome == fsm.TookEffect:
		return e.follow(entry, l.index)
	}
	return nil
}

// follow does what an entry asks for that took effect in the state.
func (e *executor) follow(entry fsm.Entry, index uint64) error {
	switch entry := entry.(type) {
	case *fsm.Open:
		return e.onOpen(entry)
	case *fsm.Slice:
		return e.onSlice(entry, index)
	case *fsm.Close:
		return e.onClose()
	case *fsm.Seal:
		return e.onSeal(entry)
	case *fsm.Rebase:
		return e.onRebase(entry)
	}
	return nil
}

// snapshot writes the state once all that it rests on is on disk.
func (e *executor) snapshot() written {
	if err := e.chain.Sync(); err != nil {
		return written{err: err}
	}
	state, err := e.state.Encode()
	return written{state, err}
}

// reach gives the state to a leader that begins. It goes on from the open block, so what was put off of that is
// executed first.
func (e *executor) reach(to chan<- fsm.State) error {
	if e.state.Open != nil && e.finished == nil {
		if err := e.catchUp(); err != nil {
			return err
		}
	}
	to <- e.state.Copy()
	return nil
}
