// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot/transition"
)

// follower is a member that knows who leads.
type follower struct {
	*solo
	server *Server
	client *gethrpc.Client
}

func newFollower(t *testing.T, leader string) *follower {
	t.Helper()
	f := &follower{solo: newSolo(t)}
	f.follow(leader)
	f.server = newServer(t, f.needs(), DefaultConfig())
	f.client = dial(t, serve(t, f.needs(), nil))
	return f
}

func (f *follower) follow(leader string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.leads, f.leader = false, leader
}

func (f *follower) executesLike(leader *solo) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.like = leader
}

// replacement is tx with higher fees.
func (s *solo) replacement(who int, nonce uint64) *types.Transaction {
	price := s.tx(who, nonce, nil, nil).GasFeeCap()
	return types.MustSignNewTx(s.keys[who], types.LatestSigner(s.chain.Rollup().ChainConfig()), &types.LegacyTx{
		Nonce: nonce, To: &common.Address{9}, Gas: 21_000, GasPrice: price.Mul(price, common.Big2),
	})
}

func wantStage(t *testing.T, c *gethrpc.Client, tx *types.Transaction, stage, reason string) {
	t.Helper()
	if st := call[standing](t, c, "adit_transactionStatus", tx.Hash()); st.Stage != stage || !strings.Contains(st.Reason, reason) {
		t.Errorf("nonce %d: got %s (%s), want %s (%s)", tx.Nonce(), st.Stage, st.Reason, stage, reason)
	}
}

// TestNonceGap sends nonce 1 before nonce 0 through a follower: the hash comes at once, every member shows the
// transaction as queued, a replacement through another member ends it, and the one that is left runs when the gap
// closes.
func TestNonceGap(t *testing.T) {
	s := newSolo(t)
	url := serve(t, s.needs(), nil)
	leader, keeper, third := dial(t, url), newFollower(t, url), newFollower(t, url)
	keeper.executesLike(s)
	third.executesLike(s)
	parked := s.tx(0, 1, &common.Address{9}, nil)
	if hash := call[common.Hash](t, keeper.client, "eth_sendRawTransaction", encode(t, parked)); hash != parked.Hash() {
		t.Fatalf("got %v, want %v", hash, parked.Hash())
	}
	for i, c := range []*gethrpc.Client{leader, keeper.client, third.client} {
		wantStage(t, c, parked, stageQueued, "earlier nonce")
		if got := call[object](t, c, "eth_getTransactionByHash", parked.Hash()); got["hash"] != parked.Hash().Hex() || got["blockHash"] != nil {
			t.Errorf("member %d: got %v", i, got)
		}
		if got := call[hexutil.Bytes](t, c, "eth_getRawTransactionByHash", parked.Hash()); len(got) == 0 {
			t.Errorf("member %d: no raw transaction", i)
		}
		if got := call[map[string]hexutil.Uint](t, c, "txpool_status"); got["queued"] != 1 || got["pending"] != 0 {
			t.Errorf("member %d: got %v", i, got)
		}
		for method, args := range map[string][]any{"txpool_content": nil, "txpool_inspect": nil, "txpool_contentFrom": {s.addrs[0]}} {
			queued := call[map[string]map[string]any](t, c, method, args...)["queued"]
			if args == nil {
				queued, _ = queued[s.addrs[0].Hex()].(object)
			}
			if queued["1"] == nil {
				t.Errorf("member %d: %s shows nothing queued", i, method)
			}
		}
		if got := call[hexutil.Uint64](t, c, "eth_getTransactionCount", s.addrs[0], "pending"); got != 0 {
			t.Errorf("member %d: next nonce %d, want 0", i, got)
		}
	}
	better := s.replacement(0, 1)
	call[common.Hash](t, third.client, "eth_sendRawTransaction", encode(t, better))
	wantStage(t, keeper.client, parked, stageDropped, "replaced")
	if !keeper.server.send.offerKept(t.Context(), url) || len(keeper.pool.Kept()) != 0 {
		t.Errorf("what was replaced is kept: %d", len(keeper.pool.Kept()))
	}
	wantStage(t, keeper.client, parked, stageDropped, "replaced")
	call[common.Hash](t, keeper.client, "eth_sendRawTransaction", encode(t, s.tx(0, 0, &common.Address{9}, nil)))
	await(t, func() bool { _, ok := s.Transaction(better.Hash()); return ok })
	wantStage(t, third.client, better, stageOrdered, "")
}

// reorged is a leader whose chain L1 takes back right behind a transaction that it lets in: what lost its place comes first.
type reorged struct {
	*solo
	waiting atomic.Bool
}

