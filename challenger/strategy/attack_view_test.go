// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
)

// attacked is a game in which the honest side has something to answer.
func attacked(t *testing.T) *stage {
	s := newStage(t)
	s.honest.Propose = true
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	both := func() bool { return len(s.Referee.Children(s.Genesis())) == 2 }
	if err := s.Until(50, both); err != nil {
		t.Fatal(err)
	}
	return s
}

// sight is what the honest side sees when all is well.
func (s *stage) sight() strategy.Sight {
	return strategy.Sight{Table: s.Referee.Table, Held: s.Held(), Head: s.Height, Last: s.Height - 1, Seen: s.Height, Logs: s.Height}
}

func (s *stage) decide(sight strategy.Sight, own strategy.Own) strategy.Result {
	return strategy.Next(s.honest.Party, strategy.Purse{Balance: 70 * Coin}, sight, own)
}

func TestAttack66_oldHeadAndMissingEvents(t *testing.T) {
	s := attacked(t)
	if r := s.decide(s.sight(), s.honest.Mind); r.Unsure != nil || len(r.Moves) == 0 {
		t.Fatalf("with everything seen there are %d moves, and %v", len(r.Moves), r.Unsure)
	}
	for name, c := range map[string]struct {
		change func(*strategy.Sight)
		want   error
	}{
		"the head moved back":   {func(v *strategy.Sight) { v.Seen++ }, strategy.ErrOldHead},
		"an event is missing":   {func(v *strategy.Sight) { v.Logs-- }, strategy.ErrNoLogs},
		"events of another one": {func(v *strategy.Sight) { v.Logs++ }, strategy.ErrNoLogs},
		"there is no table":     {func(v *strategy.Sight) { v.Table = nil }, strategy.ErrNoLogs},
	} {
		v := s.sight()
		c.change(&v)
		if r := s.decide(v, s.honest.Mind); !errors.Is(r.Unsure, c.want) || len(r.Moves)+len(r.Needed) > 0 {
			t.Errorf("%s: %d moves, %v, want none and %v", name, len(r.Moves), r.Unsure, c.want)
		}
	}
}

// A party that has not derived a range does not know whether a claim about it is right. It does not contradict it.
func TestAttack79_missingBatches(t *testing.T) {
	s := attacked(t)
	blind := NewMind(s.World, nil, 1)
	blind.Sees = func(end game.Range) bool { return false }
	r := s.decide(s.sight(), blind)
	if len(r.Moves) > 0 || len(r.Needed) != 1 || r.Needed[0].Kind != strategy.ClaimOf {
		t.Errorf("%d moves, needed are %v; want none, and the claim", len(r.Moves), r.Needed)
	}
}

// broken is a mind that fails at some kind of question.
type broken struct {
	*Mind
	run error
}

func (b broken) Run(state common.Hash, end game.Range) (*strategy.Run, error) {
	if b.run != nil {
		return nil, b.run
	}
	return b.Mind.Run(state, end)
}

func TestAttack79_ownComputationFails(t *testing.T) {
	s := attacked(t)
	s.honest.When = func(m *strategy.Move, head uint64) uint64 {
		if m.Key.What == strategy.RefineTask {
			return Never
		}
		return head
	}
	own := broken{s.honest.Mind, errors.New("compare native run and machine: they differ")}
	doubts := 0
	for stop := s.Height + 1; stop < 60; stop++ {
		if err := s.Until(stop+1, func() bool { return s.Height >= stop }); err != nil {
			t.Fatal(err)
		}
		r := s.decide(s.sight(), own)
		for _, m := range r.Moves {
			if m.Key.What == strategy.RefineTask {
				t.Errorf("at %d a bond is paid on a run that failed: %s", s.Height, m.Key)
			}
		}
		for _, n := range r.Notices {
			if n.What == strategy.Doubt {
				doubts++
			}
		}
	}
	if doubts == 0 {
		t.Error("no alarm of doubt")
	}
}

// A claim that does not follow from what we have computed is confirmed: whoever sees that knows nothing any more, and
// makes no move.
func TestConfirmedAgainstUs(t *testing.T) {
	s := newStage(t)
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	s.honest.Asleep = func(uint64) bool { return true }
	err := s.Until(2000, func() bool { return s.Referee.Latest() != s.Genesis() })
	if !errors.Is(err, ErrWrong) {
		t.Fatalf("the liar alone: %v", err)
	}
	s.honest.Mind.Now(s.Height)
	r := s.decide(s.sight(), s.honest.Mind)
	if r.Unsure == nil || len(r.Moves) > 0 {
		t.Errorf("%d moves, %v", len(r.Moves), r.Unsure)
	}
}

func TestMoneyIsNotSpentTwice(t *testing.T) {
	s := attacked(t)
	p := strategy.Purse{Balance: 50*Coin - 1}
	for range 3 {
		r := strategy.Next(strategy.Party{Address: Address("poor"), Defend: true, Propose: true}, p, s.sight(), s.honest.Mind)
		paid := uint64(0)
		for _, m := range r.Moves {
			paid += m.Bond
		}
		if paid > p.Balance {
			t.Errorf("bonds of %d gwei out of %d", paid, p.Balance)
		}
	}
}

// Who only watches sees what is wrong, and makes no move.
func TestWatcherMakesNoMove(t *testing.T) {
	s := attacked(t)
	watcher := NewPlayer("watcher", NewMind(s.World, nil, 1), 0)
	watcher.Defend = false
	s.Join(watcher)
	right := s.Right(s.Genesis())
	if err := s.Until(2000, func() bool { return s.Confirmed(right) }); err != nil {
		t.Fatal(err)
	}
	if watcher.Sent > 0 || watcher.Alarms[strategy.Contradicted] == 0 {
		t.Errorf("%d moves, %d alarms: want none, and one at least", watcher.Sent, watcher.Alarms[strategy.Contradicted])
	}
}

// Nobody has said anything against a wrong run for so long that it has won below the node in dispute. A bond there
// would be lost.
func TestWrongClaimHasWonBelow(t *testing.T) {
	s := newStage(t)
	s.honest.Propose = true
	never := func(task strategy.Task) func(*strategy.Move, uint64) uint64 {
		return func(m *strategy.Move, head uint64) uint64 {
			if m.Key.What == task {
				return Never
			}
			return head
		}
	}
	s.honest.When = never(strategy.RefineTask)
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5}).When = never(strategy.ConfirmTask)
	settled := func() bool {
		for _, r := range s.Took {
			for _, e := range r.Events {
				if _, ok := e.(game.Settled); ok {
					return true
				}
			}
		}
		return false
	}
	if err := s.Until(1000, settled); err != nil {
		t.Fatal(err)
	}
	s.honest.Mind.Now(s.Height)
	alarms := make(map[strategy.Alarm]int)
	r := s.decide(s.sight(), s.honest.Mind)
	for _, n := range r.Notices {
		alarms[n.What]++
	}
	if alarms[strategy.LostBelow] != 1 || alarms[strategy.RuleBroken] != 0 {
		t.Errorf("alarms are %v, want one of something lost", alarms)
	}
	for _, m := range r.Moves {
		if m.Key.What == strategy.RefineTask {
			t.Errorf("a bond is paid where nothing can be won: %s", m.Key)
		}
	}
}
