// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth/filters"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// subscriptions are go-ethereum's subscriptions and log queries within our limits, and polled filters of our own:
// go-ethereum keeps their results without a bound until they are polled.
type subscriptions struct {
	api     *filters.FilterAPI
	events  *filters.EventSystem // feeds polled filters
	system  *filters.FilterSystem
	backend filters.Backend
	cfg     Config
	show    func(*types.Transaction) (json.RawMessage, error) // that is pending
	timeout time.Duration                                     // of a polled filter

	standing *budget // what subscriptions and polled filters cost together, in units of cost
	unread   *budget // bytes of results that polled filters keep

	// guarded by mu
	mu     sync.Mutex
	conns  map[*gethrpc.Client]int // subscriptions by connection
	polls  map[gethrpc.ID]*polled
	closed bool
}

func newSubscriptions(backend filters.Backend, cfg Config, show func(*types.Transaction) (json.RawMessage, error)) *subscriptions {
	system := filters.NewFilterSystem(backend, filters.Config{LogCacheSize: logCacheBlocks, LogQueryLimit: maxCriteria})
	return &subscriptions{
		api: filters.NewFilterAPI(system), events: filters.NewEventSystem(system), system: system, backend: backend, cfg: cfg,
		show: show, timeout: filterTimeout,
		standing: newBudget(mostStanding, mostStandingClient), unread: newBudget(cfg.KeptBytes, cfg.KeptPerClient),
		conns: make(map[*gethrpc.Client]int), polls: make(map[gethrpc.ID]*polled),
	}
}

// NewHeads notifies of sealed blocks.
func (s *subscriptions) NewHeads(ctx context.Context) (*gethrpc.Subscription, error) {
	return s.counted(ctx, 1, func() (*gethrpc.Subscription, error) { return s.api.NewHeads(ctx) })
}

// Logs notifies of the logs in sealed blocks.
func (s *subscriptions) Logs(ctx context.Context, crit filters.FilterCriteria) (*gethrpc.Subscription, error) {
	return s.counted(ctx, criteriaCost(crit), func() (*gethrpc.Subscription, error) { return s.api.Logs(ctx, crit) })
}

// NewPendingTransactions notifies of transactions when they have been ordered.
func (s *subscriptions) NewPendingTransactions(ctx context.Context, full *bool) (*gethrpc.Subscription, error) {
	return s.counted(ctx, eachTransaction, func() (*gethrpc.Subscription, error) { return s.api.NewPendingTransactions(ctx, full) })
}

// TransactionReceipts notifies of the receipts in sealed blocks.
func (s *subscriptions) TransactionReceipts(ctx context.Context, query *filters.TransactionReceiptsQuery) (*gethrpc.Subscription, error) {
	return s.counted(ctx, eachTransaction, func() (*gethrpc.Subscription, error) { return s.api.TransactionReceipts(ctx, query) })
}

// counted makes a subscription unless the connection has its share, and counts it until it ends.
func (s *subscriptions) counted(ctx context.Context, cost int, make func() (*gethrpc.Subscription, error)) (*gethrpc.Subscription, error) {
	conn, ok := gethrpc.ClientFromContext(ctx)
	if !ok {
		return nil, gethrpc.ErrNotificationsUnsupported
	}
	client := gethrpc.PeerInfoFromContext(ctx).RemoteAddr // wsConn says there whom limits are kept for
	if !s.standing.take(client, cost) {
		return nil, errTooMuchStanding
	}
	if !s.take(conn) {
		s.standing.give(client, cost)
		return nil, &rpcError{Code: codeLimit, Message: "too many subscriptions on this connection"}
	}
	end := func() {
		s.put(conn)
		s.standing.give(client, cost)
	}
	sub, err := make()
	if err != nil {
		end()
		return nil, err
	}
	go func() {
		<-sub.Err() // closed by unsubscribe and by the end of the connection
		end()
	}()
	return sub, nil
}

// Every log of a block is compared with all addresses and topics of all subscriptions and filters, in one goroutine
// that the chain waits for in the end; and all that match get it in a text of their own. So they have a cost: a unit
// for each value that is compared, and more for what comes with each transaction.
const (
	mostStanding       = 1 << 16
	mostStandingClient = 1 << 13
	eachTransaction    = 256
	eachLog            = 16
)

var errTooMuchStanding = &rpcError{Code: codeLimit, Message: "too many subscriptions and filters of yours or of all, or too many addresses and topics in them: end some, or name fewer"}

func criteriaCost(crit filters.FilterCriteria) int {
	cost := eachLog + len(crit.Addresses)
	for _, topics := range crit.Topics {
		cost += len(topics)
	}
	return cost
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
