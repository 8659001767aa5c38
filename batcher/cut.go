// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/wire"
)

// cut is the first batch of a run of sealed blocks.
type cut struct {
	data   []byte // nil while the batch is open
	blocks int    // blocks in it
	size   int    // while it is open: bytes that the blocks so far take, at most
}

// closed says whether the batch is complete. Only then does it not depend on blocks that are yet to be sealed.
func (c cut) closed() bool { return c.data != nil }

// first cuts the first batch off blocks, which begin on top of parent. The batch ends before the first block with which
// it would be too long, too old, too many or consume too many messages; while there is no such block it stays open. So
// the cut is a function of where the batch begins, of the chain and of the Config: a batcher that was restarted, or
// another one, makes the same bytes.
func (c *Config) first(chainID *big.Int, parent common.Hash, blocks []wire.Block) (cut, error) {
	n := c.window(blocks)
	ended := n < len(blocks)
	if size := plainBound(blocks); !ended && size <= c.MaxBytes {
		return cut{size: size}, nil // more blocks fit, whatever they compress to
	}
	data, fit, err := wire.Longest(chainID, &wire.Batch{Parent: parent, Blocks: blocks[:n]}, c.MaxBytes)
	if err != nil {
		return cut{}, fmt.Errorf("encode %d blocks on top of %s: %w", n, parent, err)
	}
	if fit == n && !ended {
		return cut{size: len(data)}, nil
	}
	return cut{data: data, blocks: fit}, nil
}

// stays says whether an open batch surely stays open when the blocks behind the first seen ones join it. It does not
// encode them, so its no is a guess: first encodes them and knows.
func (c *Config) stays(open cut, seen int, blocks []wire.Block) bool {
	return c.window(blocks) == len(blocks) && open.size+plainBound(blocks[seen:]) <= c.MaxBytes
}

// rest makes a batch of open blocks as they are, for a caller that knows that no more will come.
func (c *Config) rest(chainID *big.Int, parent common.Hash, blocks []wire.Block) (cut, error) {
	data, n, err := wire.Longest(chainID, &wire.Batch{Parent: parent, Blocks: blocks}, c.MaxBytes)
	if err != nil {
		return cut{}, fmt.Errorf("encode %d blocks on top of %s: %w", len(blocks), parent, err)
	}
	return cut{data: data, blocks: n}, nil
}

// window is how many of the blocks one batch may hold by age, number and messages; at least one.
func (c *Config) window(blocks []wire.Block) int {
	age, messages := uint64(0), uint64(0)
	for i := range blocks {
		if i > 0 {
			age += blocks[i].Elapsed
		}
		messages += blocks[i].Messages
		if i > 0 && (i == c.MaxBlocks || age >= uint64(c.MaxAge/time.Second) || messages > l1anchor.MaxBatchMsgs) {
			return i
		}
	}
	return len(blocks)
}

// plainBound is what the plain form of blocks does not exceed; a batch is never longer than that.
func plainBound(blocks []wire.Block) int {
	const header, perBlock, perTx = 64, 32, 8
	size := header
	for i := range blocks {
		size += perBlock
		for _, tx := range blocks[i].Txs {
			size += int(tx.Size()) + perTx
		}
	}
	return size
}
