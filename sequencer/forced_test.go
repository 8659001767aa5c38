// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"testing"

	"github.com/layeredpow/adit/l1anchor"
)

// TestTakesNothingInWhileForcedWait has L1 bring more forced transactions than two blocks run, and a message behind them: no block
// takes it in before they have had their turn, or derivation would find that block void.
func TestTakesNothingInWhileForcedWait(t *testing.T) {
	const forced = 40
	h := newHarness(t)
	a := h.start(t.TempDir())
	for range forced {
		body, err := h.sign(nil, h.rollup.GasLimit/32, []byte{0xfe}).MarshalBinary() // uses all its gas
		if err != nil {
			t.Fatal(err)
		}
		h.l1.add(l1anchor.Message{Kind: l1anchor.Forced, Body: body})
	}
	h.lead(a, 1)
	h.await("the forced transactions", func() bool { return a.Sealed().Consumed == forced })
	h.l1.add(l1anchor.Message{Kind: l1anchor.Checkpoint})
	h.await("the message behind them", func() bool { return a.Sealed().Consumed == forced+1 })

	head := a.Sealed()
	for at := head; at.Number() > 0; {
		parent, err := a.chain.HeadAt(at.Header.ParentHash)
		if err != nil {
			t.Fatal(err)
		}
		if at.Consumed > parent.Consumed && parent.Forced < parent.Consumed {
			t.Errorf("block %d takes in message %d while messages from %d on wait", at.Number(), parent.Consumed, parent.Forced)
		}
		at = parent
	}
	if head.Number() < 5 {
		t.Errorf("all of it took %d blocks: too few for any to wait", head.Number())
	}
}
