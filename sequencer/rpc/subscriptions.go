package rpc

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth/filters"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// subscriptions are go-ethereum's subscriptions and polled filters, counted.
type subscriptions struct {
	api     *filters.FilterAPI
	backend filters.Backend
	cfg     Config

	mu    sync.Mutex
	conns map[*gethrpc.Client]int // subscriptions by connection; guarded by mu
	polls map[gethrpc.ID]*polled  // guarded by mu
}

// polled is a filter that a client installed, and when it last asked.
type polled struct {
	crit *filters.FilterCriteria // of a log filter
	last time.Time
}

// filterTimeout is how long a filter is kept that nobody polls. What it has gathered is kept as long.
const filterTimeout = time.Minute

func newSubscriptions(api *filters.FilterAPI, backend filters.Backend, cfg Config) *subscriptions {
	return &subscriptions{api: api, backend: backend, cfg: cfg, conns: make(map[*gethrpc.Client]int), polls: make(map[gethrpc.ID]*polled)}
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

// GetLogs is go-ethereum's within the limits on blocks and logs.
func (s *subscriptions) GetLogs(ctx context.Context, crit filters.FilterCriteria) ([]*types.Log, error) {
	if err := s.checkRange(ctx, crit); err != nil {
		return nil, err
	}
	logs, err := s.api.GetLogs(ctx, crit)
	if err == nil && len(logs) > s.cfg.Logs {
		return nil, limitError("the query has %d results, at most %d are given: ask for fewer blocks", len(logs), s.cfg.Logs)
	}
	return logs, err
}

// checkRange counts the blocks between the ends of a query, as far as the chain goes.
func (s *subscriptions) checkRange(ctx context.Context, crit filters.FilterCriteria) error {
	if crit.BlockHash != nil {
		return nil
	}
	from, to := s.number(ctx, crit.FromBlock), s.number(ctx, crit.ToBlock)
	if to > from && to-from >= s.cfg.LogBlocks {
		return limitError("the query spans %d blocks, at most %d are searched at once", to-from+1, s.cfg.LogBlocks)
	}
	return nil
}

// number is the block that one end of a query means, at most the head. What go-ethereum will refuse counts as the head.
func (s *subscriptions) number(ctx context.Context, end *big.Int) uint64 {
	head := s.backend.CurrentHeader().Number.Uint64()
	switch {
	case end == nil || !end.IsInt64():
		return head
	case end.Sign() >= 0:
		return min(end.Uint64(), head)
	case end.Int64() == gethrpc.EarliestBlockNumber.Int64():
		return 0
	}
	if h, err := s.backend.HeaderByNumber(ctx, gethrpc.BlockNumber(end.Int64())); err == nil && h != nil {
		return h.Number.Uint64()
	}
	return head
}

// NewFilter installs a polled log filter.
func (s *subscriptions) NewFilter(crit filters.FilterCriteria) (gethrpc.ID, error) {
	if !s.room() {
		return "", errTooManyFilters
	}
	id, err := s.api.NewFilter(crit)
	if err == nil {
		s.remember(id, &crit)
	}
	return id, err
}

// NewBlockFilter installs a polled filter for sealed blocks.
func (s *subscriptions) NewBlockFilter() (gethrpc.ID, error) {
	if !s.room() {
		return "", errTooManyFilters
	}
	id := s.api.NewBlockFilter()
	s.remember(id, nil)
	return id, nil
}

// NewPendingTransactionFilter installs a polled filter for transactions that have been ordered.
func (s *subscriptions) NewPendingTransactionFilter(full *bool) (gethrpc.ID, error) {
	if !s.room() {
		return "", errTooManyFilters
	}
	id := s.api.NewPendingTransactionFilter(full)
	s.remember(id, nil)
	return id, nil
}

// GetFilterChanges gives what happened since the last call.
func (s *subscriptions) GetFilterChanges(id gethrpc.ID) (any, error) {
	if s.asked(id) == nil {
		return nil, errNoFilter
	}
	return s.api.GetFilterChanges(id)
}

// GetFilterLogs runs the query of a log filter.
func (s *subscriptions) GetFilterLogs(ctx context.Context, id gethrpc.ID) ([]*types.Log, error) {
	p := s.asked(id)
	if p == nil || p.crit == nil {
		return nil, errNoFilter
	}
	return s.GetLogs(ctx, *p.crit)
}

// UninstallFilter removes a filter and says whether it was there.
func (s *subscriptions) UninstallFilter(id gethrpc.ID) bool {
	s.mu.Lock()
	delete(s.polls, id)
	s.mu.Unlock()
	return s.api.UninstallFilter(id)
}

func limitError(format string, args ...any) error {
	return &rpcError{Code: codeLimit, Message: fmt.Sprintf(format, args...)}
}

var (
	errTooManyFilters = &rpcError{Code: codeLimit, Message: "too many filters are installed: use a WebSocket subscription or try later"}
	errNoFilter       = errors.New("filter not found")
)

// room says whether one more filter may be installed, after forgetting those that go-ethereum has dropped.
func (s *subscriptions) room() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.polls) < s.cfg.Filters {
		return true
	}
	old := time.Now().Add(-2 * filterTimeout)
	for id, p := range s.polls {
		if p.last.Before(old) {
			delete(s.polls, id)
		}
	}
	return len(s.polls) < s.cfg.Filters
}

func (s *subscriptions) remember(id gethrpc.ID, crit *filters.FilterCriteria) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.polls[id] = &polled{crit: crit, last: time.Now()}
}

func (s *subscriptions) asked(id gethrpc.ID) *polled {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.polls[id]
	if p != nil {
		p.last = time.Now()
	}
	return p
}
