// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd/node/watch"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/vm/guest"
)

// patrol runs transitions in the machine while nobody disputes them, one after the other, and holds what comes out
// against the chain. So a program that fails, or a machine that differs, is found before somebody makes use of it.
type patrol struct {
	trace   *trace.Trace
	deriver *stateroot.Deriver
	every   time.Duration // between the beginnings of two
	log     *slog.Logger

	mu   sync.Mutex // guards seen
	seen watch.Patrol
}

// patrolRests is how many times as long as it computes the patrol rests: it takes a tenth of a core.
const patrolRests = 9

// run goes on until ctx ends. What it finds is an alarm, and no reason to end.
func (p *patrol) run(ctx context.Context) error {
	if p.every == 0 {
		return nil
	}
	tick := time.NewTicker(p.every)
	defer tick.Stop()
	for last := uint64(0); ; {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		newest := p.deriver.Status().Tip.Transitions
		if newest == 0 || newest == last {
			continue
		}
		last = newest
		if err := p.check(ctx, newest-1); err != nil && ctx.Err() == nil {
			p.log.Warn("a transition could not be run in the machine", "transition", newest-1, "err", err)
		}
	}
}

// check runs one transition, and notes what came of it.
func (p *patrol) check(ctx context.Context, index uint64) error {
	state, err := p.deriver.State(index)
	if err != nil {
		return err
	}
	end, err := p.deriver.End(p.deriver.Status().Tip.Batches)
	if err != nil {
		return err
	}
	p.trace.See(state.Encode())
	if err := p.trace.Compute(ctx, strategy.Question{Kind: strategy.ClaimOf, State: state.Hash(), End: game.Range(end)}); err != nil {
		return err
	}
	began := time.Now()
	done, err := p.trace.Check(ctx, state.Hash(), game.Range(end), func(uint64) error {
		err := rest(ctx, patrolRests*time.Since(began))
		began = time.Now()
		return err
	})
	var differ *trace.Verdict
	if errors.As(err, &differ) {
		p.note(func(s *watch.Patrol) { s.Differ = append(s.Differ, differ.Error()) })
		return err
	}
	if err != nil {
		return err
	}
	p.note(func(s *watch.Patrol) {
		s.Checked++
		s.Last, s.Steps = index, done.Steps
		if done.Steps > guest.MaxSteps/2 {
			s.Long = append(s.Long, fmt.Sprintf("transition %d, behind block %d, takes %d steps", index, state.Number, done.Steps))
		}
	})
	return nil
}

func (p *patrol) note(change func(*watch.Patrol)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change(&p.seen)
}

// status is what was found so far.
func (p *patrol) status() *watch.Patrol {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.seen
	return &s
}

// rest waits; the error is that of ctx if it ends before.
func rest(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
