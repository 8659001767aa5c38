package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/ethereum/go-ethereum/common"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/sequencer/rpc"
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
	b, err := open(&cfg.Config, true, false, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	var comparer *stateroot.Comparer
	if cfg.Compare != "" {
		comparer = stateroot.NewComparer(b.deriver, &remoteChain{url: cfg.Compare})
	}
	w := watchVerifier(&cfg, b, comparer, log)
	server, err := rpc.New(cfg.RPC, rpc.Needs{Chain: b.chain, Status: &status{b, "verifier", w.Watcher}, Ready: w}, log)
	if err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return w.run(ctx) })
	g.Go(func() error { return server.Run(ctx, cfg.Listening) })
	g.Go(func() error { return b.deriver.Run(ctx) })
	g.Go(func() error { return b.sweeper.run(ctx, b.chain, log) })
	if comparer != nil {
		g.Go(func() error { return comparer.Run(ctx, cfg.L1Poll) })
	}
	return cancelled(ctx, g.Wait())
}

// Verify derives everything that L1 carries now and returns where it leads.
func Verify(ctx context.Context, cfg Config, log *slog.Logger) (at stateroot.Place, root common.Hash, err error) {
	b, err := open(&cfg, true, true, log)
	if err != nil {
		return at, root, err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	if at, err = b.deriver.CatchUp(ctx); err != nil {
		return at, root, err
	}
	head, err := b.chain.HeadAt(at.Head)
	if err != nil {
		return at, root, err
	}
	return at, head.Header.Root, nil
}

// remoteChain asks a node for the hashes of its sealed blocks.
type remoteChain struct {
	url    string
	client *gethrpc.Client
}

// SealedHash implements stateroot.SealedChain.
func (r *remoteChain) SealedHash(ctx context.Context, number uint64) (hash common.Hash, ok bool, err error) {
	if r.client == nil {
		if r.client, err = gethrpc.DialContext(ctx, r.url); err != nil {
			return hash, false, fmt.Errorf("dial %s: %w", r.url, err)
		}
	}
	var block *struct {
		Hash common.Hash `json:"hash"`
	}
	if err := r.client.CallContext(ctx, &block, "eth_getBlockByNumber", fmt.Sprintf("%#x", number), false); err != nil {
		return hash, false, fmt.Errorf("block %d of %s: %w", number, r.url, err)
	}
	if block == nil {
		return hash, false, nil
	}
	return block.Hash, true, nil
}
