// SPDX-License-Identifier: Apache-2.0

package game_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/game/gametest"
)

// TestAttackRun claims runs of other machines, and runs that do not end as they should (attacks 17, 60 and 61).
func TestAttackRun(t *testing.T) {
	w, d := newDuel(t, cutA)
	good := d.Right.A.Leaf(d.Transition).RefineLeaf(d.Right.B)
	for _, c := range []struct {
		kind   game.Kind
		change func(*game.RefineLeaf)
	}{
		{game.WrongLevel, func(m *game.RefineLeaf) { m.Node = d.Right.B.Root }},
		{game.WrongLength, func(m *game.RefineLeaf) { m.Node = d.Right.A.Root }},
		{game.NoNode, func(m *game.RefineLeaf) { m.Node.Span[3]++ }},
		{game.WrongClaim, func(m *game.RefineLeaf) { m.Next[0]++ }},
		{game.WrongStart, func(m *game.RefineLeaf) { m.End[0]++ }},
		{game.WrongStart, func(m *game.RefineLeaf) { m.Parent[0]++ }},
		{game.WrongStart, func(m *game.RefineLeaf) { m.Before[0]++ }},
		{game.WrongStart, func(m *game.RefineLeaf) { m.Start.Path = append(m.Start.Path, game.Hash{}) }},
		{game.WrongTemplate, func(m *game.RefineLeaf) { m.Run.Template = m.Run.Template[1:] }},
		{game.WrongTemplate, func(m *game.RefineLeaf) { m.Run.Template = append([]byte{1}, m.Run.Template[1:]...) }},
		{game.WrongPath, func(m *game.RefineLeaf) { m.Run.MemoryRoot[0]++ }},
		{game.WrongPath, func(m *game.RefineLeaf) { m.Path = m.Path[1:] }},
		{game.WrongPath, func(m *game.RefineLeaf) { m.Span[0]++ }},
	} {
		bad := good
		c.change(&bad)
		w.refused(d.Right.Who, bad, c.kind)
	}
	for _, end := range []struct{ status, code byte }{{0, 0}, {1, 1}, {1, 255}, {2, 0}, {2, 139}, {255, 0}} {
		w.refusedRun(d, end.status, end.code, game.WrongOutcome)
	}
	// A good end, and one byte too many or too few around it.
	for _, n := range []int{-1, 1, 32} {
		run := d.Right.B.Run
		run.Header = append(append([]byte{}, run.Header...), make([]byte, 32)...)[:len(run.Header)+n]
		c := gametest.NewClaim(d.Right.B.Root, d.Right.B.Start, []game.Hash{gametest.MachineOf(run)})
		c.Run = run
		w.refused(d.Right.Who, d.Right.A.Leaf(d.Transition).RefineLeaf(c), game.WrongOutcome)
	}
	w.taken(d.Right.Who, good)
	w.compare()
}

// refusedRun has the right side's claim end in another way.
func (w *twins) refusedRun(d *gametest.Duel, status, code byte, kind game.Kind) {
	w.t.Helper()
	run := d.Right.B.Run
	run.Header = append([]byte{}, run.Header...)
	run.Header[len(run.Header)-2], run.Header[len(run.Header)-1] = status, code
	c := gametest.NewClaim(d.Right.B.Root, d.Right.B.Start, []game.Hash{gametest.MachineOf(run)})
	c.Run = run
	w.refused(d.Right.Who, d.Right.A.Leaf(d.Transition).RefineLeaf(c), kind)
	// One byte of the header passes for one of the memory's root: the hash is the same, and it is no header.
	shifted := run
	shifted.Header = append(append([]byte{}, run.Header...), run.MemoryRoot[0])
	shifted.MemoryRoot = game.Hash{}
	c = gametest.NewClaim(d.Right.B.Root, d.Right.B.Start, []game.Hash{gametest.MachineOf(shifted)})
	c.Run = shifted
	w.refused(d.Right.Who, d.Right.A.Leaf(d.Transition).RefineLeaf(c), game.WrongOutcome)
}

// TestAttackGarbage claims roots that are no trees of the right height: their last leaf is not where it should be
// (attack 12).
func TestAttackGarbage(t *testing.T) {
	w, d := newDuel(t, cutB)
	climb := func(h game.Hash, path []game.Hash) game.Hash {
		for _, left := range path {
			h = game.Pair(left, h)
		}
		return h
	}
	siblings := make([]game.Hash, 22)
	for i := range siblings {
		siblings[i] = game.Hash{byte(i)}
	}
	assert := d.Assert(&d.Right).Move.(game.Assert)
	leaf := d.Right.A.Leaf(d.Transition).RefineLeaf(d.Right.B)
	stride := d.Right.B.Leaf(d.Stride).RefineStride(d.Right.C)
	for n := range len(siblings) {
		path := siblings[:n]
		assert.Path, assert.Span = path, climb(game.Leaf(crypto.Keccak256Hash(assert.State)), path)
		leaf.Path, leaf.Span = path, climb(game.Leaf(gametest.MachineOf(leaf.Run)), path)
		stride.Path, stride.Span = path, climb(stride.Node.Span, path)
		for height, m := range map[int]game.Move{16: assert, -16: leaf, 20: stride} {
			if who := w.Accounts[2]; n == max(height, -height) {
				w.taken(who, m)
			} else {
				w.refused(who, m, game.WrongPath)
			}
		}
	}
	w.compare()
}

