// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/stateroot/program"
)

// forgetful is a node that has not noted what blocks were charged.
type forgetful struct{ node.Derivation }

func (forgetful) Charge(common.Hash) (uint64, bool, error) { return 0, false, nil }

// unchecked is how many transitions of the claim behind the genesis state are in doubt.
func (w *world) unchecked(tr *trace.Trace) int {
	w.t.Helper()
	n, err := tr.Ready().Unchecked(w.State(0).Hash(), w.Last())
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// Transitions that make blocks are in doubt by what the blocks were charged, and those of unknown charge all are.
func TestWhatIsInDoubt(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil, w.Transfers(20))
	genesis, last := w.State(0).Hash(), w.Last()
	charge := func(index uint64) uint64 {
		steps, known, err := w.Node.Charge(w.State(index).Block)
		if err != nil || !known {
			t.Fatalf("charge of the block at transition %d: %v, %v", index, known, err)
		}
		return steps
	}
	empty, full := charge(1), charge(2)
	if empty == 0 || full <= empty {
		t.Fatalf("an empty block was charged %d steps, one of 20 transfers %d", empty, full)
	}
	for limit, want := range map[uint64]int{0: 0, full: 0, full - 1: 1, empty: 1, empty - 1: 2} {
		tr := w.computed(trace.Config{Doubt: limit}, failing(t, 1), genesis, last)
		if got := w.unchecked(tr); got != want {
			t.Errorf("in doubt above %d steps: %d transitions, want %d", limit, got, want)
		}
	}
	tr := w.traceOver(trace.Config{}, failing(t, 1), forgetful{w.Derivation()})
	if _, err := tr.Claim(t.Context(), genesis, last); err != nil {
		t.Fatal(err)
	}
	if got := w.unchecked(tr); got != 2 {
		t.Errorf("with no charge known %d transitions are in doubt, want 2", got)
	}
}

// The machine fails on a dear transition. It is run because a claim would rest on it, and the claim says so then.
func TestDoubtFindsAStuckTransition(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	genesis, last := w.State(0).Hash(), w.Last()
	tr := w.computed(trace.Config{Doubt: 1}, failing(t, twoStrides), genesis, last)
	check := strategy.Question{Kind: strategy.CheckOf, State: genesis, End: last}
	if n := w.unchecked(tr); n != 1 {
		t.Fatalf("%d transitions are in doubt, want 1", n)
	}
	if err := tr.Compute(t.Context(), check); err != nil {
		t.Fatal(err)
	}
	c, err := tr.Claim(t.Context(), genesis, last)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Tree.State(0); got != program.Stuck(genesis) {
		t.Errorf("the claim has %s behind the transition, want a stuck state", got)
	}
	if n := w.unchecked(tr); n != 0 {
		t.Errorf("%d transitions are in doubt still", n)
	}
}

// What has come out right is known behind a restart, and is not run again. Anything else is an error.
func TestDoubtIsOverOnce(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	genesis, last := w.State(0).Hash(), w.Last()
	steps := uint64(0)
	cfg := trace.Config{Doubt: 1, Dir: t.TempDir(), Progress: func(_ strategy.Question, n uint64) { steps += n }}
	check := strategy.Question{Kind: strategy.CheckOf, State: genesis, End: last}
	tr := w.computed(cfg, proven(t), genesis, last)
	if err := tr.Compute(t.Context(), check); err != nil {
		t.Fatal(err)
	}
	if w.unchecked(tr) != 0 || steps == 0 {
		t.Errorf("%d are in doubt after %d steps", w.unchecked(tr), steps)
	}
	steps = 0
	again := w.computed(cfg, proven(t), genesis, last)
	if n := w.unchecked(again); n != 0 {
		t.Errorf("behind a restart %d are in doubt", n)
	}
	if err := again.Compute(t.Context(), check); err != nil || steps > 0 {
		t.Errorf("%d steps were run again: %v", steps, err)
	}
	wrong := w.computed(trace.Config{Doubt: 1}, lying(t), genesis, last)
	if err := wrong.Compute(t.Context(), check); err == nil {
		t.Error("a machine that comes to another state is no error")
	}
	if _, err := wrong.Ready().Unchecked(genesis, last); err == nil {
		t.Error("a claim is certain that goes through a transition on which the machine differs")
	}
}

// The patrol keeps nothing of a claim, and finds what is wrong.
func TestPatrol(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	r, err := w.trace(trace.Config{}, proven(t)).Patrol(t.Context(), 0, nil)
	if err != nil || r.Machine != w.State(1).Hash() || r.Native != r.Machine {
		t.Errorf("got %+v, %v", r, err)
	}
	tr := w.trace(trace.Config{}, failing(t, 1))
	if _, err := tr.Patrol(t.Context(), 0, nil); err == nil || len(tr.Verdicts()) != 1 {
		t.Errorf("a machine that fails: %v, %d verdicts", err, len(tr.Verdicts()))
	}
	w.Batch(nil)
	if _, err := tr.Claim(t.Context(), w.State(0).Hash(), w.Last()); err != nil {
		t.Fatal(err)
	}
	if n := w.unchecked(tr); n != 1 {
		t.Errorf("%d transitions are in doubt in a claim that goes further, want the one that has failed", n)
	}
	if _, err := tr.Patrol(t.Context(), 1<<20, nil); err == nil {
		t.Error("a transition that is not there was run")
	}
}
