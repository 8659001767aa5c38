// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"bytes"
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/stateroot/program"
)

// wantClaim compares a claim with the states on disk, transition by transition.
func (w *world) wantClaim(c *strategy.Claim, first uint64, end game.Range) {
	w.t.Helper()
	index, want := first, w.State(first).Hash()
	for i := range uint64(1 << 16) {
		if i < 100 && w.State(index).Batch < end.Batches {
			index++
			want = w.State(index).Hash()
		}
		if got := c.Tree.State(i); got != want {
			w.t.Fatalf("behind transition %d of the claim: state %s, want %s", i, got, want)
		}
	}
	if want := w.State(index).Encode(); !bytes.Equal(c.State, want) || len(c.Good) != 0 {
		w.t.Errorf("the claim ends with %x, before a stuck state %x; want %x", c.State, c.Good, want)
	}
}

func TestClaim(t *testing.T) {
	w := newWorld(t)
	w.life()
	tr := w.trace(trace.Config{}, failing(t, 1))
	last, genesis := w.Last(), w.State(0).Hash()
	if last.Batches < 4 {
		t.Fatalf("%d batches, want 4 at least", last.Batches)
	}
	for batches := range last.Batches + 1 {
		end := w.End(batches)
		c, err := tr.Claim(t.Context(), genesis, end)
		if err != nil {
			t.Fatal(err)
		}
		w.wantClaim(c, 0, end)
		// The next claim starts where this one ends: nobody has to show its state.
		next, err := tr.Claim(t.Context(), c.Tree.State(1<<16-1), last)
		if err != nil {
			t.Fatal(err)
		}
		index := uint64(0)
		for w.State(index).Batch < batches {
			index++
		}
		w.wantClaim(next, index, last)
	}
	// Any other state has to be seen, and then is found, also in the middle of a batch.
	for index := range w.Node.Status().Tip.Transitions {
		s := w.State(index)
		tr := w.trace(trace.Config{}, failing(t, 1))
		if _, err := tr.Claim(t.Context(), s.Hash(), last); index > 0 && !errors.Is(err, trace.ErrUnknown) {
			t.Errorf("state %d before it was seen: %v, want %v", index, err, trace.ErrUnknown)
		}
		tr.See(s.Encode())
		c, err := tr.Claim(t.Context(), s.Hash(), last)
		if err != nil {
			t.Fatal(err)
		}
		w.wantClaim(c, index, last)
	}
}

// TestWrongStates asks about states that a liar may assert. They are not ours, for ever, and none of them is a reason
// to doubt.
func TestWrongStates(t *testing.T) {
	w := newWorld(t)
	w.life()
	last := w.Last()
	ours := *w.State(3)
	change := func(f func(s *program.State)) []byte {
		s := ours
		f(&s)
		return s.Encode()
	}
	misread := ours.Encode()
	misread[121] = 7 // closing
	for _, c := range []struct {
		name  string
		state []byte
	}{
		{"another root", change(func(s *program.State) { s.Root[0]++ })},
		{"other messages", change(func(s *program.State) { s.Messages[0]++ })},
		{"the number of a later block", change(func(s *program.State) { s.Number++ })},
		{"numbers as large as can be", change(func(s *program.State) {
			s.Number, s.Batch, s.Made, s.Consumed, s.Forced = math.MaxUint64, math.MaxUint64, math.MaxUint64, math.MaxUint64, math.MaxUint64
		})},
		{"a batch behind the end", change(func(s *program.State) { s.Batch = last.Batches + 1 })},
		{"the last batch, a block that is not there", change(func(s *program.State) { s.Batch, s.Number = last.Batches, math.MaxUint64 })},
		{"a byte that no state has", misread},
		{"stuck, while nothing is", append([]byte("stuck"), ours.Encode()[:32]...)},
		{"37 bytes of anything", bytes.Repeat([]byte{1}, 37)},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := w.trace(trace.Config{}, failing(t, 1))
			tr.See(c.state)
			q := strategy.Question{Kind: strategy.ClaimOf, State: crypto.Keccak256Hash(c.state), End: last}
			for range 2 {
				if _, err := tr.Claim(t.Context(), q.State, q.End); !errors.Is(err, strategy.ErrNotOurs) {
					t.Errorf("got %v, want %v", err, strategy.ErrNotOurs)
				}
			}
			if err := tr.Compute(t.Context(), q); err != nil {
				t.Errorf("there is an answer, and computing it fails: %v", err)
			}
			if _, err := tr.Ready().Claim(q.State, q.End); !errors.Is(err, strategy.ErrNotOurs) {
				t.Errorf("ready: got %v, want %v", err, strategy.ErrNotOurs)
			}
		})
	}
}

