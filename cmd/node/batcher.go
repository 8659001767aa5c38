package node

import (
	"context"
	"crypto/ecdsa"
	"log/slog"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/stateroot/params"
)

// BatcherConfig is the operator's part of a batcher.
type BatcherConfig struct {
	Rollup     string            // rollup file
	L1         string            // JSON-RPC URL of the L1 node
	Key        *ecdsa.PrivateKey // of the L1 account, which should hold a seat
	Sequencers []string          // JSON-RPC URLs; the first that answers is asked
	Batcher    batcher.Config
}

// Batcher posts sealed blocks until ctx ends.
func Batcher(ctx context.Context, cfg BatcherConfig, log *slog.Logger) error {
	rollup, err := params.Load(cfg.Rollup)
	if err != nil {
		return err
	}
	source, err := batcher.NewRemote(cfg.Sequencers)
	if err != nil {
		return err
	}
	defer source.Close()
	l1 := etc.Config{URL: cfg.L1, ChainID: rollup.L1ChainID, Inbox: rollup.Inbox, Log: log}
	reader, err := etc.NewReader(l1)
	if err != nil {
		return err
	}
	defer reader.Close()
	sender, err := etc.NewSender(etc.SenderConfig{Config: l1, Key: cfg.Key})
	if err != nil {
		return err
	}
	b, err := batcher.New(cfg.Batcher, rollup, source, reader, sender, log)
	if err != nil {
		return err
	}
	return b.Run(ctx)
}
