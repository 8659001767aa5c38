// SPDX-License-Identifier: Apache-2.0

package l1evm_test

import (
	"log/slog"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/etc"
)

// counted counts requests to a node.
type counted struct {
	http.RoundTripper
	n atomic.Int64
}

func (c *counted) RoundTrip(r *http.Request) (*http.Response, error) {
	c.n.Add(1)
	return c.RoundTripper.RoundTrip(r)
}

// Whoever has read a block is told without another request that a contract has left no log in it, and still gets
// every log that there is.
func TestLogsOfABlockThatWasRead(t *testing.T) {
	c := newChain(t)
	n := c.Node()
	inbox := deploy(t, c, n)
	mine(t, c, 1)
	call := bindings.NewInbox().PackAppendMessage(uint8(l1anchor.Checkpoint), nil)
	send(t, n, stranger, 0, &inbox, 500_000, 1, call)
	loud := mine(t, c, 1)
	quiet := mine(t, c, 1)
	asked := &counted{RoundTripper: n}
	cfg := etc.Config{URL: "http://l1.invalid", ChainID: chainID, Inbox: inbox, Transport: asked, Log: slog.New(slog.DiscardHandler)}
	r, err := etc.NewReader(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	for _, at := range []l1anchor.Ref{loud, quiet} {
		if _, err := r.BlockByHeight(t.Context(), at.Height); err != nil {
			t.Fatal(err)
		}
	}
	before := asked.n.Load()
	if logs, err := r.Logs(t.Context(), quiet.Hash, inbox); err != nil || len(logs) != 0 || asked.n.Load() != before {
		t.Errorf("the block without logs: %d logs, %d requests, %v", len(logs), asked.n.Load()-before, err)
	}
	if logs, err := r.Logs(t.Context(), loud.Hash, inbox); err != nil || len(logs) != 1 || asked.n.Load() == before {
		t.Errorf("the block with a log: %d logs, %d requests, %v", len(logs), asked.n.Load()-before, err)
	}
}
