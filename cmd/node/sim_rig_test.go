package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/hashicorp/raft"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params"
)

// sim is a whole rollup in one process and in virtual time: real raft, real execution, real derivation, a real batcher, with
// the network, the raft log and L1 replaced by ones that can be made to fail.
type sim struct {
	t       *testing.T
	log     *slog.Logger
	l1      *l1test.Chain
	rollup  *params.Params
	members []*simMember
	dir     string
	deep    bool // L1 reorgs go below the depth at which sequencers act, and L1 carries messages

	mu   sync.Mutex
	cuts map[[2]int]bool // from, to: messages that way are lost
	acks []ack
}

// ack is what a client was told.
type ack struct {
	at     time.Time
	number uint64
	index  uint
	hash   common.Hash
}

// simMember is a sequencer that can be stopped and started on what it has kept.
type simMember struct {
	*sim
	place int
	id    string
	dir   string
	logs  *raft.InmemStore
	snaps *raft.InmemSnapshotStore

	mu      sync.Mutex // guards what a start replaces
	running *simRun
}

// simRun is one life of a member.
type simRun struct {
	base      *base
	stage     *sequencer.Sequencer
	pool      *pool.Pool
	cluster   *cluster.Cluster
	transport *raft.InmemTransport
	stop      context.CancelFunc
	ended     chan error
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

func newSim(t *testing.T) *sim {
	s := &sim{t: t, log: simLog(), dir: t.TempDir(), cuts: make(map[[2]int]bool)}
	now := uint64(time.Now().Unix())
	s.l1 = l1test.New(l1test.Config{Rules: l1test.Rules{Seats: []common.Address{simSeat}, ForceDelay: 86_400, Silence: 7_200}, Time: now})
	s.rollup = &params.Params{
		ChainID: 4321, L1ChainID: 61, Inbox: common.Address{1}, InboxHeight: 1, GenesisTime: now, GasLimit: 60_000_000,
		FeeRecipient: common.Address{0xfe}, BaseFee: gethparams.GWei, MaxDrift: 3_600, ProofLimit: 1 << 31, Alloc: types.GenesisAlloc{},
	}
	for i := range simClients {
		s.rollup.Alloc[s.client(i).addr] = types.Account{Balance: new(big.Int).Mul(big.NewInt(1e6), big.NewInt(gethparams.Ether))}
	}
	s.l1.Mine(1, 1)
	for i := range simMembers {
		m := &simMember{
			sim: s, place: i, id: fmt.Sprintf("s%d", i+1), dir: filepath.Join(s.dir, fmt.Sprintf("s%d", i+1)),
			logs: raft.NewInmemStore(), snaps: raft.NewInmemSnapshotStore(),
		}
		s.members = append(s.members, m)
	}
	return s
}

func (s *sim) policy() l1anchor.Policy {
	return l1anchor.Policy{K: simDepth, Attacker: 0.1, Acceptable: 1e-3}
}

// start begins a life of the member.
func (m *simMember) start() {
	m.t.Helper()
	r := &simRun{base: &base{rollup: m.rollup}, ended: make(chan error, 1)}
	var err error
	if r.base.chain, err = chain.Open(chain.Config{Dir: m.dir, CacheMB: 16, Quiet: true}, m.rollup, m.log); err != nil {
		m.t.Fatal(err)
	}
	r.base.deriver = stateroot.New(stateroot.Config{Poll: time.Second, Policy: m.policy(), Now: time.Now}, m.rollup, r.base.chain, m.l1, m.log)
	if r.stage, err = sequencer.New(sequencer.DefaultConfig(), m.rollup, r.base.chain, view{r.base.deriver}, simPeers{m}, m.log); err != nil {
		m.t.Fatal(err)
	}
	cfg := pool.DefaultConfig()
	cfg.Signer = r.base.chain.Signer()
	r.pool = pool.New(cfg, m.rollup.ChainConfig(), poolState{r.stage})
	r.stage.UsePool(outcomes{r.pool})
	_, r.transport = raft.NewInmemTransportWithTimeout(raft.ServerAddress(m.id), 500*time.Millisecond)
	m.connect(r.transport)
	var bootstrap []cluster.Member
	for _, other := range m.members {
		bootstrap = append(bootstrap, cluster.Member{ID: other.id, Address: other.id, Voter: true})
	}
	r.cluster, err = cluster.Open(cluster.Config{
		ID: m.id, Dir: filepath.Join(m.dir, "raft"), Bootstrap: bootstrap, Reserve: -1, Log: m.log,
		Transport: r.transport, Logs: m.logs, Snapshots: m.snaps,
		Ask: func(_ context.Context, id, _ string) (cluster.View, error) { return m.status(id) },
	}, r.stage)
	if err != nil {
		m.t.Fatal(err)
	}
	m.run(r)
	m.mu.Lock()
	m.running = r
	m.mu.Unlock()
}

// run starts what a member consists of, wired as in Sequencer.
func (m *simMember) run(r *simRun) {
	ctx, stop := context.WithCancel(context.Background())
	stage, stopStage := context.WithCancel(context.Background())
	terms := make(chan sequencer.Term)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return r.stage.Run(stage, terms) })
	g.Go(func() error { return r.base.deriver.Run(ctx) })
	g.Go(func() error {
		defer stopStage()
		var relay sync.WaitGroup
		defer relay.Wait()
		relay.Go(func() { passTerms(stage, r.cluster.Terms(), terms) })
		return r.cluster.Run(ctx)
	})
	r.stop = stop
	go func() { r.ended <- g.Wait() }()
}

