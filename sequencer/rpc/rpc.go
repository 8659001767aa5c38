// SPDX-License-Identifier: Apache-2.0

// Package rpc serves the JSON-RPC of a sequencer or a verifier, over HTTP and WebSocket on one port: everything that
// the embedded go-ethereum node answers, with the few methods that mean something else here in their place, and a
// namespace adit_ of our own. It decides what a client may ask for and how much of it; what is true it asks the chain,
// the pool and the stage that it is given.
//
// A request passes three layers. The front (front.go) reads the JSON: it answers sends itself, several of a batch at
// once, and it rewrites the tag "pending" into the hash of a provisional block, for every method that takes a block.
// What it does not touch goes to a stock rpc.Server on which our methods (eth.go, txpool.go, adit.go) are registered
// over go-ethereum's. Limits on connections, bodies, hosts and origins stand before both (connections.go, budget.go,
// http.go, ws.go), those on work in the front (turnstile.go, overlimit.go, refusals.go).
package rpc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/tracers"
	_ "github.com/ethereum/go-ethereum/eth/tracers/js"     // debug_trace* with a script
	_ "github.com/ethereum/go-ethereum/eth/tracers/native" // callTracer and its kind
	"github.com/ethereum/go-ethereum/event"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/sequencer/rpc/ots"
)

// Server answers JSON-RPC. New starts nothing; Run serves until its context ends.
type Server struct {
	cfg   Config
	need  Needs
	eth   *eth.Ethereum
	log   *slog.Logger
	stock *gethrpc.Server // ours over go-ethereum's methods
	inner inner
	front *front
	send  *sender
	kept  *budget // what is kept for clients

	watching *subscriptions

	proxies *proxies
	lodgers *counter // WebSockets of clients behind proxies
	http    http.Handler
	close   func()

	grace    time.Duration // for answers under way when Run ends
	starting uint64        // newest block when the server was made
	asking   chan struct{} // holds a token for each question to another node

	abort   func() // closes aborted, once
	aborted chan struct{}
}

// New returns a server for the given node. It takes a valid Config; Needs.Chain must be set, the rest as the role has
// it. Close must be called in the end.
func New(cfg Config, need Needs, log *slog.Logger) (*Server, error) {
	if need.Members != nil && need.Open == nil {
		return nil, errors.New("a member of the set answers for its own open block, and has none")
	}
	s := &Server{cfg: cfg, need: need, eth: need.Chain.Ethereum(), log: log, stock: gethrpc.NewServer(), asking: make(chan struct{}, maxAsking),
		grace: time.Second}
	s.stock.SetBatchLimits(cfg.BatchItems, cfg.AnswerBytes)
	s.stock.SetHTTPBodyLimit(2*cfg.BodyBytes + 1024) // of one call, as we encode it
	s.starting = s.eth.BlockChain().CurrentBlock().Number.Uint64()
	s.send = newSender(cfg, need, log)
	innerServer := gethrpc.NewServer()
	if err := s.register(innerServer); err != nil {
		return nil, err
	}
	innerServer.SetHTTPBodyLimit(2*cfg.BodyBytes + 1024)
	s.inner = inner{innerServer}
	heavy, light := newTurns(cfg.HeavyCalls, need.Members != nil)
	s.front = &front{server: s, heavy: heavy, light: light, refusals: newRefusals(cfg.Members), syncs: newBudget(mostSyncs, mostSyncsClient)}
	s.kept, s.proxies, s.lodgers = newBudget(cfg.KeptBytes, cfg.KeptPerClient), newProxies(cfg), newCounter(cfg)
	s.http = s.newHandler()
	s.aborted = make(chan struct{})
	s.abort = sync.OnceFunc(func() { close(s.aborted) })
	s.close = func() {
		s.stock.Stop()
		innerServer.Stop()
		s.watching.close()
		s.send.close()
	}
	return s, nil
}

