// SPDX-License-Identifier: Apache-2.0

//go:build unmetered

package program_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
)

// TestStuck lets a block through that takes more steps than there are, as it would be if the meter charged too
// little: pairings, more at once than L1 answers for, with all the gas that a block has. What everybody computes
// natively cannot be shown on L1, so it does not follow: nothing does.
func TestStuck(t *testing.T) {
	w := newWorld(t)
	at := w.install(untilPoor(t, copyInput, callPairing, 1_200_000))[0]
	var txs []*types.Transaction
	for _, gas := range []uint64{gasOfOne, gasOfOne, gasOfOne, 9_000_000} {
		txs = append(txs, w.tx(3, &at, 0, gas, pairs()))
	}
	l := w.derive(w.batch(w.blocks(txs)))[0]
	if l.event != derive.MadeBlock {
		t.Fatalf("the transition is %q, not a block", l.event)
	}
	m := start(t, guestProgram(t), w, l.before, nil)
	run(t, m)
	if m.Status != vm.Running {
		t.Fatalf("the machine has ended, with status %d", m.Status)
	}
	before := l.before.Hash()
	follows(t, m, before, program.Stuck(before), true)
	follows(t, m, before, l.after.Hash(), false)
	follows(t, m, before, before, false)
}
