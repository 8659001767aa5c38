// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"sync"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// item is one thing for the executor to do, in the order of the log.
type item struct {
	entry    *logged
	restore  *fsm.State
	snapshot chan<- written
	reached  chan<- fsm.State // everything before this item has been done
	asked    *asked           // somebody wants this member's vote on a closed block
	broken   error            // the member must stop
}

type logged struct {
	index, term uint64
	data        []byte
}

type written struct {
	state []byte
	err   error
}

// backlog is the queue between the log and the executor. It has no bound: the log must not be held up, and it brings no
// more than the leader lets into flight, except while a member starts.
type backlog struct {
	mu     sync.Mutex
	items  []item
	filled chan struct{}
	closed bool
}

func newBacklog() *backlog { return &backlog{filled: make(chan struct{}, 1)} }

func (q *backlog) put(it item) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		it.refuse()
		return
	}
	q.items = append(q.items, it)
	select {
	case q.filled <- struct{}{}:
	default:
	}
}

// refuse answers what somebody waits for, when nobody will do it any more.
func (it *item) refuse() {
	if it.snapshot != nil {
		it.snapshot <- written{err: context.Canceled}
	}
	if it.asked != nil {
		it.asked.refuse()
	}
}

// take waits for items and returns all there are.
func (q *backlog) take(ctx context.Context) ([]item, error) {
	for {
		q.mu.Lock()
		items := q.items
		q.items = nil
		q.mu.Unlock()
		if len(items) > 0 {
			return items, nil
		}
		select {
		case <-q.filled:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// close refuses everything from now on.
func (q *backlog) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	for i := range q.items {
		q.items[i].refuse()
	}
	q.items = nil
}
