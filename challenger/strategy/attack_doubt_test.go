// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
)

// runBlocks is how long it takes to run a dear transition in the machine.
const runBlocks = 8

// doubting is a game in which the machine fails on a transition that natively has a result. The honest side knows
// that the transition is dear, and nothing more.
func doubting(t *testing.T) (s *stage, good common.Hash) {
	t.Helper()
	w := NewWorld()
	states := w.History(w.Genesis(), game.Range{Batches: 20})
	good = states[39]
	w.Crash(good)
	s = newStageOf(t, w, Short(), 20)
	s.doubts(s.honest, good, states[50])
	return s, good
}

// doubts has a party know of dear transitions, of which it can run one at a time.
func (s *stage) doubts(p *Player, before ...common.Hash) {
	p.Mind.Doubts = make(map[common.Hash]bool)
	for _, state := range before {
		p.Mind.Doubts[state] = true
	}
	p.Mind.Cost = func(q strategy.Question) uint64 {
		if q.Kind == strategy.CheckOf {
			return runBlocks
		}
		return 0
	}
}

// A transition that may be too much for the machine is run before money is staked on what it comes to natively. It is
// stuck: that is what the honest side claims then.
func TestAttack16_doubtfulLeafIsRunBeforeTheClaim(t *testing.T) {
	s, good := doubting(t)
	s.honest.Propose = true
	began := s.Height
	s.wins(s.Blocks().Threshold + 2)
	right := s.Right(s.Genesis())
	a := s.Referee.Assertion(right)
	if a.State != program.Stuck(good) || a.Author != s.honest.Address {
		t.Errorf("%x was confirmed, by %s", a.State, a.Author)
	}
	if a.CreatedAt < began+runBlocks {
		t.Errorf("the claim was made at height %d, before the machine was run from %d on", a.CreatedAt, began)
	}
	if n := count[game.Assert](s, s.honest); n != 1 {
		t.Errorf("%d claims, want one", n)
	}
	if s.honest.Alarms[strategy.Unchecked] == 0 {
		t.Error("nothing was said about the claim that waits")
	}
}

// Somebody claims the native result. It looks right at first, and the honest side puts nothing behind it. When the
// machine has been run it is contradicted, and lost.
func TestAttack16_nativeResultOfAStuckLeafIsNotFollowed(t *testing.T) {
	s, good := doubting(t)
	s.BatchEvery, s.honest.Propose = 5, true
	s.At(s.Height+3*runBlocks, func() error { s.BatchEvery = 0; return nil }) // no more is needed
	s.Liar("hasty", Lie{Leaf: 40, Native: true})
	s.wins(s.bound())
	if a := s.Referee.Assertion(s.Right(s.Genesis())); a.State != program.Stuck(good) {
		t.Errorf("%x was confirmed", a.State)
	}
	for _, r := range s.Took {
		if m, ok := r.Move.(game.Assert); ok && r.Sender == s.honest.Address && m.Parent.ID() != s.Genesis() {
			t.Errorf("at height %d the honest side claimed something behind a claim that it has not checked", r.Height)
		}
	}
}

// Rules know it by themselves.
func TestRuleAgainstAClaimInDoubt(t *testing.T) {
	s, _ := doubting(t)
	s.honest.Propose, s.honest.Asleep = true, func(uint64) bool { return true }
	m := s.honest.Mind
	sight, purse := s.sight(), strategy.Purse{Balance: 70 * Coin}
	m.Now(s.Height)
	r := strategy.Next(s.honest.Party, purse, sight, m)
	for _, q := range r.Needed {
		m.Compute(q, s.Height)
	}
	claim, err := m.Claim(s.World.Genesis(), s.Referee.Assertion(s.Genesis()).Range)
	if err != nil {
		t.Fatal(err)
	}
	a := s.Referee.Assertion(s.Genesis())
	move := strategy.Move{Move: game.Assert{
		Parent: game.Parent{Parent: a.Parent, State: a.State, Span: a.Span}, Range: a.Range,
		State: claim.State, Span: claim.Tree.Root(), Path: claim.Tree.Last(),
	}, Key: strategy.Key{What: strategy.AssertTask}, Bond: 50 * Coin}
	if err := strategy.NewRules(s.honest.Party, purse, sight, m).Check(move); !errors.Is(err, strategy.ErrUnchecked) {
		t.Errorf("got %v, want %v", err, strategy.ErrUnchecked)
	}
}

// Somebody makes blocks that are dear to run, more than anybody can run. That keeps a right claim back for a while, and
// not until a wrong one has won.
func TestAttack16_moreDoubtfulLeavesThanAnybodyCanRun(t *testing.T) {
	w := NewWorld()
	s := newStageOf(t, w, Short(), 20)
	s.doubts(s.honest, w.History(w.Genesis(), game.Range{Batches: 20})[:60]...)
	s.Liar("liar", Lie{Leaf: 40, Stride: 2, Step: 321})
	s.wins(s.bound() + s.Blocks().Censored)
	if s.honest.Alarms[strategy.Unchecked] == 0 {
		t.Error("nothing was said about the claim that was not checked")
	}
}

// Nobody lies, and all blocks are dear to run: the next claim waits as long as disputes may, and is made then.
func TestDoubtfulLeavesDoNotStopTheClaims(t *testing.T) {
	w := NewWorld()
	s := newStageOf(t, w, Short(), 20)
	s.honest.Propose = true
	s.doubts(s.honest, w.History(w.Genesis(), game.Range{Batches: 20})[:60]...)
	from := s.Height
	s.wins(s.Blocks().Threshold + s.Blocks().Queue + 20)
	if at := s.Referee.Assertion(s.Right(s.Genesis())).CreatedAt; at < from+s.Blocks().Queue/2 {
		t.Errorf("the claim was made at height %d, %d blocks behind the start: it did not wait", at, at-from)
	}
}
