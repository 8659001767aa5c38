// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"runtime/debug"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/ledger"
	"github.com/layeredpow/adit/challenger/rollup"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/cmd/node/watch"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
)

// ChallengerConfig is the operator's part of a challenger.
type ChallengerConfig struct {
	Config
	Guest      []byte            // the proven program, an ELF file
	Key        *ecdsa.PrivateKey // of the L1 account that plays; nil: it only watches
	SecondL1   string            // JSON-RPC URL of another L1 node, asked before a move; empty: none
	MostPrice  uint64            // gwei that are bid for a unit of L1 gas at most; 0: what is usual
	Challenger challenger.Config
	Trace      trace.Config // its folder is one in Config.Data if it has none
	// Patrol is how often the newest transition is run in the machine though nobody disputes it; 0: never.
	Patrol time.Duration
	// Ports changes what the challenger reaches the world by, in a game with that config about the states of a node;
	// nil changes nothing. It is there for those who test what a liar comes to.
	Ports func(p challenger.Ports, states trace.Node, config game.Config) challenger.Ports
}

// memoryLimit is what Go collects garbage for: a transition that writes all of its 4 GiB would take twice as much
// otherwise.
const memoryLimit = 6 << 30

// Challenger derives L2 from L1 and plays the dispute game, until ctx ends.
func Challenger(ctx context.Context, cfg ChallengerConfig, log *slog.Logger) (err error) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	b, err := open(&cfg.Config, true, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.closeAll()) }()
	if b.contract == (common.Address{}) {
		return wrongSettings(fmt.Errorf("rollup file %s does not name the rollup's contract: `rollup = \"0x…\"` is missing", cfg.Rollup))
	}
	proven, err := trace.LoadProgram(cfg.Guest, cmd.Program())
	if err != nil {
		return wrongSettings(err)
	}
	if err := b.checkL1(ctx); err != nil {
		return err
	}
	c, patrol, closing, err := b.openChallenger(ctx, &cfg, proven, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closing()) }()
	w := watchChallenger(&cfg, b, c, patrol, log)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return b.deriver.Run(ctx) })
	g.Go(func() error { return w.run(ctx) })
	g.Go(func() error { return b.sweeper.run(ctx, b.chain, log) })
	g.Go(func() error { return c.Run(ctx) })
	g.Go(func() error { return patrol.run(ctx) })
	return cancelled(ctx, g.Wait())
}

// openChallenger makes a challenger on a node that derives. closing closes what was opened for it.
func (b *base) openChallenger(ctx context.Context, cfg *ChallengerConfig, proven *trace.Program, log *slog.Logger) (c *challenger.Challenger, p *patrol, closing func() error, err error) {
	var opened closers
	defer func() {
		if err != nil {
			err = errors.Join(err, opened.close())
		}
	}()
	court, err := openCourt(cfg.L1, b.rollup, log)
	if err != nil {
		return nil, nil, nil, err
	}
	opened.add(func() error { court.Close(); return nil })
	contract, deployed, err := findRollup(ctx, court, b.rollup, b.contract)
	if err != nil {
		return nil, nil, nil, err
	}
	if cfg.Trace.Dir == "" {
		cfg.Trace.Dir = cfg.Data + "/trace"
	}
	cfg.Trace.Doubt = b.rollup.ProofLimit / 2
	computer, err := trace.New(cfg.Trace, Derivation{b.deriver}, proven, b.rollup.Hash(), log)
	if err != nil {
		return nil, nil, nil, err
	}
	kept, err := ledger.Open(cfg.Data+"/ledger", b.contract[:])
	if err != nil {
		return nil, nil, nil, notOurs(err)
	}
	opened.add(kept.Close)
	ports := challenger.Ports{L1: court, Contract: contract, Computer: computing{computer, b.deriver}, Ledger: kept}
	if cfg.SecondL1 != "" {
		second, err := openCourt(cfg.SecondL1, b.rollup, log)
		if err != nil {
			return nil, nil, nil, err
		}
		opened.add(func() error { second.Close(); return nil })
		ports.Second = second
	}
	if cfg.Key != nil {
		bid := prices{refund: new(big.Int).SetUint64(deployed.Config.Price), move: uint64(deployed.Config.PerMove)}
		if cfg.MostPrice > 0 {
			bid.most = new(big.Int).Mul(new(big.Int).SetUint64(cfg.MostPrice), big.NewInt(1e9))
		}
		payer, release, err := openBidder(cfg.L1, b.rollup, cfg.Key, bid, log)
		if err != nil {
			return nil, nil, nil, err
		}
		opened.add(func() error { release(); return nil })
		ports.Sender = payer.User("challenger")
	}
	if cfg.Ports != nil {
		ports = cfg.Ports(ports, Derivation{b.deriver}, deployed.Config)
	}
	c, err = challenger.New(cfg.Challenger, deployed, ports, log)
	return c, &patrol{trace: computer, deriver: b.deriver, every: cfg.Patrol, log: log}, opened.close, err
}

// closers close in the order opposite to that in which they were opened.
type closers []func() error

func (c *closers) add(one func() error) { *c = append(*c, one) }

func (c *closers) close() error {
	var errs []error
	for i := len(*c) - 1; i >= 0; i-- {
		errs = append(errs, (*c)[i]())
	}
	return errors.Join(errs...)
}

// findRollup is the rollup's contract, which must be what this release would have created for it.
func findRollup(ctx context.Context, l1 courtL1, p *params.Params, at common.Address) (*rollup.Contract, challenger.Deployment, error) {
	var d challenger.Deployment
	before, err := l1.BlockByHeight(ctx, l1anchor.Height(p.InboxHeight-1))
	if err != nil {
		return nil, d, fmt.Errorf("read the L1 block before the inbox: %w", err)
	}
	head, err := l1.Head(ctx)
	if err != nil {
		return nil, d, err
	}
	found, err := deploy.Recognize(ctx, at, func(ctx context.Context, at common.Address) ([]byte, error) { return l1.CodeAt(ctx, head.Hash, at) })
	if errors.Is(err, deploy.ErrForeign) {
		err = wrongSettings(err)
	}
	if err != nil {
		return nil, d, err
	}
	if err := found.Check(p, cmd.Program()); err != nil {
		return nil, d, wrongSettings(fmt.Errorf("the rollup at %s: %w", at, err))
	}
	d.Before, d.Config = before.Ref, found.Config
	return rollup.New(at, found.Preimages, l1), d, nil
}

// watchChallenger watches a challenger.
func watchChallenger(cfg *ChallengerConfig, b *base, c *challenger.Challenger, p *patrol, log *slog.Logger) *observed {
	gather := func() *watch.Facts {
		f := b.facts()
		if f.Chain != nil {
			f.Chain.Unposted = f.Chain.Time
		}
		s := c.Status()
		f.Game, f.Patrol = &s, p.status()
		return f
	}
	return &observed{watch.New(watch.Challenger, cfg.Ops.Limits, gather, log), cfg.Ops, nil, log}
}
