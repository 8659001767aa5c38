// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/sequencer/rpc/ots"
)

var (
	bob  = common.HexToAddress("0xb0b0000000000000000000000000000000000b0b")
	heir = common.HexToAddress("0xdead00000000000000000000000000000000dead")
)

// explored is a chain with one of everything that Otterscan shows.
//
//	block 1   user 0 creates busy, user 1 creates sorry
//	block 2   user 0 calls busy, user 1 calls sorry, user 2 pays user 3
//	block 3   user 2 pays user 3, three times
type explored struct {
	*solo
	busy, sorry, child common.Address
	txs                []*types.Transaction // in this order
}

// deploying is creation code for a contract with that code.
func deploying(code string) []byte {
	return common.FromHex(fmt.Sprintf("61%04x80600c6000396000f3%s", len(code)/2, code))
}

// busyCode pays bob, creates a contract in both ways, calls a precompile, lends itself to bob's code and leaves all
// to heir.
func busyCode() string {
	const none = "6000600060006000"
	b, h := strings.TrimPrefix(bob.Hex(), "0x"), strings.TrimPrefix(heir.Hex(), "0x")
	return none + "600173" + b + "61fffff150" +
		"6460016000f3600052" + "6005601b6000f050" + "60016005601b6000f550" +
		none + "600461fffffa50" + none + "73" + b + "61fffff450" + "73" + h + "ff"
}

// sorryCode reverts with 0xdeadbeef.
const sorryCode = "63deadbeef6000526004601cfd"

func explore(t *testing.T) *explored {
	e := &explored{solo: newSolo(t)}
	e.busy, e.sorry = crypto.CreateAddress(e.addrs[0], 0), crypto.CreateAddress(e.addrs[1], 0)
	e.child = crypto.CreateAddress(e.busy, 1)
	e.append(e.tx(0, 0, nil, deploying(busyCode())), e.tx(1, 0, nil, deploying(sorryCode)))
	e.append(e.tx(0, 1, &e.busy, nil), e.tx(1, 1, &e.sorry, nil), e.tx(2, 0, &e.addrs[3], nil))
	e.append(e.tx(2, 1, &e.addrs[3], nil), e.tx(2, 2, &e.addrs[3], nil), e.tx(2, 3, &e.addrs[3], nil))
	return e
}

// append seals a block of transactions.
func (e *explored) append(txs ...*types.Transaction) {
	e.t.Helper()
	for _, tx := range txs {
		if _, err := e.block.Attempt(tx); err != nil {
			e.t.Fatal(err)
		}
	}
	e.txs = append(e.txs, txs...)
	e.seal()
}

func (e *explored) index() *ots.Index {
	e.t.Helper()
	x, err := ots.OpenIndex(e.t.TempDir(), e.chain.Ethereum().BlockChain().Genesis().Hash())
	if err != nil {
		e.t.Fatal(err)
	}
	e.t.Cleanup(func() { x.Close() })
	e.catchUp(x)
	return x
}

func (e *explored) catchUp(x *ots.Index) {
	e.t.Helper()
	if err := x.CatchUp(e.t.Context(), e.chain.Ethereum().BlockChain(), e.chain.Signer()); err != nil {
		e.t.Fatal(err)
	}
}

// client is one of a server over the chain, with an index or without.
func (e *explored) client(x *ots.Index) *gethrpc.Client {
	need := e.needs()
	need.Addresses = x
	return dial(e.t, serve(e.t, need, nil))
}

// sameJSON compares an answer with what is documented.
func sameJSON(t *testing.T, what string, got any, want string) {
	t.Helper()
	a, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var g, w any
	if err := json.Unmarshal(a, &g); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		t.Fatalf("%s: %v in %s", what, err, want)
	}
	x, _ := json.Marshal(g)
	y, _ := json.Marshal(w)
	if string(x) != string(y) {
		t.Errorf("%s:\n got %s\nwant %s", what, x, y)
	}
}

func lower(a common.Address) string { return strings.ToLower(a.Hex()) }

func TestOtterscanProbes(t *testing.T) {
	c := explore(t).client(nil)
	sameJSON(t, "ots_getApiLevel", call[any](t, c, "ots_getApiLevel"), "8")
	// Otterscan sends numbers as numbers.
	for _, block := range []any{2, "0x2"} {
		if got := call[map[string]any](t, c, "erigon_getHeaderByNumber", block); got["number"] != "0x2" {
			t.Errorf("erigon_getHeaderByNumber(%v) is %v", block, got)
		}
	}
}

