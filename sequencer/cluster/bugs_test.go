package cluster

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"testing"
	"time"
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
// keep it from calling an election: with pipelining, the leader's sender and receiver wait for each other. Without it they
// cannot.
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

// #612 asks for a refusal to go with the stall: the follower comes back with a shorter log than the leader has seen it
// acknowledge in its queue.
func TestRaftBug612StalledFollowerRestarts(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		lead, term := v.leader()
		stalled := v.other(lead.cfg.ID)
		v.propose(term, "a")
		v.disks[stalled].Hang()
		v.propose(term, "b", "c")
		v.within("the stalled follower has all", func() {
			if err := v.died(stalled); !errors.Is(err, ErrDiskHangs) {
				t.Fatalf("the member with the hung disk ended with %v, want %v", err, ErrDiskHangs)
			}
			v.begin(stalled)
			v.agree("a", "b", "c")
		})
		v.propose(term, "d")
		v.agree("a", "b", "c", "d")
	})
}

// #696: a transfer to a member that lags, cut short by losing and regaining leadership, leaves the leader refusing every entry
// until it is restarted. No transfer begins while the target lags or entries are under way.
func TestRaftBug696FailedTransfer(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		for round := range 40 {
			lead, _ := v.commits(fmt.Sprintf("before %d", round))
			target := v.other(lead.cfg.ID)
			v.net.Cut(lead.cfg.ID, target) // it falls behind
			v.commits(fmt.Sprintf("behind %d", round))
			done := make(chan error, 1)
			go func() { done <- lead.Transfer(context.Background(), target) }()
			time.Sleep(time.Duration(round) * 20 * time.Millisecond)
			v.isolate(lead.cfg.ID, true)
			time.Sleep(time.Second)
			v.isolate(lead.cfg.ID, false)
			v.net.Mend(lead.cfg.ID, target)
			<-done
			v.within(fmt.Sprintf("commit after transfer %d", round), func() { v.commits(fmt.Sprintf("after %d", round)) })
		}
	})
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
// them, refuses what follows the snapshot, and is sent it again, for ever. The log behind a snapshot is longer than all that a
// leader may have under way, so it is sent log and not a snapshot.
func TestRaftBug697RejoiningLeader(t *testing.T) {
	t.Run("as the library comes", func(t *testing.T) {
		inVirtualTime(t, func(c *Config) { c.SnapshotEvery, c.TrailingLogs = 64, 4 }, func(v *virtual) {
			old, _ := v.rejoin()
			time.Sleep(5 * time.Second)
			if n := v.ports[old].Installs(); n < 10 {
				t.Fatalf("%d snapshots were sent: the bug does not show, and the next test shows nothing", n)
			}
		})
	})
	t.Run("as we use it", func(t *testing.T) {
		inVirtualTime(t, func(c *Config) { c.SnapshotEvery = 64 }, func(v *virtual) {
			old, want := v.rejoin()
			v.within("the old leader has all", func() { v.agree(want...) })
			v.commits("last")
			v.agree(append(want, "last")...)
			if n := v.ports[old].Installs(); n > 1 {
				t.Errorf("the old leader was sent %d snapshots", n)
			}
		})
	})
}

// rejoin has an old leader come back with as many entries of its own as it can have, when the others have snapshots that end
// among them. It returns the old leader and the entries that count.
func (v *virtual) rejoin() (id string, want []string) {
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
	v.isolate(old.cfg.ID, false)
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

// A member whose disk is full when a new term begins cannot write the term down, and the library panics. It must end in order,
// and come back when there is room.
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
