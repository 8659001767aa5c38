// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
)

// txOverhead is more than the plain form of a batch adds to a transaction's own encoding.
const txOverhead = 16

// blockSize bounds what the open block takes in a batch. Transactions are first counted as if they could not be
// compressed; when that no longer fits, the block is encoded to see what it really takes.
type blockSize struct {
	guess uint64
	raw   uint64
	txs   []*types.Transaction
}

// take counts transactions and returns how many of them fit.
func (b *blockSize) take(rollup *params.Params, txs []*types.Transaction) (int, error) {
	most := maxBlockData(rollup)
	for i, tx := range txs {
		n := tx.Size() + txOverhead
		if b.guess+n > most {
			var err error
			if b.guess, err = encoded(rollup, b.txs); err != nil {
				return i, err
			}
		}
		if b.guess+n > most && len(b.txs) == 0 {
			// The pool takes no transaction of that size, but another seat's batch may have brought it, before L1 took
			// its place away: it fits by itself, compressed.
			var err error
			if n, err = encoded(rollup, txs[i:i+1]); err != nil {
				return i, err
			}
			n -= min(n, b.guess)
		}
		if b.guess+n > most {
			return i, nil
		}
		b.guess += n
		b.raw += tx.Size()
		b.txs = append(b.txs, tx)
	}
	return len(txs), nil
}

// encoded is the size of a batch with one block of these transactions.
func encoded(rollup *params.Params, txs []*types.Transaction) (uint64, error) {
	data, err := wire.Encode(new(big.Int).SetUint64(rollup.ChainID), &wire.Batch{Blocks: []wire.Block{{Elapsed: 1, Txs: txs}}})
	if err != nil {
		return 0, fmt.Errorf("size of the open block: %w", err)
	}
	return uint64(len(data)), nil
}