// register puts go-ethereum's services on both servers and ours over them on the outer one. The later registration of
// a method wins.
func (s *Server) register(inner *gethrpc.Server) error {
	backend := &backend{s.eth.APIBackend, s.need.Open}
	var err error
	add := func(srv *gethrpc.Server, namespace string, service any) {
		if err == nil {
			if err = srv.RegisterName(namespace, service); err != nil {
				err = fmt.Errorf("register %s methods: %w", namespace, err)
			}
		}
	}
	for _, api := range s.eth.APIs() {
		switch api.Namespace {
		case "eth", "net":
			add(inner, api.Namespace, api.Service)
			add(s.stock, api.Namespace, api.Service)
		case "debug":
			if s.cfg.Debug {
				add(s.stock, api.Namespace, api.Service)
			}
		}
	}
	s.watching = newSubscriptions(backend, s.cfg, s.marshalPending)
	add(s.stock, "eth", s.watching)
	add(s.stock, "eth", &ethAPI{s})
	add(s.stock, "web3", web3API{s.cfg.Version})
	add(s.stock, "txpool", &txpoolAPI{s})
	add(s.stock, "adit", &aditAPI{s})
	explorer := ots.New(ots.Config{
		Chain: s.eth.BlockChain(), Signer: types.LatestSigner(s.eth.BlockChain().Config()),
		Eth: func() ots.Caller { return s.inner }, Index: s.need.Addresses, Bytes: s.cfg.AnswerBytes,
	})
	add(s.stock, "ots", explorer)
	add(s.stock, "erigon", explorer.Erigon())
	if s.cfg.Debug {
		for _, api := range tracers.APIs(backend) {
			add(s.stock, api.Namespace, api.Service)
		}
		add(s.stock, "debug", withheld{})
	}
	return err
}

// Handler is the whole server as an HTTP handler, WebSocket included.
func (s *Server) Handler() http.Handler { return s.http }

// Close ends all connections and the server with them.
func (s *Server) Close() { s.close() }

// Abort has Run end all connections at once, and itself. It is for a process that cannot go on and may not be able to
// end either, because its disk hangs: its clients must turn to another node, and would wait for an answer otherwise.
func (s *Server) Abort() { s.abort() }

// Run listens on Config.Listen and serves until ctx ends, or Abort. Listening tells the address when the port was 0.
func (s *Server) Run(ctx context.Context, listening func(net.Addr)) error {
	defer s.Close()
	tending, stop := context.WithCancel(ctx)
	var tended sync.WaitGroup
	tended.Go(func() { s.send.tend(tending) })
	defer tended.Wait()
	defer stop()
	cfg := s.cfg
	var err error
	if cfg.Conns, err = connections(cfg, s.log); err != nil {
		return err
	}
	listener, err := s.need.Network.listen(cfg.Listen)
	if err != nil {
		return fmt.Errorf("listen for JSON-RPC: %w", err)
	}
	if listening != nil {
		listening(listener.Addr())
	}
	s.log.Info("serving JSON-RPC", "address", listener.Addr().String())
	srv := &http.Server{
		Handler:           s.http,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      s.cfg.SyncTimeout + 30*time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(newBoundedListener(listener, cfg, s.proxies)) }()
	select {
	case err = <-served:
	case <-s.aborted:
		err = srv.Close()
		<-served
	case <-ctx.Done():
		grace, cancel := context.WithTimeout(context.Background(), s.grace)
		defer cancel()
		if srv.Shutdown(grace) != nil {
			err = srv.Close()
		}
		s.Close() // hijacked WebSocket connections are not the http.Server's to end
		<-served
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// backend is go-ethereum's, except that a transaction is pending when it has been ordered, not when it was offered.
type backend struct {
	*eth.EthAPIBackend
	open Open
}

// SubscribeNewTxsEvent feeds newPendingTransactions.
func (b *backend) SubscribeNewTxsEvent(ch chan<- core.NewTxsEvent) event.Subscription {
	if b.open == nil {
		return event.NewSubscription(func(quit <-chan struct{}) error { <-quit; return nil })
	}
	return b.open.SubscribeOrdered(ch)
}

// GetLogs knows that block 0 has none; the chain keeps no receipts for it.
func (b *backend) GetLogs(ctx context.Context, hash common.Hash, number uint64) ([][]*types.Log, error) {
	if number == 0 {
		return [][]*types.Log{}, nil
	}
	return b.EthAPIBackend.GetLogs(ctx, hash, number)
}
