// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/sequencer/pool"
)

// far is a follower: it knows where the leader is and takes nothing itself.
type far struct {
	mu     sync.Mutex
	leader string
	asked  chan struct{} // gets a token per question, if there is room
	self   *solo         // once set, this member leads

	pass func() (string, error) // nil: soloPass
}

func (f *far) Leader() (string, bool, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	select {
	case f.asked <- struct{}{}:
	default:
	}
	return f.leader, f.self != nil, f.self != nil || f.leader != ""
}

func (f *far) Pass(context.Context, string) (string, error) {
	if f.pass != nil {
		return f.pass()
	}
	return soloPass, nil
}

func (f *far) Admits(string) bool { return false }

func (f *far) Submit(tx *types.Transaction) (*pool.Ticket, error) {
	f.mu.Lock()
	self := f.self
	f.mu.Unlock()
	if self == nil {
		return nil, pool.ErrRetry
	}
	return self.Submit(tx)
}

func (f *far) set(leader string, self *solo) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.leader, f.self = leader, self
}

// Only who shows the pass that members tell each other gets the room of a member: no other header changes anything.
func TestOnlyMembersGetMoreRoom(t *testing.T) {
	member := &Server{cfg: DefaultConfig(), need: Needs{Members: new(solo)}}
	verifier := &Server{cfg: DefaultConfig()}
	for name, c := range map[string]struct {
		to   *Server
		with http.Header
		want bool
	}{
		"a stranger":               {member, http.Header{}, false},
		"a stranger that forwards": {member, http.Header{forwardedHeader: {"1"}}, false},
		"a stranger that guesses":  {member, http.Header{forwardedHeader: {"1"}, memberHeader: {"1"}}, false},
		"a stranger with no pass":  {member, http.Header{memberHeader: {""}}, false},
		"a member":                 {member, http.Header{memberHeader: {soloPass}}, true},
		"anybody, at a verifier":   {verifier, http.Header{forwardedHeader: {"1"}, memberHeader: {soloPass}}, false},
	} {
		if got := c.to.isMember(c.with); got != c.want {
			t.Errorf("%s: taken for a member: %t", name, got)
		}
	}
}

func TestFollowerForwards(t *testing.T) {
	s := newSolo(t)
	leader := serve(t, s.needs(), nil)
	follower := serve(t, Needs{Chain: onDisk{s.chain}, Members: &far{leader: leader}, Open: s}, nil)
	nonce := uint64(0)
	both(t, follower, func(t *testing.T, c *gethrpc.Client) {
		tx := s.tx(0, nonce, &common.Address{9}, nil)
		nonce++
		if hash := call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx)); hash != tx.Hash() {
			t.Errorf("got %v, want %v", hash, tx.Hash())
		}
		if _, ok := s.Transaction(tx.Hash()); !ok {
			t.Error("acknowledged but not ordered")
		}
		// A rejection comes back as the leader gave it.
		code, msg := callErr(t, c, "eth_sendRawTransaction", encode(t, s.tx(0, nonce-1, &common.Address{8}, nil)))
		if code != codeRejected || !strings.Contains(msg, "nonce too low") {
			t.Errorf("got %d %q", code, msg)
		}
		var batch []gethrpc.BatchElem
		for range 20 {
			batch = append(batch, gethrpc.BatchElem{Method: "eth_sendRawTransaction", Args: []any{encode(t, s.tx(0, nonce, &common.Address{9}, nil))}, Result: new(common.Hash)})
			nonce++
		}
		if err := c.BatchCallContext(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
		for i, elem := range batch {
			if elem.Error != nil {
				t.Errorf("element %d: %v", i, elem.Error)
			}
		}
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.shown, soloPass) {
		t.Errorf("the leader was shown the passes %q, want one of a member", s.shown)
	}
}

