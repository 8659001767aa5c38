package etc_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/etc"
)

// object is a JSON object that a lie may change.
type object = map[string]any

// liar passes requests on to a real node and changes the answers to one method.
type liar struct {
	node   string
	method string
	lie    func(result any) any
	told   int // answers changed
}

func (l *liar) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	res, err := http.Post(l.node, "application/json", bytes.NewReader(body))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer res.Body.Close()
	var request struct{ Method string }
	var answer object
	if json.Unmarshal(body, &request) != nil || json.NewDecoder(res.Body).Decode(&answer) != nil {
		http.Error(w, "not understood", http.StatusBadGateway)
		return
	}
	if request.Method == l.method {
		answer["result"] = l.lie(answer["result"])
		l.told++
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(answer)
}

// onBlock and onReceipts make lies of functions that change what is there.
func onBlock(f func(block object)) func(any) any {
	return func(r any) any { f(r.(object)); return r }
}

func onTx(f func(tx object)) func(any) any {
	return onBlock(func(b object) { f(b["transactions"].([]any)[0].(object)) })
}

func onReceipt(f func(receipt object)) func(any) any {
	return func(r any) any { f(r.([]any)[0].(object)); return r }
}

func onLog(f func(log object)) func(any) any {
	return onReceipt(func(r object) { f(r["logs"].([]any)[0].(object)) })
}

// flip changes the last hexadecimal digit of a string.
func flip(s any) any {
	x := s.(string)
	if x[len(x)-1] == '0' {
		return x[:len(x)-1] + "1"
	}
	return x[:len(x)-1] + "0"
}

func field(name string) func(object) { return func(o object) { o[name] = flip(o[name]) } }

