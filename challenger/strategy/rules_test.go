// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
)

// wrong is what corruptions put in the place of something right.
var wrong = common.Hash{0xbad >> 4}

// corrupted are moves that are nearly the honest one, by what is wrong with them, and the rule that they break.
func corrupted(m strategy.Move) map[string]corruption {
	all := make(map[string]corruption)
	add := func(name string, kind error, change func(*strategy.Move)) {
		bad := m
		change(&bad)
		all[m.Key.What.String()+": "+name] = corruption{bad, kind}
	}
	switch v := m.Move.(type) {
	case game.Assert:
		add("another range", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Range.Batches++; b.Move = v })
		add("another span", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Span = wrong; b.Move = v })
		add("another parent", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Parent.State = wrong; b.Move = v })
		add("another state", strategy.ErrNotRight, func(b *strategy.Move) {
			v := v
			v.State = bytes.Clone(v.State)
			v.State[50] ^= 1
			b.Move = v
		})
		add("no bond", strategy.ErrMoney, func(b *strategy.Move) { b.Bond = 0 })
		add("too large a bond", strategy.ErrMoney, func(b *strategy.Move) { b.Bond += 100 * Coin })
	case game.Split:
		add("parts in another order", strategy.ErrNotAllowed, func(b *strategy.Move) {
			v := v
			v.Spans[0], v.Spans[15] = v.Spans[15], wrong
			b.Move = v
		})
		add("another span", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Node.Span = wrong; b.Move = v })
		add("another origin", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Node.Origin = wrong; b.Move = v })
		add("another base", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Node.Base = wrong; b.Move = v })
		add("a part that has no rival", strategy.ErrNotNeeded, func(b *strategy.Move) {
			v := v
			v.Node = v.Node.Children(v.Spans)[0]
			if v.Node.Len > 0 {
				v.Spans = [16]common.Hash{}
			}
			b.Move = v
		})
		add("with a bond", strategy.ErrMoney, func(b *strategy.Move) { b.Bond = 1 })
	case game.RefineLeaf:
		add("another start", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Before = wrong; b.Move = v })
		add("another end", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Next = wrong; b.Move = v })
		add("another run", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Span = wrong; b.Move = v })
		add("another last machine", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Run.MemoryRoot = wrong; b.Move = v })
		add("another parent", strategy.ErrNotAllowed, func(b *strategy.Move) { v := v; v.Parent = wrong; b.Move = v })
		add("no proof of the start", strategy.ErrNotAllowed, func(b *strategy.Move) { v := v; v.Start = game.Start{}; b.Move = v })
		add("a wrong node", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Node.Span = wrong; b.Move = v })
		add("no bond", strategy.ErrMoney, func(b *strategy.Move) { b.Bond = 0 })
		add("more than there is", strategy.ErrMoney, func(b *strategy.Move) { b.Bond = 10_000 * Coin })
		add("in a batch", strategy.ErrNotAllowed, func(b *strategy.Move) { b.Move, b.Bond = game.Batch{Moves: []game.Move{v}}, 0 })
	case game.RefineStride:
		add("another start", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Machine = wrong; b.Move = v })
		add("other steps", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Span = wrong; b.Move = v })
		add("no proof of the start", strategy.ErrNotAllowed, func(b *strategy.Move) { v := v; v.Start = game.Start{}; b.Move = v })
		add("a wrong node", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Node.Span = wrong; b.Move = v })
		add("no bond", strategy.ErrMoney, func(b *strategy.Move) { b.Bond = 0 })
	case game.Prove:
		add("no proof of the start", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Start = game.Start{}; b.Move = v })
		add("a wrong node", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Node.Span = wrong; b.Move = v })
		add("another level", strategy.ErrNotRight, func(b *strategy.Move) { v := v; v.Node.Level = game.Strides; b.Move = v })
	case game.Batch:
		last := v.Moves[len(v.Moves)-1]
		add("nothing known about a part", strategy.ErrNotAllowed, func(b *strategy.Move) {
			b.Move = game.Batch{Moves: []game.Move{game.Update{Node: game.Ref{Origin: wrong}}, last}}
		})
		add("nothing known about a refinement", strategy.ErrNotAllowed, func(b *strategy.Move) {
			b.Move = game.Batch{Moves: []game.Move{game.UpdateFrom{Node: game.Ref{Origin: wrong}}, last}}
		})
		add("the end too soon", strategy.ErrNotAllowed, func(b *strategy.Move) {
			b.Move = game.Batch{Moves: []game.Move{last, last}}
		})
		if c, ok := last.(game.Confirm); ok {
			c.Span = wrong
			add("a wrong claim", strategy.ErrNotRight, func(b *strategy.Move) { b.Move = game.Batch{Moves: []game.Move{c}} })
		}
		if c, ok := last.(game.Settle); ok {
			c.Winner.Span = wrong
			add("a wrong claim", strategy.ErrNotRight, func(b *strategy.Move) { b.Move = game.Batch{Moves: []game.Move{c}} })
		}
	case game.Withdraw:
		add("to somebody else", strategy.ErrMoney, func(b *strategy.Move) { b.Move = game.Withdraw{To: Address("liar")} })
	}
	add("a move of no kind", strategy.ErrNotNeeded, func(b *strategy.Move) { b.Move, b.Bond = game.Update{}, 0 })
	return all
}

