// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/guest"
	"github.com/layeredpow/adit/vm/vmtest"
)

// guestProgram is what `make guest` built; ADIT_GUEST names it.
func guestProgram(t testing.TB) *guest.Program {
	t.Helper()
	path := os.Getenv("ADIT_GUEST")
	if path == "" {
		path = "../../bin/guest"
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("the program to prove with: %v; `make guest` builds it", err)
	}
	p, err := guest.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// start is the machine before the first step of a transition.
func start(t testing.TB, p *guest.Program, w *world, before program.State, sink fast.Sink) *fast.Machine {
	t.Helper()
	in := program.Input{State: w.keep(before.Encode()), End: w.keep(w.end.Encode()), Rollup: w.keep(w.rollup.Canonical())}
	host := guest.NewHost(w)
	if _, err := program.Main(host, in); err != nil {
		t.Fatal(err)
	}
	m, err := p.Start(in.Encode(), host, sink)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// prove runs a transition in the machine and returns the state behind it and the steps that it took.
func prove(t testing.TB, p *guest.Program, w *world, before program.State) (common.Hash, uint64) {
	t.Helper()
	m, got := proven(t, p, w, before)
	return got, m.Steps
}

// proven is the machine at the end of a transition, and the state that it gave.
func proven(t testing.TB, p *guest.Program, w *world, before program.State) (*fast.Machine, common.Hash) {
	t.Helper()
	var out, complaint []byte
	m := start(t, p, w, before, func(stream int, data []byte) {
		if stream == 1 {
			out = append(out, data...)
		} else {
			complaint = append(complaint, data...)
		}
	})
	if err := m.Run(guest.MaxSteps); err != nil {
		t.Fatalf("step %d: %v", m.Steps, err)
	}
	if m.Status != vm.Exited || m.ExitCode != 0 {
		t.Fatalf("status %d, exit code %d after %d steps: %s", m.Status, m.ExitCode, m.Steps, complaint)
	}
	return m, common.BytesToHash(out)
}

// TestInTheMachine runs transitions of all shapes in the machine: it must come to the state that the chain came to.
func TestInTheMachine(t *testing.T) {
	p := guestProgram(t)
	w, made := life(t)
	for i, l := range made {
		if l.event == derive.EndedBatch && i > 4 {
			continue // they are all alike
		}
		got, steps := prove(t, p, w, l.before)
		if got != l.after.Hash() {
			t.Errorf("transition %d (%s): the machine comes to %s, the chain to %s", i, l.event, got, l.after.Hash())
		}
		t.Logf("transition %d (%s): %d steps", i, l.event, steps)
	}
}

// TestSteps holds the steps of transfers against what they may take.
func TestSteps(t *testing.T) {
	p := guestProgram(t)
	for _, c := range []struct {
		transfers int
		most      uint64
	}{{0, 12_000_000}, {1, 15_000_000}, {100, 60_000_000}, {1_000, 400_000_000}} {
		w := newWorld(t)
		l := w.transfers(c.transfers)
		got, steps := prove(t, p, w, l.before)
		if got != l.after.Hash() || steps > c.most {
			t.Errorf("%d transfers: state %s, want %s, after %d steps, at most %d", c.transfers, got, l.after.Hash(), steps, c.most)
		}
		t.Logf("%d transfers: %d steps", c.transfers, steps)
	}
}

// transfers is the transition of a block with so many of them.
func (w *world) transfers(n int) derived {
	var txs []*types.Transaction
	for i := range n {
		txs = append(txs, w.tx(i%8, &common.Address{byte(i), byte(i >> 8), 1}, 1, 21_000, nil))
	}
	return w.derive(w.batch(w.blocks(txs)))[0]
}

// BenchmarkBlock is the engine on a block of 100 transfers, its text translated. It counts processor time: on a
// machine that others use too, the clock says little.
func BenchmarkBlock(b *testing.B) {
	w := newWorld(b)
	first := start(b, guestProgram(b), w, w.transfers(100).before, nil)
	first.Snapshot() // translates
	before := vmtest.ProcessorTime(b)
	var steps uint64
	for b.Loop() {
		m := first.Snapshot()
		if err := m.Run(guest.MaxSteps); err != nil || m.Status != vm.Exited || m.ExitCode != 0 {
			b.Fatalf("step %d: status %d, exit code %d: %v", m.Steps, m.Status, m.ExitCode, err)
		}
		steps += m.Steps
	}
	b.ReportMetric(float64(steps)/(vmtest.ProcessorTime(b)-before).Seconds(), "steps/cpu-s")
}
