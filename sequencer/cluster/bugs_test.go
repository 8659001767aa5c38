// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/raft"
)

// Situations in which the library, used as it comes, stays stuck until a human acts. Each is named for its issue at
// github.com/hashicorp/raft, and each must end well within 30 seconds without one.

// #503: heartbeats do not touch the disk, so a leader whose disk hangs stays leader and commits nothing. The watchdog ends it,
// another one leads, and it follows when it is started on a disk that works.
func TestRaftBug503HungDisk(t *testing.T) {
	t.Run("as the library comes", func(t *testing.T) {
		inVirtualTime(t, func(c *Config) { c.DiskLimit = time.Hour }, func(v *virtual) {
			old, term := v.leader()
			v.disks[old.cfg.ID].Hang()
			lost := term.Propose([]byte("lost"))
			select {
			case <-lost.Done():
				t.Fatal("the entry was settled: the bug does not show, and the next test shows nothing")
			case <-time.After(time.Minute):
			}
		})
	})
	t.Run("as we use it", testHungDisk)
}

func testHungDisk(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		old, term := v.leader()
		v.propose(term, "a")
		v.disks[old.cfg.ID].Hang()
		lost := term.Propose([]byte("lost"))
		v.within("next commit", func() {
			if err := v.died(old.cfg.ID); !errors.Is(err, ErrDiskHangs) {
				t.Fatalf("the member with the hung disk ended with %v, want %v", err, ErrDiskHangs)
			}
			_, term = v.leader()
			v.propose(term, "b")
		})
		if _, err := lost.Wait(context.Background()); !errors.Is(err, ErrUnknown) {
			t.Errorf("proposal on the hung disk: %v, want %v", err, ErrUnknown)
		}
		v.within("all are equal", func() {
			v.begin(old.cfg.ID)
			v.agree("a", "b")
		})
	})
}

// #612: a follower that stalled (its disk, say) and then refuses one request is never replicated to again, while heartbeats
// keep it from calling an election: with pipelining, the leader's sender and receiver wait for each other. Without it
// they cannot.
func TestRaftBug612StalledFollower(t *testing.T) {
	for _, stall := range []time.Duration{time.Second, 2 * time.Second, 20 * time.Second} {
		t.Run(stall.String(), func(t *testing.T) {
			inVirtualTime(t, func(c *Config) { c.DiskLimit = time.Minute }, func(v *virtual) {
				lead, term := v.leader()
				stalled := v.other(lead.cfg.ID)
				var want []string
				propose := func(n int) {
					for range n {
						want = append(want, fmt.Sprint(len(want)))
						v.propose(term, want[len(want)-1])
					}
				}
				propose(10)
				v.disks[stalled].Hang()
				propose(200)
				time.Sleep(stall)
				v.disks[stalled].Resume()
				v.within("the stalled follower has all", func() { v.agree(want...) })
				propose(10)
				v.within("and what comes later", func() { v.agree(want...) })
				if term.Ctx.Err() != nil {
					t.Errorf("leadership changed: %v", context.Cause(term.Ctx))
				}
			})
		})
	}
}

// The same over our own transport, with the refusal that it takes: the stalled write fails, once.
func TestRaftBug612RefusedWrite(t *testing.T) {
	var mu sync.Mutex
	stores := map[string]*stuckLogs{}
	n := trio(t, func(c *Config) {
		store, err := OpenStore(filepath.Join(c.Dir, logFolder), nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		mu.Lock()
		defer mu.Unlock()
		stores[c.ID] = &stuckLogs{Store: store}
		c.Logs, c.DiskLimit = stores[c.ID], time.Minute
	})
	lead, term := n.leader()
	n.propose(term, "a")
	n.agree("a")
	if _, err := lead.transport.AppendEntriesPipeline("seq-9", "127.0.0.1:1"); !errors.Is(err, raft.ErrPipelineReplicationNotSupported) {
		t.Errorf("pipelining: %v, want %v", err, raft.ErrPipelineReplicationNotSupported)
	}
	stalled := stores[n.other(lead.cfg.ID)]
	hang := make(chan struct{})
	stalled.set(hang)
	n.propose(term, "b", "c", "d")
	stalled.mu.Lock()
	stalled.refuse = errors.New("no answer from the disk")
	stalled.mu.Unlock()
	stalled.set(nil)
	close(hang)
	n.propose(term, "e")
	n.agree("a", "b", "c", "d", "e")
}

// #696: a second transfer to a member that lags, cut short by the end of leadership, leaves a goroutine waiting for one that is
// gone; should the leader be elected again it refuses every entry until it is restarted. No transfer is given to the
// library while its target lags or entries are under way. (With the library's own transfer this schedule gets stuck
// every time; that cannot stay here as a test, because what waits then waits for ever.)
func TestRaftBug696FailedTransfer(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		stuck := v.failTransfers(func(lead *node, target string) { go lead.Transfer(context.Background(), target) })
		if stuck != nil {
			t.Errorf("%s leads and refuses entries", stuck.cfg.ID)
		}
		v.within("next commit", func() { v.commits("last") })
	})
}

