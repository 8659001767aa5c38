// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/pool"
)

// TestRefusedSends has a client send without money, again and again. It is turned away unread after some, another one
// is not, and it may send again after a while.
func TestRefusedSends(t *testing.T) {
	s := newSolo(t)
	server := newServer(t, s.needs(), DefaultConfig())
	clock := time.Unix(1_000, 0)
	server.front.refusals.now = func() time.Time { return clock }
	poor, _ := types.SignTx(types.NewTransaction(0, common.Address{9}, common.Big1, 21_000, common.Big0, nil), types.LatestSigner(s.chain.Rollup().ChainConfig()), s.keys[0])
	text := fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["%s"]}`, encode(t, poor))
	batch := "[" + strings.Repeat(text+",", 499) + text + "]"
	send := func(client, text string) string {
		r, _ := parse([]byte(text), 1_000)
		return string(server.front.answer(withClient(context.Background(), client), r))
	}
	for range refusedAtOnce / 500 {
		if answer := send("mallory", batch); strings.Count(answer, "max fee per gas less than block base fee") != 500 {
			t.Fatalf("got %.300s", answer)
		}
	}
	for _, text := range []string{text, batch, strings.Replace(text, "eth_sendRawTransaction", methodSubmit, 1)} {
		begun := time.Now()
		if answer := send("mallory", text); !strings.Contains(answer, errRefusedOften.Message) || strings.Contains(answer, "base fee") {
			t.Errorf("got %.300s", answer)
		}
		if took := time.Since(begun); took < refusedPause {
			t.Errorf("turned away after %s: a client that hears it at once asks again at once", took)
		}
	}
	good := fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["%s"]}`, encode(t, s.tx(1, 0, &common.Address{9}, nil)))
	var answer struct{ Result common.Hash }
	if err := json.Unmarshal([]byte(send("alice", good)), &answer); err != nil || answer.Result == (common.Hash{}) {
		t.Errorf("another client got %v %v", answer, err)
	}
	clock = clock.Add(time.Second)
	if answer := send("mallory", text); !strings.Contains(answer, "base fee") {
		t.Errorf("got %.300s after a while", answer)
	}
	// What another member passes on is counted there.
	server.front.refusals.members["member"] = true
	server.front.refusals.note("member", 10*refusedAtOnce)
	if answer := send("member", strings.Replace(text, "eth_sendRawTransaction", methodSubmit, 1)); strings.Contains(answer, errRefusedOften.Message) {
		t.Errorf("a member got %.300s", answer)
	}
}

// TestTurnedAwayOnce has a client that is turned away put many sends into a batch, which it could have a place held
// for by each of them. The whole batch waits once, one whose client has left does not wait, and another member never
// waits.
func TestTurnedAwayOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &front{refusals: newRefusals(nil)}
		f.refusals.members["member"] = true
		for _, client := range []string{"mallory", "member"} {
			f.refusals.note(client, 10*refusedAtOnce)
		}
		left, leave := context.WithCancel(t.Context())
		leave()
		for _, c := range []struct {
			name   string
			ctx    context.Context
			client string
			method string
			want   time.Duration
		}{
			{"sends that wait for their receipts", t.Context(), "mallory", methodSync, refusedPause},
			{"sends", t.Context(), "mallory", methodSend, refusedPause},
			{"sends like a member's", t.Context(), "mallory", methodSubmit, refusedPause},
			{"questions", t.Context(), "mallory", "eth_chainId", 0},
			{"nobody waits", left, "mallory", methodSend, 0},
			{"another client", t.Context(), "alice", methodSend, 0},
			{"a member", t.Context(), "member", methodSubmit, 0},
		} {
			calls := slices.Repeat([]*message{{Version: "2.0", Method: c.method}}, 1_000)
			begun := time.Now()
			f.pause(withClient(c.ctx, c.client), calls)
			if took := time.Since(begun); took != c.want {
				t.Errorf("%s: waited for %s, want %s", c.name, took, c.want)
			}
		}
	})
}

// TestSendsInVain holds to the same bound what else costs its sender nothing: sends that wait for their receipt,
// sends that wait for an earlier nonce, and those for which no place is left behind one.
func TestSendsInVain(t *testing.T) {
	s := newSolo(t, func(cfg *pool.Config, _ *solo) { cfg.MaxParked = 1 })
	server := newServer(t, s.needs(), DefaultConfig())
	poor, _ := types.SignTx(types.NewTransaction(0, common.Address{9}, common.Big1, 21_000, common.Big0, nil), types.LatestSigner(s.chain.Rollup().ChainConfig()), s.keys[0])
	send := func(client, method string, tx *types.Transaction) string {
		r, _ := parse(fmt.Appendf(nil, `{"jsonrpc":"2.0","id":1,"method":%q,"params":["%s"]}`, method, encode(t, tx)), 1)
		return string(server.front.answer(withClient(context.Background(), client), r))
	}
	for _, c := range []struct {
		client, method string
		tx             *types.Transaction
		want           string
	}{
		{"sync", methodSync, poor, "base fee"},
		{"parked", methodSend, s.tx(1, 1, &common.Address{9}, nil), "result"},
		{"crowded", methodSend, s.tx(2, 1, &common.Address{9}, nil), pool.ErrCrowded.Error()},
	} {
		if answer := send(c.client, c.method, c.tx); !strings.Contains(answer, c.want) {
			t.Errorf("%s got %s, want %s", c.client, answer, c.want)
		}
		if u := server.front.refusals.used[c.client]; u == nil || u.count != 1 {
			t.Errorf("%s: %+v is held against it, want one", c.client, u)
		}
		server.front.refusals.note(c.client, 10*refusedAtOnce)
		if answer := send(c.client, c.method, c.tx); !strings.Contains(answer, errRefusedOften.Message) {
			t.Errorf("%s got %s after many", c.client, answer)
		}
	}
	send("good", methodSend, s.tx(3, 0, &common.Address{9}, nil))
	if u := server.front.refusals.used["good"]; u != nil {
		t.Errorf("%+v is held against one whose transaction runs", u)
	}
	if !server.front.syncs.take("waits", mostSyncsClient) {
		t.Fatal("no room for those who wait")
	}
	if answer := send("waits", methodSync, s.tx(3, 1, &common.Address{9}, nil)); !strings.Contains(answer, errBusy.Message) {
		t.Errorf("one more that waits got %s", answer)
	}
}

// TestLargeRefusedSends has a client send much that is refused: it is turned away after as many KiB as it may send
// transactions.
func TestLargeRefusedSends(t *testing.T) {
	s := newSolo(t)
	server := newServer(t, s.needs(), DefaultConfig())
	clock := time.Unix(1_000, 0)
	server.front.refusals.now = func() time.Time { return clock }
	const kib = 64
	large, _ := types.SignTx(types.NewTransaction(0, common.Address{9}, common.Big1, 10_000_000, common.Big0, make([]byte, kib<<10)), types.LatestSigner(s.chain.Rollup().ChainConfig()), s.keys[0])
	text := fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["%s"]}`, encode(t, large))
	r, _ := parse([]byte(text), 1)
	for sent := 0; sent <= 1+refusedAtOnce/kib; sent++ {
		answer := string(server.front.answer(withClient(context.Background(), "mallory"), r))
		if strings.Contains(answer, errRefusedOften.Message) {
			if sent < refusedAtOnce/(kib+2) {
				t.Errorf("turned away after %d", sent)
			}
			return
		}
	}
	t.Errorf("%d transactions of %d KiB were looked at", refusedAtOnce/kib+2, kib)
}
