// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"log/slog"
	"math/big"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/consensus/misc/eip1559"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/event"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rlp"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/transition"
)

// solo is a sequencer of one member over a real chain: what is taken from the pool is executed at once, and blocks are
// sealed when the test says so.
type solo struct {
	t     testing.TB
	dir   string
	chain *chain.Chain
	pool  *pool.Pool
	feed  event.Feed
	keys  []*ecdsa.PrivateKey
	addrs []common.Address

	mu    sync.Mutex // guards what follows
	block *transition.Builder
	at    map[common.Hash]Ordered // in the open block
	hold  bool                    // execute nothing
	most  int                     // transactions after which the block is sealed; 0: when the test says so

	// what Members answers; guarded by mu
	leads  bool
	leader string
	like   *solo // a follower executes what this leader does

	status Status

	shown []string // passes of those who opened a WebSocket; guarded by mu
}

func newSolo(t testing.TB, change ...func(*pool.Config, *solo)) *solo {
	t.Helper()
	s := &solo{t: t, dir: t.TempDir(), leads: true, at: map[common.Hash]Ordered{}}
	p := paramstest.Rollup(1_000)
	for _, a := range paramstest.Accounts("solo", 64) {
		s.keys, s.addrs = append(s.keys, a.Key), append(s.addrs, a.Address)
		p.Alloc[a.Address] = types.Account{Balance: paramstest.Coins(1_000)}
	}
	var err error
	if s.chain, err = chain.Open(chain.Config{Dir: s.dir, CacheMB: 16}, p, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.chain.Close() })
	s.openBlock()
	cfg := pool.DefaultConfig()
	cfg.Signer = s.chain.Signer()
	for _, f := range change {
		f(&cfg, s)
	}
	s.pool = pool.New(cfg, p.ChainConfig(), s)
	stop := make(chan struct{})
	var running sync.WaitGroup
	running.Go(func() {
		for {
			select {
			case <-s.pool.Ready():
				s.drain()
			case <-stop:
				return
			}
		}
	})
	t.Cleanup(func() { close(stop); running.Wait() })
	return s
}

func (s *solo) openBlock() {
	head, err := s.chain.Head()
	if err != nil {
		s.t.Fatal(err)
	}
	if s.block, err = s.chain.Open(head, transition.Context{Timestamp: head.Time() + 1}); err != nil {
		s.t.Fatal(err)
	}
	clear(s.at)
}

// drain executes what waits in the pool.
func (s *solo) drain() {
	s.mu.Lock()
	held := s.hold
	s.mu.Unlock()
	for !held {
		txs := s.pool.Take(64, 1<<62, 1<<62)
		if len(txs) == 0 {
			return
		}
		for _, tx := range txs {
			s.mu.Lock()
			_, err := s.block.Attempt(tx)
			o := pool.Outcome{Number: s.block.Header().Number.Uint64(), Index: uint(len(s.block.Transactions()) - 1), Err: err}
			if err == nil {
				s.at[tx.Hash()] = Ordered{Tx: tx, Number: o.Number, Index: o.Index, Slice: 1, Raft: 7}
			}
			s.mu.Unlock()
			s.pool.Settle(tx.Hash(), o)
		}
		s.feed.Send(core.NewTxsEvent{Txs: txs})
		s.mu.Lock()
		full := s.most > 0 && len(s.block.Transactions()) >= s.most
		s.mu.Unlock()
		if full {
			s.seal()
		}
	}
}

// seal ends the open block and begins the next.
func (s *solo) seal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.chain.Seal(s.block)
	if err == nil {
		err = s.chain.SetHead(b.Hash())
	}
	if err != nil {
		s.t.Error(err)
		return
	}
	s.openBlock()
}

// The pool's view.

func (s *solo) Account(a common.Address) (uint64, *uint256.Int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.block.State().GetNonce(a), s.block.State().GetBalance(a).Clone()
}

func (s *solo) BaseFee() *big.Int {
	return eip1559.CalcBaseFee(s.chain.Rollup().ChainConfig(), s.chain.Ethereum().BlockChain().CurrentBlock())
}

func (s *solo) GasLimit() uint64 { return 60_000_000 }

func (s *solo) Ordered(h common.Hash) (pool.Outcome, bool) {
	s.mu.Lock()
	like := s.like
	s.mu.Unlock()
	if like != nil {
		return like.Ordered(h)
	}
	if at, ok := s.Transaction(h); ok {
		return pool.Outcome{Number: at.Number, Index: at.Index}, true
	}
	found, _, _, number, index := s.chain.Ethereum().APIBackend.GetCanonicalTransaction(h)
	return pool.Outcome{Number: number, Index: uint(index)}, found
}