func (r *reorged) Submit(tx *types.Transaction) (*pool.Ticket, error) {
	if r.waiting.Swap(true) {
		return nil, pool.ErrRetry
	}
	return r.solo.Submit(tx)
}

// TestGapOfAReorg has L1 take the transaction back that another one waits behind: that is no gap of the client, who is
// answered when both have their places.
func TestGapOfAReorg(t *testing.T) {
	s := newSolo(t)
	leader, needs := &reorged{solo: s}, s.needs()
	needs.Members = leader
	c := dial(t, serve(t, needs, nil))
	first, second := s.tx(0, 0, &common.Address{9}, nil), s.tx(0, 1, &common.Address{9}, nil)
	sent := make(chan error, 1)
	go func() {
		sent <- c.CallContext(t.Context(), new(common.Hash), "eth_sendRawTransaction", encode(t, second))
	}()
	select {
	case err := <-sent:
		t.Fatalf("answered while what lost its place waits: %v", err)
	case <-time.After(6 * gapPause):
	}
	if _, err := s.Submit(first); err != nil {
		t.Fatal(err)
	}
	leader.waiting.Store(false)
	if err := <-sent; err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Transaction(second.Hash()); !ok {
		t.Error("acknowledged and not ordered")
	}
}

// TestKeeperOffers has the leader lose its pool, and then another one lead: the member that gave the hash brings the
// transaction to both.
func TestKeeperOffers(t *testing.T) {
	s, next := newSolo(t), newSolo(t)
	url, nextURL := serve(t, s.needs(), nil), serve(t, next.needs(), nil)
	keeper := newFollower(t, url)
	parked := s.tx(0, 1, &common.Address{9}, nil)
	call[common.Hash](t, keeper.client, "eth_sendRawTransaction", encode(t, parked))
	s.pool.Reset() // it was started again
	if !keeper.server.send.offerKept(t.Context(), url) || s.pool.Stats().Parked != 1 {
		t.Errorf("the leader has %+v after a restart, want one parked", s.pool.Stats())
	}
	if keeper.server.send.offerKept(t.Context(), "http://127.0.0.1:1") {
		t.Error("offered to nobody")
	}
	keeper.follow(nextURL)
	keeper.executesLike(next)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); keeper.server.send.tend(ctx) }()
	await(t, func() bool { return next.pool.Stats().Parked == 1 })
	cancel()
	<-done
	call[common.Hash](t, keeper.client, "eth_sendRawTransaction", encode(t, s.tx(0, 0, &common.Address{9}, nil)))
	await(t, func() bool { _, ok := next.Transaction(parked.Hash()); return ok })
	wantStage(t, keeper.client, parked, stageOrdered, "")
}

// TestLeaderKeeps has the leader itself give the hash, and stop leading: it offers the transaction to the next one.
func TestLeaderKeeps(t *testing.T) {
	s, next := newSolo(t), newSolo(t)
	server := newServer(t, s.needs(), DefaultConfig())
	c := dial(t, serve(t, s.needs(), nil))
	parked := s.tx(0, 1, &common.Address{9}, nil)
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, parked))
	nextURL := serve(t, next.needs(), nil)
	(&follower{solo: s}).follow(nextURL)
	s.pool.Reset()
	if !server.send.offerKept(t.Context(), nextURL) || next.pool.Stats().Parked != 1 {
		t.Errorf("the next leader has %+v, want one parked", next.pool.Stats())
	}
	s.pool.Drop(parked.Hash(), pool.ErrExpired)
	wantStage(t, c, parked, stageQueued, "") // the next leader still has it
	next.pool.Drop(parked.Hash(), pool.ErrExpired)
	wantStage(t, c, parked, stageDropped, "did not arrive in time")
}

// TestSyncWaitsForTheGap: the receipt is what eth_sendRawTransactionSync waits for, also behind a gap.
func TestSyncWaitsForTheGap(t *testing.T) {
	s := newSolo(t)
	c := dial(t, serve(t, s.needs(), nil))
	parked := s.tx(0, 1, &common.Address{9}, nil)
	code, msg := callErr(t, c, "eth_sendRawTransactionSync", encode(t, parked), 1)
	if code != codeSyncTimeout || !strings.Contains(msg, "waits for an earlier nonce") {
		t.Errorf("got %d %q", code, msg)
	}
	got := make(chan object, 1)
	go func() { got <- call[object](t, c, "eth_sendRawTransactionSync", encode(t, parked), 20_000) }()
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, s.tx(0, 0, &common.Address{9}, nil)))
	await(t, func() bool { _, ok := s.Transaction(parked.Hash()); return ok })
	s.seal()
	select {
	case r := <-got:
		if r["transactionHash"] != parked.Hash().Hex() {
			t.Errorf("got %v", r)
		}
	case <-time.After(10 * time.Second):
		t.Error("no receipt")
	}
}

