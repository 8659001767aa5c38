// SPDX-License-Identifier: Apache-2.0

// Package jsonrpc is the node of an L1 in memory: it carries JSON-RPC requests over HTTP to a function, without a
// network.
package jsonrpc

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Node is a transport for an HTTP client.
type Node struct {
	// Answer is what the node makes of a call.
	Answer func(method string, params []json.RawMessage) (any, error)
	// Around, if not nil, carries each request: answer has the node take it. An error loses the answer on its way, a
	// Refusal is the node's own.
	Around func(method string, answer func()) error
}

// Refusal is what a node says instead of taking a request.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// ErrNoMethod is the answer to a method that the node does not have.
var ErrNoMethod = errors.New("the method does not exist/is not available")

var _ http.RoundTripper = (*Node)(nil)

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
		return nil, fmt.Errorf("a request that is none: %w", err)
	}
	out := response{Version: "2.0", ID: q.ID}
	answer := func() {
		result, err := n.Answer(q.Method, q.Params)
		if out.Result = result; err != nil {
			out.Result, out.Error = nil, &refusal{codeOf(err), err.Error()}
		}
	}
	if n.Around == nil {
		answer()
	} else if err := n.Around(q.Method, answer); err != nil {
		var refused Refusal
		if !errors.As(err, &refused) {
			return nil, err
		}
		out.Result, out.Error = nil, &refusal{codeOf(err), string(refused)}
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

func codeOf(err error) int {
	if errors.Is(err, ErrNoMethod) {
		return -32601
	}
	return -32000
}

// Read takes parameters from the front; those that are missing leave what they are read into.
func Read(params []json.RawMessage, into ...any) error {
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
