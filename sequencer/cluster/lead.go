// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/raft"
)

// Term is one stretch of leadership of this member, from the moment at which its Machine has been handed everything
// that was committed before.
type Term struct {
	Number uint64          // raft's term; the same number comes again if a stretch ended early and leadership did not
	Ctx    context.Context // ends with the stretch; context.Cause says why

	end     context.CancelCauseFunc
	cluster *Cluster
}

// Propose enqueues data behind all earlier proposals and returns; it blocks only while too much is under way. One
// goroutine proposes. If a proposal fails the term ends, but proposals already behind it may still succeed: an entry
// must say which one it builds upon.
func (t *Term) Propose(data []byte) *Proposal { return t.cluster.propose(t, data) }

// Yield is Transfer to a member that is fit to lead (see Config.Fit). Without one the term goes on and the error
// matches ErrUnfit.
func (t *Term) Yield(ctx context.Context) error { return t.cluster.transfer(ctx, "", true) }

// Reasons for which a Term ends.
var (
	errDeposed      = errors.New("leadership lost")
	errTransferring = errors.New("leadership is being handed over")
)

// Terms delivers each Term as it begins; only the newest matters. The channel is closed when Run returns.
func (c *Cluster) Terms() <-chan Term { return c.terms }

// retryLead is how soon a leader whose stretch could not begin tries again.
const retryLead = 50 * time.Millisecond

// lead watches for leadership and delivers Terms until ctx ends.
func (c *Cluster) lead(ctx context.Context) {
	defer close(c.terms)
	leading := c.raft.LeaderCh()
	var retry <-chan time.Time
	for {
		select {
		case <-leading: // the value may be stale, the state is not
		case <-c.resumed:
		case <-retry:
		case <-ctx.Done():
			return
		}
		retry = nil
		if !c.mayLead() {
			continue
		}
		term, err := c.begin(ctx)
		if err == nil {
			cause := c.hold(term, leading)
			c.log.Info("leadership ended", "term", term.Number, "cause", cause)
		}
		retry = time.After(retryLead) // in vain unless leadership goes on
	}
}

func (c *Cluster) mayLead() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.suspended && c.raft.State() == raft.Leader
}

// begin waits until all that was committed before our leadership has been handed to the machine.
func (c *Cluster) begin(ctx context.Context) (*Term, error) {
	number := c.raft.CurrentTerm()
	if err := c.await(ctx, c.barrier); err != nil {
		return nil, fmt.Errorf("barrier of term %d: %w", number, err)
	}
	own, end := context.WithCancelCause(ctx)
	term := &Term{Number: number, Ctx: own, end: end, cluster: c}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.suspended || !c.stillLeads(number) {
		end(errDeposed)
		return nil, errDeposed
	}
	c.term = term
	return term, nil
}

// barrier is answered when the machine has been handed all that is committed now.
func (c *Cluster) barrier() raft.Future { return c.raft.Barrier(0) }

func (c *Cluster) stillLeads(number uint64) bool {
	return c.raft.CurrentTerm() == number && c.raft.State() == raft.Leader
}

// hold delivers the term, waits for its end and returns the cause.
func (c *Cluster) hold(term *Term, leading <-chan bool) error {
	c.log.Info("leadership begun", "term", term.Number)
	deliver := c.terms
	for {
		select {
		case deliver <- *term:
			deliver = nil
		case <-leading:
			if !c.stillLeads(term.Number) {
				term.end(errDeposed)
			}
		case <-term.Ctx.Done():
			c.mu.Lock()
			c.term = nil
			c.mu.Unlock()
			return context.Cause(term.Ctx)
		}
	}
}

// suspend ends the running stretch and waits until the outcome of everything proposed in it is known. No other begins
// before resume.
func (c *Cluster) suspend(ctx context.Context, cause error) error {
	c.mu.Lock()
	c.suspended = true
	if c.term != nil {
		c.term.end(cause)
	}
	c.mu.Unlock()
	if err := c.room.Acquire(ctx, maxUnderWay); err != nil {
		return fmt.Errorf("wait for entries under way: %w", err)
	}
	c.room.Release(maxUnderWay)
	return nil
}

// resume lets leadership, if it is still ours, be used again.
func (c *Cluster) resume() {
	c.mu.Lock()
	c.suspended = false
	c.mu.Unlock()
	select {
	case c.resumed <- struct{}{}:
	default:
	}
}