// TestSyncOfDropped has a transaction be dropped while eth_sendRawTransactionSync waits for its receipt, by the
// member that is asked and by the leader that a follower and a verifier ask: the answer comes at once, and says why.
func TestSyncOfDropped(t *testing.T) {
	s, derived := newSolo(t), newSolo(t)
	url := serve(t, s.needs(), nil)
	leader, follower := dial(t, url), newFollower(t, url)
	verifier := dial(t, serve(t, Needs{Chain: onDisk{derived.chain}}, func(c *Config) { c.ForwardTo = url }))
	for who, asked := range []struct {
		name   string
		client *gethrpc.Client
		keeper *solo
	}{{"leader", leader, s}, {"follower", follower.client, follower.solo}, {"verifier", verifier, s}} {
		parked := s.tx(who, 1, &common.Address{9}, nil)
		got := make(chan error, 1)
		begun := time.Now()
		go func() {
			got <- asked.client.CallContext(t.Context(), nil, "eth_sendRawTransactionSync", encode(t, parked), 60_000)
		}()
		await(t, func() bool {
			return slices.ContainsFunc(asked.keeper.pool.Kept(), func(tx *types.Transaction) bool { return tx.Hash() == parked.Hash() })
		})
		call[common.Hash](t, leader, "eth_sendRawTransaction", encode(t, s.replacement(who, 1)))
		var coded gethrpc.Error
		if err := <-got; !errors.As(err, &coded) || coded.ErrorCode() != codeRejected || !strings.Contains(err.Error(), "was dropped: replaced") {
			t.Errorf("%s: got %v", asked.name, err)
		}
		if took := time.Since(begun); took >= time.Minute {
			t.Errorf("%s: waited its whole time, %v", asked.name, took)
		}
	}
}

// TestVerifierServesWallets has a wallet use a verifier that forwards sends: nothing of it is on L1 yet.
func TestVerifierServesWallets(t *testing.T) {
	s, derived := newSolo(t), newSolo(t)
	sequencer := serve(t, s.needs(), nil)
	verifier := serve(t, Needs{Chain: onDisk{derived.chain}}, func(c *Config) { c.ForwardTo = sequencer })
	both(t, verifier, func(t *testing.T, c *gethrpc.Client) {
		nonce := uint64(call[hexutil.Uint64](t, c, "eth_getTransactionCount", s.addrs[0], "pending"))
		if want, _ := s.Account(s.addrs[0]); nonce != want {
			t.Errorf("next nonce %d, want %d", nonce, want)
		}
		tx, parked := s.tx(0, nonce, &common.Address{9}, nil), s.tx(0, nonce+5, &common.Address{9}, nil)
		for _, tx := range []*types.Transaction{tx, parked} {
			call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx))
			if got := call[object](t, c, "eth_getTransactionByHash", tx.Hash()); got["hash"] != tx.Hash().Hex() {
				t.Errorf("got %v", got)
			}
		}
		if got := call[hexutil.Uint64](t, c, "eth_getTransactionCount", s.addrs[0], "pending"); uint64(got) != nonce+1 {
			t.Errorf("next nonce %d, want %d", got, nonce+1)
		}
		if got := call[hexutil.Uint64](t, c, "eth_getTransactionCount", s.addrs[0], "latest"); got != 0 {
			t.Errorf("nonce %d on L1, want 0", got)
		}
		filled := call[struct{ Tx object }](t, c, "eth_fillTransaction", object{"from": s.addrs[0], "to": s.addrs[1], "gas": "0x5208"})
		if filled.Tx["nonce"] != hexutil.Uint64(nonce+1).String() {
			t.Errorf("filled in nonce %v, want %d", filled.Tx["nonce"], nonce+1)
		}
		wantStage(t, c, tx, stageOrdered, "")
		wantStage(t, c, parked, stageQueued, "")
		if got := call[map[string]hexutil.Uint](t, c, "txpool_status"); got["queued"] == 0 {
			t.Errorf("got %v", got)
		}
	})
	// The node that it asks is away, or asks it in turn: its own answer stands.
	circle := serve(t, Needs{Chain: onDisk{derived.chain}}, func(c *Config) { c.ForwardTo = verifier })
	for _, url := range []string{circle, serve(t, Needs{Chain: onDisk{derived.chain}}, func(c *Config) { c.ForwardTo = "http://127.0.0.1:1" })} {
		if got := call[any](t, dial(t, url), "eth_getTransactionByHash", common.Hash{1}); got != nil {
			t.Errorf("got %v", got)
		}
		if got := call[hexutil.Uint64](t, dial(t, url), "eth_getTransactionCount", s.addrs[0], "pending"); got != 0 {
			t.Errorf("next nonce %d, want the one on L1", got)
		}
	}
}

