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
	interviewEvery = 100 * time.Millisecond // each other member, while this one may not take part
	complainEvery  = 10 * time.Second       // in the log
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
	var complained time.Time
	for c.recovery.phase() != Whole {
		for id := range c.recovery.known() {
			if !asked[id] {
				asked[id] = true
				asking.Go(func() { c.interview(ctx, id, answers) })
			}
		}
		if err := c.progress(); err != nil {
			return err
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
	c.log.Info("takes part", "term", c.raft.CurrentTerm(), "entries", c.raft.LastIndex())
	return nil
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
		return c.form(m)
	case Recovering:
		release, voter := c.recovery.heard(c.cfg.ID)
		if release.Term != 0 {
			m.Phase, m.Floor, m.Target = CatchingUp, release.Term, release.Index
			return c.enter(m)
		}
		if voter && !m.Voted { // a leader takes the vote when this is on disk
			m.Voted = true
			return c.enter(m)
		}
	case CatchingUp:
		if c.raft.CurrentTerm() >= m.Floor && c.raft.CommitIndex() >= m.Target {
			m.Phase = Whole
			if m.Voted {
				m.Phase = AwaitingVote
			}
			return c.enter(m)
		}
	case AwaitingVote:
		if c.hasVote() {
			return c.enter(mark{})
		}
	}
	return nil
}

func (c *Cluster) enter(m mark) error {
	if err := c.recovery.enter(m); err != nil {
		return err
	}
	c.log.Info("recovery goes on", "phase", m.Phase, "term", m.Floor, "entry", m.Target)
	return nil
}

// form begins a new set when every other voter is empty, or has got just as far. One that knows more shows that the set is older
// than this member's folder.
func (c *Cluster) form(m mark) error {
	empty := 0
	for _, other := range c.cfg.Bootstrap {
		a, ok := c.recovery.answer(other.ID)
		if !ok || a.Err != nil {
			continue
		}
		if v := a.View; v.Term > firstTerm || v.LastIndex > firstIndex || v.Phase != Whole && v.Phase != Forming {
			m.Phase = Recovering
			return c.enter(m)
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

// hasVote tells whether this member votes again, by a configuration that is committed.
func (c *Cluster) hasVote() bool {
	_, voter := c.member(c.cfg.ID)
	last := c.raft.LastIndex()
	c.recovery.mu.Lock()
	defer c.recovery.mu.Unlock()
	switch {
	case !voter:
		c.recovery.elected = 0
	case c.recovery.elected == 0:
		c.recovery.elected = last // the configuration is not behind this
	default:
		return c.raft.CommitIndex() >= c.recovery.elected
	}
	return false
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

// heard looks in the answers for a leader's word for this life, and whether a leader knows this member as a voter.
func (r *recovery) heard(self string) (word Release, voter bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, a := range r.answers {
		if a.Err != nil || a.View.State != raft.Leader.String() {
			continue
		}
		for _, release := range a.View.Released {
			if release.ID == self && release.Life == r.life {
				word = release
			}
		}
		voter = voter || slices.ContainsFunc(a.View.Members, func(m Member) bool { return m.ID == self && m.Voter })
	}
	return word, voter
}
