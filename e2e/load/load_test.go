// SPDX-License-Identifier: Apache-2.0

package load

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// scripted is a node that seals what it has taken whenever it is asked for its head, and misbehaves on request.
type scripted struct {
	forget func(i int) bool   // acknowledge the i-th load transaction and drop it
	refuse func(i int) string // answer the i-th send with this error instead
	hangUp func(i int) bool   // take the i-th one and close the connection without an answer
	failed func(i int) bool   // give the i-th one a receipt that says failed
	move   func(i int) bool   // put the i-th one into a block that was read before
	behind int                // so many single receipts it does not know yet, and takes longer than Settle to say so

	mu     sync.Mutex
	sends  int
	nonces map[common.Address]uint64
	moved  map[common.Hash]receipt
	open   []receipt
	blocks [][]receipt
}

func (s *scripted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	type request struct {
		ID     json.RawMessage
		Method string
		Params []json.RawMessage
	}
	answer := func(q request) map[string]any {
		result, err := s.call(q.Method, q.Params)
		if err != nil {
			return map[string]any{"jsonrpc": "2.0", "id": q.ID, "error": map[string]any{"code": -32000, "message": err.Error()}}
		}
		return map[string]any{"jsonrpc": "2.0", "id": q.ID, "result": result}
	}
	w.Header().Set("Content-Type", "application/json")
	if strings.HasPrefix(string(body), "[") {
		var list []request
		_ = json.Unmarshal(body, &list)
		answers := []any{}
		for _, q := range list {
			answers = append(answers, answer(q))
		}
		_ = json.NewEncoder(w).Encode(answers)
		return
	}
	var q request
	_ = json.Unmarshal(body, &q)
	a := answer(q)
	if err, ok := a["error"].(map[string]any); ok && err["message"] == "hang up" {
		panic(http.ErrAbortHandler)
	}
	_ = json.NewEncoder(w).Encode(a)
}

func (s *scripted) call(method string, params []json.RawMessage) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch method {
	case "eth_chainId":
		return "0x539", nil
	case "eth_maxPriorityFeePerGas":
		return "0x1", nil
	case "eth_getBlockByNumber":
		return map[string]any{"baseFeePerGas": "0x7"}, nil
	case "eth_getBalance":
		return hexutil.EncodeBig(ether(fundTo)), nil
	case "eth_getTransactionCount":
		var who common.Address
		_ = json.Unmarshal(params[0], &who)
		return hexutil.Uint64(s.nonces[who]), nil
	case "eth_blockNumber":
		s.blocks = append(s.blocks, s.open)
		s.open = nil
		return hexutil.Uint64(len(s.blocks) - 1), nil
	case "eth_getBlockReceipts":
		var number hexutil.Uint64
		_ = json.Unmarshal(params[0], &number)
		return s.blocks[number], nil
	case "eth_getTransactionReceipt":
		var hash common.Hash
		_ = json.Unmarshal(params[0], &hash)
		if s.behind > 0 {
			s.behind--
			time.Sleep(settleTime + 50*time.Millisecond)
			return nil, nil
		}
		if r, ok := s.moved[hash]; ok {
			return r, nil
		}
		return nil, nil
	case "eth_sendRawTransaction":
		return s.take(params[0])
	}
	return nil, fmt.Errorf("no method %s", method)
}

func (s *scripted) take(param json.RawMessage) (any, error) {
	var raw hexutil.Bytes
	_ = json.Unmarshal(param, &raw)
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return nil, err
	}
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx)
	if err != nil {
		return nil, err
	}
	i := s.sends
	s.sends++
	if s.refuse != nil && s.refuse(i) != "" {
		return nil, fmt.Errorf("%s", s.refuse(i))
	}
	if tx.Nonce() < s.nonces[from] {
		return nil, fmt.Errorf("nonce too low: next %d", s.nonces[from])
	}
	s.nonces[from]++
	r := receipt{Hash: tx.Hash(), Status: 1, Block: hexutil.Uint64(len(s.blocks))}
	if s.failed != nil && s.failed(i) {
		r.Status = 0
	}
	switch {
	case s.move != nil && s.move(i):
		r.Block = 0
		s.moved[r.Hash] = r
	case s.forget == nil || !s.forget(i):
		s.open = append(s.open, r)
	}
	if s.hangUp != nil && s.hangUp(i) {
		return nil, fmt.Errorf("hang up")
	}
	return tx.Hash(), nil
}

