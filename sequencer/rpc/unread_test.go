// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"encoding/json"
	"errors"
	"math/big"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth/filters"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/stateroot/transition"
)

// bookings are what filters and subscriptions have of their budgets, and how many filters there are.
func (s *subscriptions) bookings() (polls, standing, unread int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range []*budget{s.standing, s.unread} {
		b.mu.Lock()
		defer b.mu.Unlock()
	}
	return len(s.polls), s.standing.used, s.unread.used
}

// transfers are n transactions that the ordered feed may tell of.
func (s *solo) transfers(n int) []*types.Transaction {
	txs := make([]*types.Transaction, n)
	for i := range txs {
		txs[i] = types.NewTx(&types.LegacyTx{Nonce: uint64(i)})
	}
	return txs
}

// TestUnreadResultsAreBounded has filters gather what nobody polls: what would be more than their client's room, or
// than all have, is let go with its filter, whose next poll says so, while the filters of others have all of theirs.
func TestUnreadResultsAreBounded(t *testing.T) {
	const batch = 10
	for _, c := range []struct {
		name                    string
		answer, share, total    int // in batches
		mallory                 int // filters
		batches, left, leftOver int // filters of mallory's after so many batches
	}{
		{"longer than an answer", 4, 40, 80, 1, 5, 0, 0},
		{"more than a client's room", 20, 20, 80, 4, 6, 3, 18},
		{"more than the room of all", 20, 20, 22, 1, 17, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSolo(t)
			const one = batch * hashBytes
			cfg := DefaultConfig()
			cfg.BodyBytes, cfg.AnswerBytes, cfg.KeptPerClient, cfg.KeptBytes = 1024, c.answer*one, c.share*one, c.total*one
			server := newServer(t, s.needs(), cfg)
			ask := func(client, method, params string) string {
				r, _ := parse([]byte(`{"jsonrpc":"2.0","id":1,"method":"`+method+`","params":[`+params+`]}`), 1)
				var answer struct {
					Result json.RawMessage
					Error  *rpcError
				}
				if err := json.Unmarshal(server.front.answer(withClient(t.Context(), client), r), &answer); err != nil {
					t.Fatal(err)
				}
				if answer.Error != nil {
					return answer.Error.Message
				}
				return string(answer.Result)
			}
			var ids []string
			for range c.mallory {
				ids = append(ids, ask("mallory", "eth_newPendingTransactionFilter", ""))
			}
			alice := ask("alice", "eth_newPendingTransactionFilter", "")
			sent := s.transfers(batch)
			for i := range c.batches {
				s.feed.Send(core.NewTxsEvent{Txs: sent})
				// Alice polls each of them.
				var got []common.Hash
				await(t, func() bool {
					if err := json.Unmarshal([]byte(ask("alice", "eth_getFilterChanges", alice)), &got); err != nil {
						t.Fatalf("batch %d: %v", i, err)
					}
					return len(got) > 0
				})
				if len(got) != batch || got[0] != sent[0].Hash() {
					t.Errorf("batch %d: alice got %d hashes, want %d", i, len(got), batch)
				}
			}
			await(t, func() bool {
				polls, standing, unread := server.watching.bookings()
				return polls == 1+c.left && standing == (1+c.left)*eachTransaction && unread == c.leftOver*one
			})
			left := 0
			for _, id := range ids {
				switch answer := ask("mallory", "eth_getFilterChanges", id); {
				case strings.HasPrefix(answer, "["):
					left++
				case answer != "filter not found":
					t.Errorf("mallory got %s", answer)
				}
			}
			if left != c.left {
				t.Errorf("mallory has %d filters left, want %d", left, c.left)
			}
			if _, _, unread := server.watching.bookings(); unread != 0 {
				t.Errorf("%d bytes are booked after all was polled", unread)
			}
			if id := ask("mallory", "eth_newPendingTransactionFilter", ""); !strings.HasPrefix(id, `"0x`) {
				t.Errorf("mallory got %s for another filter", id)
			}
			server.Close()
			if polls, standing, unread := server.watching.bookings(); polls+standing+unread != 0 {
				t.Errorf("%d filters, %d of standing, %d bytes after the end", polls, standing, unread)
			}
			if _, err := server.watching.NewBlockFilter(t.Context()); err == nil {
				t.Error("a filter was installed after the end")
			}
		})
	}
}