// failTransfers asks leaders, twice each, to hand over to a member that they cannot reach, has them lose and win
// leadership, and returns one that leads for half a minute and refuses entries.
func (v *virtual) failTransfers(transfer func(lead *node, target string)) (stuck *node) {
	v.Helper()
	away := v.all[0].ID
	if lead, _ := v.leading(); lead.cfg.ID == away {
		away = v.all[1].ID
	}
	v.isolate(away, true)
	defer v.isolate(away, false)
	for round := range 20 {
		lead := v.rules()
		v.commits(fmt.Sprintf("round %d", round)) // the member that is away lags
		for range 2 {
			transfer(lead, away)
			time.Sleep(DefaultElectionTimeout + 50*time.Millisecond) // it gives up
		}
		transfer(lead, away)
		time.Sleep(50 * time.Millisecond)
		for _, m := range v.all {
			if m.ID != away && m.ID != lead.cfg.ID {
				v.net.Cut(lead.cfg.ID, m.ID)
				time.Sleep(2 * DefaultElectionTimeout)
				v.net.Mend(lead.cfg.ID, m.ID)
			}
		}
		lead = v.rules()
		begin := time.Now()
		for lead == v.rules() && errors.Is(lead.raft.Barrier(time.Second).Error(), raft.ErrLeadershipTransferInProgress) {
			if time.Since(begin) > 30*time.Second {
				return lead
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
	return nil
}

// rules waits for a member that raft takes for the leader, whether or not it has begun a term.
func (v *virtual) rules() (lead *node) {
	v.Helper()
	eventually(v, func() string {
		for _, m := range v.nodes {
			if m.raft.State() == raft.Leader {
				lead = m
				return ""
			}
		}
		return "nobody leads"
	})
	return lead
}

// commits proposes until somebody who leads says that the entry is there.
func (v *virtual) commits(entry string) (*node, Term) {
	v.Helper()
	deadline := time.Now().Add(time.Minute)
	for time.Now().Before(deadline) {
		lead, term := v.leading()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		_, err := term.Propose([]byte(entry)).Wait(ctx)
		cancel()
		if err == nil {
			return lead, term
		}
	}
	v.Fatalf("%q is not taken", entry)
	return nil, Term{}
}

// leading is the newest term that has not ended, and its member.
func (v *virtual) leading() (*node, Term) {
	v.Helper()
	if v.newest.Ctx == nil || v.newest.Ctx.Err() != nil {
		v.newestOf, v.newest = v.leader()
	}
	return v.newestOf, v.newest
}

// #697: an old leader that comes back with entries which nobody else has, and is sent a snapshot that ends among them, keeps
// them, refuses what follows the snapshot, and is sent it again, for ever. Here it finds the entry that the snapshot
// ends with, and the others after it displace its own.
func TestRaftBug697RejoiningLeader(t *testing.T) {
	for _, c := range []struct {
		name     string
		trailing uint64
		least    int64 // snapshots that it is sent
	}{{"the log does not reach back to it", 4, 1}, {"the log does", 0, 0}} {
		t.Run(c.name, func(t *testing.T) {
			inVirtualTime(t, func(cfg *Config) { cfg.SnapshotEvery, cfg.TrailingLogs = 64, c.trailing }, func(v *virtual) {
				old, want := v.rejoin()
				v.within("the old leader has all", func() { v.agree(want...) })
				v.commits("last")
				v.agree(append(want, "last")...)
				if n := int64(v.ports[old].Installs()); n < c.least || n > 1 {
					t.Errorf("the old leader was sent %d snapshots, want %d to 1", n, c.least)
				}
			})
		})
	}
}

// rejoin has an old leader come back with as many entries of its own as it can have, when the others have snapshots
// that end among them. It returns the old leader and the entries that count.
func (v *virtual) rejoin() (id string, want []string) {
	v.Helper()
	id, want = v.strand()
	v.isolate(id, false)
	return id, want
}

// strand is rejoin while the old leader is still cut off.
func (v *virtual) strand() (id string, want []string) {
	v.Helper()
	old, ending := v.leader()
	v.propose(ending, "a")
	v.isolate(old.cfg.ID, true)
	for i := range 2 * maxUnderWay / entryWeight { // more than there is room for
		go func() {
			ending.Propose(fmt.Appendf(nil, "lost %d", i))
		}()
	}
	next, term := v.leaderBut(old)
	want = []string{"a"}
	for i := range 300 {
		want = append(want, fmt.Sprint(i))
		v.propose(term, want[len(want)-1])
	}
	time.Sleep(5 * time.Second) // a snapshot is taken
	if at, lost := next.Status().Snapshot, old.Status().LastIndex; at < 100 || at >= lost {
		v.Fatalf("newest snapshot ends at %d, want it among the lost entries that end at %d", at, lost)
	}
	v.newestOf, v.newest = next, term
	return old.cfg.ID, want
}

// leaderBut waits for a term of another member than old.
func (v *virtual) leaderBut(old *node) (*node, Term) {
	v.Helper()
	for {
		m, term := v.leader()
		if m != old {
			return m, term
		}
	}
}

// A member whose disk is full when a new term begins cannot write the term down, and the library panics. It must end
// in order, and come back when there is room.
func TestFullDiskAtElection(t *testing.T) {
	inVirtualTime(t, func(c *Config) { c.DiskLimit = time.Minute }, func(v *virtual) { // no probe meanwhile
		lead, term := v.leader()
		v.propose(term, "a")
		full := v.other(lead.cfg.ID)
		time.Sleep(time.Second) // nothing is left to write
		v.disks[full].Fail(syscall.ENOSPC)
		v.kill(lead.cfg.ID)
		if err := v.died(full); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("the member with the full disk ended with %v, want %v", err, syscall.ENOSPC)
		}
		v.within("all are equal", func() {
			v.begin(full)
			v.begin(lead.cfg.ID)
			_, term = v.leader()
			v.propose(term, "b")
			v.agree("a", "b")
		})
	})
}
