// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params"
)

// Member is one sequencer of the set, wired: what orders, executes and seals, the JSON-RPC server in front of it, and
// what watches it. A process has one, a simulation several in virtual time. Its parts are for looking at; Run has
// them work.
type Member struct {
	Stage   *sequencer.Sequencer
	Cluster *cluster.Cluster
	Pool    *pool.Pool

	cfg         *SequencerConfig
	base        *base
	prices      *pricing
	divergences *divergences
	observed    *observed
	claims      *claims                    // nil: it does not follow them
	server      atomic.Pointer[rpc.Server] // nil while the member is being built
	log         *slog.Logger
}

// Ports are what a member reaches the world by, beside the network and the disk of its cluster (see cluster.Config):
// what a simulation has others for than a process.
type Ports struct {
	Rollup *params.Params
	L1     L1
	Market Market
	// Chain is given the chain on disk and returns what stands in front of it for the stage that orders; nil: nothing
	// does.
	Chain func(*chain.Chain) sequencer.Chain
	RPC   rpc.Network
	// Court and Contract are how the member sees what is claimed on L1, and where; zero: it does not.
	Court    courtL1
	Contract common.Address
}

// Build makes a member that stands where its disk does, which is in the folder cfg.Data. It starts nothing, but its
// chain and its cluster are open: Close must be called in the end. Of cfg the rollup file and the URL of L1 are not
// looked at: the ports take their place.
func Build(cfg *SequencerConfig, to Ports, log *slog.Logger) (*Member, error) {
	b, err := openOn(&cfg.Config, to.Rollup, to.L1, chain.Config{}, log)
	if err != nil {
		return nil, err
	}
	m := &Member{cfg: cfg, base: b, divergences: &divergences{path: cfg.Data + "/divergence.json"}, log: log}
	if err := m.build(to); err != nil {
		return nil, errors.Join(err, m.Close())
	}
	return m, nil
}

// build makes the parts. Close closes those that were made, if one of them fails.
func (m *Member) build(to Ports) error {
	if err := m.order(to); err != nil {
		return err
	}
	m.observed, m.claims = m.watch(m.log), m.base.openClaims(to.Court, to.Contract, m.cfg.L1Poll, m.log)
	return m.serve(to.RPC)
}

// order makes what orders and executes.
func (m *Member) order(to Ports) (err error) {
	cfg, b, peers := m.cfg, m.base, new(memberPeers)
	l1, err := family.Of(b.rollup.L1Family)
	if err != nil {
		return err
	}
	var front sequencer.Chain = b.chain
	if to.Chain != nil {
		front = to.Chain(b.chain)
	}
	if m.Stage, err = sequencer.New(cfg.Sequencer, b.rollup, front, view{b.deriver}, peers, m.log); err != nil {
		return err
	}
	room := cfg.Pool
	room.MaxTxBytes = min(room.MaxTxBytes, sequencer.MaxTxBytes(b.rollup))
	room.Signer, room.Tariff = b.chain.Signer(), pool.NewTariff(cfg.Fee, b.rollup.ChainConfig())
	m.Pool = pool.New(room, b.rollup.ChainConfig(), poolState{m.Stage})
	if err := m.Pool.UseJournal(cfg.Data + "/kept.rlp"); err != nil {
		return err
	}
	m.Stage.UsePool(outcomes{m.Pool})
	m.prices = &pricing{chain: b.chain, market: to.Market, l1: b.deriver.Status, signer: room.Signer, tariff: room.Tariff, full: l1.FullBatch(b.rollup.MaxBatchData), log: m.log}
	set := cfg.Cluster
	if set.Charter, err = b.charter(); err != nil {
		return err
	}
	set.Fit = func() bool { return time.Since(b.deriver.Status().Seen) < cfg.Sequencer.L1Timeout }
	set.Answer, set.Serve, set.Fatal = m.Stage.Answer, m.Stage.Serve, m.sendAway(set.Fatal)
	if m.Cluster, err = cluster.Open(set, m.Stage); err != nil {
		return notOurs(err)
	}
	peers.Store(m.Cluster)
	return nil
}

// sendAway ends the connections of clients when the member must not go on, and calls then. Everything else may hang
// on a disk, and who waits for it keeps connections and is given new ones.
func (m *Member) sendAway(then func(error)) func(error) {
	return func(err error) {
		if server := m.server.Load(); server != nil {
			server.Abort()
		}
		if then != nil {
			then(err)
		}
	}
}

// serve makes the JSON-RPC server in front of the member.
func (m *Member) serve(network rpc.Network) error {
	cfg := m.cfg.RPC
	cfg.Members = otherURLs(m.cfg)
	server, err := rpc.New(cfg, rpc.Needs{
		Chain: m.base.chain, Members: set{m}, Open: openBlock{m.Stage}, Pool: m.Pool, Fees: m.Pool, Moves: m.Stage,
		Status: &status{m.base, m.observed.Watcher, m.cfg.URLs}, Ready: m.observed, Claims: ofClaims(m.claims),
		Records: records{m.base.chain, &m.base.sweeper}, Addresses: m.base.addresses, Network: network,
	}, m.log)
	if err != nil {
		return err
	}
	m.server.Store(server)
	return nil
}

// Chain is the L2 chain on this member's disk.
func (m *Member) Chain() *chain.Chain { return m.base.chain }

// Deriver is what follows L1 for this member.
func (m *Member) Deriver() *stateroot.Deriver { return m.base.deriver }

// Close closes what Build has opened, once Run has returned.
func (m *Member) Close() (err error) {
	if m.Cluster != nil {
		err = m.Cluster.Close()
	}
	return errors.Join(err, m.base.close())
}

// Run has the member do its work until ctx ends. An error means that the process must not go on as it is.
func (m *Member) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	m.runSet(ctx, g)
	b := m.base
	g.Go(func() error { return awaitL1(ctx, b.l1, b.rollup, m.log) })
	g.Go(func() error { return b.deriver.Run(ctx) })
	g.Go(func() error { return m.prices.run(ctx) })
	g.Go(func() error { return m.prices.runMarket(ctx) })
	g.Go(func() error { return b.sweeper.run(ctx, b.chain, m.log) })
	g.Go(func() error { return m.server.Load().Run(ctx, m.cfg.Listening) })
	g.Go(func() error { return m.observed.run(ctx) })
	b.followAddresses(ctx, g, m.log)
	if m.claims != nil {
		g.Go(func() error { return m.claims.run(ctx) })
	}
	return g.Wait()
}

// runSet has the member take part in the set. The stage outlives the cluster's last entries: it is stopped behind them.
func (m *Member) runSet(ctx context.Context, g *errgroup.Group) {
	stage, stopStage := context.WithCancel(context.WithoutCancel(ctx))
	terms := make(chan sequencer.Term)
	g.Go(func() error {
		err := m.Stage.Run(stage, terms)
		if errors.Is(err, sequencer.ErrDivergence) {
			m.divergences.note(err, m.base.sealed(), m.log)
		}
		return err
	})
	g.Go(func() error {
		defer stopStage()
		var relay sync.WaitGroup
		defer relay.Wait()
		relay.Go(func() { passTerms(stage, m.Cluster.Terms(), terms) })
		return m.Cluster.Run(ctx)
	})
}
