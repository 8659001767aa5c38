package sequencer

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/batcher/wire"
)

// txOverhead is more than the plain form of a batch adds to a transaction's own encoding.
const txOverhead = 16

// blockSize bounds what the open block takes in a batch. Transactions are first counted as if they could not be compressed;
// when that no longer fits, the block is encoded to see what it really takes.
type blockSize struct {
	guess uint64
	raw   uint64
	txs   []*types.Transaction
}

// take counts transactions and returns how many of them fit.
func (b *blockSize) take(l *leader, txs []*types.Transaction) (int, error) {
	for i, tx := range txs {
		n := tx.Size() + txOverhead
		if b.guess+n > maxBlockData {
			data, err := wire.Encode(new(big.Int).SetUint64(l.rollup.ChainID), &wire.Batch{Blocks: []wire.Block{{Elapsed: 1, Txs: b.txs}}})
			if err != nil {
				return i, fmt.Errorf("size of the open block: %w", err)
			}
			b.guess = uint64(len(data))
		}
		if b.guess+n > maxBlockData {
			return i, nil
		}
		b.guess += n
		b.raw += tx.Size()
		b.txs = append(b.txs, tx)
	}
	return len(txs), nil
}
