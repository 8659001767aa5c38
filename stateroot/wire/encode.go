// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// ErrTooLarge says that blocks do not fit into one batch. They may fit into two.
var ErrTooLarge = errors.New("blocks do not fit into one batch")

// Encode makes the data of a batch: the same bytes for the same blocks, always. The error matches ErrTooLarge when the
// blocks are beyond MaxData, MaxInflated or MaxBlocks. Any other error means that Decode would refuse the batch: a
// block without elapsed time or with too many messages, a transaction that is not signed for this chain, a blob
// transaction with its sidecar. Senders are recovered through the transactions' caches.
func Encode(chainID *big.Int, b *Batch) ([]byte, error) {
	e, err := newEncoder(types.LatestSignerForChainID(chainID), b)
	if err != nil {
		return nil, err
	}
	data := e.encode(len(b.Blocks))
	if len(data) > MaxData {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(data))
	}
	return data, nil
}

// encoder is a batch taken apart, of which any number of blocks from the first on can be encoded.
type encoder struct {
	chainID *big.Int
	batch   *Batch
	drafts  []*draft
	senders []common.Address // of the drafts
	ends    []int            // drafts in the first i+1 blocks
}

// newEncoder checks the batch and takes it apart.
func newEncoder(signer types.Signer, b *Batch) (*encoder, error) {
	if err := check(signer, b); err != nil {
		return nil, err
	}
	e := &encoder{chainID: signer.ChainID(), batch: b}
	for _, block := range b.Blocks {
		for _, tx := range block.Txs {
			d, err := take(e.chainID, tx)
			if err != nil {
				return nil, err
			}
			sender, err := types.Sender(signer, tx)
			if err != nil {
				return nil, fmt.Errorf("recover the sender of %s: %w", tx.Hash(), err)
			}
			e.drafts, e.senders = append(e.drafts, d), append(e.senders, sender)
		}
		e.ends = append(e.ends, len(e.drafts))
	}
	return e, nil
}

// encode makes the data of the first n blocks, however long it is: the shortest form, of two as short the packed one.
func (e *encoder) encode(n int) []byte {
	b := &Batch{Parent: e.batch.Parent, Blocks: e.batch.Blocks[:n]}
	txs := e.ends[n-1]
	if txs > maxPackedTxs {
		return encodePlain(b)
	}
	data := encodePacked(e.chainID, b, e.drafts[:txs], makePlan(e.drafts[:txs], e.senders[:txs]))
	if plainSize(b) < len(data) {
		data = encodePlain(b)
	}
	return data
}

// check says why Decode would refuse the blocks.
func check(signer types.Signer, b *Batch) error {
	if len(b.Blocks) == 0 {
		return errors.New("batch without blocks")
	}
	if len(b.Blocks) > MaxBlocks {
		return fmt.Errorf("%w: %d blocks", ErrTooLarge, len(b.Blocks))
	}
	size := 0
	for i, block := range b.Blocks {
		if block.Elapsed == 0 {
			return fmt.Errorf("block %d: no time elapsed", i)
		}
		if block.Messages > MaxBlockMessages {
			return fmt.Errorf("block %d: %d messages", i, block.Messages)
		}
		size += blockCost
		for j, tx := range block.Txs {
			if tx.BlobTxSidecar() != nil {
				return fmt.Errorf("block %d: transaction %d: blob sidecar", i, j)
			}
			if _, err := types.Sender(signer, tx); err != nil {
				return fmt.Errorf("block %d: transaction %d: %w", i, j, err)
			}
			if size += InflatedSize(tx); size > MaxInflated {
				return fmt.Errorf("%w: inflated size over %d", ErrTooLarge, MaxInflated)
			}
		}
	}
	return nil
}
