// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"log/slog"

	"github.com/ethereum/go-ethereum/core/types"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/rpc/client"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params"
)

// BatcherConfig is the operator's part of a batcher.
type BatcherConfig struct {
	Rollup     string            // rollup file
	L1         string            // JSON-RPC URL of the L1 node
	Key        *ecdsa.PrivateKey // of the L1 account, which should hold a seat
	Sequencers []string          // JSON-RPC URLs, each another node; what most of them have sealed alike is posted
	Batcher    batcher.Config
	Ops        Ops
}

// Batcher posts sealed blocks until ctx ends.
func Batcher(ctx context.Context, cfg BatcherConfig, log *slog.Logger) error {
	rollup, err := LoadRollup(cfg.Rollup)
	if err != nil {
		return err
	}
	nodes, err := client.New(cfg.Sequencers, client.DefaultConfig())
	if err != nil {
		return err
	}
	defer nodes.Close()
	l1, err := openL1(cfg.L1, rollup, log)
	if err != nil {
		return err
	}
	defer l1.Close()
	payer, release, err := openAccount(cfg.L1, rollup, cfg.Key, log)
	if err != nil {
		return err
	}
	defer release()
	b, err := BuildBatcher(cfg.Batcher, BatcherPorts{Rollup: rollup, Sequencers: nodes, L1: l1, Sender: payer.User("batcher")}, log)
	if err != nil {
		return wrongSettings(err)
	}
	w := watchBatcher(&cfg, b, log)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return awaitL1(ctx, l1, rollup, log) })
	g.Go(func() error { return b.Run(ctx) })
	g.Go(func() error { return w.run(ctx) })
	return cancelled(ctx, g.Wait())
}

// BatcherPorts are what a batcher reaches the world by.
type BatcherPorts struct {
	Rollup     *params.Params
	Sequencers *client.Client
	L1         batcher.L1
	Sender     l1anchor.Sender // from the account that it posts by
}

// BuildBatcher makes a batcher. It makes no request yet.
func BuildBatcher(cfg batcher.Config, to BatcherPorts, log *slog.Logger) (*batcher.Batcher, error) {
	source := recovered{sequencers{to.Sequencers}, chain.NewSigner(to.Rollup.ChainID)}
	return batcher.New(cfg, to.Rollup, source, to.L1, to.Sender, log)
}

// recovered is a source whose transactions know their senders, each recovered once however often its block is asked
// for.
type recovered struct {
	batcher.Source
	signer types.Signer
}

// Blocks implements batcher.Source.
func (r recovered) Blocks(ctx context.Context, from uint64, count int) ([]batcher.SealedBlock, error) {
	blocks, err := r.Source.Blocks(ctx, from, count)
	for i := range blocks {
		for _, tx := range blocks[i].Block.Transactions() {
			if _, err := types.Sender(r.signer, tx); err != nil {
				return nil, fmt.Errorf("sender of transaction %s: %w", tx.Hash(), err)
			}
		}
	}
	return blocks, err
}
