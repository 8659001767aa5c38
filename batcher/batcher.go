// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
)

// Batcher posts sealed blocks. Every round begins anew: it asks what L1 holds and what is sealed, works out which calls
// should be mined next, and offers those. Nothing is remembered that matters, so a crash at any point, a reorg of L1
// and a rebase of L2 need no handling of their own.
//
// It signs only what derives, by the verifier's rules, to exactly the sealed blocks. An account belongs to one Batcher;
// several Batchers may run side by side, each with an account and a seat (the right to post batches) of its own.
type Batcher struct {
	cfg     Config
	params  *params.Params
	chainID *big.Int
	l1      L1
	sender  l1anchor.Sender
	log     *slog.Logger

	// owned by Round
	window   window
	prepared map[common.Hash]prepared        // by the block that the batch extends
	read     map[common.Hash]*l1anchor.Block // the newest L1 blocks
	quiet    quiet
	offered  offered
	logged   logged
	now      Status // published at the end of the round

	balanceAt l1anchor.Ref // L1 head at which the balance was read

	mu     sync.Mutex // guards status
	status Status
}

// offered is what was last offered, and at which L1 head: offering the same twice would be work for nothing.
type offered struct {
	head  common.Hash
	calls common.Hash
}

// logged is what was logged last, so that a round logs only what is new.
type logged struct {
	waited  bool            // in this round
	waiting string          // why the last round waited
	waits   int             // rounds that waited for that reason, in a row
	offered uint64          // batches below this index were logged as offered
	landed  uint64          // batches in the inbox at the last round
	since   l1anchor.Height // L1 head when that number was new
	unmined uint64          // L1 blocks since then, while batches are offered
	stuck   bool            // too many of them
}

// New makes a Batcher. It makes no request yet.
func New(cfg Config, p *params.Params, source Source, l1 L1, sender l1anchor.Sender, log *slog.Logger) (*Batcher, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if most := p.MaxBatchData; uint64(cfg.MaxBytes) > most {
		return nil, fmt.Errorf("batch bytes: %d, and the inbox takes %d at most", cfg.MaxBytes, most)
	}
	return &Batcher{
		cfg: cfg, params: p, chainID: new(big.Int).SetUint64(p.ChainID), l1: l1, sender: sender, log: log,
		window: window{source: source}, prepared: make(map[common.Hash]prepared), read: make(map[common.Hash]*l1anchor.Block),
	}, nil
}

