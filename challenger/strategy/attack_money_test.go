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

// A right claim behind any number of wrong ones costs what it costs alone: 50 coins, and 8.2 for each that is played
// down to a step. The purse has nothing above that.
func TestAttack48_cohortIsFullAlready(t *testing.T) {
	s := newStage(t)
	const players, silent = 2, 20
	s.start[s.honest] = 50*Coin + players*82*Coin/10
	s.honest.Balance = s.start[s.honest]
	for i := range byte(silent) {
		m, _ := garbage(s, s.Referee.Assertion(s.Genesis()), program.State{Number: 7, Batch: 20}, i)
		s.Send(fmt.Sprint("liar", i), 200*Coin, m)
	}
	for i := range uint64(players) {
		s.Liar(fmt.Sprint("player", i), Lie{Leaf: 33 + i, Stride: 2, Step: 5, Salt: i})
	}
	s.wins(s.bound())
	right := s.Referee.Assertion(s.Right(s.Genesis()))
	if n := s.honest.Alarms[strategy.Unaffordable]; n > 0 || right.Author != s.honest.Address {
		t.Errorf("%d moves were not affordable, and the right claim is by %s", n, right.Author)
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

// A bond that is posted in the same block as others costs what it costs alone: the honest party sends no more than that.
func TestAttack76_othersInTheSameBlock(t *testing.T) {
	s := newStage(t)
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
	for i := range uint64(2) {
		s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 33, Stride: 2, Step: 5, Salt: i})
	}
	s.wins(s.bound())
	if more != 7 {
		t.Errorf("%d claims came before the honest one in its block, want 7", more)
	}
	for _, r := range s.Took {
		if _, ok := r.Move.(game.Assert); ok && r.Sender == s.honest.Address && r.Bond != 50*Coin {
			t.Errorf("a stake of %d gwei", r.Bond)
		}
	}
	for _, r := range s.Refused {
		if r.Sender == s.honest.Address && r.Bond > 0 {
			t.Errorf("an honest bond was refused: %v", r.Err)
		}
	}
}

// Many liars make the honest side post more bonds than one transaction can bring home: a batch of all of them would ask
// for more gas than a block has, and no node takes such a transaction or anything behind it.
func TestManyBondsComeHomeInSeveralBatches(t *testing.T) {
	const liars = 12 // for each of them a bond at level B and one at level C
	s := newStage(t)
	s.rich(50 + 9*liars)
	for i := range uint64(liars) {
		s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 8 * i, Stride: 2, Step: i, Salt: i})
	}
	s.wins(s.bound())
	settled, most := 0, 0
	for _, r := range s.Took {
		b, ok := r.Move.(game.Batch)
		if !ok || r.Sender != s.honest.Address {
			continue
		}
		n := 0
		for _, m := range b.Moves {
			if _, ok := m.(game.Settle); ok {
				n++
			}
		}
		settled, most = settled+n, max(most, n)
	}
	if most > strategy.MostSettles || settled <= strategy.MostSettles {
		t.Errorf("%d bonds came home, at most %d in a batch; want more than %d in all, and no more in one", settled, most, strategy.MostSettles)
	}
}
