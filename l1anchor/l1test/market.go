// SPDX-License-Identifier: Apache-2.0

package l1test

import (
	"encoding/json"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test/jsonrpc"
)

// stranger is where transactions go that have nothing to do with the inbox.
var stranger = common.Address{0xc0}

// SetCrowd has somebody else bid for gas in every block from now on, until it is called again; no gas ends that.
// Calls that pay no more than the crowd get what it leaves.
func (c *Chain) SetCrowd(price *big.Int, gas uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.crowd = l1anchor.Bid{Price: price, Gas: min(gas, blockGas)}
}

// Rooms are those of the newest n blocks of the best chain, newest first: what others bid, as a market is read from a
// node.
func (c *Chain) Rooms(n int) (rooms []l1anchor.Room) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := len(c.best) - 1; i >= 0 && len(rooms) < n; i-- {
		r := l1anchor.Room{Time: c.best[i].Time, Limit: blockGas}
		if bid := c.best[i].crowd; bid.Gas > 0 {
			r.Bids = []l1anchor.Bid{bid}
		}
		rooms = append(rooms, r)
	}
	return rooms
}

// roomFor is the gas left for a call at that price, given what the calls before it took.
func (n *node) roomFor(price *big.Int, taken uint64) uint64 {
	room := blockGas - taken
	if n.crowd.Gas > 0 && price != nil && price.Cmp(n.crowd.Price) <= 0 {
		room -= min(room, n.crowd.Gas)
	}
	return room
}

// mined is the block's content as a node shows it. What came past a Node has no signature.
func (n *node) mined() (txs types.Transactions, gas uint64) {
	add := func(to common.Address, nonce uint64, price *big.Int, used uint64, data []byte) {
		if price == nil {
			price = big.NewInt(gasPrice)
		}
		used = min(used, blockGas-gas)
		txs = append(txs, types.NewTx(&types.LegacyTx{Nonce: nonce, GasPrice: price, Gas: used, To: &to, Value: new(big.Int), Data: data}))
		gas += used
	}
	for _, t := range n.txs {
		add(n.to(t), t.nonce, t.price, t.gas(), t.call.Data)
	}
	if n.crowd.Gas > 0 {
		add(stranger, 0, n.crowd.Price, n.crowd.Gas, nil)
	}
	return txs, gas
}

// to is where a transaction goes: those of Chain.Message name nobody.
func (n *node) to(t *tx) common.Address {
	if t.run != nil {
		return n.inbox.at
	}
	return t.call.To
}

// root is what a header says of the block's transactions.
func root(txs types.Transactions) common.Hash { return types.DeriveSha(txs, trie.NewStackTrie(nil)) }

// show is the block as eth_getBlockByHash answers it.
func (n *node) show() (json.RawMessage, error) {
	header, err := json.Marshal(n.header)
	if err != nil {
		return nil, err
	}
	fields := map[string]any{}
	if err := json.Unmarshal(header, &fields); err != nil {
		return nil, err
	}
	txs, _ := n.mined()
	fields["hash"], fields["uncles"], fields["transactions"] = n.Hash, []common.Hash{}, txs
	return json.Marshal(fields)
}

// block answers eth_getBlockByHash.
func (n *Node) block(params []json.RawMessage) (any, error) {
	var hash common.Hash
	if err := jsonrpc.Read(params, &hash); err != nil {
		return nil, err
	}
	if at := n.chain.nodes[hash]; at != nil {
		return at.show()
	}
	return nil, nil
}
