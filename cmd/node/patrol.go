// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd/node/watch"
	"github.com/layeredpow/adit/stateroot"
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
	began := time.Now()
	done, err := p.trace.Patrol(ctx, index, func(uint64) error {
		err := rest(ctx, patrolRests*time.Since(began))
		began = time.Now()
		return err
	})
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen.Checked++
	p.seen.Last, p.seen.Steps = index, done.Steps
	return nil
}

// status is what was found so far, whoever has had the machine run: the patrol, a dispute, or a claim that waited for
// it. What differs is known over restarts.
func (p *patrol) status() *watch.Patrol {
	p.mu.Lock()
	s := p.seen
	p.mu.Unlock()
	verdicts := p.trace.Verdicts()
	for i := range verdicts {
		s.Differ = append(s.Differ, verdicts[i].Error())
	}
	slices.Sort(s.Differ)
	long := p.trace.Long()
	for _, index := range slices.Sorted(maps.Keys(long)) {
		s.Long = append(s.Long, fmt.Sprintf("transition %d takes %d steps", index, long[index]))
	}
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