// crash ends a life without a word to the others: the network goes first.
func (m *simMember) crash() {
	m.t.Helper()
	m.mu.Lock()
	r := m.running
	m.running = nil
	m.mu.Unlock()
	if r == nil {
		return
	}
	r.transport.DisconnectAll()
	for _, other := range m.members {
		if life := other.life(); life != nil {
			life.transport.Disconnect(raft.ServerAddress(m.id))
		}
	}
	r.stop()
	if err := errors.Join(<-r.ended, r.cluster.Close(), r.base.chain.Close()); err != nil {
		m.t.Errorf("%s: %v", m.id, err)
	}
}

func (m *simMember) life() *simRun {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.running
}

// connect joins a new transport to the others', as far as the cuts allow.
func (m *simMember) connect(t *raft.InmemTransport) {
	m.sim.mu.Lock()
	defer m.sim.mu.Unlock()
	for _, other := range m.members {
		life := other.life()
		if other == m || life == nil {
			continue
		}
		if !m.cuts[[2]int{m.place, other.place}] {
			t.Connect(raft.ServerAddress(other.id), life.transport)
		}
		if !m.cuts[[2]int{other.place, m.place}] {
			life.transport.Connect(raft.ServerAddress(m.id), t)
		}
	}
}

// cut loses (or delivers again) what one member sends to another.
func (s *sim) cut(from, to int, lost bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cuts[[2]int{from, to}] == lost {
		return
	}
	s.cuts[[2]int{from, to}] = lost
	a, b := s.members[from].life(), s.members[to].life()
	if a == nil || b == nil {
		return
	}
	if lost {
		a.transport.Disconnect(raft.ServerAddress(s.members[to].id))
	} else {
		a.transport.Connect(raft.ServerAddress(s.members[to].id), b.transport)
	}
}

// status is what a member would answer the others over its own port.
func (s *sim) status(id string) (cluster.View, error) {
	for _, m := range s.members {
		if life := m.life(); m.id == id && life != nil && life.cluster != nil {
			return life.cluster.Status(), nil
		}
	}
	return cluster.View{}, errors.New("not running")
}

// simPeers fetches blocks from any other member that runs.
type simPeers struct{ *simMember }

func (p simPeers) Blocks(_ context.Context, from uint64, to common.Hash) ([]sequencer.Fetched, error) {
	for _, other := range p.members {
		life := other.life()
		if other == p.simMember || life == nil {
			continue
		}
		var out []sequencer.Fetched
		for _, hash := range life.base.chain.Branch(from, 100, to) {
			b, err := life.base.chain.Block(hash)
			if err != nil {
				break
			}
			out = append(out, sequencer.Fetched{Hash: hash, Parent: b.ParentHash(), Input: b.Input()})
		}
		if len(out) > 0 {
			return out, nil
		}
	}
	return nil, errors.New("nobody has them")
}

