// SPDX-License-Identifier: Apache-2.0

package lie

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// changes is behind how many units of a history that starts at first nothing changes any more.
func changes(t *game.Tree, first common.Hash) (n uint64) {
	last := t.State(1<<t.Height() - 1)
	if last == first {
		return 0
	}
	for n = 1; t.State(n-1) != last; n++ {
	}
	return n
}

// cut is a history that goes as the right one does, and behind a unit to something else, where it stays.
func cut(right *game.Tree, at uint64, last common.Hash) (*game.Tree, error) {
	return game.NewTree(right.Height(), append(states(right, at), last))
}

// spoil is a history that comes to where the right one does, and is somewhere else behind one unit. at is not the last
// of n units.
func spoil(right *game.Tree, n, at uint64, wrong common.Hash) (*game.Tree, error) {
	all := states(right, n)
	all[at] = wrong
	return game.NewTree(right.Height(), all)
}

// states are those behind the first n units, with room for one more.
func states(t *game.Tree, n uint64) []common.Hash {
	all := make([]common.Hash, 0, n+1)
	for i := range n {
		all = append(all, t.State(i))
	}
	return all
}
