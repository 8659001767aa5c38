// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth/filters"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// polled is a filter that a client installed.
type polled struct {
	client string
	crit   *filters.FilterCriteria // of a log filter
	cost   int
	gone   chan struct{} // closed when the filter is forgotten

	// guarded by the mu of subscriptions
	timer  *time.Timer
	last   time.Time // when the client last polled
	unread unread
}

// filterTimeout is how long a filter is kept that nobody polls, as go-ethereum has it.
const filterTimeout = 5 * time.Minute

var (
	errTooManyFilters = &rpcError{Code: codeLimit, Message: "too many filters are installed: use a WebSocket subscription or try later"}
	errNoFilter       = errors.New("filter not found")
)

// NewFilter installs a polled log filter.
func (s *subscriptions) NewFilter(ctx context.Context, crit filters.FilterCriteria) (gethrpc.ID, error) {
	return install(ctx, s, &polled{crit: &crit, cost: criteriaCost(crit)}, logResults, func(to chan []*types.Log) (*filters.Subscription, error) {
		return s.events.SubscribeLogs(ethereum.FilterQuery(crit), to)
	})
}

// NewBlockFilter installs a polled filter for sealed blocks.
func (s *subscriptions) NewBlockFilter(ctx context.Context) (gethrpc.ID, error) {
	return install(ctx, s, &polled{cost: 1}, blockResults, func(to chan *types.Header) (*filters.Subscription, error) {
		return s.events.SubscribeNewHeads(to), nil
	})
}

// NewPendingTransactionFilter installs a polled filter for transactions that have been ordered.
func (s *subscriptions) NewPendingTransactionFilter(ctx context.Context, full *bool) (gethrpc.ID, error) {
	results := hashResults
	if full != nil && *full {
		results = fullResults
	}
	return install(ctx, s, &polled{cost: eachTransaction}, results, func(to chan []*types.Transaction) (*filters.Subscription, error) {
		return s.events.SubscribePendingTxs(to), nil
	})
}

// GetFilterChanges gives what happened since the last call.
func (s *subscriptions) GetFilterChanges(id gethrpc.ID) ([]any, error) {
	events, ok := s.poll(id)
	if !ok {
		return nil, errNoFilter
	}
	return s.answer(events)
}

// GetFilterLogs runs the query of a log filter.
func (s *subscriptions) GetFilterLogs(ctx context.Context, id gethrpc.ID) ([]*types.Log, error) {
	s.mu.Lock()
	p := s.polls[id]
	s.mu.Unlock()
	if p == nil || p.crit == nil {
		return nil, errNoFilter
	}
	return s.GetLogs(ctx, *p.crit)
}

// UninstallFilter removes a filter and says whether it was there.
func (s *subscriptions) UninstallFilter(id gethrpc.ID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.forget(id)
}

// install makes a filter for what subscribe sends, when there is room for one more of its client's.
func install[T any](ctx context.Context, s *subscriptions, p *polled, results func(T) (any, int), subscribe func(to chan T) (*filters.Subscription, error)) (gethrpc.ID, error) {
	p.client, p.gone = clientOf(ctx), make(chan struct{})
	if !s.standing.take(p.client, p.cost) {
		return "", errTooMuchStanding
	}
	id := gethrpc.NewID()
	if !s.enter(id, p) {
		s.standing.give(p.client, p.cost)
		return "", errTooManyFilters
	}
	from := make(chan T)
	sub, err := subscribe(from) // without mu: whoever sends waits for those that gather, and they for mu
	if err != nil {
		s.UninstallFilter(id)
		return "", err
	}
	go func() {
		defer sub.Unsubscribe()
		for {
			select {
			case event := <-from:
				all, size := results(event)
				s.gather(id, all, size)
			case <-p.gone:
				return
			}
		}
	}()
	return id, nil
}

// enter takes a filter in when its client may have one more. When the filters of all take all the room, the client
// with the most loses the one that it has not polled for the longest.
func (s *subscriptions) enter(id gethrpc.ID, p *polled) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	count := map[string]int{}
	for _, other := range s.polls {
		count[other.client]++
	}
	if s.closed || count[p.client] >= s.cfg.FiltersPerClient {
		return false
	}
	if len(s.polls) >= s.cfg.Filters {
		most := p.client
		for name, n := range count {
			if n > count[most]+1 || most != p.client && n > count[most] {
				most = name
			}
		}
		if most == p.client {
			return false
		}
		s.forget(s.stalest(most))
	}
	p.last = time.Now()
	p.timer = time.AfterFunc(s.timeout, func() { s.UninstallFilter(id) })
	s.polls[id] = p
	return true
}

// stalest is the filter of client that was polled the longest ago. mu must be held.
func (s *subscriptions) stalest(client string) (victim gethrpc.ID) {
	for id, p := range s.polls {
		if p.client == client && (victim == "" || p.last.Before(s.polls[victim].last)) {
			victim = id
		}
	}
	return victim
}

// forget takes a filter out with all that it has gathered, and says whether it was there. mu must be held.
func (s *subscriptions) forget(id gethrpc.ID) bool {
	p := s.polls[id]
	if p == nil {
		return false
	}
	delete(s.polls, id)
	p.timer.Stop()
	close(p.gone)
	s.standing.give(p.client, p.cost)
	s.read(p)
	return true
}

// close forgets all filters, and lets no more in.
func (s *subscriptions) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for id := range s.polls {
		s.forget(id)
	}
}