// TestAttackBehind goes on from states that stand before the end of their range, and from one that does not (attacks
// 14 and 15).
func TestAttackBehind(t *testing.T) {
	w := newTwins(t, 14)
	who, parent := w.Accounts[0], w.Referee.Assertion(w.Referee.Genesis())
	assert := func(batch uint64) game.Assert {
		state := w.L2State(batch)
		tree, err := game.NewTree(16, []game.Hash{crypto.Keccak256Hash(state)})
		if err != nil {
			t.Fatal(err)
		}
		return game.Assert{
			Parent: game.Parent{Parent: parent.Parent, State: parent.State, Span: parent.Span}, Range: parent.Range,
			State: state, Span: tree.Root(), Path: tree.Last(),
		}
	}
	w.Wait(uint64(w.Config.MinGap) - 2) // and a block for each move
	w.refused(who, assert(0), game.TooEarly)
	for _, batch := range []uint64{0, parent.Range.Batches - 1, parent.Range.Batches, parent.Range.Batches, parent.Range.Batches + 1, 1<<64 - 1} {
		m := assert(batch)
		w.taken(who, m)
		parent = w.Referee.Assertion(w.Referee.Stake(who))
		if behind := batch < m.Range.Batches; parent.Behind != behind {
			t.Errorf("batch %d of %d: behind is %t", batch, m.Range.Batches, parent.Behind)
		}
		if !parent.Behind {
			w.refused(who, assert(0), game.TooEarly)
			w.Wait(uint64(w.Config.MinGap) - 3)
			w.refused(who, assert(0), game.TooEarly)
		}
	}
	w.compare()
}

// TestAttackStuck confirms a stuck state: what was sent before it stays payable, and is told once (attacks 16, 18 and
// 75).
func TestAttackStuck(t *testing.T) {
	w := newTwins(t, 12)
	w.Wait(uint64(w.Config.MinGap))
	genesis := w.Referee.Assertion(w.Referee.Genesis())
	good := w.L2State(3)
	good[73] = 9 // something is sent
	stuck := w.Stuck(crypto.Keccak256Hash(good))
	tree, err := game.NewTree(16, []game.Hash{crypto.Keccak256Hash(good), crypto.Keccak256Hash(stuck)})
	if err != nil {
		t.Fatal(err)
	}
	who, parent := w.Accounts[0], game.Parent{State: genesis.State}
	w.refused(who, game.Last{Good: good}, game.NotConfirmed)
	for name, state := range map[string][]byte{
		"short": good[:169], "long": append(good[:170:170], 0), "another version": append([]byte{2}, good[1:]...), "stuck, short": stuck[:36],
		"Stuck": append([]byte("Stuck"), stuck[5:]...), "nothing": {},
	} {
		if w.refused(who, game.Assert{Parent: parent, Range: genesis.Range, State: state, Span: tree.Root(), Path: tree.Last()}, game.WrongState); t.Failed() {
			t.Fatal(name)
		}
	}
	w.refused(who, game.Assert{Parent: parent, Range: genesis.Range, State: good, Span: tree.Root(), Path: tree.Last()}, game.WrongPath)
	w.taken(who, game.Assert{Parent: parent, Range: genesis.Range, State: stuck, Span: tree.Root(), Path: tree.Last()})
	w.Wait(uint64(w.Config.Threshold))
	w.taken(who, game.Confirm{Parent: parent, State: stuck, Span: tree.Root()})
	sends := game.Hash(good[73:105])
	if w.Referee.IsConfirmed(sends) || w.Referee.IsConfirmed(game.Hash{}) {
		t.Error("a stuck state says that something was sent")
	}
	w.refused(who, game.Last{Good: w.L2State(3)}, game.WrongState)
	w.refused(who, game.Last{Good: stuck}, game.WrongState)
	w.taken(who, game.Last{Good: good})
	since := w.Referee.ConfirmedAt(sends)
	w.stuckBehindStuck()
	w.taken(who, game.Last{Good: good})
	if got := w.Referee.ConfirmedAt(sends); got != since || since == 0 {
		t.Errorf("sent since %d, and then since %d", since, got)
	}
	w.compare()
}

// stuckBehindStuck confirms, on twins of its own, a stuck state whose last good state is no state.
func (w *twins) stuckBehindStuck() {
	w.t.Helper()
	other := newTwins(w.t, 16)
	other.Wait(uint64(other.Config.MinGap))
	genesis := other.Referee.Assertion(other.Referee.Genesis())
	bad := other.Stuck(game.Hash{1})
	stuck := other.Stuck(crypto.Keccak256Hash(bad))
	tree, err := game.NewTree(16, []game.Hash{crypto.Keccak256Hash(stuck)})
	if err != nil {
		w.t.Fatal(err)
	}
	parent := game.Parent{State: genesis.State}
	other.taken(other.Accounts[0], game.Assert{Parent: parent, Range: genesis.Range, State: stuck, Span: tree.Root(), Path: tree.Last()})
	other.Wait(uint64(other.Config.Threshold))
	other.taken(other.Accounts[0], game.Confirm{Parent: parent, State: stuck, Span: tree.Root()})
	other.refused(other.Accounts[0], game.Last{Good: bad}, game.WrongState)
	other.compare()
}