// TestLeaderChange has the leader go away while a transaction waits there, and another take over.
func TestLeaderChange(t *testing.T) {
	old, next := newSolo(t), newSolo(t)
	old.hold = true
	members := &far{leader: serve(t, old.needs(), nil)}
	c := dial(t, serve(t, Needs{Chain: onDisk{next.chain}, Members: members, Open: next, Pool: next.pool}, nil))
	tx := next.tx(0, 0, &common.Address{9}, nil)
	sent := make(chan error, 1)
	go func() {
		sent <- c.CallContext(t.Context(), new(common.Hash), "eth_sendRawTransaction", encode(t, tx))
	}()
	await(t, func() bool { return old.pool.Stats().Queued == 1 })
	members.set("", next)
	old.mu.Lock()
	old.leads, old.leader = false, ""
	old.mu.Unlock()
	old.pool.Reset()
	if err := <-sent; err != nil {
		t.Fatal(err)
	}
	if _, ok := next.Transaction(tx.Hash()); !ok {
		t.Error("acknowledged but not ordered by the new leader")
	}
}

// TestSilentLeader has the leader stand still with a transaction, its connections open, and another take over: the
// follower must not wait for the old one, nor use that connection again.
func TestSilentLeader(t *testing.T) {
	old, next := newSolo(t), newSolo(t)
	old.hold = true
	oldURL := serve(t, old.needs(), nil)
	members := &far{leader: oldURL}
	c := dial(t, serve(t, Needs{Chain: onDisk{next.chain}, Members: members, Open: next}, func(cfg *Config) { cfg.AckTimeout = time.Minute }))
	tx := next.tx(0, 0, &common.Address{9}, nil)
	sent := make(chan error, 1)
	go func() {
		sent <- c.CallContext(t.Context(), new(common.Hash), "eth_sendRawTransaction", encode(t, tx))
	}()
	await(t, func() bool { return old.pool.Stats().Queued == 1 })
	members.set(serve(t, next.needs(), nil), nil)
	select {
	case err := <-sent:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the follower still waits for the leader before")
	}
	if _, ok := next.Transaction(tx.Hash()); !ok {
		t.Error("acknowledged but not ordered by the new leader")
	}
}

// TestTicketOfADeposedLeader has a transaction wait in the pool of a member that no longer leads and was not told.
func TestTicketOfADeposedLeader(t *testing.T) {
	old, next := newSolo(t), newSolo(t)
	old.hold = true
	needs := old.needs()
	needs.Open = next // it executes what the next leader orders
	c := dial(t, serve(t, needs, nil))
	tx := next.tx(0, 0, &common.Address{9}, nil)
	sent := make(chan error, 1)
	go func() {
		sent <- c.CallContext(t.Context(), new(common.Hash), "eth_sendRawTransaction", encode(t, tx))
	}()
	await(t, func() bool { return old.pool.Stats().Queued == 1 })
	url := serve(t, next.needs(), nil)
	old.mu.Lock()
	old.leads, old.leader = false, url
	old.mu.Unlock()
	if err := <-sent; err != nil {
		t.Fatal(err)
	}
	if _, ok := next.Transaction(tx.Hash()); !ok {
		t.Error("acknowledged but not ordered by the new leader")
	}
}

// TestUnreachableLeader has the leader's address answer nobody until a leader is there again.
func TestUnreachableLeader(t *testing.T) {
	s := newSolo(t)
	members := &far{leader: "http://127.0.0.1:1", asked: make(chan struct{}, 2)}
	c := dial(t, serve(t, Needs{Chain: onDisk{s.chain}, Members: members, Open: s}, nil))
	sent := make(chan error, 1)
	go func() {
		sent <- c.CallContext(t.Context(), new(common.Hash), "eth_sendRawTransaction", encode(t, s.tx(0, 0, &common.Address{9}, nil)))
	}()
	<-members.asked
	<-members.asked
	members.set(serve(t, s.needs(), nil), nil)
	if err := <-sent; err != nil {
		t.Fatal(err)
	}
}

