// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// inner has go-ethereum's own methods, for ours to build on. A call belongs to the call of a client that it is made
// for: it ends with its context, and CallContext returns when it has ended and not before. A client of go-ethereum's
// in the process would return at once when whoever asked has left, and the work would go on without a turn.
type inner struct{ server *gethrpc.Server }

// CallContext calls a method of the server.
func (i inner) CallContext(ctx context.Context, result any, method string, args ...any) error {
	if args == nil {
		args = []any{}
	}
	params, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("parameters of %s: %w", method, err)
	}
	m := &message{Version: "2.0", ID: json.RawMessage("1"), Method: method, Params: params}
	var answer struct {
		Result json.RawMessage `json:"result"`
		Error  *rpcError       `json:"error"`
	}
	if err := json.Unmarshal(carryOut(ctx, i.server, m), &answer); err != nil {
		return fmt.Errorf("answer to %s: %w", method, err)
	}
	if answer.Error != nil {
		return answer.Error
	}
	if err := ctx.Err(); err != nil {
		return err // what has come is not to be relied on
	}
	return json.Unmarshal(answer.Result, result)
}

// carryOut has server carry out m, and returns its answer.
func carryOut(ctx context.Context, server *gethrpc.Server, m *message) []byte {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://self/", bytes.NewReader(m.encode()))
	if err != nil {
		return m.answer(nil, err)
	}
	r.Header.Set("Content-Type", "application/json")
	var w capture
	server.ServeHTTP(&w, r)
	return bytes.TrimSpace(w.body.Bytes())
}
