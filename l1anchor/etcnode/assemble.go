// SPDX-License-Identifier: Apache-2.0

package main

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/log"
	"github.com/ethereum/go-ethereum/params/vars"
)

// assemble fills a block on parent with what waits in the pool: the best price first, then the longest wait, each
// account's transactions by nonce. The result lacks only its seal.
func assemble(back *eth.Ethereum, cfg *config, parent *types.Header, at uint64) (*types.Block, error) {
	chain := back.BlockChain()
	header := &types.Header{
		ParentHash: parent.Hash(),
		Number:     new(big.Int).Add(parent.Number, common.Big1),
		GasLimit:   core.CalcGasLimit(parent.GasLimit, cfg.GasLimit),
		Time:       at,
		Coinbase:   cfg.Coinbase,
	}
	if err := back.Engine().Prepare(chain, header); err != nil {
		return nil, err
	}
	state, err := chain.StateAt(parent.Root)
	if err != nil {
		return nil, err
	}
	var (
		gas      = new(core.GasPool).AddGas(header.GasLimit)
		waiting  = newOrder(back.TxPool(), state.GetNonce)
		txs      []*types.Transaction
		receipts []*types.Receipt
	)
	for waiting.Len() > 0 && gas.Gas() >= vars.TxGas {
		tx := waiting.best()
		if tx.Gas() > gas.Gas() {
			waiting.dropAccount()
			continue
		}
		snapshot, before := state.Snapshot(), gas.Gas()
		state.SetTxContext(tx.Hash(), len(txs))
		receipt, err := core.ApplyTransaction(chain.Config(), chain, &header.Coinbase, gas, state, header, tx, &header.GasUsed, *chain.GetVMConfig())
		if err != nil {
			state.RevertToSnapshot(snapshot)
			gas.SetGas(before)
			log.Debug("Transaction left for a later block", "hash", tx.Hash(), "err", err)
			waiting.dropAccount()
			continue
		}
		txs, receipts = append(txs, tx), append(receipts, receipt)
		waiting.shift()
	}
	return back.Engine().FinalizeAndAssemble(chain, header, state, txs, nil, receipts, nil)
}
