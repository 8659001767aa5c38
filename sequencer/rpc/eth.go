// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// ethAPI holds the eth_ methods that differ from go-ethereum's.
type ethAPI struct{ s *Server }

// SendRawTransaction returns when a quorum has ordered the transaction and it has been executed.
func (e *ethAPI) SendRawTransaction(ctx context.Context, raw hexutil.Bytes) (common.Hash, error) {
	return e.s.send.one(ctx, raw)
}

// GetTransactionReceipt answers null for a transaction that is not in a sealed block, also while go-ethereum's index
// is catching up: wallets poll, and an error makes them give up.
func (e *ethAPI) GetTransactionReceipt(ctx context.Context, hash common.Hash) (json.RawMessage, error) {
	if !e.sealed(hash) {
		return nil, nil
	}
	return e.stock(ctx, "eth_getTransactionReceipt", hash)
}

// GetTransactionByHash also finds what is ordered but not sealed, and what waits, here or where this node asks.
func (e *ethAPI) GetTransactionByHash(ctx context.Context, hash common.Hash) (json.RawMessage, error) {
	if tx := e.s.unsealed(hash); tx != nil {
		return e.s.marshalPending(tx)
	}
	if !e.sealed(hash) {
		var known json.RawMessage
		e.s.elsewhere(ctx, &known, "eth_getTransactionByHash", hash)
		return known, nil
	}
	return e.stock(ctx, "eth_getTransactionByHash", hash)
}

// GetRawTransactionByHash is GetTransactionByHash in its encoding.
func (e *ethAPI) GetRawTransactionByHash(ctx context.Context, hash common.Hash) (hexutil.Bytes, error) {
	if tx := e.s.unsealed(hash); tx != nil {
		return tx.MarshalBinary()
	}
	if found, tx, _, _, _ := e.s.eth.APIBackend.GetCanonicalTransaction(hash); found {
		return tx.MarshalBinary()
	}
	var known hexutil.Bytes
	e.s.elsewhere(ctx, &known, "eth_getRawTransactionByHash", hash)
	return known, nil
}

// PendingTransactions is empty, since the node has no accounts of its own.
func (e *ethAPI) PendingTransactions() []struct{} { return []struct{}{} }

// FillTransaction differs in that the nonce it fills in counts the open block, on a verifier that of the set, and in
// that the tip is what is asked.
func (e *ethAPI) FillTransaction(ctx context.Context, args map[string]any) (json.RawMessage, error) {
	if args != nil && args["gasPrice"] == nil && args["maxPriorityFeePerGas"] == nil {
		args["maxPriorityFeePerGas"] = e.MaxPriorityFeePerGas(ctx)
	}
	if args != nil && args["nonce"] == nil {
		text, _ := args["from"].(string)
		from := common.HexToAddress(text)
		var known hexutil.Uint64
		if e.s.need.Open != nil {
			args["nonce"] = hexutil.Uint64(e.s.pendingNonce(from))
		} else if e.s.elsewhere(ctx, &known, "eth_getTransactionCount", from, "pending") {
			args["nonce"] = known
		}
	}
	return e.stock(ctx, "eth_fillTransaction", args)
}

// sealed says whether a canonical block holds the transaction.
func (e *ethAPI) sealed(hash common.Hash) bool {
	found, _, _, _, _ := e.s.eth.APIBackend.GetCanonicalTransaction(hash)
	return found
}

func (e *ethAPI) stock(ctx context.Context, method string, args ...any) (json.RawMessage, error) {
	var result json.RawMessage
	err := e.s.inner.CallContext(ctx, &result, method, args...)
	return result, err
}

// unsealed finds a transaction that is ordered but not sealed, or in the pool.
func (s *Server) unsealed(hash common.Hash) *types.Transaction {
	if s.need.Open != nil {
		if at, ok := s.need.Open.Transaction(hash); ok {
			return at.Tx
		}
	}
	if s.need.Pool != nil {
		if tx, _ := s.need.Pool.Get(hash); tx != nil {
			return tx
		}
	}
	return nil
}

// marshalPending is a transaction as eth_getTransactionByHash shows it before it has a block.
func (s *Server) marshalPending(tx *types.Transaction) (json.RawMessage, error) {
	enc, err := tx.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(enc, &fields); err != nil {
		return nil, err
	}
	from, err := types.Sender(types.LatestSigner(s.eth.APIBackend.ChainConfig()), tx)
	if err != nil {
		return nil, err
	}
	fields["from"], _ = json.Marshal(from)
	fields["gasPrice"], _ = json.Marshal((*hexutil.Big)(tx.GasPrice()))
	for _, name := range []string{"blockHash", "blockNumber", "blockTimestamp", "transactionIndex"} {
		fields[name] = null
	}
	if tx.Type() == types.LegacyTxType {
		delete(fields, "yParity")
	}
	for _, name := range []string{"maxFeePerGas", "maxPriorityFeePerGas"} {
		if string(fields[name]) == "null" {
			delete(fields, name)
		}
	}
	return json.Marshal(fields)
}

// web3API is the web3_ namespace.
type web3API struct{ version string }

// ClientVersion names the software.
func (w web3API) ClientVersion() string { return w.version }

// Sha3 is keccak256.
func (w web3API) Sha3(input hexutil.Bytes) hexutil.Bytes { return crypto.Keccak256(input) }

// withheld takes back the debug_ methods that change the node or touch its files.
type withheld struct{}

var errWithheld = &rpcError{Code: -32601, Message: "this method is not offered"}

// Those without an end to their work or their answer: a dump has all slots of each account.

func (withheld) DumpBlock(any) error                                  { return errWithheld }
func (withheld) AccountRange(any, *any, *any, *any, *any, *any) error { return errWithheld }
func (withheld) TraceChain(any, any, *any) error                      { return errWithheld }
func (withheld) TraceBadBlock(any, *any) error                        { return errWithheld }
func (withheld) ReplayBadBlock(any) error                             { return errWithheld }
func (withheld) PrintBlock(any) error                                 { return errWithheld }
func (withheld) GetAccessibleState(any, any) error                    { return errWithheld }
func (withheld) GetModifiedAccountsByHash(any, *any) error            { return errWithheld }
func (withheld) GetModifiedAccountsByNumber(any, *any) error          { return errWithheld }

// Those that change the node or touch its files.

func (withheld) SetHead(any) error                        { return errWithheld }
func (withheld) ChaindbCompact() error                    { return errWithheld }
func (withheld) ChaindbProperty() (string, error)         { return "", errWithheld }
func (withheld) SetTrieFlushInterval(any) error           { return errWithheld }
func (withheld) ClearTxpool() error                       { return errWithheld }
func (withheld) GetBadBlocks(any) (any, error)            { return nil, errWithheld }
func (withheld) TraceBlockFromFile(any, *any) error       { return errWithheld }
func (withheld) StandardTraceBlockToFile(any, *any) error { return errWithheld }
func (withheld) StandardTraceBadBlockToFile(any, *any) error {
	return errWithheld
}