// TestFilterEnds: a filter ends, with what it has gathered, five minutes after it was made or polled.
func TestFilterEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &subscriptions{cfg: DefaultConfig(), timeout: filterTimeout, standing: newBudget(100, 100), unread: newBudget(1000, 1000), polls: map[gethrpc.ID]*polled{}}
		p := &polled{client: "alice", cost: 7, gone: make(chan struct{})}
		if !s.standing.take(p.client, p.cost) || !s.enter("a", p) {
			t.Fatal("no room")
		}
		for range 3 {
			time.Sleep(filterTimeout - time.Second)
			s.gather("a", []common.Hash{{1}}, hashBytes)
			if events, ok := s.poll("a"); !ok || len(events) != 1 {
				t.Fatalf("got %v, %v from a filter that is polled", events, ok)
			}
		}
		s.gather("a", []common.Hash{{1}}, hashBytes)
		time.Sleep(filterTimeout)
		synctest.Wait()
		if _, ok := s.poll("a"); ok {
			t.Error("the filter is still there")
		}
		if polls, standing, unread := s.bookings(); polls+standing+unread != 0 {
			t.Errorf("%d filters, %d of standing, %d bytes are left", polls, standing, unread)
		}
		select {
		case <-p.gone:
		default:
			t.Error("whoever gathers is not told")
		}
	})
}