// TestLies asks for a block that carries a message and a batch through nodes that do not tell the truth about it.
func TestLies(t *testing.T) {
	n := startNode(t)
	inbox := n.deploy()
	offer := func(s l1anchor.Sender, c interface{ Encode() []byte }) {
		if err := s.Offer(t.Context(), []l1anchor.Call{{Data: c.Encode(), Gas: 500_000}}); err != nil {
			t.Fatal(err)
		}
	}
	offer(n.sender(inbox, strangerKey), &l1anchor.MessageCall{Kind: l1anchor.Forced, Body: []byte("hello")})
	offer(n.sender(inbox, seatKey), &l1anchor.BatchCall{Data: []byte("a batch")})
	hash := n.mine(1, 13)
	n.mine(1, 13)

	var other, head any
	n.call(&other, "eth_getBlockByNumber", "0x1", true)
	n.call(&head, "eth_getBlockByNumber", "latest", false)
	const block, receipts, latest = "eth_getBlockByHash", "eth_getBlockReceipts", "eth_getBlockByNumber"
	unknown, contradiction := l1anchor.ErrUnknownBlock, l1anchor.ErrContradiction
	var broken error // any error will do: the answer is not even of the right form

	for _, lie := range []struct {
		name   string
		method string
		lie    func(any) any
		want   error
	}{
		{"another parent", block, onBlock(field("parentHash")), contradiction},
		{"another height", block, onBlock(field("number")), contradiction},
		{"another time", block, onBlock(field("timestamp")), contradiction},
		{"another difficulty", block, onBlock(field("difficulty")), contradiction},
		{"another state", block, onBlock(field("stateRoot")), contradiction},
		{"another nonce", block, onBlock(field("nonce")), contradiction},
		{"another mix digest", block, onBlock(field("mixHash")), contradiction},
		{"another miner", block, onBlock(field("miner")), contradiction},
		{"another hash", block, onBlock(field("hash")), contradiction},
		{"a bloom that hides the inbox", block, onBlock(func(b object) { b["logsBloom"] = "0x" + strings.Repeat("0", 512) }), contradiction},
		{"another receipt root", block, onBlock(field("receiptsRoot")), contradiction},
		{"another transaction root", block, onBlock(field("transactionsRoot")), contradiction},
		{"a base fee that the chain does not have", block, onBlock(func(b object) { b["baseFeePerGas"] = "0x1" }), contradiction},
		{"an uncle that the header does not name", block, onBlock(func(b object) { b["uncles"] = []any{b["hash"]} }), contradiction},
		{"another block, true in itself", block, func(any) any { return other }, contradiction},
		{"no block", block, func(any) any { return nil }, unknown},
		{"no hash", block, onBlock(func(b object) { delete(b, "hash") }), broken},
		{"no parent", block, onBlock(func(b object) { delete(b, "parentHash") }), broken},
		{"a number for a block", block, func(any) any { return 7 }, broken},
		{"no transactions", block, onBlock(func(b object) { b["transactions"] = []any{} }), contradiction},
		{"one transaction missing", block, onBlock(func(b object) { b["transactions"] = b["transactions"].([]any)[1:] }), contradiction},
		{"transactions in another order", block, onBlock(func(b object) { x := b["transactions"].([]any); x[0], x[1] = x[1], x[0] }), contradiction},
		{"hashes instead of transactions", block, onBlock(func(b object) { b["transactions"] = []any{b["hash"], b["hash"]} }), contradiction},
		{"null for a transaction", block, onBlock(func(b object) { b["transactions"] = []any{nil, nil} }), contradiction},
		{"truncated calldata", block, onTx(func(x object) { s := x["input"].(string); x["input"] = s[:len(s)-2] }), contradiction},
		{"other calldata", block, onTx(field("input")), contradiction},
		{"another recipient", block, onTx(field("to")), contradiction},
		{"another signature", block, onTx(field("s")), contradiction},
		{"no receipts", receipts, func(any) any { return nil }, contradiction},
		{"one receipt missing", receipts, func(r any) any { return r.([]any)[1:] }, contradiction},
		{"null for a receipt", receipts, func(any) any { return []any{nil, nil} }, contradiction},
		{"receipts in another order", receipts, func(r any) any { x := r.([]any); x[0], x[1] = x[1], x[0]; return r }, contradiction},
		{"a call that failed", receipts, onReceipt(func(r object) { r["status"] = "0x0" }), contradiction},
		{"no status", receipts, onReceipt(func(r object) { delete(r, "status") }), contradiction},
		{"other gas", receipts, onReceipt(field("cumulativeGasUsed")), contradiction},
		{"missing logs", receipts, onReceipt(func(r object) { r["logs"] = []any{} }), contradiction},
		{"another message", receipts, onLog(field("data")), contradiction},
		{"a message of another contract", receipts, onLog(field("address")), contradiction},
		{"a message without its topics", receipts, onLog(func(l object) { l["topics"] = []any{} }), contradiction},
		{"another type of receipt", receipts, onReceipt(func(r object) { r["type"] = "0x1" }), contradiction},
		{"a head that is not its hash", latest, onBlock(field("hash")), contradiction},
		{"no head", latest, func(any) any { return nil }, unknown},
		{"another block of that height", latest, func(any) any { return other }, contradiction},
	} {
		t.Run(lie.name, func(t *testing.T) {
			l := &liar{node: n.HTTP, method: lie.method, lie: lie.lie}
			server := httptest.NewServer(l)
			defer server.Close()
			r, err := etc.NewReader(etc.Config{URL: server.URL, ChainID: chainID, Inbox: inbox})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			var got any
			switch {
			case lie.method != latest:
				got, err = r.BlockByHash(t.Context(), hash)
			case strings.Contains(lie.name, "that height"):
				got, err = r.BlockByHeight(t.Context(), 2)
			default:
				got, err = r.Head(t.Context())
			}
			if err == nil {
				t.Errorf("got %+v, want an error", got)
			}
			if lie.want != nil && !errors.Is(err, lie.want) {
				t.Errorf("error %v, want %v", err, lie.want)
			}
			if l.told == 0 {
				t.Error("the lie was never told")
			}
		})
	}

	t.Run("the truth", func(t *testing.T) {
		l := &liar{node: n.HTTP, method: block, lie: func(r any) any { return r }}
		server := httptest.NewServer(l)
		defer server.Close()
		r, err := etc.NewReader(etc.Config{URL: server.URL, ChainID: chainID, Inbox: inbox})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		b, err := r.BlockByHash(t.Context(), hash)
		if err != nil || len(b.Batches) != 1 || len(b.Messages) != 1 {
			t.Errorf("block = %+v, %v; want one batch and one message", b, err)
		}
	})

	t.Run("a head from before", func(t *testing.T) {
		// A node that lags behind is no liar, but it must not take anybody back either.
		var block2 any
		n.call(&block2, "eth_getBlockByNumber", "0x2", false)
		old := l1anchor.Ref{Height: 2, Hash: common.HexToHash(block2.(object)["hash"].(string))}
		l := &liar{node: n.HTTP, method: latest, lie: func(r any) any { return block2 }}
		server := httptest.NewServer(l)
		defer server.Close()
		r, err := etc.NewReader(etc.Config{URL: server.URL, ChainID: chainID, Inbox: inbox})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		top := l1anchor.Ref{Height: 3, Hash: common.HexToHash(head.(object)["hash"].(string))}
		f := l1anchor.NewFollower(r, top, nil)
		if s, err := f.Next(t.Context()); s != nil || f.At() != top {
			t.Errorf("step %+v, %v to the head %v; want none", s, err, old)
		}
	})
}
