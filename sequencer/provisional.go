// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/transition"
)

// provisional makes the open block readable for whoever asks, one copy at a time.
type provisional struct {
	turn chan struct{} // has room for one: whoever is inside owns the rest

	hash  common.Hash
	of    *openBlock
	txs   int       // that it had
	taken time.Time // when it was copied
	next  time.Time // when another one may be made
}

// pendingShare of the time is spent on provisional blocks at most, however many clients ask.
const pendingShare = 5

func newProvisional() *provisional { return &provisional{turn: make(chan struct{}, 1)} }

// Pending stores the open block as it stands and returns the hash by which it can be read. Between two blocks it is the
// newest sealed one. The open block is copied under the lock and sealed outside it, and several who ask at the same time get the
// same copy: it is never older than the question.
func (s *Sequencer) Pending(ctx context.Context) (common.Hash, error) {
	asked := time.Now()
	p := s.pending
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return common.Hash{}, ctx.Err()
	}
	if p.of != nil && p.taken.After(asked) {
		return p.hash, nil
	}
	if hash, ok := s.readable(); ok {
		return hash, nil
	}
	if err := s.sleep(ctx, time.Until(p.next)); err != nil {
		return common.Hash{}, err
	}
	taken := time.Now()
	open, sealable := s.copyOpen()
	if open == nil {
		head := s.Sealed()
		return head.Hash(), nil
	}
	txs := len(sealable.Transactions())
	hash, err := s.chain.Provisional(sealable)
	end := time.Now()
	p.next = end.Add((pendingShare - 1) * end.Sub(taken))
	if err != nil {
		return common.Hash{}, err
	}
	p.hash, p.of, p.txs, p.taken = hash, open, txs, taken
	return hash, nil
}

// readable is what can be read already and is what there is: the last provisional block, or the sealed one between two blocks.
func (s *Sequencer) readable() (common.Hash, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.open == nil:
		return s.head.Hash(), true
	case s.open == s.pending.of && len(s.open.Transactions()) == s.pending.txs:
		return s.pending.hash, true
	}
	return common.Hash{}, false
}

// copyOpen copies the open block; it is nil between two blocks.
func (s *Sequencer) copyOpen() (*openBlock, *transition.Builder) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		return nil, nil
	}
	return s.open, s.open.Sealable()
}

// sleep waits for a time.
func (s *Sequencer) sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	late := time.NewTimer(d)
	defer late.Stop()
	select {
	case <-late.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
