// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/contracts/evm"
)

// The largest batch that strategy makes must find room in a block beside others: a node refuses a transaction that asks
// for more gas than a block has, and then a right claim with many rivals is never confirmed.
func TestLargestBatchFitsABlock(t *testing.T) {
	var moves []game.Move
	for range strategy.MostUpdates {
		moves = append(moves, game.Update{})
	}
	c := New(common.Address{9}, common.Address{}, nil)
	for _, last := range []game.Move{game.Confirm{}, game.Settle{}} {
		calls, err := c.Calls(strategy.Move{Move: game.Batch{Moves: append(moves, last)}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if gas := calls[0].Gas; gas > evm.BlockGas/2 {
			t.Errorf("%d updates and a %T are sent with %d gas, a block has %d", len(moves), last, gas, evm.BlockGas)
		}
	}
}
