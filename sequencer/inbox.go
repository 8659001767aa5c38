// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"bytes"
	"context"
	"sync"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// item is one thing for the executor to do, in the order of the log.
type item struct {
	entry    *logged
	restore  *fsm.State
	snapshot chan<- answered
	reached  chan<- fsm.State // everything before this item has been done
	asked    *asked           // somebody wants this member's vote on a closed block
	broken   error            // the member must stop
}

type logged struct {
	index, term uint64
	data        []byte
}

type answered struct {
	state []byte
	err   error
}

// inbox is the queue between the log and the executor. It has no bound: the log must not be held up, and it brings no
// more than the leader lets into flight, except while a member starts.
type inbox struct {
	mu     sync.Mutex
	items  []item
	filled chan struct{}
	closed bool
}

func newInbox() *inbox { return &inbox{filled: make(chan struct{}, 1)} }

func (q *inbox) put(it item) {
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
		it.snapshot <- answered{err: context.Canceled}
	}
	if it.asked != nil {
		it.asked.refuse()
	}
}

// take waits for items and returns all there are.
func (q *inbox) take(ctx context.Context) ([]item, error) {
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
func (q *inbox) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	for i := range q.items {
		q.items[i].refuse()
	}
	q.items = nil
}

// proposed keeps the transactions of slices that this member proposed, so that the executor gets the very objects whose
// senders the pool has recovered instead of decoding and recovering again.
type proposed struct {
	mu     sync.Mutex
	slices map[sliceID]slice
}

type sliceID struct{ number, seq uint64 }

type slice struct {
	txs []*types.Transaction
	raw [][]byte
}

func newProposed() *proposed { return &proposed{slices: make(map[sliceID]slice)} }

func (p *proposed) add(e *fsm.Slice, txs []*types.Transaction) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.slices[sliceID{e.Number, e.Seq}] = slice{txs, e.Txs}
}

// take returns the transactions of a committed slice if they are the ones that were proposed here.
func (p *proposed) take(e *fsm.Slice) []*types.Transaction {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := sliceID{e.Number, e.Seq}
	s, ok := p.slices[id]
	delete(p.slices, id)
	if !ok || len(s.raw) != len(e.Txs) {
		return nil
	}
	for i := range s.raw {
		if !bytes.Equal(s.raw[i], e.Txs[i]) {
			return nil
		}
	}
	return s.txs
}

// clear forgets slices that may never be committed.
func (p *proposed) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.slices)
}
