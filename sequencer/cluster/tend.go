package cluster

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/raft"
)

const (
	tendEvery    = 500 * time.Millisecond
	tendPatience = 10 * time.Second // of one step
)

// releases are this member's words to those that have lost their logs, the newest for each.
type releases struct {
	mu   sync.Mutex
	list []Release
}

func (r *releases) all() []Release {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.list)
}

func (r *releases) holds(id string, life uint64) bool {
	return slices.ContainsFunc(r.all(), func(held Release) bool { return held.ID == id && held.Life == life })
}

func (r *releases) set(release Release) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = slices.DeleteFunc(r.list, func(held Release) bool { return held.ID == release.ID })
	r.list = append(r.list, release)
}

// silent are the members that did not answer the last heartbeat.
type silent struct {
	mu  sync.Mutex
	ids map[raft.ServerID]bool
}

func (s *silent) holds(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ids[raft.ServerID(id)]
}

func (s *silent) watch(r *raft.Raft) {
	r.RegisterObserver(raft.NewObserver(nil, false, func(o *raft.Observation) bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		switch seen := o.Data.(type) {
		case raft.FailedHeartbeatObservation:
			s.ids[seen.PeerID] = true
		case raft.ResumedHeartbeatObservation:
			delete(s.ids, seen.PeerID)
		}
		return false // nothing is sent
	}))
}

// tend looks, while this member leads, after those that have lost their logs: only these refuse heartbeats, or follow without
// a vote and ask for it.
func (c *Cluster) tend(ctx context.Context) {
	tick := time.NewTicker(tendEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		for _, m := range c.Members() {
			if c.raft.State() != raft.Leader || m.ID == c.cfg.ID || m.Voter && !c.silent.holds(m.ID) {
				continue
			}
			if err := c.tendTo(ctx, m); err != nil {
				c.log.Debug("member not taken in again", "member", m.ID, "err", err)
			}
		}
	}
}

func (c *Cluster) tendTo(ctx context.Context, m Member) error {
	ctx, cancel := context.WithTimeout(ctx, tendPatience)
	defer cancel()
	view, err := c.ask(ctx, m.ID, m.Address)
	switch {
	case err != nil:
		return err
	case view.Phase == Recovering && (view.Voted || !m.Voter) && !c.releases.holds(m.ID, view.Life):
		return c.takeVote(ctx, m, view.Life)
	case view.Phase == AwaitingVote && !m.Voter:
		m.Voter = true
		return c.Add(ctx, m)
	}
	return nil
}

// takeVote takes the vote of a member that has lost its log, and gives it this leader's word once that is committed. The word is
// for the life that asked: later ones may have a vote again.
func (c *Cluster) takeVote(ctx context.Context, m Member, life uint64) error {
	term := c.raft.CurrentTerm()
	if m.Voter {
		c.log.Warn("a member has lost its log: its vote is taken until it has the log again", "member", m.ID)
		m.Voter = false
		if err := c.Add(ctx, m); err != nil {
			return err
		}
	}
	if known, voter := c.member(m.ID); known.ID == "" || voter {
		return fmt.Errorf("release %s: %w", m.ID, ErrUnknownMember)
	}
	done := make(chan error, 1)
	c.barriers.Go(func() { done <- c.raft.Barrier(0).Error() }) // behind the configuration, whoever appended that
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("release %s: %w", m.ID, classify(err))
		}
	case <-ctx.Done():
		return ctx.Err()
	}
	index := c.raft.CommitIndex()
	if !c.stillLeads(term) {
		return fmt.Errorf("release %s: %w", m.ID, ErrNotLeader)
	}
	c.releases.set(Release{ID: m.ID, Life: life, Term: term, Index: index})
	return nil
}
