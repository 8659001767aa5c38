// SPDX-License-Identifier: Apache-2.0

package game_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/game/gametest"
)

// How many of a duel's moves are made when both sides have claimed, are cut down to a leaf, and so on.
const (
	claimed = 2
	cutA    = claimed + 8
	strides = cutA + 2
	cutB    = strides + 8
	steps   = cutB + 2
	cutC    = steps + 10
	proven  = cutC + 1
)

// duel is a game of two on both twins, played up to a number of moves.
func newDuel(t *testing.T, moves int) (*twins, *gametest.Duel) {
	t.Helper()
	w := newTwins(t, 11)
	w.Wait(uint64(w.Config.MinGap))
	d := w.NewDuel(w.Referee.Assertion(w.Referee.Genesis()), 0x21, 0x10, 0x101)
	turns := d.Turns()
	if len(turns) != proven {
		t.Fatalf("a duel has %d moves, want %d", len(turns), proven)
	}
	for _, turn := range turns[:moves] {
		w.taken(turn.Who, turn.Move)
	}
	return w, d
}

// credit is what somebody has, in wei.
func (w *twins) credit(who common.Address) uint64 { return w.Referee.Credit(who).Uint64() }

// unpaid has a move be taken that changes nobody's credit.
func (w *twins) unpaid(who common.Address, m game.Move) {
	w.t.Helper()
	before := w.credit(who)
	w.taken(who, m)
	if got := w.credit(who); got != before {
		w.t.Errorf("%s is paid %d wei", name(m), int64(got-before))
	}
}

// TestAttackSplit splits what cannot be (attack 11), and names nodes that cannot be (attack 26).
func TestAttackSplit(t *testing.T) {
	w, d := newDuel(t, 0)
	assert := d.Assert(&d.Right)
	root := game.Split{Node: d.Right.A.Root, Spans: d.Right.A.Tree.Children(16, 0)}
	w.refused(assert.Who, root, game.NoNode)
	w.taken(assert.Who, assert.Move)
	w.refused(assert.Who, root, game.NotRivaled)
	w.taken(d.Wrong.Who, d.Assert(&d.Wrong).Move)
	w.refused(d.Wrong.Who, game.Split{Node: root.Node, Spans: d.Wrong.A.Tree.Children(16, 0)}, game.WrongChildren)
	for _, change := range []func(*game.Ref){
		func(r *game.Ref) { r.Level = 1 }, func(r *game.Ref) { r.Level = 255 }, func(r *game.Ref) { r.Len = 12 }, func(r *game.Ref) { r.Len = 255 },
		func(r *game.Ref) { r.Pos = 1 }, func(r *game.Ref) { r.Pos = 1 << 31 }, func(r *game.Ref) { r.Base[0]++ }, func(r *game.Ref) { r.Origin[31]++ },
	} {
		other := root
		change(&other.Node)
		w.refused(d.Right.Who, other, game.NoNode)
	}
	w.taken(d.Right.Who, root)
	w.refused(d.Right.Who, root, game.AlreadySplit)
	w.compare()
}

// TestAttackTime gives a node the time of what does not continue it (attacks 19 and 20).
func TestAttackTime(t *testing.T) {
	w, d := newDuel(t, steps)
	right, wrong := d.Right.A.Leaf(d.Transition).Ref, d.Wrong.A.Leaf(d.Transition).Ref
	from := func(v game.Ref, c *gametest.Claim) game.UpdateFrom {
		return game.UpdateFrom{Node: v, Span: c.Root.Span, Base: c.Root.Base}
	}
	w.Wait(50)
	for _, bad := range []game.UpdateFrom{
		from(right, d.Wrong.B), from(wrong, d.Right.B), from(right, d.Right.C), from(right, d.Right.A), from(d.Right.A.Root, d.Right.B),
		from(d.Right.A.Leaf(d.Transition+1).Ref, d.Right.B), from(d.Right.B.Leaf(d.Stride).Ref, d.Right.B),
		{Node: right, Span: d.Right.B.Tree.Span(12, 0), Base: d.Right.B.Root.Base},
	} {
		w.refused(d.Wrong.Who, bad, game.WrongClaim)
	}
	w.refused(d.Wrong.Who, from(game.Ref{Origin: game.Hash{1}}, d.Right.B), game.NoNode)
	w.unpaid(d.Right.Who, from(right, d.Right.B))
	w.refused(d.Wrong.Who, game.Update{Node: right, Spans: d.Right.B.Tree.Children(16, 0)}, game.WrongChildren)
	w.compare()
}

