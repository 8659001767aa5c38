// SPDX-License-Identifier: Apache-2.0

package ots

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// object is a JSON object of which few fields matter here.
type object map[string]json.RawMessage

var null = json.RawMessage("null")

// with sets a field.
func (o object) with(key string, value any) {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err) // only numbers and booleans come here
	}
	o[key] = raw
}

// Details is what Otterscan shows of a block.
type Details struct {
	Block     object       `json:"block"`
	Issuance  Issuance     `json:"issuance"`
	TotalFees *hexutil.Big `json:"totalFees"`
}

// Issuance is what a block creates for whoever made it: nothing. What it pays in for deposits on L1 it lists as
// withdrawals.
type Issuance struct {
	BlockReward hexutil.Uint64 `json:"blockReward"`
	UncleReward hexutil.Uint64 `json:"uncleReward"`
	Issuance    hexutil.Uint64 `json:"issuance"`
}

// GetBlockDetails is a block without its transactions, with their number and what they paid; null when there is none.
func (a *API) GetBlockDetails(ctx context.Context, block blockTag) (*Details, error) {
	return a.details(ctx, "eth_getBlockByNumber", block.text())
}

// GetBlockDetailsByHash is GetBlockDetails of the block with that hash.
func (a *API) GetBlockDetailsByHash(ctx context.Context, hash common.Hash) (*Details, error) {
	return a.details(ctx, "eth_getBlockByHash", hash)
}

func (a *API) details(ctx context.Context, method string, which any) (*Details, error) {
	block, transactions, err := a.block(ctx, method, which, false)
	if block == nil || err != nil {
		return nil, err
	}
	receipts, err := a.receipts(ctx, block)
	if err != nil {
		return nil, err
	}
	fees := new(big.Int)
	for i, receipt := range receipts {
		var paid struct {
			GasUsed           hexutil.Uint64 `json:"gasUsed"`
			EffectiveGasPrice *hexutil.Big   `json:"effectiveGasPrice"`
		}
		raw, err := json.Marshal(receipt)
		if err == nil {
			err = json.Unmarshal(raw, &paid)
		}
		if err != nil {
			return nil, fmt.Errorf("receipt %d: %w", i, err)
		}
		fees.Add(fees, new(big.Int).Mul(paid.EffectiveGasPrice.ToInt(), new(big.Int).SetUint64(uint64(paid.GasUsed))))
	}
	block.with("transactionCount", len(transactions))
	return &Details{Block: block, TotalFees: (*hexutil.Big)(fees)}, nil
}

// block asks for a block and takes its transactions and its bloom filter out.
func (a *API) block(ctx context.Context, method string, which any, full bool) (block object, transactions []json.RawMessage, err error) {
	if err := a.cfg.Eth().CallContext(ctx, &block, method, which, full); block == nil || err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(block["transactions"], &transactions); err != nil {
		return nil, nil, fmt.Errorf("transactions of a block: %w", err)
	}
	delete(block, "transactions")
	block["logsBloom"] = null
	return block, transactions, nil
}

// receipts are those of a block that block has given.
func (a *API) receipts(ctx context.Context, block object) (receipts []object, err error) {
	if string(block["number"]) == `"0x0"` {
		return nil, nil // the chain keeps none of the genesis block
	}
	err = a.cfg.Eth().CallContext(ctx, &receipts, "eth_getBlockReceipts", object{"blockHash": block["hash"]})
	return receipts, err
}

// Page is a part of a block's transactions with their receipts.
type Page struct {
	FullBlock object   `json:"fullblock"`
	Receipts  []object `json:"receipts"`
}

// GetBlockTransactions gives a page of a block's transactions, in the order of the block. Page 0 has the last ones of
// the block. Of their input it has the first four bytes, of their receipts no logs.
func (a *API) GetBlockTransactions(ctx context.Context, which blockTag, page, size number) (*Page, error) {
	block, transactions, err := a.block(ctx, "eth_getBlockByNumber", which.text(), true)
	if block == nil || err != nil {
		return nil, err
	}
	receipts, err := a.receipts(ctx, block)
	if err != nil {
		return nil, err
	}
	if len(receipts) != len(transactions) {
		return nil, fmt.Errorf("%d receipts for %d transactions", len(receipts), len(transactions))
	}
	block.with("transactionCount", len(transactions))
	start, end := pageOf(len(transactions), uint64(page), uint64(size))
	shown := []object{}
	for _, raw := range transactions[start:end] {
		tx := object{}
		if err := json.Unmarshal(raw, &tx); err != nil {
			return nil, fmt.Errorf("transaction of a block: %w", err)
		}
		const selector = len(`"0x12345678`)
		if input := tx["input"]; len(input) > selector+1 {
			tx["input"] = append(input[:selector:selector], '"')
		}
		shown = append(shown, tx)
	}
	for _, receipt := range receipts[start:end] {
		receipt["logs"], receipt["logsBloom"] = null, null
	}
	block.with("transactions", shown)
	return &Page{block, append([]object{}, receipts[start:end]...)}, nil
}

// pageOf is where a page begins and ends among n, counted from the end.
func pageOf(n int, page, size uint64) (start, end int) {
	size = min(size, uint64(n))
	if size == 0 || page > uint64(n)/size {
		return 0, 0
	}
	end = n - int(page*size)
	return max(0, end-int(size)), end
}
