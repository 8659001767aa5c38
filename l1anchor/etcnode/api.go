// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// maxMine bounds what one request may ask for.
const maxMine = 100_000

// api is the etcnode namespace of JSON-RPC: tests that mine by hand.
type api struct{ miner *miner }

// Mine makes that many blocks at once, each spacing seconds (13 if left out) after its parent, and returns the hash of
// the last one. Without a block in between it takes milliseconds per block.
func (a *api) Mine(ctx context.Context, count hexutil.Uint64, spacing *hexutil.Uint64) (common.Hash, error) {
	if count > maxMine {
		return common.Hash{}, fmt.Errorf("mine %d blocks: the most at once is %d", count, maxMine)
	}
	step := uint64(13)
	if spacing != nil {
		step = uint64(*spacing)
	}
	chain := a.miner.eth.BlockChain()
	for range count {
		if err := a.miner.mine(ctx, chain.CurrentBlock().Time+step); err != nil {
			return common.Hash{}, err
		}
	}
	return chain.CurrentBlock().Hash(), nil
}

// Pace makes the node mine by itself each time that so many milliseconds have passed; 0 stops that. No such block is
// in the making when it returns.
func (a *api) Pace(ctx context.Context, milliseconds hexutil.Uint64) error {
	if milliseconds > maxPace {
		return fmt.Errorf("pace of %d ms: the slowest is %d", milliseconds, maxPace)
	}
	select {
	case a.miner.pace <- time.Duration(milliseconds) * time.Millisecond:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// maxPace is a day in milliseconds.
const maxPace = 86_400_000
