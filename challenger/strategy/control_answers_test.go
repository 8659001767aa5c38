// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
)

// Each control here plays one game twice: with a rule about answers, when it is won, and without, when a wrong claim wins.

// loses plays a game with a rule and without.
func loses(t *testing.T, play func(t *testing.T, rule bool) error) {
	t.Helper()
	t.Run("with the rule", func(t *testing.T) {
		if err := play(t, true); err != nil {
			t.Error(err)
		}
	})
	t.Run("without", func(t *testing.T) {
		if err := play(t, false); !errors.Is(err, ErrWrong) {
			t.Errorf("the game ended with: %v; want a wrong claim confirmed", err)
		}
	})
}

// facts plays until n right claims are facts.
func (s *stage) facts(n int, limit uint64) error {
	return s.Until(limit, func() bool {
		ids := s.rights(n)
		return len(ids) == n && s.Confirmed(ids[n-1])
	})
}

// flood has liars come from some height on, each with a lie about a transition of its own.
func (s *stage) flood(liars, from uint64) {
	for i := range liars {
		p := s.Liar(fmt.Sprint("new", i), Lie{Leaf: 16 * i, Stride: 2, Step: i, Salt: i})
		s.OnlyAbout(p, 16*i, s.Genesis, from)
	}
}

// narrow has room for an answer of the honest side in one of so many blocks. By the rule it is the first that the strategy wants,
// else the last.
func narrow(s *stage, every uint64, rule bool) {
	sent, last := make(map[strategy.Key]bool), uint64(0)
	waits := func(m strategy.Move) bool {
		_, answers := Answers(m.Move)
		return answers && !sent[m.Key]
	}
	s.honest.When = func(m *strategy.Move, head uint64) uint64 {
		all := s.honest.Result.Moves
		behind := slices.IndexFunc(all, func(a strategy.Move) bool { return a.Key == m.Key }) + 1
		switch {
		case !waits(*m):
			return head
		case head < last+every, !rule && slices.ContainsFunc(all[behind:], waits):
			return head + 1
		}
		sent[m.Key], last = true, head
		return head
	}
}

// The honest side was kept out while a wrong claim earned. Then many others come elsewhere, and there is little room in blocks.
func TestControl_orderByUrgency(t *testing.T) {
	const liars, away = 2, 440
	loses(t, func(t *testing.T, rule bool) error {
		s := pipeline(t)
		narrow(s, 8, rule)
		s.honest.Asleep = func(height uint64) bool { return height > 36 && height < away }
		s.At(36, func() error { s.BatchEvery = 0; return nil }) // two claims are enough
		first := func() game.Hash { return s.Right(s.Genesis()) }
		s.OnlyAbout(s.Liar("old", Lie{From: 20, Leaf: 1, Stride: 2, Step: 3, Salt: 7}), 1, first, 0)
		s.flood(liars, away-10)
		return s.facts(2, 4*s.bound())
	})
}

// A claim that has all its time is contradicted while its parent is late, and the honest side is kept out again when the parent
// could be confirmed. That is longer in sum than a rollup tolerates: within that, no claim comes so far before its parent is a fact.
func TestControl_answerAboveWhatIsTolerated(t *testing.T) {
	loses(t, func(t *testing.T, rule bool) error {
		s, _ := lateParent(t)
		first := s.Censored
		s.Censored = func(height uint64, sender common.Address) bool {
			return first(height, sender) || sender == s.honest.Address && height > 1050 && height < 1350
		}
		s.honest.When = func(m *strategy.Move, head uint64) uint64 {
			root, _ := s.Referee.Root(s.Right(s.Right(s.Genesis())))
			if !rule && m.Key == (strategy.Key{What: strategy.SplitTask, Node: root.Node()}) {
				return Never
			}
			return head
		}
		return s.facts(2, 5*s.bound())
	})
}

// Who continues a right leaf with a run that is wrong before the liar's is wrong is refuted by the liar.
func TestControl_onlyRightRefinements(t *testing.T) {
	loses(t, func(t *testing.T, rule bool) error {
		s := newStage(t)
		if !rule {
			s.honest.Mind = NewMind(s.World, &Lie{Level: game.Strides, Every: true, Stride: 2, Step: 3}, 2)
		}
		s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5, Salt: 1})
		return s.Verdict(s.bound(), s.start)
	})
}

// together has a party send all the splits that it wants in one batch.
func together(p *Player) {
	p.Say = func(m strategy.Move) (strategy.Move, bool) {
		if _, ok := m.Move.(game.Split); !ok {
			return m, true
		}
		var batch game.Batch
		for _, a := range p.Result.Moves {
			if _, ok := a.Move.(game.Split); ok {
				batch.Moves = append(batch.Moves, a.Move)
			}
		}
		first := batch.Moves[0] == m.Move
		m.Move = batch
		return m, first
	}
}

// A miner makes one split of the honest side first in every block, the last that is wanted. That is one move done where it
// stands alone, and all the others undone where they are in a batch.
func TestControl_splitsGoAlone(t *testing.T) {
	const liars, away = 4, 500
	loses(t, func(t *testing.T, rule bool) error {
		s := newStage(t)
		s.rich(200)
		if !rule {
			together(s.honest)
		}
		s.honest.Every, s.honest.Asleep = 3, func(height uint64) bool { return height < away }
		s.OnlyAbout(s.Liar("old", Lie{Leaf: 200, Stride: 2, Step: 3, Salt: 7}), 200, s.Genesis, 0)
		s.flood(liars, away-10)
		s.Front = func(tx *Tx) []Tx {
			if tx.Sender != s.honest.Address {
				return nil
			}
			first := tx.Move
			if b, ok := first.(game.Batch); ok {
				first = b.Moves[len(b.Moves)-1]
			}
			if _, ok := first.(game.Split); !ok {
				return nil
			}
			return []Tx{{Sender: Address("miner"), Move: first, From: tx.From}}
		}
		return s.Verdict(s.bound()+away, s.start)
	})
}
