// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"testing"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fsm"
)

// manyForced has L1 bring more forced transactions than two blocks run.
func (h *harness) manyForced(n int) {
	h.t.Helper()
	for range n {
		body, err := h.sign(nil, h.rollup.GasLimit/32, []byte{0xfe}).MarshalBinary() // uses all its gas
		if err != nil {
			h.t.Fatal(err)
		}
		h.l1.add(l1anchor.Message{Kind: l1anchor.Forced, Body: body})
	}
}

// noneTakenEarly holds a member's blocks against the rule that none takes in messages while forced transactions wait
// at its parent.
func (h *harness) noneTakenEarly(m *member) {
	h.t.Helper()
	head := m.Sealed()
	for at := head; at.Number() > 0; {
		parent, err := m.chain.HeadAt(at.Header.ParentHash)
		if err != nil {
			h.t.Fatal(err)
		}
		if at.Consumed > parent.Consumed && parent.Forced < parent.Consumed {
			h.t.Errorf("block %d takes in message %d while messages from %d on wait", at.Number(), parent.Consumed, parent.Forced)
		}
		at = parent
	}
	if head.Number() < 5 {
		h.t.Errorf("all of it took %d blocks: too few for any to wait", head.Number())
	}
}

// TestTakesNothingInWhileForcedWait has L1 bring forced transactions, and a message behind them: no block takes it in
// before they have had their turn, or derivation would find that block void.
func TestTakesNothingInWhileForcedWait(t *testing.T) { virtually(t, testTakesNothingInWhileForcedWait) }

func testTakesNothingInWhileForcedWait(t *testing.T) {
	const forced = 40
	h := newHarness(t)
	a := h.start(t.TempDir())
	h.manyForced(forced)
	h.lead(a, 1)
	h.await("the forced transactions", func() bool { return a.Sealed().Consumed == forced })
	h.l1.add(l1anchor.Message{Kind: l1anchor.Checkpoint})
	h.await("the message behind them", func() bool { return a.Sealed().Consumed == forced+1 })
	h.noneTakenEarly(a)
}

// TestMembersRefuseWhatIsTakenEarly has a faulty leader take in a message while forced transactions wait: no member
// makes such a block.
func TestMembersRefuseWhatIsTakenEarly(t *testing.T) { virtually(t, testMembersRefuseWhatIsTakenEarly) }

func testMembersRefuseWhatIsTakenEarly(t *testing.T) {
	const forced = 40
	h := newHarness(t)
	tried := make(chan struct{}, 1)
	h.ledger.tamper = func(entry []byte) []byte {
		e, err := fsm.Decode(entry)
		o, ok := e.(*fsm.Open)
		if err != nil || !ok || o.Number == 1 || o.Consumed != forced || len(tried) > 0 {
			return entry
		}
		o.Messages = []l1anchor.Message{{Kind: l1anchor.Checkpoint, Index: forced}}
		o.Consumed++
		tried <- struct{}{}
		out, err := fsm.Encode(o)
		if err != nil {
			t.Error(err)
		}
		return out
	}
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	h.manyForced(forced)
	h.lead(a, 1)
	h.await("the forced transactions", func() bool { return a.Sealed().Consumed == forced })
	h.l1.add(l1anchor.Message{Kind: l1anchor.Checkpoint})
	h.await("the message behind them", func() bool { return a.Sealed().Consumed == forced+1 && b.Sealed().Consumed == forced+1 })
	if len(tried) == 0 {
		t.Error("no block was opened with it too early")
	}
	h.noneTakenEarly(a)
	h.noneTakenEarly(b)
}
