// SPDX-License-Identifier: Apache-2.0

package game

func (r *Referee) update(c *Call, m Update) error {
	n := r.find(m.Node)
	switch {
	case n == nil:
		return refuse(NoNode, "%x", m.Node.Node())
	case !n.has(flagSplit) || m.Node.Len < splitBits:
		return refuse(WrongChildren, "node %x has none", m.Node.Node())
	case Join(m.Spans) != m.Node.Span:
		return refuse(WrongChildren, "they make %x, want %x", Join(m.Spans), m.Node.Span)
	}
	least := uint32(MaxTime)
	for _, ref := range m.Node.Children(m.Spans) {
		child := r.find(ref)
		if child == nil {
			return refuse(NoNode, "%x", ref.Node())
		}
		least = min(least, child.beta(c.Height))
	}
	r.raise(n, sum(n.lambda(c.Height), least))
	return nil
}

func (r *Referee) updateFrom(c *Call, m UpdateFrom) error {
	n := r.find(m.Node)
	if n == nil {
		return refuse(NoNode, "%x", m.Node.Node())
	}
	child := r.find(m.Node.refinement(m.Base, m.Span))
	if child == nil || child.initial.Claim != m.Node.Node() {
		return refuse(WrongClaim, "no refinement of node %x", m.Node.Node())
	}
	r.raise(n, sum(n.lambda(c.Height), child.beta(c.Height)))
	return nil
}

// raise keeps a time that is larger than the one kept.
func (r *Referee) raise(n *node, beta uint32) {
	if beta <= n.kept.beta {
		return
	}
	change(&r.journal, &n.kept.beta, beta)
	r.emit(Raised{Node: n.ref.Node(), Beta: beta})
}
