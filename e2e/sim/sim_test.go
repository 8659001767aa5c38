// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"os"
	"runtime/debug"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core"

	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
)

// A simulation makes hours of garbage in minutes and keeps little: collecting seldom saves an eighth of its processor time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}

// TestSimulation lives through schedules of faults in virtual time. What fails prints the command that runs its
// schedule again. What is decided is the same each time; how goroutines that are ready at the same moment take turns
// is not. Besides the settings of clustertest.Schedules there are
//
//	ADIT_MINUTES  length of each schedule
//	ADIT_GAP      mean milliseconds between two faults
//	ADIT_LOG      anything: what is unusual is logged
func TestSimulation(t *testing.T) { simulations(t, 4, plan{length: 6 * time.Minute}) }

// TestSimulationDeepReorgs also lets L1 take back what sequencers have acted upon: messages come again in other
// blocks, so blocks that consumed them change. Acknowledged transactions may move then, but none may be lost, doubled
// or overtaken.
func TestSimulationDeepReorgs(t *testing.T) {
	simulations(t, 1, plan{length: 6 * time.Minute, deep: true})
}

// TestSimulationContracts stands on an L1 that executes contracts: the real inbox, read and sent to by the product's
// adapter.
func TestSimulationContracts(t *testing.T) {
	simulations(t, 1, plan{length: 3 * time.Minute, contracts: true})
}

func simulations(t *testing.T, seeds uint64, p plan) {
	core.SenderCacher() // starts goroutines that outlive the simulation, so outside of it
	p.length = time.Duration(clustertest.Number(t, "ADIT_MINUTES", uint64(p.length/time.Minute))) * time.Minute
	p.gap = time.Duration(clustertest.Number(t, "ADIT_GAP", 2000)) * time.Millisecond
	var sum tally
	defer func() {
		t.Logf("total: %v", &sum)
		sum.wantAll(t)
	}()
	clustertest.Schedules(t, seeds, func(t *testing.T, seed uint64) {
		p := p
		p.seed = seed
		simulate(t, p, &sum)
	})
}

func simulate(t *testing.T, p plan, sum *tally) {
	s := newSim(t, p)
	s.tally.sum = sum
	ctx, stop := context.WithCancel(context.Background())
	s.begin(ctx)
	clients, stopClients := context.WithCancel(ctx)
	for a := range account(clientCount) {
		w := s.wallet(a)
		s.parts.Go(func() { w.run(clients) })
	}
	s.parts.Go(func() { s.read(clients, p.random(readerChance)) })
	s.schedule()
	s.recover()
	stopClients()
	s.settle()
	s.check(ctx)
	t.Logf("%v", &s.tally)
	stop()
	s.end()
}
