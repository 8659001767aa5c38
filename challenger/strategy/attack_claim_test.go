// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
)

// rich gives the honest party as much as it may need.
func (s *stage) rich(coins uint64) {
	s.honest.Balance, s.start[s.honest] = coins*Coin, coins*Coin
}

func TestAttack07_bothSidesWrong(t *testing.T) {
	s := newStage(t)
	s.Liar("one", Lie{Leaf: 33, Stride: 2, Step: 5, Salt: 1})
	s.Liar("other", Lie{Leaf: 33, Stride: 2, Step: 5, Salt: 2})
	s.honest.Asleep = func(height uint64) bool { return height < 200 }
	s.wins(s.bound() + 200)
}

func TestAttack08_rightRootWrongRefinements(t *testing.T) {
	s := newStage(t)
	frenemy := s.Liar("frenemy", Lie{Level: game.Strides, Every: true, Stride: 2, Step: 9})
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	s.wins(s.bound())
	if right := s.Referee.Assertion(s.Right(s.Genesis())); right.Author != frenemy.Address {
		t.Errorf("the right root is by %x, want the frenemy", right.Author[:4])
	}
	if count[game.RefineLeaf](s, frenemy) != 1 {
		t.Error("the frenemy has made no wrong refinement")
	}
}

func TestAttack09_frenemiesThatStall(t *testing.T) {
	s := newStage(t)
	s.rich(200)
	players := []*Player{
		s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5}),
		s.Liar("runs", Lie{Level: game.Strides, Every: true, Stride: 2, Step: 9}),
		s.Liar("steps", Lie{Level: game.Steps, Every: true, Stride: 2, Step: 9, Back: 30}),
	}
	for _, p := range players {
		delayed(p, func(k strategy.Key) uint64 { return uint64(k.Node[0]) / 4 })
	}
	s.wins(s.bound())
	if count[game.RefineLeaf](s, players[1]) == 0 || count[game.RefineStride](s, players[2]) == 0 {
		t.Error("the frenemies have made no wrong refinements")
	}
}

func TestAttack10_manyRivalsInOneCohort(t *testing.T) {
	s := newStage(t)
	s.rich(600)
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	for i := range uint64(16) {
		s.Liar(fmt.Sprint("rival", i), Lie{Level: game.Strides, Every: true, Stride: 2 + i, Step: 3 * i, Salt: i}).Every = 4
	}
	s.honest.Mind = NewMind(s.World, nil, 1)
	s.honest.Mind.Cost = func(q strategy.Question) uint64 {
		if q.Kind == strategy.StrideOf {
			return 1
		}
		return 0
	}
	s.wins(s.bound())
}

// garbage is a claim behind an assertion, of which nobody knows the parts, and the assertion that it makes.
func garbage(s *stage, on game.Assertion, state program.State, salt byte) (game.Assert, game.Assertion) {
	m := game.Assert{
		Parent: game.Parent{Parent: on.Parent, State: on.State, Span: on.Span}, Range: on.Range,
		State: state.Encode(), Span: game.Leaf(state.Hash()),
	}
	for i := range byte(16) {
		left := common.Hash{salt, i, 1}
		m.Path, m.Span = append(m.Path, left), game.Pair(left, m.Span)
	}
	return m, game.Assertion{Parent: on.ID(), State: state.Hash(), Span: m.Span, Range: s.Held()}
}

func TestAttack12_garbageSpans(t *testing.T) {
	s := newStage(t)
	for i := range byte(3) {
		m, _ := garbage(s, s.Referee.Assertion(s.Genesis()), program.State{Number: 7, Batch: 20}, i)
		s.Send(fmt.Sprint("liar", i), 50*Coin, m)
	}
	s.wins(s.bound())
	if n := count[game.Split](s, s.honest); n != 1 {
		t.Errorf("%d splits, want one", n)
	}
}

func TestAttack13_historiesOfWrongLength(t *testing.T) {
	for name, lie := range map[string]Lie{
		"a transition left out":  {Leaf: 41, Same: true, Stride: 2},
		"a wrong last one":       {Leaf: 79, Stride: 2},
		"one past the end":       {Leaf: 80, Stride: 2},
		"many past the end":      {Leaf: 40_000, Stride: 2},
		"the very last position": {Leaf: 1<<16 - 1, Stride: 5},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.Liar("liar", lie)
			s.wins(s.bound())
		})
	}
}

func TestAttack13_emptyRange(t *testing.T) {
	s := newStageOf(t, NewWorld(), Short(), 0)
	s.Liar("liar", Lie{Leaf: 3, Stride: 2})
	s.wins(s.bound())
}

func TestAttack13_moreTransitionsThanLeaves(t *testing.T) {
	w := NewWorld()
	w.Blocks = 3499
	s := newStageOf(t, w, Short(), 20) // 70,000 transitions
	s.honest.Propose = true
	s.Liar("liar", Lie{Leaf: 65_500, Stride: 2})
	both := func() bool {
		first := s.Right(s.Genesis())
		return s.Confirmed(first) && s.Confirmed(s.Right(first))
	}
	if err := s.Until(s.bound()+100, both); err != nil {
		t.Fatal(err)
	}
	first := s.Referee.Assertion(s.Right(s.Genesis()))
	second := s.Referee.Assertion(s.Right(first.ID()))
	if !first.Behind || second.Behind || second.CreatedAt-first.CreatedAt >= s.Blocks().MinGap {
		t.Errorf("the second claim came %d blocks after the first, behind are %v and %v: want it at once", second.CreatedAt-first.CreatedAt,
			first.Behind, second.Behind)
	}
}

