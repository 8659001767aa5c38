// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestEndlessPeer has another node answer without end: what this node takes of it is bounded.
func TestEndlessPeer(t *testing.T) {
	sent := make(chan int64, 1)
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := io.WriteString(w, `{"jsonrpc":"2.0","id":1,"result":"`)
		all := int64(n)
		for r.Context().Err() == nil && all < 1<<30 {
			n, err := io.WriteString(w, strings.Repeat("0", 1<<16))
			if all += int64(n); err != nil {
				break
			}
		}
		sent <- all
	}))
	defer endless.Close()
	cfg := DefaultConfig()
	cfg.AnswerBytes = 1 << 20
	p := newPeers(cfg, nil, Network{})
	defer p.close()
	c, err := p.client(t.Context(), endless.URL)
	if err != nil {
		t.Fatal(err)
	}
	var answer string
	if err := c.CallContext(t.Context(), &answer, "eth_chainId"); err == nil || !strings.Contains(err.Error(), "more than 2097152 bytes") {
		t.Errorf("%v", err)
	}
	if n := <-sent; n > 64<<20 {
		t.Errorf("%d bytes were sent", n)
	}
}
