// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"slices"
	"testing"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor/family"
)

// TestEveryMoveFitsIntoABlock has no move ask for more gas than a block of the smallest L1 has, with a third of it left
// to others: a node refuses such a transaction, and nothing behind it is sent either.
func TestEveryMoveFitsIntoABlock(t *testing.T) {
	var longest game.Batch
	for range strategy.MostUpdates {
		longest.Moves = append(longest.Moves, game.Update{})
	}
	home := game.Batch{Moves: slices.Clone(longest.Moves)}
	for range strategy.MostSettles {
		home.Moves = append(home.Moves, game.Settle{})
	}
	home.Moves = append(home.Moves, game.Unstake{}, game.Withdraw{})
	longest.Moves = append(longest.Moves, game.Confirm{})
	block := family.Etc().BlockGas
	for _, m := range []game.Move{
		game.Assert{}, game.Split{}, game.RefineLeaf{}, game.RefineStride{}, game.Prove{}, game.Confirm{}, game.Settle{}, game.Last{}, longest, home,
	} {
		if gas := gasOf(m); gas > block*2/3 {
			t.Errorf("%T asks for %d gas, a block has %d", m, gas, block)
		}
	}
	if loadGas > block*2/3 {
		t.Errorf("a preimage asks for %d gas, a block has %d", loadGas, block)
	}
}