func TestOtterscanHasCode(t *testing.T) {
	e := explore(t)
	c := e.client(nil)
	for _, r := range []struct {
		address common.Address
		block   any
		want    bool
	}{{e.busy, "latest", true}, {e.busy, 0, false}, {e.busy, "0x1", true}, {e.child, 1, false}, {e.child, "pending", true}, {e.addrs[0], "latest", false}} {
		if got := call[bool](t, c, "ots_hasCode", r.address, r.block); got != r.want {
			t.Errorf("ots_hasCode(%s, %v) is %v", r.address, r.block, got)
		}
	}
}

func TestOtterscanTrace(t *testing.T) {
	e := explore(t)
	c := e.client(nil)
	const init = "0x60016000f3"
	child2 := crypto.CreateAddress2(e.busy, common.BigToHash(common.Big1), crypto.Keccak256(common.FromHex(init)))
	busy := lower(e.busy)
	want := fmt.Sprintf(`[
		{"type":"CALL","depth":0,"from":%q,"to":%q,"value":"0x1","input":"0x","output":"0x"},
		{"type":"CALL","depth":1,"from":%q,"to":%q,"value":"0x1","input":"0x","output":"0x"},
		{"type":"CREATE","depth":1,"from":%q,"to":%q,"value":"0x0","input":%q,"output":"0x00"},
		{"type":"CREATE2","depth":1,"from":%q,"to":%q,"value":"0x0","input":%q,"output":"0x00"},
		{"type":"DELEGATECALL","depth":1,"from":%q,"to":%q,"value":null,"input":"0x","output":"0x"},
		{"type":"SELFDESTRUCT","depth":1,"from":%q,"to":%q,"value":"0x1","input":"0x","output":"0x"}]`,
		lower(e.addrs[0]), busy, busy, lower(bob), busy, lower(e.child), init, busy, lower(child2), init, busy, lower(bob), busy, lower(heir))
	sameJSON(t, "ots_traceTransaction", call[any](t, c, "ots_traceTransaction", e.txs[2].Hash()), want)
	want = fmt.Sprintf(`[{"type":0,"from":%[1]q,"to":%[2]q,"value":"0x1"},{"type":2,"from":%[1]q,"to":%[3]q,"value":"0x0"},
		{"type":3,"from":%[1]q,"to":%[4]q,"value":"0x0"},{"type":1,"from":%[1]q,"to":%[5]q,"value":"0x1"}]`,
		busy, lower(bob), lower(e.child), lower(child2), lower(heir))
	sameJSON(t, "ots_getInternalOperations", call[any](t, c, "ots_getInternalOperations", e.txs[2].Hash()), want)
	sameJSON(t, "of a transfer", call[any](t, c, "ots_getInternalOperations", e.txs[4].Hash()), `[]`)
	for hash, want := range map[common.Hash]string{e.txs[3].Hash(): `"0xdeadbeef"`, e.txs[2].Hash(): `"0x"`, {1}: `null`} {
		sameJSON(t, "ots_getTransactionError", call[any](t, c, "ots_getTransactionError", hash), want)
	}
	sameJSON(t, "trace of nothing", call[any](t, c, "ots_traceTransaction", common.Hash{1}), `null`)
}

// TestOtterscanTraceBound has a trace end where an answer ends.
func TestOtterscanTraceBound(t *testing.T) {
	e := explore(t)
	c := dial(t, serve(t, e.needs(), func(cfg *Config) { cfg.AnswerBytes = 2_000 }))
	if _, message := callErr(t, c, "ots_traceTransaction", e.txs[2].Hash()); !strings.Contains(message, "do not fit into an answer") {
		t.Errorf("got %q", message)
	}
	if got := call[[]any](t, c, "ots_traceTransaction", e.txs[4].Hash()); len(got) != 1 {
		t.Errorf("a transfer has %d calls, want 1", len(got))
	}
}

func TestOtterscanBlockDetails(t *testing.T) {
	e := explore(t)
	c := e.client(nil)
	block := call[map[string]any](t, c, "eth_getBlockByNumber", "0x2", false)
	fees := new(big.Int)
	for _, r := range call[[]*types.Receipt](t, c, "eth_getBlockReceipts", "0x2") {
		fees.Add(fees, new(big.Int).Mul(r.EffectiveGasPrice, new(big.Int).SetUint64(r.GasUsed)))
	}
	delete(block, "transactions")
	block["logsBloom"], block["transactionCount"] = nil, 3
	text, err := json.Marshal(block)
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf(`{"block":%s,"issuance":{"blockReward":"0x0","uncleReward":"0x0","issuance":"0x0"},"totalFees":"%#x"}`, text, fees)
	if fees.Sign() <= 0 {
		t.Error("the block took no fees")
	}
	sameJSON(t, "ots_getBlockDetails", call[any](t, c, "ots_getBlockDetails", 2), want)
	sameJSON(t, "in hex", call[any](t, c, "ots_getBlockDetails", "0x2"), want)
	sameJSON(t, "ots_getBlockDetailsByHash", call[any](t, c, "ots_getBlockDetailsByHash", block["hash"]), want)
	sameJSON(t, "no block", call[any](t, c, "ots_getBlockDetails", 99), `null`)
	if got := call[map[string]any](t, c, "ots_getBlockDetails", 0); got["totalFees"] != "0x0" {
		t.Errorf("the genesis block: %v", got)
	}
}

