// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
)

// Without a program claims can be computed and counted along, and what needs a machine is refused.
func TestWithoutAProgram(t *testing.T) {
	w := newWorld(t)
	w.Batch(w.Transfers(1), w.Transfers(2))
	light, err := trace.New(trace.Config{TreesMB: 1}, w.Derivation(), nil, w.Rollup.Hash(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	genesis, err := w.Node.State(0)
	if err != nil {
		t.Fatal(err)
	}
	tip := w.Node.Status().Tip
	end, err := w.Node.End(tip.Batches)
	if err != nil {
		t.Fatal(err)
	}
	q := strategy.Question{State: genesis.Hash(), End: game.Range(end)}
	if err := light.Compute(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	claim, err := light.Ready().Claim(q.State, q.End)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := light.Count(claim.State); err != nil || n != tip.Transitions {
		t.Errorf("%d transitions lead to the claim's state, %v, want %d", n, err, tip.Transitions)
	}
	if n, err := light.Count(genesis.Encode()); err != nil || n != 0 {
		t.Errorf("%d transitions lead to genesis, %v", n, err)
	}
	wrong, ahead := *genesis, *genesis
	wrong.Root[0] ^= 1
	ahead.Batch = tip.Batches + 1
	if _, err := light.Count(wrong.Encode()); !errors.Is(err, strategy.ErrNotOurs) {
		t.Errorf("a state that L1 never leads to: %v", err)
	}
	if _, err := light.Count(ahead.Encode()); !errors.Is(err, trace.ErrBehind) {
		t.Errorf("a state behind more batches than there are: %v", err)
	}
	if _, err := light.Count([]byte("stuck")); !errors.Is(err, strategy.ErrNotOurs) {
		t.Errorf("no state at all: %v", err)
	}
	for q.Kind = strategy.RunOf; q.Kind <= strategy.WitnessOf; q.Kind++ {
		if err := light.Compute(t.Context(), q); err == nil || !strings.Contains(err.Error(), "no program") {
			t.Errorf("%s: %v", q, err)
		}
	}
}
