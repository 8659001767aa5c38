// SPDX-License-Identifier: Apache-2.0

// Package liar is a node of Ethereum Classic that does not tell the truth, for tests. It is a proxy in front of a
// real one and changes answers on their way; what it can say is in Lies. It checks nothing itself.
package liar

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"sync"
)

// Object is a JSON object.
type Object = map[string]any

// Question is one JSON-RPC request to the node.
type Question struct {
	Method string
	Params []any

	proxy *Proxy
}

// Ask asks the real node something else. The result is nil when it has none.
func (q *Question) Ask(method string, params ...any) any {
	answer, err := q.proxy.ask(context.Background(), method, params)
	if err != nil {
		return nil
	}
	return answer["result"]
}

// param is nil when there are not that many.
func (q *Question) param(i int) any {
	if i >= len(q.Params) {
		return nil
	}
	return q.Params[i]
}

// Proxy passes questions on to a real node.
type Proxy struct {
	node string

	mu   sync.Mutex
	pick func() *Lie // nil: the truth
	told map[string]int
}

// New is in front of the node with that URL and tells the truth.
func New(node string) *Proxy { return &Proxy{node: node, told: make(map[string]int)} }

// Tell makes it tell that lie from now on; nil is the truth.
func (p *Proxy) Tell(lie *Lie) {
	if lie == nil {
		p.TellAny(nil)
		return
	}
	p.TellAny(func() *Lie { return lie })
}

// TellAny draws a lie, or nil, for each question.
func (p *Proxy) TellAny(pick func() *Lie) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pick = pick
	clear(p.told)
}

// Told is how often each lie was told since the last Tell. A lie that had no occasion is not in it.
func (p *Proxy) Told() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.told)
}

// ServeHTTP answers one question, or a list of them.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 8<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var carry func(http.ResponseWriter, *http.Request, []byte)
	var answer any
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		var list []json.RawMessage
		err = json.Unmarshal(body, &list)
		answers := make([]any, len(list))
		for i := 0; i < len(list) && err == nil; i++ {
			answers[i], carry, err = p.single(r.Context(), list[i])
		}
		answer = answers
	} else {
		answer, carry, err = p.single(r.Context(), body)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	text, err := json.Marshal(answer)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if carry == nil {
		carry = plainly
	}
	carry(w, r, text)
}

// single answers one question, and says how the answer is to be carried; nil: as any other.
func (p *Proxy) single(ctx context.Context, body []byte) (Object, func(http.ResponseWriter, *http.Request, []byte), error) {
	q := Question{proxy: p}
	if err := json.Unmarshal(body, &q); err != nil {
		return nil, nil, fmt.Errorf("question %.100q: %w", body, err)
	}
	answer, err := p.forward(ctx, body)
	if err != nil {
		return nil, nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var lie *Lie
	if p.pick != nil {
		lie = p.pick()
	}
	if lie == nil || lie.About != nil && !lie.About(&q) {
		return answer, nil, nil
	}
	if lie.answer != nil {
		result, changed := lie.answer(&q, answer["result"])
		if !changed {
			return answer, nil, nil
		}
		delete(answer, "error")
		answer["result"] = result
	}
	p.told[lie.Name]++
	return answer, lie.carry, nil
}

func (p *Proxy) ask(ctx context.Context, method string, params []any) (Object, error) {
	body, err := json.Marshal(Object{"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
	if err != nil {
		return nil, err
	}
	return p.forward(ctx, body)
}

// forward has the real node answer.
func (p *Proxy) forward(ctx context.Context, body []byte) (answer Object, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.node, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		return nil, fmt.Errorf("answer of the real node: %w", err)
	}
	return answer, nil
}
