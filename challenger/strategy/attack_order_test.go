// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
)

// copies has somebody make every move of a party one transaction earlier.
func copies(s *stage, of *Player) {
	s.Front = func(tx *Tx) []Tx {
		if tx.Sender != of.Address {
			return nil
		}
		return []Tx{{Sender: Address("copier"), Move: tx.Move, Bond: 1000 * Coin, From: tx.From}}
	}
}

func TestAttack33_everyMoveIsCopied(t *testing.T) {
	s := newStage(t)
	s.Liar("liar", Lie{Leaf: 40, Stride: 2, Step: 321})
	copies(s, s.honest)
	s.wins(s.bound() - s.Blocks().Queue)
	if s.honest.Sent > 25 {
		t.Errorf("%d moves sent, want 25 at the most: what is done is not sent again", s.honest.Sent)
	}
	for _, r := range s.Refused {
		if r.Sender == s.honest.Address && r.Bond > 0 {
			t.Errorf("a move with a bond was refused: %v", r.Err)
		}
	}
}

func TestAttack22_copyOfARolledStake(t *testing.T) {
	s := newStage(t)
	s.BatchEvery = 5
	s.honest.Propose = true
	s.At(60, func() error { // it has a stake by then
		copies(s, s.honest)
		return nil
	})
	rolled := func() bool {
		a := s.Referee.Assertion(s.Referee.Stake(s.honest.Address))
		return a.Status != game.NoAssertion && a.CreatedAt > 200
	}
	if err := s.Until(2000, rolled); err != nil {
		t.Fatal(err)
	}
	first := 0
	for _, r := range s.Took {
		if len(r.Events) > 0 && r.Sender == Address("copier") {
			if _, ok := r.Events[0].(game.Asserted); ok {
				first++
			}
		}
	}
	if first == 0 {
		t.Error("no claim was made by the copier")
	}
	if has := s.honest.Worth(s.Referee); has < s.start[s.honest] {
		t.Errorf("the party has %d gwei, it had %d", has, s.start[s.honest])
	}
}

func TestAttack44_liarFirstInEveryBlock(t *testing.T) {
	s := newStage(t)
	s.honest.Balance, s.start[s.honest] = 120*Coin, 120*Coin
	for i := range uint64(4) {
		s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 9 * i, Stride: 2, Step: i, Salt: i})
	}
	s.Order = func(_ uint64, txs []Tx) []Tx {
		slices.SortStableFunc(txs, func(a, b Tx) int {
			return side(a.Sender == s.honest.Address) - side(b.Sender == s.honest.Address)
		})
		return txs
	}
	s.wins(s.bound())
}

func side(honest bool) int {
	if honest {
		return 1
	}
	return 0
}

func TestAttack45_reorgs(t *testing.T) {
	for _, c := range []struct{ at, depth uint64 }{{12, 1}, {30, 25}, {60, 40}, {90, 7}, {400, 300}, {520, 490}} {
		t.Run(fmt.Sprintf("%d deep at %d", c.depth, c.at), func(t *testing.T) {
			s := newStage(t)
			s.honest.Propose = true
			s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
			s.At(c.at, func() error { return s.Fork(c.depth) })
			s.wins(s.bound() + c.depth)
		})
	}
}

// Batches of the range of a claim are others after a reorg: the claim is about what is not there any more.
func TestAttack47_batchesChangeBelowAClaim(t *testing.T) {
	s := newStage(t)
	s.BatchEvery, s.honest.Propose = 4, true
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	s.At(100, func() error { return s.Fork(90) })
	second := func() bool {
		first := s.Right(s.Genesis())
		return s.Confirmed(first) && s.Confirmed(s.Right(first))
	}
	if err := s.Until(3000, second); err != nil {
		t.Fatal(err)
	}
	// What comes home soon comes in one batch: the last bonds wait for each other.
	has := func() uint64 { return s.honest.Worth(s.Referee) }
	if err := s.Until(s.Height+2*s.Blocks().Delay, func() bool { return has() >= s.start[s.honest] }); err != nil {
		t.Errorf("the party has %d gwei, it had %d: %v", has(), s.start[s.honest], err)
	}
}

func TestAttack56_lateHonestParty(t *testing.T) {
	// The first defender is there until a move of a kind has been made, and is gone then. Another comes much later,
	// with an empty disk.
	for _, phase := range []strategy.Task{strategy.AssertTask, strategy.SplitTask, strategy.RefineTask, strategy.ProveTask} {
		t.Run(phase.String(), func(t *testing.T) {
			s := newStage(t)
			s.honest.Propose = true
			gone := uint64(0)
			s.honest.Asleep = func(height uint64) bool {
				for _, r := range s.Took {
					if k, ok := r.Tag.(strategy.Key); ok && k.What == phase && gone == 0 {
						gone = height
					}
				}
				// It comes home to take its money in the end.
				return gone != 0 && height < 1400
			}
			s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
			second := s.ally("second", 70)
			second.Asleep = func(height uint64) bool { return gone == 0 || height < gone+400 }
			s.wins(1500)
		})
	}
}

func TestAttack56_diskWiped(t *testing.T) {
	s := newStage(t)
	s.honest.Mind.Cost = func(strategy.Question) uint64 { return 2 }
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	for height := uint64(5); height < 100; height += 9 {
		s.At(height, func() error {
			s.honest.Forget()
			return nil
		})
	}
	s.wins(s.bound())
}

func TestAttack57_twoHonestClients(t *testing.T) {
	s := newStage(t)
	s.honest.Propose = true
	second := s.ally("second", 70)
	second.Delay = func() uint64 { return 2 }
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	s.wins(s.bound())
	for _, p := range []*Player{s.honest, second} {
		if p.Failed > 20 {
			t.Errorf("%s had %d moves refused", p.Name, p.Failed)
		}
	}
	bonds := make(map[common.Hash]int)
	for _, r := range s.Took {
		if m, ok := r.Move.(game.RefineLeaf); ok && r.Sender != Address("liar") {
			bonds[m.Span]++
		}
	}
	for span, n := range bonds {
		if n > 2 {
			t.Errorf("the claim %x was made %d times", span, n)
		}
	}
}

// Trees of strides are large, so that a party does not keep those of all disputes.
func TestFewTreesAtATime(t *testing.T) {
	s := newStage(t)
	s.rich(200)
	s.honest.Mind.Trees = 2
	for i := range uint64(5) {
		s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 9 * i, Stride: 2, Step: 80 * i, Salt: i})
	}
	s.wins(s.bound())
}

// What was sent to one rollup says nothing to another.
func TestAttack46_replayOnAnotherRollup(t *testing.T) {
	s := newStage(t)
	s.Liar("liar", Lie{Leaf: 40, Stride: 2, Step: 321})
	s.wins(s.bound())
	w := NewWorld()
	w.Blocks = 4
	other, err := NewRig(w, Short(), 20)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.Took {
		other.Send("parrot", r.Bond, r.Move)
	}
	if err := other.Until(100, func() bool { return other.Height > 50 }); err != nil {
		t.Fatal(err)
	}
	for _, r := range other.Took {
		if _, ok := r.Move.(game.Assert); !ok { // anybody may make any claim
			t.Errorf("another rollup took a %T", r.Move)
		}
	}
	if len(other.Refused) == 0 {
		t.Error("nothing was replayed")
	}
}
