// SPDX-License-Identifier: Apache-2.0

package game

import (
	"bytes"

	"github.com/ethereum/go-ethereum/common"
)

// Kinds of events that a table does not take. Unlike the kinds of moves they have no twin in the contract, which
// never makes such events.
const (
	// Unheard is an event about something that the table does not have: it began before the table did, or an event is
	// missing. A table that begins with the deployment never meets it.
	Unheard Kind = "unheard of"
	// Impossible is an event that the contract cannot have made, whatever was before.
	Impossible Kind = "impossible"
)

// Deployed is the event of the deployment. held is what the inbox held then.
func (c *Config) Deployed(held Range) Asserted {
	return Asserted{Assertion: GenesisID(c.Genesis), End: held}
}

// Apply changes the table as the event says, which the contract made in a block of that height. Events come in the
// order in which the contract made them. What it refuses, Unheard or Impossible, changes nothing.
func (t *Table) Apply(height uint64, e Event) error {
	if height < t.height {
		return refuse(Impossible, "an event at height %d behind one at %d", height, t.height)
	}
	return t.journal.attempt(func() error {
		change(&t.journal, &t.height, height)
		return t.apply(height, e)
	})
}

func (t *Table) apply(height uint64, e Event) error {
	switch e := e.(type) {
	case Asserted:
		return t.applyAsserted(height, e)
	case Entered:
		return t.applyEntered(height, e)
	case SplitMade:
		return t.applySplit(height, e)
	case Proven:
		return t.applyProven(e)
	case Raised:
		return t.applyRaised(e)
	case Confirmed:
		return t.applyConfirmed(height, e)
	case Settled:
		return t.applySettled(e)
	case Moved:
		return t.applyMoved(e)
	case Unstaked:
		return t.applyUnstaked(e)
	case LastKnown:
		return t.applyLastKnown(height, e)
	case Withdrawn:
		return nil
	}
	return refuse(Impossible, "an event of type %T", e)
}

func (t *Table) applyAsserted(height uint64, e Asserted) error {
	if e.Parent == (Hash{}) {
		return t.applyDeployed(height, e)
	}
	p := t.assertions[e.Parent]
	switch {
	case p == nil:
		return refuse(Unheard, "the parent %x of an assertion", e.Parent)
	case !isState(e.State) && !isStuck(e.State):
		return refuse(Impossible, "an assertion of a state of %d bytes", len(e.State))
	case e.Assertion != AssertionID(e.Parent, hashState(e.State), e.Span):
		return refuse(Impossible, "an assertion with the name %x of another", e.Assertion)
	case t.assertions[e.Assertion] != nil:
		return refuse(Impossible, "assertion %x once more", e.Assertion)
	}
	t.assert(height, p, e)
	return nil
}

// applyDeployed begins the table with the one assertion that is confirmed by nobody.
func (t *Table) applyDeployed(height uint64, e Asserted) error {
	if e.Assertion != GenesisID(t.config.Genesis) || e.Author != (common.Address{}) || e.Span != (Hash{}) || len(e.State) != 0 {
		return refuse(Impossible, "a deployment with assertion %x", e.Assertion)
	}
	if len(t.assertions) != 0 {
		return refuse(Impossible, "a deployment when there is one")
	}
	set(&t.journal, t.assertions, e.Assertion, &Assertion{State: t.config.Genesis, CreatedAt: height, ConfirmedAt: height, Range: e.End, Status: Fact})
	change(&t.journal, &t.latest, e.Assertion)
	change(&t.journal, &t.genesis, e.Assertion)
	return nil
}

// assert has an assertion be there. Its claim enters its cohort with the next event.
func (t *Table) assert(height uint64, p *Assertion, e Asserted) {
	set(&t.journal, t.assertions, e.Assertion, &Assertion{
		Parent: e.Parent, State: hashState(e.State), Span: e.Span, Encoded: bytes.Clone(e.State), Author: e.Author, CreatedAt: height,
		Range: e.End, Status: Pending, Behind: isState(e.State) && batchOf(e.State) < p.Range.Batches,
	})
	set(&t.journal, t.children, e.Parent, grown(t.children[e.Parent], e.Assertion))
}

// grown is a copy of s with one more.
func grown(s []Hash, h Hash) []Hash { return append(append(make([]Hash, 0, len(s)+1), s...), h) }

