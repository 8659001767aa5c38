// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"fmt"
	"sync"

	"github.com/ethereum/go-ethereum/eth/filters"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// subscriptions are go-ethereum's subscriptions, polled filters and log queries within our limits.
type subscriptions struct {
	api     *filters.FilterAPI
	system  *filters.FilterSystem
	backend filters.Backend
	cfg     Config

	mu    sync.Mutex
	conns map[*gethrpc.Client]int // subscriptions by connection; guarded by mu
	polls map[gethrpc.ID]*polled  // guarded by mu
}

func newSubscriptions(api *filters.FilterAPI, system *filters.FilterSystem, backend filters.Backend, cfg Config) *subscriptions {
	return &subscriptions{api: api, system: system, backend: backend, cfg: cfg, conns: make(map[*gethrpc.Client]int), polls: make(map[gethrpc.ID]*polled)}
}

// NewHeads notifies of sealed blocks.
func (s *subscriptions) NewHeads(ctx context.Context) (*gethrpc.Subscription, error) {
	return s.counted(ctx, func() (*gethrpc.Subscription, error) { return s.api.NewHeads(ctx) })
}

// Logs notifies of the logs in sealed blocks.
func (s *subscriptions) Logs(ctx context.Context, crit filters.FilterCriteria) (*gethrpc.Subscription, error) {
	return s.counted(ctx, func() (*gethrpc.Subscription, error) { return s.api.Logs(ctx, crit) })
}

// NewPendingTransactions notifies of transactions when they have been ordered.
func (s *subscriptions) NewPendingTransactions(ctx context.Context, full *bool) (*gethrpc.Subscription, error) {
	return s.counted(ctx, func() (*gethrpc.Subscription, error) { return s.api.NewPendingTransactions(ctx, full) })
}

// TransactionReceipts notifies of the receipts in sealed blocks.
func (s *subscriptions) TransactionReceipts(ctx context.Context, query *filters.TransactionReceiptsQuery) (*gethrpc.Subscription, error) {
	return s.counted(ctx, func() (*gethrpc.Subscription, error) { return s.api.TransactionReceipts(ctx, query) })
}

// counted makes a subscription unless the connection has its share, and counts it until it ends.
func (s *subscriptions) counted(ctx context.Context, make func() (*gethrpc.Subscription, error)) (*gethrpc.Subscription, error) {
	conn, ok := gethrpc.ClientFromContext(ctx)
	if !ok {
		return nil, gethrpc.ErrNotificationsUnsupported
	}
	if !s.take(conn) {
		return nil, &rpcError{Code: codeLimit, Message: "too many subscriptions on this connection"}
	}
	sub, err := make()
	if err != nil {
		s.put(conn)
		return nil, err
	}
	go func() {
		<-sub.Err() // closed by unsubscribe and by the end of the connection
		s.put(conn)
	}()
	return sub, nil
}

func (s *subscriptions) take(conn *gethrpc.Client) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conns[conn] >= s.cfg.Subscriptions {
		return false
	}
	s.conns[conn]++
	return true
}

func (s *subscriptions) put(conn *gethrpc.Client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conns[conn]--; s.conns[conn] == 0 {
		delete(s.conns, conn)
	}
}

func limitError(format string, args ...any) error {
	return &rpcError{Code: codeLimit, Message: fmt.Sprintf(format, args...)}
}
