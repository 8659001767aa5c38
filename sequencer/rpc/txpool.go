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

// txpoolAPI is the txpool_ namespace over the set's pool, which is the leader's: "pending" is what goes ahead,
// "queued" what is parked behind a missing nonce. While the leader cannot be asked a member shows what it keeps
// itself.
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
func (t *txpoolAPI) Content(ctx context.Context) (map[string]map[string]byNonce, error) {
	var known map[string]map[string]byNonce
	if t.s.elsewhere(ctx, &known, "txpool_content") {
		return known, nil
	}
	waiting := t.waiting()
	if waiting.digits() > t.s.madeRoom() {
		return nil, errPoolTooLarge
	}
	return t.content(ctx, waiting, t.s.marshalPending)
}

// Inspect is Content in a form for people.
func (t *txpoolAPI) Inspect(ctx context.Context) (map[string]map[string]byNonce, error) {
	var known map[string]map[string]byNonce
	if t.s.elsewhere(ctx, &known, "txpool_inspect") {
		return known, nil
	}
	return t.content(ctx, t.waiting(), func(tx *types.Transaction) (json.RawMessage, error) {
		to := "contract creation"
		if tx.To() != nil {
			to = tx.To().Hex()
		}
		return json.Marshal(fmt.Sprintf("%s: %v wei + %v gas × %v wei", to, tx.Value(), tx.Gas(), tx.GasPrice()))
	})
}

// ContentFrom is Content for one sender.
func (t *txpoolAPI) ContentFrom(ctx context.Context, addr common.Address) (map[string]byNonce, error) {
	var known map[string]byNonce
	if t.s.elsewhere(ctx, &known, "txpool_contentFrom", addr) {
		return known, nil
	}
	var ahead, behind []*types.Transaction
	if t.s.need.Pool != nil {
		ahead, behind = t.s.need.Pool.ContentFrom(addr)
	}
	l := t.listing(ctx, t.s.marshalPending)
	content := map[string]byNonce{"pending": l.list(ahead), "queued": l.list(behind)}
	return content, l.err
}

// waiting is what the pool holds, by sender.
type waiting struct {
	ahead, behind map[common.Address][]*types.Transaction
}

func (t *txpoolAPI) waiting() waiting {
	if t.s.need.Pool == nil {
		return waiting{}
	}
	ahead, behind := t.s.need.Pool.Content()
	return waiting{ahead, behind}
}

// digits is how many bytes the transactions' data alone takes in JSON: the least that their listing can have.
// Counting is a thousandth of the work of writing, and who asks for what has no room asks again.
func (w waiting) digits() int {
	sum := 0
	for _, senders := range []map[common.Address][]*types.Transaction{w.ahead, w.behind} {
		for _, txs := range senders {
			for _, tx := range txs {
				sum += 2 * len(tx.Data())
			}
		}
	}
	return sum
}

func (t *txpoolAPI) content(ctx context.Context, w waiting, show func(*types.Transaction) (json.RawMessage, error)) (map[string]map[string]byNonce, error) {
	l := t.listing(ctx, show)
	content := map[string]map[string]byNonce{"pending": l.all(w.ahead), "queued": l.all(w.behind)}
	return content, l.err
}

var errPoolTooLarge = &rpcError{Code: errTooLarge.Code, Message: errTooLarge.Message + ": ask for one sender, by txpool_contentFrom, or for txpool_inspect"}

// listing shows transactions until the answer gets too large, or its time is over.
type listing struct {
	ctx  context.Context
	show func(*types.Transaction) (json.RawMessage, error)
	left int   // bytes that the answer may still take
	err  error // why it ended
}

func (t *txpoolAPI) listing(ctx context.Context, show func(*types.Transaction) (json.RawMessage, error)) *listing {
	return &listing{ctx: ctx, show: show, left: t.s.madeRoom()}
}

func (l *listing) all(txs map[common.Address][]*types.Transaction) map[string]byNonce {
	out := make(map[string]byNonce, len(txs))
	for addr, txs := range txs {
		if l.err != nil {
			break
		}
		out[addr.Hex()] = l.list(txs)
	}
	return out
}

func (l *listing) list(txs []*types.Transaction) byNonce {
	out := make(byNonce, len(txs))
	for _, tx := range txs {
		switch {
		case l.err != nil:
			return nil
		case l.ctx.Err() != nil:
			l.err = limitError("what waits could not be listed in the time that it may take: ask for one sender, by txpool_contentFrom")
			return nil
		}
		enc, err := l.show(tx)
		if err != nil {
			continue
		}
		if l.left -= len(enc); l.left < 0 {
			l.err = errPoolTooLarge
			return nil
		}
		out[fmt.Sprint(tx.Nonce())] = enc
	}
	return out
}
