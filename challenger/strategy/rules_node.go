// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"bytes"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
)

// claimed is the tree of the right claim of some cohort, and what it stands on.
type claimed struct {
	tree   *game.Tree  // nil at level C
	span   common.Hash // of the whole claim
	start  common.Hash
	link   *link
	state  common.Hash // before the transition, at levels B and C
	stride uint32      // at level C
	run    *Run        // at level B
	above  game.Ref    // the node of one leaf that it continues, but for the span
}

// claimed finds the right claim of a cohort by its origin.
func (r *Rules) claimed(origin common.Hash, level game.Level) (c claimed, err error) {
	if level == game.Transitions {
		l := r.origins[origin]
		if l == nil {
			return c, broken(ErrNotRight, "no claim of ours has origin %x", origin)
		}
		return claimed{tree: l.claim.Tree, span: l.claim.Tree.Root(), start: l.parent.State, link: l}, nil
	}
	rivals := r.table.Rivals(origin)
	if len(rivals) == 0 {
		return c, broken(ErrNotRight, "origin %x is no context", origin)
	}
	part, _ := r.table.Node(rivals[0])
	up, err := r.claimed(part.Origin, part.Level)
	if err != nil {
		return c, err
	}
	if part.Level+1 != level || part.Len != 0 || part.Base != up.tree.Base(up.start, 0, part.Pos) {
		return c, broken(ErrNotRight, "node %x starts at a machine that we have not come to", part.ID)
	}
	c.link, c.above = up.link, part.Ref
	if level == game.Strides {
		c.state = up.tree.Before(up.start, uint64(part.Pos))
		if c.run, err = r.own.Run(c.state, up.link.parent.Range); err != nil {
			return c, broken(ErrNotRight, "run: %v", err)
		}
		c.tree, c.span, c.start = c.run.Tree, c.run.Tree.Root(), c.run.Start
		return c, nil
	}
	c.state, c.stride, c.start = up.state, part.Pos, up.tree.Before(up.start, uint64(part.Pos))
	if c.span, err = r.own.StrideSpan(c.state, up.link.parent.Range, part.Pos); err != nil {
		return c, broken(ErrNotRight, "stride: %v", err)
	}
	return c, nil
}

// grow has the tree of a stride be there, which is large.
func (r *Rules) grow(c *claimed) (err error) {
	if c.tree != nil {
		return nil
	}
	if c.tree, err = r.own.Stride(c.state, c.link.parent.Range, c.stride); err != nil {
		return broken(ErrNotRight, "stride: %v", err)
	}
	return nil
}

// right says whether a node is part of a claim that we have computed.
func (r *Rules) right(v game.Ref) error {
	c, err := r.claimed(v.Origin, v.Level)
	if err != nil {
		return err
	}
	if v.Len == v.Level.Height() {
		if v != c.whole(v) {
			return broken(ErrNotRight, "claim %x of level %s", v.Node(), v.Level)
		}
		return nil
	}
	if err := r.grow(&c); err != nil {
		return err
	}
	if v != c.part(v) {
		return broken(ErrNotRight, "node %x at %s %d+%d", v.Node(), v.Level, v.Pos, v.Len)
	}
	return nil
}

// whole is the node of the whole claim that v is a part of.
func (c *claimed) whole(v game.Ref) game.Ref {
	return game.Ref{Origin: v.Origin, Level: v.Level, Len: v.Level.Height(), Base: game.Leaf(c.start), Span: c.span}
}

// part is the node of the claim that lies where v does.
func (c *claimed) part(v game.Ref) game.Ref {
	return c.tree.Ref(game.Ref{Origin: v.Origin, Level: v.Level}, c.start, v.Len, v.Pos)
}

// useful says whether some claim of ours that can still win profits from an answer to a right node: it has not earned
// the threshold on the path to the node, or somebody is close to winning in its place.
func (r *Rules) useful(v game.Ref) error {
	node, ok := r.table.Node(v.Node())
	if !ok || node.Rivaled == 0 || node.Proven || node.Split {
		return broken(ErrNotNeeded, "node %x has no rival or has its answer", v.Node())
	}
	var path uint64
	for {
		c, err := r.claimed(v.Origin, v.Level)
		if err == nil {
			err = r.grow(&c)
		}
		if err != nil {
			return err
		}
		for {
			path += uint64(r.table.Lambda(c.part(v).Node(), r.sight.Head+1))
			if v.Len == v.Level.Height() {
				break
			}
			v.Len += 4
			v.Pos &^= 1<<v.Len - 1
		}
		if r.contested(c.part(v), path) {
			return nil
		}
		if v.Level == game.Transitions {
			return broken(ErrNotNeeded, "every claim above has what it needs")
		}
		// The claim continues a node of one leaf, the right one of its context.
		v = c.above
	}
}

