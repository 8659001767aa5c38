// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/log"
)

// maxAhead is how far a block's timestamp may be ahead of the clock, in seconds, for other nodes to take it. A chain
// paced faster than one block a second runs into it and is held back.
const maxAhead = 14

// miner makes blocks on one thread, at a pace or when asked, and never hashes in between.
type miner struct {
	eth  *eth.Ethereum
	cfg  *config
	pace chan time.Duration // between two blocks from now on; run takes it when it makes no block

	mu sync.Mutex // held while a block is made
}

func newMiner(back *eth.Ethereum, cfg *config) *miner {
	return &miner{eth: back, cfg: cfg, pace: make(chan time.Duration)}
}

// run mines until ctx ends, at first at the pace of the configuration.
func (m *miner) run(ctx context.Context) {
	for pace := m.cfg.BlockTime; ctx.Err() == nil; {
		pace = m.runAt(ctx, pace)
	}
}

// runAt mines a block each time that pace has passed, none if it is 0, until ctx ends or another pace is asked for.
func (m *miner) runAt(ctx context.Context, pace time.Duration) (next time.Duration) {
	var due <-chan time.Time
	if pace > 0 {
		tick := time.NewTicker(pace)
		defer tick.Stop()
		due = tick.C
	}
	for {
		select {
		case <-ctx.Done():
			return 0
		case next = <-m.pace:
			return next
		case now := <-due:
			err := m.mine(ctx, uint64(now.Unix()))
			if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, errAhead) {
				log.Warn("Block not mined", "err", err)
			}
		}
	}
}

var errAhead = errors.New("the chain's timestamps are too far ahead of the clock")

// mine makes one block on the head, stamped at or after time, and hands it to chain and peers.
func (m *miner) mine(ctx context.Context, at uint64) error {
	m.mu.Lock()
	defer m.mu.Unlock()

	chain := m.eth.BlockChain()
	parent := chain.CurrentBlock()
	if at <= parent.Time {
		at = parent.Time + 1
	}
	if at > uint64(time.Now().Unix())+maxAhead {
		return errAhead
	}
	block, err := assemble(m.eth, m.cfg, parent, at)
	if err != nil {
		return fmt.Errorf("assemble block %d: %w", parent.Number.Uint64()+1, err)
	}
	if block, err = m.seal(ctx, block); err != nil {
		return fmt.Errorf("seal block %d: %w", parent.Number.Uint64()+1, err)
	}
	if _, err := chain.InsertChain(types.Blocks{block}); err != nil {
		return fmt.Errorf("insert block %d: %w", block.NumberU64(), err)
	}
	return m.eth.EventMux().Post(core.NewMinedBlockEvent{Block: block})
}

// seal searches the nonce.
func (m *miner) seal(ctx context.Context, block *types.Block) (*types.Block, error) {
	found, stop := make(chan *types.Block, 1), make(chan struct{})
	defer close(stop)
	if err := m.eth.Engine().Seal(m.eth.BlockChain(), block, found, stop); err != nil {
		return nil, err
	}
	select {
	case sealed := <-found:
		return sealed, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
