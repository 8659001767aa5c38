// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Programs for traces, put at an address by a state override.
const (
	forever = "5b5f56" // JUMPDEST PUSH0 JUMP
	// JUMPDEST, then the identity precompile with 1 MiB of input, and again.
	copies = "5b" + "5f5f620fffff5f60045afa" + "50" + "5f56"
	// The same with the hash of that MiB, another one each time.
	hashes = "5b" + "5a5f52" + "620fffff5f20" + "50" + "5f56"
	logs   = "5b" + "620fffff5fa0" + "5f56"
	modest = "602a5f5260205ff3"
)

// traceCall is the text of a debug_traceCall of a program.
func traceCall(code, config string) string {
	return fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"method":"debug_traceCall","params":[{"to":"0x00000000000000000000000000000000000000ff","gas":"0x2faf080"},"latest",`+
		`{"stateOverrides":{"0x00000000000000000000000000000000000000ff":{"code":"0x%s"}}%s}]}`, code, config)
}

func newTracing(t *testing.T, change func(*Config)) *Server {
	t.Helper()
	cfg := DefaultConfig()
	cfg.Debug = true
	if change != nil {
		change(&cfg)
	}
	return newServer(t, newSolo(t).needs(), cfg)
}

// TestTracesAreBounded has tracers keep as much as a call allows: each is ended when it has its share.
func TestTracesAreBounded(t *testing.T) {
	server := newTracing(t, func(c *Config) { c.AnswerBytes = 4 << 20 })
	for _, c := range []struct{ name, code, config string }{
		{"struct logger", forever, ``},
		{"memory", copies, `,"enableMemory":true,"timeout":"1h"`},
		{"a limit beyond ours", copies, `,"limit":1000000000,"enableMemory":true`},
		{"calls", copies, `,"tracer":"callTracer"`},
		{"logs of calls", logs, `,"tracer":"callTracer","tracerConfig":{"withLog":true}`},
		{"flat calls", copies, `,"tracer":"flatCallTracer"`},
		{"preimages", hashes, `,"tracer":"keccak256PreimageTracer"`},
		{"several", hashes, `,"tracer":"muxTracer","tracerConfig":{"keccak256PreimageTracer":{},"callTracer":{}}`},
	} {
		if answer := string(ask(t, server, traceCall(c.code, c.config))); !strings.Contains(answer, errTraceTooLarge.Message) {
			t.Errorf("%s: got %.300s", c.name, answer)
		}
	}
	traces.Range(func(id, _ any) bool { t.Errorf("trace %v is remembered", id); return true })
}

// TestRefusedTraceIsCheap has a tracer offered a mebibyte with each turn of a loop: the first that is too much is the
// last that it copies. Twenty calls, since it depends on the scheduler how soon the execution ends.
func TestRefusedTraceIsCheap(t *testing.T) {
	const calls, enough = 20, 6 << 20
	server := newTracing(t, func(c *Config) { c.AnswerBytes = 4 << 20 })
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range calls {
		if answer := string(ask(t, server, traceCall(copies, `,"tracer":"callTracer"`))); !strings.Contains(answer, errTraceTooLarge.Message) {
			t.Fatalf("got %.300s", answer)
		}
	}
	runtime.ReadMemStats(&after)
	if each := (after.TotalAlloc - before.TotalAlloc) / calls; each > enough {
		t.Errorf("a refused trace made %d bytes of garbage: at most %d", each, enough)
	}
}

// TestTracesAreWhole compares what is within the bounds with what go-ethereum's own tracers answer.
func TestTracesAreWhole(t *testing.T) {
	server := newTracing(t, nil)
	for _, config := range []string{
		``, `,"enableMemory":true`, `,"disableStack":true`, `,"limit":10`, `,"tracer":"callTracer"`, `,"Tracer":"callTracer"`,
		`,"tracer":"prestateTracer","tracerConfig":{"diffMode":true}`, `,"tracer":"4byteTracer"`,
		`,"tracer":"muxTracer","tracerConfig":{"callTracer":{},"4byteTracer":{}}`, `,"tracer":"flatCallTracer"`,
	} {
		text := traceCall(modest, config)
		r, _ := parse([]byte(text), 1)
		want := string(server.front.pass(t.Context(), r.calls[0]))
		if got := string(ask(t, server, text)); got != want || !strings.Contains(got, "result") {
			t.Errorf("%s: got %s, want %s", config, got, want)
		}
	}
	sent := server.need.Members.(*solo)
	tx := sent.tx(0, 0, &common.Address{9}, nil)
	if answer := string(ask(t, server, `{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["`+encode(t, tx).String()+`"]}`)); !strings.Contains(answer, tx.Hash().Hex()) {
		t.Fatal(answer)
	}
	sent.seal()
	for _, text := range []string{
		`{"jsonrpc":"2.0","id":1,"method":"debug_traceTransaction","params":["` + tx.Hash().Hex() + `"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"debug_traceTransaction","params":["` + tx.Hash().Hex() + `",null]}`,
		`{"jsonrpc":"2.0","id":1,"method":"debug_traceBlockByNumber","params":["0x1",{"tracer":"callTracer"}]}`,
	} {
		r, _ := parse([]byte(text), 1)
		want := string(server.front.pass(t.Context(), r.calls[0]))
		if got := string(ask(t, server, text)); got != want || !strings.Contains(got, "result") {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// TestTraceRoom has a trace refused before its answer is made when that would be too large, and gives it a quarter of
// the room where transactions are ordered.
func TestTraceRoom(t *testing.T) {
	member := newTracing(t, func(c *Config) { c.AnswerBytes = 4 << 20 })
	verifier := newTracing(t, func(c *Config) { c.AnswerBytes = 4 << 20 })
	verifier.need.Members = nil
	if m, v := member.madeRoom(), verifier.madeRoom(); m != 1<<20 || v != 4<<20 {
		t.Errorf("%d bytes for a trace at a member, %d at a verifier", m, v)
	}
	const halfMegabyte = "5f5f6207ffff5f60045afa50" // a call of the identity precompile with 512 KiB
	for _, c := range []struct {
		s        *Server
		calls    int
		tooLarge bool
	}{{member, 1, true}, {verifier, 1, false}, {verifier, 2, true}} {
		answer := string(ask(t, c.s, traceCall(strings.Repeat(halfMegabyte, c.calls), `,"tracer":"callTracer"`)))
		if strings.Contains(answer, errTraceTooLarge.Message) != c.tooLarge {
			t.Errorf("%d calls: got %.200s", c.calls, answer)
		}
	}
}

// TestTraceEndsWithItsClient traces without end for a client that has left.
func TestTraceEndsWithItsClient(t *testing.T) {
	server := newTracing(t, nil)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	// go-ethereum's last ones have no Stop: the end of their time was the end of the process.
	for _, config := range []string{
		`,"tracer":"callTracer"`, `,"tracer":"callTracer","timeout":"1h"`, `,"tracer":"prestateTracer"`,
		`,"tracer":"keccak256PreimageTracer"`, `,"tracer":"muxTracer","tracerConfig":{"keccak256PreimageTracer":{},"callTracer":{}}`,
	} {
		r, _ := parse([]byte(traceCall(forever, config)), 1)
		if answer := string(server.front.trace(gone, r.calls[0], 2)); !strings.Contains(answer, "timeout") {
			t.Errorf("%s: got %.300s", config, answer)
		}
	}
	ctx, end := expire(gone)
	defer end()
	inner, cancelInner := context.WithTimeout(ctx, time.Hour)
	defer cancelInner()
	<-inner.Done()
	if !errors.Is(inner.Err(), context.DeadlineExceeded) {
		t.Errorf("got %v for a context below, want the end of its time", inner.Err())
	}
}

// TestJavaScriptTracers are a setting: nothing bounds them.
func TestJavaScriptTracers(t *testing.T) {
	const script = `{data: [], fault: function() {}, step: function() {}, result: function() { return 7 }}`
	closed, open := newTracing(t, nil), newTracing(t, func(c *Config) { c.JSTracers = true })
	for _, config := range []string{
		`,"tracer":"` + script + `"`, `,"TRACER":"` + script + `"`, `,"tracer":"muxTracer","tracerConfig":{"` + script + `":{}}`, `,"tracer":"noSuchTracer"`,
	} {
		if answer := string(ask(t, closed, traceCall(modest, config))); !strings.Contains(answer, errNoJS.Message) {
			t.Errorf("%s: got %s", config, answer)
		}
	}
	if answer := string(ask(t, open, traceCall(modest, `,"tracer":"`+script+`"`))); !strings.Contains(answer, `"result":7`) {
		t.Errorf("got %s", answer)
	}
	for _, config := range []string{`,"tracer":"adit","tracerConfig":"1"`, `,"tracer":"muxTracer","tracerConfig":{"muxTracer":{}}`, `,"tracer":"muxTracer","tracerConfig":{"adit":"1"}`} {
		if answer := string(ask(t, open, traceCall(modest, config))); !strings.Contains(answer, "error") {
			t.Errorf("%s: got %s", config, answer)
		}
	}
}

func TestOverLimit(t *testing.T) {
	server := newTracing(t, nil)
	many := strings.Repeat(`{},`, maxSimulated) + `{}`
	for _, text := range []string{
		`{"jsonrpc":"2.0","id":1,"method":"eth_simulateV1","params":[{"blockStateCalls":[{"calls":[` + many + `]}]},"latest"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"eth_simulateV1","params":[{"blockStateCalls":[{"calls":[{}]},{"calls":[` + many[3:] + `]}]},"latest"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"debug_storageRangeAt","params":["latest",0,"0x00000000000000000000000000000000000000ff","0x00",1025]}`,
	} {
		if answer := string(ask(t, server, text)); !strings.Contains(answer, "at most") {
			t.Errorf("%.200s: got %.200s", text, answer)
		}
	}
}