func TestOtterscanBlockTransactions(t *testing.T) {
	e := explore(t)
	c := e.client(nil)
	type page struct {
		FullBlock struct {
			Transactions     []struct{ Hash common.Hash }
			TransactionCount int
		}
		Receipts []map[string]any
	}
	for _, r := range []struct {
		page, size int
		want       []int
	}{{0, 2, []int{3, 4}}, {1, 2, []int{2}}, {2, 2, nil}, {0, 25, []int{2, 3, 4}}, {1, 3, nil}, {9, 1, nil}} {
		got := call[page](t, c, "ots_getBlockTransactions", 2, r.page, r.size)
		var hashes, receipts, want []string
		for i, tx := range got.FullBlock.Transactions {
			hashes = append(hashes, tx.Hash.Hex())
			receipt := got.Receipts[i]
			receipts = append(receipts, receipt["transactionHash"].(string))
			if logs, there := receipt["logs"]; !there || logs != nil || receipt["logsBloom"] != nil {
				t.Errorf("a receipt has logs: %v", receipt)
			}
		}
		for _, i := range r.want {
			want = append(want, e.txs[i].Hash().Hex())
		}
		if !slices.Equal(hashes, want) || !slices.Equal(receipts, want) || got.FullBlock.TransactionCount != 3 || len(got.Receipts) != len(want) {
			t.Errorf("page %d of %d: got %v, receipts %v, want %v", r.page, r.size, hashes, receipts, want)
		}
	}
	full := call[map[string]any](t, c, "ots_getBlockTransactions", 1, 0, 1)["fullblock"].(map[string]any)
	if got, want := full["transactions"].([]any)[0].(map[string]any)["input"], hexutil.Encode(deploying(sorryCode)[:4]); got != want {
		t.Errorf("input is %v, want %s", got, want)
	}
}

func TestOtterscanLookups(t *testing.T) {
	e := explore(t)
	c := e.client(nil)
	for i, tx := range e.txs {
		from, _ := types.Sender(e.chain.Signer(), tx)
		got := call[*common.Hash](t, c, "ots_getTransactionBySenderAndNonce", from, tx.Nonce())
		if got == nil || *got != tx.Hash() {
			t.Errorf("transaction %d by sender and nonce: got %v, want %s", i, got, tx.Hash())
		}
	}
	// A contract's nonce rises too, but it sends nothing.
	for _, a := range []common.Address{e.addrs[0], e.addrs[9], e.busy} {
		sameJSON(t, "nonce never used", call[any](t, c, "ots_getTransactionBySenderAndNonce", a, 2), `null`)
	}
	for contract, want := range map[common.Address]string{
		e.busy:  fmt.Sprintf(`{"hash":%q,"creator":%q}`, e.txs[0].Hash().Hex(), lower(e.addrs[0])),
		e.child: fmt.Sprintf(`{"hash":%q,"creator":%q}`, e.txs[2].Hash().Hex(), busyOf(e)),
		bob:     `null`,
		common.HexToAddress("0x4e59b44847b379578588920cA78FbF26c0B4956C"): `null`, // in the genesis block
	} {
		sameJSON(t, "creator of "+contract.Hex(), call[any](t, c, "ots_getContractCreator", contract), want)
	}
}

func busyOf(e *explored) string { return lower(e.busy) }

// found is the answer of a search.
type found struct {
	Txs       []struct{ Hash common.Hash }
	Receipts  []map[string]any
	FirstPage bool
	LastPage  bool
}

// search compares an answer with the transactions wanted, by their place in e.txs.
func (e *explored) search(c *gethrpc.Client, method string, a common.Address, block, size any, first, last bool, want ...int) {
	e.t.Helper()
	got := call[found](e.t, c, method, a, block, size)
	ok := got.FirstPage == first && got.LastPage == last && len(got.Txs) == len(want) && len(got.Receipts) == len(want)
	for i := 0; ok && i < len(want); i++ {
		hash := e.txs[want[i]].Hash()
		ok = got.Txs[i].Hash == hash && got.Receipts[i]["transactionHash"] == hash.Hex()
		if _, number := got.Receipts[i]["timestamp"].(float64); !number {
			e.t.Errorf("timestamp is %v, want a number", got.Receipts[i]["timestamp"])
		}
	}
	if !ok {
		e.t.Errorf("%s(%s, %v, %v): got %+v, want %v, first %v, last %v", method, a, block, size, got, want, first, last)
	}
}

