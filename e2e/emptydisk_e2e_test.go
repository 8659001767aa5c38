// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/layeredpow/adit/e2e/fault"
)

// data is the folder of a member's data.
func (r *trial) data(id string) string { return filepath.Join(r.info.Folder, id, "data") }

// wipe loses a member's disk, and it with it.
func (r *trial) wipe(p *fault.Process) (start func()) {
	r.t.Helper()
	return r.do(fault.Wipe(p, r.data(p.ID)))
}

// view is the part of `adit sequencer members list --json` that trials look at.
type view struct {
	LastIndex uint64 `json:"last_index"`
	Snapshot  uint64 `json:"snapshot"`
	Phase     string `json:"phase"` // of its return after it lost its log; empty: it takes part
	Missing   string `json:"missing"`
}

// view asks a member as its operator does.
func (r *trial) view(id string) (v view, err error) {
	out, err := exec.Command(binary("adit"), "sequencer", "members", "list", "--json", "--data", r.data(id)).Output()
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal(out, &v)
}

// votes waits until a member takes part in elections.
func (r *trial) votes(id string) {
	r.t.Helper()
	r.await(id+" to take part in elections", func() (bool, error) {
		v, err := r.view(id)
		if err != nil {
			return false, err
		}
		return v.Phase == "", fmt.Errorf("%s: %s", v.Phase, v.Missing)
	})
}

// emptyDiskReturns loses the disks of a follower and of the leader. Each fetches everything from the others, and then
// decides an election.
func (r *trial) emptyDiskReturns(t *testing.T) {
	r.under(t, flatOut, func(p *pulse) {
		var back times
		for i := range often(2, 10) {
			victim := r.whole()
			if i%2 == 0 {
				victim = r.follower()
			}
			at := time.Now()
			start := r.wipe(victim)
			p.next(at)
			begin := time.Now()
			start()
			r.votes(victim.ID)
			other := r.whole()
			back = append(back, time.Since(begin))
			if other == victim {
				other = r.follower()
			}
			at = time.Now()
			start = r.do(fault.Kill(other)) // nobody leads now without the one that has lost its disk
			p.next(at)
			start()
		}
		back.tell(t, "started with an empty disk to level with the others", 30*time.Second)
	})
}

// emptyDiskElectsNobody has one member stand still while the two others acknowledge. Then one of these loses its disk
// and the other one dies. The two that are left have not got what was acknowledged, so they must wait for the third.
func (r *trial) emptyDiskElectsNobody(t *testing.T) {
	r.under(t, flatOut, func(p *pulse) {
		for range often(1, 5) {
			leader := r.whole()
			others := r.members(leader.ID)
			late, wiped := r.processes[others[0]], r.processes[others[1]]
			goOn := r.do(fault.Pause(late))
			p.next(time.Now().Add(time.Second))
			startWiped := r.wipe(wiped)
			startLeader := r.do(fault.Kill(leader))
			at := time.Now()
			goOn()
			startWiped()
			time.Sleep(5 * time.Second) // many elections
			if first := p.first(at); !first.IsZero() {
				t.Errorf("%s and %s acknowledge without %s, which alone has what was acknowledged before", late.ID, wiped.ID, leader.ID)
			}
			startLeader()
			p.next(time.Now())
			r.votes(wiped.ID)
		}
	})
}

// emptyDisksElectNobody takes the disks of a majority away, which stops the set, and has it say why, until one is put
// back.
func (r *trial) emptyDisksElectNobody(t *testing.T) {
	r.under(t, flatOut, func(p *pulse) {
		leader := r.whole()
		lost := []*fault.Process{leader, r.follower()}
		kept := r.data(leader.ID) + ".kept"
		var starts []func()
		for _, m := range lost {
			starts = append(starts, r.do(fault.Kill(m)))
		}
		for _, m := range lost {
			r.await(m.ID+" to be gone", func() (bool, error) { return !m.Runs(), nil })
		}
		r.move(r.data(leader.ID), kept)
		if err := os.RemoveAll(r.data(lost[1].ID)); err != nil {
			t.Fatal(err)
		}
		at := time.Now()
		for _, start := range starts {
			start()
		}
		for i, m := range lost {
			want := "logs have been lost, too, by " + lost[1-i].ID
			if reason := r.raised(r.process(m.ID), "recovering", false); !strings.Contains(reason, want) {
				t.Errorf("%s says %q, want %q in it", m.ID, reason, want)
			}
		}
		if first := p.first(at); !first.IsZero() {
			t.Errorf("something that set out after %s was acknowledged at %s", at, first)
		}
		start := r.do(fault.Kill(leader))
		r.await(leader.ID+" to be gone", func() (bool, error) { return !leader.Runs(), nil })
		if err := os.RemoveAll(r.data(leader.ID)); err != nil {
			t.Fatal(err)
		}
		r.move(kept, r.data(leader.ID))
		start()
		p.next(time.Now())
		r.votes(lost[1].ID)
		r.cleared(r.process(lost[1].ID), "recovering")
	})
}

func (r *trial) move(from, to string) {
	r.t.Helper()
	if err := os.Rename(from, to); err != nil {
		r.t.Fatal(err)
	}
}
