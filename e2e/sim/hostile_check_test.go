// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"errors"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
)

// checkHostile holds members, a fresh derivation, what clients were told and what was forced in against one another.
func (h *hostile) checkHostile(a attack) {
	fresh, err := chain.Open(chain.Config{Dir: h.t.TempDir(), CacheMB: 16, Quiet: true}, h.rollup, h.log)
	if err != nil {
		h.t.Fatal(err)
	}
	defer fresh.Close()
	verifier := stateroot.New(stateroot.Config{Poll: 1, Lead: true, Policy: h.policy(), Now: h.now}, h.rollup, fresh, h.l1, h.log)
	derived, err := verifier.CatchUp(h.all, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, m := range h.members {
		own, err := m.life().Chain().HeadByNumber(derived.Number)
		if err != nil || own.Hash() != derived.Head {
			h.t.Errorf("%s has another block %d than L1 leads to: %v", m.id, derived.Number, err)
		}
	}
	order, err := readOrder(fresh, derived.Number)
	if err != nil {
		h.t.Fatal(err)
	}
	h.checkPlaces(order)
	h.checkHistory(order)
	moved := h.checkMoves(fresh)
	executed, dropped := h.checkForced(fresh, derived)
	rebases, _ := h.members[0].life().Stage.Rebases()
	if !a.moves && rebases != 0 {
		h.t.Errorf("%d rebases, although L1 dictated nothing", rebases)
	}
	if a.moves && !a.luck && rebases == 0 {
		h.t.Error("no rebase: the attack had no effect")
	}
	h.t.Logf("at most %s without an acknowledgement; %d batches, %d blocks, %d messages; %d rebases, %d transactions reported as moved; forced: %d executed, %d dropped; reverts %v",
		h.longestGap().Round(time.Second), derived.Batches, derived.Number, derived.Messages, rebases, moved, executed, dropped, count(h.l1.Reverts()))
}

// longestGap is the longest time that clients went without an acknowledgement.
func (h *hostile) longestGap() (longest time.Duration) {
	var at []time.Time
	for _, a := range h.history.acknowledged() {
		at = append(at, a.done)
	}
	slices.SortFunc(at, time.Time.Compare)
	for i := 1; i < len(at); i++ {
		longest = max(longest, at[i].Sub(at[i-1]))
	}
	return longest
}

// checkMoves wants every acknowledged transaction that stands elsewhere now to be on record at every member, in the
// same way.
func (h *hostile) checkMoves(fresh *chain.Chain) (recorded int) {
	for _, a := range h.history.acknowledged() {
		number, index, ok := fresh.Lookup(a.tx)
		elsewhere := !ok || a.placed && a.at != position{number, index}
		for _, m := range h.members {
			moves, err := m.life().Stage.Moved(a.tx)
			if err != nil {
				h.t.Error(err)
			}
			if n, i, found := m.life().Chain().Lookup(a.tx); found != ok || n != number || i != index {
				h.t.Errorf("%s finds transaction %s in block %d at %d (%t), it stands in block %d at %d (%t)", m.id, a.tx, n, i, found, number, index, ok)
			}
			switch {
			case elsewhere && len(moves) == 0:
				h.t.Errorf("%s says nothing of transaction %s, which has moved from block %d at %d to %d at %d", m.id, a.tx, a.at.number, a.at.index, number, index)
			case len(moves) > 0 && moves[len(moves)-1].Dropped != "":
				h.t.Errorf("%s has dropped transaction %s: %s", m.id, a.tx, moves[len(moves)-1].Dropped)
			case len(moves) > 0 && m.place == 0:
				recorded++
			}
		}
	}
	return recorded
}

// checkForced accounts for every forced transaction of the inbox: it was executed, or dropped for a reason that is
// kept.
func (h *hostile) checkForced(fresh *chain.Chain, derived stateroot.Place) (executed, dropped int) {
	ran := make(map[common.Hash]int)
	reasons := make(map[uint64]string)
	for n := uint64(1); n <= derived.Number; n++ {
		b, err := fresh.BlockByNumber(n)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, tx := range b.Transactions()[:b.Forced] {
			ran[tx.Hash()]++
			executed++
		}
		for _, d := range b.Dropped {
			if d.Reason == "" || reasons[d.Message] != "" {
				h.t.Errorf("message %d is dropped for %q, before that for %q", d.Message, d.Reason, reasons[d.Message])
			}
			reasons[d.Message] = d.Reason
			dropped++
		}
	}
	all := 0
	for _, m := range h.l1.Inbox().Messages {
		if m.Kind != l1anchor.Forced {
			continue
		}
		all++
		if reasons[m.Index] != "" {
			continue
		}
		tx := new(types.Transaction)
		if err := tx.UnmarshalBinary(m.Body); err != nil || ran[tx.Hash()] == 0 {
			h.t.Errorf("forced message %d has vanished: %v", m.Index, errors.Join(err))
			continue
		}
		ran[tx.Hash()]--
	}
	if executed+dropped != all {
		h.t.Errorf("%d forced transactions: %d executed, %d dropped", all, executed, dropped)
	}
	return executed, dropped
}
