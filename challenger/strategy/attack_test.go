// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"fmt"
	"testing"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
)

// The numbers in the names of tests are those of a list of attacks on the protocol, made before it was built. The comment of a
// test tells its attack.

// stage is a rig for a test, with 20 batches and an honest party that has 70 coins. The first claim may be made in
// the next block.
type stage struct {
	*Rig
	t        *testing.T
	honest   *Player
	contract *mirror
	start    map[*Player]uint64
}

func newStage(t *testing.T) *stage {
	t.Helper()
	return newStageOf(t, NewWorld(), Short(), 20)
}

func newStageOf(t *testing.T, w *World, c game.Config, batches int) *stage {
	t.Helper()
	rig, err := NewRig(w, c, batches)
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{Rig: rig, t: t, start: make(map[*Player]uint64)}
	s.honest = s.ally("honest", 70)
	s.contract = newMirror(t, rig)
	if err := s.Skip(s.Height + s.Blocks().MinGap); err != nil {
		t.Fatal(err)
	}
	return s
}

// ally adds an honest party whose money must be back in the end.
func (s *stage) ally(name string, coins uint64) *Player {
	p := s.Honest(name, coins)
	s.start[p] = p.Balance
	return p
}

// bound is T + D + Q.
func (s *stage) bound() uint64 {
	b := s.Blocks()
	return b.Threshold + b.Delay + b.Queue
}

// wins plays to the end: the honest side wins within the bound and has its money back, and no rule was broken.
func (s *stage) wins(bound uint64) {
	s.t.Helper()
	if err := s.Verdict(bound, s.start); err != nil {
		s.t.Fatal(err)
	}
	s.contract.compare()
	for p := range s.start {
		if n := p.Alarms[strategy.RuleBroken] + p.Alarms[strategy.AgainstUs] + p.Alarms[strategy.Doubt]; n > 0 {
			s.t.Errorf("%s gave %d alarms that must not be: %v", p.Name, n, p.Result.Notices)
		}
	}
}

// count is how many moves of a kind were taken from a player.
func count[M game.Move](s *stage, p *Player) (n int) {
	for _, r := range s.Took {
		if _, ok := r.Move.(M); ok && r.Sender == p.Address {
			n++
		}
	}
	return n
}

// transactions are how many of a player were mined.
func (s *stage) transactions(p *Player) (n int) {
	for _, list := range [][]Receipt{s.Took, s.Refused} {
		for _, r := range list {
			if r.Sender == p.Address {
				n++
			}
		}
	}
	return n
}

func TestAttack01_silentLiar(t *testing.T) {
	s := newStage(t)
	s.honest.Propose = true
	Silent(s.Liar("liar", Lie{Leaf: 40}))
	s.wins(s.Blocks().Threshold + 2)
	if n := count[game.Split](s, s.honest); n > 1 {
		t.Errorf("%d splits, want one: nothing below the root was contradicted", n)
	}
}

func TestAttack02_playsToTheStep(t *testing.T) {
	s := newStage(t)
	s.Liar("liar", Lie{Leaf: 40, Stride: 2, Step: 321})
	s.wins(s.bound() - s.Blocks().Queue)
	if n := count[game.Prove](s, s.honest); n != 1 {
		t.Errorf("%d proofs, want 1", n)
	}
	// A load for the step, and up to 250,000 gas for the real machine, come on top.
	if n, gas := s.transactions(s.honest), s.contract.gas[s.honest.Address]; n > 19 || gas > 7_700_000 {
		t.Errorf("%d transactions took %d gas, want 19 and 7.7 million at the most", n, gas)
	} else {
		t.Logf("%d transactions took %d gas", n, gas)
	}
	moves := count[game.Split](s, s.honest) + count[game.RefineLeaf](s, s.honest) + count[game.RefineStride](s, s.honest) + 1 + 1
	if moves > 17 {
		t.Errorf("%d moves to answer one liar, want 17 at the most", moves)
	}
}

// The outlay is 50 coins and 8.2 for every wrong root: the purse has no more.
func TestAttack04_manyRoots(t *testing.T) {
	for _, n := range []int{1, 8} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := newStage(t)
			s.honest.Balance = 50*Coin + uint64(n)*82*Coin/10
			s.start[s.honest] = s.honest.Balance
			for i := range n {
				p := s.Liar(fmt.Sprint("liar", i), Lie{Leaf: uint64(i), Stride: 2, Step: uint64(7 * i), Salt: uint64(i)})
				s.OnlyAbout(p, uint64(i), s.Genesis, 0)
			}
			s.wins(s.bound())
			if bonds := count[game.RefineLeaf](s, s.honest) + count[game.RefineStride](s, s.honest); bonds != 2*n {
				t.Errorf("%d bonds of the honest side, want two for each of %d liars", bonds, n)
			}
		})
	}
}
