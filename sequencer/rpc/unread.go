// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// unread is what a filter has gathered since it was last polled: for each event a []common.Hash, a []*types.Log or,
// when they are asked for in full, a []*types.Transaction.
type unread struct {
	events []any
	bytes  int
}

// Results are counted as long as they are in an answer or in memory, whichever is more, about.
const (
	hashBytes        = 100
	transactionBytes = 1024 // besides what makes it long, which is twice as long in hex
)

func logResults(logs []*types.Log) (any, int) { return logs, logBytes(logs) }

func blockResults(h *types.Header) (any, int) { return []common.Hash{h.Hash()}, hashBytes }

func hashResults(txs []*types.Transaction) (any, int) {
	hashes := make([]common.Hash, len(txs))
	for i, tx := range txs {
		hashes[i] = tx.Hash()
	}
	return hashes, len(txs) * hashBytes
}

func fullResults(txs []*types.Transaction) (all any, size int) {
	for _, tx := range txs {
		size += transactionBytes + 2*int(tx.Size())
	}
	return txs, size
}

// gather keeps results until the next poll of a filter. A filter that would have more than an answer holds, or than
// there is room for, is forgotten: whoever polls it is told that it is gone and installs another one, so nobody takes
// a part for the whole.
func (s *subscriptions) gather(id gethrpc.ID, results any, size int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.polls[id]
	switch {
	case p == nil:
	case p.unread.bytes+size > s.cfg.AnswerBytes || !s.unread.take(p.client, size):
		s.forget(id)
	default:
		p.unread.events = append(p.unread.events, results)
		p.unread.bytes += size
	}
}

// poll takes out what a filter has gathered, and says whether the filter is there.
func (s *subscriptions) poll(id gethrpc.ID) (events []any, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.polls[id]
	if p == nil {
		return nil, false
	}
	p.last = time.Now()
	p.timer.Reset(s.timeout)
	return s.read(p), true
}

// read takes out what a filter has gathered. mu must be held.
func (s *subscriptions) read(p *polled) []any {
	events := p.unread.events
	s.unread.give(p.client, p.unread.bytes)
	p.unread = unread{}
	return events
}

// answer lists the results of events in one.
func (s *subscriptions) answer(events []any) ([]any, error) {
	all := []any{} // never null
	for _, event := range events {
		switch results := event.(type) {
		case []common.Hash:
			for _, hash := range results {
				all = append(all, hash)
			}
		case []*types.Log:
			for _, l := range results {
				all = append(all, l)
			}
		case []*types.Transaction:
			for _, tx := range results {
				shown, err := s.show(tx)
				if err != nil {
					return nil, err
				}
				all = append(all, shown)
			}
		}
	}
	return all, nil
}
