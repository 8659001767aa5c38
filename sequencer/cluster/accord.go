// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	accordEvery = 500 * time.Millisecond // between two rounds of questions, until it is clear with whom most of the set go
	accordHolds = 30 * time.Second       // how long what a member has said of itself is taken for true
)

// accord is what this member knows of the charters of others: from every greeting, of whoever began it.
type accord struct {
	log *slog.Logger

	mu  sync.Mutex // guards what follows
	met map[string]meeting
}

// meeting is the newest greeting that was exchanged with a member.
type meeting struct {
	at      time.Time
	differs *Difference // nil: it shares our charter
}

func newAccord(log *slog.Logger) *accord { return &accord{log: log, met: make(map[string]meeting)} }

// note keeps how a greeting ended. One that did not come to its end says nothing.
func (a *accord) note(id string, err error) {
	var differs *Difference
	if err != nil && !errors.As(err, &differs) {
		return
	}
	a.mu.Lock()
	before, known := a.met[id]
	a.met[id] = meeting{time.Now(), differs}
	a.mu.Unlock()
	if differs != nil && (!known || before.differs == nil) {
		a.log.Error("connections with a member are refused", "member", id, "why", differs)
	}
}

// with is the newest meeting with a member; ok is false when there was none.
func (a *accord) with(id string) (m meeting, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	m, ok = a.met[id]
	return m, ok
}

// Differences lists the members that were met within the last half minute and have another charter. They and this one
// refuse each other.
func (c *Cluster) Differences() (all []Difference) {
	c.accord.mu.Lock()
	defer c.accord.mu.Unlock()
	for _, m := range c.accord.met {
		if m.differs != nil && time.Since(m.at) < accordHolds {
			all = append(all, *m.differs)
		}
	}
	slices.SortFunc(all, func(a, b Difference) int { return strings.Compare(a.Member, b.Member) })
	return all
}

// findAccord returns nil when it is clear that no majority of the set differs from this member. It returns an
// ErrDiffers when one does: this member is the odd one, and its operator has to look. A member that has not found a
// majority to agree with has no part in anything, so it does not matter when it ends.
func (c *Cluster) findAccord(ctx context.Context) error {
	tick := time.NewTicker(accordEvery)
	defer tick.Stop()
	for {
		set := c.addresses()
		agree, differ := c.sides(set)
		switch all := len(set); {
		case len(differ) > all/2:
			return fmt.Errorf("%d of the %d members of the set differ from this one: %w", len(differ), all, errors.Join(differ...))
		case all-agree <= all/2:
			return nil
		}
		c.meet(ctx, set)
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// addresses are those of all voters that this member knows, its own included.
func (c *Cluster) addresses() map[string]string {
	set := make(map[string]string)
	for _, m := range c.Members() {
		if m.Voter {
			set[m.ID] = m.Address
		}
	}
	if len(set) == 0 {
		set = c.recovery.known()
	}
	set[c.cfg.ID] = c.cfg.Advertise
	return set
}

// sides counts those of a set who share our charter, this member first of all, and lists who do not.
func (c *Cluster) sides(set map[string]string) (agree int, differ []error) {
	agree = 1
	for id := range set {
		switch m, ok := c.accord.with(id); {
		case !ok || id == c.cfg.ID:
		case m.differs != nil:
			differ = append(differ, m.differs)
		default:
			agree++
		}
	}
	return agree, differ
}

// meet greets at once all of a set that have not said that they share our charter.
func (c *Cluster) meet(ctx context.Context, set map[string]string) {
	var asking sync.WaitGroup
	for id, address := range set {
		if m, ok := c.accord.with(id); id == c.cfg.ID || ok && m.differs == nil {
			continue
		}
		asking.Go(func() {
			if _, err := c.ask(ctx, id, address); err != nil {
				c.log.Debug("member not greeted", "member", id, "err", err)
			}
		})
	}
	asking.Wait()
}
