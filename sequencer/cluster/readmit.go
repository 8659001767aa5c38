// SPDX-License-Identifier: Apache-2.0

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
	readmitEvery    = 500 * time.Millisecond
	readmitPatience = 10 * time.Second // with one member
)

// readmissions are those that this member has made, the newest of each other one. They stay true when it no longer leads.
type readmissions struct {
	mu   sync.Mutex
	list []Readmission
}

func (r *readmissions) all() []Readmission {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.list)
}

func (r *readmissions) made(id string, life uint64) bool {
	return slices.ContainsFunc(r.all(), func(old Readmission) bool { return old.ID == id && old.Life == life })
}

func (r *readmissions) add(made Readmission) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = slices.DeleteFunc(r.list, func(old Readmission) bool { return old.ID == made.ID })
	r.list = append(r.list, made)
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

// readmitAll looks, while this member leads, for those that have lost their logs: they refuse heartbeats.
func (c *Cluster) readmitAll(ctx context.Context) {
	tick := time.NewTicker(readmitEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		for _, m := range c.Members() {
			if c.raft.State() != raft.Leader || !c.silent.holds(m.ID) {
				continue
			}
			if err := c.readmit(ctx, m); err != nil {
				c.log.Debug("a member is not readmitted", "member", m.ID, "err", err)
			}
		}
	}
}

// readmit readmits a member that is recovering. The entry is made after the member was seen to do nothing, and its
// former lives ended before that, so they have no part in its being committed.
func (c *Cluster) readmit(ctx context.Context, m Member) error {
	ctx, cancel := context.WithTimeout(ctx, readmitPatience)
	defer cancel()
	term := c.raft.CurrentTerm()
	view, err := c.ask(ctx, m.ID, m.Address)
	if err != nil || view.Phase != Recovering || c.readmissions.made(m.ID, view.Life) {
		return err
	}
	c.log.Warn("a member has lost its log", "member", m.ID)
	if err := c.await(ctx, c.barrier); err != nil {
		return fmt.Errorf("commit an entry without %s: %w", m.ID, err)
	}
	index := c.raft.CommitIndex()
	if !c.stillLeads(term) {
		return fmt.Errorf("commit an entry without %s: %w", m.ID, ErrNotLeader)
	}
	c.readmissions.add(Readmission{ID: m.ID, Life: view.Life, Index: index})
	return nil
}
