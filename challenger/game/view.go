// SPDX-License-Identifier: Apache-2.0

package game

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Node is what a table has of a node.
type Node struct {
	Ref
	ID, Context Hash
	First       bool   // of its context: only that one earns time alone
	Opened      uint64 // height at which the context's first node came
	Rivaled     uint64 // height at which the second one came; 0: nothing contradicts the node
	Kept        uint32 // time that the contract keeps of it
	Split       bool   // it has children. A node of one leaf has refinements instead.
	Refined     bool   // its one leaf has a refinement
	Proven      bool
	Spans       [16]Hash // of its children, if it is split
	Parts       [16]Hash // their names
	Refinements []Hash   // whole claims a level down that continue it, in the order in which they came
	Initial     Initial  // if it is a whole claim of level B or C
}

// Flags are the contract's: 1 for a node that is split or has a refinement, 2 for a proven one, 8 for every one.
func (n *Node) Flags() (flags uint8) {
	flags = flagExists
	if n.Split || n.Refined {
		flags |= flagSplit
	}
	if n.Proven {
		flags |= flagProven
	}
	return flags
}

// Node is the node of that name.
func (t *Table) Node(id Hash) (Node, bool) {
	n := t.nodes[id]
	if n == nil {
		return Node{}, false
	}
	split := n.has(flagSplit) && n.ref.Len > 0
	v := Node{
		Ref: n.ref, ID: id, Context: n.context.id, First: n.first, Opened: n.context.opened, Rivaled: n.context.rivaled,
		Kept: n.kept.beta, Split: split, Refined: n.has(flagSplit) && !split, Proven: n.has(flagProven),
		Refinements: slices.Clone(n.refinements), Initial: n.initial,
	}
	if n.spans != nil {
		v.Spans, v.Parts = *n.spans, *n.parts
	}
	return v, true
}

// Times are what the time of a node is made of. Their slices are the table's own: they are not to be changed.
type Times struct {
	First       bool
	Opened      uint64
	Rivaled     uint64
	Proven      bool
	Parts       []Hash // of a node that is split
	Refinements []Hash // of a node of one leaf
}

// Times are those of the node of that name. It is a small part of Node, for whoever goes through all nodes.
func (t *Table) Times(id Hash) (v Times, ok bool) {
	n := t.nodes[id]
	if n == nil {
		return v, false
	}
	v = Times{
		First: n.first, Opened: n.context.opened, Rivaled: n.context.rivaled, Proven: n.has(flagProven), Refinements: n.refinements,
	}
	if n.parts != nil {
		v.Parts = n.parts[:]
	}
	return v, true
}

// Rivals are all nodes of a context, itself the first that came.
func (t *Table) Rivals(ctx Hash) []Hash {
	if c := t.contexts[ctx]; c != nil {
		return slices.Clone(c.nodes)
	}
	return nil
}

// Cohort is the one of that origin; a zero one if nobody has made a claim there.
func (t *Table) Cohort(origin Hash) Cohort {
	c := t.cohorts[origin]
	if c == nil {
		return Cohort{}
	}
	v := *c
	v.Initials = slices.Clone(c.Initials)
	return v
}

// Standing is how many claims a cohort has, and whether it is settled: Cohort for whoever has no use for its list.
func (t *Table) Standing(origin Hash) (claims int, settled bool) {
	c := t.cohorts[origin]
	if c == nil {
		return 0, false
	}
	return int(c.Count), c.Settled
}

// Assertion is the one of that name. Its status is NoAssertion if there is none.
func (t *Table) Assertion(id Hash) Assertion {
	if a := t.assertions[id]; a != nil {
		v := *a
		v.Encoded = slices.Clone(a.Encoded)
		return v
	}
	return Assertion{}
}

// Children are the assertions behind an assertion, in the order in which they came.
func (t *Table) Children(assertion Hash) []Hash { return slices.Clone(t.children[assertion]) }

// Root is the node of an assertion's whole claim. The table has its parent.
func (t *Table) Root(assertion Hash) (Ref, bool) {
	a := t.assertions[assertion]
	if a == nil {
		return Ref{}, false
	}
	p := t.assertions[a.Parent]
	if p == nil {
		return Ref{}, false
	}
	return p.childRoot(a.Span), true
}

// ChildOrigin is the origin of the cohort of the claims behind an assertion.
func (t *Table) ChildOrigin(assertion Hash) (Hash, bool) {
	a := t.assertions[assertion]
	if a == nil {
		return Hash{}, false
	}
	return Origin(assertion, a.Range.Hash()), true
}

// Genesis is the assertion that the table begins with.
func (t *Table) Genesis() Hash { return t.genesis }

// Height is that of the newest event or move.
func (t *Table) Height() uint64 { return t.height }

// Latest is the newest confirmed assertion.
func (t *Table) Latest() Hash { return t.latest }

// StuckAt is the last good L2 state, if a stuck one is confirmed; else it is zero.
func (t *Table) StuckAt() Hash { return t.stuckAt }

// Stake is the assertion at which somebody's stake stands; the zero value if there is none. An address has one at most,
// of the bond of level A. It goes from an assertion to a child of it, and leaves when it stands at a confirmed one.
func (t *Table) Stake(who common.Address) Hash { return t.stakes[who] }

// Burnt is what losers have lost and nobody gets, in gwei.
func (t *Table) Burnt() uint64 { return t.burnt }

// IsConfirmed reports whether what L2 sends up to that root may be paid.
func (t *Table) IsConfirmed(sends Hash) bool { return t.sends[sends] != 0 }

// ConfirmedAt is the height from which on that is so, 0 if it is not.
func (t *Table) ConfirmedAt(sends Hash) uint64 { return t.sends[sends] }