// The server's view.

func (s *solo) Leader() (string, bool, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.leader, s.leads, s.leads || s.leader != ""
}

// soloPass is what members know a solo by.
const soloPass = "pass of solo"

func (s *solo) Pass(context.Context, string) (string, error) { return soloPass, nil }

func (s *solo) Admits(pass string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown = append(s.shown, pass)
	return pass == soloPass
}

func (s *solo) Submit(tx *types.Transaction) (*pool.Ticket, error) {
	if _, self, _ := s.Leader(); !self {
		return nil, pool.ErrRetry
	}
	return s.pool.Add(tx)
}

func (s *solo) Pending(context.Context) (common.Hash, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.chain.Provisional(s.block.Sealable())
}

func (s *solo) Transaction(h common.Hash) (Ordered, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, ok := s.at[h]
	return at, ok
}

func (s *solo) AwaitExecuted(context.Context, uint64, uint) error { return nil }

func (s *solo) SubscribeOrdered(ch chan<- core.NewTxsEvent) event.Subscription {
	return s.feed.Subscribe(ch)
}

// onDisk is a chain with the method that the server wants of it.
type onDisk struct{ *chain.Chain }

func (c onDisk) Cursor(h common.Hash) (transition.Cursor, int, error) {
	head, err := c.HeadAt(h)
	return head.Cursor, 0, err
}

func (s *solo) needs() Needs {
	return Needs{Chain: onDisk{s.chain}, Members: s, Open: s, Pool: s.pool, Status: s.status}
}

// serve starts a server over what is needed and returns its URL.
func serve(t testing.TB, need Needs, change func(*Config)) string {
	t.Helper()
	cfg := DefaultConfig()
	cfg.Debug = true
	if change != nil {
		change(&cfg)
	}
	web := httptest.NewServer(newServer(t, need, cfg).Handler())
	t.Cleanup(web.Close)
	return web.URL
}

func newServer(t testing.TB, need Needs, cfg Config) *Server {
	t.Helper()
	if err := cfg.Validate(); err != nil {
		t.Fatal(err)
	}
	server, err := New(cfg, need, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

func dial(t testing.TB, url string) *gethrpc.Client {
	t.Helper()
	c, err := gethrpc.Dial(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func wsURL(url string) string { return strings.Replace(url, "http", "ws", 1) }

// both runs a test over HTTP and over WebSocket.
func both(t *testing.T, url string, test func(t *testing.T, c *gethrpc.Client)) {
	t.Run("http", func(t *testing.T) { test(t, dial(t, url)) })
	t.Run("ws", func(t *testing.T) { test(t, dial(t, wsURL(url))) })
}

func (s *solo) tx(who int, nonce uint64, to *common.Address, data []byte) *types.Transaction {
	s.t.Helper()
	tx, err := types.SignNewTx(s.keys[who], types.LatestSigner(s.chain.Rollup().ChainConfig()), &types.DynamicFeeTx{
		ChainID: big.NewInt(4321), Nonce: nonce, To: to, Value: big.NewInt(1), Gas: 200_000,
		GasFeeCap: big.NewInt(10 * gethparams.GWei), GasTipCap: new(big.Int), Data: data})
	if err != nil {
		s.t.Fatal(err)
	}
	return tx
}

func encode(t testing.TB, tx *types.Transaction) hexutil.Bytes {
	t.Helper()
	raw, err := tx.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func call[T any](t testing.TB, c *gethrpc.Client, method string, args ...any) T {
	t.Helper()
	var out T
	if err := c.CallContext(t.Context(), &out, method, args...); err != nil {
		t.Fatalf("%s: %v", method, err)
	}
	return out
}

// callErr expects an error and returns its code and message.
func callErr(t testing.TB, c *gethrpc.Client, method string, args ...any) (int, string) {
	t.Helper()
	var out any
	err := c.CallContext(t.Context(), &out, method, args...)
	if err == nil {
		t.Fatalf("%s: got %v, want an error", method, out)
	}
	var coded gethrpc.Error
	if !errors.As(err, &coded) {
		t.Fatalf("%s: %v", method, err)
	}
	return coded.ErrorCode(), err.Error()
}

func createAddress(from common.Address, nonce uint64) common.Address {
	return crypto.CreateAddress(from, nonce)
}

func decodeRLP(raw []byte, v any) error { return rlp.DecodeBytes(raw, v) }
