// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/txpool"

	"github.com/layeredpow/adit/sequencer/pool"
)

// What this member keeps is offered to a new leader at once, and to the same one every offerEvery, which is well
// within the time for which a pool holds what others keep.
//
// Two sends of one client may overtake one another on their way, so what looks like a gap is given a moment to close.
const (
	gapPause     = 50 * time.Millisecond
	offerLook    = 500 * time.Millisecond
	offerEvery   = 10 * time.Second
	offerTimeout = 5 * time.Second
)

// isParked tells whether the transaction waits for an earlier nonce in this member's pool.
func (s *sender) isParked(hash common.Hash) bool {
	if s.pool == nil {
		return false
	}
	_, at := s.pool.Get(hash)
	return at == pool.Parked
}

// keep has this member hold on to the transactions whose clients are told that they wait for an earlier nonce.
func (s *sender) keep(all []*delivery) {
	for _, d := range all {
		if !d.queued || d.err != nil || s.pool == nil {
			continue
		}
		if err := s.pool.Keep(d.tx); err != nil {
			d.err = rejection(err)
		}
	}
}

// tend offers what this member keeps to whoever leads, until ctx ends.
func (s *sender) tend(ctx context.Context) {
	if s.members == nil || s.pool == nil {
		return
	}
	tick := time.NewTicker(offerLook)
	defer tick.Stop()
	var last string // leader that everything was offered to
	var at time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		url, self, ok := s.members.Leader()
		switch {
		case ok && self:
			last = "" // what is kept is in the pool that leads
			if time.Since(at) >= offerEvery {
				s.pool.Kept()
				at = time.Now()
			}
		case ok && (url != last || time.Since(at) >= offerEvery):
			if s.offerKept(ctx, url) {
				last, at = url, time.Now()
			}
		}
	}
}

// offerKept offers what this member keeps to the leader at url, and drops what the leader says no to. It returns
// false when the leader could not be asked.
func (s *sender) offerKept(ctx context.Context, url string) bool {
	var all []*delivery
	for _, tx := range s.pool.Kept() {
		if raw, err := tx.MarshalBinary(); err == nil {
			all = append(all, &delivery{tx: tx, raw: raw})
		}
	}
	ctx, cancel := context.WithTimeout(ctx, offerTimeout)
	defer cancel()
	s.peers.submit(ctx, url, all)
	for _, d := range all {
		if d.ok && d.err != nil {
			if why := finalNo(d.err); why != nil {
				s.pool.Drop(d.tx.Hash(), why)
			}
		}
	}
	return len(unanswered(all)) == 0
}

// finalNo is the reason for which the leader will never take a transaction: another one has its nonce. It is nil for
// all else: fees and balances move, and places become free, while the transaction waits.
func finalNo(err error) error {
	switch text := err.Error(); {
	case strings.Contains(text, txpool.ErrReplaceUnderpriced.Error()):
		return pool.ErrReplaced
	case strings.Contains(text, core.ErrNonceTooLow.Error()):
		return fmt.Errorf("%w: %s", pool.ErrPassed, text)
	}
	return nil
}
