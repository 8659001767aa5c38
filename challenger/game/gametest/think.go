// SPDX-License-Identifier: Apache-2.0

package gametest

import (
	"github.com/layeredpow/adit/challenger/game"
)

// think is a move that might be taken. depth says how many batches it would be in.
func (p *Player) think(depth int) game.Move {
	for range 20 {
		var m game.Move
		switch p.random.IntN(24) {
		case 0, 1, 2:
			m = p.assert()
		case 3, 4, 5, 6, 7, 8, 9:
			m = p.split()
		case 10, 11, 12:
			m = p.refine()
		case 13, 14:
			m = p.prove()
		case 15:
			m = p.update()
		case 16:
			m = p.updateFrom()
		case 17, 18, 19:
			m = p.end()
		case 20:
			m = p.last()
		case 21:
			m = game.Unstake{}
		case 22:
			m = game.Withdraw{To: p.Accounts[p.random.IntN(len(p.Accounts))]}
		case 23:
			m = p.batch(depth)
		}
		if m != nil {
			return m
		}
	}
	return p.assert()
}

// parent is an assertion to go on from.
func (p *Player) parent() game.Assertion {
	id := p.Referee.Latest()
	for {
		children := p.Referee.Children(id)
		if len(children) == 0 || p.oneIn(2) {
			return p.Referee.Assertion(id)
		}
		id = children[p.random.IntN(len(children))]
	}
}

func (p *Player) assert() game.Move {
	a := p.parent()
	var siblings []*Claim
	for _, id := range p.Referee.Children(a.ID()) {
		if root, ok := p.Referee.Root(id); ok && p.claims[root.Node()] != nil {
			siblings = append(siblings, p.claims[root.Node()])
		}
	}
	var against *Claim
	if len(siblings) > 0 {
		against = siblings[p.random.IntN(len(siblings))]
	}
	c := against
	if c == nil || !p.oneIn(4) {
		encoded := p.L2State(a.Range.Batches - p.random.Uint64N(2))
		switch {
		case p.oneIn(6):
			encoded = p.Stuck(p.fresh())
		case p.oneIn(6):
			encoded = p.Stuck(hash(p.lastGood()))
		}
		c = p.assertion(&a, encoded, against)
	}
	p.claims[c.Root.Node()] = c
	return game.Assert{
		Parent: game.Parent{Parent: a.Parent, State: a.State, Span: a.Span}, Range: a.Range, State: c.Encoded, Span: c.Root.Span, Path: c.Tree.Last(),
	}
}

// lastGood are the bytes of the state in which this world gets stuck, if it does.
func (p *Player) lastGood() []byte {
	state := make([]byte, 170)
	state[0] = 1
	copy(state[73:], p.Config.Params[:])
	return state
}

func (p *Player) last() game.Move { return game.Last{Good: p.lastGood()} }

func (p *Player) split() game.Move {
	part, ok := p.pick(func(_ Part, n game.Node) bool { return n.Len >= 4 && !n.Split && n.Rivaled != 0 })
	if p.oneIn(15) || !ok {
		if part, ok = p.pick(func(Part, game.Node) bool { return true }); !ok {
			return nil
		}
	}
	if part.Ref.Len < 4 {
		return game.Split{Node: part.Ref}
	}
	return game.Split{Node: part.Ref, Spans: part.Tree.Children(part.Ref.Len, part.Ref.Pos)}
}

// refine continues a node of one leaf: anew, against another claim, or as somebody has done already.
func (p *Player) refine() game.Move {
	part, ok := p.pick(func(_ Part, n game.Node) bool {
		return n.Len == 0 && n.Level < game.Steps && (n.Rivaled != 0 || p.oneIn(50))
	})
	if !ok {
		return nil
	}
	n, _ := p.Referee.Node(part.Ref.Node())
	var old *Claim
	if len(n.Refinements) > 0 {
		old = p.claims[n.Refinements[p.random.IntN(len(n.Refinements))]]
	}
	c := old
	if c == nil || !p.oneIn(4) {
		if part.Ref.Level == game.Transitions {
			c = p.strides(part, old)
		} else {
			c = p.steps(part, old)
		}
	}
	p.claims[c.Root.Node()] = c
	if part.Ref.Level == game.Transitions {
		return part.RefineLeaf(c)
	}
	return part.RefineStride(c)
}

func (p *Player) prove() game.Move {
	part, ok := p.pick(func(_ Part, n game.Node) bool {
		return n.Len == 0 && n.Level == game.Steps && (!n.Proven || p.oneIn(5))
	})
	if !ok {
		return nil
	}
	return part.prove()
}

func (p *Player) update() game.Move {
	part, ok := p.pick(func(_ Part, n game.Node) bool { return n.Split })
	if !ok {
		return nil
	}
	return game.Update{Node: part.Ref, Spans: part.Tree.Children(part.Ref.Len, part.Ref.Pos)}
}

func (p *Player) updateFrom() game.Move {
	part, ok := p.pick(func(_ Part, n game.Node) bool { return len(n.Refinements) > 0 })
	if !ok {
		return nil
	}
	n, _ := p.Referee.Node(part.Ref.Node())
	r, _ := p.Referee.Node(n.Refinements[p.random.IntN(len(n.Refinements))])
	return game.UpdateFrom{Node: part.Ref, Span: r.Span, Base: r.Base}
}

// end brings the times below a whole claim up to date and has it win, if it can.
func (p *Player) end() game.Move {
	part, ok := p.pick(func(part Part, n game.Node) bool {
		return part.Root == part.Ref && !p.Referee.Cohort(n.Origin).Settled && (p.oneIn(10) || p.Referee.TrueBeta(n.ID, p.height) >= Threshold)
	})
	if !ok {
		return nil
	}
	var end game.Move = game.Settle{Winner: part.Ref}
	if part.Ref.Level == game.Transitions {
		a := p.Referee.Assertion(part.Parent)
		end = game.Confirm{Parent: game.Parent{Parent: a.Parent, State: a.State, Span: a.Span}, State: part.Encoded, Span: part.Ref.Span}
	}
	updates := p.Referee.Updates(part.Ref.Node(), p.height, Threshold)
	if len(updates) == 0 || len(updates) > 40 {
		return end
	}
	return game.Batch{Moves: append(updates, end)}
}

func (p *Player) batch(depth int) game.Move {
	var b game.Batch
	for range p.random.IntN(4) {
		if depth < 2 {
			b.Moves = append(b.Moves, p.think(depth+1))
		}
	}
	return b
}
