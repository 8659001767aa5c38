// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"log/slog"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/batcher"
	l1account "github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/sequencer/rpc/client"
	"github.com/layeredpow/adit/stateroot/chain"
)

// BatcherConfig is the operator's part of a batcher.
type BatcherConfig struct {
	Rollup     string            // rollup file
	L1         string            // JSON-RPC URL of the L1 node
	Key        *ecdsa.PrivateKey // of the L1 account, which should hold a seat
	Sequencers []string          // JSON-RPC URLs; the first that answers is asked
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
	source := recovered{sequencers{nodes}, chain.NewSigner(rollup.ChainID)}
	l1 := etc.Config{URL: cfg.L1, ChainID: rollup.L1ChainID, Inbox: rollup.Inbox, Log: log}
	reader, err := etc.NewReader(l1)
	if err != nil {
		return err
	}
	defer reader.Close()
	sending, err := etc.NewSending(l1, crypto.PubkeyToAddress(cfg.Key.PublicKey))
	if err != nil {
		return err
	}
	defer sending.Close()
	payer, err := l1account.New(sending, l1account.Config{ChainID: rollup.L1ChainID, Key: cfg.Key, Log: log})
	if err != nil {
		return err
	}
	b, err := batcher.New(cfg.Batcher, rollup, source, reader, payer.User("batcher"), log)
	if err != nil {
		return err
	}
	w := watchBatcher(&cfg, b, log)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return b.Run(ctx) })
	g.Go(func() error { return w.run(ctx) })
	return cancelled(ctx, g.Wait())
}

// recovered is a source whose transactions know their senders, each recovered once however often its block is asked for.
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
