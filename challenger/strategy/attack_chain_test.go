// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
)

// rights are the first right claims of the chain, as far as they have been made.
func (s *stage) rights(n int) (ids []common.Hash) {
	for on := s.Genesis(); len(ids) < n; {
		on = s.Right(on)
		if s.Referee.Assertion(on).Status == game.NoAssertion {
			return ids
		}
		ids = append(ids, on)
	}
	return ids
}

// confirms plays until the first n right claims are facts.
func (s *stage) confirms(n int, limit uint64) {
	s.t.Helper()
	all := func() bool {
		ids := s.rights(n)
		return len(ids) == n && s.Confirmed(ids[n-1])
	}
	if err := s.Until(limit, all); err != nil {
		s.t.Fatal(err)
	}
	for _, p := range []*Player{s.honest} {
		if n := p.Alarms[strategy.RuleBroken] + p.Alarms[strategy.AgainstUs] + p.Alarms[strategy.Doubt]; n > 0 {
			s.t.Errorf("%s gave %d alarms that must not be", p.Name, n)
		}
	}
}

// pipeline is a stage with a claim every MinGap blocks.
func pipeline(t *testing.T) *stage {
	s := newStage(t)
	s.BatchEvery = 8
	s.honest.Propose = true
	s.rich(1000)
	return s
}

func TestAttack49_manyRootsInManyCohorts(t *testing.T) {
	s := pipeline(t)
	const claims, each = 3, 2
	for c := range uint64(claims) {
		for i := range uint64(each) {
			p := s.Liar(fmt.Sprint("liar", c, ".", i), Lie{From: []uint64{0, 20, 22}[c], Leaf: i, Stride: 2, Step: i, Salt: i})
			p.Every = 3
		}
	}
	s.confirms(claims+2, 3*s.bound())
}

func TestAttack64_eachClaimAttackedAtItsLastBlock(t *testing.T) {
	s := pipeline(t)
	threshold := s.Blocks().Threshold
	for c := range uint64(4) {
		p := s.Liar(fmt.Sprint("liar", c), Lie{From: 20 + 2*c, Leaf: 1, Stride: 2, Step: 3, Salt: c})
		p.When = func(m *strategy.Move, head uint64) uint64 {
			assert, ok := m.Move.(game.Assert)
			if !ok {
				return head
			}
			right := s.Referee.Assertion(s.Right(assert.Parent.ID()))
			if right.Status == game.NoAssertion {
				return head + 1
			}
			return max(head, right.CreatedAt+threshold-3)
		}
	}
	s.confirms(8, 3*s.bound())
}

// The child of a claim has had its time when the claim is confirmed at last.
func TestAttack65_childIsReadyBeforeItsParent(t *testing.T) {
	s := pipeline(t)
	lastMoment(s, s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5}))
	s.confirms(6, 3*s.bound())
	for _, id := range s.rights(6) {
		a := s.Referee.Assertion(id)
		if a.Status != game.Fact {
			t.Errorf("claim %x of block %d is not confirmed", id[:4], a.CreatedAt)
		}
	}
}

// A claim that has all its time is contradicted while its parent is late: the honest side answers again before the
// contradiction could have the threshold.
func TestAttack73_lateParent(t *testing.T) {
	s := pipeline(t)
	s.Liar("first", Lie{Leaf: 33, Stride: 2, Step: 5}).When = func(_ *strategy.Move, head uint64) uint64 { return max(head, 40) }
	s.Censored = func(height uint64, sender common.Address) bool {
		return sender == s.honest.Address && height > 46 && height <= 46+480
	}
	second := s.Liar("second", Lie{From: 20, Leaf: 1, Stride: 2, Step: 3, Salt: 7})
	second.When = func(_ *strategy.Move, head uint64) uint64 { // its moves about the first claim would be right ones
		right := s.Referee.Assertion(s.Right(s.Right(s.Genesis())))
		if right.Status == game.NoAssertion {
			return head + 1
		}
		return max(head, right.CreatedAt+s.Blocks().Threshold-2)
	}
	s.confirms(4, 4*s.bound())
}

