package program_test

import (
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/guest"
)

// guestFile is what `make guest` built; ADIT_GUEST names it.
func guestFile(t *testing.T) []byte {
	t.Helper()
	path := os.Getenv("ADIT_GUEST")
	if path == "" {
		path = "../../bin/guest"
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("the program to prove with: %v; `make guest` builds it", err)
	}
	return file
}

// prove runs a leaf in the machine and returns the state behind it and the steps that it took.
func prove(t *testing.T, file []byte, w *world, before program.State) (common.Hash, uint64) {
	t.Helper()
	in := program.Input{State: w.keep(before.Encode()), End: w.keep(w.end.Encode()), Rollup: w.keep(w.rollup.Canonical())}
	host := guest.NewHost(w)
	if _, err := program.Main(host, in); err != nil {
		t.Fatal(err)
	}
	var out, complaint []byte
	m, err := guest.New(file, in.Encode(), host, func(stream int, data []byte) {
		if stream == 1 {
			out = append(out, data...)
		} else {
			complaint = append(complaint, data...)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Run(1 << 32); err != nil {
		t.Fatalf("step %d: %v", m.Steps, err)
	}
	if m.Status != vm.Exited || m.ExitCode != 0 {
		t.Fatalf("status %d, exit code %d after %d steps: %s", m.Status, m.ExitCode, m.Steps, complaint)
	}
	return common.BytesToHash(out), m.Steps
}

// TestInTheMachine runs leaves of all shapes in the machine: it must come to the state that the chain came to.
func TestInTheMachine(t *testing.T) {
	file := guestFile(t)
	w, leaves := life(t)
	for i, l := range leaves {
		if l.event == derive.EndedBatch && i > 4 {
			continue // they are all alike
		}
		got, steps := prove(t, file, w, l.before)
		if got != l.after.Hash() {
			t.Errorf("leaf %d (%s): the machine comes to %s, the chain to %s", i, l.event, got, l.after.Hash())
		}
		t.Logf("leaf %d (%s): %d steps", i, l.event, steps)
	}
}

// TestSteps holds the steps of transfers against what they may take.
func TestSteps(t *testing.T) {
	file := guestFile(t)
	for _, c := range []struct {
		transfers int
		most      uint64
	}{{0, 12_000_000}, {1, 15_000_000}, {100, 60_000_000}, {1_000, 400_000_000}} {
		w := newWorld(t)
		var txs []*types.Transaction
		for i := range c.transfers {
			txs = append(txs, w.tx(i%8, &common.Address{byte(i), byte(i >> 8), 1}, 1, 21_000, nil))
		}
		l := w.derive(w.batch(w.blocks(txs)))[0]
		got, steps := prove(t, file, w, l.before)
		if got != l.after.Hash() || steps > c.most {
			t.Errorf("%d transfers: state %s, want %s, after %d steps, at most %d", c.transfers, got, l.after.Hash(), steps, c.most)
		}
		t.Logf("%d transfers: %d steps", c.transfers, steps)
	}
}
