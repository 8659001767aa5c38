// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/common/lru"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/layeredpow/adit/l1anchor"
)

// Reader implements l1anchor.Reader.
type Reader struct {
	c       *client
	signer  types.Signer                           // of the L1's transactions, those without a chain id among them
	headers *lru.Cache[common.Hash, *types.Header] // verified ones
}

var _ l1anchor.Reader = (*Reader)(nil)

// NewReader reads from the node of cfg. It makes no request yet.
func NewReader(cfg Config) (*Reader, error) {
	c, err := newClient(cfg)
	if err != nil {
		return nil, err
	}
	signer := types.LatestSignerForChainID(new(big.Int).SetUint64(cfg.ChainID))
	return &Reader{c: c, signer: signer, headers: lru.NewCache[common.Hash, *types.Header](remembered)}, nil
}

// Close drops idle connections.
func (r *Reader) Close() { r.c.close() }

// Head returns the tip that the node holds. That it has most work is the node's word.
func (r *Reader) Head(ctx context.Context) (l1anchor.Ref, error) {
	b, err := r.fetch(ctx, "eth_getBlockByNumber", "latest", false)
	if err != nil {
		return l1anchor.Ref{}, fmt.Errorf("read the L1 head: %w", err)
	}
	return b.ref(), nil
}

// BlockByHash returns the block with that hash, whichever branch it is on.
func (r *Reader) BlockByHash(ctx context.Context, hash common.Hash) (*l1anchor.Block, error) {
	b, err := r.byHash(ctx, hash, true)
	if err != nil {
		return nil, fmt.Errorf("read L1 block %s: %w", hash, err)
	}
	return r.block(ctx, b)
}

// BlockByHeight returns the block at that height of the node's best chain.
func (r *Reader) BlockByHeight(ctx context.Context, h l1anchor.Height) (*l1anchor.Block, error) {
	b, err := r.fetch(ctx, "eth_getBlockByNumber", hexutil.Uint64(h), true)
	if err == nil && b.ref().Height != h {
		err = contradiction("block %d came for %d", b.ref().Height, h)
	}
	if err != nil {
		return nil, fmt.Errorf("read L1 block %d: %w", h, err)
	}
	return r.block(ctx, b)
}

// byHash asks for the block with that hash.
func (r *Reader) byHash(ctx context.Context, hash common.Hash, full bool) (*wireBlock, error) {
	b, err := r.fetch(ctx, "eth_getBlockByHash", hash, full)
	if err == nil && b.ref().Hash != hash {
		err = contradiction("block %s came for %s", b.ref().Hash, hash)
	}
	return b, err
}

// fetch asks for one block and checks what its own answer can show.
func (r *Reader) fetch(ctx context.Context, method string, which any, full bool) (*wireBlock, error) {
	b := new(wireBlock)
	if err := r.c.call(ctx, b, method, which, full); err != nil {
		return nil, err
	}
	if b.header == nil {
		return nil, l1anchor.ErrUnknownBlock
	}
	return b, b.verify(full)
}

// block adds what the inbox recorded in b, with receipts only when they can matter.
func (r *Reader) block(ctx context.Context, b *wireBlock) (*l1anchor.Block, error) {
	if err := r.follows(b, func(hash common.Hash) (*wireBlock, error) { return r.byHash(ctx, hash, false) }); err != nil {
		return nil, fmt.Errorf("read L1 block %d %s: %w", b.ref().Height, b.hash, err)
	}
	out := &l1anchor.Block{Ref: b.ref(), Parent: b.header.ParentHash, Time: b.header.Time, Work: b.header.Difficulty}
	if !b.touches(r.c.Inbox) {
		return out, nil
	}
	receipts, err := r.receipts(ctx, b)
	if err != nil {
		return nil, fmt.Errorf("read the receipts of L1 block %d %s: %w", out.Height, out.Hash, err)
	}
	if out.Messages, err = messages(b, receipts, r.c.Inbox); err != nil {
		return nil, fmt.Errorf("read the messages of L1 block %d %s: %w", out.Height, out.Hash, err)
	}
	if out.Batches, err = batches(b, receipts, r.signer, r.c.Inbox); err != nil {
		return nil, fmt.Errorf("read the batches of L1 block %d %s: %w", out.Height, out.Hash, err)
	}
	return out, nil
}

const methodNotFound = -32601

// receipts asks for those of b, all at once where the node can, and checks them against b's receipt root.
func (r *Reader) receipts(ctx context.Context, b *wireBlock) ([]*wireReceipt, error) {
	var all wireReceipts
	err := r.c.call(ctx, &all, "eth_getBlockReceipts", b.ref().Hash)
	var answered rpc.Error
	if errors.As(err, &answered) && answered.ErrorCode() == methodNotFound {
		all, err = r.receiptsOneByOne(ctx, b)
	}
	if err != nil {
		return nil, err
	}
	return all, b.verifyReceipts(all)
}

func (r *Reader) receiptsOneByOne(ctx context.Context, b *wireBlock) ([]*wireReceipt, error) {
	all := make([]*wireReceipt, len(b.txs))
	elems := make([]rpc.BatchElem, len(b.txs))
	for i, tx := range b.txs {
		elems[i] = rpc.BatchElem{Method: "eth_getTransactionReceipt", Args: []any{tx.Hash()}, Result: &all[i]}
	}
	if err := r.c.batch(ctx, elems); err != nil {
		return nil, err
	}
	for _, e := range elems {
		if e.Error != nil {
			return nil, &failed{e.Method, e.Error}
		}
	}
	return all, nil
}