func TestAttack34_weightsAreTheReferees(t *testing.T) {
	s := newStage(t)
	s.rich(300)
	for i := range uint64(3) {
		s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 6 * i, Stride: 2, Step: 4 * i, Salt: i})
		delayed(s.Liar(fmt.Sprint("frenemy", i), Lie{Level: game.Strides, Every: true, Stride: 2, Step: i, Salt: i}),
			func(k strategy.Key) uint64 { return uint64(k.Node[1]) })
	}
	compared := 0
	for stop := uint64(10); stop < 700; stop += 83 {
		if err := s.Until(stop, func() bool { return s.Height >= stop-1 }); err != nil {
			t.Fatal(err)
		}
		for _, id := range s.Check.Nodes() {
			got, want := strategy.Earned(s.Referee.Table, id, s.Height), s.Referee.TrueBeta(id, s.Height)
			if got != want {
				t.Fatalf("at %d node %x has earned %d blocks, the referee says %d", s.Height, id[:4], got, want)
			}
			compared++
		}
	}
	if compared < 2_000 {
		t.Errorf("%d times compared, want 2,000", compared)
	}
}

// lateParent is a game in which the honest side is kept out for 480 blocks, where 250 are tolerated, while the first claim is
// contradicted. The second has all its time before the first is confirmed, and is contradicted then, at the height made.
func lateParent(t *testing.T) (s *stage, made *uint64) {
	c := Short()
	c.Censored = 250
	s = newStageOf(t, NewWorld(), c, 20)
	s.BatchEvery, s.honest.Propose = 8, true
	s.rich(1000)
	s.Liar("first", Lie{Leaf: 33, Stride: 2, Step: 5}).When = func(_ *strategy.Move, head uint64) uint64 { return max(head, 40) }
	s.Censored = func(height uint64, sender common.Address) bool {
		return sender == s.honest.Address && height > 46 && height <= 46+480
	}
	second := s.Liar("second", Lie{From: 20, Leaf: 1, Stride: 2, Step: 3, Salt: 7})
	made = new(uint64)
	second.When = func(_ *strategy.Move, head uint64) uint64 { // its moves about the first claim would be right ones
		right := s.Referee.Assertion(s.Right(s.Right(s.Genesis())))
		if right.Status == game.NoAssertion {
			return head + 1
		}
		*made = right.CreatedAt + s.Blocks().Threshold
		return max(head, *made)
	}
	return s, made
}

// The rule that a claim with all its time is defended again when a rival has earned what is tolerated.
// TestControl_answerAboveWhatIsTolerated is lost without it.
func TestDefendedAgain(t *testing.T) {
	s, made := lateParent(t)
	tolerated := s.Blocks().Censored
	s.confirms(4, 4*s.bound())
	child := s.Right(s.Right(s.Genesis()))
	root, _ := s.Referee.Root(child)
	answered := uint64(0)
	for _, r := range s.Took {
		if m, ok := r.Move.(game.Split); ok && m.Node == root && r.Sender == s.honest.Address {
			answered = r.Height
		}
	}
	if answered < *made+tolerated || answered > *made+tolerated+10 {
		t.Errorf("the root is split at %d, want it %d blocks after the rival came at %d", answered, tolerated, *made)
	}
}

// Nobody asserts. Who watches is told.
func TestNoClaimInTime(t *testing.T) {
	s := newStage(t)
	alarm := func() bool { return s.honest.Alarms[strategy.NoClaim] > 0 }
	if err := s.Until(20, alarm); err == nil {
		t.Error("an alarm before anybody could be late")
	}
	if err := s.Skip(s.Height + 3*s.Blocks().MinGap); err != nil {
		t.Fatal(err)
	}
	s.Version++
	if err := s.Until(s.Height+5, alarm); err != nil {
		t.Errorf("no alarm: %v", err)
	}
}
