// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"time"

	metrics "github.com/hashicorp/go-metrics"
	bridge "github.com/hashicorp/go-metrics/prometheus"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/cmd/node/watch"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/stateroot"
)

// Ops is what the operator of any role chooses about being told how it does.
type Ops struct {
	// Listen is the host:port that serves /metrics, /state, /healthz and /readyz to operators; empty: nothing does.
	// It asks for no password, so it should be on the loopback interface or a network of the operator's.
	Listen string
	// Hosts are the names, beside localhost, by which operators call that port.
	Hosts  []string
	Limits watch.Limits
}

// Validate gives all complaints at once.
func (o *Ops) Validate() error {
	errs := []error{o.Limits.Validate()}
	if o.Listen != "" {
		if _, _, err := net.SplitHostPort(o.Listen); err != nil {
			errs = append(errs, fmt.Errorf("ops address %q must be host:port", o.Listen))
		}
	}
	return errors.Join(errs...)
}

// observed is a process with somebody who watches it.
type observed struct {
	*watch.Watcher
	ops     Ops
	inquiry *inquiry
	log     *slog.Logger
}

// run watches, and serves what is seen, until ctx ends.
func (o *observed) run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return o.Run(ctx) })
	if o.inquiry != nil {
		g.Go(func() error { return o.inquiry.run(ctx) })
	}
	if o.ops.Listen != "" {
		g.Go(func() error { return o.Serve(ctx, o.ops.Listen, o.ops.Hosts, o.log) })
	}
	return g.Wait()
}

// inquiry asks the other members, over the network and in its own time, for what they see.
type inquiry struct {
	others func(ctx context.Context) []cluster.Other

	mu    sync.Mutex // guards views
	views []cluster.Other
}

const (
	inquireEvery    = 5 * time.Second
	inquirePatience = 4 * time.Second
)

func (q *inquiry) run(ctx context.Context) error {
	tick := time.NewTicker(inquireEvery)
	defer tick.Stop()
	for {
		q.ask(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func (q *inquiry) ask(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, inquirePatience)
	defer cancel()
	views := q.others(ctx)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.views = views
}

func (q *inquiry) answers() []cluster.Other {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.views
}

// watchVerifier watches a verifier. Comparer is nil when it compares with nobody.
func watchVerifier(cfg *VerifierConfig, b *base, comparer *stateroot.Comparer, log *slog.Logger) *observed {
	gather := func() *watch.Facts {
		f := b.facts()
		if f.Chain != nil {
			f.Chain.Unposted = f.Chain.Time
		}
		if comparer != nil {
			c := comparer.Status()
			f.Compared = &c
		}
		return f
	}
	return &observed{watch.New(watch.Verifier, cfg.Ops.Limits, gather, log), cfg.Ops, nil, log}
}

// watch watches a member of the sequencer set.
func (m *Member) watch(log *slog.Logger) *observed {
	q := &inquiry{others: m.Cluster.Others}
	gather := func() *watch.Facts {
		f := m.base.facts()
		m.base.standing(f)
		f.Set = m.facts(q)
		f.Doors = m.Cluster.Doors()
		if f.Chain != nil {
			f.Set.Divergence = m.divergences.standing(f.Chain.Number)
		}
		return f
	}
	w := watch.New(watch.Sequencer, m.cfg.Ops.Limits, gather, log)
	if m.cfg.Ops.Listen != "" {
		if err := measureRaft(w); err != nil {
			log.Warn("figures of raft are not available", "err", err)
		}
	}
	return &observed{w, m.cfg.Ops, q, log}
}

// measureRaft brings what hashicorp/raft measures by itself, as raft_*. Its library keeps one sink for the process.
func measureRaft(w *watch.Watcher) error {
	sink, err := bridge.NewPrometheusSinkFrom(bridge.PrometheusOpts{Registerer: w.Registry(), Expiration: time.Hour})
	if err != nil {
		return fmt.Errorf("raft's metrics: %w", err)
	}
	cfg := metrics.DefaultConfig("")
	cfg.EnableHostname, cfg.EnableRuntimeMetrics = false, false
	if _, err := metrics.NewGlobal(cfg, sink); err != nil {
		return fmt.Errorf("raft's metrics: %w", err)
	}
	return nil
}
