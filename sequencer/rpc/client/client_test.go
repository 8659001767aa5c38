// SPDX-License-Identifier: Apache-2.0

package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/layeredpow/adit/sequencer/rpc"
)

// serve is a node that gives canned results by method. It counts the questions.
func serve(t *testing.T, results map[string]string) (url string, asked *atomic.Int64) {
	t.Helper()
	asked = new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		text, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		type call struct {
			ID     json.RawMessage
			Method string
		}
		answer := func(c call) string {
			if result, ok := results[c.Method]; ok {
				return fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,"result":%s}`, c.ID, result)
			}
			return fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"no such method"}}`, c.ID)
		}
		var one call
		var many []call
		w.Header().Set("Content-Type", "application/json")
		if json.Unmarshal(text, &many) != nil {
			if err := json.Unmarshal(text, &one); err != nil {
				t.Error(err)
			}
			_, _ = io.WriteString(w, answer(one)) // who hangs up has read enough
			return
		}
		answers := make([]string, len(many))
		for i := range many {
			answers[i] = answer(many[i])
		}
		_, _ = io.WriteString(w, "["+strings.Join(answers, ",")+"]")
	}))
	t.Cleanup(server.Close)
	return server.URL, asked
}

// nowhere is an address at which nobody listens.
func nowhere(t *testing.T) string {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	return server.URL
}

