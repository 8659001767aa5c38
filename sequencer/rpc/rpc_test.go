// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth/tracers"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

type object = map[string]any

func TestSendAndFollow(t *testing.T) {
	s := newSolo(t)
	c := dial(t, serve(t, s.needs(), nil))
	tx := s.tx(0, 0, &common.Address{9}, nil)
	hash := call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx))
	if hash != tx.Hash() {
		t.Fatalf("got hash %v, want %v", hash, tx.Hash())
	}
	// Ordered and executed, not sealed.
	got := call[object](t, c, "eth_getTransactionByHash", hash)
	if got["blockHash"] != nil || got["from"] != strings.ToLower(s.addrs[0].Hex()) || got["hash"] != hash.Hex() {
		t.Errorf("got %v before the seal", got)
	}
	if got := call[any](t, c, "eth_getTransactionReceipt", hash); got != nil {
		t.Errorf("got receipt %v before the seal, want null", got)
	}
	if got := call[hexutil.Bytes](t, c, "eth_getRawTransactionByHash", hash); got.String() != encode(t, tx).String() {
		t.Errorf("got raw transaction %v", got)
	}
	if st := call[standing](t, c, "adit_transactionStatus", hash); st.Stage != stageOrdered || *st.Number != 1 || *st.RaftIndex != 7 {
		t.Errorf("got %+v", st)
	}
	// Where a snapshot brought it, nobody knows with which entry it came.
	s.mu.Lock()
	s.at[hash] = Ordered{Tx: tx, Number: 1}
	s.mu.Unlock()
	if st := call[object](t, c, "adit_transactionStatus", hash); st["stage"] != stageOrdered || st["raftIndex"] != nil || st["slice"] != nil {
		t.Errorf("got %v, want no slice and no entry", st)
	}
	if got := call[hexutil.Uint64](t, c, "eth_getTransactionCount", s.addrs[0], "latest"); got != 0 {
		t.Errorf("got nonce %d at latest before the seal, want 0", got)
	}
	// The same bytes again are the same success.
	if again := call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx)); again != hash {
		t.Errorf("got %v for the second offer", again)
	}
	s.seal()
	receipt := call[object](t, c, "eth_getTransactionReceipt", hash)
	if receipt["status"] != "0x1" || receipt["blockNumber"] != "0x1" {
		t.Errorf("got receipt %v", receipt)
	}
	if got := call[object](t, c, "eth_getTransactionByHash", hash); got["blockNumber"] != "0x1" {
		t.Errorf("got %v after the seal", got)
	}
	if st := call[standing](t, c, "adit_transactionStatus", hash); st.Stage != stageSealed || *st.Index != 0 {
		t.Errorf("got %+v", st)
	}
	if again := call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx)); again != hash {
		t.Errorf("got %v for an offer after the seal", again)
	}
	if code, msg := callErr(t, c, "eth_sendRawTransaction", encode(t, s.tx(0, 0, &common.Address{8}, nil))); code != codeRejected || !strings.Contains(msg, "nonce too low") {
		t.Errorf("got %d %q", code, msg)
	}
}

