// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm/guest"
)

// usualDoubt is half of the steps that a transition may take.
const usualDoubt = guest.MaxSteps / 2

// doubts are the states before those transitions of a claim that are to be run in the machine before anybody stakes
// money on their native results. The proof meter charges about twice the steps that a block takes, so a block that
// was charged half of the limit is far from it. One whose charge is not known is in doubt, and so is one on which the
// machine has differed in a claim to another end.
func (t *Trace) doubts(start *program.State, behind []program.State) (before []common.Hash, err error) {
	suspects := t.suspects()
	last := start
	for i := range behind {
		next := &behind[i]
		dear := false
		if next.Number != last.Number {
			steps, known, err := t.node.Charge(next.Block)
			if err != nil {
				return nil, fmt.Errorf("read what L2 block %d was charged: %w", next.Number, err)
			}
			dear = !known || steps > t.cfg.Doubt
		}
		if dear || len(suspects) > 0 && suspects[last.Hash()] {
			before = append(before, last.Hash())
		}
		last = next
	}
	return before, nil
}

// suspects are the states behind which the machine has differed in some claim.
func (t *Trace) suspects() map[common.Hash]bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	states := make(map[common.Hash]bool, len(t.verdicts))
	for k := range t.verdicts {
		states[k.state] = true
	}
	return states
}

// Unchecked implements strategy.Own.
func (r ready) Unchecked(state common.Hash, end game.Range) (int, error) {
	k := key{state, end}
	c, err := r.trace.readyEntry(k)
	if err != nil {
		return 0, err
	}
	return len(r.trace.unchecked(k, c)), nil
}

// unchecked are the transitions in doubt of a claim that were not run yet, by the states before them.
func (t *Trace) unchecked(k key, c *claim) (before []common.Hash) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, state := range c.doubts {
		if at := (key{state, k.end}); !t.sure.has(t.disk.name("checked", at, 0)) && t.verdicts[at] == nil {
			before = append(before, state)
		}
	}
	return before
}

// check runs the first transition in doubt of a claim that was not run yet. What comes of it is known behind a
// restart, too. That the machine fails is no error: the claim is another one from then on.
func (t *Trace) check(ctx context.Context, k key) error {
	if _, err := t.Claim(ctx, k.state, k.end); err != nil {
		return err
	}
	c, err := t.readyEntry(k)
	if err != nil {
		return err
	}
	open := t.unchecked(k, c)
	if len(open) == 0 {
		return nil
	}
	at := key{open[0], k.end}
	_, err = t.Check(ctx, at.state, at.end, t.report(strategy.Question{Kind: strategy.CheckOf, State: k.state, End: k.end}))
	var v *Verdict
	if errors.As(err, &v) && v.Stuck() {
		return nil
	}
	if err != nil {
		return err
	}
	t.cameOut(at)
	return nil
}

// cameOut notes that a transition was run and came out right.
func (t *Trace) cameOut(at key) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sure.add(t.disk.name("checked", at, 0))
	t.disk.keep(t.disk.name("sure", key{}, 0), bytesOf(t.sure.order))
}

// report tells the operator's Progress about a run.
func (t *Trace) report(q strategy.Question) func(steps uint64) error {
	if t.cfg.Progress == nil {
		return nil
	}
	return func(steps uint64) error { t.cfg.Progress(q, steps); return nil }
}

// sure are names of transitions that were run and came out right, the newest of them.
type sure struct {
	names map[common.Hash]bool
	order []common.Hash
}

// mostSure is how many names are kept. Each stands for a run of a minute, so they go back for days.
const mostSure = 1 << 12

func newSure(names []common.Hash) *sure {
	s := &sure{names: make(map[common.Hash]bool)}
	for _, n := range names {
		s.add(n)
	}
	return s
}

func (s *sure) has(name common.Hash) bool { return s.names[name] }

func (s *sure) add(name common.Hash) {
	if s.names[name] {
		return
	}
	s.names[name] = true
	s.order = append(s.order, name)
	if len(s.order) > mostSure {
		delete(s.names, s.order[0])
		s.order = slices.Delete(s.order, 0, 1)
	}
}
