// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/raft"

	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
)

// lose ends a member's life, and everything that it has written.
func (v *virtual) lose(id string) {
	v.Helper()
	v.kill(id)
	v.disks[id] = clustertest.New()
	if err := os.RemoveAll(filepath.Join(v.dir, id)); err != nil {
		v.Fatal(err)
	}
}

// becomes waits until a member is in a phase.
func (v *virtual) becomes(id string, want Phase) View {
	v.Helper()
	var view View
	eventually(v, func() string {
		if view = v.nodes[id].Status(); view.Phase != want {
			return id + " is " + string(view.Phase) + ", want " + string(want) + ": " + view.Missing
		}
		return ""
	})
	return view
}

// whole waits until every member runs, votes and is known by all others as a voter.
func (v *virtual) whole() {
	v.Helper()
	for _, m := range v.all {
		view := v.becomes(m.ID, Whole)
		if view.Missing != "" {
			v.Errorf("%s takes part and waits: %s", m.ID, view.Missing)
		}
		eventually(v, func() string {
			for _, known := range v.nodes[m.ID].Members() {
				if !known.Voter {
					return m.ID + " knows " + known.ID + " without a vote"
				}
			}
			return ""
		})
	}
}

// headless fails if anybody leads within a while.
func (v *virtual) headless(d time.Duration) {
	v.Helper()
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		for id, m := range v.nodes {
			if m.raft.State() == raft.Leader {
				v.Fatalf("%s leads", id)
			}
		}
	}
}

// roles names the leader, a member that will lose its disk, and one that lags.
func (v *virtual) roles() (lead *node, term Term, lost, lags string) {
	v.Helper()
	lead, term = v.leading()
	lost = v.other(lead.cfg.ID)
	for _, m := range v.all {
		if m.ID != lead.cfg.ID && m.ID != lost {
			lags = m.ID
		}
	}
	return lead, term, lost, lags
}

// acknowledge has an entry on the disks of the leader and of one that then loses it, and then the leader gone, so that
// the member that lags and the one that has lost its disk are a majority who both lack it.
func (v *virtual) acknowledge() (lead *node, lost string) {
	v.Helper()
	lead, term, lost, lags := v.roles()
	v.propose(term, "a")
	v.agree("a")
	v.isolate(lags, true)
	v.propose(term, "b")
	v.lose(lost)
	v.kill(lead.cfg.ID)
	v.isolate(lags, false)
	return lead, lost
}

func TestMemberLosesItsDisk(t *testing.T) {
	t.Run("as the library comes", func(t *testing.T) {
		inVirtualTime(t, nil, func(v *virtual) {
			_, lost := v.acknowledge()
			v.forget(lost)
			v.begin(lost)
			v.commits("c") // without those who know better
			v.agree("a", "c")
		})
	})
	t.Run("as we use it", func(t *testing.T) {
		inVirtualTime(t, nil, func(v *virtual) {
			lead, lost := v.acknowledge()
			v.begin(lost)
			v.becomes(lost, Recovering)
			v.headless(time.Minute)
			if missing := v.nodes[lost].Status().Missing; !strings.Contains(missing, lead.cfg.ID+" does not answer") {
				t.Errorf("what is missing does not name %s: %s", lead.cfg.ID, missing)
			}
			v.within("all is well", func() {
				v.begin(lead.cfg.ID)
				v.commits("c")
				v.agree("a", "b", "c")
				v.whole()
			})
			v.kill(lead.cfg.ID)
			v.commits("d") // with the vote of the one that was wiped
		})
	})
}

// forget puts a new set's first configuration on an empty disk, as the library does.
func (v *virtual) forget(id string) {
	v.Helper()
	store, err := openStoreOn(v.disks[id], 64<<10, nil)
	if err != nil {
		v.Fatal(err)
	}
	var servers []raft.Server
	for _, m := range v.all {
		servers = append(servers, server(m))
	}
	conf := Config{ID: id}.withDefaults()
	if err := raft.BootstrapCluster(conf.raft(), store, store, raft.NewDiscardSnapshotStore(), nil, raft.Configuration{Servers: servers}); err != nil {
		v.Fatal(err)
	}
	if err := store.Close(); err != nil {
		v.Fatal(err)
	}
}

