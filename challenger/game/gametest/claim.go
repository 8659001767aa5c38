// SPDX-License-Identifier: Apache-2.0

package gametest

import (
	"fmt"

	"github.com/layeredpow/adit/challenger/game"
)

// Claim is a whole claim, with all that whoever made it knows about it.
type Claim struct {
	Root   game.Ref
	Start  game.Hash // the state that it begins with
	States []game.Hash
	Tree   *game.Tree

	Parent, End game.Hash // level A: what makes its origin
	Encoded     []byte    // level A: the last state
	Run         game.Run  // level B: the machine behind the last stride
}

// Part is a node of a claim.
type Part struct {
	*Claim
	Ref game.Ref
}

// NewClaim is a claim of the whole history that goes through states. root says everything but the span.
func NewClaim(root game.Ref, start game.Hash, states []game.Hash) *Claim {
	tree, err := game.NewTree(root.Level.Height(), states)
	if err != nil {
		panic(fmt.Sprintf("gametest makes a history that does not fit: %v", err))
	}
	root.Span = tree.Root()
	return &Claim{Root: root, Start: start, States: states, Tree: tree}
}

// fit cuts a history to what a tree of the level takes.
func fit(l game.Level, states []game.Hash) []game.Hash {
	if most := 1 << l.Height(); len(states) > most {
		states[most-1] = states[len(states)-1]
		states = states[:most]
	}
	return states
}

// assertion is a claim about what comes behind a parent, against another one if there is one.
func (w *World) assertion(a *game.Assertion, encoded []byte, against *Claim) *Claim {
	last := hash(encoded)
	parent, end := a.ID(), a.Range.Hash()
	states := w.history(last)
	if against != nil && !w.oneIn(4) {
		states = w.rival(against.States, last)
	}
	c := NewClaim(game.AssertionRoot(game.Origin(parent, end), a.State, game.Hash{}), a.State, fit(game.Transitions, states))
	c.Parent, c.End, c.Encoded = parent, end, encoded
	return c
}

// strides is a claim about the leaf of level A that p is.
func (w *World) strides(p Part, against *Claim) *Claim {
	pos := uint64(p.Ref.Pos)
	before, next := p.Tree.Before(p.Claim.Start, pos), p.Tree.State(pos)
	run := w.run(before, next)
	states := w.history(MachineOf(run))
	if against != nil && !w.oneIn(4) {
		states = w.rival(against.States, MachineOf(run))
	}
	machine := game.StartMachine(w.Template, before, p.End, w.Config.Params)
	c := NewClaim(p.Ref.Refinement(machine, game.Hash{}), machine, fit(game.Strides, states))
	c.Run = run
	return c
}

// steps is a claim about the leaf of level B that p is.
func (w *World) steps(p Part, against *Claim) *Claim {
	pos := uint64(p.Ref.Pos)
	machine, last := p.Tree.Before(p.Claim.Start, pos), p.Tree.State(pos)
	states := w.history(last)
	if against != nil && !w.oneIn(4) {
		states = w.rival(against.States, last)
	}
	return NewClaim(p.Ref.Refinement(machine, game.Hash{}), machine, fit(game.Steps, states))
}

// RefineLeaf makes the move of claim c about p.
func (p Part) RefineLeaf(c *Claim) game.RefineLeaf {
	pos := p.Ref.Pos
	return game.RefineLeaf{
		Node: p.Ref, Start: p.Tree.Start(p.Claim.Start, pos), Parent: p.Parent, End: p.End,
		Before: p.Tree.Before(p.Claim.Start, uint64(pos)), Next: p.Tree.State(uint64(pos)), Span: c.Root.Span, Path: c.Tree.Last(), Run: c.Run,
	}
}

// RefineStride makes the move of claim c about p.
func (p Part) RefineStride(c *Claim) game.RefineStride {
	pos := p.Ref.Pos
	return game.RefineStride{
		Node: p.Ref, Start: p.Tree.Start(p.Claim.Start, pos), Machine: p.Tree.Before(p.Claim.Start, uint64(pos)), Span: c.Root.Span, Path: c.Tree.Last(),
	}
}

// prove makes the move for p, of which the stand-in of the machine says that it is right.
func (p Part) prove() game.Prove {
	pos := uint64(p.Ref.Pos)
	before, following := p.Tree.Before(p.Claim.Start, pos), p.Tree.State(pos)
	return game.Prove{Node: p.Ref, Start: p.Tree.Start(p.Claim.Start, p.Ref.Pos), Witness: append(before.Bytes(), following[:]...)}
}

// children are the parts of a part that is split.
func (p Part) children() (parts []Part) {
	for _, ref := range p.Ref.Children(p.Tree.Children(p.Ref.Len, p.Ref.Pos)) {
		parts = append(parts, Part{p.Claim, ref})
	}
	return parts
}
