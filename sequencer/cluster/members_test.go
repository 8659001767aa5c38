// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"
)

func within(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

func TestAddAndRemove(t *testing.T) {
	n := trio(t, nil)
	lead, term := n.leader()
	n.propose(term, "a", "b")

	cfg := n.config("seq-3") // joins: no bootstrap list
	fourth := n.start(cfg)
	if err := lead.Add(within(t), Member{ID: "seq-3", Address: cfg.Listen, Voter: true}); err != nil {
		t.Fatal(err)
	}
	n.propose(term, "c")
	n.agree("a", "b", "c")
	if m, voter := fourth.member("seq-3"); !voter || m.Address != cfg.Listen {
		t.Fatalf("the new member sees itself as %+v", m)
	}

	gone := n.other(lead.cfg.ID)
	if err := lead.Remove(within(t), gone); err != nil {
		t.Fatal(err)
	}
	n.end(gone)
	n.propose(term, "d")
	n.agree("a", "b", "c", "d")
	if got := len(lead.Members()); got != 3 {
		t.Fatalf("%d members, want 3", got)
	}
}

// other returns a running member that is not id.
func (n *network) other(id string) string {
	for other := range n.nodes {
		if other != id {
			return other
		}
	}
	n.Fatal("no other member runs")
	return ""
}

func TestRefusedChanges(t *testing.T) {
	n := trio(t, nil)
	lead, _ := n.leader()
	follower := n.nodes[n.other(lead.cfg.ID)]
	for _, tc := range []struct {
		name string
		err  error
		want error
	}{
		{"at a follower", follower.Add(within(t), Member{ID: "seq-9", Address: "127.0.0.1:1"}), ErrNotLeader},
		{"remove at a follower", follower.Remove(within(t), lead.cfg.ID), ErrNotLeader},
		{"transfer at a follower", follower.Transfer(within(t), ""), ErrNotLeader},
		{"unreachable", lead.Add(within(t), Member{ID: "seq-9", Address: freePort(t)}), ErrUnreachable},
		{"another member answers there", lead.Add(within(t), Member{ID: "seq-9", Address: follower.cfg.Listen, Voter: true}), ErrUnreachable},
		{"bad id", lead.Add(within(t), Member{ID: "Seq 9", Address: "127.0.0.1:1"}), ErrID},
		{"unknown", lead.Remove(within(t), "seq-9"), ErrUnknownMember},
		{"the leader", lead.Remove(within(t), lead.cfg.ID), ErrRemovesLeader},
		{"transfer to itself", lead.Transfer(within(t), lead.cfg.ID), ErrUnknownMember},
	} {
		if !errors.Is(tc.err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, tc.err, tc.want)
		}
	}

	// With one of three dead, removing the other follower would leave the leader and the dead one: no majority.
	n.crash(follower.cfg.ID)
	if err := lead.Remove(within(t), n.other(lead.cfg.ID)); !errors.Is(err, ErrNoQuorum) {
		t.Errorf("remove with another dead: %v, want %v", err, ErrNoQuorum)
	}
	if err := lead.Remove(within(t), follower.cfg.ID); err != nil {
		t.Errorf("remove the dead one: %v", err)
	}
}

func TestLastVoterStays(t *testing.T) {
	n := newNetwork(t, nil)
	cfg := n.config("only")
	cfg.Bootstrap = []Member{{ID: "only", Address: cfg.Listen, Voter: true}}
	n.start(cfg)
	lead, term := n.leader()
	n.propose(term, "a")
	if err := lead.Remove(within(t), "only"); !errors.Is(err, ErrLastVoter) {
		t.Fatalf("got %v, want %v", err, ErrLastVoter)
	}
	n.agree("a")
}

func TestTransfer(t *testing.T) {
	n := trio(t, nil)
	lead, term := n.leader()
	n.propose(term, "a")
	target := n.other(lead.cfg.ID)
	begin := time.Now()
	if err := lead.Transfer(within(t), target); err != nil {
		t.Fatal(err)
	}
	next, term2 := n.leader()
	n.propose(term2, "b")
	t.Logf("transfer to next commit: %s", time.Since(begin).Round(time.Millisecond))
	if next.cfg.ID != target {
		t.Fatalf("%s leads, want %s", next.cfg.ID, target)
	}
	if term.Ctx.Err() == nil {
		t.Fatal("the old leader's term goes on")
	}
	if _, err := term.Propose([]byte("late")).Wait(within(t)); !errors.Is(err, ErrNotLeader) {
		t.Fatalf("proposal in an ended term: %v, want %v", err, ErrNotLeader)
	}
	n.agree("a", "b")
}

// A transfer to a member that is away is refused, and the leader goes on (hashicorp/raft #696).
func TestTransferToLaggingMember(t *testing.T) {
	n := trio(t, nil)
	lead, term := n.leader()
	away := n.other(lead.cfg.ID)
	n.crash(away)
	n.propose(term, "a")
	if err := lead.Transfer(within(t), away); !errors.Is(err, ErrLagging) {
		t.Fatalf("got %v, want %v", err, ErrLagging)
	}
	n.propose(term, "b")
	n.agree("a", "b")
}

func TestStoppingLeaderHandsOver(t *testing.T) {
	n := trio(t, nil)
	lead, term := n.leader()
	n.propose(term, "a")
	begin := time.Now()
	n.end(lead.cfg.ID)
	_, term2 := n.leader()
	n.propose(term2, "b")
	t.Logf("planned stop to next commit: %s", time.Since(begin).Round(time.Millisecond))
	n.agree("a", "b")
}

