// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/gorilla/websocket"
)

const chainID = `{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}`

// TestWeb holds the server to what pages in a browser must not be able to do.
func TestWeb(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), func(c *Config) { c.Origins, c.Hosts = []string{"https://good.example"}, []string{"node.example"} })
	for _, c := range []struct {
		name, method, host, origin, contentType, body string
		status                                        int
		allowed                                       string // Access-Control-Allow-Origin
	}{
		{name: "plain call", status: 200},
		{name: "charset", contentType: "application/json; charset=utf-8", status: 200},
		{name: "form", contentType: "application/x-www-form-urlencoded", status: 415},
		{name: "text", contentType: "text/plain", status: 415},
		{name: "no content type", contentType: "-", status: 415},
		{name: "host by name", host: "node.example", status: 200},
		{name: "host by name and port", host: "node.example:8545", status: 200},
		{name: "host by address", host: "192.0.2.1:8545", status: 200},
		{name: "rebound host", host: "evil.example", status: 403},
		{name: "rebound host looks alike", host: "node.example.evil.example", status: 403},
		{name: "good origin", origin: "https://good.example", status: 200, allowed: "https://good.example"},
		{name: "bad origin", origin: "https://evil.example", status: 200, allowed: ""},
		{name: "good preflight", method: "OPTIONS", origin: "https://good.example", status: 200, allowed: "https://good.example"},
		{name: "bad preflight", method: "OPTIONS", origin: "https://evil.example", status: 200, allowed: ""},
		{name: "put", method: "PUT", status: 405},
		{name: "get", method: "GET", status: 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.method == "" {
				c.method = "POST"
			}
			r, err := http.NewRequest(c.method, url, strings.NewReader(chainID))
			if err != nil {
				t.Fatal(err)
			}
			switch c.contentType {
			case "":
				r.Header.Set("Content-Type", "application/json")
			case "-":
			default:
				r.Header.Set("Content-Type", c.contentType)
			}
			if c.host != "" {
				r.Host = c.host
			}
			if c.origin != "" {
				r.Header.Set("Origin", c.origin)
			}
			if c.method == "OPTIONS" {
				r.Header.Set("Access-Control-Request-Method", "POST")
			}
			resp, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			if resp.StatusCode != c.status {
				t.Errorf("got status %d, want %d", resp.StatusCode, c.status)
			}
			if got := resp.Header.Get("Access-Control-Allow-Origin"); got != c.allowed {
				t.Errorf("got allowed origin %q, want %q", got, c.allowed)
			}
		})
	}
	for origin, want := range map[string]bool{"": true, "https://good.example": true, "https://evil.example": false, url: true, "null": false} {
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		conn, _, err := websocket.DefaultDialer.Dial(wsURL(url), header)
		if (err == nil) != want {
			t.Errorf("WebSocket from origin %q: got %v, want allowed %v", origin, err, want)
		}
		if err == nil {
			conn.Close()
		}
	}
}

func TestSizes(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), func(c *Config) { c.BodyBytes, c.BatchItems, c.AnswerBytes = 4096, 3, 3000 })
	if status, _ := post(t, url, "application/json", strings.Repeat(" ", 4097)+chainID); status != http.StatusRequestEntityTooLarge {
		t.Errorf("got status %d for a large body", status)
	}
	// The same without saying how long it is.
	pr, pw := io.Pipe()
	go func() { _, err := io.WriteString(pw, strings.Repeat(" ", 5000)+chainID); pw.CloseWithError(err) }()
	resp, err := http.Post(url, "application/json", pr)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("got status %d for a large body in chunks", resp.StatusCode)
	}
	for _, call := range []string{chainID, `{"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["0x00000000000000000000000000000000000000aa","pending"]}`} {
		if _, answer := post(t, url, "application/json", "["+strings.Repeat(call+",", 3)+call+"]"); !strings.Contains(answer, "batch too large") {
			t.Errorf("got %s for a batch of four", answer)
		}
	}
	block := `{"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["pending",false]}`
	if _, answer := post(t, url, "application/json", "["+block+","+block+","+block+"]"); !strings.Contains(answer, "response too large") {
		t.Errorf("got %s for a long answer", answer)
	}
	conn, _, err := websocket.DefaultDialer.Dial(wsURL(url), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.WriteMessage(websocket.TextMessage, []byte(strings.Repeat(" ", 4097)+chainID)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseMessageTooBig) {
		t.Errorf("got %v for a large message", err)
	}
}

