// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"context"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/etc/liar"
)

// pending is what the pool holds of an account: gas price and input by nonce.
func (n *etcnode) pending(who common.Address) map[string]struct{ GasPrice, Hash, Input string } {
	n.t.Helper()
	var content struct {
		Pending map[string]struct{ GasPrice, Hash, Input string }
	}
	n.call(&content, "txpool_contentFrom", who)
	return content.Pending
}

// crowdOut fills the next block with a transaction of the deployer at that price: cheaper ones wait.
func (n *etcnode) crowdOut(nonce uint64, gwei int64) {
	n.t.Helper()
	// A creation whose code is the invalid instruction takes all the gas that it is given.
	n.sendAt(deployerKey, nonce, nil, 8_000_000, []byte{0xfe}, new(big.Int).Mul(big.NewInt(gwei), big.NewInt(1e9)))
}

func TestWaitingTransactionsAreRaised(t *testing.T) {
	t.Parallel()
	n := startNode(t)
	inbox := n.deploy()
	one := hexutil.EncodeBig(big.NewInt(1e9))
	// Blocks cannot be read here, so the going price does not follow the crowd and only waiting raises.
	proxy := liar.New(n.HTTP)
	proxy.Tell(liar.Answer("eth_getBlockByHash", nil))
	server := httptest.NewServer(proxy)
	defer server.Close()
	direct := n.HTTP
	n.HTTP = server.URL
	s := n.sender(inbox, seatKey) // raises after 3 blocks
	n.HTTP = direct
	call := l1anchor.Call{To: inbox, Data: (&l1anchor.BatchCall{Data: []byte("a")}).Encode(), Gas: 500_000}
	var prices []string
	for i := range 8 {
		if err := s.Offer(t.Context(), []l1anchor.Call{call}); err != nil {
			t.Fatal(err)
		}
		prices = append(prices, n.pending(s.Address())["0"].GasPrice)
		n.crowdOut(uint64(1+i), 100)
		n.mine(1, 13)
	}
	if prices[0] != one || prices[2] != one {
		t.Errorf("prices %v: want 1 gwei until 3 blocks have passed", prices)
	}
	for i := 3; i < len(prices); i++ {
		before, now := hexutil.MustDecodeBig(prices[i-1]), hexutil.MustDecodeBig(prices[i])
		if raised := now.Cmp(before) > 0; raised != (i%3 == 0) {
			t.Errorf("price %d is %s after %s: raised is %t", i, now, before, raised)
		}
	}
	n.mine(1, 13)
	if c := n.contract(inbox); c.Batches != 1 {
		t.Errorf("%d batches, want 1", c.Batches)
	}
}

func TestPriceStaysUnderItsCap(t *testing.T) {
	n := startNode(t)
	inbox := n.deploy()
	s := sender(t, etc.Config{URL: n.HTTP, ChainID: chainID, Inbox: inbox}, account.Config{Key: seatKey, Cap: big.NewInt(1e9)})
	offer := func(data string) error {
		return s.Offer(t.Context(), []l1anchor.Call{{To: inbox, Data: (&l1anchor.BatchCall{Data: []byte(data)}).Encode(), Gas: 500_000}})
	}
	if err := offer("a"); err != nil {
		t.Fatal(err)
	}
	if err := offer("b"); err == nil || !strings.Contains(err.Error(), "highest price") {
		t.Errorf("replace at the highest price: %v, want an error that says so", err)
	}
	if got := n.pending(s.Address())["0"].GasPrice; got != hexutil.EncodeBig(big.NewInt(1e9)) {
		t.Errorf("pending at %s, want 1 gwei", got)
	}
}

func TestSameOfferSameBytes(t *testing.T) {
	n := startNode(t)
	inbox := n.deploy()
	call := l1anchor.Call{To: inbox, Data: (&l1anchor.BatchCall{Data: []byte("a")}).Encode(), Gas: 500_000}
	who := crypto.PubkeyToAddress(seatKey.PublicKey)
	var hash string
	for range 3 {
		if err := n.sender(inbox, seatKey).Offer(t.Context(), []l1anchor.Call{call}); err != nil {
			t.Fatal(err)
		}
		got := n.pending(who)["0"].Hash
		if hash != "" && got != hash {
			t.Errorf("pending %s after a restart, before it %s", got, hash)
		}
		hash = got
	}
}

func TestAnswersThatNobodyCanHelp(t *testing.T) {
	n := startNode(t)
	inbox := n.deploy()
	call := l1anchor.Call{To: inbox, Data: (&l1anchor.BatchCall{}).Encode(), Gas: 500_000}
	poor, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	if err := n.sender(inbox, poor).Offer(t.Context(), []l1anchor.Call{call}); !errors.Is(err, account.ErrRefused) || !strings.Contains(err.Error(), "insufficient funds") {
		t.Errorf("without funds: %v", err)
	}
	call.Gas = 100_000_000
	if err := n.sender(inbox, seatKey).Offer(t.Context(), []l1anchor.Call{call}); !errors.Is(err, account.ErrRefused) || !strings.Contains(err.Error(), "gas limit") {
		t.Errorf("more gas than a block has: %v", err)
	}
}

// TestTransientFailures puts a proxy between that loses requests, and answers, now and then.
func TestTransientFailures(t *testing.T) {
	n := startNode(t)
	inbox := n.deploy()
	target, err := url.Parse(n.HTTP)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	var count atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch count.Add(1) % 3 {
		case 0: // lost on the way
			http.Error(w, "try later", http.StatusServiceUnavailable)
		case 1: // done, but the answer is lost
			proxy.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler)
		default:
			proxy.ServeHTTP(w, r)
		}
	}))
	defer server.Close()
	cfg := etc.Config{URL: server.URL, ChainID: chainID, Inbox: inbox}
	s := sender(t, cfg, account.Config{Key: seatKey})
	if err := s.Offer(t.Context(), []l1anchor.Call{{To: inbox, Data: (&l1anchor.BatchCall{Data: []byte("a")}).Encode(), Gas: 500_000}}); err != nil {
		t.Fatal(err)
	}
	n.mine(1, 13)
	r, err := etc.NewReader(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if b, err := r.BlockByHeight(t.Context(), 2); err != nil || len(b.Batches) != 1 {
		t.Errorf("block 2 = %+v, %v; want one batch", b, err)
	}

	server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Head(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled request: %v", err)
	}
}
