// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"fmt"
	"sync"

	"github.com/hashicorp/raft"
)

// questions are those that raft has been asked and has not answered.
type questions struct {
	mu     sync.Mutex
	closed bool
	open   sync.WaitGroup
}

// add runs ask beside, unless the questions are closed.
func (q *questions) add(ask func()) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.closed {
		q.open.Go(ask)
	}
	return !q.closed
}

// close lets nobody ask any more and waits for the answers.
func (q *questions) close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.open.Wait()
}

// await asks raft and waits for its answer or for the end of ctx, which leaves the outcome open. Raft answers
// everything as long as it runs, but what reaches it while it shuts down it may never answer. The error matches
// ErrNotLeader if nothing happened, else ErrUnknown.
func (c *Cluster) await(ctx context.Context, ask func() raft.Future) error {
	answer := make(chan error, 1)
	if !c.questions.add(func() { answer <- ask().Error() }) {
		return fmt.Errorf("%w: it is being closed", ErrNotLeader)
	}
	select {
	case err := <-answer:
		return classify(err)
	case <-ctx.Done():
		return classify(ctx.Err())
	}
}
