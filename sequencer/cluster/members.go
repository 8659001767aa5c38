// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/raft"
)

// Refusals of membership changes. All are decided before anything changes.
var (
	ErrUnknownMember = errors.New("no such member")
	ErrLastVoter     = errors.New("the last voter cannot be removed")
	ErrRemovesLeader = errors.New("the leader cannot remove itself: hand leadership over first")
	ErrNoQuorum      = errors.New("the voters that would be left and can be reached are no majority")
	ErrLagging       = errors.New("member is too far behind to lead")
	ErrUnfit         = errors.New("no other member is fit to lead")
	ErrUnreachable   = errors.New("member cannot be reached")
)

const (
	// pollPause is the pause between two questions to a member that is catching up.
	pollPause = 50 * time.Millisecond

	// transferLag is how many entries behind a member may be when leadership begins to be handed over. It must have
	// all a moment later, or the transfer is called off before raft hears of it: raft would go on refusing entries
	// (#696).
	transferLag      = 1024
	transferPatience = 500 * time.Millisecond
)

// Add makes m a member, or changes its address or vote. A voter first follows without a vote until it has the log, so
// that it cannot hold up a quorum. Only the leader can.
func (c *Cluster) Add(ctx context.Context, m Member) error {
	if errs := checkMembers([]Member{{ID: m.ID, Address: m.Address, Voter: true}}); len(errs) > 0 {
		return fmt.Errorf("add member: %w", errors.Join(errs...))
	}
	if err := c.mustLead(); err != nil {
		return fmt.Errorf("add member %s: %w", m.ID, err)
	}
	known, voter := c.member(m.ID)
	if m.ID != c.cfg.ID {
		if _, err := c.ask(ctx, m.ID, m.Address); err != nil {
			return fmt.Errorf("add member %s: %w: %w", m.ID, ErrUnreachable, err)
		}
	}
	if m.Voter && voter || !m.Voter && !voter {
		return c.change(ctx, "add", m.ID, c.addition(m))
	}
	if !m.Voter {
		if err := c.keepsQuorum(ctx, m.ID); err != nil {
			return fmt.Errorf("take the vote of %s: %w", m.ID, err)
		}
		return c.change(ctx, "demote", m.ID, func() raft.Future {
			return c.raft.DemoteVoter(raft.ServerID(m.ID), 0, 0)
		})
	}
	if known.ID == "" || known.Address != m.Address {
		follower := m
		follower.Voter = false
		if err := c.change(ctx, "add", m.ID, c.addition(follower)); err != nil {
			return err
		}
	}
	if err := c.catchUp(ctx, m, c.raft.LastIndex()); err != nil {
		return fmt.Errorf("add member %s: it follows now, but has no vote yet: %w", m.ID, err)
	}
	return c.change(ctx, "add", m.ID, c.addition(m))
}

func (c *Cluster) addition(m Member) func() raft.Future {
	return func() raft.Future {
		s := server(m)
		if m.Voter {
			return c.raft.AddVoter(s.ID, s.Address, 0, 0)
		}
		return c.raft.AddNonvoter(s.ID, s.Address, 0, 0)
	}
}

// Remove takes a member out. Only the leader can, and not itself. It is refused if the voters that are left and
// answer would be no majority.
func (c *Cluster) Remove(ctx context.Context, id string) error {
	err := c.mustLead()
	if err == nil {
		err = c.keepsQuorum(ctx, id)
	}
	if err == nil && id == c.cfg.ID {
		err = ErrRemovesLeader
	}
	if err != nil {
		return fmt.Errorf("remove member %s: %w", id, err)
	}
	return c.change(ctx, "remove", id, func() raft.Future { return c.raft.RemoveServer(raft.ServerID(id), 0, 0) })
}

// change waits for a membership change to be committed.
func (c *Cluster) change(ctx context.Context, verb, id string, begin func() raft.Future) error {
	if err := c.await(ctx, begin); err != nil {
		return fmt.Errorf("%s member %s: %w", verb, id, err)
	}
	c.log.Info("membership changed", "verb", verb, "member", id)
	return nil
}

func (c *Cluster) mustLead() error {
	if c.raft.State() == raft.Leader {
		return nil
	}
	if id, _, ok := c.Leader(); ok {
		return fmt.Errorf("%w: ask %s", ErrNotLeader, id)
	}
	return fmt.Errorf("%w: nobody leads", ErrNotLeader)
}

