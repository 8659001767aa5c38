// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"fmt"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
)

// Coin is a coin of L1 in gwei.
const Coin = 1e9

// Honest adds a party that tells the truth, and has that many coins.
func (r *Rig) Honest(name string, coins uint64) *Player {
	p := NewPlayer(name, NewMind(r.World, nil, 2), coins*Coin)
	r.Join(p)
	return p
}

// Liar adds a party that lies, asserts, and has all the money that it wants.
func (r *Rig) Liar(name string, lie Lie) *Player {
	p := NewPlayer(name, NewMind(r.World, &lie, 2), 1e9*Coin)
	p.Propose = true
	r.Join(p)
	return p
}

// Silent has a player make claims and nothing else.
func Silent(p *Player) {
	p.When = func(m *strategy.Move, head uint64) uint64 {
		if m.Key.What == strategy.AssertTask {
			return head
		}
		return Never
	}
}

// Answers tells what node a move answers, if it is an answer.
func Answers(m game.Move) (v game.Ref, yes bool) {
	switch m := m.(type) {
	case game.Split:
		return m.Node, true
	case game.RefineLeaf:
		return m.Node, true
	case game.RefineStride:
		return m.Node, true
	case game.Prove:
		return m.Node, true
	}
	return v, false
}

// OnlyAbout has a liar answer from some height on, and about one transition of the claims behind an assertion alone. What others
// lie about it takes for what it is: else it would help the honest side against them.
func (r *Rig) OnlyAbout(p *Player, leaf uint64, on func() game.Hash, from uint64) {
	below := make(map[game.Hash]bool)
	p.When = func(m *strategy.Move, head uint64) uint64 {
		v, answers := Answers(m.Move)
		origin, _ := r.Referee.ChildOrigin(on())
		about := v.Origin == origin && leaf>>v.Len == uint64(v.Pos)>>v.Len || below[v.Origin]
		if answers && !about {
			return Never
		}
		if answers && v.Len == 0 {
			below[v.Context()] = true
		}
		return max(head, from)
	}
}

// Home reports whether all that a player has put in is back: no stake, no bond in a cohort, no credit to speak of.
func (r *Rig) Home(p *Player) bool {
	if r.Referee.Stake(p.Address) != (game.Hash{}) {
		return false
	}
	for _, o := range r.Check.cohorts {
		c := r.Referee.Cohort(o.what.id)
		if c.Settled {
			continue
		}
		for _, id := range c.Initials {
			if n, _ := r.Referee.Node(id); n.Initial.Poster == p.Address {
				return false
			}
		}
	}
	return true
}

// Verdict plays until the right claim behind an assertion is confirmed and everybody given has all their money back.
// It fails if that comes after the bound, if somebody lost money, or if less than half of what was lost is burnt. What L1
// may still take back is not over.
func (r *Rig) Verdict(bound uint64, start map[*Player]uint64) error {
	right := r.Right(r.Genesis())
	if err := r.Until(r.Height+bound+2*r.Blocks().Threshold, func() bool { return r.Height >= r.Firm && r.Confirmed(right) }); err != nil {
		return fmt.Errorf("confirm the right claim: %w", err)
	}
	created := r.Referee.Assertion(right).CreatedAt
	if took := r.Confirmations()[right] - created; took > bound {
		return fmt.Errorf("the right claim was confirmed %d blocks after it was made, the bound is %d", took, bound)
	}
	for p := range start {
		p.Retire()
	}
	home := func() bool {
		for p := range start {
			if !r.Home(p) {
				return false
			}
		}
		return true
	}
	if err := r.Until(r.Height+3*r.Blocks().Threshold, home); err != nil {
		return fmt.Errorf("bring everything home: %w", err)
	}
	for p, had := range start {
		if has := p.Worth(r.Referee); has < had {
			return fmt.Errorf("%s had %d gwei and has %d", p.Name, had, has)
		}
	}
	return r.Check.Times()
}
