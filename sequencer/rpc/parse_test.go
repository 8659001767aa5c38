// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"net/http"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/gorilla/websocket"
)

// wsDial opens a WebSocket without a library on top.
func wsDial(t testing.TB, url string) *websocket.Conn {
	t.Helper()
	conn, _, err := websocket.DefaultDialer.Dial(wsURL(url), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

func say(t testing.TB, conn *websocket.Conn, text string) string {
	t.Helper()
	if err := conn.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
		t.Fatal(err)
	}
	_, answer, err := conn.ReadMessage()
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return string(answer)
}

// TestOneTextPerMessage sends halves of a call, and other texts that are no JSON, as WebSocket messages. Each is an
// error by itself, the connection goes on, and HTTP answers the same.
func TestOneTextPerMessage(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), nil)
	conn := wsDial(t, url)
	for _, text := range []string{
		`{"jsonrpc":"2.0","id":9,`, `"method":"eth_call","params":[{},"latest"]}`, `[`, `]`, `[1,`, `{`, ``, `nul`, chainID + chainID, chainID + `[`,
	} {
		if got := say(t, conn, text); got != string(notJSON) {
			t.Errorf("%q over WebSocket: got %s", text, got)
		}
		if _, got := post(t, url, "application/json", text); got != string(notJSON) {
			t.Errorf("%q over HTTP: got %s", text, got)
		}
	}
	if got := say(t, conn, chainID); !strings.Contains(got, "0x10e1") {
		t.Errorf("got %s after the errors", got)
	}
	if err := conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseNormalClosure) {
		t.Errorf("got %v, want a normal end", err)
	}
}

// TestNoWayRoundTheTurnstile tries to have a heavy call carried out while every turn is taken, by texts that two
// parsers could read in two ways.
func TestNoWayRoundTheTurnstile(t *testing.T) {
	s := newSolo(t)
	server := newServer(t, s.needs(), DefaultConfig())
	server.front.heavy = newTurnstile(0, 1, 6)
	server.front.heavy.mostWaiting = 0
	const call = `{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x0000000000000000000000000000000000000004","input":"0x2a"},"latest"]}`
	for _, text := range []string{
		call, "[" + call + "]", "[null," + call + "]", "[1," + call + "]", "[[]," + call + "]", `[{"id":{}},` + call + "]", `["pending",` + call + "]",
		strings.Replace(call, "eth_call", `eth_c\u0061ll`, 1),
		strings.Replace(call, `"method"`, `"method":"eth_chainId","method"`, 1),
		strings.Replace(call, `"method"`, `"METHOD":"eth_chainId","method"`, 1),
		strings.Replace(call, `"method"`, `"m\u0065thod"`, 1),
		strings.Replace(call, `"params"`, `"result":1,"error":2,"params"`, 1),
		strings.Replace(call, `latest`, `pending`, 1),
	} {
		answer := string(ask(t, server, text))
		if !strings.Contains(answer, "the node is busy") || strings.Contains(answer, `"0x2a"`) {
			t.Errorf("%s: got %s", text, answer)
		}
	}
}

// ask carries a text out as a body over HTTP.
func ask(t testing.TB, s *Server, text string) []byte {
	t.Helper()
	r, answer := parse([]byte(text), s.cfg.BatchItems)
	if answer == nil {
		answer = s.front.answer(t.Context(), r)
	}
	return answer
}

// TestLargeBatch is viem's batch: true, and the most that is allowed.
func TestLargeBatch(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), nil)
	conn := wsDial(t, url)
	for _, calls := range []int{150, 1_000} {
		text := "[" + strings.Repeat(chainID+",", calls-1) + chainID + "]"
		status, answer := post(t, url, "application/json", text)
		if got := strings.Count(answer, "0x10e1"); status != http.StatusOK || got != calls {
			t.Errorf("%d calls over HTTP: got status %d and %d answers", calls, status, got)
		}
		if got := strings.Count(say(t, conn, text), "0x10e1"); got != calls {
			t.Errorf("%d calls over WebSocket: got %d answers", calls, got)
		}
	}
	if got := say(t, conn, "["+strings.Repeat(chainID+",", 1_000)+chainID+"]"); got != string(tooLong) {
		t.Errorf("got %.100s for 1,001 calls", got)
	}
}

// TestNullInABatch mixes what is nothing with calls and sends.
func TestNullInABatch(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), nil)
	send := `{"jsonrpc":"2.0","id":2,"method":"eth_sendRawTransaction","params":["` + encode(t, s.tx(0, 0, &common.Address{9}, nil)).String() + `"]}`
	_, answer := post(t, url, "application/json", "[null,"+chainID+",7,"+send+`,{"id":5}]`)
	if strings.Count(answer, "invalid request") != 3 || !strings.Contains(answer, `"id":5`) || !strings.Contains(answer, "0x10e1") ||
		!strings.Contains(answer, s.tx(0, 0, &common.Address{9}, nil).Hash().Hex()) {
		t.Errorf("got %s", answer)
	}
}
