// SPDX-License-Identifier: Apache-2.0

package l1evm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// Node answers JSON-RPC about a Chain as core-geth does, as far as this project asks. It carries HTTP requests without a network.
type Node struct {
	chain *Chain

	// Around, if not nil, carries each request: answer has the node take it. An error loses the answer on its way.
	Around func(method string, answer func()) error
}

var _ http.RoundTripper = (*Node)(nil)

// Node is a node that sees the best chain.
func (c *Chain) Node() *Node { return &Node{chain: c} }

type request struct {
	ID     json.RawMessage   `json:"id"`
	Method string            `json:"method"`
	Params []json.RawMessage `json:"params"`
}

type refusal struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

type response struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  any             `json:"result"`
	Error   *refusal        `json:"error,omitempty"`
}

// RoundTrip implements http.RoundTripper.
func (n *Node) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	defer r.Body.Close()
	var q request
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		return nil, fmt.Errorf("l1evm: a request that is none: %w", err)
	}
	out := response{Version: "2.0", ID: q.ID}
	answer := func() {
		result, err := n.answer(q.Method, q.Params)
		if out.Result = result; err != nil {
			out.Result, out.Error = nil, &refusal{codeOf(err), err.Error()}
		}
	}
	if n.Around == nil {
		answer()
	} else if err := n.Around(q.Method, answer); err != nil {
		return nil, err
	}
	body, err := json.Marshal(out)
	if err != nil {
		return nil, err
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}, nil
}

var errNoMethod = errors.New("the method does not exist/is not available")

func codeOf(err error) int {
	if errors.Is(err, errNoMethod) {
		return -32601
	}
	return -32000
}

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

func (n *Node) answer(method string, params []json.RawMessage) (any, error) {
	f := answers[method]
	if f == nil {
		return nil, fmt.Errorf("%w: %s", errNoMethod, method)
	}
	n.chain.mu.Lock()
	defer n.chain.mu.Unlock()
	return f(n.chain, params)
}

// read takes parameters from the front; those that are missing leave what they are read into.
func read(params []json.RawMessage, into ...any) error {
	for i, v := range into {
		if i >= len(params) {
			return nil
		}
		if err := json.Unmarshal(params[i], v); err != nil {
			return fmt.Errorf("invalid argument %d: %w", i, err)
		}
	}
	return nil
}

func (c *Chain) blockByNumber(params []json.RawMessage) (any, error) {
	var number string
	var full bool
	if err := read(params, &number, &full); err != nil {
		return nil, err
	}
	b, err := c.at(number)
	if err != nil || b == nil {
		return nil, err
	}
	return b.show(full)
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
	if err := read(params, &hash, &full); err != nil {
		return nil, err
	}
	b := c.blocks[hash]
	if b == nil {
		return nil, nil
	}
	return b.show(full)
}

// show is the block as the node answers it.
func (b *block) show(full bool) (any, error) {
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
	if err := read(params, &hash); err != nil {
		return nil, err
	}
	b := c.blocks[hash]
	if b == nil {
		return nil, nil
	}
	return append(types.Receipts{}, b.receipts...), nil
}

// What core-geth's pool says to a transaction that it does not take.
var (
	errNonceTooLow = errors.New("nonce too low")
	errKnown       = errors.New("already known")
	errReplacement = errors.New("replacement transaction underpriced")
	errNoFunds     = errors.New("insufficient funds for gas * price + value")
	errBlockGas    = errors.New("exceeds block gas limit")
)

// priceBump is by how many percent a transaction must be dearer than the one that it replaces.
const priceBump = 10

func (c *Chain) send(params []json.RawMessage) (any, error) {
	var raw hexutil.Bytes
	if err := read(params, &raw); err != nil {
		return nil, err
	}
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return nil, err
	}
	return tx.Hash(), c.accept(tx)
}

// accept puts a transaction into the pool by core-geth's rules. Whatever is behind a missing nonce waits.
func (c *Chain) accept(tx *types.Transaction) error {
	from, err := types.Sender(c.signer, tx)
	if err != nil {
		return err
	}
	s, err := c.stateOf(c.head())
	if err != nil {
		return err
	}
	before := c.pool[from][tx.Nonce()]
	switch {
	case before != nil && before.Hash() == tx.Hash():
		return errKnown
	case tx.Nonce() < s.GetNonce(from):
		return errNonceTooLow
	case tx.Gas() > BlockGas:
		return errBlockGas
	case s.GetBalance(from).ToBig().Cmp(tx.Cost()) < 0:
		return errNoFunds
	case before != nil && percent(tx.GasPrice(), 100).Cmp(percent(before.GasPrice(), 100+priceBump)) < 0:
		return errReplacement
	}
	if before != nil {
		delete(c.pool[from], tx.Nonce())
	}
	c.put(tx)
	return nil
}

func percent(x *big.Int, of int64) *big.Int { return new(big.Int).Mul(x, big.NewInt(of)) }
