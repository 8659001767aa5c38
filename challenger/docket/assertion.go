// SPDX-License-Identifier: Apache-2.0

package docket

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/stateroot/program"
)

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
	ID        common.Hash    `json:"id"`
	Parent    common.Hash    `json:"parent"`
	State     common.Hash    `json:"state"`
	Block     uint64         `json:"block"` // newest L2 block that it claims; 0 in the first assertion, and in one that says that the machine fails
	Stuck     bool           `json:"stuck"` // it says that the machine fails
	Author    common.Address `json:"author"`
	Created   uint64         `json:"created"`
	Confirmed uint64         `json:"confirmed"` // L1 block; 0 if it is not
	Status    Status         `json:"status"`
	Earned    uint64         `json:"earned"`
	Left      uint64         `json:"left"`    // blocks until it may be confirmed, if it goes on earning and its parent is confirmed
	Rivals    int            `json:"rivals"`  // claims that contradict it
	Dispute   common.Hash    `json:"dispute"` // in which they do; zero if there are none
	Stake     uint64         `json:"stake"`
}

// Assertion is the one of that name; ok is false if there is none.
func (r *Reader) Assertion(id common.Hash) (one Assertion, ok bool) {
	if r.table.Assertion(id).Status == game.NoAssertion {
		return one, false
	}
	return r.assertion(id, alive(r.table, id)), true
}

// alive tells whether nothing that an assertion stands on has lost.
func alive(t *game.Table, id common.Hash) bool {
	for {
		id = t.Assertion(id).Parent
		a := t.Assertion(id)
		if a.Status != game.Pending {
			return true
		}
		origin, _ := t.ChildOrigin(a.Parent)
		if _, settled := t.Standing(origin); settled {
			return false
		}
	}
}

func (r *Reader) assertion(id common.Hash, alive bool) Assertion {
	a := r.table.Assertion(id)
	one := Assertion{ID: id, Parent: a.Parent, State: a.State, Author: a.Author, Created: a.CreatedAt, Confirmed: a.ConfirmedAt, Status: Confirmed}
	one.Block, one.Stuck = Claimed(a.Encoded)
	if root, ok := r.table.Root(id); ok {
		r.count(&one, &a, root, alive)
	}
	return one
}

// Claimed is the newest L2 block that the bytes of an asserted state tell of, 0 of a stuck one. Nobody has looked
// whether they are right.
func Claimed(state []byte) (block uint64, stuck bool) {
	if len(state) == 0 {
		return 0, false
	}
	s, err := program.DecodeState(state)
	if err != nil {
		return 0, len(state) != program.StateBytes // the contract takes no others than these and stuck ones
	}
	return s.Number, false
}

// count fills in what an assertion has earned and what it is up against.
func (r *Reader) count(one *Assertion, a *game.Assertion, root game.Ref, alive bool) {
	c := r.table.Config()
	claims, settled := r.table.Standing(root.Origin)
	one.Stake = c.Bonds[game.Transitions]
	one.Earned = uint64(r.beta(root.Node()))
	if one.Rivals = claims - 1; one.Rivals > 0 {
		one.Dispute = root.Origin
	}
	switch {
	case a.Status == game.Fact:
		return
	case !alive || settled:
		one.Status = Lost
	default:
		one.Status = Pending
		one.Left = uint64(c.Threshold) - min(one.Earned, uint64(c.Threshold))
	}
}