func TestOtterscanSearch(t *testing.T) {
	const before, after = "ots_searchTransactionsBefore", "ots_searchTransactionsAfter"
	e := explore(t)
	c := e.client(e.index())
	// Sent, received, called, paid inside, created, lent code, inherited.
	e.search(c, before, e.addrs[0], 0, 25, true, true, 2, 0)
	e.search(c, before, e.busy, 0, 25, true, true, 2, 0)
	for _, a := range []common.Address{bob, heir, e.child} {
		e.search(c, before, a, 0, 25, true, true, 2)
	}
	e.search(c, before, e.sorry, 0, 25, true, true, 3, 1)
	e.search(c, before, common.HexToAddress("0x04"), 0, 25, true, true) // a precompile
	e.search(c, before, e.addrs[50], 0, 25, true, true)
	// Pages; a block's transactions come together.
	e.search(c, before, e.addrs[0], 0, 1, true, false, 2)
	e.search(c, before, e.addrs[0], 2, 1, false, true, 0)
	e.search(c, before, e.addrs[0], "0x1", 1, false, true)
	e.search(c, before, e.addrs[3], 0, 1, true, false, 7, 6, 5)
	e.search(c, before, e.addrs[3], 99, 1, false, false, 7, 6, 5)
	e.search(c, after, e.addrs[0], 0, 1, false, true, 0)
	e.search(c, after, e.addrs[0], 1, 1, true, false, 2)
	e.search(c, after, e.addrs[0], 2, 1, true, false)
	e.search(c, after, e.addrs[3], 0, 25, true, true, 7, 6, 5, 4)
	if _, message := callErr(t, c, before, bob, 0, 26); !strings.Contains(message, "want 1 to 25") {
		t.Errorf("a page of 26: %q", message)
	}
}

func TestOtterscanSearchWithoutIndex(t *testing.T) {
	c := explore(t).client(nil)
	for _, method := range []string{"ots_searchTransactionsBefore", "ots_searchTransactionsAfter"} {
		if code, message := callErr(t, c, method, bob, 0, 25); code != -32004 || !strings.Contains(message, "--rpc.address-index") {
			t.Errorf("%s: error %d %q", method, code, message)
		}
	}
}

// TestOtterscanIndexGoesBack has another block take the place of one that is indexed.
func TestOtterscanIndexGoesBack(t *testing.T) {
	const before = "ots_searchTransactionsBefore"
	e := explore(t)
	x := e.index()
	c := e.client(x)
	left := e.chain.Ethereum().BlockChain().CurrentBlock()
	if err := e.chain.SetHead(left.ParentHash); err != nil {
		t.Fatal(err)
	}
	e.catchUp(x)
	e.search(c, before, e.addrs[3], 0, 25, true, true, 4)
	e.openBlock()
	e.append(e.tx(5, 0, &e.addrs[3], nil)) // 8
	e.catchUp(x)
	e.search(c, before, e.addrs[3], 0, 25, true, true, 8, 4)
	e.search(c, before, e.addrs[2], 0, 25, true, true, 4)
	// And back again, two steps at once.
	if err := e.chain.SetHead(left.Hash()); err != nil {
		t.Fatal(err)
	}
	e.catchUp(x)
	e.search(c, before, e.addrs[3], 0, 25, true, true, 7, 6, 5, 4)
	e.search(c, before, e.addrs[5], 0, 25, true, true)
}

// TestOtterscanIndexLags says how far it has come instead of leaving out what is new.
func TestOtterscanIndexLags(t *testing.T) {
	e := explore(t)
	x := e.index()
	c := e.client(x)
	for range 65 {
		e.append()
	}
	if _, message := callErr(t, c, "ots_searchTransactionsBefore", bob, 0, 25); !strings.Contains(message, "has come to block 3 of 68") {
		t.Errorf("got %q", message)
	}
	e.catchUp(x)
	e.search(c, "ots_searchTransactionsBefore", bob, 0, 25, true, true, 2)
}

// TestOtterscanIndexReopens goes on where it was, and refuses the index of another chain.
func TestOtterscanIndexReopens(t *testing.T) {
	e := explore(t)
	dir, genesis := t.TempDir(), e.chain.Ethereum().BlockChain().Genesis().Hash()
	for range 2 {
		x, err := ots.OpenIndex(dir, genesis)
		if err != nil {
			t.Fatal(err)
		}
		e.catchUp(x)
		e.search(e.client(x), "ots_searchTransactionsBefore", bob, 0, 25, true, true, 2)
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ots.OpenIndex(dir, common.Hash{9}); err == nil || !strings.Contains(err.Error(), "remove the folder") {
		t.Errorf("opened for another chain: %v", err)
	}
}
