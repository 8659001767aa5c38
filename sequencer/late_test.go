// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
)

// TestPlacesOfLateExecution executes slices long after the log brought them: each transaction is said to be in the
// slice, and the entry, that it came with. Of what a snapshot brought neither is known, and none is made up.
func TestPlacesOfLateExecution(t *testing.T) { virtually(t, testPlacesOfLateExecution) }

func testPlacesOfLateExecution(t *testing.T) {
	h := newHarness(t)
	h.frozen()
	a := h.start(t.TempDir())
	end := h.lead(a, 1)
	txs := []*types.Transaction{h.transfer(), h.transfer(), h.transfer()}
	var want []Ordered
	var early []byte // a snapshot without the last slice
	for i, tx := range txs {
		if i == 2 {
			early = h.snapshot(a)
		}
		h.send(a, tx)
		at, ok := a.Transaction(tx.Hash())
		if !ok || at.Slice != uint64(i) || at.Raft != uint64(i+2) {
			t.Fatalf("transaction %d is at %+v, %v", i, at, ok)
		}
		want = append(want, at)
	}
	end()
	open := len(h.ledger.entries) // with the block open
	h.closeOpen(a, 1)
	h.lead(a, 2)
	h.sameHead(1, a)
	if err := a.stop(); err != nil {
		t.Fatal(err)
	}

	check := func(m *member, unknown int) {
		t.Helper()
		if _, err := m.link.reached(t.Context()); err != nil {
			t.Fatal(err)
		}
		for i, w := range want {
			got, ok := m.Transaction(txs[i].Hash())
			if i < unknown {
				w.Raft, w.Slice = 0, got.Slice
			}
			if !ok || got.Number != w.Number || got.Index != w.Index || got.Slice != w.Slice || got.Raft != w.Raft {
				t.Errorf("transaction %d is at %+v, %v, want %+v", i, got, ok, w)
			}
		}
		if s := m.Status(); s.Slices != 3 || s.Transactions != 3 {
			t.Errorf("got %+v, want 3 slices with a transaction each", s)
		}
	}
	give := func(m *member, from int) {
		for i := from; i < open; i++ {
			m.Apply(uint64(i+1), 1, h.ledger.entries[i])
		}
	}

	again := h.open(a.dir, peersOf{}) // it has the sealed block on its disk, so it executes nothing before somebody asks
	give(again, 0)
	check(again, 0)

	fresh := h.open(t.TempDir(), peersOf{})
	if err := fresh.Restore(early); err != nil {
		t.Fatal(err)
	}
	give(fresh, open-1)
	check(fresh, 2)
}

// TestAppliedBehindASnapshot asks how far a member is that was handed a snapshot: it is there when it has taken it
// in, not before.
func TestAppliedBehindASnapshot(t *testing.T) { virtually(t, testAppliedBehindASnapshot) }

func testAppliedBehindASnapshot(t *testing.T) {
	h := newHarness(t)
	h.frozen()
	a := h.start(t.TempDir())
	h.lead(a, 1)
	h.send(a, h.transfer())
	snapshot := h.snapshot(a)

	waiting := &Sequencer{link: newLink(nil), counts: new(counts)} // its executor has not begun
	if err := waiting.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	if got := waiting.Status().Applied(9); got != 0 {
		t.Errorf("applied up to %d, with the snapshot still waiting", got)
	}
	b := h.open(t.TempDir(), peersOf{})
	if err := b.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	if _, err := b.link.reached(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := b.Status().Applied(9); got != 9 {
		t.Errorf("applied up to %d, with everything done up to 9", got)
	}
}
