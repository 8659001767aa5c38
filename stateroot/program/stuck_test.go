// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/guest"
	"github.com/layeredpow/adit/vm/onestep/onchain"
)

// run takes a machine from its first step to its last.
func run(t *testing.T, m *fast.Machine) {
	t.Helper()
	if err := m.Run(guest.MaxSteps); err != nil {
		t.Fatalf("step %d: %v", m.Steps, err)
	}
	t.Logf("status %d, exit code %d after %d steps", m.Status, m.ExitCode, m.Steps)
}

// follows holds Go and the contract to one answer about a machine and a claim.
func follows(t *testing.T, m *fast.Machine, before, next common.Hash, want bool) {
	t.Helper()
	output, ok := m.Outcome()
	header := m.Header()
	chain, err := onchain.New()
	if err != nil {
		t.Fatal(err)
	}
	contract, err := chain.Follows(header[:], before, next)
	if got := program.Follows(common.Hash(output), ok, before, next); got != want || contract != want || err != nil {
		t.Errorf("%s behind %s: Go says %v, the contract %v, %v; want %v", next, before, got, contract, err, want)
	}
}

// TestOutcome has the machine end in each way that it can, and asks what follows.
func TestOutcome(t *testing.T) {
	p, w := guestProgram(t), newWorld(t)
	l := w.derive(w.batch(w.blocks(nil)))[0]
	before, next := l.before.Hash(), l.after.Hash()
	stuck := program.Stuck(before)

	m := start(t, p, w, l.before, nil)
	run(t, m)
	follows(t, m, before, next, true)
	follows(t, m, before, stuck, false)
	follows(t, m, before, before, false)

	w.keep(append([]byte("stuck"), before[:]...))
	m = begin(t, p, w, stuck)
	run(t, m)
	follows(t, m, stuck, stuck, true)
	follows(t, m, stuck, program.Stuck(stuck), false)

	junk := w.keep([]byte("no state"))
	m = begin(t, p, w, junk)
	run(t, m)
	if m.Status != vm.Exited || m.ExitCode == 0 {
		t.Errorf("the program takes junk for a state")
	}
	follows(t, m, junk, program.Stuck(junk), true)
	follows(t, m, junk, junk, false)
	follows(t, m, junk, common.Hash{}, false)
}

// begin is the machine on a state that nobody has looked at.
func begin(t *testing.T, p *guest.Program, w *world, state common.Hash) *fast.Machine {
	t.Helper()
	in := program.Input{State: state, End: w.keep(w.end.Encode()), Rollup: w.keep(w.rollup.Canonical())}
	m, err := p.Start(in.Encode(), guest.NewHost(w), nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
