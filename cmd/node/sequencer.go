// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/fee"
	"github.com/layeredpow/adit/sequencer/pool"
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
	file, err := loadRollupFile(cfg.Rollup)
	if err != nil {
		return err
	}
	rollup := file.Params
	l1, err := openL1(cfg.L1, rollup, log)
	if err != nil {
		return err
	}
	defer l1.Close()
	market, err := openMarket(cfg.L1, rollup, log)
	if err != nil {
		return err
	}
	defer market.Close()
	court, err := openCourt(cfg.L1, rollup, log)
	if err != nil {
		return err
	}
	defer court.Close()
	cfg.Cluster.Dir, cfg.Cluster.Log, cfg.Cluster.Fatal = cfg.Data+"/raft", log, giveUp(log)
	m, err := Build(&cfg, Ports{Rollup: rollup, L1: l1, Market: market, Court: court, Contract: file.Rollup}, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	return cancelled(ctx, m.Run(ctx))
}

// sealed is the number of the newest block that the set has sealed, as far as this chain has come; 0 when it cannot
// be read.
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

// giveUp ends the process when the cluster must not go on, such as with a disk that hangs: everything else may hang
// on the same disk, so an orderly end is given a moment only.
func giveUp(log *slog.Logger) func(error) {
	return func(err error) {
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