func TestAttack14_junkBatches(t *testing.T) {
	w := NewWorld()
	w.Blocks = 1
	rig, err := NewRig(w, Short(), 4)
	if err != nil {
		t.Fatal(err)
	}
	honest := rig.Honest("honest", 70)
	honest.Propose = true
	for height := uint64(20); height < 20+3*rig.Blocks().MinGap; height++ {
		rig.At(height, func() error {
			rig.Batch(800)
			return nil
		})
	}
	caughtUp := func() bool {
		tip := rig.Referee.Assertion(rig.Referee.Stake(honest.Address))
		if rig.Height < 70 || tip.Status == game.NoAssertion {
			return false
		}
		s, err := program.DecodeState(tip.Encoded)
		return err == nil && s.Batch == rig.Held().Batches
	}
	if err := rig.Until(200, caughtUp); err != nil {
		t.Fatal(err)
	}
}

func TestAttack15_hundredChildrenAtOnce(t *testing.T) {
	s := newStage(t)
	on := s.Referee.Assertion(s.Genesis())
	for i := range byte(100) { // each stands before the end of its range, so that nothing has to wait
		var m game.Assert
		m, on = garbage(s, on, program.State{Number: uint64(i) + 1}, i)
		s.Send("chain", 50*Coin, m)
	}
	s.wins(s.bound())
	if n := len(s.Refused); n > 0 {
		t.Errorf("%d of the children were refused: %v", n, s.Refused[0].Err)
	}
	if n := count[game.Assert](s, s.honest); n != 1 {
		t.Errorf("%d claims by the honest side, want 1: who stands on a wrong claim is left alone", n)
	}
}

// crash has the machine fail on a transition, whose start is returned.
func (s *stage) crash(leaf int) common.Hash {
	state := s.World.Genesis()
	for range leaf {
		state = s.World.After(state, s.Held())
	}
	s.World.Crash(state)
	return state
}

func TestAttack16_machineFails(t *testing.T) {
	s := newStage(t)
	good := s.crash(30)
	s.Liar("liar", Lie{Leaf: 30, Stride: 2, Step: 70})
	s.wins(s.bound())
	if s.Referee.StuckAt() != good {
		t.Errorf("stuck at %x, want %x", s.Referee.StuckAt(), good)
	}
	state, err := program.DecodeState(s.World.Preimage(good))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Until(s.Height+50, func() bool { return s.Referee.IsConfirmed(state.Sends) }); err != nil {
		t.Errorf("what was sent before the failure is not paid: %v", err)
	}
}

func TestAttack17_claimsThatAGoodTransitionFails(t *testing.T) {
	s := newStage(t)
	s.Liar("liar", Lie{Leaf: 30, Stride: 2, Step: 70, Stuck: true})
	s.wins(s.bound())
	if s.Referee.StuckAt() != (common.Hash{}) {
		t.Errorf("stuck at %x", s.Referee.StuckAt())
	}
}

func TestAttack18_childOfAStuckState(t *testing.T) {
	s := newStage(t)
	s.crash(30)
	s.honest.Propose = true
	first := s.Right(s.Genesis())
	if err := s.Until(40, func() bool { return s.Referee.Assertion(first).Status == game.Pending }); err != nil {
		t.Fatal(err)
	}
	if err := s.Skip(s.Height + s.Blocks().MinGap); err != nil {
		t.Fatal(err)
	}
	// The liar's history behind the stuck state has a block in its first transition.
	liar := s.Liar("liar", Lie{From: 1 << 40, Stride: 2, Step: 70})
	liar.Look(s.Chain, 0)
	on := s.Referee.Assertion(first)
	liar.Mind.Compute(strategy.Question{Kind: strategy.ClaimOf, State: on.State, End: on.Range}, s.Height)
	claim, err := liar.Mind.Claim(on.State, on.Range)
	if err != nil {
		t.Fatal(err)
	}
	s.Send("liar", 50*Coin, game.Assert{
		Parent: game.Parent{Parent: on.Parent, State: on.State, Span: on.Span}, Range: on.Range,
		State: claim.State, Span: claim.Tree.Root(), Path: claim.Tree.Last(),
	})
	second := s.Right(first)
	if err := s.Until(4*s.bound(), func() bool { return s.Confirmed(second) }); err != nil {
		t.Fatal(err)
	}
	if n := len(s.Referee.Children(first)); n != 2 {
		t.Errorf("%d claims behind the stuck state, want a wrong one and the right one", n)
	}
}

func TestAttack78_disputesInWrongTerritory(t *testing.T) {
	// Two liars agree on a wrong state and dispute what follows from it. Nobody honest has to do with that.
	s := newStage(t)
	s.rich(100)
	s.Liar("one", Lie{Leaf: 20, More: []uint64{50}, Stride: 2, Step: 5})
	s.Liar("other", Lie{Leaf: 20, More: []uint64{51}, Stride: 2, Step: 5})
	s.wins(s.bound())
	for _, r := range s.Took {
		if m, ok := r.Move.(game.RefineLeaf); ok && r.Sender == s.honest.Address && m.Node.Pos > 20 {
			t.Errorf("the honest side plays at position %d, behind a wrong state", m.Node.Pos)
		}
	}
}
