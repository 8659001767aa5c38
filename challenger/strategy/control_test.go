// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
)

// Each control leaves out something that the promise rests on. A game has to be lost then, or the tests above would
// show nothing.

func TestControl_timeFromAnyClaimBelow(t *testing.T) {
	s := newStage(t)
	s.Liar("liar", Lie{Leaf: 40, Stride: 2, Step: 321})
	s.wins(s.bound())
	threshold := s.Blocks().Threshold
	for _, id := range s.Referee.Children(s.Genesis()) {
		root, _ := s.Referee.Root(id)
		if id == s.Right(s.Genesis()) {
			continue
		}
		if strict := strategy.Earned(s.Referee.Table, root.Node(), s.Height); uint64(strict) >= threshold {
			t.Errorf("the wrong claim has earned %d blocks", strict)
		}
		if loose := strategy.LooseEarned(s.Referee.Table, root.Node(), s.Height); uint64(loose) < threshold {
			t.Errorf("with time from any claim below, the wrong claim has %d blocks: want the threshold", loose)
		}
	}
}

func TestControl_onlyBondsForHalfALiar(t *testing.T) {
	s := newStage(t)
	s.rich(57) // a stake and a run, no stride
	s.Liar("liar", Lie{Leaf: 40, Stride: 2, Step: 321})
	if err := s.Verdict(s.bound(), s.start); err == nil {
		t.Error("the honest side has won without the money for it")
	}
	if s.honest.Alarms[strategy.Unaffordable] == 0 {
		t.Error("no alarm")
	}
}

func TestControl_slowComputer(t *testing.T) {
	play := func(cores int) error {
		s := newStage(t)
		s.rich(400)
		s.honest.Mind = NewMind(s.World, nil, cores)
		s.honest.Mind.Cost = func(q strategy.Question) uint64 {
			if q.Kind == strategy.RunOf || q.Kind == strategy.StrideOf {
				return 5
			}
			return 0
		}
		for i := range uint64(10) {
			s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 8 * i, Stride: 2, Step: i, Salt: i})
		}
		return s.Verdict(s.bound()-s.Blocks().Queue, s.start)
	}
	if err := play(10); err != nil {
		t.Errorf("with a core for each liar: %v", err)
	}
	if err := play(1); err == nil {
		t.Error("one core was in time for ten liars: what is Config.Queue for?")
	}
}

func TestControl_nobodyHonest(t *testing.T) {
	s := newStage(t)
	s.honest.Asleep = func(uint64) bool { return true }
	s.Liar("liar", Lie{Leaf: 40, Stride: 2, Step: 321})
	if err := s.Until(2000, func() bool { return s.Referee.Latest() != s.Genesis() }); err == nil {
		t.Error("a wrong claim was not confirmed though nobody contradicted it")
	}
}

// Every kind of move is needed: who leaves one out is not confirmed in time, or does not get its money back.
func TestControl_withoutAMove(t *testing.T) {
	for _, task := range []strategy.Task{
		strategy.AssertTask, strategy.SplitTask, strategy.RefineTask, strategy.ProveTask, strategy.ConfirmTask, strategy.SettleTask, strategy.UnstakeTask,
	} {
		t.Run(task.String(), func(t *testing.T) {
			s := newStage(t)
			s.Liar("liar", Lie{Leaf: 40, Stride: 2, Step: 321})
			left := 0
			s.honest.When = func(m *strategy.Move, head uint64) uint64 {
				if m.Key.What == task || task == strategy.UnstakeTask && unstakes(m.Move) {
					left++
					return Never
				}
				return head
			}
			if err := s.Verdict(s.bound(), s.start); err == nil || left == 0 {
				t.Errorf("%d moves were left out, and the game ends with %v", left, err)
			}
		})
	}
}

// unstakes reports whether a move takes a stake back, in a batch with other money that comes home or alone.
func unstakes(m game.Move) bool {
	if b, ok := m.(game.Batch); ok {
		return slices.ContainsFunc(b.Moves, unstakes)
	}
	_, ok := m.(game.Unstake)
	return ok
}

// The rules find a move that is not honest, whatever made it.
func TestRulesRefuseLies(t *testing.T) {
	s := attacked(t)
	var liar *Player
	for _, p := range s.Players {
		if p.Name == "liar" {
			liar = p
		}
	}
	refused := make(map[strategy.Task]int)
	for stop := s.Height + 1; stop < 120; stop++ {
		if err := s.Until(stop+1, func() bool { return s.Height >= stop }); err != nil {
			t.Fatal(err)
		}
		sight := s.sight()
		liar.Mind.Now(s.Height)
		next := func() strategy.Result {
			return strategy.Next(liar.Party, strategy.Purse{Balance: 1000 * Coin}, sight, liar.Mind)
		}
		for _, q := range next().Needed {
			liar.Mind.Compute(q, s.Height)
		}
		for _, m := range next().Moves {
			rules := strategy.NewRules(s.honest.Party, strategy.Purse{Balance: 1000 * Coin}, sight, s.honest.Mind)
			if rules.Check(m) == nil {
				t.Errorf("at %d the rules let a liar's %s pass", s.Height, m.Key)
			}
			refused[m.Key.What]++
		}
	}
	for _, task := range []strategy.Task{strategy.SplitTask, strategy.RefineTask} {
		if refused[task] == 0 {
			t.Errorf("no lie of kind %s was tried", task)
		}
	}
}

func TestRulesOfBatches(t *testing.T) {
	s := attacked(t)
	rules := strategy.NewRules(s.honest.Party, strategy.Purse{}, s.sight(), s.honest.Mind)
	root, _ := s.Referee.Root(s.Right(s.Genesis()))
	for name, m := range map[string]game.Move{
		"a split in a batch":      game.Batch{Moves: []game.Move{game.Split{Node: root}}},
		"two withdrawals":         game.Batch{Moves: []game.Move{game.Withdraw{To: s.honest.Address}, game.Withdraw{To: s.honest.Address}}},
		"a stake in a batch":      game.Batch{Moves: []game.Move{game.Unstake{}, game.Withdraw{To: s.honest.Address}}},
		"a batch in a batch":      game.Batch{Moves: []game.Move{game.Batch{}}},
		"to settle a wrong claim": game.Settle{Winner: root.Refinement(root.Base, root.Span)},
		"to withdraw for others":  game.Withdraw{To: Address("liar")},
		"to take a stake early":   game.Unstake{},
	} {
		if rules.Check(strategy.Move{Move: m}) == nil {
			t.Errorf("the rules let pass: %s", name)
		}
	}
}
