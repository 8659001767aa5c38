// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/gorilla/websocket"
)

// TestSendsPassHeavyCalls has every turn taken: sends and light reads must not notice.
func TestSendsPassHeavyCalls(t *testing.T) {
	s := newSolo(t)
	cfg := DefaultConfig()
	cfg.HeavyCalls = 1
	server := newServer(t, s.needs(), cfg)
	release, err := server.front.heavy.enter(t.Context(), "somebody")
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(server.Handler())
	t.Cleanup(web.Close)
	c := dial(t, web.URL)
	waiting := make(chan string, 1)
	go func() {
		waiting <- call[string](t, dial(t, wsURL(web.URL)), "eth_call", object{"to": common.BytesToAddress([]byte{4}), "input": "0x2a"}, "latest")
	}()
	tx := s.tx(0, 0, &common.Address{9}, nil)
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx))
	call[object](t, c, "eth_getTransactionByHash", tx.Hash())
	call[string](t, c, "eth_blockNumber")
	select {
	case got := <-waiting:
		t.Fatalf("got %s without a turn", got)
	default:
	}
	release()
	if got := receive(t, waiting); got != "0x2a" {
		t.Errorf("got %s, want 0x2a", got)
	}
}

// TestHeavy names calls of each kind: what takes a core for more than a moment has to wait for a turn.
func TestHeavy(t *testing.T) {
	for method, want := range map[string]bool{
		"eth_call": true, "eth_getLogs": true, "debug_traceCall": true, "ots_traceTransaction": true,
		"adit_feeOf": true, "adit_getLeft": true, "txpool_content": true, "txpool_inspect": true,
		"eth_blockNumber": false, "eth_getTransactionByHash": false, "txpool_status": false, "adit_transactionStatus": false,
	} {
		if isHeavy(method) != want {
			t.Errorf("%s is heavy: %v, want %v", method, !want, want)
		}
	}
}

// TestDeafClient writes to a client that never reads: writing must not wait, and in the end the client is cut off.
func TestDeafClient(t *testing.T) {
	conns := make(chan *wsConn, 1)
	kept := newBudget(64<<20, 32<<20)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := new(websocket.Upgrader).Upgrade(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		cfg := DefaultConfig()
		c := newWSConn(conn, &Server{cfg: cfg, kept: kept}, "deaf")
		c.running.Go(c.send)
		conns <- c
		c.running.Wait()
	}))
	defer web.Close()
	client, _, err := websocket.DefaultDialer.Dial(wsURL(web.URL), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	c := receive(t, conns)
	note := append([]byte(`{"jsonrpc":"2.0","method":"eth_subscription"`), make([]byte, 1<<20)...)
	for n := 0; ; n++ {
		_, err := c.Write(note)
		if err == nil && n < 64 {
			continue
		}
		// A slow machine gives up sending before the budget is used up.
		if !errors.Is(err, errTooSlow) && !errors.Is(err, net.ErrClosed) {
			t.Errorf("got %v after %d MB", err, n)
		}
		break
	}
	if c.mayRead() {
		t.Error("the connection is still open")
	}
	c.running.Wait()
	c.settle()
	if kept.used != 0 {
		t.Errorf("%d bytes are still booked", kept.used)
	}
}
