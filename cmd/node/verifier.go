// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"log/slog"

	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/sequencer/rpc/client"
	"github.com/layeredpow/adit/stateroot"
)

// VerifierConfig is the operator's part of a verifier.
type VerifierConfig struct {
	Config
	// Compare is the JSON-RPC URL of a sequencer whose sealed blocks are held against the derived ones; empty: none.
	Compare string
}

// Verifier follows L1, derives L2 and serves it, until ctx ends.
func Verifier(ctx context.Context, cfg VerifierConfig, log *slog.Logger) (err error) {
	b, err := open(&cfg.Config, false, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.closeAll()) }()
	var comparer *stateroot.Comparer
	if cfg.Compare != "" {
		other, err := client.New([]string{cfg.Compare}, client.DefaultConfig())
		if err != nil {
			return err
		}
		defer other.Close()
		comparer = stateroot.NewComparer(b.deriver, other)
	}
	court, err := openCourt(cfg.L1, b.rollup, log)
	if err != nil {
		return err
	}
	defer court.Close()
	claims := b.openClaims(court, b.contract, cfg.L1Poll, log)
	w := watchVerifier(&cfg, b, comparer, log)
	server, err := rpc.New(cfg.RPC, rpc.Needs{
		Chain: b.chain, Status: &status{b, w.Watcher, nil}, Ready: w, Claims: ofClaims(claims), Records: records{b.chain, &b.sweeper}, Addresses: b.addresses,
	}, log)
	if err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return awaitL1(ctx, b.l1, b.rollup, log) })
	g.Go(func() error { return w.run(ctx) })
	g.Go(func() error { return server.Run(ctx, cfg.Listening) })
	g.Go(func() error { return b.deriver.Run(ctx) })
	g.Go(func() error { return b.sweeper.run(ctx, b.chain, log) })
	b.followAddresses(ctx, g, log)
	if claims != nil {
		g.Go(func() error { return claims.run(ctx) })
	}
	if comparer != nil {
		g.Go(func() error { return comparer.Run(ctx, cfg.L1Poll) })
	}
	return cancelled(ctx, g.Wait())
}
