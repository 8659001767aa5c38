// SPDX-License-Identifier: Apache-2.0

package l1test

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

	"github.com/layeredpow/adit/l1anchor"
)

// Node answers JSON-RPC about a Chain as core-geth does, as far as a sender of transactions asks. It is a transport of
// HTTP requests, so there is no network either.
type Node struct {
	chain  *Chain
	id     *big.Int
	signer types.Signer

	// Around, if not nil, carries each request: answer has the node take it. An error loses the answer on its way, a Refusal is
	// the node's own.
	Around func(method string, answer func()) error
}

// Refusal is what a node says instead of taking a request.
type Refusal string

func (r Refusal) Error() string { return string(r) }

var _ http.RoundTripper = (*Node)(nil)

// Node is the chain's node, for an L1 with that chain id.
func (c *Chain) Node(id uint64) *Node {
	n := new(big.Int).SetUint64(id)
	return &Node{chain: c, id: n, signer: types.NewEIP155Signer(n)}
}

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
	Result  any             `json:"result,omitempty"`
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
		return nil, fmt.Errorf("l1test: a request that is none: %w", err)
	}
	out := response{Version: "2.0", ID: q.ID}
	answer := func() {
		result, err := n.answer(q.Method, q.Params)
		if out.Result = result; err != nil {
			out.Result, out.Error = nil, &refusal{-32000, err.Error()}
		}
	}
	if n.Around == nil {
		answer()
	} else if err := n.Around(q.Method, answer); err != nil {
		var refused Refusal
		if !errors.As(err, &refused) {
			return nil, err
		}
		out.Result, out.Error = nil, &refusal{-32000, string(refused)}
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
		if err := first(params, &who); err != nil {
			return nil, err
		}
		if method == "eth_getBalance" {
			return (*hexutil.Big)(head.balance(who)), nil
		}
		return hexutil.Uint64(head.nonces[who]), nil
	case "eth_sendRawTransaction":
		var raw hexutil.Bytes
		if err := first(params, &raw); err != nil {
			return nil, err
		}
		return n.accept(raw)
	}
	return nil, fmt.Errorf("the method %s does not exist/is not available", method)
}

func first(params []json.RawMessage, into any) error {
	if len(params) == 0 {
		return errors.New("missing value for required argument 0")
	}
	return json.Unmarshal(params[0], into)
}

// What core-geth's pool says to a transaction that it does not take.
var (
	errNonceTooLow  = errors.New("nonce too low")
	errKnown        = errors.New("already known")
	errReplacement  = errors.New("replacement transaction underpriced")
	errNoFunds      = errors.New("insufficient funds for gas * price + value")
	errIntrinsic    = errors.New("intrinsic gas too low")
	errBlockGas     = errors.New("exceeds block gas limit")
	errNotOfAccount = errors.New("invalid sender")
)

// priceBump is by how many percent a transaction must be dearer than the one that it replaces.
const priceBump = 10

// accept puts a transaction into the pool by core-geth's rules. Whatever is behind a missing nonce waits.
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
	before := n.chain.pool.calls[from][signed.Nonce()]
	switch {
	case before != nil && before.hash == hash:
		return hash, errKnown
	case signed.Nonce() < head.nonces[from]:
		return hash, errNonceTooLow
	case signed.Gas() > blockGas:
		return hash, errBlockGas
	case signed.Gas() < intrinsic(signed.Data()):
		return hash, errIntrinsic
	case head.balance(from).Cmp(signed.Cost()) < 0:
		return hash, errNoFunds
	case before != nil && before.price != nil && signed.GasPrice().Cmp(bumped(before.price)) < 0:
		return hash, errReplacement
	}
	t := &tx{from: from, nonce: signed.Nonce(), price: signed.GasPrice(), hash: hash}
	t.call = l1anchor.Call{Value: signed.Value(), Data: signed.Data(), Gas: signed.Gas()}
	if to := signed.To(); to != nil {
		t.call.To = *to
	}
	n.chain.pool.put(t)
	return hash, nil
}

func bumped(price *big.Int) *big.Int {
	up := new(big.Int).Mul(price, big.NewInt(100+priceBump))
	return up.Div(up, big.NewInt(100))
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
