// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"
	"fmt"
	"math/big"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/layeredpow/adit/l1anchor"
)

// window is how many of the newest blocks show the market. A crowd that is gone is forgotten when half of them are
// without it.
const window = 12

// Market reads what others pay for room in L1 blocks. What the node itself suggests to pay is no use: it follows what
// the batcher paid before, so it never comes down on a chain that is otherwise empty.
type Market struct {
	c      *client
	own    common.Address // an account whose transactions do not count; the zero address: none
	signer types.Signer

	mu   sync.Mutex
	seen map[common.Hash]seenRoom // guarded by mu: those of the last answer
}

type seenRoom struct {
	l1anchor.Room
	parent common.Hash
}

// NewMarket reads from the node of cfg. It makes no request yet.
func NewMarket(cfg Config) (*Market, error) {
	c, err := newClient(cfg)
	if err != nil {
		return nil, err
	}
	return newMarket(c, common.Address{}), nil
}

func newMarket(c *client, own common.Address) *Market {
	signer := types.LatestSignerForChainID(new(big.Int).SetUint64(c.ChainID))
	return &Market{c: c, own: own, signer: signer}
}

// Close drops idle connections.
func (m *Market) Close() { m.c.close() }

// Rooms are those of the newest blocks, newest first. Each block is read once. When one cannot be read the rooms
// behind it are left out; the error says why, and the rooms are good all the same.
func (m *Market) Rooms(ctx context.Context) ([]l1anchor.Room, error) {
	b := new(wireBlock)
	if err := m.c.call(ctx, b, "eth_getBlockByNumber", "latest", false); err != nil {
		return nil, fmt.Errorf("read the L1 head: %w", err)
	}
	if b.header == nil {
		return nil, fmt.Errorf("read the L1 head: %w", l1anchor.ErrUnknownBlock)
	}
	return m.behind(ctx, b.hash)
}

// behind are the rooms of the block with that hash and of those before it.
func (m *Market) behind(ctx context.Context, hash common.Hash) ([]l1anchor.Room, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	seen := m.seen
	m.seen = make(map[common.Hash]seenRoom, window)
	var rooms []l1anchor.Room
	for len(rooms) < window && hash != (common.Hash{}) {
		r, ok := seen[hash]
		if !ok {
			var err error
			if r, err = m.read(ctx, hash); err != nil {
				return rooms, fmt.Errorf("read what L1 block %s was paid: %w", hash, err)
			}
		}
		m.seen[hash] = r
		rooms, hash = append(rooms, r.Room), r.parent
	}
	return rooms, nil
}

func (m *Market) read(ctx context.Context, hash common.Hash) (r seenRoom, err error) {
	b := new(wireBlock)
	if err := m.c.call(ctx, b, "eth_getBlockByHash", hash, true); err != nil {
		return r, err
	}
	if b.header == nil {
		return r, l1anchor.ErrUnknownBlock
	}
	if b.hash != hash {
		return r, contradiction("block %s came for %s", b.hash, hash)
	}
	if err := b.verify(true); err != nil {
		return r, err
	}
	return seenRoom{m.room(b), b.header.ParentHash}, nil
}

// room takes the bids out of a block. Without its receipts only the gas of all transactions together is known, so each
// is taken to have used the same part of its limit. The list of transactions is the node's word. If none of
// them has gas, no miner made that block, and there are no bids.
func (m *Market) room(b *wireBlock) l1anchor.Room {
	r := l1anchor.Room{Time: b.header.Time, Limit: b.header.GasLimit}
	limits := new(big.Int)
	for _, tx := range b.txs {
		limits.Add(limits, new(big.Int).SetUint64(tx.Gas()))
	}
	for _, tx := range b.txs {
		if limits.Sign() == 0 || m.ours(tx) {
			continue
		}
		used := new(big.Int).SetUint64(tx.Gas())
		used.Mul(used, new(big.Int).SetUint64(b.header.GasUsed)).Div(used, limits)
		r.Bids = append(r.Bids, l1anchor.Bid{Price: tx.GasPrice(), Gas: used.Uint64()})
	}
	return r
}

// ours says whether the rollup itself paid for a transaction: it is a batch, or of the account that bids.
func (m *Market) ours(tx *types.Transaction) bool {
	if to := tx.To(); to != nil && *to == m.c.Inbox && l1anchor.IsBatchCall(tx.Data()) {
		return true
	}
	if m.own == (common.Address{}) {
		return false
	}
	from, err := types.Sender(m.signer, tx)
	return err == nil && from == m.own
}
