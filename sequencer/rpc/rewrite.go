// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// rule says where a method takes its block and how "pending" is expressed there.
type rule struct {
	index  int    // of the block parameter
	byHash string // method that takes a plain hash in its place; empty: the parameter may be {"blockHash": …}
	latest bool   // the method knows nothing of pending; what it says of latest is as good
}

// rules lists every method with a block parameter. Log filters are not among them: go-ethereum has no pending logs.
var rules = map[string]rule{
	"eth_getBalance":          {index: 1},
	"eth_getTransactionCount": {index: 1},
	"eth_getCode":             {index: 1},
	"eth_getStorageAt":        {index: 2},
	"eth_getStorageValues":    {index: 1},
	"eth_getProof":            {index: 2},
	"eth_call":                {index: 1},
	"eth_estimateGas":         {index: 1},
	"eth_createAccessList":    {index: 1},
	"eth_simulateV1":          {index: 1},
	"eth_getBlockReceipts":    {index: 0},

	"eth_getBlockByNumber":                       {byHash: "eth_getBlockByHash"},
	"eth_getHeaderByNumber":                      {byHash: "eth_getHeaderByHash"},
	"eth_getBlockTransactionCountByNumber":       {byHash: "eth_getBlockTransactionCountByHash"},
	"eth_getTransactionByBlockNumberAndIndex":    {byHash: "eth_getTransactionByBlockHashAndIndex"},
	"eth_getRawTransactionByBlockNumberAndIndex": {byHash: "eth_getRawTransactionByBlockHashAndIndex"},
	"eth_getUncleByBlockNumberAndIndex":          {byHash: "eth_getUncleByBlockHashAndIndex"},
	"eth_getUncleCountByBlockNumber":             {byHash: "eth_getUncleCountByBlockHash"},

	"eth_feeHistory":  {index: 1, latest: true},
	"debug_dumpBlock": {latest: true},

	"debug_traceBlockByNumber": {byHash: "debug_traceBlockByHash"},
	"debug_traceCall":          {index: 1},
	"debug_getRawHeader":       {},
	"debug_getRawBlock":        {},
	"debug_getRawReceipts":     {},
	"debug_storageRangeAt":     {},
	"debug_accountRange":       {},
	"debug_executionWitness":   {},
}

// rewriteOf returns how to answer m when its block parameter is "pending", and nil when it is not.
func (f *front) rewriteOf(m *message) own {
	rule, ok := rules[m.Method]
	if !ok {
		return nil
	}
	params, ok := positional(m.Params)
	if !ok || rule.index >= len(params) || !isPending(params[rule.index]) {
		return nil
	}
	open := f.server.need.Open
	if open == nil && m.Method == "eth_getTransactionCount" {
		return func(ctx context.Context) []byte { return f.pendingCount(ctx, m, params) }
	}
	if open == nil || rule.latest {
		return func(ctx context.Context) []byte {
			return f.stock(ctx, m.with(m.Method, params, rule.index, "latest"))
		}
	}
	if m.Method == "eth_getBalance" || m.Method == "eth_getTransactionCount" {
		return func(context.Context) []byte { return f.pendingAccount(m, params) }
	}
	return func(ctx context.Context) []byte { return f.pendingBlock(ctx, m, params, rule) }
}

// pendingBlock answers m from the provisional block.
func (f *front) pendingBlock(ctx context.Context, m *message, params []json.RawMessage, rule rule) []byte {
	hash, err := f.server.need.Open.Pending(ctx)
	if err != nil {
		return m.answer(nil, err)
	}
	if rule.byHash == "" {
		return f.stock(ctx, m.with(m.Method, params, rule.index, map[string]common.Hash{"blockHash": hash}))
	}
	raw := f.stock(ctx, m.with(rule.byHash, params, rule.index, hash))
	if m.Method == "eth_getBlockByNumber" || m.Method == "eth_getHeaderByNumber" {
		return blank(raw)
	}
	return raw
}

// pendingAccount answers the two questions that wallets ask all the time without making a block for them.
func (f *front) pendingAccount(m *message, params []json.RawMessage) []byte {
	var addr common.Address
	if err := json.Unmarshal(params[0], &addr); err != nil {
		return m.answer(nil, &rpcError{Code: codeInvalid, Message: "invalid argument 0: " + err.Error()})
	}
	if m.Method == "eth_getTransactionCount" {
		return m.answer(hexutil.Uint64(f.server.pendingNonce(addr)), nil)
	}
	_, balance := f.server.need.Open.Account(addr)
	return m.answer((*hexutil.U256)(balance), nil)
}

// pendingNonce is the nonce that a new transaction of addr should carry, as far as this node knows.
func (s *Server) pendingNonce(addr common.Address) uint64 {
	nonce, _ := s.need.Open.Account(addr)
	if s.need.Pool != nil {
		nonce = max(nonce, s.need.Pool.Nonce(addr))
	}
	return nonce
}

// with is m with another method and another value for one parameter.
func (m *message) with(method string, params []json.RawMessage, index int, value any) *message {
	out := make([]json.RawMessage, len(params))
	copy(out, params)
	out[index], _ = json.Marshal(value) // strings and hashes always encode
	enc, _ := json.Marshal(out)
	return &message{Version: "2.0", ID: m.ID, Method: method, Params: enc}
}

// isPending recognises the tag alone and as a block number in an object.
func isPending(param json.RawMessage) bool {
	param = bytes.TrimSpace(param)
	if bytes.Equal(param, []byte(`"pending"`)) {
		return true
	}
	var object struct{ BlockNumber string }
	return len(param) > 0 && param[0] == '{' && json.Unmarshal(param, &object) == nil && object.BlockNumber == "pending"
}

// blank takes out of a block what it will have only when it is sealed, as go-ethereum does for its pending block.
func blank(raw []byte) []byte {
	var r struct {
		Version string                     `json:"jsonrpc"`
		ID      json.RawMessage            `json:"id"`
		Result  map[string]json.RawMessage `json:"result"`
	}
	if json.Unmarshal(raw, &r) != nil || r.Result == nil {
		return raw
	}
	for _, field := range []string{"hash", "nonce", "miner"} {
		if _, ok := r.Result[field]; ok {
			r.Result[field] = null
		}
	}
	enc, err := json.Marshal(r)
	if err != nil {
		return raw
	}
	return enc
}