// Two wiped of three may have been the only ones with an entry. They do not begin a set of their own, whether or not
// they hear of the third, and all is well when one of them gets its disk back.
func TestTwoLoseTheirDisks(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		lead, term, lost, lags := v.roles()
		v.propose(term, "a")
		v.agree("a")
		v.isolate(lags, true)
		v.propose(term, "b")
		v.kill(lead.cfg.ID)
		kept := v.disks[lead.cfg.ID]
		v.disks[lead.cfg.ID] = clustertest.New()
		v.lose(lost)
		v.begin(lead.cfg.ID)
		v.begin(lost)
		v.headless(10 * time.Minute)
		v.becomes(lost, Forming)
		v.isolate(lags, false)
		v.becomes(lost, Recovering)
		v.becomes(lead.cfg.ID, Recovering)
		v.headless(10 * time.Minute)
		for _, want := range []string{"logs have been lost, too, by " + lead.cfg.ID, "no majority: bring the folder of one back"} {
			if missing := v.nodes[lost].Status().Missing; !strings.Contains(missing, want) {
				t.Errorf("what is missing does not say %q: %s", want, missing)
			}
		}
		v.kill(lead.cfg.ID)
		v.disks[lead.cfg.ID] = kept
		v.within("all is well", func() {
			v.begin(lead.cfg.ID)
			v.commits("c")
			v.agree("a", "b", "c")
			v.whole()
		})
	})
}

// Two of five lose their disks who were the leader's majority for an entry. The two others cannot begin without the
// leader, be it with the help of the wiped ones or with votes that these gave before.
func TestTwoOfFiveLoseTheirDisks(t *testing.T) {
	ofMembers(t, 5, nil, func(v *virtual) {
		lead, term := v.leading()
		v.propose(term, "a")
		v.agree("a")
		var others []string
		for _, m := range v.all {
			if m.ID != lead.cfg.ID {
				others = append(others, m.ID)
			}
		}
		wiped, lag := others[:2], others[2:]
		for _, id := range lag {
			v.isolate(id, true)
		}
		v.propose(term, "b")
		for _, id := range wiped {
			v.lose(id)
		}
		v.kill(lead.cfg.ID)
		for _, id := range lag {
			v.isolate(id, false)
		}
		for _, id := range wiped {
			v.begin(id)
		}
		v.headless(10 * time.Minute)
		for _, id := range wiped {
			v.becomes(id, Recovering)
		}
		v.within("all is well", func() {
			v.begin(lead.cfg.ID)
			v.commits("c")
			v.agree("a", "b", "c")
			v.whole()
		})
		v.kill(lead.cfg.ID)
		v.kill(lag[0])
		v.commits("d") // with the votes of both
	})
}

// One of two: the other one has everything, and cannot commit without it. Nobody leads, and both are told what can be
// done.
func TestOneOfTwoLosesItsDisk(t *testing.T) {
	ofMembers(t, 2, nil, func(v *virtual) {
		lead, term := v.leading()
		v.propose(term, "a")
		lost := v.other(lead.cfg.ID)
		v.lose(lost)
		v.begin(lost)
		v.becomes(lost, Recovering)
		time.Sleep(time.Minute) // leases end
		v.headless(10 * time.Minute)
		if missing := v.nodes[lost].Status().Missing; !strings.Contains(missing, "no majority: bring the folder of one back") {
			t.Errorf("what is missing does not say what to do: %s", missing)
		}
	})
}

// An empty folder beside one that was never used, and those who know better out of reach: the two are a majority and
// both empty.
func TestLostDiskMeetsNewMember(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		lead, term, lost, lags := v.roles()
		v.lose(lags) // stands for one that has not come yet
		v.propose(term, "a")
		v.lose(lost)
		v.isolate(lead.cfg.ID, true)
		v.begin(lost)
		v.begin(lags)
		time.Sleep(10 * time.Minute)
		for _, id := range []string{lost, lags} {
			if view := v.nodes[id].Status(); view.Phase != Forming || view.LastIndex != 0 {
				t.Errorf("%s has begun a set: %+v", id, view)
			}
		}
	})
}

// A new set begins when its last voter comes, and not before; then at once.
func TestNewSetAwaitsAllVoters(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		for _, m := range v.all {
			v.lose(m.ID)
		}
		late := v.all[2].ID
		v.begin(v.all[0].ID)
		v.begin(v.all[1].ID)
		v.headless(20 * time.Minute)
		if missing := v.nodes[v.all[0].ID].Status().Missing; !strings.Contains(missing, late+" does not answer") {
			t.Errorf("what is missing does not name %s: %s", late, missing)
		}
		v.begin(late)
		begun := time.Now()
		v.commits("a")
		if took := time.Since(begun); took > 3*time.Second {
			t.Errorf("the first entry took %s", took)
		}
		v.whole()
		v.agree("a")
	})
}

