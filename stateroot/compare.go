// SPDX-License-Identifier: Apache-2.0

package stateroot

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// SealedChain says what a sequencer sealed.
type SealedChain interface {
	// SealedHash is the hash of the sealed block with that number; ok is false when there is none (yet).
	SealedHash(ctx context.Context, number uint64) (hash common.Hash, ok bool, err error)
}

// Comparer holds every newly derived head against what a sequencer sealed under the same number. A head's hash covers
// all blocks before it. A difference is no error here: L1 is right.
type Comparer struct {
	deriver *Deriver
	sealed  SealedChain

	// owned by Run
	compared common.Hash // newest derived head that was found to be sealed

	mu     sync.Mutex // guards status
	status Comparison
}

// Comparison is what a Comparer has found so far.
type Comparison struct {
	Number     uint64      // newest derived block that was compared
	Compared   time.Time   // when there was last nothing left to compare
	Difference *Difference // nil: it was sealed as it was derived
	Err        error       // why the newest derived block could not be compared; nil when it could
}

// Difference is a derived block that was sealed as another one.
type Difference struct {
	Number          uint64
	Sealed, Derived common.Hash
	Since           time.Time // when the first one was found of those that have not ceased
}

// NewComparer compares what d derives. It asks nothing yet.
func NewComparer(d *Deriver, sealed SealedChain) *Comparer {
	return &Comparer{deriver: d, sealed: sealed, status: Comparison{Compared: d.cfg.Now()}}
}

// Status may be called from any goroutine.
func (c *Comparer) Status() Comparison {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.status
}

// Run looks for something to compare every so often, until ctx ends.
func (c *Comparer) Run(ctx context.Context, every time.Duration) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		c.Compare(ctx)
	}
}

// Compare asks for the block that was sealed in the place of the derived head, again and again while it is another
// one: it ceases when the sequencers have taken over what L1 dictates.
func (c *Comparer) Compare(ctx context.Context) {
	tip := c.deriver.Status().Tip
	if tip.Head == c.compared || tip.Number == 0 {
		c.note(func(s *Comparison, now time.Time) { s.Compared, s.Err, s.Difference = now, nil, nil })
		return
	}
	hash, ok, err := c.sealed.SealedHash(ctx, tip.Number)
	switch {
	case ctx.Err() != nil:
		return
	case err == nil && !ok:
		err = fmt.Errorf("block %d is not sealed there yet", tip.Number)
	case err == nil && hash == tip.Head:
		c.compared = hash
	}
	c.note(func(s *Comparison, now time.Time) {
		if s.Err = err; err != nil {
			return
		}
		s.Compared, s.Number = now, tip.Number
		if hash == tip.Head {
			s.Difference = nil
			return
		}
		since := now
		if s.Difference != nil {
			since = s.Difference.Since
		}
		s.Difference = &Difference{Number: tip.Number, Sealed: hash, Derived: tip.Head, Since: since}
	})
}

func (c *Comparer) note(what func(s *Comparison, now time.Time)) {
	now := c.deriver.cfg.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	what(&c.status, now)
}
