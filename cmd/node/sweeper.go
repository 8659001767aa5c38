// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

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
		case errors.Is(err, chain.ErrDamaged):
			s.mu.Lock()
			s.damage = err
			s.mu.Unlock()
		case err != nil:
			log.Warn("the L2 chain on disk was not read through", "err", err)
		}
	}
}

// found is the damage that was come upon; nil when there was none.
func (s *sweeper) found() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.damage
}
