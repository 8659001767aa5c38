// SPDX-License-Identifier: Apache-2.0

package game

import (
	"fmt"
	"maps"
	"slices"

	"github.com/holiman/uint256"
)

// Invariants are what no sequence of moves breaks. The first that is broken at that height is the error; it takes
// time in O(all nodes).
//
//	I1  the contract never has more of a node's time than the true one
//	I2  no cohort has spent more than its allowance for each claim but one
//	I3  the contract has all that it owes: credits, stakes and bonds of claims that win, and what is burnt
//	I4  an assertion has one confirmed child at most
//
// wins says of the node of a whole claim whether it is the right one of its cohort: its bond or stake goes home in
// the end. Whoever does not know gives nil, and I3 leaves out what is not decided.
func (r *Referee) Invariants(height uint64, wins func(claim Hash) bool) error {
	truth := make(map[Hash]uint32, len(r.nodes))
	for _, id := range inOrder(r.nodes) {
		if kept, t := r.nodes[id].beta(height), r.trueBeta(id, height, truth); kept > t {
			return fmt.Errorf("check I1: the contract has %d of the time of node %x, which is %d", kept, id, t)
		}
	}
	for _, origin := range inOrder(r.cohorts) {
		c := r.cohorts[origin]
		if len(c.Initials) == 0 {
			continue
		}
		level := r.nodes[c.Initials[0]].ref.Level
		if most, err := multiply(uint64(c.Count-1), r.config.Allowance(level)); err != nil || c.Spent > most {
			return fmt.Errorf("check I2: cohort %x of %d has spent %d gwei, more than %d", origin, c.Count, c.Spent, most)
		}
	}
	for _, id := range inOrder(r.assertions) {
		facts := 0
		for _, child := range r.children[id] {
			if r.assertions[child].Status == Fact {
				facts++
			}
		}
		if facts > 1 {
			return fmt.Errorf("check I4: assertion %x has %d confirmed children", id, facts)
		}
	}
	if owed := r.owed(wins); r.held.Lt(owed) {
		return fmt.Errorf("check I3: the contract has %s wei, and owes %s", &r.held, owed)
	}
	return nil
}

func inOrder[V any](m map[Hash]V) []Hash {
	return slices.SortedFunc(maps.Keys(m), func(a, b Hash) int { return a.Cmp(b) })
}

// owed is what the contract must have, in wei.
func (r *Referee) owed(wins func(claim Hash) bool) *uint256.Int {
	sum := wei(r.burnt)
	for _, credit := range r.credit {
		sum.Add(sum, &credit)
	}
	for _, tip := range r.stakes {
		root, known := r.Root(tip)
		if r.assertions[tip].Status == Fact || wins != nil && known && wins(root.Node()) {
			sum.Add(sum, wei(r.config.Bonds[Transitions]))
		}
	}
	for _, c := range r.cohorts {
		for _, id := range c.Initials {
			if n := r.nodes[id]; n.ref.Level != Transitions && !c.Settled && wins != nil && wins(id) {
				sum.Add(sum, wei(r.config.Bonds[n.ref.Level]))
			}
		}
	}
	return sum
}
