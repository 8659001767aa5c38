// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/fault"
)

// TestFaultKills ends processes at once, under load. After each subtest nothing that was acknowledged may be missing,
// and all nodes have the chain that L1 alone leads to.
func TestFaultKills(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 29_000
	r := try(t, cfg)
	t.Run("killed leader is replaced within a second", r.killedLeaderIsReplaced)
	t.Run("paused leader is replaced within two seconds", r.pausedLeaderIsReplaced)
	t.Run("nothing is lost with all sequencers killed at once", r.allKilledLoseNothing)
	t.Run("planned transfer takes a tenth of a second", r.plannedTransfer)
	t.Run("nothing is lost by random kills of all roles", r.randomKillsLoseNothing)
	t.Run("open block survives its leader", r.openBlockSurvives)
	t.Run("member returns with an empty disk", r.emptyDiskReturns)
	t.Run("empty disk elects nobody without what it had", r.emptyDiskElectsNobody)
	t.Run("empty disks of a majority elect nobody", r.emptyDisksElectNobody)
}

// flatOut is the rate of a load that waits for nothing but the last answer.
const flatOut = 0

// under loads the rollup while the fault is tried, and looks at all of it afterwards.
func (r *trial) under(t *testing.T, rate float64, try func(*pulse)) {
	t.Helper()
	r.t = t
	r.whole()
	p := r.beat(rate, r.info.L2RPC...)
	try(p)
	r.whole()
	p.end()
	r.settle()
}

func (r *trial) killedLeaderIsReplaced(t *testing.T) {
	r.under(t, flatOut, func(p *pulse) {
		var gaps times
		for range often(5, 50) {
			leader := r.whole()
			at := time.Now()
			start := r.do(fault.Kill(leader))
			gaps = append(gaps, p.next(at))
			start()
		}
		gaps.tell(t, "leader killed to the next acknowledgement", time.Second)
	})
}

// pausedLeaderIsReplaced lets the leader stand still with all its connections open, which nobody is told of.
func (r *trial) pausedLeaderIsReplaced(t *testing.T) {
	r.under(t, flatOut, func(p *pulse) {
		var gaps times
		for range often(3, 20) {
			leader := r.whole()
			at := time.Now()
			goOn := r.do(fault.Pause(leader))
			gaps = append(gaps, p.next(at))
			goOn()
		}
		gaps.tell(t, "leader paused to the next acknowledgement", 2*time.Second)
	})
}

func (r *trial) allKilledLoseNothing(t *testing.T) {
	r.under(t, flatOut, func(p *pulse) {
		var gaps times
		for range often(2, 10) {
			r.whole()
			at := time.Now()
			var kills []fault.Fault
			for _, id := range r.order {
				kills = append(kills, fault.Kill(r.processes[id]))
			}
			r.do(fault.All(kills...))()
			gaps = append(gaps, p.next(at))
		}
		gaps.tell(t, "all killed and started again to the next acknowledgement", 10*time.Second)
	})
}

func (r *trial) plannedTransfer(t *testing.T) {
	r.under(t, flatOut, func(p *pulse) {
		var gaps times
		for range often(5, 50) {
			leader := r.whole()
			at := time.Now()
			data := filepath.Join(r.info.Folder, leader.ID, "data")
			if out, err := exec.Command(binary("adit"), "sequencer", "members", "transfer", "--data", data).CombinedOutput(); err != nil {
				t.Fatalf("transfer from %s: %v\n%s", leader.ID, err, out)
			}
			if next := r.whole(); next == leader {
				t.Fatalf("%s leads after its transfer", leader.ID)
			}
			p.next(time.Now())
			gaps = append(gaps, p.silence(at))
		}
		gaps.tell(t, "longest silence around a transfer", 100*time.Millisecond)
	})
}

// randomKillsLoseNothing kills one process after the other while those killed before may still be down, so that now
// and then there is no majority.
func (r *trial) randomKillsLoseNothing(t *testing.T) {
	s := seed(t)
	t.Logf("seed %d", s)
	random := rand.New(rand.NewPCG(s, 0))
	r.under(t, flatOut, func(p *pulse) {
		down := map[*fault.Process]func(){}
		killed := map[string]int{}
		victims := append(append([]string(nil), r.order...), "batcher", "verifier")
		for n := often(20, 200); n > 0; {
			time.Sleep(time.Duration(random.IntN(1000)) * time.Millisecond)
			victim := r.processes[victims[random.IntN(len(victims))]]
			if start, ok := down[victim]; ok {
				start()
				delete(down, victim)
				continue
			}
			down[victim] = r.do(fault.Kill(victim))
			killed[victim.Role]++
			n--
		}
		for _, start := range down {
			start()
		}
		t.Logf("killed: %v", killed)
	})
}
