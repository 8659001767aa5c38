// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// Earned is what the strategy takes a node to have earned at a height.
func Earned(t *game.Table, id common.Hash, height uint64) uint32 {
	times := newTimes(t, height)
	return times.of(id)
}

// LooseEarned is what a node would have earned if a leaf took time from every claim below its context, not only from
// those that continue the leaf as it is.
func LooseEarned(t *game.Table, id common.Hash, height uint64) uint32 {
	times := newTimes(t, height)
	var of func(id common.Hash) uint32
	of = func(id common.Hash) uint32 {
		n, _ := t.Node(id)
		own, _ := t.Times(id)
		earned, best := times.alone(&own), uint32(game.MaxTime)
		switch {
		case n.Proven:
			return game.MaxTime
		case n.Split:
			for _, child := range n.Parts {
				best = min(best, of(child))
			}
		default:
			best = 0
			if n.Len == 0 {
				for _, r := range t.Cohort(n.Context).Initials {
					best = max(best, of(r))
				}
			}
		}
		return add(earned, best)
	}
	return of(id)
}