type corruption struct {
	strategy.Move
	kind error
}

// Every honest move of a game is let pass, and nothing that is nearly one.
func TestRulesOfEveryMove(t *testing.T) {
	s := newStage(t)
	s.rich(2000)
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	tried := make(map[string]int)
	check := func() {
		s.honest.Mind.Now(s.Height)
		purse := strategy.Purse{Stake: s.Referee.Stake(s.honest.Address), Balance: 1000 * Coin}
		next := func() strategy.Result { return strategy.Next(s.honest.Party, purse, s.sight(), s.honest.Mind) }
		for range 3 {
			for _, q := range next().Needed {
				s.honest.Mind.Compute(q, s.Height)
			}
		}
		for _, m := range next().Moves {
			rules := func() *strategy.Rules { return strategy.NewRules(s.honest.Party, purse, s.sight(), s.honest.Mind) }
			again := rules()
			if err := again.Check(m); err != nil {
				t.Errorf("at %d an honest %T: %v", s.Height, m.Move, err)
			}
			if again.Check(m) == nil {
				t.Errorf("at %d the same %T twice", s.Height, m.Move)
			}
			for name, bad := range corrupted(m) {
				tried[name]++
				if err := rules().Check(bad.Move); !errors.Is(err, bad.kind) {
					t.Errorf("at %d %s: %v, want %v", s.Height, name, err, bad.kind)
				}
			}
		}
	}
	right := s.Right(s.Genesis())
	for stop := s.Height; stop < 1400 && !(s.Confirmed(right) && s.Home(s.honest)); stop++ {
		check()
		if err := s.Until(stop+2, func() bool { return s.Height > stop }); err != nil {
			t.Fatal(err)
		}
		stop = s.Height - 1
	}
	if len(tried) < 30 {
		t.Errorf("%d kinds of corruption were tried, want 30: %v", len(tried), tried)
	}
}

func TestRulesOfTime(t *testing.T) {
	s := attacked(t)
	rules := strategy.NewRules(s.honest.Party, strategy.Purse{}, s.sight(), s.honest.Mind)
	right := s.Referee.Assertion(s.Right(s.Genesis()))
	genesis := s.Referee.Assertion(s.Genesis())
	early := game.Confirm{Parent: game.Parent{State: genesis.State}, State: right.Encoded, Span: right.Span}
	for name, m := range map[string]game.Move{
		"to confirm too early":        early,
		"a last state, nothing stuck": game.Last{Good: right.Encoded},
	} {
		if err := rules.Check(strategy.Move{Move: m}); !errors.Is(err, strategy.ErrNotAllowed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The own stake is brought along claims that others have made, before the party makes one.
func TestStakeFollowsCopies(t *testing.T) {
	s := pipeline(t)
	other := s.ally("other", 1000)
	other.Propose = true
	s.honest.Asleep = func(height uint64) bool { return height > 60 && height < 200 }
	other.Asleep = func(height uint64) bool { return height <= 60 || height > 190 }
	caughtUp := func() bool {
		tip := s.Referee.Assertion(s.Referee.Stake(s.honest.Address))
		return tip.Author == s.honest.Address && tip.CreatedAt > 200
	}
	if err := s.Until(400, caughtUp); err != nil {
		t.Fatal(err)
	}
	copies := 0
	for _, r := range s.Took {
		if k, ok := r.Tag.(strategy.Key); ok && k.What == strategy.TipTask && r.Sender == s.honest.Address {
			copies++
		}
	}
	if copies < 5 {
		t.Errorf("the stake moved along %d claims of somebody else, want 5 at least", copies)
	}
}

func TestStakeThatStandsElsewhere(t *testing.T) {
	s := newStage(t)
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	s.honest.Asleep = func(uint64) bool { return true }
	if err := s.Until(100, func() bool { return len(s.Referee.Children(s.Genesis())) == 1 }); err != nil {
		t.Fatal(err)
	}
	purse := strategy.Purse{Balance: 70 * Coin, Stake: s.Referee.Children(s.Genesis())[0]}
	var r strategy.Result
	for range 3 {
		r = strategy.Next(s.honest.Party, purse, s.sight(), s.honest.Mind)
		s.honest.Mind.Now(s.Height)
		for _, q := range r.Needed {
			s.honest.Mind.Compute(q, s.Height)
		}
	}
	alarm := false
	for _, n := range r.Notices {
		alarm = alarm || n.What == strategy.StakeAway
	}
	if len(r.Moves) > 0 || !alarm {
		t.Errorf("%d moves, notices %v: want none, and an alarm", len(r.Moves), r.Notices)
	}
}
