// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rlp"
)

// node serves canned results by method.
func node(t *testing.T, results map[string]string) *httptest.Server {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		var call struct {
			ID     json.RawMessage
			Method string
		}
		if err := json.NewDecoder(req.Body).Decode(&call); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		result, ok := results[call.Method]
		if !ok {
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"no such method"}}`, call.ID)
			return
		}
		fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"result":%s}`, call.ID, result)
	}))
	t.Cleanup(server.Close)
	return server
}

const derivedAnswer = `{"l1":{"height":"0x10","hash":"0x%064x"},"batchCount":"0x3","tail":"0x0102030405060708","consumed":"0x5",
	"messages":"0x6","number":"0x9","hash":"0x%064x","sealed":"0xb"}`

func TestRemoteReads(t *testing.T) {
	r := newRig(t, 20)
	r.sealOne(1, 2, 1, 1)
	r.sealOne(1, 0, 0, 0)
	var blocks []string
	for _, b := range r.chain[1:] {
		raw, err := rlp.EncodeToBytes(b.Block)
		if err != nil {
			t.Fatal(err)
		}
		blocks = append(blocks, fmt.Sprintf(`{"raw":"%s","consumed":"0x%x","forced":"0x%x"}`, hexutil.Encode(raw), b.Consumed, b.Forced))
	}
	good := map[string]string{
		"adit_derived":   fmt.Sprintf(derivedAnswer, 7, 8),
		"adit_getBlocks": "[" + strings.Join(blocks, ",") + "]",
	}
	dead := httptest.NewServer(http.NotFoundHandler())
	dead.Close()
	blind := node(t, map[string]string{"adit_derived": "null", "adit_getBlocks": `[{"raw":"0x01","consumed":"0x0","forced":"0x0"}]`})
	remote, err := NewRemote([]string{dead.URL, blind.URL, node(t, good).URL})
	if err != nil {
		t.Fatal(err)
	}
	defer remote.Close()

	d, err := remote.Derived(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := Derived{BatchCount: 3, Tail: [8]byte{1, 2, 3, 4, 5, 6, 7, 8}, Consumed: 5, Messages: 6, Number: 9, Sealed: 11}
	want.L1.Height, want.L1.Hash, want.Hash = 16, common.Hash{31: 7}, common.Hash{31: 8}
	if d != want {
		t.Errorf("derived %+v, want %+v", d, want)
	}
	got, err := remote.Blocks(t.Context(), 1, 10)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 {
		t.Fatalf("%d blocks, want 2", len(got))
	}
	for i, b := range got {
		if w := r.chain[i+1]; b.Block.Hash() != w.Block.Hash() || b.Consumed != w.Consumed || b.Forced != w.Forced {
			t.Errorf("block %d differs from the sealed one", i+1)
		}
	}
	if _, err := remote.Blocks(t.Context(), 2, 10); err == nil {
		t.Error("blocks with other numbers than asked for: no error")
	}
}

func TestRemoteRefuses(t *testing.T) {
	r := newRig(t, 21)
	r.sealOne(1, 2, 0, 0)
	body := r.chain[1].Block.WithBody(*r.chain[0].Block.Body())
	raw, err := rlp.EncodeToBytes(body)
	if err != nil {
		t.Fatal(err)
	}
	derived := fmt.Sprintf(derivedAnswer, 7, 8)
	tests := map[string]map[string]string{
		"other transactions": {"adit_getBlocks": fmt.Sprintf(`[{"raw":"%s","consumed":"0x0","forced":"0x0"}]`, hexutil.Encode(raw))},
		"forced beyond":      {"adit_getBlocks": `[{"raw":"` + encoded(t, r.chain[1]) + `","consumed":"0x0","forced":"0x3"}]`},
		"not RLP":            {"adit_getBlocks": `[{"raw":"0xc0","consumed":"0x0","forced":"0x0"}]`},
		"short tail":         {"adit_derived": strings.Replace(derived, "0x0102030405060708", "0x01", 1)},
		"no L1":              {"adit_derived": `{"tail":"0x0102030405060708"}`},
		"nothing":            {},
	}
	for name, results := range tests {
		remote, err := NewRemote([]string{node(t, results).URL})
		if err != nil {
			t.Fatal(err)
		}
		_, errDerived := remote.Derived(t.Context())
		_, errBlocks := remote.Blocks(t.Context(), 1, 1)
		if errDerived == nil || errBlocks == nil {
			t.Errorf("%s: errors %v and %v, want two", name, errDerived, errBlocks)
		}
		remote.Close()
	}
	if _, err := NewRemote(nil); err == nil {
		t.Error("no URL: no error")
	}
	if _, err := NewRemote([]string{"carrier://pigeon"}); err == nil {
		t.Error("odd URL: no error")
	}
}

func encoded(t *testing.T, b SealedBlock) string {
	raw, err := rlp.EncodeToBytes(b.Block)
	if err != nil {
		t.Fatal(err)
	}
	return hexutil.Encode(raw)
}
