// SPDX-License-Identifier: Apache-2.0

package load

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/sequencer/rpc/client"
)

// node asks questions before and after the load. It tries the URLs in turn, so that a node that was killed under load
// does not spoil the count.
type node struct {
	nodes *client.Client
	// patience is for how long it asks again when no node answers. It is 0 until the load begins: nodes that were never
	// there will not come.
	patience time.Duration
}

func dial(urls []string) (*node, error) {
	nodes, err := client.New(urls, client.DefaultConfig())
	return &node{nodes: nodes}, err
}

func (n *node) close() { n.nodes.Close() }

// patiently asks until a node answers; a JSON-RPC error is an answer.
func (n *node) patiently(ctx context.Context, ask func() error) error {
	for end := time.Now().Add(n.patience); ; {
		err := ask()
		if err == nil || client.IsRefusal(err) || ctx.Err() != nil || time.Now().After(end) || !sleep(ctx, 200*time.Millisecond) {
			return err
		}
	}
}

func (n *node) call(ctx context.Context, result any, method string, args ...any) error {
	return n.patiently(ctx, func() error { return n.nodes.Call(ctx, result, method, args...) })
}

// batch asks the same method many times.
func batch[T any](ctx context.Context, n *node, method string, params [][]any) (results []T, err error) {
	err = n.patiently(ctx, func() (err error) {
		results, err = client.Many[T](ctx, n.nodes, method, params)
		return err
	})
	return results, err
}

func (n *node) head(ctx context.Context) (uint64, error) {
	var number hexutil.Uint64
	err := n.call(ctx, &number, "eth_blockNumber")
	return uint64(number), err
}

// newest is the highest head of all nodes: one that has lost its disk is behind what the others have acknowledged. It
// asks until one of them answers, or for the time of cfg.Settle.
func newest(ctx context.Context, cfg *Config) (head uint64, err error) {
	for end := time.Now().Add(cfg.Settle); ; {
		answered := false
		for _, url := range cfg.RPC {
			var number uint64
			if number, err = headOf(ctx, url); err == nil {
				answered, head = true, max(head, number)
			}
		}
		if answered {
			return head, nil
		}
		if time.Now().After(end) || !sleep(ctx, 200*time.Millisecond) {
			return 0, err
		}
	}
}

func headOf(ctx context.Context, url string) (uint64, error) {
	n, err := dial([]string{url})
	if err != nil {
		return 0, err
	}
	defer n.close()
	return n.head(ctx)
}

// receipt is what the load needs to know of one.
type receipt struct {
	Hash     common.Hash     `json:"transactionHash"`
	Status   hexutil.Uint64  `json:"status"`
	Block    hexutil.Uint64  `json:"blockNumber"`
	Contract *common.Address `json:"contractAddress"`
}

// receipts are those of one whole block, or nothing when there is no such block yet.
func (n *node) receipts(ctx context.Context, number uint64) ([]receipt, error) {
	var list *[]receipt
	if err := n.call(ctx, &list, "eth_getBlockReceipts", hexutil.Uint64(number)); err != nil || list == nil {
		return nil, err
	}
	return *list, nil
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