func dial(t *testing.T, urls ...string) *Client {
	t.Helper()
	c, err := New(urls, DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// text is v in JSON, without the field of that name.
func text(t *testing.T, v any, without string) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if without == "" {
		return string(b)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		t.Fatal(err)
	}
	delete(fields, without)
	if b, err = json.Marshal(fields); err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var derived = rpc.Derived{
	L1: rpc.L1Ref{Height: 16, Hash: common.Hash{7}}, BatchCount: 3, Tail: hexutil.Bytes{1, 2, 3, 4, 5, 6, 7, 8},
	Consumed: 5, Messages: 6, Number: 9, Hash: common.Hash{8}, Sealed: 11,
}

// block is a block as adit_getBlocks has it.
func block(t *testing.T, number uint64, change func(*rpc.Block)) string {
	t.Helper()
	key, err := crypto.ToECDSA(common.Hash{31: 1}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	tx, err := types.SignNewTx(key, types.LatestSignerForChainID(common.Big1), &types.LegacyTx{Nonce: number, GasPrice: common.Big1, Gas: 21_000})
	if err != nil {
		t.Fatal(err)
	}
	body := &types.Body{Transactions: []*types.Transaction{tx}}
	b := types.NewBlock(&types.Header{Number: new(big.Int).SetUint64(number), Difficulty: new(big.Int)}, body, nil, trie.NewStackTrie(nil))
	raw, err := rlp.EncodeToBytes(b)
	if err != nil {
		t.Fatal(err)
	}
	out := rpc.Block{Number: hexutil.Uint64(number), Hash: b.Hash(), Raw: raw, Forced: 1, Consumed: 3, Messages: hexutil.Bytes{0xc0}}
	if change != nil {
		change(&out)
	}
	return text(t, &out, "")
}

// seal is what adit_getSeals has of the same block.
func seal(t *testing.T, number uint64, change func(*rpc.Seal)) string {
	t.Helper()
	var b rpc.Block
	if err := json.Unmarshal([]byte(block(t, number, nil)), &b); err != nil {
		t.Fatal(err)
	}
	out := rpc.Seal{Hash: b.Hash, Forced: b.Forced, Consumed: b.Consumed}
	if change != nil {
		change(&out)
	}
	return text(t, &out, "")
}

// A question goes to the next node when one is away, does not follow L1, or says what cannot be; and stays with the
// one that answers.
func TestNextNode(t *testing.T) {
	seals := "[" + seal(t, 7, nil) + "," + seal(t, 8, nil) + "]"
	blind, _ := serve(t, map[string]string{
		"adit_derived": "null", "adit_getBlocks": "[" + block(t, 7, func(b *rpc.Block) { b.Forced = 2 }) + "]", "adit_getSeals": seals,
	})
	good, asked := serve(t, map[string]string{
		"adit_derived": text(t, &derived, ""), "adit_getBlocks": "[" + block(t, 7, nil) + "," + block(t, 8, nil) + "]", "adit_getSeals": seals,
	})
	c := dial(t, nowhere(t), blind, good)
	for range 3 {
		d, err := c.Derived(t.Context())
		if err != nil || text(t, &d, "") != text(t, &derived, "") {
			t.Fatalf("derived %+v, %v, want %+v", d, err, derived)
		}
	}
	if n := asked.Load(); n != 3 {
		t.Errorf("the node that answers was asked %d times, want 3", n)
	}
	blocks, err := c.Blocks(t.Context(), 7, 10)
	if err != nil || len(blocks) != 2 || blocks[1].Block.NumberU64() != 8 || blocks[1].Consumed != 3 || blocks[1].Forced != 1 {
		t.Fatalf("blocks %+v, %v", blocks, err)
	}
	c = dial(t, blind, good)
	if blocks, err := c.Blocks(t.Context(), 7, 10); err != nil || len(blocks) != 2 {
		t.Errorf("blocks of the next one: %+v, %v", blocks, err)
	}
}

// What cannot be is refused, with all that was said.
func TestRefusedAnswers(t *testing.T) {
	other := func(change func(*rpc.Block)) string { return "[" + block(t, 7, change) + "]" }
	answers := map[string][2]string{
		"other transactions": {"adit_getBlocks", other(func(b *rpc.Block) {
			var own types.Block
			if err := rlp.DecodeBytes(b.Raw, &own); err != nil {
				t.Fatal(err)
			}
			raw, err := rlp.EncodeToBytes(own.WithBody(types.Body{}))
			if err != nil {
				t.Fatal(err)
			}
			b.Raw = raw
		})},
		"another hash":       {"adit_getBlocks", other(func(b *rpc.Block) { b.Hash[0]++ })},
		"forced beyond":      {"adit_getBlocks", other(func(b *rpc.Block) { b.Forced = 2 })},
		"no RLP":             {"adit_getBlocks", other(func(b *rpc.Block) { b.Raw = []byte{1} })},
		"another number":     {"adit_getBlocks", "[" + block(t, 8, nil) + "]"},
		"more than asked":    {"adit_getBlocks", "[" + block(t, 7, nil) + "," + block(t, 8, nil) + "]"},
		"null for blocks":    {"adit_getBlocks", "null"},
		"null for a block":   {"adit_getBlocks", "[null]"},
		"a short tail":       {"adit_derived", strings.Replace(text(t, &derived, ""), "0x0102030405060708", "0x01", 1)},
		"nothing derived":    {"adit_derived", "null"},
		"another kind":       {"adit_derived", `"0x1"`},
		"a hash left out":    {"eth_getBlockByNumber", `{"number":"0x7"}`},
		"no hash":            {"eth_getBlockByNumber", `{"hash":null}`},
		"a status of a part": {"adit_status", `{"role":"verifier","leader":null,"derived":null,"sealed":{"number":"0x1"}}`},
	}
	for _, field := range []string{"l1", "batchCount", "tail", "consumed", "messages", "number", "hash", "sealed"} {
		answers["derived without "+field] = [2]string{"adit_derived", text(t, &derived, field)}
	}
	for _, field := range []string{"hash", "raw", "forced", "consumed"} {
		var b rpc.Block
		if err := json.Unmarshal([]byte(block(t, 7, nil)), &b); err != nil {
			t.Fatal(err)
		}
		answers["a block without "+field] = [2]string{"adit_getBlocks", "[" + text(t, &b, field) + "]"}
	}
	for name, answer := range answers {
		url, _ := serve(t, map[string]string{answer[0]: answer[1]})
		c := dial(t, url)
		var err error
		switch answer[0] {
		case "adit_getBlocks":
			_, err = c.Blocks(t.Context(), 7, 1)
		case "adit_derived":
			_, err = c.Derived(t.Context())
		case "adit_status":
			_, err = c.Status(t.Context())
		default:
			_, _, err = c.SealedHash(t.Context(), 7)
		}
		if err == nil || !strings.Contains(err.Error(), answer[0]+" of "+url) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A refusal is an answer: the next node is not asked.
func TestRefusalIsAnAnswer(t *testing.T) {
	first, _ := serve(t, nil)
	second, asked := serve(t, map[string]string{"eth_chainId": "0x1"})
	c := dial(t, first, second)
	if _, err := c.ChainID(t.Context()); !IsRefusal(err) || asked.Load() != 0 {
		t.Errorf("%v, and the second was asked %d times", err, asked.Load())
	}
	if _, err := Many[hexutil.Uint64](t.Context(), c, "eth_getTransactionCount", make([][]any, 3)); !IsRefusal(err) {
		t.Errorf("in a batch: %v", err)
	}
}

// Many questions go a hundred at a time, and come back in order.
func TestMany(t *testing.T) {
	url, asked := serve(t, map[string]string{"eth_getBalance": `"0x7"`, "null": "null"})
	c := dial(t, nowhere(t), url)
	got, err := Many[hexutil.Big](t.Context(), c, "eth_getBalance", make([][]any, 250))
	if err != nil || len(got) != 250 || got[249].ToInt().Int64() != 7 || asked.Load() != 3 {
		t.Errorf("%d answers in %d requests, %v", len(got), asked.Load(), err)
	}
	if _, err := Many[hexutil.Big](t.Context(), c, "null", make([][]any, 2)); err == nil {
		t.Error("null is a balance")
	}
}

// A node that stands still costs its patience, an answer without end is given up, and who leaves is not kept.
func TestPatience(t *testing.T) {
	done := make(chan struct{})
	still := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-done }))
	defer still.Close()
	defer close(done)
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":1,"result":"`)
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, strings.Repeat("0", 1<<16)); err != nil {
				return
			}
		}
	}))
	defer endless.Close()
	good, _ := serve(t, map[string]string{"eth_chainId": `"0x5"`})
	c, err := New([]string{still.URL, endless.URL, good}, Config{Patience: time.Minute, Thinking: 50 * time.Millisecond, AnswerBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if id, err := c.ChainID(t.Context()); err != nil || id != 5 {
		t.Errorf("%d, %v", id, err)
	}
	for _, cfg := range []Config{{Patience: 50 * time.Millisecond, Thinking: time.Minute, AnswerBytes: 1 << 20}, {Patience: time.Minute, Thinking: time.Minute, AnswerBytes: 1 << 20}} {
		c, err := New([]string{still.URL}, cfg)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		if _, err := c.ChainID(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%+v: %v", cfg, err)
		}
		cancel()
		c.Close()
	}
	if _, err := New(nil, DefaultConfig()); err == nil {
		t.Error("no URL: no error")
	}
	if _, err := New([]string{"carrier://pigeon"}, DefaultConfig()); err == nil {
		t.Error("odd URL: no error")
	}
}

// TestDecode has what is missing refused wherever it is missing.
func TestDecode(t *testing.T) {
	type part struct {
		N    hexutil.Uint64  `json:"n"`
		Free *hexutil.Uint64 `json:"free"`
		Left string          `json:"left,omitempty"`
	}
	type all struct {
		Part  part          `json:"part"`
		Parts []part        `json:"parts"`
		May   *part         `json:"may"`
		Bytes hexutil.Bytes `json:"bytes"`
	}
	const good = `{"part":{"n":"0x1","free":null},"parts":[{"n":"0x1","free":"0x2"}],"may":null,"bytes":"0x01","more":7}`
	var into all
	if err := Decode(json.RawMessage(good), &into); err != nil || len(into.Parts) != 1 || *into.Parts[0].Free != 2 {
		t.Fatalf("%+v, %v", into, err)
	}
	for _, c := range []struct{ old, new, lacks string }{
		{`"part":{"n":"0x1","free":null},`, ``, `the answer lacks "part"`},
		{`"part":{"n":"0x1","free":null}`, `"part":null`, `the answer.part is null`},
		{`"part":{"n":"0x1",`, `"part":{`, `the answer.part lacks "n"`},
		{`{"n":"0x1","free":null}`, `{"n":"0x1"}`, `the answer.part lacks "free"`},
		{`{"n":"0x1","free":"0x2"}`, `null`, `the answer.parts[0] is null`},
		{`{"n":"0x1","free":"0x2"}`, `{"n":null,"free":"0x2"}`, `the answer.parts[0].n is null`},
		{`[{"n":"0x1","free":"0x2"}]`, `null`, `the answer.parts is null`},
		{`[{"n":"0x1","free":"0x2"}]`, `{}`, `parts`},
		{`"may":null`, `"may":{"n":"0x1"}`, `the answer.may lacks "free"`},
		{`"0x01"`, `null`, `the answer.bytes is null`},
		{`"0x01"`, `7`, `bytes`},
		{good, `null`, `the answer is null`},
		{good, `[]`, `the answer`},
	} {
		err := Decode(json.RawMessage(strings.Replace(good, c.old, c.new, 1)), new(all))
		if err == nil || !strings.Contains(err.Error(), c.lacks) {
			t.Errorf("%s → %s: %v, want %s", c.old, c.new, err, c.lacks)
		}
	}
}

// Claims are decoded whole: an answer that lacks a figure is none.
func TestClaims(t *testing.T) {
	left := hexutil.Uint64(7)
	claim := rpc.Claim{Status: rpc.ClaimPending, AssertedIn: &common.Hash{1}, BlocksLeft: &left, L1: rpc.L1Ref{Height: 5}}
	assertions := rpc.Assertions{Total: 1, Assertions: []rpc.Assertion{{ID: common.Hash{1}, Status: "pending", Derived: "same", Stake: new(hexutil.Big)}}}
	disputes := rpc.Disputes{Total: 1, Disputes: []rpc.Dispute{{ID: common.Hash{2}, Claims: []rpc.Side{{Bonds: new(hexutil.Big), Parts: []rpc.Part{}}}}}}
	url, _ := serve(t, map[string]string{
		"adit_assertions": text(t, &assertions, ""), "adit_disputes": text(t, &disputes, ""), "adit_blockStatus": `{"stage":"safe","claim":` + text(t, &claim, "") + `}`,
	})
	c := dial(t, url)
	if got, err := c.Assertions(t.Context(), nil, 10); err != nil || got.Total != 1 || got.Assertions[0].Derived != "same" {
		t.Errorf("assertions %+v, %v", got, err)
	}
	if got, err := c.Disputes(t.Context(), 0, 10); err != nil || got.Disputes[0].ID != (common.Hash{2}) {
		t.Errorf("disputes %+v, %v", got, err)
	}
	if got, err := c.ClaimOf(t.Context(), 3); err != nil || got == nil || got.Status != rpc.ClaimPending || *got.BlocksLeft != 7 || got.L1.Height != 5 {
		t.Errorf("claim %+v, %v", got, err)
	}
	short, _ := serve(t, map[string]string{
		"adit_assertions": text(t, &assertions, "threshold"), "adit_disputes": text(t, &disputes, "total"),
		"adit_blockStatus": `{"stage":"sealed"}`,
	})
	c = dial(t, short)
	if _, err := c.Assertions(t.Context(), new(uint64), 10); err == nil || !strings.Contains(err.Error(), `lacks "threshold"`) {
		t.Errorf("without a threshold: %v", err)
	}
	if _, err := c.Disputes(t.Context(), 0, 10); err == nil || !strings.Contains(err.Error(), `lacks "total"`) {
		t.Errorf("without a total: %v", err)
	}
	if got, err := c.ClaimOf(t.Context(), 3); err != nil || got != nil {
		t.Errorf("a block that no batch carries: %+v, %v", got, err)
	}
}
