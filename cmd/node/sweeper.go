// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/stateroot/chain"
)

// sweeper reads the L2 chain on disk through, again and again: damage to what is asked for rarely would not be noticed.
type sweeper struct {
	mu     sync.Mutex // guards damage
	damage error
}

const (
	sweepAfter = time.Minute // of the start, which has better things to do
	sweepEvery = 24 * time.Hour
	sweepEase  = 9 // parts in ten of the time in which a sweep rests
)

// sweepable is what the sweeper needs of a chain.
type sweepable interface {
	Sweep(ctx context.Context, ease int) error
}

func (s *sweeper) run(ctx context.Context, c sweepable, log *slog.Logger) error {
	for wait := sweepAfter; ; wait = sweepEvery {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
		switch err := c.Sweep(ctx, sweepEase); {
		case ctx.Err() != nil:
			return nil
		case s.noted(err):
		case err != nil:
			log.Warn("the L2 chain on disk was not read through", "err", err)
		}
	}
}

// noted keeps err when it tells of damage.
func (s *sweeper) noted(err error) bool {
	if !errors.Is(err, chain.ErrDamaged) {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.damage = err
	return true
}

// records looks at what JSON-RPC found no good answer for, and has the sweeper note damage: the alarm need not wait
// for a sweep.
type records struct {
	chain rpc.Records
	found *sweeper
}

// CheckBlock implements rpc.Records.
func (r records) CheckBlock(number uint64) error { return r.note(r.chain.CheckBlock(number)) }

// CheckHash implements rpc.Records.
func (r records) CheckHash(block common.Hash) error { return r.note(r.chain.CheckHash(block)) }

// CheckTransaction implements rpc.Records.
func (r records) CheckTransaction(tx common.Hash) error { return r.note(r.chain.CheckTransaction(tx)) }

func (r records) note(err error) error {
	r.found.noted(err)
	return err
}

// found is the damage that was come upon; nil when there was none.
func (s *sweeper) found() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.damage
}
