// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// txpoolAPI is the txpool_ namespace over the set's pool, which is the leader's: "pending" is what goes ahead, "queued" what is
// parked behind a missing nonce. While the leader cannot be asked a member shows what it keeps itself.
type txpoolAPI struct{ s *Server }

type byNonce map[string]json.RawMessage

// Status counts the transactions.
func (t *txpoolAPI) Status(ctx context.Context) map[string]hexutil.Uint {
	var known map[string]hexutil.Uint
	if t.s.elsewhere(ctx, &known, "txpool_status") {
		return known
	}
	status := map[string]hexutil.Uint{"pending": 0, "queued": 0}
	if t.s.need.Pool != nil {
		stats := t.s.need.Pool.Stats()
		status["pending"], status["queued"] = hexutil.Uint(stats.Queued+stats.Taken), hexutil.Uint(stats.Parked)
	}
	return status
}

// Content lists the transactions by sender and nonce.
func (t *txpoolAPI) Content(ctx context.Context) map[string]map[string]byNonce {
	var known map[string]map[string]byNonce
	if t.s.elsewhere(ctx, &known, "txpool_content") {
		return known
	}
	return t.content(t.s.marshalPending)
}

// Inspect is Content in a form for people.
func (t *txpoolAPI) Inspect(ctx context.Context) map[string]map[string]byNonce {
	var known map[string]map[string]byNonce
	if t.s.elsewhere(ctx, &known, "txpool_inspect") {
		return known
	}
	return t.content(func(tx *types.Transaction) (json.RawMessage, error) {
		to := "contract creation"
		if tx.To() != nil {
			to = tx.To().Hex()
		}
		return json.Marshal(fmt.Sprintf("%s: %v wei + %v gas × %v wei", to, tx.Value(), tx.Gas(), tx.GasPrice()))
	})
}

// ContentFrom is Content for one sender.
func (t *txpoolAPI) ContentFrom(ctx context.Context, addr common.Address) map[string]byNonce {
	var known map[string]byNonce
	if t.s.elsewhere(ctx, &known, "txpool_contentFrom", addr) {
		return known
	}
	var ahead, behind []*types.Transaction
	if t.s.need.Pool != nil {
		ahead, behind = t.s.need.Pool.ContentFrom(addr)
	}
	return map[string]byNonce{"pending": list(ahead, t.s.marshalPending), "queued": list(behind, t.s.marshalPending)}
}

func (t *txpoolAPI) content(show func(*types.Transaction) (json.RawMessage, error)) map[string]map[string]byNonce {
	var ahead, behind map[common.Address][]*types.Transaction
	if t.s.need.Pool != nil {
		ahead, behind = t.s.need.Pool.Content()
	}
	all := func(txs map[common.Address][]*types.Transaction) map[string]byNonce {
		out := make(map[string]byNonce, len(txs))
		for addr, txs := range txs {
			out[addr.Hex()] = list(txs, show)
		}
		return out
	}
	return map[string]map[string]byNonce{"pending": all(ahead), "queued": all(behind)}
}

func list(txs []*types.Transaction, show func(*types.Transaction) (json.RawMessage, error)) byNonce {
	out := make(byNonce, len(txs))
	for _, tx := range txs {
		if enc, err := show(tx); err == nil {
			out[fmt.Sprint(tx.Nonce())] = enc
		}
	}
	return out
}