// TestVerifierAsksWhoLeads has a verifier forward to a member that does not lead: it still tells what only the leader
// knows. Members that take each other for the leader do not pass the question round.
func TestVerifierAsksWhoLeads(t *testing.T) {
	s, derived := newSolo(t), newSolo(t)
	leader := serve(t, s.needs(), nil)
	away := &far{leader: leader}
	follower := serve(t, Needs{Chain: onDisk{derived.chain}, Members: away, Open: derived}, nil)
	verifier := serve(t, Needs{Chain: onDisk{derived.chain}}, func(c *Config) { c.ForwardTo = follower })
	parked := s.tx(0, 5, &common.Address{9}, nil)
	call[common.Hash](t, dial(t, leader), "eth_sendRawTransaction", encode(t, parked))
	both(t, verifier, func(t *testing.T, c *gethrpc.Client) { wantStage(t, c, parked, stageQueued, "") })

	other := &far{leader: follower}
	second := serve(t, Needs{Chain: onDisk{derived.chain}, Members: other, Open: derived}, nil)
	away.mu.Lock()
	away.leader = second
	away.mu.Unlock()
	wantStage(t, dial(t, verifier), parked, stageUnknown, "")
}

// TestEveryBlockOfABatch moves the head over 31 blocks at once, as a verifier does for a batch: subscribers and
// filters are told of each of them, and of all receipts.
func TestEveryBlockOfABatch(t *testing.T) {
	s := newSolo(t)
	c := dial(t, wsURL(serve(t, s.needs(), nil)))
	const blocks = 31
	heads, receipts := make(chan *types.Header, blocks), make(chan []object, 2*blocks)
	if _, err := c.EthSubscribe(t.Context(), heads, "newHeads"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.EthSubscribe(t.Context(), receipts, "transactionReceipts"); err != nil {
		t.Fatal(err)
	}
	filter := call[string](t, c, "eth_newBlockFilter")
	at, err := s.chain.Head()
	if err != nil {
		t.Fatal(err)
	}
	for i := range blocks {
		b, err := s.chain.Open(at, transition.Context{Timestamp: at.Time() + 1})
		if err != nil {
			t.Fatal(err)
		}
		for who := range 2 {
			if _, err := b.Attempt(s.tx(who, uint64(i), &common.Address{9}, nil)); err != nil {
				t.Fatal(err)
			}
		}
		block, err := s.chain.Seal(b)
		if err != nil {
			t.Fatal(err)
		}
		at = transition.Head{Header: block.Header(), Cursor: block.Cursor}
	}
	if err := s.chain.SetHead(at.Hash()); err != nil {
		t.Fatal(err)
	}
	told := 0
	for i := range blocks {
		if head := receive(t, heads); head.Number.Uint64() != uint64(i+1) {
			t.Fatalf("head %d came, want %d", head.Number, i+1)
		}
		told += len(receive(t, receipts))
	}
	if told != 2*blocks {
		t.Errorf("told of %d receipts, want %d", told, 2*blocks)
	}
	var hashes []common.Hash
	await(t, func() bool {
		hashes = append(hashes, call[[]common.Hash](t, c, "eth_getFilterChanges", filter)...)
		return len(hashes) >= blocks
	})
	if len(hashes) != blocks {
		t.Errorf("the filter told of %d blocks, want %d", len(hashes), blocks)
	}
}

// TestFinalNo: what is kept goes when another transaction has its nonce, and stays when the leader may take it later.
func TestFinalNo(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"replaced", fmt.Errorf("%w: nonce 3", txpool.ErrReplaceUnderpriced), pool.ErrReplaced},
		{"passed", fmt.Errorf("%w: next nonce 4", core.ErrNonceTooLow), pool.ErrPassed},
		{"no room", pool.ErrFull, nil},
		{"base fee too high for it now", core.ErrFeeCapTooLow, nil},
		{"no money yet", core.ErrInsufficientFunds, nil},
	} {
		if got := finalNo(&rpcError{Code: codeRejected, Message: c.err.Error()}); !errors.Is(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