// A new voter that answers the others and hears nothing from them is left behind: they begin the set and elect a
// leader. It cannot know that it is no older than the set.
func TestLateFounder(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		late := v.all[2].ID
		var deaf atomic.Bool
		v.tune = func(c *Config) {
			if ask := c.Ask; c.ID == late {
				c.Ask = func(ctx context.Context, id, address string) (View, error) {
					if deaf.Load() {
						return View{}, errors.New("deaf")
					}
					return ask(ctx, id, address)
				}
			}
		}
		for _, m := range v.all {
			v.lose(m.ID)
		}
		deaf.Store(true)
		for _, m := range v.all {
			v.begin(m.ID)
		}
		v.commits("of two")
		v.becomes(late, Forming)
		deaf.Store(false)
		v.within("all is well", func() {
			v.commits("a")
			v.whole()
			v.agree("of two", "a")
		})
	})
}

// A member that was added later has no list to ask; those that call it know the set.
func TestAddedMemberLosesItsDisk(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		_, term, lost, _ := v.roles()
		v.propose(term, "a")
		v.lose(lost)
		v.tune = func(c *Config) { c.Bootstrap = nil }
		v.begin(lost)
		v.within("all is well", func() {
			v.commits("b")
			v.agree("a", "b")
			v.whole()
		})
		lead, _ := v.commits("c")
		if err := lead.Remove(context.Background(), lost); err != nil {
			t.Fatal(err)
		}
		v.lose(lost)
		v.begin(lost)
		if err := lead.Add(context.Background(), Member{ID: lost, Address: lost, Voter: true}); err != nil {
			t.Fatal(err)
		}
		v.whole()
		v.agree("a", "b", "c")
	})
}

// A set that began with one voter has a configuration in which that one is a majority by itself. It meets it again at
// the front of the log.
func TestFirstOfAGrownSetLosesItsDisk(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		for _, m := range v.all {
			v.lose(m.ID)
		}
		first := v.all[0].ID
		v.tune = func(c *Config) {
			if c.Bootstrap = nil; c.ID == first {
				c.Bootstrap = v.all[:1]
			}
		}
		for _, m := range v.all {
			v.begin(m.ID)
		}
		lead, _ := v.commits("a")
		for _, m := range v.all[1:] {
			if err := lead.Add(context.Background(), m); err != nil {
				t.Fatal(err)
			}
		}
		v.whole()
		v.lose(first)
		v.commits("b")
		v.tune = func(c *Config) { c.Bootstrap = v.all } // the configuration that its operator has to keep up
		v.begin(first)
		v.within("all is well", func() {
			v.commits("c")
			v.agree("a", "b", "c")
			v.whole()
		})
	})
}

// Whatever it was doing when it died, it goes on there.
func TestCrashesWhileRecovering(t *testing.T) {
	for _, phase := range []Phase{Recovering, CatchingUp} {
		t.Run(string(phase), func(t *testing.T) {
			inVirtualTime(t, nil, func(v *virtual) {
				_, term, lost, _ := v.roles()
				v.propose(term, "a")
				v.lose(lost)
				v.begin(lost)
				for _, next := range []Phase{Recovering, CatchingUp} {
					v.becomes(lost, next)
					if next == phase {
						break
					}
				}
				v.kill(lost)
				v.begin(lost)
				if got := v.nodes[lost].Status().Phase; got != phase && !(phase == Recovering && got == Forming) {
					t.Errorf("after a crash while %s it is %q", phase, got)
				}
				v.within("all is well", func() {
					v.commits("b")
					v.agree("a", "b")
					v.whole()
				})
			})
		})
	}
}

// A folder of which a part was removed is not taken for an empty one.
func TestLogGoneSnapshotsLeft(t *testing.T) {
	inVirtualTime(t, func(c *Config) { c.SnapshotEvery = 4 }, func(v *virtual) {
		_, term, lost, _ := v.roles()
		for range 20 {
			v.propose(term, "a")
		}
		eventually(v, func() string {
			if v.nodes[lost].Status().Snapshot == 0 {
				return "no snapshot"
			}
			return ""
		})
		v.kill(lost)
		v.disks[lost] = clustertest.New()
		port := v.net.Open(lost)
		defer port.Close()
		c, err := Open(Config{
			ID: lost, Dir: filepath.Join(v.dir, lost), Bootstrap: slices.Clone(v.all), Reserve: -1,
			Transport: port, Disk: v.disks[lost], Ask: func(context.Context, string, string) (View, error) { return View{}, nil },
		}, new(record))
		if err == nil {
			c.Close()
		}
		if err == nil || !strings.Contains(err.Error(), ErrLogGone.Error()) {
			t.Errorf("open: %v, want %v", err, ErrLogGone)
		}
	})
}
