// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/rpc/client"
	"github.com/layeredpow/adit/stateroot"
)

// VerifyConfig is what a single derivation is asked to do.
type VerifyConfig struct {
	Config
	Expect  common.Hash // of an L2 block that the derived chain must contain; zero: none
	Compare string      // JSON-RPC URL of a node that must have the derived head under the same number; empty: none
}

// Verified is where L1 leads.
type Verified struct {
	stateroot.Place
	Root  common.Hash       // state root of the head
	Voids uint64            // batches that are void from some point on
	First stateroot.Carrier // the first of them
}

// ErrContradicted says that L1 leads elsewhere than it should.
var ErrContradicted = errors.New("L1 leads elsewhere")

// Verify derives everything that L1 carries now and says where it leads. The result is valid as well when the error
// matches ErrContradicted. Settings that cannot be right are refused before anything is derived.
func Verify(ctx context.Context, cfg VerifyConfig, log *slog.Logger) (v Verified, err error) {
	b, err := open(&cfg.Config, true, log)
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, b.closeAll()) }()
	other, err := cfg.other(ctx, b.rollup.ChainID)
	if err != nil {
		return v, err
	}
	defer other.Close()
	if err := b.checkL1(ctx); err != nil {
		return v, err
	}
	if v.Place, err = b.catchUp(ctx, log); err != nil {
		return v, err
	}
	head, err := b.chain.HeadAt(v.Head)
	if err != nil {
		return v, err
	}
	v.Root = head.Header.Root
	if v.Voids, v.First, err = b.deriver.Voids(); err != nil {
		return v, err
	}
	return v, b.holdAgainst(ctx, &cfg, &v, other)
}

// holdAgainst compares where L1 leads with what is known from elsewhere. Where nothing is known, mostly void batches
// are a sign of parameters that are not this rollup's.
func (b *base) holdAgainst(ctx context.Context, cfg *VerifyConfig, v *Verified, other *client.Client) error {
	if cfg.Expect != (common.Hash{}) {
		if err := b.contains(cfg.Expect); err != nil {
			return err
		}
	}
	if cfg.Compare != "" {
		return cfg.agrees(ctx, other, v)
	}
	if cfg.Expect == (common.Hash{}) && 2*v.Voids > v.Batches {
		return fmt.Errorf("%w: %d of %d batches are void, the first one, batch %d, because of: %s", ErrContradicted, v.Voids, v.Batches, v.First.Batch, v.First.Breach)
	}
	return nil
}

// contains says whether the derived chain has the block.
func (b *base) contains(hash common.Hash) error {
	if at, err := b.chain.HeadAt(hash); err == nil {
		if on, err := b.chain.HeadByNumber(at.Number()); err == nil && on.Hash() == hash {
			return nil
		}
	}
	return fmt.Errorf("%w: block %s is not on the derived chain", ErrContradicted, hash)
}

// progressEvery is how often a command that derives says how far it is.
const progressEvery = 5 * time.Second

// catchUp derives all that L1 carries now, and says how far it is.
func (b *base) catchUp(ctx context.Context, log *slog.Logger) (stateroot.Place, error) {
	told := time.Now()
	return b.deriver.CatchUp(ctx, func(at, head l1anchor.Height) {
		if time.Since(told) >= progressEvery {
			told = time.Now()
			log.Info("deriving", "l1_block", at, "of", head, "l2_block", b.deriver.Status().Tip.Number)
		}
	})
}

// other is the node to compare with, which must be on the same chain; nil when there is none.
func (c *VerifyConfig) other(ctx context.Context, chainID uint64) (*client.Client, error) {
	if c.Compare == "" {
		return nil, nil
	}
	other, err := client.New([]string{c.Compare}, client.DefaultConfig())
	if err != nil {
		return nil, err
	}
	id, err := other.ChainID(ctx)
	if err == nil && id != chainID {
		err = wrongSettings(fmt.Errorf("%s is on chain %d, this rollup has chain id %d", c.Compare, id, chainID))
	}
	if err != nil {
		other.Close()
		return nil, err
	}
	return other, nil
}

// agrees says whether the other node has the same block under the number of the last one.
func (c *VerifyConfig) agrees(ctx context.Context, other *client.Client, v *Verified) error {
	sealed, ok, err := other.SealedHash(ctx, v.Number)
	switch {
	case err != nil:
		return err
	case !ok:
		return fmt.Errorf("%w: %s has no block %d", ErrContradicted, c.Compare, v.Number)
	case sealed != v.Head:
		return fmt.Errorf("%w: block %d is %s, and %s at %s", ErrContradicted, v.Number, v.Head, sealed, c.Compare)
	}
	return nil
}
