//go:build unmetered

package program_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
)

// TestStuck lets a block through that takes more steps than there are, as it would be if the meter charged too little. What
// everybody computes natively cannot be shown on L1, so it does not follow: nothing does.
func TestStuck(t *testing.T) {
	w := newWorld(t)
	l := w.derive(w.batch(w.blocks([]*types.Transaction{kzgCalls(w, 200)})))[0]
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
