// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/sequencer/rpc"
)

// member is one sequencer of the set: what orders, executes and seals, wired. A process serves JSON-RPC in front of it and watches
// it; a simulation has many in virtual time.
type member struct {
	cfg         *SequencerConfig
	base        *base
	stage       *sequencer.Sequencer
	pool        *pool.Pool
	prices      *pricing
	cluster     *cluster.Cluster
	divergences *divergences
	log         *slog.Logger
}

// ports are what a member reaches the world by, beside the L1 reader of its base and the network and disk of its cluster: those that a
// simulation has others for.
type ports struct {
	chain  sequencer.Chain // the one of its base, or what stands in front of that
	market market
}

// build makes a member that stands where its disk does. Its cluster is open, and must be closed in the end.
func build(cfg *SequencerConfig, b *base, to ports, log *slog.Logger) (m *member, err error) {
	m = &member{cfg: cfg, base: b, divergences: &divergences{path: cfg.Data + "/divergence.json"}, log: log}
	peers := new(memberPeers)
	if m.stage, err = sequencer.New(cfg.Sequencer, b.rollup, to.chain, view{b.deriver}, peers, log); err != nil {
		return nil, err
	}
	l1, err := family.Of(b.rollup.L1Family)
	if err != nil {
		return nil, err
	}
	room := cfg.Pool
	room.MaxTxBytes = min(room.MaxTxBytes, sequencer.MaxTxBytes(b.rollup))
	room.Signer, room.Tariff = b.chain.Signer(), pool.NewTariff(cfg.Fee, b.rollup.ChainConfig())
	m.pool = pool.New(room, b.rollup.ChainConfig(), poolState{m.stage})
	if err := m.pool.UseJournal(cfg.Data + "/kept.rlp"); err != nil {
		return nil, err
	}
	m.stage.UsePool(outcomes{m.pool})
	m.prices = &pricing{chain: b.chain, market: to.market, l1: b.deriver.Status, signer: room.Signer, tariff: room.Tariff, full: l1.FullBatch(b.rollup.MaxBatchData), log: log}
	set := cfg.Cluster
	if set.Charter, err = b.charter(); err != nil {
		return nil, err
	}
	set.Fit = func() bool { return time.Since(b.deriver.Status().Seen) < cfg.Sequencer.L1Timeout }
	set.Answer, set.Serve = m.stage.Answer, m.stage.Serve
	if m.cluster, err = cluster.Open(set, m.stage); err != nil {
		return nil, err
	}
	peers.Store(m.cluster)
	return m, nil
}

// serve makes the JSON-RPC server in front of the member.
func (m *member) serve(w *observed, log *slog.Logger) (*rpc.Server, error) {
	cfg := m.cfg.RPC
	cfg.Members = otherURLs(m.cfg)
	return rpc.New(cfg, rpc.Needs{
		Chain: m.base.chain, Members: m, Open: openBlock{m.stage}, Pool: m.pool, Fees: m.pool, Moves: m.stage,
		Status: &status{m.base, w.Watcher, m.cfg.URLs}, Ready: w,
		Records: records{m.base.chain, &m.base.sweeper}, Addresses: m.base.addresses,
	}, log)
}

// run has the member do its work in g until ctx ends. The stage outlives the cluster's last entries: it is stopped behind them.
func (m *member) run(ctx context.Context, g *errgroup.Group) {
	stage, stopStage := context.WithCancel(context.WithoutCancel(ctx))
	terms := make(chan sequencer.Term)
	g.Go(func() error {
		err := m.stage.Run(stage, terms)
		if errors.Is(err, sequencer.ErrDivergence) {
			m.divergences.note(err, m.base.sealed(), m.log)
		}
		return err
	})
	g.Go(func() error { return m.base.deriver.Run(ctx) })
	g.Go(func() error { return m.prices.run(ctx) })
	g.Go(func() error { return m.prices.runMarket(ctx) })
	g.Go(func() error {
		defer stopStage()
		var relay sync.WaitGroup
		defer relay.Wait()
		relay.Go(func() { passTerms(stage, m.cluster.Terms(), terms) })
		return m.cluster.Run(ctx)
	})
}