const settleTime = 200 * time.Millisecond

// load runs until enough transactions are acknowledged, however long that takes.
func load(t *testing.T, s *scripted) *Result {
	enough := make(chan struct{})
	var told atomic.Int64
	return loadWith(t, s, func(c *Config) {
		c.Enough = enough
		c.Acknowledged = func(_, _ time.Time) {
			if told.Add(1) == 40 {
				close(enough)
			}
		}
	})
}

func loadWith(t *testing.T, s *scripted, change func(*Config)) *Result {
	t.Helper()
	s.nonces, s.moved = map[common.Address]uint64{}, map[common.Hash]receipt{}
	server := httptest.NewServer(s)
	defer server.Close()
	funder, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{
		RPC: []string{server.URL}, Duration: time.Hour, Senders: 4, Kind: Transfer, Rate: 200,
		Funder: funder, Seed: t.Name(), Settle: settleTime,
	}
	change(&cfg)
	result, err := Run(t.Context(), cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if result.Acknowledged < 10 {
		t.Fatalf("acknowledged %d transactions: the load did not run", result.Acknowledged)
	}
	return result
}

func TestCleanRun(t *testing.T) {
	r := load(t, &scripted{})
	if r.Lost != 0 || r.Reverted != 0 || len(r.Errors) != 0 || r.Sent != r.Acknowledged || r.Sealed != r.Acknowledged {
		t.Errorf("got %+v, want everything acknowledged and sealed", r)
	}
	if r.P50 <= 0 || r.P99 < r.P50 || r.Max < r.P99 {
		t.Errorf("latencies out of order: %+v", r)
	}
}

// A node that forgets what it acknowledged is the very thing to find.
func TestForgottenIsLost(t *testing.T) {
	if r := load(t, &scripted{forget: func(i int) bool { return i == 3 || i == 7 }}); r.Lost != 2 {
		t.Errorf("lost: got %d, want 2 (%+v)", r.Lost, r)
	}
}

// What L1 makes the sequencers move is not lost, wherever it goes.
func TestMovedIsNotLost(t *testing.T) {
	if r := load(t, &scripted{move: func(i int) bool { return i%3 == 1 }, forget: func(i int) bool { return i == 6 }}); r.Lost != 1 {
		t.Errorf("lost: got %d, want 1 (%+v)", r.Lost, r)
	}
}

// A member that lost its disk is asked while it catches up, on a busy machine: nothing is lost that is there when the
// time is over.
func TestSlowNodeLosesNothing(t *testing.T) {
	if r := load(t, &scripted{move: func(i int) bool { return i == 3 || i == 8 }, behind: 1}); r.Lost != 0 {
		t.Errorf("lost: got %d, want 0 (%+v)", r.Lost, r)
	}
}

// TestNewest has one node that is behind, and one that is gone: what the third has acknowledged counts.
func TestNewest(t *testing.T) {
	at := func(blocks int) string {
		server := httptest.NewServer(&scripted{blocks: make([][]receipt, blocks)}) // one more when it is asked
		t.Cleanup(server.Close)
		return server.URL
	}
	cfg := &Config{RPC: []string{"http://127.0.0.1:1", at(70), at(4)}, Settle: settleTime}
	if head, err := newest(t.Context(), cfg); head != 70 || err != nil {
		t.Errorf("got %d, %v, want 70", head, err)
	}
	cfg.RPC = cfg.RPC[:1]
	if _, err := newest(t.Context(), cfg); err == nil {
		t.Error("nobody answers, and there is a head")
	}
}

func TestFailedReceiptsAreCounted(t *testing.T) {
	if r := load(t, &scripted{failed: func(i int) bool { return i == 5 }}); r.Reverted != 1 || r.Lost != 0 {
		t.Errorf("got %d reverted, %d lost, want 1 and 0", r.Reverted, r.Lost)
	}
}

func TestRefusedIsTriedAgain(t *testing.T) {
	r := load(t, &scripted{refuse: func(i int) string {
		if i == 2 || i == 4 {
			return "no leader: wait"
		}
		return ""
	}})
	if r.Errors["no leader"] != 2 || r.Lost != 0 || r.Acknowledged != r.Sent {
		t.Errorf("got %+v, want two errors of one kind and nothing else", r)
	}
}

// A transaction that went in although its sender never heard so must neither count as acknowledged nor hold up its
// account.
func TestUnknownFate(t *testing.T) {
	r := load(t, &scripted{hangUp: func(i int) bool { return i == 6 }})
	if r.LandedUnknown != 1 || r.Acknowledged != r.Sent-1 || r.Lost != 0 || r.Errors["nonce too low"] != 1 {
		t.Errorf("got %+v, want one transaction landed without acknowledgement", r)
	}
}

// TestEnough has a test hear of each acknowledgement at once, and end the load when it has seen enough.
func TestEnough(t *testing.T) {
	enough := make(chan struct{})
	var told atomic.Int64
	r := loadWith(t, &scripted{}, func(c *Config) {
		c.Enough = enough
		c.Acknowledged = func(sent, at time.Time) {
			if at.Before(sent) {
				t.Errorf("acknowledged at %s, sent at %s", at, sent)
			}
			if told.Add(1) == 20 {
				close(enough)
			}
		}
	})
	if r.Lost != 0 || int64(r.Acknowledged) != told.Load() || r.Seconds > 60 {
		t.Errorf("told of %d acknowledgements, got %+v", told.Load(), r)
	}
}

// Nodes fail one after the other, and each time its senders turn away: they must not all end at one node.
func TestSendersStaySpread(t *testing.T) {
	urls := []string{"http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3"}
	var senders []*sender
	for i := range 300 {
		s, err := newSender("spread", i, nil, urls)
		if err != nil {
			t.Fatal(err)
		}
		senders = append(senders, s)
	}
	for _, down := range []string{"127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3", "127.0.0.1:1"} {
		at := map[string]int{}
		for _, s := range senders {
			if s.conns[0].host == down {
				s.elsewhere()
			}
			at[s.conns[0].host]++
		}
		for _, url := range urls {
			if host := strings.TrimPrefix(url, "http://"); host != down && at[host] < 20 {
				t.Errorf("%s fails: got %v, want 20 at least of 300 senders at each of the others", down, at)
			}
		}
	}
}

func TestQuantile(t *testing.T) {
	list := []time.Duration{1 * time.Millisecond, 2 * time.Millisecond, 3 * time.Millisecond, 4 * time.Millisecond}
	for _, c := range []struct {
		q, want float64
	}{{0.5, 2}, {0.75, 3}, {0.99, 4}, {1, 4}, {0.01, 1}} {
		if got := quantile(list, c.q); got != c.want {
			t.Errorf("quantile %g: got %g, want %g", c.q, got, c.want)
		}
	}
	if got := quantile(nil, 0.5); got != 0 {
		t.Errorf("quantile of nothing: got %g", got)
	}
}

// The hand-written call must stay what the contract's binding makes.
func TestTransferCall(t *testing.T) {
	to := common.HexToAddress("0x00000000000000000000000000000000deadbeef")
	if got, want := hexutil.Encode(transferCall(to)), hexutil.Encode(token.PackTransfer(to, common.Big1)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestValidate(t *testing.T) {
	err := (&Config{RPC: []string{"ws://x"}, Kind: "none", Rate: -1}).Validate()
	for _, want := range []string{"RPC URL", "duration", "senders", "kind", "rate", "funds", "settle"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("complaint about %s is missing in %v", want, err)
		}
	}
}

// Where the node says what a transaction needs, the load tips that and an eighth, not the most that a wallet might
// need.
func TestTipsWhatIsNeeded(t *testing.T) {
	for _, c := range []struct{ suggested, needed, want int64 }{{900, 80, 90}, {50, 80, 50}, {1, 0, 1}} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var q struct{ ID json.RawMessage }
			_ = json.NewDecoder(r.Body).Decode(&q)
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": q.ID,
				"result": map[string]any{"tipNeeded": hexutil.EncodeBig(big.NewInt(c.needed))}})
		}))
		n, err := dial([]string{server.URL})
		if err != nil {
			t.Fatal(err)
		}
		p := &plan{signer: types.LatestSignerForChainID(common.Big1), chainID: common.Big1, tip: big.NewInt(c.suggested), feeCap: big.NewInt(1e9), kind: Transfer}
		s, err := newSender("tips", 0, p, []string{server.URL})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.askWhatIsNeeded(t.Context(), n, s); err != nil {
			t.Fatal(err)
		}
		if p.tip.Int64() != c.want {
			t.Errorf("a tip of %s where %d is needed and %d suggested, want %d", p.tip, c.needed, c.suggested, c.want)
		}
		n.close()
		server.Close()
	}
}