// TestAttackStake moves stakes about (attacks 21 and 22): onto the other side, somebody else's, home too early.
func TestAttackStake(t *testing.T) {
	w, d := newDuel(t, claimed)
	liar, honest, copier, stranger := d.Wrong.Who, d.Right.Who, w.Accounts[2], w.Accounts[3]
	right, wrong := d.Assert(&d.Right), d.Assert(&d.Wrong)
	genesis := w.Referee.Genesis()

	w.refused(liar, game.Unstake{}, game.NotConfirmed)
	// The other side's claim is there: whoever makes it again moves nothing, and has the value as credit.
	before := w.Referee.Stake(liar)
	w.taken(liar, right.Move)
	w.taken(stranger, right.Move)
	if w.Referee.Stake(liar) != before || w.Referee.Stake(stranger) != (game.Hash{}) || w.credit(stranger) != 1e17 {
		t.Errorf("a stake has moved: %x, %x", w.Referee.Stake(liar), w.Referee.Stake(stranger))
	}
	// A third claim beside the two: the liar's stake is on another one.
	third := w.NewDuel(d.Parent, 5, 5, 5)
	w.refused(liar, third.Assert(&third.Wrong).Move, game.NotTip)

	// Behind its own claim the stake goes on, and a copier who is first moves nobody else's.
	w.Wait(uint64(w.Config.MinGap))
	next := w.NewDuel(w.Referee.Assertion(w.Referee.Children(genesis)[0]), 3, 3, 3)
	child := next.Assert(&next.Right)
	w.taken(copier, child.Move)
	tip := w.Referee.Stake(copier)
	w.taken(honest, child.Move)
	if got := w.Referee.Stake(honest); got != tip {
		t.Errorf("the author's stake is at %x, want at %x", got, tip)
	}
	w.taken(honest, wrong.Move) // an old claim again
	if got := w.Referee.Stake(honest); got != tip {
		t.Errorf("the stake went back to %x", got)
	}
	w.refused(honest, game.Unstake{}, game.NotConfirmed)
	w.compare()
}

// TestAttackTwice makes moves again: no clock begins anew, no money is taken or paid twice (attacks 31 and 69).
func TestAttackTwice(t *testing.T) {
	w, d := newDuel(t, proven)
	turns := d.Turns()
	type times struct{ opened, rivaled uint64 }
	all := func() (ts []times) {
		for _, part := range w.Parts() {
			n, _ := w.Referee.Node(part.Ref.Node())
			ts = append(ts, times{n.Opened, n.Rivaled})
		}
		return ts
	}
	before := all()
	w.Wait(100)
	for _, turn := range turns {
		credit := w.credit(w.Accounts[4])
		switch turn.Move.(type) {
		case game.Split:
			w.refused(w.Accounts[4], turn.Move, game.AlreadySplit)
		case game.Prove:
			w.refused(w.Accounts[4], turn.Move, game.AlreadyProven)
		default:
			w.taken(w.Accounts[4], turn.Move)
			if got := w.credit(w.Accounts[4]); got != credit+1e17 {
				t.Errorf("%s again: credit %d, want the value more than %d", name(turn.Move), got, credit)
			}
		}
	}
	for i, now := range all() {
		if now != before[i] {
			t.Errorf("node %d: %+v, want %+v", i, now, before[i])
		}
	}
	w.compare()
}

// TestAttackUnrivaled proves and continues what nobody contradicts (attack 35).
func TestAttackUnrivaled(t *testing.T) {
	w, d := newDuel(t, cutC)
	alone := d.Right.C.Leaf(d.Step - 1) // a sibling that both sides claim
	w.unpaid(w.Accounts[2], game.Prove{
		Node: alone.Ref, Start: alone.Tree.Start(alone.Claim.Start, d.Step-1),
		Witness: append(alone.Tree.State(uint64(d.Step-2)).Bytes(), alone.Tree.State(uint64(d.Step-1)).Bytes()...),
	})
	// Leaves of other levels, of which the witness says the right thing, and a node of many steps.
	for _, c := range []struct {
		claim *gametest.Claim
		pos   uint32
	}{{d.Right.A, d.Transition}, {d.Right.B, d.Stride}} {
		leaf := c.claim.Leaf(c.pos)
		w.refused(w.Accounts[2], game.Prove{
			Node: leaf.Ref, Start: leaf.Tree.Start(c.claim.Start, c.pos),
			Witness: append(leaf.Tree.Before(c.claim.Start, uint64(c.pos)).Bytes(), leaf.Tree.State(uint64(c.pos)).Bytes()...),
		}, game.WrongLevel)
	}
	w.refused(w.Accounts[2], game.Prove{Node: d.Right.C.Root, Witness: make([]byte, 64)}, game.WrongLength)
	w.refused(w.Accounts[2], d.Right.A.Leaf(d.Transition-1).RefineLeaf(d.Right.B), game.NotRivaled)
	w.refused(w.Accounts[2], d.Right.B.Leaf(d.Stride+1).RefineStride(d.Right.C), game.NotRivaled)
	w.compare()
}

// TestAttackUpdates sends updates around the threshold, many times: nobody is paid, and none is late (attack 51).
func TestAttackUpdates(t *testing.T) {
	w, d := newDuel(t, proven)
	root := game.Update{Node: d.Right.A.Root, Spans: d.Right.A.Tree.Children(16, 0)}
	for _, wait := range []uint64{0, uint64(w.Config.Threshold) - 40, 1, 1, 500, 1 << 20} {
		w.Wait(wait)
		for range 5 {
			w.unpaid(w.Accounts[2], root)
		}
	}
	w.compare()
}
