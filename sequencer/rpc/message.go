// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"encoding/json"
	"errors"

	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// Error codes of ours beside those of JSON-RPC and EIP-1474.
const (
	codeRejected = -32000 // go-ethereum's code for a transaction that is turned away; clients read the message
	codeInvalid  = -32602 // parameters
	codeInternal = -32603 // nothing that the client did: the node cannot read its database
	codeLimit    = -32005 // EIP-1474: limit exceeded
	codeUnknown  = -32010 // it is not known whether the transaction will be ordered; the data is its hash
	codeRetry    = -32011 // this member does not lead; between members only
)

// message is a JSON-RPC request.
type message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id,omitempty"`
	Method  string          `json:"method"`
	Params  json.RawMessage `json:"params,omitempty"`
}

// response is a JSON-RPC answer.
type response struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  any             `json:"result,omitempty"`
	Error   *rpcError       `json:"error,omitempty"`
}

// rpcError is an error as a client sees it.
type rpcError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Data    any    `json:"data,omitempty"`
}

func (e *rpcError) Error() string  { return e.Message }
func (e *rpcError) ErrorCode() int { return e.Code }
func (e *rpcError) ErrorData() any { return e.Data }

// asRPCError keeps the code and data that an error has, and gives it go-ethereum's default otherwise.
func asRPCError(err error) *rpcError {
	e := &rpcError{Code: codeRejected, Message: err.Error()}
	var coded gethrpc.Error
	if errors.As(err, &coded) {
		e.Code = coded.ErrorCode()
	}
	var withData gethrpc.DataError
	if errors.As(err, &withData) {
		e.Data = withData.ErrorData()
	}
	return e
}

// null is a result that is JSON null; nil itself would be left out.
var null = json.RawMessage("null")

// answer encodes the answer to m, or nothing when m is a notification.
func (m *message) answer(result any, err error) json.RawMessage {
	if m.ID == nil {
		return nil
	}
	r := response{Version: "2.0", ID: m.ID, Result: result}
	if err != nil {
		r.Result, r.Error = nil, asRPCError(err)
	} else if result == nil {
		r.Result = null
	}
	enc, err := json.Marshal(&r)
	if err != nil {
		return m.answer(nil, err)
	}
	return enc
}

// positional splits params into its elements. It is false when they are not an array.
func positional(params json.RawMessage) ([]json.RawMessage, bool) {
	var list []json.RawMessage
	if len(bytes.TrimSpace(params)) == 0 {
		return nil, true
	}
	return list, json.Unmarshal(params, &list) == nil
}

// joinBatch encodes the answers to a batch; empty ones are those to notifications.
func joinBatch(answers []json.RawMessage) []byte {
	var out []byte
	for _, a := range answers {
		if len(a) == 0 {
			continue
		}
		if len(out) == 0 {
			out = append(out, '[')
		} else {
			out = append(out, ',')
		}
		out = append(out, a...)
	}
	if len(out) > 0 {
		out = append(out, ']')
	}
	return out
}

// tooLong is the answer to a batch with too many calls.
var tooLong = []byte(`[{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch too large"}}]`)

// longerThan says whether the array in raw has more than n elements. It only counts commas, because decoding millions
// of tiny elements would take a hundred times their size in memory; what is not JSON is left for others to find.
func longerThan(raw []byte, n int) bool {
	depth, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		case c == ',' && depth == 1:
			if n--; n <= 0 {
				return true
			}
		}
	}
	return false
}
