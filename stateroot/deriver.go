// SPDX-License-Identifier: Apache-2.0

// Package stateroot follows L1 and derives L2 from it: the one stage that a verifier runs, and that tells sequencers
// what L1 makes of their blocks. It trusts no sequencer and asks none; what it knows came off L1.
package stateroot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
)

// Chain executes and stores derived blocks, and keeps the deriver's notes beside them.
type Chain interface {
	derive.Engine
	HeadAt(hash common.Hash) (transition.Head, error)
	HeadByNumber(number uint64) (transition.Head, error)
	SetHead(hash common.Hash) error
	SetSafe(hash common.Hash) error
	SetFinalized(hash common.Hash) error
	Signer() types.Signer
	Note(name string) ([]byte, error)
	SetNote(name string, value []byte) error
	Preimage(hash common.Hash) ([]byte, error)
	Charge(hash common.Hash) (steps uint64, known bool, err error)
}

// Deriver follows one L1 chain through its reorgs and derives L2.
type Deriver struct {
	cfg    Config
	rollup *params.Params
	chain  Chain
	reader l1anchor.Reader
	log    *slog.Logger
	final  uint64 // confirmations from which L1 counts as final

	// owned by the goroutine in Run or CatchUp
	follower *l1anchor.Follower
	place    Place
	before   l1anchor.Ref // where an earlier process stood, until the first move

	mu     sync.RWMutex // guards what Status reads
	status Status
	trail  trail
}

// New returns a deriver that continues where the chain's notes say. It takes a valid Config.
func New(cfg Config, rollup *params.Params, chain Chain, reader l1anchor.Reader, log *slog.Logger) *Deriver {
	return &Deriver{cfg: cfg, rollup: rollup, chain: chain, reader: reader, log: log, final: cfg.Policy.Final()}
}

// Run follows L1 until ctx ends. It returns an error only when our own state is unknown.
func (d *Deriver) Run(ctx context.Context) error {
	if err := d.begin(ctx, d.waitFor); err != nil {
		return ignoreEnd(ctx, err)
	}
	tick := time.NewTicker(d.cfg.Poll)
	defer tick.Stop()
	for {
		if err := d.follow(ctx); err != nil {
			return ignoreEnd(ctx, err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// CatchUp derives up to the L1 head as it is now and returns where that leads. It does not wait for an L1 node that
// fails. progress, if not nil, is told after each move which L1 block was taken, and which one is the newest.
func (d *Deriver) CatchUp(ctx context.Context, progress func(at, head l1anchor.Height)) (Place, error) {
	if err := d.begin(ctx, d.reader.BlockByHeight); err != nil {
		return Place{}, err
	}
	for {
		moved, err := d.move(ctx)
		if err != nil {
			return Place{}, err
		}
		if !moved {
			return d.place, d.settle()
		}
		if progress != nil {
			progress(d.place.At.Height, d.follower.Head().Height)
		}
	}
}

func ignoreEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// follow moves along L1 until there is nothing new. What the L1 node gets wrong is reported and asked again at the next
// tick.
func (d *Deriver) follow(ctx context.Context) error {
	for {
		moved, err := d.move(ctx)
		var bad *l1Error
		switch {
		case errors.As(err, &bad):
			if ctx.Err() == nil {
				d.log.Warn("L1 cannot be followed", "at", d.place.At.Height, "err", bad.err)
			}
			return nil
		case err != nil:
			return err
		case !moved:
			return d.settle()
		}
	}
}

// l1Error is a failure that lies with the L1 node, not with us.
type l1Error struct{ err error }

func (e *l1Error) Error() string { return "L1: " + e.err.Error() }
func (e *l1Error) Unwrap() error { return e.err }

// begin finds the place to continue from: one that is at least the acting depth below the newest, so that the blocks
// above it, whose times and work Status needs, are read again. read is how to get a block of L1.
func (d *Deriver) begin(ctx context.Context, read readBlock) error {
	var newest Place
	known, err := d.load(newestName, &newest)
	if err != nil {
		return err
	}
	if !known {
		return d.beginAtInbox(ctx, read)
	}
	back, err := d.placeAt(newest, newest.At.Height-min(newest.At.Height, l1anchor.Height(d.final)))
	if err != nil {
		return err
	}
	d.missedReorg(ctx, newest.At, back.At)
	d.start(back)
	d.before = newest.At
	return nil
}

// missedReorg notes that L1 went back while nobody looked, unless it went so far back that following it from back on
// will show. A node that cannot say so now, or is behind, is no proof of it.
func (d *Deriver) missedReorg(ctx context.Context, at, back l1anchor.Ref) {
	head, err := d.reader.Head(ctx)
	if err != nil || head.Height < at.Height {
		return
	}
	if best, err := l1anchor.OnBest(ctx, d.reader, back); !best || err != nil {
		return
	}
	if fork, err := l1anchor.Ancestor(ctx, d.reader, at); err == nil && fork != at {
		d.noteReorg(at, fork)
	}
}

// kept is a place that is on disk under its own height, as the one to continue from.
func (p Place) kept() Place {
	p.Back = uint64(p.At.Height) + 1
	return p
}

// readBlock reads the block at a height of the L1 node's best chain.
type readBlock func(context.Context, l1anchor.Height) (*l1anchor.Block, error)

// beginAtInbox starts below the block that created the inbox, at L2's genesis.
func (d *Deriver) beginAtInbox(ctx context.Context, read readBlock) error {
	height := l1anchor.Height(d.rollup.InboxHeight)
	if height > 0 {
		height--
	}
	below, err := read(ctx, height)
	if err != nil {
		return err
	}
	genesis, err := d.chain.HeadByNumber(0)
	if err != nil {
		return err
	}
	first := Place{At: below.Ref, Time: below.Time, Head: genesis.Hash()}
	if err := d.save(placeName(below.Height), &first); err != nil {
		return err
	}
	if err := d.save(newestName, &first); err != nil {
		return err
	}
	d.start(first)
	return nil
}

// waitFor reads an L1 block, for as long as it takes to get it.
func (d *Deriver) waitFor(ctx context.Context, h l1anchor.Height) (*l1anchor.Block, error) {
	for {
		b, err := d.reader.BlockByHeight(ctx, h)
		if err == nil {
			return b, nil
		}
		d.log.Warn("L1 block below the inbox cannot be read", "height", h, "err", err)
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(d.cfg.Poll):
		}
	}
}

func (d *Deriver) start(at Place) {
	d.place = at.kept()
	d.follower = l1anchor.NewFollower(d.reader, at.At, d.older)
	d.mu.Lock()
	d.trail.reset(at)
	d.mu.Unlock()
	d.publish()
}

// older names the newest kept place below a height, for the follower to go back to.
func (d *Deriver) older(below l1anchor.Height) (l1anchor.Ref, bool) {
	if below == 0 {
		return l1anchor.Ref{}, false
	}
	p, err := d.placeAt(d.place, below-1)
	if err != nil || p.At.Height >= below {
		return l1anchor.Ref{}, false
	}
	return p.At, true
}

// placeAt walks back from a place to the newest kept one whose L1 block is not above h. Before the first it stops.
func (d *Deriver) placeAt(p Place, h l1anchor.Height) (Place, error) {
	for p.At.Height > h && p.Back != 0 {
		height := p.Back - 1
		p = Place{}
		if ok, err := d.load(placeName(l1anchor.Height(height)), &p); err != nil {
			return p, err
		} else if !ok {
			return p, fmt.Errorf("the place at L1 block %d is not on disk; derive again into an empty folder", height)
		}
	}
	return p, nil
}
