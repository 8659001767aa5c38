// SPDX-License-Identifier: Apache-2.0

package docket_test

import (
	"testing"

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
		if a.Status != want || a.Left != 0 || a.ID != r.Genesis() && a.Rivals != 1 {
			t.Errorf("assertion %+v, want it %s", a, want)
		}
	}
}

// A table that has heard nothing has nothing on it.
func TestEmpty(t *testing.T) {
	if d := docket.Of(game.NewTable(gamestest.Short()), 7); d.Height != 7 || d.Assertions == nil || d.Disputes == nil || len(d.Assertions) > 0 {
		t.Errorf("%+v", d)
	}
}