// contested reports whether the claim of an initial node can still win and needs more than the path has earned.
func (r *Rules) contested(initial game.Ref, path uint64) bool {
	cohort, config := r.table.Cohort(initial.Origin), r.table.Config()
	if cohort.Settled {
		return false
	}
	if path < uint64(config.Threshold) {
		return true
	}
	for _, id := range cohort.Initials {
		if id != initial.Node() && r.table.TrueBeta(id, r.sight.Head+1) > config.Censored {
			return true
		}
	}
	return false
}

func (r *Rules) checkSplit(m game.Split) error {
	if err := r.right(m.Node); err != nil {
		return err
	}
	if err := r.useful(m.Node); err != nil {
		return err
	}
	if m.Node.Len < 4 || game.Join(m.Spans) != m.Node.Span {
		return broken(ErrNotAllowed, "the parts do not make node %x", m.Node.Node())
	}
	return nil
}

func (r *Rules) checkProve(m game.Prove) error {
	if err := r.right(m.Node); err != nil {
		return err
	}
	c, err := r.claimed(m.Node.Origin, m.Node.Level)
	if err == nil {
		err = r.grow(&c)
	}
	if err != nil {
		return err
	}
	switch {
	case m.Node.Level != game.Steps || m.Node.Len != 0:
		return broken(ErrNotAllowed, "node %x is not of one step", m.Node.Node())
	case !m.Start.Shows(m.Node, c.tree.Before(c.start, uint64(m.Node.Pos))):
		return broken(ErrNotRight, "the proof starts elsewhere")
	}
	return r.useful(m.Node)
}

func (r *Rules) checkRefineLeaf(m game.RefineLeaf, move Move) error {
	if err := r.right(m.Node); err != nil {
		return err
	}
	up, err := r.claimed(m.Node.Origin, m.Node.Level)
	if err != nil {
		return err
	}
	run, err := r.own.Run(m.Before, up.link.parent.Range)
	end := crypto.Keccak256Hash(m.Run.Header, m.Run.MemoryRoot[:])
	switch {
	case err != nil:
		return broken(ErrNotRight, "run: %v", err)
	case m.Before != up.tree.Before(up.start, uint64(m.Node.Pos)) || game.Leaf(m.Next) != m.Node.Span:
		return broken(ErrNotRight, "the transition from %x to %x", m.Before, m.Next)
	case m.Span != run.Tree.Root() || end != run.Tree.State(1<<16-1):
		return broken(ErrNotRight, "the run of %x", m.Before)
	case game.Origin(m.Parent, m.End) != m.Node.Origin || !m.Start.Shows(m.Node, m.Before):
		return broken(ErrNotAllowed, "the start of node %x", m.Node.Node())
	}
	return r.checkRefinement(m.Node, m.Node.Refinement(run.Start, m.Span), move)
}

func (r *Rules) checkRefineStride(m game.RefineStride, move Move) error {
	if err := r.right(m.Node); err != nil {
		return err
	}
	up, err := r.claimed(m.Node.Origin, m.Node.Level)
	if err != nil {
		return err
	}
	tree, err := r.own.Stride(up.state, up.link.parent.Range, m.Node.Pos)
	switch {
	case err != nil:
		return broken(ErrNotRight, "stride: %v", err)
	case m.Machine != up.tree.Before(up.start, uint64(m.Node.Pos)) || m.Span != tree.Root():
		return broken(ErrNotRight, "stride %d of %x", m.Node.Pos, up.state)
	case game.Leaf(tree.State(1<<20-1)) != m.Node.Span || !m.Start.Shows(m.Node, m.Machine):
		return broken(ErrNotAllowed, "the start or the end of node %x", m.Node.Node())
	}
	return r.checkRefinement(m.Node, m.Node.Refinement(m.Machine, m.Span), move)
}

// checkRefinement lets a bond be paid once for each right claim about a leaf, and only while it is of use.
func (r *Rules) checkRefinement(v, refinement game.Ref, move Move) error {
	if _, there := r.table.Node(refinement.Node()); there {
		return broken(ErrNotNeeded, "the claim %x is there", refinement.Node())
	}
	if r.table.Cohort(refinement.Origin).Settled {
		return broken(ErrNotAllowed, "cohort %x is settled", refinement.Origin)
	}
	if err := r.useful(v); err != nil {
		return err
	}
	return r.pay(refinement.Origin, r.table.Config().Bonds[refinement.Level], move)
}

