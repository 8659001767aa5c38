package node

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/core"
)

// number reads a setting of the simulation from the environment.
func number(t *testing.T, name string, otherwise uint64) uint64 {
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

func duration(t *testing.T, name string) time.Duration {
	text := os.Getenv(name)
	if text == "" {
		return 0
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return d
}

// TestSimulation lives through schedules of faults in virtual time. What fails prints the command that runs its schedule again.
// What is decided is the same each time; how goroutines that are ready at the same moment take turns is not.
//
//	ADIT_SEED     first seed
//	ADIT_SEEDS    how many
//	ADIT_FOR      real time in which to begin schedules, such as 1h, instead of ADIT_SEEDS
//	ADIT_MINUTES  length of each schedule
//	ADIT_GAP      mean milliseconds between two faults
//	ADIT_LOG      anything: what is unusual is logged
func TestSimulation(t *testing.T) { simulations(t, 8, 6, false) }

// TestSimulationDeepReorgs also lets L1 take back what sequencers have acted upon: messages come again in other blocks, so blocks
// that consumed them change. Acknowledged transactions may move then, but none may be lost, doubled or overtaken.
func TestSimulationDeepReorgs(t *testing.T) { simulations(t, 2, 6, true) }

func simulations(t *testing.T, seeds, minutes uint64, deep bool) {
	core.SenderCacher() // starts goroutines that outlive the simulation, so outside of it
	next := number(t, "ADIT_SEED", 1)
	seeds, minutes = number(t, "ADIT_SEEDS", seeds), number(t, "ADIT_MINUTES", minutes)
	gap, patience := number(t, "ADIT_GAP", 2000), duration(t, "ADIT_FOR")
	var sum tally
	defer func() { t.Logf("total: %v", &sum) }()
	const group = 16 // as many are known to the test machinery at a time
	for begun, end := time.Now(), next+seeds; patience == 0 && next < end || time.Since(begun) < patience; {
		t.Run(fmt.Sprintf("from %d", next), func(t *testing.T) {
			for range group {
				if patience == 0 && next == end {
					break
				}
				p := plan{seed: next, length: time.Duration(minutes) * time.Minute, gap: time.Duration(gap) * time.Millisecond, deep: deep}
				next++
				t.Run(fmt.Sprint(p.seed), func(t *testing.T) {
					t.Parallel()
					if patience == 0 || time.Since(begun) < patience {
						synctest.Test(t, func(t *testing.T) { simulate(t, p, &sum) })
					}
				})
			}
		})
	}
}

func simulate(t *testing.T, p plan, sum *tally) {
	s := newSim(t, p)
	s.tally.sum = sum
	ctx, stop := context.WithCancel(context.Background())
	s.begin(ctx)
	clients, stopClients := context.WithCancel(ctx)
	for a := range account(simClients) {
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