func TestUnknownFate(t *testing.T) {
	s := newSolo(t)
	s.hold = true
	c := dial(t, serve(t, s.needs(), func(c *Config) { c.AckTimeout = 50 * time.Millisecond }))
	tx := s.tx(0, 0, &common.Address{9}, nil)
	if code, msg := callErr(t, c, "eth_sendRawTransaction", encode(t, tx)); code != codeUnknown || !strings.Contains(msg, tx.Hash().Hex()) {
		t.Errorf("got %d %q", code, msg)
	}
	// Nobody leads.
	lost := dial(t, serve(t, Needs{Chain: onDisk{s.chain}, Members: &far{}, Open: s}, func(c *Config) { c.AckTimeout = 50 * time.Millisecond }))
	if code, _ := callErr(t, lost, "eth_sendRawTransaction", encode(t, s.tx(0, 0, &common.Address{9}, nil))); code != codeUnknown {
		t.Errorf("got code %d, want %d", code, codeUnknown)
	}
	// A member that does not lead never passes on what another member gave it.
	if code, _ := callErr(t, lost, "adit_submit", encode(t, s.tx(0, 0, &common.Address{9}, nil))); code != codeRetry {
		t.Errorf("got code %d, want %d", code, codeRetry)
	}
}

func TestVerifierPassesOn(t *testing.T) {
	s := newSolo(t)
	sequencer := serve(t, s.needs(), nil)
	verifier := serve(t, Needs{Chain: onDisk{s.chain}}, func(c *Config) { c.ForwardTo = sequencer })
	c := dial(t, verifier)
	tx := s.tx(0, 0, &common.Address{9}, nil)
	if hash := call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx)); hash != tx.Hash() {
		t.Errorf("got %v", hash)
	}
	if _, msg := callErr(t, c, "eth_sendRawTransaction", encode(t, s.tx(0, 0, &common.Address{8}, nil))); !strings.Contains(msg, "nonce too low") {
		t.Errorf("got %q", msg)
	}
	circle := dial(t, serve(t, Needs{Chain: onDisk{s.chain}}, func(c *Config) { c.ForwardTo = verifier }))
	if _, msg := callErr(t, circle, "eth_sendRawTransaction", encode(t, tx)); !strings.Contains(msg, "circle") {
		t.Errorf("got %q", msg)
	}
}

// TestBatch mixes sends, a gap that closes within the batch, reads, rubbish and a notification.
func TestBatch(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), nil)
	hex := func(nonce uint64) string { return encode(t, s.tx(0, nonce, &common.Address{9}, nil)).String() }
	body := `[
		{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["` + hex(1) + `"]},
		{"jsonrpc":"2.0","id":"two","method":"eth_chainId"},
		{"jsonrpc":"2.0","id":3,"method":"eth_sendRawTransaction","params":["` + hex(0) + `"]},
		{"jsonrpc":"2.0","method":"eth_sendRawTransaction","params":["` + hex(2) + `"]},
		{"jsonrpc":"2.0","id":5,"method":"eth_sendRawTransaction","params":["0x1234"]},
		{"jsonrpc":"2.0","id":6,"method":"eth_sendRawTransaction","params":[]},
		{"jsonrpc":"2.0","id":7,"method":"eth_getTransactionCount","params":["` + s.addrs[0].Hex() + `","pending"]},
		{"jsonrpc":"2.0","id":8,"method":"no_such","params":[]}
	]`
	status, answer := post(t, url, "application/json", body)
	if status != http.StatusOK {
		t.Fatalf("got status %d", status)
	}
	var got []struct {
		ID     json.RawMessage
		Result any
		Error  *rpcError
	}
	if err := json.Unmarshal([]byte(answer), &got); err != nil {
		t.Fatalf("%v in %s", err, answer)
	}
	want := []struct {
		id     string
		result any // nil: an error
		code   int
	}{
		{"1", s.tx(0, 1, &common.Address{9}, nil).Hash().Hex(), 0}, {`"two"`, "0x10e1", 0}, {"3", s.tx(0, 0, &common.Address{9}, nil).Hash().Hex(), 0},
		{"5", nil, codeRejected}, {"6", nil, codeInvalid}, {"7", "0x3", 0}, {"8", nil, -32601},
	}
	if len(got) != len(want) {
		t.Fatalf("got %d answers, want %d: %s", len(got), len(want), answer)
	}
	for i, w := range want {
		g := got[i]
		if string(g.ID) != w.id || g.Result != w.result || (g.Error != nil) != (w.result == nil) || (g.Error != nil && g.Error.Code != w.code) {
			t.Errorf("answer %d: got %s %v %v, want %+v", i, g.ID, g.Result, g.Error, w)
		}
	}
}

