// SPDX-License-Identifier: Apache-2.0

package l1test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test/jsonrpc"
)

// Node answers JSON-RPC about a Chain as core-geth does, as far as a sender of transactions asks. There is no network.
type Node struct {
	jsonrpc.Node
	chain  *Chain
	id     *big.Int
	signer types.Signer
}

// Node is the chain's node, for an L1 with that chain id.
func (c *Chain) Node(id uint64) *Node {
	wide := new(big.Int).SetUint64(id)
	n := &Node{chain: c, id: wide, signer: types.NewEIP155Signer(wide)}
	n.Answer = n.answer
	return n
}

func (n *Node) answer(method string, params []json.RawMessage) (any, error) {
	n.chain.mu.Lock()
	defer n.chain.mu.Unlock()
	head := n.chain.head()
	var who common.Address
	switch method {
	case "eth_chainId":
		return (*hexutil.Big)(n.id), nil
	case "eth_gasPrice":
		return (*hexutil.Big)(n.chain.going), nil
	case "eth_getBlockByNumber":
		return head.header, nil
	case "eth_getBlockByHash":
		return n.block(params)
	case "eth_getTransactionCount", "eth_getBalance":
		if err := jsonrpc.Read(params, &who); err != nil {
			return nil, err
		}
		if method == "eth_getBalance" {
			return (*hexutil.Big)(head.balance(who)), nil
		}
		return hexutil.Uint64(head.nonces[who]), nil
	case "eth_sendRawTransaction":
		var raw hexutil.Bytes
		if err := jsonrpc.Read(params, &raw); err != nil {
			return nil, err
		}
		return n.accept(raw)
	}
	return nil, fmt.Errorf("%w: %s", jsonrpc.ErrNoMethod, method)
}

var errNotOfAccount = errors.New("invalid sender")

// accept puts a transaction into the pool.
func (n *Node) accept(raw []byte) (common.Hash, error) {
	signed := new(types.Transaction)
	if err := signed.UnmarshalBinary(raw); err != nil {
		return common.Hash{}, err
	}
	from, err := types.Sender(n.signer, signed)
	if err != nil {
		return common.Hash{}, errNotOfAccount
	}
	head, hash := n.chain.head(), signed.Hash()
	sender := jsonrpc.Sender{Nonce: head.nonces[from], Balance: head.balance(from)}
	if before := n.chain.pool.calls[from][signed.Nonce()]; before != nil {
		sender.Before, sender.Price = before.hash, before.price
	}
	if err := jsonrpc.Refused(signed, sender, intrinsic(signed.Data()), blockGas); err != nil {
		return hash, err
	}
	t := &tx{from: from, nonce: signed.Nonce(), price: signed.GasPrice(), hash: hash}
	t.call = l1anchor.Call{Value: signed.Value(), Data: signed.Data(), Gas: signed.Gas()}
	if to := signed.To(); to != nil {
		t.call.To = *to
	}
	n.chain.pool.put(t)
	return hash, nil
}

// Waiting is what the node's pool holds of an account, by nonce.
func (n *Node) Waiting(who common.Address) map[uint64]Waiting {
	n.chain.mu.Lock()
	defer n.chain.mu.Unlock()
	list := make(map[uint64]Waiting)
	for nonce, t := range n.chain.pool.calls[who] {
		list[nonce] = Waiting{To: t.call.To, Data: t.call.Data, Price: t.price}
	}
	return list
}

// Waiting is a transaction that waits to be mined.
type Waiting struct {
	To    common.Address
	Data  []byte
	Price *big.Int // nil: of a Sender, which names none
}

// Nonce is the next one of an account at the head.
func (n *Node) Nonce(who common.Address) uint64 {
	n.chain.mu.Lock()
	defer n.chain.mu.Unlock()
	return n.chain.head().nonces[who]
}

// SetPrices sets what the node suggests to pay for gas, and what miners take at least. Both are 1 gwei at first.
func (c *Chain) SetPrices(going, least *big.Int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.going, c.least = going, least
}
