// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"net/http/httptest"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/etc/liar"
)

// keeper is a contract that stores the first word of its input under the second, and leaves a log with the input's
// length as its data.
const keeper = "600035602035553660005260206000a0"

// create deploys code as it is and returns its address.
func (n *etcnode) create(nonce uint64, code []byte) common.Address {
	n.t.Helper()
	// PUSH1 size, DUP1, PUSH1 offset of the code, PUSH1 0, CODECOPY, PUSH1 0, RETURN
	init := append([]byte{0x60, byte(len(code)), 0x80, 0x60, 0x0b, 0x60, 0x00, 0x39, 0x60, 0x00, 0xf3}, code...)
	n.send(deployerKey, nonce, nil, 500_000, init)
	n.mine(1, 13)
	return crypto.CreateAddress(crypto.PubkeyToAddress(deployerKey.PublicKey), nonce)
}

func (n *etcnode) keep(nonce uint64, at common.Address, value, slot common.Hash) (block common.Hash) {
	n.t.Helper()
	n.send(deployerKey, nonce, &at, 200_000, append(value.Bytes(), slot.Bytes()...))
	return n.mine(1, 13)
}

// TestStorageAndLogs reads what contracts hold and have left behind each of three blocks.
func TestStorageAndLogs(t *testing.T) {
	n := startNode(t)
	one, two := n.create(0, hexutil.MustDecode("0x"+keeper)), n.create(1, hexutil.MustDecode("0x"+keeper))
	slot, small, large := common.Hash{31: 5}, common.Hash{31: 7}, common.Hash{0: 0xff, 31: 1}
	var blocks []common.Hash
	for i, w := range []struct {
		at          common.Address
		value, slot common.Hash
	}{{one, small, slot}, {one, large, slot}, {two, small, common.Hash{}}, {one, common.Hash{}, slot}} {
		blocks = append(blocks, n.keep(uint64(2+i), w.at, w.value, w.slot))
	}
	r := n.reader(one)
	for _, c := range []struct {
		block int
		of    common.Address
		slot  common.Hash
		want  common.Hash
	}{
		{0, one, slot, small}, {1, one, slot, large}, {2, one, slot, large}, {3, one, slot, common.Hash{}},
		{0, two, common.Hash{}, common.Hash{}}, {2, two, common.Hash{}, small}, {2, two, slot, common.Hash{}},
		{2, common.Address{0xee}, slot, common.Hash{}},
	} {
		got, err := r.Storage(t.Context(), blocks[c.block], c.of, c.slot)
		if err != nil || got != c.want {
			t.Errorf("slot %s of %s behind block %d: %s, %v; want %s", c.slot, c.of, c.block, got, err, c.want)
		}
	}
	for _, c := range []struct {
		block int
		of    []common.Address
		want  []common.Address
	}{
		{0, []common.Address{one, two}, []common.Address{one}}, {0, []common.Address{two}, nil}, {0, nil, nil},
		{2, []common.Address{one, two}, []common.Address{two}},
	} {
		logs, err := r.Logs(t.Context(), blocks[c.block], c.of...)
		if err != nil || len(logs) != len(c.want) {
			t.Fatalf("block %d, %v: %d logs, %v, want %d", c.block, c.of, len(logs), err, len(c.want))
		}
		for i, l := range logs {
			if l.Address != c.want[i] || l.BlockHash != blocks[c.block] || l.TxHash == (common.Hash{}) || new(big.Int).SetBytes(l.Data).Int64() != 64 {
				t.Errorf("block %d: log %+v", c.block, l)
			}
		}
	}
	unknown := common.Hash{1}
	if _, err := r.Storage(t.Context(), unknown, one, slot); !errors.Is(err, l1anchor.ErrUnknownBlock) {
		t.Errorf("a slot behind no block: %v", err)
	}
	if _, err := r.Logs(t.Context(), unknown, two); !errors.Is(err, l1anchor.ErrUnknownBlock) {
		t.Errorf("logs of no block: %v", err)
	}
	n.lieAboutStorage(t, one, slot, blocks)
	n.readCode(t, one, blocks)
}

