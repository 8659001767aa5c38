// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestBudget(t *testing.T) {
	b := newBudget(400, 100)
	steps := []struct {
		client string
		n      int
		ok     bool
	}{
		{"a", 101, false}, {"a", 100, true}, {"a", 1, false}, {"b", 100, true}, {"c", 90, true}, {"d", 10, true},
		{"e", 26, false}, {"e", 25, true}, {"c", 10, false}, {"f", 25, true}, {"g", 25, true}, {"h", 25, true}, {"i", 1, false},
	}
	for i, s := range steps {
		if got := b.take(s.client, s.n); got != s.ok {
			t.Errorf("step %d: %s takes %d: got %v, want %v", i, s.client, s.n, got, s.ok)
		}
	}
	for i, s := range steps {
		if s.ok {
			b.give(s.client, s.n)
		}
		if b.used < 0 {
			t.Errorf("step %d: %d are used", i, b.used)
		}
	}
	if b.used != 0 || len(b.byName) != 0 {
		t.Errorf("%d are used, clients %v", b.used, b.byName)
	}
}

// TestReadAll reads from clients that promise, lie, and stop half way: no more is booked than what has come, twice.
func TestReadAll(t *testing.T) {
	for _, c := range []struct {
		name        string
		sends, most int
		share       int
		err         error
	}{
		{"small", 100, 1 << 20, 1, nil},
		{"large", 300_000, 1 << 20, 1 << 20, nil},
		{"just the limit", 1 << 20, 1 << 20, 4 << 20, nil},
		{"over the limit", 1<<20 + 1, 1 << 20, 4 << 20, errTooLong},
		{"over the share", 300_000, 1 << 20, 100_000, errNoRoom},
	} {
		h := &hold{budget: newBudget(16<<20, c.share), client: "a"}
		got, err := readAll(io.LimitReader(strings.NewReader(strings.Repeat("x", c.sends)), int64(c.sends)), c.most, h)
		if !errors.Is(err, c.err) || c.err == nil && (err != nil || len(got) != c.sends) {
			t.Errorf("%s: got %d bytes, %v", c.name, len(got), err)
		}
		if h.bytes > 2*c.sends {
			t.Errorf("%s: %d bytes are booked", c.name, h.bytes)
		}
		h.end()
		if h.budget.used != 0 {
			t.Errorf("%s: %d bytes stay booked", c.name, h.budget.used)
		}
	}
}

// TestUnfinishedBodies has clients begin bodies of 5 MB and stop. What is kept for them is bounded, and those who
// send whole bodies are answered.
func TestUnfinishedBodies(t *testing.T) {
	s := newSolo(t)
	cfg := DefaultConfig()
	cfg.KeptBytes, cfg.KeptPerClient = 64<<20, 32<<20
	server := newServer(t, s.needs(), cfg)
	web := httptest.NewServer(server.Handler())
	t.Cleanup(web.Close)
	const body, sent = 5_000_000, 3 << 20
	const clients = 20
	refused := make(chan bool, clients)
	for range clients {
		conn, err := net.Dial("tcp", web.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		go func() { // the server may end it half way
			fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", body)
			_, _ = conn.Write(bytes.Repeat([]byte(" "), sent))
		}()
		go func() {
			answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
			refused <- err == nil && answer.StatusCode == http.StatusServiceUnavailable
		}()
	}
	for range clients - cfg.KeptPerClient/sent { // those beyond the share are told
		receive(t, refused)
	}
	server.kept.mu.Lock()
	used := server.kept.used
	server.kept.mu.Unlock()
	if used > cfg.KeptPerClient {
		t.Errorf("%d bytes are kept for one address, want at most %d", used, cfg.KeptPerClient)
	}
	if _, answer := post(t, web.URL, "application/json", chainID); !strings.Contains(answer, "0x10e1") {
		t.Errorf("got %s", answer)
	}
}

// TestNeverRead has WebSockets ask for much and read nothing. What is kept for them is bounded, those over it are
// closed, and another client is answered.
func TestNeverRead(t *testing.T) {
	s := newSolo(t)
	cfg := DefaultConfig()
	cfg.KeptBytes, cfg.KeptPerClient, cfg.AnswerBytes, cfg.BodyBytes = 6<<20, 2<<20, 1<<20, 1<<20
	server := newServer(t, s.needs(), cfg)
	web := httptest.NewServer(server.Handler())
	t.Cleanup(web.Close)
	// web3_sha3 would answer briefly; an echo by eth_call is as long as its input.
	input := strings.Repeat("ab", 100_000)
	echo := `{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x0000000000000000000000000000000000000004","gas":"0x2faf080","input":"0x` + input + `"},"latest"]}`
	for range 5 {
		conn := wsDial(t, web.URL)
		go func() {
			for range 100 {
				if conn.WriteMessage(1, []byte(echo)) != nil {
					return
				}
			}
		}()
	}
	var most int
	await(t, func() bool {
		server.kept.mu.Lock()
		defer server.kept.mu.Unlock()
		most = server.kept.most // not used: all clients may be closed between two looks
		return most > cfg.KeptPerClient*3/4
	})
	if most > cfg.KeptPerClient {
		t.Errorf("%d bytes are kept for one client, want at most %d", most, cfg.KeptPerClient)
	}
	if _, answer := post(t, web.URL, "application/json", chainID); !strings.Contains(answer, "0x10e1") {
		t.Errorf("got %s", answer)
	}
}

// TestBatchAnswersAreCounted has a client hold most of what it may: the answers of its batch are kept until the last
// one is there, so they must have room as they come.
func TestBatchAnswersAreCounted(t *testing.T) {
	cfg := DefaultConfig()
	cfg.AnswerBytes, cfg.BodyBytes, cfg.KeptPerClient, cfg.KeptBytes = 256<<10, 256<<10, 256<<10, 1<<20
	server := newServer(t, newSolo(t).needs(), cfg)
	if !server.kept.take("alice", 200<<10) {
		t.Fatal("no room")
	}
	kept := &hold{budget: server.kept, client: "alice"}
	// PUSH2 20,000, PUSH0, RETURN: 40,000 bytes of text.
	one := `{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"` + revertAddress + `"},"latest",{"` + revertAddress + `":{"code":"0x614e205ff3"}}]}`
	r, _ := parse([]byte("["+one+","+one+","+one+"]"), 3)
	r.kept = kept
	var answers []struct {
		Result string
		Error  *rpcError
	}
	if err := json.Unmarshal(server.front.answer(withClient(t.Context(), "alice"), r), &answers); err != nil || len(answers) != 3 {
		t.Fatalf("got %d answers, %v", len(answers), err)
	}
	if len(answers[0].Result) < 40_000 || answers[2].Error == nil || answers[2].Error.Message != errNoRoom.Message {
		t.Errorf("got %d bytes and %v, want an answer and that there is no room", len(answers[0].Result), answers[2].Error)
	}
	if kept.bytes == 0 {
		t.Error("nothing is counted")
	}
	kept.end()
	server.kept.give("alice", 200<<10)
	if server.kept.used != 0 {
		t.Errorf("%d bytes are counted in the end", server.kept.used)
	}
}
