// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"fmt"
	"testing"

	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
)

// Seventy coins are enough for two liars, as the rollup promises.
func TestSeventyCoinsAgainstTwo(t *testing.T) {
	s := newStage(t)
	s.Liar("one", Lie{Leaf: 3, Stride: 2, Step: 5, Salt: 1})
	s.Liar("other", Lie{Leaf: 70, Stride: 2, Step: 15, Salt: 2})
	s.wins(s.bound())
	if n := s.honest.Alarms[strategy.Unaffordable]; n > 0 {
		t.Errorf("%d moves were not affordable", n)
	}
}

func TestAttack29_purseTooSmall(t *testing.T) {
	s := newStage(t)
	s.rich(60)
	for i := range uint64(6) {
		s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 7 * i, Stride: 2, Step: 5, Salt: i})
	}
	_ = s.Until(120, func() bool { return s.honest.Alarms[strategy.Unaffordable] > 0 })
	if s.honest.Alarms[strategy.PurseLow] == 0 {
		t.Error("no alarm when half of the purse was needed")
	}
	if s.honest.Alarms[strategy.Unaffordable] == 0 {
		t.Error("no alarm when a bond could not be paid")
	}
}

func TestAttack48_cohortIsFullAlready(t *testing.T) {
	s := newStage(t)
	s.rich(400)
	for i := range byte(20) {
		m, _ := garbage(s, s.Referee.Assertion(s.Genesis()), program.State{Number: 7, Batch: 20}, i)
		s.Send(fmt.Sprint("liar", i), 200*Coin, m)
	}
	s.wins(s.bound())
	if a := s.Referee.Assertion(s.Right(s.Genesis())); a.Units != 3 {
		t.Errorf("the 21st claim of a cohort was charged %d units, want 3", a.Units)
	}
}

func TestAttack50_liarTakesEveryRefund(t *testing.T) {
	for _, price := range []uint64{0, 1, 1_000_000_000_000_000} {
		t.Run(fmt.Sprint(price), func(t *testing.T) {
			s := newStage(t)
			s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
			s.Front = func(tx *Tx) []Tx {
				if tx.Sender != s.honest.Address {
					return nil
				}
				return []Tx{{
					Sender: Address("miner"), Move: tx.Move, Bond: 100 * Coin, GasPrice: uint256.NewInt(price), From: tx.From,
				}}
			}
			s.wins(s.bound())
		})
	}
}

// A claim below that nobody contradicts brings its bond back, and nothing else.
func TestAttack52_onlyNodeOfItsCohort(t *testing.T) {
	s := newStage(t)
	liar := s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	liar.When = func(m *strategy.Move, head uint64) uint64 {
		if m.Key.What == strategy.RefineTask {
			return Never
		}
		return head
	}
	s.wins(s.bound())
	for _, r := range s.Took {
		for _, e := range r.Events {
			settled, ok := e.(game.Settled)
			if n, _ := s.Referee.Node(settled.Winner); ok && n.Level != game.Transitions && settled.Reward != 0 {
				t.Errorf("a reward of %d gwei where nobody has lost", settled.Reward)
			}
		}
	}
}

func TestAttack76_bondStepsUpInTheSameBlock(t *testing.T) {
	s := newStage(t)
	s.rich(400)
	more := 0
	s.Front = func(tx *Tx) []Tx {
		if _, ok := tx.Move.(game.Assert); !ok || tx.Sender != s.honest.Address {
			return nil
		}
		var before []Tx
		for range 7 {
			more++
			m, _ := garbage(s, s.Referee.Assertion(s.Genesis()), program.State{Number: 9}, byte(more))
			before = append(before, Tx{Sender: Address(fmt.Sprint("more", more)), Move: m, Bond: 200 * Coin})
		}
		return before
	}
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	s.wins(s.bound())
	for _, r := range s.Refused {
		if r.Sender == s.honest.Address && r.Bond > 0 {
			t.Errorf("an honest bond was refused: %v", r.Err)
		}
	}
}
