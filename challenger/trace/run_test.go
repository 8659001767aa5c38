// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/guest"
	"github.com/layeredpow/adit/vm/onestep"
)

// twoStrides is how many rounds of the failing program take a stride and the beginning of another.
const twoStrides = 130

// TestStuck has a machine that fails on every transition: what it does is provable all the same, and claims say so
// from then on.
func TestStuck(t *testing.T) {
	w := newWorld(t)
	w.life()
	ctx, last, dir := t.Context(), w.Last(), t.TempDir()
	p := failing(t, twoStrides)
	tr := w.trace(trace.Config{Dir: dir}, p)
	genesis := w.State(0).Hash()
	before, err := tr.Claim(ctx, genesis, last)
	if err != nil {
		t.Fatal(err)
	}
	const at = 2
	state := before.Tree.State(at - 1)
	run, err := tr.Run(ctx, state, last)
	if err != nil {
		t.Fatal(err)
	}
	w.wantRun(run, p, state, last, program.Stuck(state))
	if all := tr.Verdicts(); len(all) != 1 || !all[0].Stuck() || all[0].State != state || all[0].Native != w.State(at+1).Hash() ||
		!strings.Contains(all[0].Reason, "exit code 1") {
		t.Fatalf("verdicts: %+v", all)
	}
	for _, tr := range []*trace.Trace{tr, w.trace(trace.Config{Dir: dir}, p)} { // after a restart, too
		if _, err := tr.Ready().Claim(genesis, last); !errors.Is(err, strategy.ErrNotYet) {
			t.Errorf("the claim from before: %v", err)
		}
		c, err := tr.Claim(ctx, genesis, last)
		if err != nil {
			t.Fatal(err)
		}
		stuck := program.Stuck(state)
		if c.Tree.State(at-1) != state || c.Tree.State(at) != stuck || c.Tree.State(1<<16-1) != stuck {
			t.Error("the claim does not get stuck where the machine does")
		}
		if crypto.Keccak256Hash(c.State) != stuck || len(c.State) != 37 || !bytes.Equal(c.Good, w.State(at).Encode()) {
			t.Errorf("the claim ends with %x behind %x", c.State, c.Good)
		}
		// Nothing comes behind it, in this claim and in the next.
		next, err := tr.Claim(ctx, stuck, last)
		if err != nil {
			t.Fatal(err)
		}
		if next.Tree.State(0) != stuck || next.Tree.State(1<<16-1) != stuck || !bytes.Equal(next.Good, c.Good) {
			t.Errorf("behind the stuck state: %x, %x", next.State, next.Good)
		}
	}
}

// TestStuckStays runs the real program on a stuck state: it is the identity.
func TestStuckStays(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	dir, last, genesis := t.TempDir(), w.Last(), w.State(0).Hash()
	if _, err := w.computed(trace.Config{Dir: dir}, failing(t, 1), genesis, last).Run(t.Context(), genesis, last); err != nil {
		t.Fatal(err)
	}
	// The verdict is about another program; this one takes it over, as if its own machine had failed.
	p := proven(t)
	verdicts := filepath.Join(dir, "verdicts.json")
	b, err := os.ReadFile(verdicts)
	if err != nil {
		t.Fatal(err)
	}
	if all := w.trace(trace.Config{Dir: dir}, p).Verdicts(); len(all) != 0 {
		t.Errorf("verdicts about another program: %v", all)
	}
	other, own := failing(t, 1).Template(), p.Template()
	b = bytes.Replace(b, []byte(other.Hex()[2:]), []byte(own.Hex()[2:]), 1)
	if err := os.WriteFile(verdicts, b, 0o600); err != nil {
		t.Fatal(err)
	}
	tr := w.computed(trace.Config{Dir: dir}, p, genesis, last)
	stuck := program.Stuck(genesis)
	run, err := tr.Run(t.Context(), stuck, last)
	if err != nil {
		t.Fatal(err)
	}
	w.wantRun(run, p, stuck, last, stuck)
}

// computed has computed a claim.
func (w *world) computed(cfg trace.Config, p *trace.Program, state common.Hash, end game.Range) *trace.Trace {
	w.t.Helper()
	tr := w.trace(cfg, p)
	if _, err := tr.Claim(w.t.Context(), state, end); err != nil {
		w.t.Fatal(err)
	}
	return tr
}

// wantRun looks at a run as the contract does.
func (w *world) wantRun(run *strategy.Run, p *trace.Program, state common.Hash, end game.Range, next common.Hash) {
	w.t.Helper()
	template := bytes.Clone(run.End.Template)
	if len(template) != guest.TemplateSize || crypto.Keccak256Hash(template) != p.Template() {
		w.t.Fatalf("the template is %x", template)
	}
	template[722] = 96
	hash, params := end.Hash(), w.Rollup.Hash()
	copy(template[723:], state[:])
	copy(template[755:], hash[:])
	copy(template[787:], params[:])
	if got := crypto.Keccak256Hash(template); got != run.Start {
		w.t.Errorf("the run begins with machine %s, the contract makes it %s", run.Start, got)
	}
	halted, err := vm.DecodeHeader(run.End.Header)
	if err != nil {
		w.t.Fatal(err)
	}
	out, ok := halted.Outcome()
	if !program.Follows(common.Hash(out), ok, state, next) {
		w.t.Errorf("the machine's outcome is not that %s follows %s", next, state)
	}
	root := game.Ref{Level: game.Strides, Len: 16, Base: game.Leaf(run.Start), Span: run.Tree.Root()}
	leaf := game.Leaf(crypto.Keccak256Hash(run.End.Header, run.End.MemoryRoot[:]))
	for _, left := range run.Tree.Last() {
		leaf = game.Pair(left, leaf)
	}
	if leaf != root.Span {
		w.t.Error("the last machine is not the last leaf of the run")
	}
}