// member finds id in the newest configuration and says whether it votes.
func (c *Cluster) member(id string) (Member, bool) {
	for _, m := range c.Members() {
		if m.ID == id {
			return m, m.Voter
		}
	}
	return Member{}, false
}

// keepsQuorum refuses to lose the vote of id if the others would be none, or too few of them answer.
func (c *Cluster) keepsQuorum(ctx context.Context, id string) error {
	if m, voter := c.member(id); m.ID == "" {
		return ErrUnknownMember
	} else if !voter {
		return nil
	}
	voters, reached := 0, 0
	for _, m := range c.Members() {
		if m.ID == id || !m.Voter {
			continue
		}
		voters++
		if m.ID == c.cfg.ID {
			reached++
		} else if view, err := c.ask(ctx, m.ID, m.Address); err == nil && view.Phase == Whole {
			reached++
		}
	}
	if voters == 0 {
		return ErrLastVoter
	}
	if reached <= voters/2 {
		return fmt.Errorf("%w: %d of %d", ErrNoQuorum, reached, voters)
	}
	return nil
}

// catchUp waits until m has the log up to index.
func (c *Cluster) catchUp(ctx context.Context, m Member, index uint64) error {
	for {
		view, err := c.ask(ctx, m.ID, m.Address)
		if err == nil && view.LastIndex >= index && view.Phase == Whole {
			return nil
		}
		select {
		case <-time.After(pollPause):
		case <-ctx.Done():
			if err == nil {
				err = fmt.Errorf("%w: has %d of %d entries %s", ErrLagging, view.LastIndex, index, view.Missing)
			}
			return errors.Join(err, ctx.Err())
		}
	}
}

// Transfer hands leadership to voter id, or if id is empty to a voter that is fit, or else to any. The running Term
// ends first and everything proposed in it is settled. If the target does not have the whole log a moment later the
// transfer is called off and a new Term begins here.
func (c *Cluster) Transfer(ctx context.Context, id string) error { return c.transfer(ctx, id, false) }

// transfer is Transfer; with fitOnly it stays here unless the other one is fit.
func (c *Cluster) transfer(ctx context.Context, id string, fitOnly bool) error {
	if err := c.mustLead(); err != nil {
		return fmt.Errorf("hand leadership over: %w", err)
	}
	target, err := c.successor(ctx, id, fitOnly)
	if err != nil {
		return fmt.Errorf("hand leadership over: %w", err)
	}
	defer c.resume()
	soon, cancel := context.WithTimeout(ctx, transferPatience)
	defer cancel()
	if err := c.suspend(soon, errTransferring); err != nil {
		return fmt.Errorf("hand leadership over to %s: %w", target.ID, err)
	}
	if err := c.catchUp(soon, target, c.raft.LastIndex()); err != nil {
		return fmt.Errorf("hand leadership over to %s: %w", target.ID, err)
	}
	s := server(target)
	if err := c.await(ctx, func() raft.Future { return c.raft.LeadershipTransferToServer(s.ID, s.Address) }); err != nil {
		return fmt.Errorf("hand leadership over to %s: %w", target.ID, err)
	}
	c.log.Info("leadership handed over", "to", target.ID)
	return nil
}

// successor picks who is to lead and checks that it is close enough: a fit member before others, then the longest log.
func (c *Cluster) successor(ctx context.Context, id string, fitOnly bool) (Member, error) {
	var best Member
	var is View
	ours := c.raft.LastIndex()
	found := false
	for _, m := range c.Members() {
		if m.ID == c.cfg.ID || !m.Voter || id != "" && m.ID != id {
			continue
		}
		found = true
		view, err := c.ask(ctx, m.ID, m.Address)
		if err != nil || view.LastIndex+transferLag < ours || fitOnly && !view.Fit {
			continue
		}
		if best.ID == "" || view.Fit && !is.Fit || view.Fit == is.Fit && view.LastIndex > is.LastIndex {
			best, is = m, view
		}
	}
	switch {
	case !found:
		return best, fmt.Errorf("%w: voter %q other than this one", ErrUnknownMember, id)
	case best.ID == "" && fitOnly:
		return best, ErrUnfit
	case best.ID == "":
		return best, ErrLagging
	}
	return best, nil
}
