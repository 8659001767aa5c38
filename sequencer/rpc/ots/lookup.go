// SPDX-License-Identifier: Apache-2.0

package ots

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
)

// GetTransactionBySenderAndNonce is the hash of the transaction that an account sent with a nonce; null when no
// sealed block has it. A nonce that an EIP-7702 authorisation or a creation has used belongs to no transaction.
func (a *API) GetTransactionBySenderAndNonce(ctx context.Context, sender common.Address, nonce number) (*common.Hash, error) {
	block, err := a.first(ctx, func(db *state.StateDB) bool { return db.GetNonce(sender) > uint64(nonce) })
	if block == nil || err != nil {
		return nil, err
	}
	for _, tx := range block.Transactions() {
		if tx.Nonce() != uint64(nonce) {
			continue
		}
		if from, err := types.Sender(a.cfg.Signer, tx); err == nil && from == sender {
			hash := tx.Hash()
			return &hash, nil
		}
	}
	return nil, nil
}

// Creator is who created a contract, and the transaction in which that happened.
type Creator struct {
	Hash    common.Hash    `json:"hash"`
	Creator common.Address `json:"creator"`
}

// GetContractCreator is null for what is no contract, and for what the genesis block holds.
func (a *API) GetContractCreator(ctx context.Context, contract common.Address) (creator *Creator, err error) {
	isContract := func(db *state.StateDB) bool {
		code := db.GetCode(contract)
		_, delegated := types.ParseDelegation(code)
		return len(code) > 0 && !delegated
	}
	block, err := a.first(ctx, isContract)
	if block == nil || err != nil {
		return nil, err
	}
	r := &recorder{bytes: math.MaxInt, only: -1}
	err = replay(ctx, a.cfg.Chain, a.cfg.Signer, block, len(block.Transactions())-1, r, func(index int, frames []frame, db *state.StateDB) error {
		if creator != nil || !isContract(db) {
			return nil
		}
		for _, f := range slices.Backward(frames) {
			if f.to == contract && !f.failed && (f.op == vm.CREATE || f.op == vm.CREATE2) {
				creator = &Creator{block.Transactions()[index].Hash(), f.from}
				return nil
			}
		}
		return fmt.Errorf("transaction %d of block %d leaves code at %s, and none of its calls created it", index, block.NumberU64(), contract)
	})
	return creator, err
}

// first is the first canonical block in whose state something holds that goes on holding; nil when it holds in none
// or has held from the genesis block on. It reads as many states as the number of the head has bits.
func (a *API) first(ctx context.Context, holds func(*state.StateDB) bool) (*types.Block, error) {
	bc := a.cfg.Chain
	at := func(n uint64) (bool, error) {
		header := bc.GetHeaderByNumber(n)
		if header == nil || ctx.Err() != nil {
			return false, fmt.Errorf("block %d: the chain changed under the search, or it took too long", n)
		}
		db, err := bc.StateAt(header.Root, header.Number, header.Time)
		if err != nil {
			return false, fmt.Errorf("state of block %d: %w", n, err)
		}
		yes := holds(db)
		return yes, db.Error()
	}
	low, high := uint64(0), bc.CurrentBlock().Number.Uint64() // it does not hold at low and does at high
	if begins, err := at(low); begins || err != nil {
		return nil, err
	}
	if ends, err := at(high); !ends || err != nil {
		return nil, err
	}
	for high-low > 1 {
		middle := low + (high-low)/2
		yes, err := at(middle)
		switch {
		case err != nil:
			return nil, err
		case yes:
			high = middle
		default:
			low = middle
		}
	}
	return bc.GetBlockByNumber(high), nil
}
