// SPDX-License-Identifier: Apache-2.0

package gametest

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// Side is what one party says on every level about the same transition, stride and step.
type Side struct {
	Who     common.Address
	A, B, C *Claim
}

// Duel is two sides that agree on everything before one step, and on nothing from there on.
type Duel struct {
	Parent      game.Assertion
	Right       Side // the one that has the machine on its side
	Wrong       Side
	Transition  uint32 // the leaf of level A where they part,
	Stride      uint32 // the leaf of level B below it,
	Step        uint32 // and the leaf of level C below that
	StepWitness []byte // for the right side's step
}

// Turn is a move, and who makes it.
type Turn struct {
	Who  common.Address
	Move game.Move
}

// NewDuel makes both sides up. Their states differ from the places on where they part.
func (p *Player) NewDuel(parent game.Assertion, transition, stride, step uint32) *Duel {
	d := &Duel{Parent: parent, Transition: transition, Stride: stride, Step: step}
	d.Right.Who, d.Wrong.Who = p.Accounts[duelists], p.Accounts[duelists+1]
	before := [3]game.Hash{p.fresh(), p.fresh(), p.fresh()}
	for _, s := range []*Side{&d.Right, &d.Wrong} {
		encoded := p.L2State(parent.Range.Batches)
		states := parting(before[0], transition, p.fresh(), hash(encoded), game.Transitions)
		origin := game.Origin(parent.ID(), parent.Range.Hash())
		s.A = NewClaim(game.AssertionRoot(origin, parent.State, game.Hash{}), parent.State, states)
		s.A.Parent, s.A.End, s.A.Encoded = parent.ID(), parent.Range.Hash(), encoded
		leaf := s.A.Leaf(transition)
		start, next := s.A.Tree.Before(s.A.Start, uint64(transition)), s.A.Tree.State(uint64(transition))
		run := p.run(start, next)
		machine := game.StartMachine(p.Template, start, s.A.End, p.Config.Params)
		s.B = NewClaim(leaf.Ref.Refinement(machine, game.Hash{}), machine, parting(before[1], stride, p.fresh(), MachineOf(run), game.Strides))
		s.B.Run = run
		machine = s.B.Tree.Before(machine, uint64(stride))
		s.C = NewClaim(s.B.Leaf(stride).Ref.Refinement(machine, game.Hash{}), machine,
			parting(before[2], step, p.fresh(), s.B.Tree.State(uint64(stride)), game.Steps))
	}
	d.StepWitness = d.Right.C.Leaf(step).prove().Witness
	p.Know(d)
	return d
}

// parting are states that are one up to pos, another one there, and a third from there on if there is a place for it.
func parting(before game.Hash, pos uint32, there, last game.Hash, l game.Level) []game.Hash {
	states := make([]game.Hash, pos, pos+2)
	for i := range states {
		states[i] = before
	}
	if pos == 1<<l.Height()-1 {
		return append(states, last)
	}
	return append(states, there, last)
}

// Leaf is the node of one leaf of a claim.
func (c *Claim) Leaf(pos uint32) Part { return Part{c, c.Tree.Ref(c.Root, c.Start, 0, pos)} }

// Assert is the move that makes a claim of level A.
func (d *Duel) Assert(s *Side) Turn {
	return Turn{s.Who, game.Assert{
		Parent: game.Parent{Parent: d.Parent.Parent, State: d.Parent.State, Span: d.Parent.Span}, Range: d.Parent.Range,
		State: s.A.Encoded, Span: s.A.Root.Span, Path: s.A.Tree.Last(),
	}}
}

// Turns are all moves that lead to the step, and the proof of it.
func (d *Duel) Turns() []Turn {
	turns := []Turn{d.Assert(&d.Right), d.Assert(&d.Wrong)}
	turns = append(turns, d.cuts(d.Right.A, d.Wrong.A, d.Transition)...)
	for _, s := range []*Side{&d.Right, &d.Wrong} {
		turns = append(turns, Turn{s.Who, s.A.Leaf(d.Transition).RefineLeaf(s.B)})
	}
	turns = append(turns, d.cuts(d.Right.B, d.Wrong.B, d.Stride)...)
	for _, s := range []*Side{&d.Right, &d.Wrong} {
		turns = append(turns, Turn{s.Who, s.B.Leaf(d.Stride).RefineStride(s.C)})
	}
	turns = append(turns, d.cuts(d.Right.C, d.Wrong.C, d.Step)...)
	return append(turns, Turn{d.Right.Who, d.Prove()})
}

// Prove is the move that decides.
func (d *Duel) Prove() game.Prove {
	leaf := d.Right.C.Leaf(d.Step)
	return game.Prove{Node: leaf.Ref, Start: leaf.Tree.Start(leaf.Claim.Start, d.Step), Witness: d.StepWitness}
}

// Confirm is the move that makes the right side's assertion a fact.
func (d *Duel) Confirm() game.Confirm {
	return game.Confirm{
		Parent: game.Parent{Parent: d.Parent.Parent, State: d.Parent.State, Span: d.Parent.Span},
		State:  d.Right.A.Encoded, Span: d.Right.A.Root.Span,
	}
}

// cuts are the splits of both claims on the way to a leaf, all by the right side.
func (d *Duel) cuts(right, wrong *Claim, pos uint32) (turns []Turn) {
	for length := right.Root.Len; length > 0; length -= 4 {
		at := pos >> length << length
		for i, c := range []*Claim{right, wrong} {
			ref := c.Tree.Ref(c.Root, c.Start, length, at)
			if i == 1 && ref == right.Tree.Ref(right.Root, right.Start, length, at) {
				continue
			}
			turns = append(turns, Turn{d.Right.Who, game.Split{Node: ref, Spans: c.Tree.Children(length, at)}})
		}
	}
	return turns
}
