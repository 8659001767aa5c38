// SPDX-License-Identifier: Apache-2.0

package client

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/layeredpow/adit/sequencer/rpc"
)

// tailBytes is the length of what the next batch names its predecessor by.
const tailBytes = 8

// Status asks adit_status.
func (c *Client) Status(ctx context.Context) (s rpc.NodeStatus, err error) {
	return s, c.Call(ctx, &s, "adit_status")
}

// Derived asks adit_derived, of the first node that follows L1.
func (c *Client) Derived(ctx context.Context) (rpc.Derived, error) {
	var got *rpc.Derived
	err := c.insist(ctx, &got, func(context.Context) error {
		switch {
		case got == nil:
			return errors.New("the node does not follow L1")
		case len(got.Tail) != tailBytes:
			return fmt.Errorf("tail of %d bytes", len(got.Tail))
		}
		return nil
	}, "adit_derived")
	if err != nil {
		return rpc.Derived{}, err
	}
	return *got, nil
}

// Assertions asks adit_assertions for count from an index on; from nil is from the newest confirmed one on.
func (c *Client) Assertions(ctx context.Context, from *uint64, count uint64) (a rpc.Assertions, err error) {
	return a, c.Call(ctx, &a, "adit_assertions", (*hexutil.Uint64)(from), hexutil.Uint64(count))
}

// Disputes asks adit_disputes for count from an index on.
func (c *Client) Disputes(ctx context.Context, from, count uint64) (d rpc.Disputes, err error) {
	return d, c.Call(ctx, &d, "adit_disputes", hexutil.Uint64(from), hexutil.Uint64(count))
}

// ClaimOf is what L1 holds of the block with that number, as adit_blockStatus says it; nil where no batch carries the
// block, or the node does not follow claims.
func (c *Client) ClaimOf(ctx context.Context, number uint64) (*rpc.Claim, error) {
	var block *struct {
		Claim *rpc.Claim `json:"claim,omitempty"`
	}
	if err := c.Call(ctx, &block, "adit_blockStatus", hexutil.Uint64(number)); err != nil || block == nil {
		return nil, err
	}
	return block.Claim, nil
}

// Sealed is a sealed block as a node has it.
type Sealed struct {
	Block    *types.Block
	Consumed uint64 // messages consumed at its end
	Forced   int    // transactions, from the top, that were forced
}

// Blocks asks adit_getBlocks for blocks from that number on, count at most; fewer when the chain ends or the answer
// grows too large. A block's hash is computed from its content, and its transactions are held against it. A block
// counts when most of the nodes have sealed it alike: one that lies about what no hash binds, or makes up a whole
// chain, is left for the next node.
func (c *Client) Blocks(ctx context.Context, from uint64, count int) ([]Sealed, error) {
	var got []rpc.Block
	var blocks []Sealed
	err := c.insist(ctx, &got, func(ctx context.Context) (err error) {
		if blocks, err = sealed(got, from, count); err == nil {
			blocks, err = c.confirm(ctx, from, blocks)
		}
		return err
	}, "adit_getBlocks", hexutil.Uint64(from), hexutil.Uint64(count))
	return blocks, err
}

func sealed(got []rpc.Block, from uint64, count int) (blocks []Sealed, err error) {
	if len(got) > count {
		return nil, fmt.Errorf("%d blocks, asked for %d", len(got), count)
	}
	for i := range got {
		b, err := open(&got[i], from+uint64(i))
		if err != nil {
			return nil, fmt.Errorf("block %d: %w", from+uint64(i), err)
		}
		blocks = append(blocks, b)
	}
	return blocks, nil
}

func open(got *rpc.Block, number uint64) (s Sealed, err error) {
	block := new(types.Block)
	if err := rlp.DecodeBytes(got.Raw, block); err != nil {
		return s, err
	}
	switch root := types.DeriveSha(block.Transactions(), trie.NewStackTrie(nil)); {
	case root != block.TxHash():
		return s, fmt.Errorf("transactions have root %s, the header says %s", root, block.TxHash())
	case block.NumberU64() != number:
		return s, fmt.Errorf("it is block %d", block.NumberU64())
	case block.Hash() != got.Hash:
		return s, fmt.Errorf("it is %s, not %s", block.Hash(), got.Hash)
	case uint64(got.Forced) > uint64(len(block.Transactions())):
		return s, fmt.Errorf("%d of %d transactions are forced", got.Forced, len(block.Transactions()))
	}
	return Sealed{Block: block, Forced: int(got.Forced), Consumed: uint64(got.Consumed)}, nil
}

// SealedHash is the hash of a sealed block; ok is false when the chain of the node is shorter.
func (c *Client) SealedHash(ctx context.Context, number uint64) (hash common.Hash, ok bool, err error) {
	var block *struct {
		Hash common.Hash `json:"hash"`
	}
	if err := c.Call(ctx, &block, "eth_getBlockByNumber", hexutil.Uint64(number), false); err != nil || block == nil {
		return hash, false, err
	}
	return block.Hash, true, nil
}

// ChainID asks eth_chainId.
func (c *Client) ChainID(ctx context.Context) (uint64, error) {
	var id hexutil.Uint64
	err := c.Call(ctx, &id, "eth_chainId")
	return uint64(id), err
}