func TestSnapshotReachesLaggingMember(t *testing.T) {
	n := trio(t, func(c *Config) {
		c.SnapshotEvery, c.SnapshotCheck, c.TrailingLogs = 16, 20*time.Millisecond, 4
	})
	lead, term := n.leader()
	n.propose(term, "first")
	n.agree("first")
	away := n.nodes[n.other(lead.cfg.ID)]
	n.crash(away.cfg.ID)
	want := []string{"first"}
	for i := range 100 {
		want = append(want, fmt.Sprint(i))
		n.propose(term, want[len(want)-1])
	}
	eventually(t, func() string {
		if lead.Status().Snapshot < 50 {
			return "no snapshot"
		}
		return ""
	})
	back := n.start(away.cfg)
	n.agree(want...)
	back.machine.mu.Lock()
	restores := back.machine.restores
	back.machine.mu.Unlock()
	if restores == 0 {
		t.Fatal("it caught up from the log, not from a snapshot")
	}

	// All of them start again from snapshot and log.
	configs := []Config{}
	for id, m := range n.nodes {
		configs = append(configs, m.cfg)
		defer n.end(id)
	}
	for _, cfg := range configs {
		n.end(cfg.ID)
	}
	for _, cfg := range configs {
		n.start(cfg)
	}
	n.oneLeader()
	_, term = n.leader()
	n.propose(term, "last")
	n.agree(append(want, "last")...)
}

// oneLeader waits until every member follows the same one: who starts at the same time may stand for election twice.
func (n *network) oneLeader() {
	n.Helper()
	eventually(n, func() string {
		type leading struct {
			id   string
			term uint64
		}
		known := map[leading]bool{}
		for _, m := range n.nodes {
			v := m.Status()
			known[leading{v.LeaderID, v.Term}] = v.LeaderID != ""
		}
		for _, led := range known {
			if len(known) == 1 && led {
				return ""
			}
		}
		return fmt.Sprintf("leaders %v", known)
	})
}

// A member that was away while others joined and took over learns of them from those it knows.
func TestMemberLearnsOfNewLeader(t *testing.T) {
	n := trio(t, func(c *Config) { c.ElectionTimeout = time.Second }) // three of four are needed, and the machine may be busy
	lead, term := n.leader()
	n.propose(term, "a")
	away := n.nodes[n.other(lead.cfg.ID)]
	n.crash(away.cfg.ID)
	cfg := n.config("seq-3")
	n.start(cfg)
	if err := lead.Add(within(t), Member{ID: "seq-3", Address: cfg.Listen, Voter: true}); err != nil {
		t.Fatal(err)
	}
	if err := lead.Transfer(within(t), "seq-3"); err != nil {
		t.Fatal(err)
	}
	next, term := n.leader()
	if next.cfg.ID != "seq-3" {
		t.Fatalf("%s leads", next.cfg.ID)
	}
	n.propose(term, "b")
	n.start(away.cfg)
	n.agree("a", "b")
}

func TestControl(t *testing.T) {
	n := trio(t, nil)
	lead, term := n.leader()
	n.propose(term, "a")
	control := NewControl(SocketPath(lead.cfg.Dir))
	view, err := control.Status(within(t))
	if err != nil {
		t.Fatal(err)
	}
	if view.ID != lead.cfg.ID || view.State != "Leader" || len(view.Members) != 3 || view.Handed == 0 {
		t.Fatalf("status %+v", view)
	}
	if _, err := control.Remove(within(t), "nobody"); !errors.Is(err, ErrUnknownMember) {
		t.Fatalf("got %v, want %v", err, ErrUnknownMember)
	}
	target := n.other(lead.cfg.ID)
	if _, err := NewControl(SocketPath(n.nodes[target].cfg.Dir)).Transfer(within(t), ""); !errors.Is(err, ErrNotLeader) {
		t.Fatalf("transfer at a follower: %v, want %v", err, ErrNotLeader)
	}
	if _, err := control.Transfer(within(t), target); err != nil {
		t.Fatal(err)
	}
	eventually(t, func() string {
		if view, err := control.Status(within(t)); err != nil || view.LeaderID != target {
			return fmt.Sprintf("leader %q (%v), want %s", view.LeaderID, err, target)
		}
		return ""
	})
	info, err := os.Stat(SocketPath(lead.cfg.Dir))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("socket %v (%v), want mode 0600", info, err)
	}
}

// What an operator watches: who of the others answers and how far it is, how often leaders changed, when certificates
// end.
func TestOthers(t *testing.T) {
	n := trio(t, nil)
	lead, term := n.leader()
	n.propose(term, "a")
	n.agree("a")
	others := lead.Others(within(t))
	if len(others) != 2 {
		t.Fatalf("%d others, want 2", len(others))
	}
	for _, o := range others {
		if o.Err != nil || o.View.ID != o.Member.ID || o.View.LastIndex == 0 || o.View.LeaderID != lead.cfg.ID {
			t.Errorf("%s: got %+v, %v; want its view with %s leading", o.Member.ID, o.View, o.Err, lead.cfg.ID)
		}
	}
	if at, ok := lead.Expiry(); !ok || time.Until(at) > time.Hour || time.Until(at) < 0 {
		t.Errorf("certificates end at %s (%t), want within the hour", at, ok)
	}

	gone, follower := others[0].Member.ID, n.nodes[others[1].Member.ID]
	before := follower.Status().Leaders
	n.crash(gone)
	for _, o := range lead.Others(within(t)) {
		if (o.Err != nil) != (o.Member.ID == gone) {
			t.Errorf("%s: error %v; only %s is gone", o.Member.ID, o.Err, gone)
		}
	}
	if err := lead.Transfer(within(t), follower.cfg.ID); err != nil {
		t.Fatal(err)
	}
	eventually(t, func() string {
		if got := follower.Status().Leaders; got <= before {
			return fmt.Sprintf("%d leaders heard of, want more than %d", got, before)
		}
		return ""
	})
}
