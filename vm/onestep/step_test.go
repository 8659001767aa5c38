// SPDX-License-Identifier: Apache-2.0

package onestep_test

import (
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/steptest"
)

// follow does one step twice: with the whole machine, and with nothing but its witness. It tells whether there was one.
func follow(t *testing.T, m *fast.Machine, name string) bool {
	t.Helper()
	witness, _, err := onestep.Prove(m)
	if err != nil {
		t.Fatalf("%s at step %d: %v", name, m.Steps, err)
	}
	state := m.State
	want := m.Hash()
	before, after, err := onestep.Step(witness.Encode(), m)
	if err != nil {
		t.Fatalf("%s at step %d: %v", name, m.Steps, err)
	}
	if before != want {
		t.Fatalf("%s at step %d: the witness is about %x, the machine is %x", name, m.Steps, before, want)
	}
	if err := m.Step(); err != nil {
		t.Fatalf("%s at step %d: %v", name, m.Steps, err)
	}
	if want := m.Hash(); after != want {
		t.Fatalf("%s at step %d, pc %#x: the witness leads to %x, the machine to %x\nfrom %+v\nto %+v", name, state.Steps, state.PC, after, want, state, m.State)
	}
	return m.Status == vm.Running
}

// TestWalk compares steps of all kinds.
func TestWalk(t *testing.T) {
	steps := 30_000
	if testing.Short() {
		steps = 3_000
	}
	w := steptest.NewWalk(1)
	kinds, faults := map[string]int{}, map[vm.Fault]int{}
	for range steps {
		name := w.Next()
		follow(t, w.Machine, name)
		kinds[name]++
		if w.Status == vm.Faulted {
			faults[vm.Fault(w.ExitCode)]++
		}
	}
	for op := vm.Op(1); op < vm.Ops && !testing.Short(); op++ {
		if kinds[op.String()] == 0 {
			t.Errorf("%s does not occur", op)
		}
	}
	for _, fault := range []vm.Fault{vm.FaultIllegal, vm.FaultBreakpoint, vm.FaultMisaligned, vm.FaultMemory, vm.FaultDeadlock} {
		if faults[fault] == 0 && !testing.Short() {
			t.Errorf("no %s occurs", fault)
		}
	}
	t.Logf("%d kinds", len(kinds))
}
