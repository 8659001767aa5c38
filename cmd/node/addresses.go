// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"log/slog"

	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/sequencer/rpc/ots"
)

// openAddresses opens the index of transactions by address, if the operator wants one.
func (b *base) openAddresses(wanted bool) (err error) {
	if !wanted {
		return nil
	}
	genesis, err := b.chain.HeadByNumber(0)
	if err != nil {
		return err
	}
	b.addresses, err = ots.OpenIndex(b.data+"/addresses", genesis.Hash())
	return err
}

// followAddresses keeps the index where the chain is.
func (b *base) followAddresses(ctx context.Context, g *errgroup.Group, log *slog.Logger) {
	if b.addresses != nil {
		g.Go(func() error { return b.addresses.Follow(ctx, b.chain.Ethereum().BlockChain(), b.chain.Signer(), log) })
	}
}

func (b *base) closeAddresses() error {
	if b.addresses == nil {
		return nil
	}
	return b.addresses.Close()
}