// TestEscapes hides what the front looks for behind JSON escapes.
func TestEscapes(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), nil)
	tx := s.tx(0, 0, &common.Address{9}, nil)
	for body, want := range map[string]string{
		`{"jsonrpc":"2.0","id":1,"method":"eth_send\u0052awTransaction","params":["` + encode(t, tx).String() + `"]}`:           tx.Hash().Hex(),
		`{"jsonrpc":"2.0","id":1,"method":"eth_getTransactionC\u006funt","params":["` + s.addrs[1].Hex() + `","p\u0065nding"]}`: `"0x0"`,
	} {
		if _, answer := post(t, url, "application/json", body); !strings.Contains(answer, want) {
			t.Errorf("%s: got %s, want %s", body, answer, want)
		}
	}
}

// TestSubscriptionsApart has batches over WebSocket hold subscriptions, which only the connection's server can carry
// out, and calls that only the front may.
func TestSubscriptionsApart(t *testing.T) {
	s := newSolo(t)
	conn := wsDial(t, serve(t, s.needs(), nil))
	for text, want := range map[string]string{
		`[{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]},{"jsonrpc":"2.0","id":2,"method":"eth_c\u0061ll"}]`:       "send them apart",
		`[{"jsonrpc":"2.0","id":1,"method":"eth_unsubscribe","params":["0x1"]},{"jsonrpc":"2.0","id":2,"method":"eth_call","params":[{}]}]`: "send them apart",
		`[{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]},{"jsonrpc":"2.0","id":2,"method":"eth_chainId"}]`:         "0x10e1",
	} {
		if got := say(t, conn, text); !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestSendSync(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), nil)
	both(t, url, func(t *testing.T, c *gethrpc.Client) {
		nonce := uint64(call[hexutil.Uint64](t, c, "eth_getTransactionCount", s.addrs[0], "pending"))
		tx := s.tx(0, nonce, &common.Address{9}, nil)
		got := make(chan object, 1)
		go func() { got <- call[object](t, c, "eth_sendRawTransactionSync", encode(t, tx), 20_000) }()
		await(t, func() bool { _, ok := s.Transaction(tx.Hash()); return ok })
		s.seal()
		if r := <-got; r["transactionHash"] != tx.Hash().Hex() || r["status"] != "0x1" {
			t.Errorf("got %v", r)
		}
		code, msg := callErr(t, c, "eth_sendRawTransactionSync", encode(t, s.tx(0, nonce+1, &common.Address{9}, nil)), 1)
		if code != codeSyncTimeout {
			t.Errorf("got %d %q", code, msg)
		}
	})
}

func TestSubscriptions(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), func(c *Config) { c.Subscriptions = 3 })
	c := dial(t, wsURL(url))
	hashes, heads, logs := make(chan common.Hash, 8), make(chan *types.Header, 8), make(chan types.Log, 8)
	for _, sub := range []struct {
		ch   any
		args []any
	}{{hashes, []any{"newPendingTransactions"}}, {heads, []any{"newHeads"}}, {logs, []any{"logs", object{}}}} {
		if _, err := c.EthSubscribe(t.Context(), sub.ch, sub.args...); err != nil {
			t.Fatal(err)
		}
	}
	_, err := c.EthSubscribe(t.Context(), make(chan common.Hash), "newPendingTransactions")
	if err == nil || !strings.Contains(err.Error(), "too many subscriptions") {
		t.Errorf("got %v for a fourth subscription", err)
	}
	// Init code that logs.
	tx := s.tx(0, 0, nil, common.FromHex("60006000a0"))
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx))
	if hash := receive(t, hashes); hash != tx.Hash() {
		t.Errorf("got %v, want %v", hash, tx.Hash())
	}
	s.seal()
	if head := receive(t, heads); head.Number.Uint64() != 1 {
		t.Errorf("got head %v", head.Number)
	}
	if log := receive(t, logs); log.TxHash != tx.Hash() {
		t.Errorf("got log of %v", log.TxHash)
	}
	// One that has ended makes room.
	another := dial(t, wsURL(url))
	for range 5 {
		await(t, func() bool {
			sub, err := another.EthSubscribe(t.Context(), make(chan *types.Header, 1), "newHeads")
			if err == nil {
				sub.Unsubscribe()
			}
			return err == nil
		})
	}
}

