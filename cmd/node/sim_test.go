package node

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
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

// TestSimulation lives through schedules of faults in virtual time. A schedule that fails is run again with
//
//	ADIT_SEED=n ADIT_SEEDS=1 go test -run TestSimulation ./cmd/node
//
// What is decided is the same each time; how goroutines that are ready at the same moment take turns is not.
func TestSimulation(t *testing.T) {
	core.SenderCacher() // starts goroutines that outlive the simulation, so outside of it
	first, seeds := number(t, "ADIT_SEED", 1), number(t, "ADIT_SEEDS", 4)
	minutes := time.Duration(number(t, "ADIT_MINUTES", 5))
	for seed := first; seed < first+seeds; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { simulate(t, seed, minutes*time.Minute, false) })
		})
	}
}

// TestSimulationDeepReorgs lets L1 take back what sequencers have acted upon: messages come again in other blocks, so blocks
// that consumed them change. Acknowledged transactions may move then, but none may be lost, doubled or overtaken.
func TestSimulationDeepReorgs(t *testing.T) {
	core.SenderCacher()
	first, seeds := number(t, "ADIT_SEED", 1), number(t, "ADIT_SEEDS", 2)
	minutes := time.Duration(number(t, "ADIT_MINUTES", 10))
	for seed := first; seed < first+seeds; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { simulate(t, seed, minutes*time.Minute, true) })
		})
	}
}

func simulate(t *testing.T, seed uint64, length time.Duration, deep bool) {
	s := newSim(t)
	s.deep = deep
	random := rand.New(rand.NewPCG(seed, 0))
	for _, m := range s.members {
		m.start()
	}
	ctx, stop := context.WithCancel(context.Background())
	var parts sync.WaitGroup
	mining := rand.New(rand.NewPCG(seed, 1))
	parts.Go(func() { s.mine(ctx, mining) })
	parts.Go(func() { s.post(ctx) })
	clients, stopClients := context.WithCancel(ctx)
	for i := range simClients {
		c := &simClient{s, s.client(i)}
		parts.Go(func() { c.run(clients, 400*time.Millisecond) })
	}
	faults := 0
	for end := time.Now().Add(length); time.Now().Before(end); faults++ {
		time.Sleep(time.Duration(random.IntN(15_000)) * time.Millisecond)
		s.fault(random)
	}
	s.heal()
	time.Sleep(time.Minute)
	stopClients()
	time.Sleep(4 * time.Minute) // the last blocks are sealed and posted, and L1 is deep enough for a last rebase
	s.check(ctx, faults)
	stop()
	for _, m := range s.members {
		m.crash()
	}
	parts.Wait()
	time.Sleep(time.Minute) // libraries end goroutines a while after they were closed
}

// mine adds an L1 block every 13 seconds, now and then with a message.
func (s *sim) mine(ctx context.Context, random *rand.Rand) {
	tick := time.NewTicker(simSpacing * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if s.deep && random.IntN(3) == 0 {
				s.l1.Message(l1anchor.Checkpoint, common.Address{9}, nil)
			}
			s.l1.Mine(1, simSpacing)
		}
	}
}

// post runs a batcher.
func (s *sim) post(ctx context.Context) {
	cfg := batcher.Default()
	cfg.MaxAge, cfg.Poll = 20*time.Second, 5*time.Second
	b, err := batcher.New(cfg, s.rollup, source{s}, s.l1, s.l1.Sender(simSeat), s.log)
	if err != nil {
		s.t.Error(err)
		return
	}
	if err := b.Run(ctx); err != nil {
		s.t.Error(err)
	}
}