// TestNodeBehind: what the node does not have yet is no verdict about a state, and is asked again.
func TestNodeBehind(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	now, genesis := w.Last(), w.State(0).Hash()
	later := now
	later.Batches += 3
	other := now
	other.Acc[0]++
	tr := w.trace(trace.Config{}, failing(t, 1))
	wrong := *w.State(1)
	wrong.Number += 100
	tr.See(wrong.Encode())
	for _, c := range []struct {
		name  string
		state common.Hash
		end   game.Range
		want  error
	}{
		{"an end that is not derived", genesis, later, trace.ErrBehind},
		{"an end of another branch", genesis, other, trace.ErrBranch},
		{"a wrong state, before the end is derived", wrong.Hash(), later, trace.ErrBehind},
		{"a wrong state on another branch", wrong.Hash(), other, trace.ErrBranch},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := tr.Claim(t.Context(), c.state, c.end); !errors.Is(err, c.want) || errors.Is(err, strategy.ErrNotOurs) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if _, err := tr.Ready().Claim(c.state, c.end); !errors.Is(err, strategy.ErrNotYet) {
				t.Errorf("ready: got %v, want %v", err, strategy.ErrNotYet)
			}
		})
	}
	w.Batch(nil)
	w.Batch(nil)
	w.Batch(nil)
	if _, err := tr.Claim(t.Context(), genesis, w.End(later.Batches)); err != nil {
		t.Errorf("once it is derived: %v", err)
	}
}

// shaky is a node whose L1 takes something back while a claim is read.
type shaky struct {
	node.Derivation
	reads  int
	reorgs uint64
}

func (s *shaky) Tip() trace.Tip {
	tip := s.Derivation.Tip()
	tip.Reorgs += s.reorgs
	return tip
}

func (s *shaky) State(index uint64) (*program.State, error) {
	if s.reads--; s.reads == 0 {
		s.reorgs++
	}
	return s.Derivation.State(index)
}

// TestReorgMeanwhile: a claim whose states were read on two branches is none, and a state that was not found on
// another branch may be ours.
func TestReorgMeanwhile(t *testing.T) {
	w := newWorld(t)
	w.life()
	last := w.Last()
	wrong := *w.State(2)
	wrong.Root[0]++
	for _, state := range []*program.State{w.State(0), &wrong} {
		n := &shaky{Derivation: w.Derivation(), reads: 3}
		tr := w.traceOver(trace.Config{}, failing(t, 1), n)
		tr.See(state.Encode())
		if _, err := tr.Claim(t.Context(), state.Hash(), last); !errors.Is(err, trace.ErrBranch) {
			t.Errorf("got %v, want %v", err, trace.ErrBranch)
		}
		_, err := tr.Claim(t.Context(), state.Hash(), last)
		if state == &wrong && !errors.Is(err, strategy.ErrNotOurs) || state != &wrong && err != nil {
			t.Errorf("asked again: %v", err)
		}
	}
}

// TestReorg keeps an answer that was right when it was given: its end names the branch. Of the new branch another one
// is given.
func TestReorg(t *testing.T) {
	w := newWorld(t)
	w.Batch(w.Transfers(1))
	tr := w.trace(trace.Config{}, failing(t, 1))
	genesis, before := w.State(0).Hash(), w.Last()
	old, err := tr.Claim(t.Context(), genesis, before)
	if err != nil {
		t.Fatal(err)
	}
	w.L1.Reorg(2, 3)
	w.CatchUp()
	if again, err := tr.Claim(t.Context(), genesis, before); err != nil || again != old {
		t.Errorf("the old end: got another claim or %v", err)
	}
	if _, err := w.trace(trace.Config{}, failing(t, 1)).Claim(t.Context(), genesis, before); err == nil {
		t.Error("the old end, asked for the first time: got a claim, want an error")
	}
	w.Batch(nil)
	after := w.Last()
	if after == before {
		t.Fatal("the reorg has changed nothing")
	}
	c, err := tr.Claim(t.Context(), genesis, after)
	if err != nil {
		t.Fatal(err)
	}
	w.wantClaim(c, 0, after)
}

// TestLeave ends a computation, and one that waits for it.
func TestLeave(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	tr := w.trace(trace.Config{}, failing(t, 1))
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if _, err := tr.Claim(ctx, w.State(0).Hash(), w.Last()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if err := tr.Compute(t.Context(), strategy.Question{Kind: 99}); err == nil || !strings.Contains(err.Error(), "kind 99") {
		t.Errorf("a question of no kind: %v", err)
	}
}
