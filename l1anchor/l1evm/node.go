// SPDX-License-Identifier: Apache-2.0

package l1evm

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor/l1test/jsonrpc"
)

// Node is a node that sees the best chain. It answers JSON-RPC as core-geth does, as far as this project asks,
// without a network.
func (c *Chain) Node() *jsonrpc.Node { return &jsonrpc.Node{Answer: c.answer} }

// answers has what the node can be asked.
var answers = map[string]func(c *Chain, params []json.RawMessage) (any, error){
	"eth_chainId": func(c *Chain, _ []json.RawMessage) (any, error) { return (*hexutil.Big)(c.rules.ChainID), nil },
	"eth_blockNumber": func(c *Chain, _ []json.RawMessage) (any, error) {
		return hexutil.Uint64(c.head().height()), nil
	},
	"eth_getBlockByNumber":    (*Chain).blockByNumber,
	"eth_getBlockByHash":      (*Chain).blockByHash,
	"eth_getBlockReceipts":    (*Chain).blockReceipts,
	"eth_getTransactionCount": (*Chain).nonce,
	"eth_getBalance":          (*Chain).balance,
	"eth_getCode":             (*Chain).code,
	"eth_getProof":            (*Chain).proof,
	"eth_call":                (*Chain).call,
	"eth_sendRawTransaction":  (*Chain).send,
}

func (c *Chain) answer(method string, params []json.RawMessage) (any, error) {
	f := answers[method]
	if f == nil {
		return nil, fmt.Errorf("%w: %s", jsonrpc.ErrNoMethod, method)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return f(c, params)
}

func (c *Chain) blockByNumber(params []json.RawMessage) (any, error) {
	var number string
	var full bool
	if err := jsonrpc.Read(params, &number, &full); err != nil {
		return nil, err
	}
	b, err := c.at(number)
	if err != nil || b == nil {
		return nil, err
	}
	return c.show(b, full)
}

// at is the block of the best chain with that number or tag; nil when there is none.
func (c *Chain) at(number string) (*block, error) {
	switch number {
	case "latest", "pending", "":
		return c.head(), nil
	case "earliest":
		return c.best[0], nil
	}
	n, err := hexutil.DecodeUint64(number)
	if err != nil || n >= uint64(len(c.best)) {
		return nil, err
	}
	return c.best[n], nil
}

// behind is the block whose state a parameter asks for: a number, a tag, or an object with a hash.
func (c *Chain) behind(param json.RawMessage) (*block, error) {
	var object struct {
		Hash *common.Hash `json:"blockHash"`
	}
	if json.Unmarshal(param, &object) == nil && object.Hash != nil {
		if b := c.blocks[*object.Hash]; b != nil {
			return b, nil
		}
		return nil, errors.New("header for hash not found")
	}
	var number string
	if len(param) > 0 {
		if err := json.Unmarshal(param, &number); err != nil {
			return nil, err
		}
	}
	b, err := c.at(number)
	if err == nil && b == nil {
		err = errors.New("header not found")
	}
	return b, err
}

func (c *Chain) blockByHash(params []json.RawMessage) (any, error) {
	var hash common.Hash
	var full bool
	if err := jsonrpc.Read(params, &hash, &full); err != nil {
		return nil, err
	}
	b := c.blocks[hash]
	if b == nil {
		return nil, nil
	}
	return c.show(b, full)
}

// shown is an answer about a block, with its transactions or with their hashes.
type shown struct {
	hash common.Hash
	full bool
}

// shownBlocks is how many answers about blocks are kept: a reader asks for the newest block again and again.
const shownBlocks = 256

// show is the block as the node answers it.
func (c *Chain) show(b *block, full bool) (any, error) {
	key := shown{b.hash, full}
	if text := c.shown[key]; text != nil {
		return text, nil
	}
	fields, err := b.fields(full)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return nil, err
	}
	if len(c.shown) >= shownBlocks {
		clear(c.shown)
	}
	c.shown[key] = text
	return json.RawMessage(text), nil
}

// fields are those of the answer about a block.
func (b *block) fields(full bool) (map[string]any, error) {
	header, err := json.Marshal(b.header)
	if err != nil {
		return nil, err
	}
	fields := map[string]any{}
	if err := json.Unmarshal(header, &fields); err != nil {
		return nil, err
	}
	fields["hash"], fields["uncles"], fields["totalDifficulty"] = b.hash, []common.Hash{}, (*hexutil.Big)(b.total)
	hashes := make([]common.Hash, len(b.txs))
	for i, tx := range b.txs {
		hashes[i] = tx.Hash()
	}
	fields["transactions"] = hashes
	if full {
		fields["transactions"] = append(types.Transactions{}, b.txs...)
	}
	return fields, nil
}

func (c *Chain) blockReceipts(params []json.RawMessage) (any, error) {
	var hash common.Hash
	if err := jsonrpc.Read(params, &hash); err != nil {
		return nil, err
	}
	b := c.blocks[hash]
	if b == nil {
		return nil, nil
	}
	return append(types.Receipts{}, b.receipts...), nil
}

func (c *Chain) send(params []json.RawMessage) (any, error) {
	var raw hexutil.Bytes
	if err := jsonrpc.Read(params, &raw); err != nil {
		return nil, err
	}
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return nil, err
	}
	return tx.Hash(), c.accept(tx)
}

// accept puts a transaction into the pool.
func (c *Chain) accept(tx *types.Transaction) error {
	from, err := types.Sender(c.signer, tx)
	if err != nil {
		return err
	}
	s, err := c.stateOf(c.head())
	if err != nil {
		return err
	}
	rules := c.rules.Rules(c.head().header.Number, true, c.head().header.Time)
	least, err := core.IntrinsicGas(tx.Data(), tx.AccessList(), nil, from, tx.To(), nil, rules)
	if err != nil {
		return err
	}
	sender := jsonrpc.Sender{Nonce: s.GetNonce(from), Balance: s.GetBalance(from).ToBig()}
	before := c.pool[from][tx.Nonce()]
	if before != nil {
		sender.Before, sender.Price = before.Hash(), before.GasPrice()
	}
	if err := jsonrpc.Refused(tx, sender, least, BlockGas); err != nil {
		return err
	}
	if before != nil {
		delete(c.pool[from], tx.Nonce())
	}
	c.put(tx)
	return nil
}