// source is the batcher's view of whichever member runs.
type source struct{ *sim }

func (s source) Derived(context.Context) (batcher.Derived, error) {
	for _, m := range s.members {
		life := m.life()
		if life == nil {
			continue
		}
		d := life.base.deriver.Status().Tip
		head, err := life.base.chain.Head()
		if err != nil {
			return batcher.Derived{}, err
		}
		return batcher.Derived{
			L1: d.At, BatchCount: d.Batches, Tail: d.Tail, Consumed: d.Consumed, Messages: d.Messages, Number: d.Number, Hash: d.Head, Sealed: head.Number(),
		}, nil
	}
	return batcher.Derived{}, errors.New("nobody runs")
}

func (s source) Blocks(_ context.Context, from uint64, count int) ([]batcher.SealedBlock, error) {
	for _, m := range s.members {
		life := m.life()
		if life == nil {
			continue
		}
		var out []batcher.SealedBlock
		for n := from; len(out) < count; n++ {
			b, err := life.base.chain.BlockByNumber(n)
			if err != nil {
				break
			}
			out = append(out, batcher.SealedBlock{Block: b.Block, Consumed: b.Consumed, Forced: b.Forced})
		}
		return out, nil
	}
	return nil, errors.New("nobody runs")
}

// simClient is an account that sends one transaction after the other.
type simClient struct {
	*sim
	account
}

type account struct {
	key  []byte
	addr common.Address
}

func (s *sim) client(i int) account {
	seed := crypto.Keccak256([]byte{byte(i), 's', 'i', 'm'})
	key, err := crypto.ToECDSA(seed)
	if err != nil {
		s.t.Fatal(err)
	}
	return account{seed, crypto.PubkeyToAddress(key.PublicKey)}
}

func (c *simClient) transfer(nonce uint64) *types.Transaction {
	key, err := crypto.ToECDSA(c.key)
	if err != nil {
		c.t.Fatal(err)
	}
	id := new(big.Int).SetUint64(c.rollup.ChainID)
	return types.MustSignNewTx(key, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: &common.Address{0xaa}, Value: big.NewInt(1), Gas: 21_000, GasFeeCap: big.NewInt(100 * gethparams.GWei), GasTipCap: big.NewInt(1),
	})
}

// run sends until ctx ends, at most one transaction each pause. Each is offered, the same bytes, until somebody says what
// became of it.
func (c *simClient) run(ctx context.Context, pause time.Duration) {
	for nonce := uint64(0); ctx.Err() == nil; nonce++ {
		tx := c.transfer(nonce)
		for !c.offer(tx) {
			if ctx.Err() != nil {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		time.Sleep(pause)
	}
}

// offer says whether the transaction was acknowledged.
func (c *simClient) offer(tx *types.Transaction) bool {
	for _, m := range c.members {
		life := m.life()
		if life == nil {
			continue
		}
		set := &memberSet{stage: life.stage, pool: life.pool}
		ticket, err := set.Submit(tx)
		if errors.Is(err, pool.ErrRetry) {
			continue
		}
		if err != nil {
			c.t.Errorf("transaction %d of %s refused: %v", tx.Nonce(), c.addr, err)
			return true
		}
		select {
		case <-ticket.Done():
		case <-time.After(10 * time.Second):
			continue
		}
		switch o := ticket.Outcome(); {
		case o.Ordered():
			c.mu.Lock()
			c.acks = append(c.acks, ack{time.Now(), o.Number, o.Index, tx.Hash()})
			c.mu.Unlock()
			return true
		case !errors.Is(o.Err, pool.ErrRetry):
			c.t.Errorf("transaction %d of %s dropped: %v", tx.Nonce(), c.addr, o.Err)
			return true
		}
	}
	return false
}
