// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// times counts what nodes have earned, by the table's heights alone: not by what the contract has kept of it. It is a
// second version of what the game counts, and tests hold the two together.
type times struct {
	table *game.Table
	at    uint64 // height
	known map[common.Hash]uint32
}

func newTimes(t *game.Table, at uint64) times {
	return times{table: t, at: at, known: make(map[common.Hash]uint32)}
}

// alone is what a node has earned while nothing contradicted it. Of rivals only the first earned.
func (t *times) alone(n *game.Times) uint32 {
	if !n.First {
		return 0
	}
	until := t.at
	if n.Rivaled != 0 {
		until = n.Rivaled
	}
	return uint32(min(until-n.Opened, game.MaxTime))
}

// of is all that a node has earned: alone, and then as much as its worst part, or as its best refinement.
func (t *times) of(id common.Hash) uint32 {
	n, ok := t.table.Times(id)
	if !ok {
		return 0
	}
	earned := t.alone(&n)
	switch {
	case n.Proven:
		return game.MaxTime
	case n.Parts == nil && n.Refinements == nil:
		return earned
	}
	if b, ok := t.known[id]; ok {
		return b
	}
	if n.Parts != nil {
		least := uint32(game.MaxTime)
		for _, child := range n.Parts {
			least = min(least, t.of(child))
		}
		earned = add(earned, least)
	} else {
		most := uint32(0)
		for _, r := range n.Refinements {
			most = max(most, t.of(r))
		}
		earned = add(earned, most)
	}
	t.known[id] = earned
	return earned
}

// rival is the largest time among the initial nodes of a cohort but one.
func (t *times) rival(c *game.Cohort, but common.Hash) (most uint32) {
	for _, id := range c.Initials {
		if id != but {
			most = max(most, t.of(id))
		}
	}
	return most
}

// add is the sum of two times.
func add(a, b uint32) uint32 { return min(a+b, game.MaxTime) }
