// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/raft"
)

const (
	interviewEvery = 100 * time.Millisecond // each other member, while this one may not take part
	complainEvery  = 10 * time.Second       // in the log, after that long
)

// rejoin brings a member that began with an empty folder to where it takes part, or waits for ever.
func (c *Cluster) rejoin(ctx context.Context) error {
	if c.recovery.phase() == Whole {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	var asking sync.WaitGroup
	defer asking.Wait()
	defer cancel()
	answers := make(chan Other)
	asked := make(map[string]bool)
	tick := time.NewTicker(interviewEvery)
	defer tick.Stop()
	complained := time.Now()
	for {
		for id := range c.recovery.known() {
			if !asked[id] {
				asked[id] = true
				asking.Go(func() { c.interview(ctx, id, answers) })
			}
		}
		if err := c.progress(); err != nil {
			return err
		}
		if c.recovery.phase() == Whole {
			c.log.Info("takes part", "term", c.raft.CurrentTerm(), "entries", c.raft.LastIndex())
			return nil
		}
		if time.Since(complained) > complainEvery {
			complained = time.Now()
			c.log.Warn("takes no part yet", "phase", c.recovery.phase(), "because", c.recovery.missing(c.cfg.ID))
		}
		select {
		case a := <-answers:
			c.recovery.hear(c.cfg.ID, a)
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// interview asks one member again and again, as long as that can help.
func (c *Cluster) interview(ctx context.Context, id string, answers chan<- Other) {
	for ctx.Err() == nil {
		if p := c.recovery.phase(); p == Forming || p == Recovering {
			a := Other{Member: Member{ID: id, Address: c.recovery.known()[id]}}
			a.View, a.Err = c.ask(ctx, a.Member.ID, a.Member.Address)
			select {
			case answers <- a:
			case <-ctx.Done():
			}
		}
		select {
		case <-time.After(interviewEvery):
		case <-ctx.Done():
		}
	}
}

// progress goes on to the next phase if what this one waits for is there.
func (c *Cluster) progress() error {
	m := c.recovery.now()
	switch m.Phase {
	case Forming:
		return c.form()
	case Recovering:
		if made, ok := c.recovery.heard(c.cfg.ID); ok {
			return c.enter(mark{Phase: CatchingUp, Target: made.Index})
		}
	case CatchingUp:
		if c.raft.CommitIndex() >= m.Target {
			return c.enter(mark{})
		}
	}
	return nil
}

func (c *Cluster) enter(m mark) error {
	if err := c.recovery.enter(m); err != nil {
		return err
	}
	if m.Phase != Whole {
		c.log.Info("takes no part yet", "phase", m.Phase, "because", c.recovery.missing(c.cfg.ID))
	}
	return nil
}

// form begins a new set when every other voter is empty, or has got just as far. One that knows more shows that the
// set is older than this member's folder.
func (c *Cluster) form() error {
	empty := 0
	for _, other := range c.cfg.Bootstrap {
		a, ok := c.recovery.answer(other.ID)
		if !ok || a.Err != nil {
			continue
		}
		if v := a.View; v.Term > firstTerm || v.LastIndex > firstIndex || v.Phase != Whole && v.Phase != Forming {
			return c.enter(mark{Phase: Recovering})
		}
		if other.Voter {
			empty++
		}
	}
	var servers []raft.Server
	voters := 0
	for _, other := range c.cfg.Bootstrap {
		servers = append(servers, server(other))
		if other.Voter {
			voters++
		}
	}
	if empty < voters-1 {
		return nil
	}
	if err := c.raft.BootstrapCluster(raft.Configuration{Servers: servers}).Error(); err != nil {
		return fmt.Errorf("begin a new set: %w", err)
	}
	return c.enter(mark{})
}

func (r *recovery) now() mark {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.mark
}

func (r *recovery) answer(id string) (Other, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, ok := r.answers[id]
	return a, ok
}

// heard looks in the answers for a leader's readmission of this life.
func (r *recovery) heard(self string) (Readmission, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, a := range r.answers {
		for _, made := range a.View.Readmissions {
			if made.ID == self && made.Life == r.life {
				return made, true
			}
		}
	}
	return Readmission{}, false
}
