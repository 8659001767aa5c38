// SPDX-License-Identifier: Apache-2.0

// Package docket lists what is claimed about L2 and what is disputed, for people and for programs that show it. It
// decides nothing, and says nothing about who is right: it looks at what the contract has said, and counts.
package docket

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// Docket is all that stands at an L1 block. Times are L1 blocks, money is in gwei.
type Docket struct {
	Height     uint64      `json:"height"`
	Threshold  uint64      `json:"threshold"` // that a claim must earn
	Tolerated  uint64      `json:"tolerated"` // that wrong claims may earn before right ones are in danger
	Latest     common.Hash `json:"latest"`    // newest confirmed assertion
	Assertions []Assertion `json:"assertions"`
	Disputes   []Dispute   `json:"disputes"`
}

// Status is how far an assertion has come.
type Status string

// The statuses.
const (
	Pending   Status = "pending"
	Confirmed Status = "confirmed"
	Lost      Status = "lost" // another one was confirmed in its place, or in that of an assertion that it stands on
)

// Assertion is a claim about the L2 state.
type Assertion struct {
	ID      common.Hash    `json:"id"`
	Parent  common.Hash    `json:"parent"`
	State   common.Hash    `json:"state"`
	Author  common.Address `json:"author"`
	Created uint64         `json:"created"`
	Status  Status         `json:"status"`
	Earned  uint64         `json:"earned"`
	Left    uint64         `json:"left"`   // blocks until it may be confirmed, if it goes on earning
	Rivals  int            `json:"rivals"` // claims that contradict it
	Stake   uint64         `json:"stake"`
}

// Dispute is claims that contradict each other about what follows an assertion.
type Dispute struct {
	ID      common.Hash `json:"id"` // of the cohort
	Parent  common.Hash `json:"parent"`
	Settled bool        `json:"settled"`
	Claims  []Claim     `json:"claims"` // in the order in which they were made
}

// Claim is one side of a dispute.
type Claim struct {
	Assertion  common.Hash    `json:"assertion"`
	Author     common.Address `json:"author"`
	Earned     uint64         `json:"earned"`
	Nodes      int            `json:"nodes"`      // parts that it was cut into, contested or not
	Bonds      uint64         `json:"bonds"`      // stake, and bonds of whoever continued it below
	Proven     int            `json:"proven"`     // steps that L1 has done for it
	Unanswered []Part         `json:"unanswered"` // contested parts that nobody has answered for it: it is its turn
}

// Part is a node.
type Part struct {
	ID     common.Hash `json:"id"`
	Level  string      `json:"level"`
	Len    uint8       `json:"len"` // logarithm of its leaves
	Pos    uint32      `json:"pos"`
	Since  uint64      `json:"since"` // L1 block at which it was contradicted
	Earned uint64      `json:"earned"`
}

// Of is the docket of a table at an L1 block, which is not before the table's newest event.
func Of(t *game.Table, height uint64) *Docket {
	c := t.Config()
	d := &Docket{
		Height: height, Threshold: uint64(c.Threshold), Tolerated: uint64(c.Censored), Latest: t.Latest(),
		Assertions: []Assertion{}, Disputes: []Dispute{},
	}
	if t.Genesis() != (game.Hash{}) {
		d.add(t, t.Genesis(), true)
	}
	return d
}

// add lists an assertion and all that stand on it. alive says whether the one that it stands on has not lost.
func (d *Docket) add(t *game.Table, id game.Hash, alive bool) {
	a := t.Assertion(id)
	one := Assertion{ID: id, Parent: a.Parent, State: a.State, Author: a.Author, Created: a.CreatedAt, Status: Confirmed}
	if root, ok := t.Root(id); ok {
		d.count(t, &one, &a, root.Node(), alive)
	}
	d.Assertions = append(d.Assertions, one)
	d.dispute(t, id)
	for _, child := range t.Children(id) {
		d.add(t, child, one.Status != Lost)
	}
}

// count fills in what an assertion has earned and what it is up against.
func (d *Docket) count(t *game.Table, one *Assertion, a *game.Assertion, root game.Hash, alive bool) {
	cohort := t.Cohort(game.Origin(a.Parent, t.Assertion(a.Parent).Range.Hash()))
	one.Rivals = len(cohort.Initials) - 1
	one.Stake = t.Config().Bonds[game.Transitions]
	one.Earned = uint64(t.TrueBeta(root, d.Height))
	switch {
	case a.Status == game.Fact:
		return
	case !alive || cohort.Settled:
		one.Status = Lost
	default:
		one.Status = Pending
		one.Left = d.Threshold - min(one.Earned, d.Threshold)
	}
}

// dispute lists the one about what follows an assertion, if there is one.
func (d *Docket) dispute(t *game.Table, parent game.Hash) {
	children := t.Children(parent)
	if len(children) < 2 {
		return
	}
	origin, _ := t.ChildOrigin(parent)
	one := Dispute{ID: origin, Parent: parent, Settled: t.Cohort(origin).Settled}
	for _, id := range children {
		a := t.Assertion(id)
		root, _ := t.Root(id)
		claim := Claim{
			Assertion: id, Author: a.Author, Earned: uint64(t.TrueBeta(root.Node(), d.Height)), Unanswered: []Part{},
			Bonds: t.Config().Bonds[game.Transitions],
		}
		claim.walk(t, root.Node(), d.Height, make(map[game.Hash]bool))
		one.Claims = append(one.Claims, claim)
	}
	d.Disputes = append(d.Disputes, one)
}

// walk counts a node and what is below it.
func (c *Claim) walk(t *game.Table, id game.Hash, height uint64, seen map[game.Hash]bool) {
	n, ok := t.Node(id)
	if !ok || seen[id] {
		return
	}
	seen[id] = true
	c.Nodes++
	if n.Initial != (game.Initial{}) {
		c.Bonds += t.Config().Bonds[n.Level]
	}
	switch {
	case n.Proven:
		c.Proven++
	case n.Split:
		for _, part := range n.Ref.Children(n.Spans) {
			c.walk(t, part.Node(), height, seen)
		}
	case len(n.Refinements) > 0:
		for _, r := range n.Refinements {
			c.walk(t, r, height, seen)
		}
	case n.Rivaled != 0:
		c.Unanswered = append(c.Unanswered, Part{
			ID: id, Level: n.Level.String(), Len: n.Len, Pos: n.Pos, Since: n.Rivaled, Earned: uint64(t.TrueBeta(id, height)),
		})
	}
}