func TestPendingEverywhere(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), nil)
	to := common.Address{9}
	first := dial(t, url)
	// A contract that returns 7, and a transfer, both in the open block only.
	deploy := s.tx(0, 0, nil, common.FromHex("600a600c600039600a6000f3600760005260206000f3"))
	for _, tx := range []*types.Transaction{deploy, s.tx(0, 1, &to, nil)} {
		call[common.Hash](t, first, "eth_sendRawTransaction", encode(t, tx))
	}
	both(t, url, func(t *testing.T, c *gethrpc.Client) {
		for _, tag := range []any{"pending", object{"blockNumber": "pending"}} {
			if got := call[hexutil.Uint64](t, c, "eth_getTransactionCount", s.addrs[0], tag); got != 2 {
				t.Errorf("got nonce %d, want 2", got)
			}
			if got := call[*hexutil.Big](t, c, "eth_getBalance", to, tag); got.ToInt().Cmp(big.NewInt(1)) != 0 {
				t.Errorf("got balance %v, want 1", got)
			}
		}
		// The constructor was sent 1 wei, which its code does not refuse.
		contract := createAddress(s.addrs[0], 0)
		if got := call[hexutil.Bytes](t, c, "eth_getCode", contract, "pending"); len(got) == 0 {
			t.Error("no code at pending")
		}
		if got := call[hexutil.Bytes](t, c, "eth_getCode", contract, "latest"); len(got) != 0 {
			t.Errorf("got code %v at latest", got)
		}
		msg := object{"to": contract}
		if got := call[hexutil.Bytes](t, c, "eth_call", msg, "pending"); len(got) != 32 || got[31] != 7 {
			t.Errorf("got %v from a call at pending, want 7", got)
		}
		if got := call[hexutil.Uint64](t, c, "eth_estimateGas", msg, "pending"); got <= 21_000 {
			t.Errorf("estimated %d gas, want more than a transfer's", got)
		}
		call[object](t, c, "eth_createAccessList", msg, "pending")
		call[object](t, c, "eth_getProof", contract, []string{"0x0"}, "pending")
		call[hexutil.Bytes](t, c, "eth_getStorageAt", contract, "0x0", "pending")
		call[[]any](t, c, "eth_simulateV1", object{"blockStateCalls": []object{{"calls": []object{msg}}}}, "pending")
		call[object](t, c, "eth_feeHistory", "0x2", "pending", []float64{50})
		if got := call[[]object](t, c, "eth_getBlockReceipts", "pending"); len(got) != 2 {
			t.Errorf("got %d receipts, want 2", len(got))
		}
		if got := call[hexutil.Uint64](t, c, "eth_getBlockTransactionCountByNumber", "pending"); got != 2 {
			t.Errorf("got %d transactions, want 2", got)
		}
		if got := call[object](t, c, "eth_getTransactionByBlockNumberAndIndex", "pending", "0x0"); got["hash"] != deploy.Hash().Hex() {
			t.Errorf("got %v", got)
		}
		call[hexutil.Bytes](t, c, "eth_getRawTransactionByBlockNumberAndIndex", "pending", "0x1")
		call[hexutil.Uint64](t, c, "eth_getUncleCountByBlockNumber", "pending")
		block := call[object](t, c, "eth_getBlockByNumber", "pending", true)
		if block["number"] != "0x1" || block["hash"] != nil || block["nonce"] != nil || len(block["transactions"].([]any)) != 2 {
			t.Errorf("got %v", block)
		}
		if header := call[object](t, c, "eth_getHeaderByNumber", "pending"); header["number"] != "0x1" || header["hash"] != nil {
			t.Errorf("got %v", header)
		}
		call[object](t, c, "debug_traceCall", msg, "pending", object{"tracer": "callTracer"})
		if got := call[[]any](t, c, "debug_traceBlockByNumber", "pending", object{"tracer": "callTracer"}); len(got) != 2 {
			t.Errorf("got %d traces, want 2", len(got))
		}
		if st := call[standing](t, c, "adit_blockStatus", "pending"); st.Stage != stageOrdered || *st.Number != 1 {
			t.Errorf("got %+v", st)
		}
	})
}

// TestEveryBlockParameterHasARule looks through the methods that go-ethereum registers: each that takes a block must be
// in the table with the right place, and what the table names must exist.
func TestEveryBlockParameterHasARule(t *testing.T) {
	s := newSolo(t)
	without := map[string]string{
		"debug_traceChain":         "its blocks are a range of sealed ones",
		"debug_getAccessibleState": "its blocks are a range of sealed ones",
	}
	exists := map[string]bool{}
	for _, api := range append(s.chain.Ethereum().APIs(), tracers.APIs(s.chain.Ethereum().APIBackend)...) {
		service := reflect.TypeOf(api.Service)
		for i := range service.NumMethod() {
			method := service.Method(i)
			name := api.Namespace + "_" + strings.ToLower(method.Name[:1]) + method.Name[1:]
			exists[name] = true
			index := blockParameter(method.Type)
			if index < 0 || (api.Namespace != "eth" && api.Namespace != "debug") || without[name] != "" {
				continue
			}
			if rule, ok := rules[name]; !ok || rule.index != index {
				t.Errorf("%s takes a block as parameter %d: got rule %+v %v", name, index, rule, ok)
			}
		}
	}
	for name, rule := range rules {
		if !exists[name] {
			t.Errorf("%s is not a method", name)
		}
		if rule.byHash != "" && !exists[rule.byHash] {
			t.Errorf("%s is not a method", rule.byHash)
		}
	}
}