// TestFiltersAreGoEthereums polls our filters and go-ethereum's over transactions of all types, blocks, logs and a
// reorganisation.
func TestFiltersAreGoEthereums(t *testing.T) {
	s := newSolo(t)
	server := newServer(t, s.needs(), DefaultConfig())
	ours, theirs := server.watching, filters.NewFilterAPI(filters.NewFilterSystem(server.watching.backend, filters.Config{}))
	ctx, full := t.Context(), true
	type pair struct {
		name         string
		ours, theirs gethrpc.ID
		got, want    []any
	}
	var pairs []*pair
	add := func(name string, a gethrpc.ID, errA error, b gethrpc.ID, errB error) {
		if errA != nil || errB != nil {
			t.Fatalf("%s: %v, %v", name, errA, errB)
		}
		pairs = append(pairs, &pair{name: name, ours: a, theirs: b})
	}
	logger := createAddress(s.addrs[0], 0)
	for name, crit := range map[string]filters.FilterCriteria{
		"all logs": {}, "logs from 0": {FromBlock: common.Big0}, "logs of one": {Addresses: []common.Address{logger}}, "logs of another": {Addresses: []common.Address{{7}}},
		"logs with a topic": {Topics: [][]common.Hash{{{}}}},
	} {
		a, errA := ours.NewFilter(ctx, crit)
		b, errB := theirs.NewFilter(crit)
		add(name, a, errA, b, errB)
	}
	a, err := ours.NewBlockFilter(ctx)
	add("blocks", a, err, theirs.NewBlockFilter(), nil)
	a, err = ours.NewPendingTransactionFilter(ctx, nil)
	add("hashes", a, err, theirs.NewPendingTransactionFilter(nil), nil)
	a, err = ours.NewPendingTransactionFilter(ctx, &full)
	add("transactions", a, err, theirs.NewPendingTransactionFilter(&full), nil)

	items := func(v any) (list []any) {
		enc, err := json.Marshal(v)
		if err == nil {
			err = json.Unmarshal(enc, &list)
		}
		if err != nil || list == nil {
			t.Fatalf("got %s, %v: want a list", enc, err)
		}
		return list
	}
	// poll waits until go-ethereum's filters have told of what happened, and ours of as much.
	poll := func(want map[string]int) {
		t.Helper()
		for _, p := range pairs {
			p.got, p.want = nil, nil
			await(t, func() bool {
				b, err := theirs.GetFilterChanges(p.theirs)
				if err != nil {
					t.Fatal(err)
				}
				a, err := ours.GetFilterChanges(p.ours)
				if err != nil {
					t.Fatal(err)
				}
				p.got, p.want = append(p.got, items(a)...), append(p.want, items(b)...)
				return len(p.want) >= want[p.name] && len(p.got) >= want[p.name]
			})
			if len(p.want) != want[p.name] || !reflect.DeepEqual(p.got, p.want) {
				t.Errorf("%s: got %v\nwant %v, %d of them", p.name, p.got, p.want, want[p.name])
			}
		}
	}
	fork, err := s.chain.Head()
	if err != nil {
		t.Fatal(err)
	}
	poll(nil)

	id := s.chain.Rollup().ChainConfig().ChainID
	auth, err := types.SignSetCode(s.keys[1], types.SetCodeAuthorization{ChainID: *uint256.MustFromBig(id), Address: common.Address{0x79}})
	if err != nil {
		t.Fatal(err)
	}
	list := types.AccessList{{Address: common.Address{8}, StorageKeys: []common.Hash{{1}}}}
	signer := types.LatestSigner(s.chain.Rollup().ChainConfig())
	txs := []*types.Transaction{
		types.MustSignNewTx(s.keys[0], types.HomesteadSigner{}, &types.LegacyTx{To: &common.Address{9}, Gas: 21_000, GasPrice: big.NewInt(1)}),
		types.MustSignNewTx(s.keys[0], signer, &types.LegacyTx{To: &common.Address{9}, Gas: 21_000, GasPrice: big.NewInt(1)}),
		types.MustSignNewTx(s.keys[0], signer, &types.AccessListTx{ChainID: id, Gas: 60_000, GasPrice: big.NewInt(1), AccessList: list}),
		s.tx(0, 0, nil, []byte{1, 2}),
		types.MustSignNewTx(s.keys[0], signer, &types.SetCodeTx{ChainID: uint256.MustFromBig(id), AccessList: list, AuthList: []types.SetCodeAuthorization{auth}}),
	}
	s.feed.Send(core.NewTxsEvent{Txs: txs[:2]})
	s.feed.Send(core.NewTxsEvent{Txs: txs[2:]})
	poll(map[string]int{"hashes": len(txs), "transactions": len(txs)})

	// PUSH0 PUSH0 PUSH0 LOG1, PUSH0 PUSH0 LOG0
	if _, err := s.pool.Add(s.tx(0, 0, nil, common.FromHex("5f5f5fa15f5fa0"))); err != nil {
		t.Fatal(err)
	}
	poll(map[string]int{"hashes": 1, "transactions": 1})
	s.seal()
	logs := map[string]int{"all logs": 2, "logs from 0": 2, "logs of one": 2, "logs with a topic": 1, "blocks": 1}
	poll(logs)

	other, err := s.chain.Open(fork, transition.Context{Timestamp: fork.Time() + 2})
	if err != nil {
		t.Fatal(err)
	}
	block, err := s.chain.Seal(other)
	if err == nil {
		err = s.chain.SetHead(block.Hash())
	}
	if err != nil {
		t.Fatal(err)
	}
	poll(logs)
	for _, p := range pairs {
		if p.name == "all logs" && len(p.got) > 0 && p.got[0].(map[string]any)["removed"] != true {
			t.Errorf("got %v for what was removed", p.got)
		}
	}

	for _, p := range pairs {
		a, errA := ours.GetFilterLogs(ctx, p.ours)
		b, errB := theirs.GetFilterLogs(ctx, p.theirs)
		if !reflect.DeepEqual(a, b) || errA == nil != (errB == nil) || errA != nil && errA.Error() != errB.Error() {
			t.Errorf("%s: got logs %v, %v, want %v, %v", p.name, a, errA, b, errB)
		}
		if a, b := ours.UninstallFilter(p.ours), theirs.UninstallFilter(p.theirs); a != b {
			t.Errorf("%s: uninstalling gives %v, want %v", p.name, a, b)
		}
		_, errA = ours.GetFilterChanges(p.ours)
		_, errB = theirs.GetFilterChanges(p.theirs)
		if errA == nil || errA.Error() != errB.Error() || ours.UninstallFilter(p.ours) {
			t.Errorf("%s: got %v for a filter that is not there, want %v", p.name, errA, errB)
		}
	}
	for _, crit := range []filters.FilterCriteria{
		{FromBlock: common.Big2, ToBlock: common.Big1}, {FromBlock: big.NewInt(gethrpc.PendingBlockNumber.Int64())}, {Topics: make([][]common.Hash, 5)},
	} {
		_, errA := ours.NewFilter(ctx, crit)
		_, errB := theirs.NewFilter(crit)
		if errA == nil || !reflect.DeepEqual(errA, errB) {
			t.Errorf("%v: got %v, want %v", crit, errA, errB)
		}
	}
	if polls, standing, unread := ours.bookings(); polls+standing+unread != 0 {
		t.Errorf("%d filters, %d of standing, %d bytes are left", polls, standing, unread)
	}
}

