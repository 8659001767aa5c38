// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth/filters"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// polled is a filter that a client installed, and when it last asked.
type polled struct {
	client string
	crit   *filters.FilterCriteria // of a log filter
	cost   int
	last   time.Time
}

// filterTimeout is how long a filter is kept that nobody polls. What it has gathered is kept as long.
const filterTimeout = time.Minute

var (
	errTooManyFilters = &rpcError{Code: codeLimit, Message: "too many filters are installed: use a WebSocket subscription or try later"}
	errNoFilter       = errors.New("filter not found")
)

// NewFilter installs a polled log filter.
func (s *subscriptions) NewFilter(ctx context.Context, crit filters.FilterCriteria) (gethrpc.ID, error) {
	return s.install(ctx, &crit, criteriaCost(crit), func() (gethrpc.ID, error) { return s.api.NewFilter(crit) })
}

// NewBlockFilter installs a polled filter for sealed blocks.
func (s *subscriptions) NewBlockFilter(ctx context.Context) (gethrpc.ID, error) {
	return s.install(ctx, nil, 1, func() (gethrpc.ID, error) { return s.api.NewBlockFilter(), nil })
}

// NewPendingTransactionFilter installs a polled filter for transactions that have been ordered.
func (s *subscriptions) NewPendingTransactionFilter(ctx context.Context, full *bool) (gethrpc.ID, error) {
	return s.install(ctx, nil, eachTransaction, func() (gethrpc.ID, error) { return s.api.NewPendingTransactionFilter(full), nil })
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
	s.forget(id)
	s.mu.Unlock()
	return s.api.UninstallFilter(id)
}

// install makes a filter when there is room for one more of its client's. When the filters of all take all the room, the
// client with the most loses the one that it has not asked for the longest.
func (s *subscriptions) install(ctx context.Context, crit *filters.FilterCriteria, cost int, create func() (gethrpc.ID, error)) (gethrpc.ID, error) {
	client := clientOf(ctx)
	if !s.standing.take(client, cost) {
		return "", errTooMuchStanding
	}
	victim, ok := s.room(client)
	if !ok {
		s.standing.give(client, cost)
		return "", errTooManyFilters
	}
	if victim != "" {
		s.api.UninstallFilter(victim)
	}
	id, err := create()
	if err != nil {
		s.standing.give(client, cost)
		return id, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.polls[id] = &polled{client: client, crit: crit, cost: cost, last: time.Now()}
	return id, nil
}

// room says whether client may install one more, after forgetting those that go-ethereum has dropped, and names the filter that
// must go for it, if any.
func (s *subscriptions) room(client string) (victim gethrpc.ID, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := time.Now().Add(-2 * filterTimeout)
	count := map[string]int{}
	for id, p := range s.polls {
		if p.last.Before(old) {
			s.forget(id)
			continue
		}
		count[p.client]++
	}
	switch {
	case count[client] >= s.cfg.FiltersPerClient:
		return "", false
	case len(s.polls) < s.cfg.Filters:
		return "", true
	}
	most := client
	for name, n := range count {
		if n > count[most]+1 || most != client && n > count[most] {
			most = name
		}
	}
	if most == client {
		return "", false
	}
	victim = s.stalest(most)
	s.forget(victim)
	return victim, true
}

// forget takes a filter out. mu must be held.
func (s *subscriptions) forget(id gethrpc.ID) {
	if p := s.polls[id]; p != nil {
		delete(s.polls, id)
		s.standing.give(p.client, p.cost)
	}
}

// stalest is the filter of client that was asked for the longest ago. mu must be held.
func (s *subscriptions) stalest(client string) (victim gethrpc.ID) {
	for id, p := range s.polls {
		if p.client == client && (victim == "" || p.last.Before(s.polls[victim].last)) {
			victim = id
		}
	}
	return victim
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
