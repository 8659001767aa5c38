// SPDX-License-Identifier: Apache-2.0

package docket

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// Dispute is claims that contradict each other about what follows an assertion.
type Dispute struct {
	ID      common.Hash `json:"id"` // of the cohort
	Parent  common.Hash `json:"parent"`
	Settled bool        `json:"settled"`
	Claims  []Claim     `json:"claims"` // in the order in which they were made

	// Out is what has not come back of the bonds below the stakes, by who posted it.
	Out map[common.Address]uint64 `json:"out,omitempty"`
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

// Dispute is the one about what follows an assertion that is there. It has a claim or none where nothing is disputed.
func (r *Reader) Dispute(parent common.Hash) Dispute {
	t := r.table
	origin, _ := t.ChildOrigin(parent)
	one := Dispute{ID: origin, Parent: parent, Claims: []Claim{}}
	_, one.Settled = t.Standing(origin)
	counted := make(map[game.Hash]bool)
	for _, id := range t.Children(parent) {
		a := t.Assertion(id)
		root, _ := t.Root(id)
		claim := Claim{
			Assertion: id, Author: a.Author, Earned: uint64(r.beta(root.Node())), Unanswered: []Part{},
			Bonds: t.Config().Bonds[game.Transitions],
		}
		r.walk(&claim, root.Node(), make(map[game.Hash]bool), func(n *game.Node) {
			if !counted[n.ID] { // claims that agree on a part share what is below it
				counted[n.ID] = true
				r.bond(&one, n)
			}
		})
		one.Claims = append(one.Claims, claim)
	}
	return one
}

// walk counts a node and what is below it, and shows each to visit.
func (r *Reader) walk(c *Claim, id game.Hash, seen map[game.Hash]bool, visit func(*game.Node)) {
	n, ok := r.table.Node(id)
	if !ok || seen[id] {
		return
	}
	seen[id] = true
	c.Nodes++
	c.Bonds += r.bondOf(&n)
	visit(&n)
	switch {
	case n.Proven:
		c.Proven++
	case n.Split:
		for _, part := range n.Parts {
			r.walk(c, part, seen, visit)
		}
	case len(n.Refinements) > 0:
		for _, below := range n.Refinements {
			r.walk(c, below, seen, visit)
		}
	case n.Rivaled != 0:
		c.Unanswered = append(c.Unanswered, Part{
			ID: id, Level: n.Level.String(), Len: n.Len, Pos: n.Pos, Since: n.Rivaled, Earned: uint64(r.beta(id)),
		})
	}
}

// bondOf is what was paid for a node, in gwei: only refinements have a bond of their own.
func (r *Reader) bondOf(n *game.Node) uint64 {
	if n.Initial == (game.Initial{}) {
		return 0
	}
	return r.table.Config().Bonds[n.Level]
}

// bond counts that of a refinement, unless it has come back or is lost.
func (r *Reader) bond(d *Dispute, n *game.Node) {
	if r.bondOf(n) == 0 {
		return
	}
	if _, settled := r.table.Standing(n.Origin); settled {
		return
	}
	if d.Out == nil {
		d.Out = make(map[common.Address]uint64)
	}
	d.Out[n.Initial.Poster] += r.bondOf(n)
}
