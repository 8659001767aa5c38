// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"encoding/json"
	"errors"
)

// request is one JSON text of a client: a call, or a batch of them.
type request struct {
	batch bool
	calls []*message
	size  int   // bytes of the text
	kept  *hold // what it has of the budget, and will have for its answers; nil: it is not counted
}

// parse reads exactly one JSON text. When there is nothing to carry out, refusal is the answer.
//
// What is read here is encoded anew before go-ethereum's server sees it, so both cannot come to different methods for
// one text: doubled keys, escapes, null in a batch. Members of a wrong type count as missing, as they do there.
func parse(raw []byte, mostItems int) (r request, refusal []byte) {
	r = request{batch: isBatch(raw), size: len(raw)}
	if r.batch && longerThan(raw, mostItems) {
		return r, tooLong
	}
	if !r.batch {
		m, err := parseMessage(raw)
		if err != nil {
			return r, notJSON
		}
		r.calls = []*message{m}
		return r, nil
	}
	var elements []json.RawMessage
	if json.Unmarshal(raw, &elements) != nil {
		return r, notJSON
	}
	if len(elements) == 0 {
		return r, emptyBatch
	}
	for _, element := range elements {
		m, _ := parseMessage(element) // the whole text has been found to be JSON
		r.calls = append(r.calls, m)
	}
	return r, nil
}

// parseMessage fails only on what is not JSON. What is not a message gives one that is not valid.
func parseMessage(raw []byte) (*message, error) {
	m := new(message)
	var syntax *json.SyntaxError
	if err := json.Unmarshal(raw, m); errors.As(err, &syntax) {
		return nil, err
	}
	return m, nil
}

// Answers to texts that hold no call.
var (
	notJSON    = []byte(`{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"parse error"}}`)
	emptyBatch = []byte(`{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"empty batch"}}`)
)

var errInvalid = &rpcError{Code: -32600, Message: "invalid request"}

// valid says whether m is a call or a notification.
func (m *message) valid() bool {
	return m.Version == "2.0" && m.Method != "" && (m.ID == nil || m.plainID())
}

// plainID says whether the id is a text, a number or null.
func (m *message) plainID() bool { return len(m.ID) > 0 && m.ID[0] != '{' && m.ID[0] != '[' }

// invalid is the answer to what is neither a call nor a notification.
func (m *message) invalid() json.RawMessage {
	id := m.ID
	if !m.plainID() {
		id = null
	}
	return (&message{ID: id}).answer(nil, errInvalid)
}

// encode is m as JSON. Its parts stay as they came, so the text is hardly longer than the one that they came in.
func (m *message) encode() []byte {
	out := []byte(`{"jsonrpc":"2.0","method":`)
	method, _ := json.Marshal(m.Method) // a string always encodes
	out = append(out, method...)
	if m.ID != nil {
		out = append(append(out, `,"id":`...), m.ID...)
	}
	if m.Params != nil {
		out = append(append(out, `,"params":`...), m.Params...)
	}
	return append(out, '}')
}

// subscribes says whether m needs the connection that it came over.
func (m *message) subscribes() bool {
	return m.Method == "eth_subscribe" || m.Method == "eth_unsubscribe"
}

// isBatch says whether the first character that counts is a bracket.
func isBatch(raw []byte) bool {
	raw = bytes.TrimLeft(raw, " \t\r\n")
	return len(raw) > 0 && raw[0] == '['
}