// TestDiverged has a machine that ends well with another state: nothing honest can be claimed behind that.
func TestDiverged(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	ctx, last, genesis, dir := t.Context(), w.Last(), w.State(0).Hash(), t.TempDir()
	tr := w.computed(trace.Config{Dir: dir}, lying(t), genesis, last)
	var v *trace.Verdict
	if _, err := tr.Run(ctx, genesis, last); !errors.As(err, &v) {
		t.Fatalf("got %v, want a verdict", err)
	}
	if v.Stuck() || v.Native != w.State(1).Hash() || v.Machine != (common.Hash{}) {
		t.Errorf("got %+v", v)
	}
	if !strings.Contains(v.Error(), v.Native.Hex()) || !strings.Contains(v.Error(), v.Machine.Hex()) {
		t.Errorf("got %v, which must name both states", v)
	}
	for _, tr := range []*trace.Trace{tr, w.trace(trace.Config{Dir: dir}, lying(t))} {
		if _, err := tr.Ready().Run(genesis, last); !errors.As(err, &v) {
			t.Errorf("ready: got %v, want a verdict", err)
		}
		if _, err := tr.Claim(ctx, genesis, last); !errors.As(err, &v) {
			t.Errorf("the claim: got %v, want a verdict", err)
		}
		if _, err := tr.Stride(ctx, genesis, last, 0); !errors.As(err, &v) {
			t.Errorf("a stride: got %v, want a verdict", err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "verdicts.json"), []byte("["), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := trace.New(trace.Config{Dir: dir}, w.Derivation(), lying(t), w.Rollup.Hash(), nil); err == nil {
		t.Error("verdicts that cannot be read pass for none")
	}
}

// TestCheck compares without a history.
func TestCheck(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	ctx, last, genesis := t.Context(), w.Last(), w.State(0).Hash()
	pieces := 0
	each := func(uint64) error { pieces++; return nil }
	tr := w.computed(trace.Config{}, failing(t, twoStrides), genesis, last)
	var v *trace.Verdict
	r, err := tr.Check(ctx, genesis, last, each)
	if !errors.As(err, &v) || !v.Stuck() || r.Machine != program.Stuck(genesis) || r.Steps < 1<<20 || pieces == 0 ||
		len(tr.Verdicts()) != 1 {
		t.Errorf("got %+v, %v, want a stuck machine", r, err)
	}
	enough := errors.New("enough")
	if _, err := tr.Check(ctx, genesis, last, func(uint64) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("ended by its caller: %v", err)
	}
	r, err = w.computed(trace.Config{}, proven(t), genesis, last).Check(ctx, genesis, last, each)
	if err != nil || r.Machine != w.State(1).Hash() || r.Native != r.Machine || r.Values == 0 {
		t.Errorf("the real program: %+v, %v", r, err)
	}
}

// TestBehindTheEnd proves steps of a machine that has halted, which a liar may say has not: they change nothing.
func TestBehindTheEnd(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	ctx, last, genesis := t.Context(), w.Last(), w.State(0).Hash()
	tr := w.computed(trace.Config{}, failing(t, 1), genesis, last)
	run, err := tr.Run(ctx, genesis, last)
	if err != nil {
		t.Fatal(err)
	}
	halted := crypto.Keccak256Hash(run.End.Header, run.End.MemoryRoot[:])
	took := uint32(binary.BigEndian.Uint64(run.End.Header[546:])) // steps
	if took > 1<<14 || run.Tree.State(0) != halted {
		t.Fatalf("the program takes %d steps; the test wants less than a stride", took)
	}
	for _, at := range []struct{ stride, step uint32 }{{0, 0}, {0, took - 1}, {0, took}, {0, 1<<20 - 1}, {1, 0}, {1<<16 - 1, 77}} {
		tree, err := tr.Stride(ctx, genesis, last, at.stride)
		if err != nil {
			t.Fatal(err)
		}
		if tree.State(1<<20-1) != run.Tree.State(uint64(at.stride)) {
			t.Errorf("stride %d does not end as the run says", at.stride)
		}
		s, err := tr.Step(ctx, genesis, last, at.stride, at.step)
		if err != nil {
			t.Fatal(err)
		}
		before, after, err := onestep.Step(s.Witness, nil)
		if err != nil || common.Hash(before) != s.Before || common.Hash(after) != s.After {
			t.Fatalf("step %d of stride %d: %v", at.step, at.stride, err)
		}
		if behind := at.stride > 0 || at.step >= took; (s.Before == s.After) != behind || behind && s.After != halted {
			t.Errorf("step %d of stride %d: from %s to %s, halted is %s", at.step, at.stride, s.Before, s.After, halted)
		}
		if span, err := tr.Ready().StrideSpan(genesis, last, at.stride); err != nil || span != tree.Root() {
			t.Errorf("the span of stride %d: %s, %v", at.stride, span, err)
		}
	}
	if _, err := tr.Stride(ctx, genesis, last, 1<<16); err == nil {
		t.Error("there is a stride that no run has")
	}
	if _, err := tr.Step(ctx, genesis, last, 0, 1<<20); err == nil {
		t.Error("there is a step that no stride has")
	}
	if _, err := tr.Ready().StrideSpan(genesis, last, 2); !errors.Is(err, strategy.ErrNotYet) {
		t.Errorf("the span of a stride that nobody asked for: %v", err)
	}
}
