// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"fmt"
	"log/slog"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
	"github.com/layeredpow/adit/stateroot/params"
)

// sim is a whole rollup in one process and in virtual time: the members that the product runs, without their JSON-RPC, and a real
// batcher. The members' network, the disks of their logs and L1 are replaced by ones that can be made to fail.
type sim struct {
	t       *testing.T
	log     *slog.Logger
	plan    plan
	l1      *l1test.Chain
	net     *clustertest.Network
	rollup  *params.Params
	members []*simMember
	dir     string
	parts   sync.WaitGroup // everything that begin starts, and faults
	missing atomic.Bool    // a member has lost its disk and does not take part yet
	liar    atomic.Bool    // a member lies to others
	calm    atomic.Bool    // no fault may begin

	history history
	tally   tally

	mu          sync.Mutex
	stopBatcher context.CancelFunc // of the batcher that runs
}

// plan is what a simulation is made of.
type plan struct {
	seed   uint64
	length time.Duration // of the schedule of faults
	gap    time.Duration // mean time between two faults
	deep   bool          // L1 reorgs go below the depth at which sequencers act, and L1 carries messages
}

const (
	simMembers = 3
	simClients = 4
	simDepth   = 4
	simSpacing = 13 // seconds between two L1 blocks
)

var simSeat = common.Address{0x5e}

// simLog is silent unless ADIT_LOG is set, when it tells what is unusual.
func simLog() *slog.Logger {
	if os.Getenv("ADIT_LOG") == "" {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

func newSim(t *testing.T, p plan) *sim {
	s := &sim{t: t, log: simLog(), plan: p, dir: t.TempDir(), net: clustertest.NewNetwork(p.random(networkChance))}
	now := uint64(time.Now().Unix())
	s.l1 = l1test.New(l1test.Config{Rules: l1test.Rules{Seats: []common.Address{simSeat}, ForceDelay: 86_400, Silence: 7_200, MaxMessages: 130}, Time: now})
	s.rollup = &params.Params{
		ChainID: 4321, L1ChainID: 61, L1Family: "etc", Inbox: common.Address{1}, InboxHeight: 1, ForceDelay: 86_400, MaxMessages: 130,
		MaxBatchData: 100_000, GenesisTime: now, GasLimit: 60_000_000,
		FeeRecipient: common.Address{0xfe}, BaseFee: gethparams.GWei, MaxDrift: 3_600, ProofLimit: 1 << 36, Alloc: types.GenesisAlloc{},
	}
	for i := range simClients {
		s.rollup.Alloc[account(i).address()] = types.Account{Balance: new(big.Int).Mul(big.NewInt(1e12), big.NewInt(gethparams.Ether))}
	}
	s.l1.Mine(1, 1)
	for i := range simMembers {
		id := fmt.Sprintf("s%d", i+1)
		s.members = append(s.members, &simMember{
			sim: s, place: i, id: id, dir: filepath.Join(s.dir, id), turn: make(chan struct{}, 1),
			random: p.random(memberChance + uint64(i)), disk: clustertest.New(),
		})
	}
	return s
}

// Streams of chance: what one part draws does not change what another one will.
const (
	scheduleChance = iota
	miningChance
	networkChance
	readerChance
	memberChance
	clientChance = memberChance + simMembers
	faultChance  = clientChance + simClients
	crowdChance  = 1 << 32
)

func (p plan) random(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(p.seed, stream)) }

func (s *sim) policy() l1anchor.Policy {
	return l1anchor.Policy{K: simDepth, Attacker: 0.1, Acceptable: 1e-3}
}

// begin starts members, L1 and batcher; they go on until ctx ends.
func (s *sim) begin(ctx context.Context) {
	for _, m := range s.members {
		m.start()
	}
	s.parts.Go(func() { s.mine(ctx, s.plan.random(miningChance)) })
	s.parts.Go(func() { s.post(ctx) })
}

// end stops what begin started. What is left of libraries ends a while after.
func (s *sim) end() {
	for _, m := range s.members {
		m.crash()
	}
	s.parts.Wait()
	time.Sleep(2 * time.Minute)
}

// mine adds an L1 block every 13 seconds, now and then with a message.
func (s *sim) mine(ctx context.Context, random *rand.Rand) {
	crowd := s.plan.random(crowdChance)
	tick := time.NewTicker(simSpacing * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if s.plan.deep && random.IntN(3) == 0 {
				s.l1.Message(l1anchor.Checkpoint, common.Address{9}, nil)
			}
			s.bid(crowd)
			s.l1.Mine(1, simSpacing)
		}
	}
}

// post runs a batcher, and another one whenever that is stopped: it keeps nothing.
func (s *sim) post(ctx context.Context) {
	for ctx.Err() == nil {
		own, stop := context.WithCancel(ctx)
		s.mu.Lock()
		s.stopBatcher = stop
		s.mu.Unlock()
		cfg := batcher.Default()
		cfg.MaxAge, cfg.Poll = 20*time.Second, 5*time.Second
		b, err := batcher.New(cfg, s.rollup, source{s}, s.l1, s.l1.Sender(simSeat), s.log)
		if err != nil {
			s.fail("%v", err)
			return
		}
		if err := b.Run(own); err != nil {
			s.fail("batcher: %v", err)
			return
		}
	}
}

func (s *sim) restartBatcher() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopBatcher()
}
