// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
	"github.com/layeredpow/adit/sequencer/rpc/client"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
)

// sim is a whole rollup in one process and in virtual time: the members and the batcher that the product runs, and
// those who ask them over JSON-RPC. The network, the disks of the members' logs and L1 are replaced by ones that can
// be made to fail.
type sim struct {
	t       *testing.T
	log     *slog.Logger
	plan    plan
	ground  ground
	l1      *l1test.Chain // the ground, when that is scripted; otherwise nil
	net     *clustertest.Network
	rollup  *params.Params
	members []*member
	dir     string
	parts   sync.WaitGroup // everything that begin starts, and faults
	missing atomic.Bool    // a member has lost its disk and does not take part yet
	liar    atomic.Bool    // a member lies to others
	lastLie atomic.Int64   // when the last liar stopped
	calm    atomic.Bool    // no fault may begin

	history history
	tally   tally

	mu          sync.Mutex
	stopBatcher context.CancelFunc // of the batcher that runs; guarded by mu, like what follows
	batchers    int                // that were started
	kinds       map[string]string  // of the processes that are no members, by name
	dialled     []*nodes
}

// plan is what a simulation is made of.
type plan struct {
	seed   uint64
	length time.Duration // of the schedule of faults
	gap    time.Duration // mean time between two faults
	deep   bool          // L1 reorgs go below the depth at which sequencers act, and L1 carries messages
	// contracts has L1 execute them, the inbox too; otherwise it is scripted. Nobody but the batcher sends anything
	// to it then.
	contracts bool
}

const (
	memberCount = 3
	clientCount = 4
	actDepth    = 4
	forceDelay  = 86_400 // seconds
	maxMessages = 130    // that an L1 block takes
	l1Spacing   = 13     // seconds between two L1 blocks
)

var seat = common.Address{0x5e}

// quietLog is silent unless ADIT_LOG is set, when it tells what is unusual.
func quietLog() *slog.Logger {
	if os.Getenv("ADIT_LOG") == "" {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

func newSim(t *testing.T, p plan) *sim {
	s := &sim{t: t, log: quietLog(), plan: p, dir: t.TempDir(), net: clustertest.NewNetwork(p.random(networkChance)), kinds: make(map[string]string)}
	now := uint64(time.Now().Unix())
	s.rollup = paramstest.Rollup(now)
	s.rollup.MaxDrift, s.rollup.ForceDelay, s.rollup.MaxMessages = 3_600, forceDelay, maxMessages
	for i := range clientCount {
		s.rollup.Alloc[account(i).address()] = types.Account{Balance: paramstest.Coins(1e12)}
	}
	s.found(now)
	for i := range memberCount {
		id := fmt.Sprintf("s%d", i+1)
		s.members = append(s.members, &member{
			sim: s, place: i, id: id, dir: filepath.Join(s.dir, id), turn: make(chan struct{}, 1),
			random: p.random(memberChance + uint64(i)), disk: clustertest.New(),
		})
	}
	return s
}

// found makes the L1.
func (s *sim) found(now uint64) {
	if s.plan.contracts {
		g, err := newExecuting(s.rollup.L1ChainID, now, s.log)
		if err != nil {
			s.t.Fatal(err)
		}
		s.ground, s.rollup.Inbox = g, g.cfg.Inbox
		return
	}
	rules := l1test.Rules{Seats: []common.Address{seat}, ForceDelay: forceDelay, Silence: 7_200, MaxMessages: maxMessages}
	s.standOn(l1test.New(l1test.Config{Rules: rules, Time: now}))
}

// standOn takes a scripted L1, and mines the block that has the inbox.
func (s *sim) standOn(l1 *l1test.Chain) {
	s.l1, s.ground = l1, scripted{l1}
	l1.Mine(1, 1)
}

// Streams of chance: what one part draws does not change what another one will.
const (
	scheduleChance = iota
	miningChance
	networkChance
	readerChance
	memberChance
	clientChance = memberChance + memberCount
	faultChance  = clientChance + clientCount
	crowdChance  = 1 << 32
)

func (p plan) random(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(p.seed, stream)) }

func (s *sim) policy() l1anchor.Policy {
	return l1anchor.Policy{K: actDepth, Attacker: 0.1, Acceptable: 1e-3}
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
	s.hangUp()
	time.Sleep(2 * time.Minute)
}

// mine adds an L1 block every 13 seconds, now and then with a message.
func (s *sim) mine(ctx context.Context, random *rand.Rand) {
	crowd := s.plan.random(crowdChance)
	tick := time.NewTicker(l1Spacing * time.Second)
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
			if err := s.ground.mine(); err != nil {
				s.fail("mine: %v", err)
			}
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
		if err := s.postAs(own, cfg); err != nil {
			s.fail("batcher: %v", err)
			return
		}
	}
}

// postAs runs one batcher, which asks the members as the product's does.
func (s *sim) postAs(ctx context.Context, cfg batcher.Config) error {
	s.mu.Lock()
	s.batchers++
	name := fmt.Sprint("batcher ", s.batchers)
	s.mu.Unlock()
	host := s.caller(batchers, name)
	defer host.Close()
	ask := s.client(host, batcherPatience, client.DefaultConfig().AnswerBytes, s.members...)
	defer ask.Close()
	sender, err := s.ground.sender()
	if err != nil {
		return err
	}
	b, err := node.BuildBatcher(cfg, node.BatcherPorts{Rollup: s.rollup, Sequencers: ask, L1: s.ground, Sender: sender}, s.log)
	if err != nil {
		return err
	}
	return b.Run(ctx)
}

// batcherPatience is less than the product's, as spells of faults are shorter than those of life.
const batcherPatience = 5 * time.Second

func (s *sim) restartBatcher() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopBatcher()
}