// applyEntered is about an assertion or a node, whichever the claim is the name of.
func (t *Table) applyEntered(height uint64, e Entered) error {
	if a := t.assertions[e.Claim]; a != nil {
		return t.applyClaimed(height, a, e)
	}
	v := t.nodes[e.Claim]
	if v == nil {
		return refuse(Unheard, "the node %x that a claim continues", e.Claim)
	}
	r := v.ref.refinement(e.Base, e.Span)
	if v.ref.Level >= Steps || v.ref.Len != 0 || !v.rivaled() {
		return refuse(Impossible, "a claim that continues node %x", e.Claim)
	}
	if err := t.mayEnter(r, e); err != nil {
		return err
	}
	t.enter(height, v, r, Initial{Claim: e.Claim, Poster: e.Poster})
	return nil
}

// applyClaimed is about the claim of an assertion.
func (t *Table) applyClaimed(height uint64, a *Assertion, e Entered) error {
	p := t.assertions[a.Parent]
	if p == nil {
		return refuse(Unheard, "the parent %x of an assertion", a.Parent)
	}
	if a.Author != e.Poster {
		return refuse(Impossible, "the claim of assertion %x by %s", e.Claim, e.Poster)
	}
	r := p.childRoot(a.Span)
	if err := t.mayEnter(r, e); err != nil {
		return err
	}
	t.claim(height, r, e)
	return nil
}

// mayEnter refuses what cannot be said of the new claim r.
func (t *Table) mayEnter(r Ref, e Entered) error {
	cohort := t.cohort(e.Origin)
	switch {
	case e.Origin != r.Origin || e.Base != r.Base || e.Span != r.Span || e.Node != r.Node():
		return refuse(Impossible, "a claim with the name %x of another", e.Node)
	case t.nodes[e.Node] != nil:
		return refuse(Impossible, "the claim %x once more", e.Node)
	case cohort.Settled:
		return refuse(Impossible, "the claim %x in a settled cohort", e.Node)
	case e.Poster == (common.Address{}):
		return refuse(Impossible, "the claim %x by nobody", e.Node)
	case !t.config.room(cohort.Count, r.Level):
		return refuse(Impossible, "the claim %x in a cohort of %d, which is full", e.Node, cohort.Count)
	}
	return nil
}

// claim has the claim of an assertion be there, and its author's stake stand for it.
func (t *Table) claim(height uint64, r Ref, e Entered) {
	change(&t.journal, &t.put(r, height).assertion, e.Claim)
	t.join(r)
	set(&t.journal, t.stakes, e.Poster, e.Claim)
}

// enter has a whole claim r about the one leaf of v be there.
func (t *Table) enter(height uint64, v *node, r Ref, i Initial) {
	n := t.put(r, height)
	change(&t.journal, &n.initial, i)
	t.join(r)
	change(&t.journal, &v.refinements, grown(v.refinements, r.Node()))
	t.flag(v, flagSplit)
}

func (t *Table) flag(n *node, f uint8) {
	if !n.has(f) {
		change(&t.journal, &n.kept.flags, n.kept.flags|f)
	}
}

func (t *Table) applySplit(height uint64, e SplitMade) error {
	n := t.nodes[e.Node]
	switch {
	case n == nil:
		return refuse(Unheard, "the node %x that is split", e.Node)
	case !n.rivaled() || n.has(flagSplit) || n.ref.Len < splitBits || Join(e.Spans) != n.ref.Span:
		return refuse(Impossible, "a split of node %x", e.Node)
	}
	t.split(height, n, e.Spans)
	return nil
}

// split has a node's children be there.
func (t *Table) split(height uint64, n *node, spans [16]Hash) {
	t.flag(n, flagSplit)
	var parts [16]Hash
	for i, child := range n.ref.Children(spans) {
		parts[i] = t.put(child, height).id
	}
	change(&t.journal, &n.spans, &spans)
	change(&t.journal, &n.parts, &parts)
}

func (t *Table) applyProven(e Proven) error {
	n := t.nodes[e.Node]
	switch {
	case n == nil:
		return refuse(Unheard, "the node %x that is proven", e.Node)
	case n.ref.Level != Steps || n.ref.Len != 0 || n.has(flagProven):
		return refuse(Impossible, "a proof of node %x", e.Node)
	}
	t.prove(n)
	return nil
}

func (t *Table) prove(n *node) {
	t.flag(n, flagProven)
	change(&t.journal, &n.kept.beta, MaxTime)
}

func (t *Table) applyRaised(e Raised) error {
	n := t.nodes[e.Node]
	switch {
	case n == nil:
		return refuse(Unheard, "the node %x that is updated", e.Node)
	case !n.has(flagSplit) || e.Beta <= n.kept.beta || e.Beta > MaxTime:
		return refuse(Impossible, "node %x raised from %d to %d", e.Node, n.kept.beta, e.Beta)
	}
	change(&t.journal, &n.kept.beta, e.Beta)
	return nil
}
