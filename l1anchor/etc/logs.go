// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Logs are those that contracts of a list have left in the block with that hash, in order. All of them are bound to
// the hash: what the header's bloom rules out is not asked for, and receipts must have the header's root. The error
// matches l1anchor.ErrUnknownBlock when the node does not have the block, and l1anchor.ErrContradiction when it says
// what cannot be.
//
// Whoever follows a chain has just read the block, and most blocks have no log of the list: the node is not asked again.
func (r *Reader) Logs(ctx context.Context, block common.Hash, of ...common.Address) ([]*types.Log, error) {
	if known, ok := r.headers.Get(block); ok && !mayHave(known, of) {
		return nil, nil
	}
	b, err := r.byHash(ctx, block, true)
	if err != nil {
		return nil, fmt.Errorf("read L1 block %s: %w", block, err)
	}
	if !mayHave(b.header, of) {
		return nil, nil
	}
	receipts, err := r.receipts(ctx, b)
	if err != nil {
		return nil, fmt.Errorf("read the receipts of L1 block %s: %w", block, err)
	}
	var logs []*types.Log
	index := uint(0)
	for i, receipt := range receipts {
		for _, l := range receipt.logs {
			if slices.Contains(of, l.Address) {
				l.BlockNumber, l.BlockHash, l.BlockTimestamp = b.header.Number.Uint64(), b.hash, b.header.Time
				l.TxHash, l.TxIndex, l.Index = b.txs[i].Hash(), uint(i), index
				logs = append(logs, l)
			}
			index++
		}
	}
	return logs, nil
}

// mayHave is false if the header's bloom rules out that any of the contracts has left a log in its block.
func mayHave(h *types.Header, of []common.Address) bool {
	return slices.ContainsFunc(of, func(a common.Address) bool { return types.BloomLookup(h.Bloom, a) })
}