// blockParameter is the position of a method's block among its parameters, and -1 when it takes none.
func blockParameter(method reflect.Type) int {
	at := -1
	for i := 1; i < method.NumIn(); i++ { // 0 is the receiver
		in := method.In(i)
		if in == reflect.TypeFor[context.Context]() {
			continue
		}
		at++
		if in.Kind() == reflect.Pointer {
			in = in.Elem()
		}
		if in == reflect.TypeFor[gethrpc.BlockNumber]() || in == reflect.TypeFor[gethrpc.BlockNumberOrHash]() {
			return at
		}
	}
	return -1
}

func TestPendingWithoutOpenBlockIsLatest(t *testing.T) {
	s := newSolo(t)
	c := dial(t, serve(t, Needs{Chain: onDisk{s.chain}}, nil))
	call[*hexutil.Big](t, c, "eth_getBalance", s.addrs[0], "pending")
	if block := call[object](t, c, "eth_getBlockByNumber", "pending", false); block["number"] != "0x0" {
		t.Errorf("got %v", block)
	}
	if code, msg := callErr(t, c, "eth_sendRawTransaction", encode(t, s.tx(0, 0, &common.Address{9}, nil))); code != codeRejected || !strings.Contains(msg, "read-only") {
		t.Errorf("got %d %q", code, msg)
	}
}

func TestFees(t *testing.T) {
	s := newSolo(t)
	c := dial(t, serve(t, s.needs(), nil))
	if tip := call[*hexutil.Big](t, c, "eth_maxPriorityFeePerGas"); tip.ToInt().Cmp(big.NewInt(1)) != 0 {
		t.Errorf("got tip %v, want 1 wei", tip)
	}
	price := call[*hexutil.Big](t, c, "eth_gasPrice").ToInt()
	if base := s.BaseFee(); price.Cmp(base) <= 0 || price.Cmp(new(big.Int).Mul(base, big.NewInt(2))) > 0 {
		t.Errorf("got gas price %v at base fee %v", price, base)
	}
	if syncing := call[bool](t, c, "eth_syncing"); syncing {
		t.Error("eth_syncing is true")
	}
	// A legacy transaction at that price is good.
	tx, err := types.SignNewTx(s.keys[0], types.LatestSigner(s.chain.Rollup().ChainConfig()), &types.LegacyTx{To: &common.Address{9}, Gas: 21_000, GasPrice: price})
	if err != nil {
		t.Fatal(err)
	}
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx))
	filled := call[object](t, c, "eth_fillTransaction", object{"from": s.addrs[0], "to": common.Address{9}, "gas": "0x5208"})
	if nonce := filled["tx"].(object)["nonce"]; nonce != "0x1" {
		t.Errorf("filled in nonce %v, want 0x1", nonce)
	}
}

