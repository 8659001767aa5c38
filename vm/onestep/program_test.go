// SPDX-License-Identifier: Apache-2.0

package onestep_test

import (
	"os"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/guest"
)

// TestProgram follows the proven program in stretches: by the book, by witnesses, and in the engine, which must come to
// the same machine. It starts threads, maps memory and ends for want of its input.
func TestProgram(t *testing.T) {
	path := os.Getenv("ADIT_GUEST")
	if path == "" {
		path = "../../bin/guest"
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("the program to follow: %v; `make guest` builds it", err)
	}
	p, err := guest.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	m, err := p.Start(make([]byte, 96), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	const stretch, apart = 2_000, 800_000
	threads := uint32(0)
	steps := 0
	for m.Status == vm.Running {
		engine := m.Snapshot()
		slow := m.Snapshot()
		for slow.Steps < m.Steps+stretch && follow(t, slow, "the program") {
			steps++
		}
		if err := engine.Run(slow.Steps); err != nil {
			t.Fatal(err)
		}
		if engine.Hash() != slow.Hash() {
			t.Fatalf("from step %d to %d: the engine comes to %x, witnesses to %x", m.Steps, slow.Steps, engine.Hash(), slow.Hash())
		}
		if err := m.Run(m.Steps + apart); err != nil {
			break // the preimage of its input is not there
		}
		threads = m.NextID
	}
	if threads < 3 {
		t.Errorf("the program has started %d threads", threads)
	}
	t.Logf("%d of %d steps followed, %d threads", steps, m.Steps, threads)
}
