// SPDX-License-Identifier: Apache-2.0

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
	server, err := rpc.New(cfg.RPC, rpc.Needs{Chain: b.chain, Status: &status{b, "verifier", w.Watcher}, Ready: w, Records: records{b.chain, &b.sweeper}, Addresses: b.addresses}, log)
	if err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return w.run(ctx) })
	g.Go(func() error { return server.Run(ctx, cfg.Listening) })
	g.Go(func() error { return b.deriver.Run(ctx) })
	g.Go(func() error { return b.sweeper.run(ctx, b.chain, log) })
	b.followAddresses(ctx, g, log)
	if comparer != nil {
		g.Go(func() error { return comparer.Run(ctx, cfg.L1Poll) })
	}
	return cancelled(ctx, g.Wait())
}

// remoteChain asks a node for the hashes of its sealed blocks.
type remoteChain struct {
	url    string
	client *gethrpc.Client
}

// SealedHash implements stateroot.SealedChain.
func (r *remoteChain) SealedHash(ctx context.Context, number uint64) (hash common.Hash, ok bool, err error) {
	var block *struct {
		Hash *common.Hash `json:"hash"`
	}
	if err := r.call(ctx, &block, "eth_getBlockByNumber", fmt.Sprintf("%#x", number), false); err != nil {
		return hash, false, err
	}
	if block == nil {
		return hash, false, nil
	}
	if block.Hash == nil {
		return hash, false, fmt.Errorf("block %d of %s has no hash", number, r.url)
	}
	return *block.Hash, true, nil
}

// call asks the node, and connects to it before the first question.
func (r *remoteChain) call(ctx context.Context, result any, method string, args ...any) (err error) {
	if r.client == nil {
		if r.client, err = gethrpc.DialContext(ctx, r.url); err != nil {
			return fmt.Errorf("dial %s: %w", r.url, err)
		}
	}
	if err := r.client.CallContext(ctx, result, method, args...); err != nil {
		return fmt.Errorf("%s of %s: %w", method, r.url, err)
	}
	return nil
}

func (r *remoteChain) close() {
	if r.client != nil {
		r.client.Close()
	}
}
