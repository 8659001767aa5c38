// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/fee"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/sequencer/rpc"
)

// SequencerConfig is the operator's part of a sequencer.
type SequencerConfig struct {
	Config
	Cluster   cluster.Config
	Sequencer sequencer.Config
	Pool      pool.Config
	Fee       fee.Policy
	// URLs are the JSON-RPC endpoints of the members by id, this one's included: sends go to the one that leads.
	URLs map[string]string
}

// Validate gives all complaints at once.
func (c *SequencerConfig) Validate() error {
	return errors.Join(c.Config.Validate(), c.Cluster.Validate(), c.Sequencer.Validate(), c.Pool.Validate(), c.Fee.Validate())
}

// Sequencer is one member of the set, until ctx ends. An error means that the process must not go on as it is.
func Sequencer(ctx context.Context, cfg SequencerConfig, log *slog.Logger) (err error) {
	b, err := open(&cfg.Config, false, false, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	market, err := openMarket(cfg.L1, b.rollup, log)
	if err != nil {
		return err
	}
	defer market.Close()
	var server *rpc.Server
	cfg.Cluster.Dir, cfg.Cluster.Log, cfg.Cluster.Fatal = cfg.Data+"/raft", log, giveUp(func() { server.Abort() }, log)
	m, err := build(&cfg, b, ports{chain: b.chain, market: market}, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.cluster.Close()) }()
	w := m.watch(log)
	if server, err = m.serve(w, log); err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return awaitL1(ctx, b.l1, b.rollup, log) })
	m.run(ctx, g)
	g.Go(func() error { return b.sweeper.run(ctx, b.chain, log) })
	g.Go(func() error { return server.Run(ctx, cfg.Listening) })
	g.Go(func() error { return w.run(ctx) })
	b.followAddresses(ctx, g, log)
	return cancelled(ctx, g.Wait())
}

// sealed is the number of the newest block that the set has sealed, as far as this chain has come; 0 when it cannot be read.
func (b *base) sealed() uint64 {
	head, err := b.chain.Head()
	if err != nil {
		return 0
	}
	return head.Number()
}

// charter is what the other members must have in common with this one.
func (b *base) charter() (cluster.Charter, error) {
	genesis, err := b.chain.HeadByNumber(0)
	if err != nil {
		return cluster.Charter{}, err
	}
	return cluster.Charter{Protocol: cluster.Protocol, Rollup: b.rollup.Hash(), Genesis: genesis.Hash(), Program: cmd.Program()}, nil
}

// Exit codes of processes that end by themselves.
const (
	ExitUsage = 2 // wrong settings
	ExitFatal = 3 // must not go on as it is
)

// exitCode is that of a member whose cluster must not go on.
func exitCode(err error) int {
	if errors.Is(err, cluster.ErrDiffers) {
		return ExitUsage // the rollup file or the build is not the others'
	}
	return ExitFatal
}

// giveUp ends the process when the cluster must not go on, such as with a disk that hangs: everything else may hang on the
// same disk, so an orderly end is given a moment only. The clients are sent away before, since a process that waits for a disk
// keeps its connections, and the kernel takes new ones for it, even after it was killed.
func giveUp(sendAway func(), log *slog.Logger) func(error) {
	return func(err error) {
		sendAway()
		log.Error("ALARM: this member cannot go on", "err", err)
		time.AfterFunc(2*time.Second, func() { os.Exit(exitCode(err)) })
	}
}

// otherURLs are the JSON-RPC endpoints of the other members.
func otherURLs(cfg *SequencerConfig) (urls []string) {
	for id, url := range cfg.URLs {
		if id != cfg.Cluster.ID {
			urls = append(urls, url)
		}
	}
	return urls
}
