// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/fault"
)

// trial is a rig whose processes the test breaks, and starts again.
type trial struct {
	*rig
	processes map[string]*fault.Process // by id
	order     []string                  // ids of the members
}

// times chooses how often something is done: a few times in `make e2e`, all of it in `make torture`.
func often(few, all int) int {
	if os.Getenv("ADIT_TORTURE") == "" {
		return few
	}
	return all
}

// try starts a devnet for a trial.
func try(t *testing.T, cfg devnet.Config) *trial {
	t.Helper()
	r := &trial{rig: up(t, cfg), processes: map[string]*fault.Process{}}
	for role, list := range r.info.Processes {
		for _, p := range list {
			r.processes[p.ID] = fault.NewProcess(role, p)
			if role == "sequencer" {
				r.order = append(r.order, p.ID)
			}
		}
	}
	t.Cleanup(func() {
		for _, p := range r.processes {
			p.Close()
		}
		r.stop()
	})
	return r
}

// do does something bad to the rollup.
func (r *trial) do(f fault.Fault) (undo func()) {
	r.t.Helper()
	back, err := f.Do()
	if err != nil {
		r.t.Fatalf("%s: %v", f, err)
	}
	return func() {
		r.t.Helper()
		if err := back(); err != nil {
			r.t.Fatalf("take back: %s: %v", f, err)
		}
	}
}

// standing is the part of adit_status that trials look at.
type standing struct {
	Leader *struct{ ID string } `json:"leader"`
	Raft   *struct {
		Term, Last, Committed, Applied hexutil.Uint64
	} `json:"raft"`
	Sealed struct{ Number hexutil.Uint64 } `json:"sealed"`
}

// standing asks one member.
func (r *trial) standing(id string) (*standing, error) {
	s := new(standing)
	if err := r.ask(r.processes[id].RPC(), s, "adit_status"); err != nil {
		return nil, fmt.Errorf("%s: %w", id, err)
	}
	if s.Raft == nil || s.Leader == nil {
		return nil, fmt.Errorf("%s knows no leader", id)
	}
	return s, nil
}

// ask puts one question to one node, and does not wait for a node that hangs.
func (r *trial) ask(url string, answer any, method string, args ...any) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	c, err := gethrpc.DialContext(ctx, url)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.CallContext(ctx, answer, method, args...)
}

// leader waits until the members, but for those left out, name the same leader, and returns it. It is never one left
// out.
func (r *trial) leader(without ...string) *fault.Process {
	r.t.Helper()
	var leader string
	r.await("one leader", func() (bool, error) {
		leader = ""
		for _, id := range r.members(without...) {
			s, err := r.standing(id)
			if err != nil {
				return false, err
			}
			if leader != "" && leader != s.Leader.ID {
				return false, fmt.Errorf("%s follows %s, another one %s", id, s.Leader.ID, leader)
			}
			leader = s.Leader.ID
		}
		for _, id := range without {
			if id == leader {
				return false, fmt.Errorf("%s still leads", id)
			}
		}
		return leader != "", errors.New("nobody leads")
	})
	return r.processes[leader]
}

// members are the ids of those that are not left out.
func (r *trial) members(without ...string) (list []string) {
	for _, id := range r.order {
		keep := true
		for _, w := range without {
			keep = keep && w != id
		}
		if keep {
			list = append(list, id)
		}
	}
	return list
}

// follower is a member that does not lead.
func (r *trial) follower() *fault.Process {
	r.t.Helper()
	return r.processes[r.members(r.leader().ID)[0]]
}

// whole waits until all members follow one leader and each has executed what it had committed when this began.
func (r *trial) whole() (leader *fault.Process) {
	r.t.Helper()
	leader = r.leader()
	s, err := r.standing(leader.ID)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, id := range r.order {
		r.await(fmt.Sprintf("entry %d at %s", s.Raft.Committed, id), func() (bool, error) {
			at, err := r.standing(id)
			if err != nil {
				return false, err
			}
			return at.Raft.Applied >= s.Raft.Committed, fmt.Errorf("at entry %d", at.Raft.Applied)
		})
	}
	return leader
}

// illFor is how long something stays broken: several lives of a process that is started again and again on a full
// disk, and longer than anybody waits for an answer from the other end of a network that is cut.
const illFor = 10 * time.Second

// broken does something bad so many times and leaves it for a while. Transactions must be acknowledged all the same,
// but for five seconds, and everybody must be level with the others when it is taken back. What is to be so meanwhile
// is checked.
func (r *trial) broken(t *testing.T, count int, next func() (f fault.Fault, check func())) {
	r.under(t, 200, func(p *pulse) {
		var gaps, back times
		for range count {
			r.whole()
			f, check := next()
			at := time.Now()
			undo := r.do(f)
			gaps = append(gaps, p.next(at))
			time.Sleep(illFor)
			gaps = append(gaps, p.silence(at.Add(gaps[len(gaps)-1])))
			check()
			well := time.Now()
			undo()
			r.whole()
			r.derived()
			back = append(back, time.Since(well))
		}
		gaps.worst(t, "longest silence meanwhile", 5*time.Second)
		back.worst(t, "taken back to all level", time.Minute)
	})
}

// derived waits until the verifier has what the sequencers have sealed by now.
func (r *trial) derived() {
	r.t.Helper()
	head := r.head(r.leader().RPC())
	r.await("the verifier to derive what was sealed", func() (bool, error) {
		var s standing
		err := r.ask(r.info.Verifier, &s, "adit_status")
		return uint64(s.Sealed.Number) >= head, err
	})
}
