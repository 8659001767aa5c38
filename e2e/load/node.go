// SPDX-License-Identifier: Apache-2.0

package load

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
)

// node asks questions before and after the load. It tries the URLs in turn, so that a node that was killed under load
// does not spoil the count.
type node struct {
	clients []*rpc.Client
	// patience is for how long it asks again when no node answers. It is 0 until the load begins: nodes that were never
	// there will not come.
	patience time.Duration
}

func dial(urls []string) (*node, error) {
	n := &node{}
	for _, u := range urls {
		c, err := rpc.Dial(u)
		if err != nil {
			return nil, fmt.Errorf("dial %s: %w", u, err)
		}
		n.clients = append(n.clients, c)
	}
	return n, nil
}

func (n *node) close() {
	for _, c := range n.clients {
		c.Close()
	}
}

// inTurn puts a question to one node after the other until one answers; a JSON-RPC error is an answer.
func (n *node) inTurn(ctx context.Context, ask func(*rpc.Client) error) error {
	for end := time.Now().Add(n.patience); ; {
		var err error
		for range n.clients {
			err = ask(n.clients[0])
			var answered rpc.Error
			if err == nil || errors.As(err, &answered) || ctx.Err() != nil {
				return err
			}
			n.clients = append(n.clients[1:], n.clients[0])
		}
		if time.Now().After(end) || !sleep(ctx, 200*time.Millisecond) {
			return err
		}
	}
}

func (n *node) call(ctx context.Context, result any, method string, args ...any) error {
	if err := n.inTurn(ctx, func(c *rpc.Client) error { return c.CallContext(ctx, result, method, args...) }); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return nil
}

// batch asks the same method many times, a hundred questions per request.
func batch[T any](ctx context.Context, n *node, method string, params [][]any) ([]T, error) {
	results := make([]T, len(params))
	for start := 0; start < len(params); start += 100 {
		elems := make([]rpc.BatchElem, min(100, len(params)-start))
		for i := range elems {
			elems[i] = rpc.BatchElem{Method: method, Args: params[start+i], Result: &results[start+i]}
		}
		if err := n.inTurn(ctx, func(c *rpc.Client) error { return c.BatchCallContext(ctx, elems) }); err != nil {
			return nil, fmt.Errorf("%s: %w", method, err)
		}
		for i := range elems {
			if elems[i].Error != nil {
				return nil, fmt.Errorf("%s: %w", method, elems[i].Error)
			}
		}
	}
	return results, nil
}

func (n *node) head(ctx context.Context) (uint64, error) {
	var number hexutil.Uint64
	err := n.call(ctx, &number, "eth_blockNumber")
	return uint64(number), err
}

// receipt is what the load needs to know of one.
type receipt struct {
	Hash     common.Hash     `json:"transactionHash"`
	Status   hexutil.Uint64  `json:"status"`
	Block    hexutil.Uint64  `json:"blockNumber"`
	Contract *common.Address `json:"contractAddress"`
}

// receipts are those of one whole block, or nothing when there is no such block yet.
func (n *node) receipts(ctx context.Context, number uint64) (list []receipt, err error) {
	err = n.call(ctx, &list, "eth_getBlockReceipts", hexutil.Uint64(number))
	return list, err
}

// await polls until a transaction has a receipt, and returns it when it succeeded.
func (n *node) await(ctx context.Context, hash common.Hash) (*receipt, error) {
	for {
		var r *receipt
		if err := n.call(ctx, &r, "eth_getTransactionReceipt", hash); err != nil {
			return nil, err
		}
		if r != nil && r.Status != 1 {
			return nil, fmt.Errorf("transaction %s failed", hash)
		}
		if r != nil {
			return r, nil
		}
		if !sleep(ctx, 50*time.Millisecond) {
			return nil, fmt.Errorf("wait for transaction %s: %w", hash, ctx.Err())
		}
	}
}

// treasury sends the transactions that prepare the load, from the account that pays for it.
type treasury struct {
	node  *node
	key   *ecdsa.PrivateKey
	plan  *plan
	nonce uint64
}

func (t *treasury) open(ctx context.Context) error {
	var nonce hexutil.Uint64
	err := t.node.call(ctx, &nonce, "eth_getTransactionCount", crypto.PubkeyToAddress(t.key.PublicKey), "pending")
	t.nonce = uint64(nonce)
	return err
}

// send signs and sends one transaction and returns when the node has taken it.
func (t *treasury) send(ctx context.Context, to *common.Address, value *big.Int, data []byte, gas uint64) (common.Hash, error) {
	tx, err := types.SignNewTx(t.key, t.plan.signer, &types.DynamicFeeTx{
		ChainID: t.plan.chainID, Nonce: t.nonce, GasTipCap: t.plan.tip, GasFeeCap: t.plan.feeCap, Gas: gas, To: to, Value: value, Data: data,
	})
	if err != nil {
		return common.Hash{}, fmt.Errorf("sign: %w", err)
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		return common.Hash{}, fmt.Errorf("encode: %w", err)
	}
	if err := t.node.call(ctx, nil, "eth_sendRawTransaction", hexutil.Encode(raw)); err != nil {
		return common.Hash{}, err
	}
	t.nonce++
	return tx.Hash(), nil
}
