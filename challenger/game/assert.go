// SPDX-License-Identifier: Apache-2.0

package game

import "bytes"

func (r *Referee) assertState(c *Call, m Assert) error {
	parent := m.Parent.ID()
	p := r.assertions[parent]
	switch {
	case p == nil:
		return refuse(UnknownAssertion, "the parent %x", parent)
	case m.Range.Hash() != p.Range.Hash():
		return refuse(WrongRange, "%+v, want %+v", m.Range, p.Range)
	case !p.Behind && c.Height < p.CreatedAt+uint64(r.config.MinGap):
		return &Refusal{Kind: TooEarly, Value: p.CreatedAt + uint64(r.config.MinGap), Detail: "an assertion so near to its parent"}
	case !isState(m.State) && !isStuck(m.State):
		return refuse(WrongState, "%d bytes", len(m.State))
	case len(m.Path) != int(Transitions.Height()) || climb(Leaf(hashState(m.State)), m.Path) != m.Span:
		return refuse(WrongPath, "%d siblings", len(m.Path))
	}
	id := AssertionID(parent, hashState(m.State), m.Span)
	tip, staked := r.stakes[c.Sender]
	if r.assertions[id] != nil {
		if tip == parent {
			e := Moved{Owner: c.Sender, Tip: id}
			r.move(e)
			r.emit(e)
		}
		return nil
	}
	root := p.childRoot(m.Span)
	if err := r.admit(root); err != nil {
		return err
	}
	if staked && tip != parent {
		return refuse(NotTip, "the stake of %s is at %x", c.Sender, tip)
	}
	if !staked {
		if err := r.take(c.Sender, r.config.Bonds[Transitions]); err != nil {
			return err
		}
	}
	asserted := Asserted{
		Parent: parent, Assertion: id, Author: c.Sender, Span: m.Span, State: bytes.Clone(m.State), End: c.Inbox,
	}
	r.assert(c.Height, p, asserted)
	r.emit(asserted)
	entered := Entered{Origin: root.Origin, Node: root.Node(), Claim: id, Base: root.Base, Span: root.Span, Poster: c.Sender}
	r.claim(c.Height, root, entered)
	r.emit(entered)
	return nil
}

func (r *Referee) confirm(c *Call, m Confirm) error {
	parent := m.Parent.ID()
	id := AssertionID(parent, hashState(m.State), m.Span)
	a := r.assertions[id]
	if a == nil || a.Status != Pending {
		return refuse(UnknownAssertion, "%x does not wait", id)
	}
	p := r.assertions[parent]
	if p.Status != Fact {
		return refuse(ParentNotConfirmed, "%x", parent)
	}
	root := p.childRoot(m.Span)
	if r.cohort(root.Origin).Settled {
		return refuse(AlreadySettled, "cohort %x", root.Origin)
	}
	if beta := r.find(root).beta(c.Height); beta < r.config.Threshold {
		return &Refusal{Kind: TooEarly, Value: c.Height + uint64(r.config.Threshold-beta), Detail: "to confirm"}
	}
	if err := r.payGwei(a.Author, r.close(root)); err != nil {
		return err
	}
	r.Table.confirm(c.Height, id, a)
	r.emit(Confirmed{Assertion: id, Sends: sendsOf(m.State)})
	return nil
}

func (r *Referee) last(c *Call, m Last) error {
	switch {
	case r.stuckAt == (Hash{}):
		return refuse(NotConfirmed, "a stuck state")
	case !isState(m.Good) || hashState(m.Good) != r.stuckAt:
		return refuse(WrongState, "not the last good state %x", r.stuckAt)
	}
	r.send(c.Height, sendsOf(m.Good))
	r.emit(LastKnown{State: r.stuckAt, Sends: sendsOf(m.Good)})
	return nil
}

func (r *Referee) unstake(c *Call) error {
	tip := r.stakes[c.Sender]
	if a := r.assertions[tip]; a == nil || a.Status != Fact {
		return refuse(NotConfirmed, "the stake of %s is at %x", c.Sender, tip)
	}
	remove(&r.journal, r.stakes, c.Sender)
	r.emit(Unstaked{Owner: c.Sender})
	return r.payGwei(c.Sender, r.config.Bonds[Transitions])
}
