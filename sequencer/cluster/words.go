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
	wordsEvery   = 500 * time.Millisecond
	wordPatience = 10 * time.Second // with one member
)

// words are those that this member has given, the newest to each other one. They stay true when it no longer leads.
type words struct {
	mu   sync.Mutex
	list []Word
}

func (w *words) all() []Word {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.list)
}

func (w *words) given(id string, life uint64) bool {
	return slices.ContainsFunc(w.all(), func(old Word) bool { return old.ID == id && old.Life == life })
}

func (w *words) give(word Word) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.list = slices.DeleteFunc(w.list, func(old Word) bool { return old.ID == word.ID })
	w.list = append(w.list, word)
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

// giveWords looks, while this member leads, for those that have lost their logs: they refuse heartbeats.
func (c *Cluster) giveWords(ctx context.Context) {
	tick := time.NewTicker(wordsEvery)
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
			if err := c.giveWordTo(ctx, m); err != nil {
				c.log.Debug("no word given", "member", m.ID, "err", err)
			}
		}
	}
}

// giveWordTo gives a member that is recovering this leader's word. The entry is made after the member was seen to do
// nothing, and its former lives ended before that, so they have no part in its being committed.
func (c *Cluster) giveWordTo(ctx context.Context, m Member) error {
	ctx, cancel := context.WithTimeout(ctx, wordPatience)
	defer cancel()
	term := c.raft.CurrentTerm()
	view, err := c.ask(ctx, m.ID, m.Address)
	if err != nil || view.Phase != Recovering || c.words.given(m.ID, view.Life) {
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
	c.words.give(Word{ID: m.ID, Life: view.Life, Index: index})
	return nil
}
