// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/raft"
)

var (
	// ErrNotLeader means that the entry has and will have no effect: it may be proposed again, to whoever leads.
	ErrNotLeader = errors.New("not the leader")

	// ErrUnknown means that the entry, or whatever else raft was asked for, may or may not take effect: leadership or
	// the disk was lost while it was under way. Only the log tells.
	ErrUnknown = errors.New("outcome unknown")

	// ErrTooLarge is an entry beyond MaxEntry.
	ErrTooLarge = errors.New("entry is too large")
)

// What the leader has under way is bounded, so that a deposed leader has no long tail to undo: an
// entry weighs its bytes plus entryWeight.
const (
	maxUnderWay = 64 << 20
	entryWeight = 64 << 10 // at most 1,024 entries
)

// Proposal is an entry on its way.
type Proposal struct {
	done  chan struct{}
	index uint64
	err   error
}

// Done is closed when the outcome is known.
func (p *Proposal) Done() <-chan struct{} { return p.done }

// Wait returns the entry's index once a quorum has it on disk and the machine's Apply was called with it. It fails with
// ErrNotLeader, ErrUnknown, ErrTooLarge, or because ctx ended, which says nothing about the entry.
func (p *Proposal) Wait(ctx context.Context) (uint64, error) {
	select {
	case <-p.done:
		return p.index, p.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func failed(err error) *Proposal {
	p := &Proposal{done: make(chan struct{}), err: err}
	close(p.done)
	return p
}

// underWay is a proposal that raft has and we do not know the outcome of.
type underWay struct {
	*Proposal
	term   *Term
	future raft.ApplyFuture
	weight int64
}

// propose enqueues data for the term. Calls are serialised, so the order of proposals is the order of calls.
func (c *Cluster) propose(t *Term, data []byte) *Proposal {
	if len(data) > MaxEntry {
		return failed(fmt.Errorf("%w: %d bytes, at most %d", ErrTooLarge, len(data), MaxEntry))
	}
	weight := int64(len(data)) + entryWeight
	if c.room.Acquire(t.Ctx, weight) != nil {
		return failed(ErrNotLeader)
	}
	c.proposing.Lock()
	defer c.proposing.Unlock()
	if c.stopped || t.Ctx.Err() != nil {
		c.room.Release(weight)
		return failed(ErrNotLeader)
	}
	p := underWay{Proposal: &Proposal{done: make(chan struct{})}, term: t, weight: weight}
	p.future = c.raft.Apply(encodeProposal(t.Number, data), 0)
	c.outcomes <- p // has room for all that the semaphore lets through
	return p.Proposal
}

// settle waits for outcomes in the order of proposals, until Close ends the queue.
func (c *Cluster) settle() {
	defer close(c.settled)
	for p := range c.outcomes {
		p.index, p.err = outcome(p.future)
		if p.err != nil {
			p.term.end(p.err) // what follows it must not be proposed on the same assumption
		} else if len(c.outcomes) == 0 {
			c.nudges.settled(commit{p.index, p.term.Number})
		}
		close(p.done)
		c.room.Release(p.weight)
	}
}

func outcome(future raft.ApplyFuture) (uint64, error) {
	if err := future.Error(); err != nil {
		return 0, classify(err)
	}
	if refused, ok := future.Response().(error); ok {
		return 0, fmt.Errorf("%w: %w", ErrNotLeader, refused)
	}
	return future.Index(), nil
}

// classify tells refusals of raft, which have no effect, from everything else, which may have one.
func classify(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, raft.ErrNotLeader), errors.Is(err, raft.ErrLeadershipTransferInProgress), errors.Is(err, raft.ErrEnqueueTimeout):
		return fmt.Errorf("%w: %w", ErrNotLeader, err)
	default:
		return fmt.Errorf("%w: %w", ErrUnknown, err)
	}
}