func TestLongerThan(t *testing.T) {
	for raw, want := range map[string]bool{
		`[]`: false, `[1,2]`: false, `[1,2,3]`: true, ` [ 1 , 2 , 3 , 4 ]`: true, `[",",","]`: false, `["\",",","]`: false,
		`[[1,2,3],{"a":1,"b":[2,3],"c":","}]`: false, `[[],[],[]]`: true, `["\\",2,3]`: true, `[1,2`: false, `[1,2,`: true, `]]]],,,`: false,
	} {
		if got := longerThan([]byte(raw), 2); got != want {
			t.Errorf("%s: got %v, want %v", raw, got, want)
		}
	}
}

// TestRubbish sends what no client sends; each gets an answer and the server goes on.
func TestRubbish(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), nil)
	conn, _, err := websocket.DefaultDialer.Dial(wsURL(url), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, body := range []string{
		`"pending"`, `["pending"]`, `[null,"pending"]`, `null`, `[]`, `{}`, `[[]]`, `{"method":"eth_sendRawTransaction"}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":{}}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":[null]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["0x"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":[null,"pending"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":[{},"pending"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":"pending"}`,
		`{"jsonrpc":"2.0","id":{"a":1},"method":"eth_call","params":["x","pending"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["pending"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["pending","pending"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"fromBlock":"pending"}]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"fromBlock":"0xffffffffffffffffffff"}]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"fromBlock":"0x5","toBlock":"0x1"}]}`,
		`{"jsonrpc":"2.0","id":1,"method":"adit_getBlocks","params":["0x0","0xffffffffffffffff"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"adit_getBlocks","params":["0xffffffffffffffff","0x5"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_getFilterChanges","params":["0x1"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_getFilterLogs","params":["0x1"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_fillTransaction","params":[{"from":7}]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_fillTransaction","params":[null]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["pending"]}`,
	} {
		if status, _ := post(t, url, "application/json", body); status != http.StatusOK {
			t.Errorf("%s: got status %d", body, status)
		}
		if err := conn.WriteMessage(websocket.TextMessage, []byte(body)); err != nil {
			t.Fatalf("%s: %v", body, err)
		}
	}
	// The WebSocket still answers after all of it.
	if err := conn.WriteMessage(websocket.TextMessage, []byte(`{"jsonrpc":"2.0","id":"last","method":"eth_chainId"}`)); err != nil {
		t.Fatal(err)
	}
	for {
		_, answer, err := conn.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(answer), `"last"`) {
			break
		}
	}
	if _, answer := post(t, url, "application/json", chainID); !strings.Contains(answer, "0x10e1") {
		t.Errorf("got %s", answer)
	}
}

// health is a Status.
type health struct{}

func (h *health) Node() NodeStatus {
	return NodeStatus{Role: "sequencer", Leader: &Leader{ID: "a", Self: true}}
}
func (h *health) Block(n uint64) Provenance {
	p := Provenance{}
	if n < 3 {
		p.Batch = &Posting{Index: 4, L1: L1Ref{Height: 50}, Confirmations: 3}
		p.Safe, p.Finalized = n < 2, n < 1
	}
	return p
}

func (h *health) Derived() (*Derived, error) {
	return &Derived{BatchCount: 5, Tail: make([]byte, 8)}, nil
}

