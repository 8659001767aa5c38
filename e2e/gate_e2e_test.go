// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// gate stands between a process and an L1 node. Whoever watches it sees every request twice, on its way to the node
// and on its way back, and may cut it off there.
type gate struct {
	node string
	url  string

	mu    sync.Mutex
	watch func(method string, answered bool) (pass bool) // guarded by mu; nil: all pass
}

func newGate(t *testing.T, node string) *gate {
	g := &gate{node: node}
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	g.url = server.URL
	return g
}

// set replaces who watches.
func (g *gate) set(watch func(method string, answered bool) bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.watch = watch
}

func (g *gate) pass(methods []string, answered bool) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, m := range methods {
		if g.watch != nil && !g.watch(m, answered) {
			return false
		}
	}
	return true
}

// ServeHTTP carries one request.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	methods := methodsOf(body)
	if !g.pass(methods, false) {
		panic(http.ErrAbortHandler)
	}
	answer, err := http.Post(g.node, "application/json", bytes.NewReader(body))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || !g.pass(methods, true) {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(answer.StatusCode)
	w.Write(text)
}

// methodsOf are those of a request or of a list of them.
func methodsOf(body []byte) (list []string) {
	type request struct {
		Method string `json:"method"`
	}
	var one request
	var many []request
	if json.Unmarshal(body, &one) == nil {
		many = append(many, one)
	} else if json.Unmarshal(body, &many) != nil {
		return nil
	}
	for _, r := range many {
		list = append(list, r.Method)
	}
	return list
}
