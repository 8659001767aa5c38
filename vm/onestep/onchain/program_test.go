// SPDX-License-Identifier: Apache-2.0

package onchain_test

import (
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/elf"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/onchain"
	"github.com/layeredpow/adit/vm/vmtest"
)

// TestProgram follows a program with threads, collected garbage and floats in stretches, by the contract and by the
// engine, which must come to the same machine.
func TestProgram(t *testing.T) {
	s, memory, err := elf.Load(vmtest.Program(t, vmtest.Gorun))
	if err != nil {
		t.Fatal(err)
	}
	m := fast.New(s, memory, nil, nil)
	chain, err := onchain.New()
	if err != nil {
		t.Fatal(err)
	}
	const apart, stretch = 2_500_000, 500
	followed := 0
	for m.Status == vm.Running {
		engine := m.Snapshot()
		after := engine.Hash()
		slow := m.Snapshot()
		for slow.Status == vm.Running && slow.Steps < m.Steps+stretch {
			after = followStep(t, chain, slow, after)
			followed++
		}
		if err := engine.Run(slow.Steps); err != nil {
			t.Fatal(err)
		}
		if engine.Hash() != after {
			t.Fatalf("from step %d to %d: the engine comes to %x, the contract to %x", m.Steps, slow.Steps, engine.Hash(), after)
		}
		if err := m.Run(m.Steps + apart); err != nil {
			t.Fatal(err)
		}
	}
	if m.Status != vm.Exited || m.ExitCode != 3 || m.NextID < 3 {
		t.Errorf("the program ends with status %d, exit code %d (want 3), %d threads", m.Status, m.ExitCode, m.NextID-1)
	}
	t.Logf("%d of %d steps followed", followed, m.Steps)
}

// followStep does one step by the contract, from the machine that the step before led to.
func followStep(t *testing.T, chain *onchain.Chain, m *fast.Machine, from vm.Hash) vm.Hash {
	t.Helper()
	witness, _, err := onestep.Prove(m)
	if err != nil {
		t.Fatal(err)
	}
	before, after, _, err := chain.Step(witness.Encode())
	if err != nil || before != from {
		t.Fatalf("step %d, pc %#x: the contract goes on from %x (%v), want %x", m.Steps, m.PC, before, err, from)
	}
	if err := m.Step(); err != nil {
		t.Fatal(err)
	}
	return after
}