// readCode reads what stands at addresses, and has the node say what is not so.
func (n *etcnode) readCode(t *testing.T, at common.Address, blocks []common.Hash) {
	r := n.reader(at)
	for of, want := range map[common.Address]string{at: "0x" + keeper, {0xee}: "0x", crypto.PubkeyToAddress(deployerKey.PublicKey): "0x"} {
		if code, err := r.CodeAt(t.Context(), blocks[1], of); err != nil || hexutil.Encode(code) != want {
			t.Errorf("code of %s: %x, %v, want %s", of, code, err, want)
		}
	}
	if _, err := r.CodeAt(t.Context(), common.Hash{1}, at); !errors.Is(err, l1anchor.ErrUnknownBlock) {
		t.Errorf("code behind no block: %v", err)
	}
	for _, who := range []common.Address{crypto.PubkeyToAddress(deployerKey.PublicKey), {0xee}} {
		for _, block := range blocks[:2] {
			var want hexutil.Uint64
			n.call(&want, "eth_getTransactionCount", who, map[string]any{"blockHash": block})
			if nonce, err := r.NonceAt(t.Context(), block, who); err != nil || nonce != uint64(want) {
				t.Errorf("nonce of %s behind %s: %d, %v, want %d", who, block, nonce, err, want)
			}
		}
	}
	var other map[string]any
	n.call(&other, "eth_getProof", common.Address{9}, []common.Hash{}, map[string]any{"blockHash": blocks[1]})
	for _, lie := range []struct {
		name, method string
		answer       any
	}{
		{"no code", "eth_getCode", "0x"},
		{"other code", "eth_getCode", "0x" + keeper[2:]},
		{"the account of somebody else", "eth_getProof", other},
		{"no proof", "eth_getProof", nil},
	} {
		proxy := liar.New(n.HTTP)
		server := httptest.NewServer(proxy)
		r, err := etc.NewReader(etc.Config{URL: server.URL, ChainID: chainID, Inbox: at})
		if err != nil {
			t.Fatal(err)
		}
		proxy.Tell(liar.Answer(lie.method, lie.answer))
		if code, err := r.CodeAt(t.Context(), blocks[1], at); !errors.Is(err, l1anchor.ErrContradiction) {
			t.Errorf("%s: %x, %v", lie.name, code, err)
		}
		if nonce, err := r.NonceAt(t.Context(), blocks[1], at); lie.method == "eth_getProof" && !errors.Is(err, l1anchor.ErrContradiction) {
			t.Errorf("%s: nonce %d, %v", lie.name, nonce, err)
		}
		r.Close()
		server.Close()
	}
}

// lieAboutStorage has the node prove what is not so: none of it is believed.
func (n *etcnode) lieAboutStorage(t *testing.T, at common.Address, slot common.Hash, blocks []common.Hash) {
	proof := func(of common.Address, slot common.Hash, block common.Hash) (answer map[string]any) {
		n.call(&answer, "eth_getProof", of, []common.Hash{slot}, map[string]any{"blockHash": block})
		return answer
	}
	changed := func(change func(answer map[string]any)) map[string]any {
		answer := proof(at, slot, blocks[1])
		change(answer)
		return answer
	}
	inner := func(answer map[string]any) map[string]any { return answer["storageProof"].([]any)[0].(map[string]any) }
	var receipts, before []any
	n.call(&receipts, "eth_getBlockReceipts", blocks[1])
	n.call(&before, "eth_getBlockReceipts", blocks[0])
	for _, lie := range []struct {
		name   string
		method string
		answer any
	}{
		{"the value before", "eth_getProof", proof(at, slot, blocks[0])},
		{"nothing there", "eth_getProof", proof(at, slot, blocks[3])},
		{"another account", "eth_getProof", proof(common.Address{9}, slot, blocks[1])},
		{"no account proof", "eth_getProof", changed(func(a map[string]any) { a["accountProof"] = []any{} })},
		{"no slot", "eth_getProof", changed(func(a map[string]any) { a["storageProof"] = []any{} })},
		{"no proof of the slot", "eth_getProof", changed(func(a map[string]any) { inner(a)["proof"] = []any{} })},
		{"nothing", "eth_getProof", nil},
		{"receipts of another block", "eth_getBlockReceipts", before},
		{"a receipt without its log", "eth_getBlockReceipts", func() any {
			raw, err := json.Marshal(receipts)
			if err != nil {
				t.Fatal(err)
			}
			var copied []map[string]any
			if err := json.Unmarshal(raw, &copied); err != nil {
				t.Fatal(err)
			}
			copied[0]["logs"] = []any{}
			return copied
		}()},
	} {
		proxy := liar.New(n.HTTP)
		server := httptest.NewServer(proxy)
		r, err := etc.NewReader(etc.Config{URL: server.URL, ChainID: chainID, Inbox: at})
		if err != nil {
			t.Fatal(err)
		}
		proxy.Tell(liar.Answer(lie.method, lie.answer))
		if lie.method == "eth_getProof" {
			if got, err := r.Storage(t.Context(), blocks[1], at, slot); !errors.Is(err, l1anchor.ErrContradiction) {
				t.Errorf("%s: %s, %v", lie.name, got, err)
			}
		} else if got, err := r.Logs(t.Context(), blocks[1], at); !errors.Is(err, l1anchor.ErrContradiction) {
			t.Errorf("%s: %v, %v", lie.name, got, err)
		}
		r.Close()
		server.Close()
	}
}