// TestFiltersUnderWay installs, polls, uninstalls and forgets filters while blocks, logs and transactions come.
// Subscribers get all of them meanwhile, and nothing is booked in the end.
func TestFiltersUnderWay(t *testing.T) {
	s := newSolo(t)
	cfg := DefaultConfig()
	cfg.BodyBytes, cfg.AnswerBytes, cfg.KeptPerClient, cfg.KeptBytes, cfg.Filters, cfg.FiltersPerClient = 1024, 3_000, 9_000, 15_000, 24, 8
	server := newServer(t, s.needs(), cfg)
	watching := server.watching
	watching.timeout = time.Millisecond
	heads := make(chan *types.Header)
	sub := watching.events.SubscribeNewHeads(heads)
	defer sub.Unsubscribe()
	const blocks = 20
	var clients, feeders sync.WaitGroup
	done := make(chan struct{})
	full := true
	for _, client := range []string{"alice", "bob", "carol", "dave"} {
		clients.Go(func() {
			ctx := withClient(t.Context(), client)
			var ids []gethrpc.ID
			for round := 0; ; round++ {
				select {
				case <-done:
					return
				default:
				}
				var id gethrpc.ID
				var err error
				switch round % 4 {
				case 0:
					id, err = watching.NewFilter(ctx, filters.FilterCriteria{})
				case 1:
					id, err = watching.NewBlockFilter(ctx)
				case 2:
					id, err = watching.NewPendingTransactionFilter(ctx, nil)
				case 3:
					id, err = watching.NewPendingTransactionFilter(ctx, &full)
				}
				if err == nil {
					ids = append(ids, id)
				} else if !errors.Is(err, errTooManyFilters) {
					t.Errorf("%s: %v", client, err)
				}
				for i, id := range ids {
					if _, err := watching.GetFilterChanges(id); err != nil && !errors.Is(err, errNoFilter) {
						t.Errorf("%s: %v", client, err)
					}
					if i%3 == round%3 {
						watching.UninstallFilter(id)
					}
				}
				if len(ids) > 12 {
					ids = ids[6:]
				}
			}
		})
	}
	feeders.Go(func() {
		txs := []*types.Transaction{s.tx(2, 0, nil, nil), s.tx(2, 1, nil, nil), s.tx(2, 2, nil, nil)}
		for range 10 * blocks {
			s.feed.Send(core.NewTxsEvent{Txs: txs})
		}
	})
	feeders.Go(func() {
		for nonce := range uint64(blocks) {
			ticket, err := s.pool.Add(s.tx(0, nonce, nil, common.FromHex("5f5f5fa15f5fa0")))
			if err != nil {
				t.Error(err)
				return
			}
			<-ticket.Done()
			s.seal()
		}
	})
	for n := range uint64(blocks) {
		if h := receive(t, heads); h.Number.Uint64() != n+1 {
			t.Errorf("head %d came, want %d", h.Number, n+1)
		}
	}
	feeders.Wait()
	close(done)
	clients.Wait()
	server.Close()
	if polls, standing, unread := watching.bookings(); polls+standing+unread != 0 {
		t.Errorf("%d filters, %d of standing, %d bytes are left", polls, standing, unread)
	}
}