func TestFilters(t *testing.T) {
	s := newSolo(t)
	c := dial(t, serve(t, s.needs(), func(c *Config) { c.FiltersPerClient, c.LogBlocks, c.AnswerBytes = 2, 3, 900 }))
	logger := common.FromHex("60006000a0")
	filter := call[string](t, c, "eth_newFilter", object{"fromBlock": "0x0"})
	pending := call[string](t, c, "eth_newPendingTransactionFilter")
	if code, _ := callErr(t, c, "eth_newBlockFilter"); code != codeLimit {
		t.Errorf("got code %d for a third filter", code)
	}
	tx := s.tx(0, 0, nil, logger)
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx))
	await(t, func() bool {
		got := call[[]common.Hash](t, c, "eth_getFilterChanges", pending)
		return len(got) == 1 && got[0] == tx.Hash()
	})
	s.seal()
	await(t, func() bool { return len(call[[]types.Log](t, c, "eth_getFilterChanges", filter)) == 1 })
	await(t, func() bool { return len(call[[]types.Log](t, c, "eth_getFilterLogs", filter)) == 1 })
	if !call[bool](t, c, "eth_uninstallFilter", pending) {
		t.Error("the filter was not there")
	}
	call[string](t, c, "eth_newBlockFilter")

	s.seal()
	if got := call[[]types.Log](t, c, "eth_getLogs", object{"fromBlock": "earliest", "toBlock": "latest"}); len(got) != 1 {
		t.Errorf("got %d logs over the whole chain", len(got))
	}
	s.seal()
	if code, msg := callErr(t, c, "eth_getLogs", object{"fromBlock": "0x0"}); code != codeLimit || !strings.Contains(msg, "4 blocks") {
		t.Errorf("got %d %q", code, msg)
	}
	if code, _ := callErr(t, c, "eth_getFilterLogs", filter); code != codeLimit {
		t.Errorf("got code %d", code)
	}
	for nonce := uint64(1); nonce < 3; nonce++ {
		call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, s.tx(0, nonce, nil, logger)))
	}
	s.seal()
	if code, msg := callErr(t, c, "eth_getLogs", object{}); code != codeLimit || !strings.Contains(msg, "larger than 900 bytes") {
		t.Errorf("got %d %q", code, msg)
	}
}

// TestFilterShares has one client install all the filters that it can, and two others take all that are left: each
// newcomer gets one all the same, from whoever has the most.
func TestFilterShares(t *testing.T) {
	s := newSolo(t)
	cfg := DefaultConfig()
	cfg.Filters, cfg.FiltersPerClient = 6, 4
	server := newServer(t, s.needs(), cfg)
	install := func(client string) string {
		r, _ := parse([]byte(`{"jsonrpc":"2.0","id":1,"method":"eth_newBlockFilter","params":[]}`), 1)
		return string(server.front.answer(withClient(t.Context(), client), r))
	}
	for range 4 {
		install("mallory")
	}
	if answer := install("mallory"); !strings.Contains(answer, errTooManyFilters.Message) {
		t.Errorf("got %s for a fifth filter of one client", answer)
	}
	for _, client := range []string{"trudy", "trudy", "alice"} {
		if answer := install(client); !strings.Contains(answer, "result") {
			t.Errorf("%s got %s", client, answer)
		}
	}
	if answer := install("mallory"); !strings.Contains(answer, errTooManyFilters.Message) {
		t.Errorf("whoever has the most got %s", answer)
	}
	if answer := install("bob"); !strings.Contains(answer, "result") {
		t.Errorf("bob got %s", answer)
	}
}

func post(t testing.TB, url, contentType, body string) (int, string) {
	t.Helper()
	resp, err := http.Post(url, contentType, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(answer)
}

func receive[T any](t testing.TB, ch <-chan T) T {
	t.Helper()
	select {
	case v := <-ch:
		return v
	case <-time.After(time.Minute):
		t.Fatal("nothing came")
		panic("unreachable")
	}
}

// await polls for something that happens in another goroutine.
func await(t testing.TB, cond func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !cond(); {
		if time.Now().After(deadline) {
			t.Fatal("it did not happen")
		}
		time.Sleep(time.Millisecond)
	}
}