func TestStatus(t *testing.T) {
	s := newSolo(t)
	s.status = &health{}
	need, unfit := s.needs(), true
	need.Ready = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if unfit {
			http.Error(w, "no leader", http.StatusServiceUnavailable)
		}
	})
	url := serve(t, need, nil)
	get := func(path string) (int, string) {
		resp, err := http.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(body)
	}
	if status, body := get("/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(body, "no leader") {
		t.Errorf("got %d %s", status, body)
	}
	unfit = false
	if status, body := get("/readyz"); status != http.StatusOK {
		t.Errorf("got %d %s", status, body)
	}
	if status, _ := get("/healthz"); status != http.StatusOK {
		t.Errorf("got %d", status)
	}
	if status, _ := get("/metrics"); status != http.StatusNotFound {
		t.Errorf("got %d", status)
	}
	for range 4 {
		s.seal()
	}
	c := dial(t, url)
	for tag, want := range map[string]string{"0x0": stageFinalized, "0x1": stageSafe, "0x2": stagePosted, "latest": stageSealed} {
		st := call[standing](t, c, "adit_blockStatus", tag)
		if st.Stage != want || st.RaftIndex != nil || (st.Batch != nil) != (want != stageSealed) {
			t.Errorf("%s: got %+v, want stage %s", tag, st, want)
		}
	}
	if got := call[NodeStatus](t, c, "adit_status"); got.Role != "sequencer" || !got.Leader.Self {
		t.Errorf("got %+v", got)
	}
	if got := call[json.RawMessage](t, c, "adit_derived"); !strings.Contains(string(got), `"batchCount":"0x5"`) || !strings.Contains(string(got), `"tail":"0x0000000000000000"`) {
		t.Errorf("got %s", got)
	}
}

// running serves until stop, or the end of the test, and tells how Run ended.
func running(t *testing.T, need Needs) (server *Server, url string, stop func(), ended <-chan error) {
	t.Helper()
	cfg := DefaultConfig()
	cfg.Listen = "127.0.0.1:0"
	server, err := New(cfg, need, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	address, done := make(chan net.Addr, 1), make(chan error, 1)
	go func() { done <- server.Run(ctx, func(a net.Addr) { address <- a }) }()
	return server, "http://" + receive(t, address).String(), cancel, done
}

// TestAbort has clients wait for a member that will not answer. They must be told at once, by the end of their
// connections, and find nobody there when they come again.
func TestAbort(t *testing.T) {
	s := newSolo(t)
	s.hold = true
	server, url, _, ended := running(t, s.needs())
	body := func(sender int) []byte {
		return fmt.Appendf(nil, `{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["%s"]}`, encode(t, s.tx(sender, 0, &common.Address{9}, nil)))
	}
	// go-ethereum's client may lose the end of a connection on which it has just written.
	sent := make(chan error, 2)
	first, second, conn := body(0), body(1), wsDial(t, url)
	go func() {
		_, err := http.Post(url, "application/json", bytes.NewReader(first))
		sent <- err
	}()
	go func() {
		if err := conn.WriteMessage(websocket.TextMessage, second); err != nil {
			sent <- err
			return
		}
		_, _, err := conn.ReadMessage()
		sent <- err
	}()
	await(t, func() bool { return s.pool.Stats().Queued == 2 })
	server.grace = time.Hour
	server.Abort()
	server.Abort() // counts once
	for range 2 {
		if err := receive(t, sent); err == nil {
			t.Error("a send was acknowledged that nobody ordered")
		}
	}
	if err := receive(t, ended); err != nil {
		t.Errorf("Run: %v", err)
	}
	if _, err := net.Dial("tcp", strings.TrimPrefix(url, "http://")); err == nil {
		t.Error("the port is still open")
	}
}

func TestRun(t *testing.T) {
	s := newSolo(t)
	_, url, stop, done := running(t, s.needs())
	ws := dial(t, wsURL(url))
	for _, c := range []string{url, wsURL(url)} {
		if got := call[string](t, dial(t, c), "eth_chainId"); got != "0x10e1" {
			t.Errorf("got chain id %s", got)
		}
	}
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("Run does not end")
	}
	// go-ethereum's client waits for ever now and then when its connection ends while it asks.
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if err := ws.CallContext(ctx, nil, "eth_chainId"); err == nil {
		t.Error("the WebSocket outlived the server")
	}
	cfg := DefaultConfig()
	cfg.Listen = "256.0.0.1:0"
	server, err := New(cfg, s.needs(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if server.Run(t.Context(), nil) == nil {
		t.Error("Run listens on an address that is none")
	}
}

func TestConfigValidate(t *testing.T) {
	if err := DefaultConfig().Validate(); err != nil {
		t.Error(err)
	}
	err := Config{ForwardTo: "ftp://x"}.Validate()
	if err == nil {
		t.Fatal("the zero Config passed")
	}
	for _, part := range []string{"listen address", "http://", "AckTimeout", "BatchItems", "ConnsPerIP"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q is not among the complaints: %v", part, err)
		}
	}
}