func TestTxpool(t *testing.T) {
	s := newSolo(t)
	c := dial(t, serve(t, s.needs(), nil))
	s.hold = true
	for _, nonce := range []uint64{0, 1, 5} {
		if _, err := s.pool.Add(s.tx(0, nonce, &common.Address{9}, nil)); err != nil {
			t.Fatal(err)
		}
	}
	if got := call[map[string]hexutil.Uint64](t, c, "txpool_status"); got["pending"] != 2 || got["queued"] != 1 {
		t.Errorf("got %v", got)
	}
	content := call[map[string]map[string]map[string]object](t, c, "txpool_content")
	addr := s.addrs[0].Hex()
	if len(content["pending"][addr]) != 2 || content["queued"][addr]["5"]["nonce"] != "0x5" {
		t.Errorf("got %v", content)
	}
	if got := call[map[string]map[string]object](t, c, "txpool_contentFrom", s.addrs[0]); len(got["pending"]) != 2 {
		t.Errorf("got %v", got)
	}
	if got := call[map[string]map[string]map[string]string](t, c, "txpool_inspect"); !strings.Contains(got["pending"][addr]["0"], "1 wei") {
		t.Errorf("got %v", got)
	}
	if got := call[hexutil.Uint64](t, c, "eth_getTransactionCount", s.addrs[0], "pending"); got != 2 {
		t.Errorf("got pending nonce %d, want 2", got)
	}
	if st := call[standing](t, c, "adit_transactionStatus", s.tx(0, 5, &common.Address{9}, nil).Hash()); st.Stage != stageQueued {
		t.Errorf("got %+v", st)
	}
	if st := call[standing](t, c, "adit_transactionStatus", common.Hash{1}); st.Stage != stageUnknown {
		t.Errorf("got %+v", st)
	}
}

func TestOtherNamespaces(t *testing.T) {
	s := newSolo(t)
	c := dial(t, serve(t, s.needs(), func(c *Config) { c.Debug = false }))
	if v := call[string](t, c, "web3_clientVersion"); v != "adit" {
		t.Errorf("got %q", v)
	}
	if v := call[string](t, c, "web3_sha3", "0x"); v != "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470" {
		t.Errorf("got %q", v)
	}
	if v := call[string](t, c, "net_version"); v != "4321" {
		t.Errorf("got %q", v)
	}
	for _, method := range []string{"debug_traceTransaction", "debug_setHead", "admin_peers", "admin_nodeInfo", "miner_setGasPrice", "personal_listAccounts", "engine_forkchoiceUpdatedV1"} {
		if code, _ := callErr(t, c, method); code != -32601 {
			t.Errorf("%s: got code %d, want -32601", method, code)
		}
	}
	debug := dial(t, serve(t, s.needs(), nil))
	for _, method := range []string{"debug_setHead", "debug_setTrieFlushInterval", "debug_traceBlockFromFile", "debug_standardTraceBlockToFile"} {
		if code, msg := callErr(t, debug, method, "0x1"); code != -32601 {
			t.Errorf("%s: got %d %q, want -32601", method, code, msg)
		}
	}
	modules := call[map[string]string](t, debug, "rpc_modules")
	if modules["adit"] == "" || modules["admin"] != "" || modules["miner"] != "" {
		t.Errorf("got modules %v", modules)
	}
}

func TestGetBlocks(t *testing.T) {
	s := newSolo(t)
	c := dial(t, serve(t, s.needs(), nil))
	for range 3 {
		s.seal()
	}
	blocks := call[[]Block](t, c, "adit_getBlocks", "0x1", "0xa")
	if len(blocks) != 3 || blocks[2].Number != 3 {
		t.Fatalf("got %d blocks", len(blocks))
	}
	for i, b := range blocks {
		var block types.Block
		if err := decodeRLP(b.Raw, &block); err != nil || block.Hash() != b.Hash || block.NumberU64() != uint64(i+1) {
			t.Errorf("block %d: %v %v", i+1, block.Hash(), err)
		}
	}
	seals := call[[]Seal](t, c, "adit_getSeals", "0x1", "0xa")
	if len(seals) != len(blocks) {
		t.Fatalf("got %d seals of %d blocks", len(seals), len(blocks))
	}
	for i, b := range blocks {
		if want := (Seal{b.Hash, b.Forced, b.Consumed}); seals[i] != want {
			t.Errorf("seal %d is %+v, want %+v", i+1, seals[i], want)
		}
	}
	if got := call[[]Block](t, c, "adit_getBlocks", "0x4", "0x1"); len(got) != 0 {
		t.Errorf("got %d blocks past the head", len(got))
	}
	if st := call[standing](t, c, "adit_blockStatus", "0x2"); st.Stage != stageSealed || *st.BlockHash != blocks[1].Hash {
		t.Errorf("got %+v", st)
	}
	if got := call[any](t, c, "adit_blockStatus", "0x9"); got != nil {
		t.Errorf("got %v for a block that is not there", got)
	}
}
