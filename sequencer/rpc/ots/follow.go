// SPDX-License-Identifier: Apache-2.0

package ots

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
)

// again is how long to wait after something failed.
const again = 10 * time.Second

// Follow keeps the index where the canonical chain is, until ctx ends. It executes every block once more. An error is
// told in the log and does not end it: searches then say how far the index has come.
func (x *Index) Follow(ctx context.Context, bc *core.BlockChain, signer types.Signer, log *slog.Logger) error {
	heads := make(chan core.ChainHeadEvent, 16)
	sub := bc.SubscribeChainHeadEvent(heads)
	defer sub.Unsubscribe()
	retry := time.NewTimer(0)
	defer retry.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-sub.Err():
			return err // the chain is being closed
		case <-heads:
		case <-retry.C:
		}
		if err := x.CatchUp(ctx, bc, signer); err != nil && ctx.Err() == nil {
			log.Error("index of addresses stands still", "error", err)
			retry.Reset(again)
		}
	}
}

// CatchUp brings the index to the chain's head.
func (x *Index) CatchUp(ctx context.Context, bc *core.BlockChain, signer types.Signer) error {
	for {
		done, err := x.step(ctx, bc, signer)
		if done || err != nil {
			return err
		}
	}
}

// step takes one block out that is canonical no more, or adds the next one. It is done when there is neither.
func (x *Index) step(ctx context.Context, bc *core.BlockChain, signer types.Signer) (done bool, err error) {
	if ctx.Err() != nil {
		return true, ctx.Err()
	}
	at, err := x.head()
	if err != nil {
		return true, err
	}
	if bc.GetCanonicalHash(at.number) != at.hash {
		if at.number == 0 {
			return true, fmt.Errorf("the chain has another genesis block than %s", at.hash)
		}
		// The block before is asked of the index: the chain may have forgotten the one that was left.
		parent, err := blockHash(x.db, at.number-1)
		if err != nil {
			return true, err
		}
		return false, x.remove(at, parent)
	}
	if at.number >= bc.CurrentBlock().Number.Uint64() {
		return true, nil
	}
	block := bc.GetBlockByNumber(at.number + 1)
	if block == nil || block.ParentHash() != at.hash {
		return false, nil // the chain has just changed: look again
	}
	touched, err := touchedBy(ctx, bc, signer, block)
	if err != nil {
		return true, err
	}
	return false, x.add(place{block.NumberU64(), block.Hash()}, touched)
}

// touchedBy lists the addresses that each transaction of a block has to do with.
func touchedBy(ctx context.Context, bc *core.BlockChain, signer types.Signer, block *types.Block) ([][]common.Address, error) {
	last := len(block.Transactions()) - 1
	if last < 0 {
		return nil, nil
	}
	touched := make([][]common.Address, 0, last+1)
	err := replay(ctx, bc, signer, block, last, &recorder{bytes: math.MaxInt, only: -1}, func(_ int, frames []frame, _ *state.StateDB) error {
		touched = append(touched, addresses(frames))
		return nil
	})
	return touched, err
}

// addresses are those of the frames, each once. Precompiles are nobody's account.
func addresses(frames []frame) (list []common.Address) {
	seen := make(map[common.Address]bool)
	add := func(a common.Address) {
		if !seen[a] {
			seen[a] = true
			list = append(list, a)
		}
	}
	for _, f := range frames {
		add(f.from)
		if !f.precompile || f.op == vm.SELFDESTRUCT {
			add(f.to)
		}
	}
	return list
}