// checkAssert lets the party assert what it has computed, or move its stake along what others have asserted.
func (r *Rules) checkAssert(m game.Assert, move Move) error {
	id := game.AssertionID(m.Parent.ID(), crypto.Keccak256Hash(m.State), m.Span)
	l := r.ours[id]
	if l == nil || !bytes.Equal(m.State, l.claim.State) || m.Range != l.parent.Range {
		return broken(ErrNotRight, "assertion %x", id)
	}
	if err := r.certain(l); err != nil && !r.mayNotWait(l) {
		return err
	}
	if r.table.Assertion(id).Status != game.NoAssertion {
		if r.stake != l.on && !r.made[Key{TipTask, l.on}] {
			return broken(ErrNotNeeded, "the assertion is there, and the stake does not stand before it")
		}
		if move.Bond > 0 {
			return broken(ErrMoney, "%d gwei for an assertion that is there", move.Bond)
		}
		return nil
	}
	config := r.table.Config()
	switch {
	case r.table.Cohort(l.origin).Settled:
		return broken(ErrNotAllowed, "another claim is confirmed")
	case !l.parent.Behind && r.sight.Head+1 < l.parent.CreatedAt+uint64(config.MinGap):
		return broken(ErrNotAllowed, "its parent is too young")
	case r.stake != (common.Hash{}) && r.stake != l.on:
		return broken(ErrNotAllowed, "the stake stands at %x", r.stake)
	}
	if r.stake != (common.Hash{}) {
		return r.pay(l.origin, 0, move)
	}
	return r.pay(l.origin, config.Bonds[game.Transitions], move)
}

// certain says whether the machine has come to all that a claim of ours rests on, from the newest confirmed one on.
func (r *Rules) certain(l *link) error {
	for ; l != nil; l = r.ours[l.on] {
		if open, err := r.own.Unchecked(l.parent.State, l.parent.Range); err != nil || open > 0 {
			return broken(ErrUnchecked, "%d transitions behind assertion %x were not run in it (%v)", open, l.on, err)
		}
		if l.parent.Status == game.Fact {
			return nil
		}
	}
	return broken(ErrNotRight, "what the assertion rests on is not ours")
}

// mayNotWait says whether a claim, or one for which the stake has to pass it, is late.
func (r *Rules) mayNotWait(l *link) bool {
	for _, later := range r.ours {
		k := later
		for k != nil && k.id != l.id {
			k = r.ours[k.on]
		}
		if k != nil && r.late(later) {
			return true
		}
	}
	return false
}

// late says whether a claim has to be made whatever the machine was not run for: it could have been made Queue blocks
// ago, or a rival of it has half of what is tolerated.
func (r *Rules) late(l *link) bool {
	config, head := r.table.Config(), r.sight.Head+1
	from := l.parent.CreatedAt
	if !l.parent.Behind {
		from += uint64(config.MinGap)
	}
	if head >= from+uint64(config.Queue) {
		return true
	}
	own, _ := r.table.Root(l.id)
	for _, rival := range r.table.Cohort(l.origin).Initials {
		if rival != own.Node() && r.table.TrueBeta(rival, head) > config.Censored/2 {
			return true
		}
	}
	return false
}

// pay takes a bond out of the purse: exactly as much as the contract asks for, and one bond in each cohort.
func (r *Rules) pay(origin common.Hash, bond uint64, m Move) error {
	switch {
	case r.promised[origin]:
		return broken(ErrMoney, "a second bond in cohort %x", origin)
	case m.Bond > r.balance:
		return broken(ErrMoney, "a bond of %d gwei out of %d", m.Bond, r.balance)
	case m.Bond+r.credit < bond:
		return broken(ErrMoney, "%d gwei and %d of credit for a bond of %d", m.Bond, r.credit, bond)
	case m.Bond > bond:
		return broken(ErrMoney, "%d gwei for a bond of %d", m.Bond, bond)
	}
	r.promised[origin] = true
	r.balance -= m.Bond
	r.credit += m.Bond - bond // in total: the contract takes the bond out of both
	return nil
}

// refinementRef is the node of a claim that continues the one leaf of v, by the base that it has.
func refinementRef(v game.Ref, base, span common.Hash) game.Ref {
	return game.Ref{Origin: v.Context(), Level: v.Level + 1, Len: (v.Level + 1).Height(), Base: base, Span: span}
}