// Run makes rounds until ctx ends. An error is logged, and the next round is the next attempt: all of them come from
// outside.
func (b *Batcher) Run(ctx context.Context) error {
	b.log.Info("batcher started", "account", b.sender.Address(), "chain", b.params.ChainID, "inbox", b.params.Inbox)
	tick := time.NewTicker(b.cfg.Poll)
	defer tick.Stop()
	failures := 0
	for {
		err := b.Round(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil:
			failures = 0
		default:
			if failures++; failures&(failures-1) == 0 { // the 1st, 2nd, 4th, 8th … in a row
				b.log.Warn("batcher round failed", "failures", failures, "err", err)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Round looks at both chains once and offers what L1 should carry next.
func (b *Batcher) Round(ctx context.Context) error {
	b.logged.waited = false
	err := errors.Join(b.round(ctx), b.readBalance(ctx))
	if !b.logged.waited {
		b.logged.waiting, b.logged.waits = "", 0
	}
	if ctx.Err() == nil {
		b.publish(err)
	}
	return err
}

func (b *Batcher) round(ctx context.Context) error {
	d, err := b.window.source.Derived(ctx)
	if err != nil {
		return fmt.Errorf("ask how far L1 is derived: %w", err)
	}
	head, caught, err := b.caughtUp(ctx, d.L1)
	if err != nil {
		return err
	}
	b.see(d, head)
	b.noteLanded(d, head.Height)
	if !caught {
		b.wait("the sequencer has not read the newest L1 blocks")
		return nil
	}
	if d.Sealed < d.Number {
		b.wait("L1 holds blocks that the sequencer has not got")
		return nil
	}
	overdue, err := b.l1.Overdue(ctx)
	if err != nil {
		return fmt.Errorf("ask for overdue messages: %w", err)
	}
	b.now.Overdue = overdue - min(d.Consumed, overdue)
	calls, err := b.batches(ctx, d, head, overdue)
	if errors.Is(err, errOtherChain) || errors.Is(err, errMoved) {
		b.wait("the sequencers are rebasing")
		return nil
	}
	if err != nil {
		return err
	}
	if call, due := b.quiet.checkpoint(b.params.Inbox, d.Messages, head.Height, b.cfg.Checkpoint); due {
		calls = append(calls, call)
	}
	// The calls were worked out at head. A sender that is past it would give them nonces too far behind.
	if now, err := b.l1.Head(ctx); err != nil || now != head.Ref {
		return err
	}
	return b.offer(ctx, head.Hash, calls)
}

// offer hands calls to the sender, once for each L1 head: a head is what may have lost them or made them wait too long.
func (b *Batcher) offer(ctx context.Context, head common.Hash, calls []l1anchor.Call) error {
	now := offered{head: head, calls: digest(calls)}
	if now == b.offered {
		return nil
	}
	b.offered = offered{}
	if err := b.sender.Offer(ctx, calls); err != nil {
		return fmt.Errorf("offer to L1: %w", err)
	}
	b.offered = now
	return nil
}

// digest tells lists of calls apart. The gas of a call follows from its data.
func digest(calls []l1anchor.Call) common.Hash {
	h := crypto.NewKeccakState()
	for _, c := range calls {
		h.Write(crypto.Keccak256(c.Data))
	}
	return common.BytesToHash(h.Sum(nil))
}

// maxBehind is how many L1 blocks a sequencer may be behind, as long as they hold nothing.
const maxBehind = 8

// caughtUp returns the L1 head and whether what was derived at the given L1 block still holds there: there are no
// batches or messages in between.
func (b *Batcher) caughtUp(ctx context.Context, at l1anchor.Ref) (*l1anchor.Block, bool, error) {
	ref, err := b.l1.Head(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("read the L1 head: %w", err)
	}
	head, err := b.l1Block(ctx, ref.Hash)
	if err != nil {
		return nil, false, err
	}
	block := head
	for range maxBehind {
		if block.Ref == at {
			return head, true, nil
		}
		if block.Height <= at.Height || len(block.Batches) > 0 || len(block.Messages) > 0 {
			return head, false, nil
		}
		if block, err = b.l1Block(ctx, block.Parent); err != nil {
			return nil, false, err
		}
	}
	return head, false, nil
}

// l1Block reads an L1 block, once as long as it is among the newest.
func (b *Batcher) l1Block(ctx context.Context, hash common.Hash) (*l1anchor.Block, error) {
	if block := b.read[hash]; block != nil {
		return block, nil
	}
	block, err := b.l1.BlockByHash(ctx, hash)
	if err != nil {
		return nil, fmt.Errorf("read L1 block %s: %w", hash, err)
	}
	maps.DeleteFunc(b.read, func(_ common.Hash, old *l1anchor.Block) bool { return old.Height+2*maxBehind < block.Height })
	b.read[hash] = block
	return block, nil
}

// patience is the number of rounds in a row for which a reason to wait is nothing special.
const patience = 20

// wait takes in why a round has nothing (more) to offer, and tells when that has been so for a while.
func (b *Batcher) wait(why string) {
	b.logged.waited = true
	if b.logged.waiting != why {
		b.logged.waiting, b.logged.waits = why, 0
	}
	if b.logged.waits++; b.logged.waits == patience {
		b.log.Warn("batcher waits", "why", why)
	}
}

// noteLanded tells how batches get on L1, and notices when they do not.
func (b *Batcher) noteLanded(d Derived, head l1anchor.Height) {
	if d.BatchCount != b.logged.landed || b.logged.offered <= d.BatchCount || head < b.logged.since {
		b.logged.since = head
	}
	b.logged.unmined = uint64(head - b.logged.since)
	b.logged.stuck = b.logged.unmined >= b.cfg.StuckAfter
	switch {
	case d.BatchCount > b.logged.landed:
		b.log.Info("batches on L1", "count", d.BatchCount, "l1", d.L1.Height, "l2", d.Number, "sealed", d.Sealed)
	case d.BatchCount < b.logged.landed:
		b.log.Warn("L1 has gone back", "count", d.BatchCount, "before", b.logged.landed, "l1", d.L1.Height, "l2", d.Number)
		b.logged.offered = d.BatchCount
	}
	b.logged.landed = d.BatchCount
}
