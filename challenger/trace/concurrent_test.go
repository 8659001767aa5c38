// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
)

// TestManyAtOnce has many ask for the same and for other things at the same time, of whom some leave. Answers that
// are there come at once, also while something is computed.
func TestManyAtOnce(t *testing.T) {
	w := newWorld(t)
	w.life()
	last, genesis := w.Last(), w.State(0).Hash()
	p := proven(t)
	tr := w.trace(trace.Config{TreesMB: 1, MachMB: 1}, p)
	claim, err := tr.Claim(t.Context(), genesis, last)
	if err != nil {
		t.Fatal(err)
	}
	alone := w.computed(trace.Config{}, p, genesis, last)
	var want [4]game.Hash
	for i := range want {
		run, err := alone.Run(t.Context(), claim.Tree.Before(genesis, uint64(i)), last)
		if err != nil {
			t.Fatal(err)
		}
		want[i] = run.Tree.Root()
	}
	var group sync.WaitGroup
	for i := range 24 {
		group.Go(func() {
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			if i%6 == 5 {
				time.AfterFunc(time.Millisecond, leave)
			}
			state := claim.Tree.Before(genesis, uint64(i%4))
			run, err := tr.Run(ctx, state, last)
			if errors.Is(err, context.Canceled) && i%6 == 5 {
				return
			}
			if err != nil {
				t.Errorf("run %d: %v", i%4, err)
			} else if run.Tree.Root() != want[i%4] {
				t.Errorf("run %d: got root %s, want %s", i%4, run.Tree.Root(), want[i%4])
			}
			if i%8 == 0 {
				r, err := tr.Check(ctx, state, last, func(uint64) error { return nil })
				if err != nil || r.Machine != claim.Tree.State(uint64(i%4)) {
					t.Errorf("check %d: %+v, %v", i%4, r, err)
				}
			}
			if _, err := tr.Ready().Claim(genesis, last); err != nil && !errors.Is(err, strategy.ErrNotYet) {
				t.Errorf("ready: %v", err)
			}
		})
	}
	group.Wait()
	if all := tr.Verdicts(); len(all) != 0 {
		t.Errorf("verdicts: %+v", all)
	}
}
