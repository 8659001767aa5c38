// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// place is where right nodes of one claim lie in our own computation.
type place struct {
	tree  *game.Tree  // nil at level C, see treeOf
	start common.Hash // before the tree's first unit
	link  *link       // the assertion at the top

	state  common.Hash // levels B and C: before the transition
	stride uint32      // level C
}

// stake is what an answer is worth: the claim that earns by it, and what it has earned on the path to where we are.
type stake struct {
	open   bool   // the claim has not won yet
	earned uint32 // on the path
	rival  uint32 // the largest time of a claim that it may lose to
}

// stakes adds the claim of an initial node to those above it.
func (n *next) stakes(above []stake, c *game.Cohort, initial common.Hash, open bool) []stake {
	rival := n.times.rival(c, initial)
	if open && rival <= n.config.Censored {
		// From then on it answers again, though it has all the time it needs: see answers.
		n.wakeAt(n.sight.Head + 1 + uint64(n.config.Censored-rival))
	}
	return append(slices.Clip(above), stake{open: open, rival: rival})
}

// answers reports whether a claim needs an answer at the end of a path, and how urgent that is. It does as long as
// the path has earned less than the threshold, and also after that when a rival comes near it and the claim has not
// been confirmed: its parent may be late.
func (n *next) answers(stakes []stake) (u urgency, yes bool) {
	for _, s := range stakes {
		if s.open && (s.earned < n.threshold() || s.rival > n.config.Censored) {
			yes, u.rival = true, max(u.rival, s.rival)
		}
	}
	return u, yes
}

// walk goes down from a right node through all right parts of it, and answers what contradicts them at the end.
func (n *next) walk(id common.Hash, p place, above []stake) {
	times, ok := n.table.Times(id)
	if !ok || times.Rivaled == 0 || times.Proven {
		return
	}
	node, _ := n.table.Node(id)
	stakes := slices.Clone(above)
	for i := range stakes {
		stakes[i].earned = add(stakes[i].earned, n.times.alone(&times))
	}
	switch {
	case node.Split:
		for _, part := range node.Parts {
			n.walk(part, p, stakes)
		}
	case node.Len > 0:
		n.split(&node, p, stakes)
	case node.Level == game.Transitions:
		n.transition(&node, p, stakes)
	case node.Level == game.Strides:
		n.stride(&node, p, stakes)
	default:
		n.prove(&node, p, stakes)
	}
}

// split cuts a node in its parts.
func (n *next) split(node *game.Node, p place, stakes []stake) {
	u, yes := n.answers(stakes)
	if !yes {
		return
	}
	u.left = leftBelow(node.Level, node.Len)
	tree, ok := n.treeOf(&p, u)
	if !ok {
		return
	}
	n.send(Move{
		Move: game.Split{Node: node.Ref, Spans: tree.Children(node.Len, node.Pos)},
		Key:  Key{SplitTask, node.ID}, Rival: u.rival, Left: u.left,
	})
}

// transition goes on with a right node of one transition: with the one refinement of it that is right.
func (n *next) transition(node *game.Node, p place, stakes []stake) {
	u, yes := n.answers(stakes)
	if !yes && len(node.Refinements) == 0 {
		return
	}
	u.left = leftBelow(node.Level, node.Len)
	before, end := p.tree.Before(p.start, uint64(node.Pos)), p.link.parent.Range
	run, ok := answer(n, Question{Kind: RunOf, State: before, End: end}, u, func() (*Run, error) { return n.own.Run(before, end) })
	if !ok {
		return
	}
	below := place{tree: run.Tree, start: run.Start, link: p.link, state: before}
	if n.refined(node, run.Tree.Root(), below, stakes) || !yes || n.lost(node) {
		return
	}
	n.send(Move{
		Move: game.RefineLeaf{
			Node: node.Ref, Start: p.tree.Start(p.start, node.Pos), Parent: p.link.on, End: end.Hash(),
			Before: before, Next: p.tree.State(uint64(node.Pos)), Span: run.Tree.Root(), Path: run.Tree.Last(), Run: run.End,
		},
		Key: Key{RefineTask, node.ID}, Rival: u.rival, Left: u.left, Enters: node.Refinement(run.Start, run.Tree.Root()).Node(),
		want: n.config.Bonds[game.Strides],
	})
}

