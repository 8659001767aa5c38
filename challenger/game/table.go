// SPDX-License-Identifier: Apache-2.0

package game

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Table is what the contract's events tell: every assertion and node, when it came, what contradicts it, how far it
// was taken apart, what time the contract has kept of it, and every stake. It is the state that strategies look at; a
// Referee has one that its moves change, and Apply changes one by events. What events do not tell (credit, what a
// cohort has spent) is the Referee's.
//
// It is not safe for concurrent use.
type Table struct {
	config Config

	contexts   map[Hash]*context
	nodes      map[Hash]*node
	cohorts    map[Hash]*Cohort
	assertions map[Hash]*Assertion
	children   map[Hash][]Hash         // assertions behind an assertion, in the order in which they came
	sends      map[Hash]uint64         // height from which a root of what L2 sends may be paid
	stakes     map[common.Address]Hash // the tip that somebody's stake stands at
	genesis    Hash                    // the assertion that it begins with
	latest     Hash
	stuckAt    Hash
	burnt      uint64 // gwei
	height     uint64 // of the newest event or move

	journal journal
}

// context is one part of the claims of a cohort that say the same before it. Its first node has the context's time.
type context struct {
	id      Hash
	first   Hash
	opened  uint64 // t1: height at which the first node came
	rivaled uint64 // t2: height at which the second one came, 0 if none has
	kept    kept   // the first node's
	nodes   []Hash // in the order in which they came
}

// kept is what the contract keeps of a node, in 24 bits.
type kept struct {
	beta  uint32
	flags uint8
}

// Flags of a node.
const (
	flagSplit  = 1 // it has its children; for one leaf of level A or B: it has a refinement
	flagProven = 2
	flagExists = 8
)

type node struct {
	ref         Ref
	id          Hash
	context     *context
	kept        *kept // the context's if the node is its first
	first       bool
	spans       *[16]Hash // of its children, once it is split
	parts       *[16]Hash // their names
	refinements []Hash    // initial nodes a level down that claim it
	initial     Initial   // the zero value if it is none
	assertion   Hash      // that claims it, if it is a whole claim of level A
}

// Initial is what the contract keeps of a whole claim of level B or C.
type Initial struct {
	Claim  Hash           // the node that it continues
	Poster common.Address // who has the bond back if it wins
}

// Cohort is what the contract keeps of all whole claims of one origin: they start at the same state, and one of them
// can win.
type Cohort struct {
	Count    uint32
	Spent    uint64 // gwei: refunds that its losers pay. A Table that is made from events has 0 here until the cohort is settled.
	Settled  bool
	Winner   Hash   // its node, once it is settled
	Initials []Hash // their nodes, in the order in which they came
}

// Status is how far an assertion has come.
type Status uint8

// The statuses.
const (
	NoAssertion Status = iota
	Pending            // it earns time, or has lost
	Fact               // confirmed
)

// Assertion is a claim about the L2 state, and all that names its node and its children's cohort.
type Assertion struct {
	Parent, State, Span Hash
	Encoded             []byte         // what State is the hash of
	Author              common.Address // who gets the reward
	CreatedAt           uint64         // height
	ConfirmedAt         uint64         // height; 0 if it is not confirmed, or was before the table began
	Range               Range          // what the inbox held then: the range of its children
	Status              Status
	Behind              bool // its state stands before the end of its own range: its child need not wait for MinGap
}

// ID is the assertion's name.
func (a *Assertion) ID() Hash { return AssertionID(a.Parent, a.State, a.Span) }

// childRoot is the node of its child whose whole claim is span.
func (a *Assertion) childRoot(span Hash) Ref {
	return AssertionRoot(Origin(a.ID(), a.Range.Hash()), a.State, span)
}

// NewTable is a table that has nothing. Its first event is the deployment's.
func NewTable(c Config) *Table {
	return &Table{
		config: c, contexts: make(map[Hash]*context), nodes: make(map[Hash]*node), cohorts: make(map[Hash]*Cohort),
		assertions: make(map[Hash]*Assertion), children: make(map[Hash][]Hash), sends: make(map[Hash]uint64),
		stakes: make(map[common.Address]Hash),
	}
}

// NewTableFrom is a table that has nothing but one confirmed assertion, for whoever does not want to hear what was
// before. All that came after it can be told by events; what is about anything older is Unheard. It knows of stakes
// only what was added since.
func NewTableFrom(c Config, from Assertion) *Table {
	t := NewTable(c)
	from.Status, t.latest = Fact, from.ID()
	t.assertions[t.latest], t.genesis, t.height = &from, t.latest, from.CreatedAt
	return t
}

// Config is what the table's rollup was deployed with.
func (t *Table) Config() Config { return t.config }

// idBytes is how much of a first node's name the contract keeps beside its times. Other nodes with the same beginning
// are the same to it.
const idBytes = 22

func sameID(a, b Hash) bool { return [idBytes]byte(a[:idBytes]) == [idBytes]byte(b[:idBytes]) }

// find is the node of that name, or nil if there is none.
func (t *Table) find(r Ref) *node {
	ctx := r.Context()
	id := Pair(ctx, r.Span)
	if n := t.nodes[id]; n != nil {
		return n
	}
	if c := t.contexts[ctx]; c != nil && sameID(c.first, id) {
		return &node{ref: r, id: id, context: c, kept: &c.kept, first: true}
	}
	return nil
}

// put has the node be there from that height on. It is new, or merges with the one that is the same.
func (t *Table) put(r Ref, height uint64) *node {
	height = min(height, MaxHeight)
	ctx := r.Context()
	id := Pair(ctx, r.Span)
	c := t.contexts[ctx]
	if c == nil {
		c = &context{id: ctx, first: id, opened: height, kept: kept{flags: flagExists}}
		set(&t.journal, t.contexts, ctx, c)
		return t.place(c, id, &node{ref: r, id: id, context: c, kept: &c.kept, first: true})
	}
	if n := t.nodes[id]; n != nil {
		return n
	}
	if sameID(c.first, id) {
		return t.place(c, id, &node{ref: r, id: id, context: c, kept: &c.kept, first: true})
	}
	if c.rivaled == 0 {
		change(&t.journal, &c.rivaled, height)
	}
	return t.place(c, id, &node{ref: r, id: id, context: c, kept: &kept{flags: flagExists}})
}

func (t *Table) place(c *context, id Hash, n *node) *node {
	change(&t.journal, &c.nodes, append(slices.Clip(c.nodes), id))
	set(&t.journal, t.nodes, id, n)
	return n
}

// cohort is the one of that origin, which is there from here on.
func (t *Table) cohort(origin Hash) *Cohort {
	c := t.cohorts[origin]
	if c == nil {
		c = new(Cohort)
		set(&t.journal, t.cohorts, origin, c)
	}
	return c
}

// join adds a whole claim to its cohort.
func (t *Table) join(r Ref) {
	c := t.cohort(r.Origin)
	joined := *c
	joined.Count++
	joined.Initials = append(slices.Clip(c.Initials), r.Node())
	change(&t.journal, c, joined)
}