// fault does one bad thing and, most of the time, takes it back.
func (s *sim) fault(random *rand.Rand) {
	a := random.IntN(simMembers)
	b := (a + 1 + random.IntN(simMembers-1)) % simMembers
	spell := time.Duration(100+random.IntN(12_000)) * time.Millisecond
	switch random.IntN(7) {
	case 0: // one member alone
		s.isolate(a, true)
		time.Sleep(spell)
		s.isolate(a, false)
	case 1: // one direction of one link
		s.cut(a, b, true)
		time.Sleep(spell)
		s.cut(a, b, false)
	case 2: // a flapping link
		for range 1 + random.IntN(10) {
			s.cut(a, b, true)
			s.cut(b, a, true)
			time.Sleep(time.Duration(random.IntN(800)) * time.Millisecond)
			s.cut(a, b, false)
			s.cut(b, a, false)
			time.Sleep(time.Duration(random.IntN(800)) * time.Millisecond)
		}
	case 3: // a crash
		s.members[a].crash()
		time.Sleep(spell)
		s.members[a].start()
	case 4: // all crash
		for _, m := range s.members {
			m.crash()
		}
		time.Sleep(spell)
		for _, m := range s.members {
			m.start()
		}
	case 5: // leadership is handed over
		if life := s.members[a].life(); life != nil {
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			_ = life.cluster.Transfer(ctx, s.members[b].id) // it may not lead, or the other may lag: then nothing happens
			cancel()
		}
	case 6: // an L1 reorg; one that is shallow sequencers must not feel
		depth := 1 + random.IntN(simDepth-1)
		if s.deep {
			depth = simDepth + random.IntN(12)
		}
		if at, err := s.l1.Head(context.Background()); err == nil && int(at.Height) > depth {
			s.l1.Reorg(depth, depth+1)
		}
	}
}

func (s *sim) isolate(a int, lost bool) {
	for b := range simMembers {
		if b != a {
			s.cut(a, b, lost)
			s.cut(b, a, lost)
		}
	}
}

func (s *sim) heal() {
	for a := range simMembers {
		for b := range simMembers {
			if a != b {
				s.cut(a, b, false)
			}
		}
	}
}

// check holds what clients were told, what members have and what L1 leads to against one another.
func (s *sim) check(ctx context.Context, faults int) {
	c, err := chain.Open(chain.Config{Dir: s.t.TempDir(), CacheMB: 16, Quiet: true}, s.rollup, s.log)
	if err != nil {
		s.t.Fatal(err)
	}
	defer c.Close()
	verifier := stateroot.New(stateroot.Config{Poll: time.Second, Lead: true, Policy: s.policy(), Now: time.Now}, s.rollup, c, s.l1, s.log)
	derived, err := verifier.CatchUp(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, m := range s.members {
		own := m.life().base.chain
		at, err := own.HeadByNumber(derived.Number)
		if err != nil || at.Hash() != derived.Head {
			s.t.Errorf("%s has another block %d than L1 leads to (%v); it has followed L1 to %+v, a fresh node to %+v", m.id, derived.Number, err, m.life().base.deriver.Status().Tip, derived)
		}
	}
	s.checkAcks(c, derived.Number)
	s.t.Logf("%d faults, %d acknowledged, derived to block %d in %d batches", faults, len(s.acks), derived.Number, derived.Batches)
}

// checkAcks looks for every acknowledged transaction where the client was told it stands.
func (s *sim) checkAcks(c *chain.Chain, derived uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.acks) == 0 {
		s.t.Error("nothing was acknowledged")
	}
	slices.SortStableFunc(s.acks, func(a, b ack) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.number, b.number), cmp.Compare(a.index, b.index))
	})
	seen := make(map[common.Hash]bool)
	var before ack // where the one acknowledged before stands
	moved := 0
	for _, a := range s.acks {
		if seen[a.hash] {
			s.t.Errorf("transaction %s was acknowledged as two", a.hash)
		}
		seen[a.hash] = true
		number, index, ok := c.Lookup(a.hash)
		switch {
		case !ok:
			s.t.Errorf("acknowledged in block %d at %d, not derived (L1 leads to block %d)", a.number, a.index, derived)
		case number != a.number || index != a.index:
			moved++
			if !s.deep {
				s.t.Errorf("acknowledged in block %d at %d, derived in block %d at %d", a.number, a.index, number, index)
			}
		}
		at := ack{number: number, index: index}
		if cmp.Or(cmp.Compare(before.number, at.number), cmp.Compare(before.index, at.index)) > 0 {
			s.t.Errorf("transaction acknowledged at %s stands in block %d at %d, before the one acknowledged before it in block %d at %d", a.at, number, index, before.number, before.index)
		}
		before = at
	}
	s.t.Logf("%d of %d acknowledged transactions moved", moved, len(s.acks))
}