// stride goes on with a right node of one stride, in the same way.
func (n *next) stride(node *game.Node, p place, stakes []stake) {
	u, yes := n.answers(stakes)
	if !yes && len(node.Refinements) == 0 {
		return
	}
	u.left = leftBelow(node.Level, node.Len)
	end := p.link.parent.Range
	span, ok := answer(n, Question{Kind: StrideOf, State: p.state, End: end, Stride: node.Pos}, u,
		func() (common.Hash, error) { return n.own.StrideSpan(p.state, end, node.Pos) })
	if !ok {
		return
	}
	machine := p.tree.Before(p.start, uint64(node.Pos))
	below := place{start: machine, link: p.link, state: p.state, stride: node.Pos}
	if n.refined(node, span, below, stakes) || !yes || n.lost(node) {
		return
	}
	tree, ok := n.treeOf(&below, u)
	if !ok {
		return
	}
	n.send(Move{
		Move: game.RefineStride{
			Node: node.Ref, Start: p.tree.Start(p.start, node.Pos), Machine: machine, Span: tree.Root(), Path: tree.Last(),
		},
		Key: Key{RefineTask, node.ID}, Rival: u.rival, Left: u.left, Enters: node.Refinement(machine, tree.Root()).Node(),
		want: n.config.Bonds[game.Steps],
	})
}

// refined goes on below the right refinement of a node, if it is there. Whoever made it, its bond is defended until
// it is back.
func (n *next) refined(node *game.Node, span common.Hash, below place, stakes []stake) bool {
	right := node.Refinement(below.start, span).Node()
	if !slices.Contains(node.Refinements, right) {
		return false
	}
	cohort := n.table.Cohort(node.Context)
	if !cohort.Settled {
		n.bondOut(right)
		n.settle(&cohort, right)
	}
	n.walk(right, below, n.stakes(stakes, &cohort, right, !cohort.Settled))
	return true
}

// lost reports whether another claim has won below a right node, before the right one was made. Nothing more can be
// claimed there.
func (n *next) lost(node *game.Node) bool {
	settled := n.table.Cohort(node.Context).Settled
	if settled {
		n.notice(LostBelow, node.ID, "a wrong claim has won below a right node: nothing was said against it for too long")
	}
	return settled
}

// prove has the contract do the step that a right node is about.
func (n *next) prove(node *game.Node, p place, stakes []stake) {
	u, yes := n.answers(stakes)
	if !yes {
		return
	}
	q := Question{Kind: WitnessOf, State: p.state, End: p.link.parent.Range, Stride: p.stride, Step: node.Pos}
	witness, ok := answer(n, q, u, func() ([]byte, error) { return n.own.Witness(q.State, q.End, q.Stride, q.Step) })
	if !ok {
		return
	}
	tree, ok := n.treeOf(&p, u)
	if !ok {
		return
	}
	n.send(Move{
		Move: game.Prove{Node: node.Ref, Start: tree.Start(p.start, node.Pos), Witness: witness},
		Key:  Key{ProveTask, node.ID}, Rival: u.rival,
	})
}

// treeOf is the tree of a place. That of a stride is large: it is asked for only when a move is made of it.
func (n *next) treeOf(p *place, u urgency) (*game.Tree, bool) {
	if p.tree != nil {
		return p.tree, true
	}
	q := Question{Kind: StrideOf, State: p.state, End: p.link.parent.Range, Stride: p.stride}
	return answer(n, q, u, func() (*game.Tree, error) { return n.own.Stride(q.State, q.End, q.Stride) })
}

// leftBelow is how many moves follow an answer to a node of 2^length leaves, down to the step.
func leftBelow(level game.Level, length uint8) int {
	left := int(length / 4)
	for ; level < game.Steps; level++ {
		left += 1 + int((level+1).Height()/4)
	}
	return left
}
