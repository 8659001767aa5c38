// SPDX-License-Identifier: Apache-2.0

package docket_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/docket"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
)

// A dispute from the first contradiction to the verdict: who has to move, what is at stake, and what became of whom.
func TestDocket(t *testing.T) {
	r, err := gamestest.NewRig(gamestest.NewWorld(), gamestest.Short(), 3)
	if err != nil {
		t.Fatal(err)
	}
	gamestest.Silent(r.Liar("liar", gamestest.Lie{Leaf: 1}))
	honest := r.Honest("honest", 1_000)
	now := func() *docket.Docket { return docket.Of(r.Referee.Table, r.Height) }
	if d := now(); len(d.Assertions) != 1 || d.Assertions[0].Status != docket.Confirmed || len(d.Disputes) != 0 || d.Latest != r.Genesis() {
		t.Fatalf("at first %+v", d)
	}
	right := r.Right(r.Genesis())
	split := func() bool {
		ref, ok := r.Referee.Root(right)
		root, _ := r.Referee.Node(ref.Node())
		return ok && root.Split
	}
	if err := r.Until(r.Height+100, split); err != nil {
		t.Fatal(err)
	}
	d := now()
	if len(d.Assertions) != 3 || len(d.Disputes) != 1 || len(d.Disputes[0].Claims) != 2 {
		t.Fatalf("%d assertions, disputes %+v", len(d.Assertions), d.Disputes)
	}
	for _, c := range d.Disputes[0].Claims {
		waits := 1 // the liar is silent
		if c.Author == honest.Address {
			waits = 0
		}
		if len(c.Unanswered) != waits || c.Bonds != 50e9 || c.Nodes < 1 {
			t.Errorf("claim of %s: %+v", c.Author, c)
		}
	}
	if err := r.Until(r.Height+2*r.Blocks().Threshold, func() bool { return r.Confirmed(right) }); err != nil {
		t.Fatal(err)
	}
	d = now()
	if !d.Disputes[0].Settled || d.Latest != right {
		t.Errorf("in the end %+v", d.Disputes[0])
	}
	for _, a := range d.Assertions {
		want := docket.Confirmed
		if a.Author == gamestest.Address("liar") {
			want = docket.Lost
		}
		if a.Status != want || a.Left != 0 || a.ID != r.Genesis() && (a.Rivals != 1 || a.Dispute != d.Disputes[0].ID || a.Block != 9) {
			t.Errorf("assertion %+v, want it %s", a, want)
		}
		if (a.Confirmed != 0) != (want == docket.Confirmed) || a.Confirmed > r.Height {
			t.Errorf("assertion %+v is confirmed at L1 block %d", a, a.Confirmed)
		}
		if one, ok := docket.At(r.Referee.Table, r.Height).Assertion(a.ID); !ok || one != a {
			t.Errorf("alone it is %+v, in the docket %+v", one, a)
		}
	}
	if _, ok := docket.At(r.Referee.Table, r.Height).Assertion(common.Hash{1}); ok {
		t.Error("an assertion that nobody has made")
	}
}

// A table that has heard nothing has nothing on it.
func TestEmpty(t *testing.T) {
	if d := docket.Of(game.NewTable(gamestest.Short()), 7); d.Height != 7 || d.Assertions == nil || d.Disputes == nil || len(d.Assertions) > 0 {
		t.Errorf("%+v", d)
	}
}

// A bond below the stakes is out while its cohort is open, and counted once though the claims of two liars share the
// part above it.
func TestBondsThatAreOut(t *testing.T) {
	r, err := gamestest.NewRig(gamestest.NewWorld(), gamestest.Short(), 3)
	if err != nil {
		t.Fatal(err)
	}
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	gamestest.Silent(r.Liar("another", gamestest.Lie{Leaf: 2, Stride: 1, Step: 5}))
	honest := r.Honest("honest", 1_000)
	out := func() map[common.Address]uint64 { return docket.At(r.Referee.Table, r.Height).Dispute(r.Genesis()).Out }
	unit := r.Referee.Config().Bonds[game.Strides]
	if err := r.Until(r.Height+200, func() bool { return out()[honest.Address] > 0 }); err != nil {
		t.Fatal(err)
	}
	total := uint64(0)
	for _, gwei := range out() {
		total += gwei
	}
	if got := out()[honest.Address]; got != unit || total > 2*unit {
		t.Errorf("%d gwei of the honest party are out and %d in all, a bond is %d", got, total, unit)
	}
}
