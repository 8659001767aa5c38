// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/transition"
)

// holding is a chain that makes provisional blocks when the test lets it.
type holding struct {
	Chain
	entered chan struct{}
	leave   chan struct{}
	made    atomic.Int64
}

func (h *holding) Provisional(b *transition.Builder) (common.Hash, error) {
	h.entered <- struct{}{}
	<-h.leave
	h.made.Add(1)
	return h.Chain.Provisional(b)
}

// newHolding starts a member that leads, with a block that stays open and one transaction in it.
func newHolding(t *testing.T) (*harness, *member, *holding) {
	h := newHarness(t)
	held := &holding{entered: make(chan struct{}), leave: make(chan struct{})}
	h.wrap = func(c *chain.Chain) Chain { held.Chain = c; return held }
	start := time.Now()
	h.cfg.Now = func() time.Time { return start } // blocks stay open: the seconds do not pass
	h.cfg.Pace, h.cfg.L1Timeout = 0, 1_000*time.Hour
	m := h.start(t.TempDir())
	h.lead(m, 1)
	h.send(m, h.transfer())
	return h, m, held
}

func ask(m *member) <-chan common.Hash {
	got := make(chan common.Hash, 1)
	go func() {
		hash, _ := m.Pending(context.Background())
		got <- hash
	}()
	return got
}

// TestPendingHoldsNobodyUp sends while a provisional block is being made: the order must not wait for it.
func TestPendingHoldsNobodyUp(t *testing.T) { virtually(t, testPendingHoldsNobodyUp) }

func testPendingHoldsNobodyUp(t *testing.T) {
	h, m, held := newHolding(t)
	hash := ask(m)
	<-held.entered
	if o := h.send(m, h.transfer()); !o.Ordered() {
		t.Error(o.Err)
	}
	close(held.leave)
	if block, err := m.chain.Block(<-hash); err != nil || len(block.Transactions()) != 1 {
		t.Errorf("got %v, want a block of one transaction: %v", block, err)
	}
}

// TestPendingIsShared has many ask at the same time: one copy is made for those that asked before it, and one more
// for the others.
func TestPendingIsShared(t *testing.T) { virtually(t, testPendingIsShared) }

func testPendingIsShared(t *testing.T) {
	h, m, held := newHolding(t)
	first := ask(m)
	<-held.entered
	h.send(m, h.transfer())
	var others []<-chan common.Hash
	asking := make(chan struct{}, 20)
	for range 20 {
		asked := make(chan common.Hash, 1)
		others = append(others, asked)
		go func() {
			asking <- struct{}{}
			hash, _ := m.Pending(context.Background())
			asked <- hash
		}()
	}
	for range 20 {
		<-asking
	}
	held.leave <- struct{}{}
	<-first
	<-held.entered
	close(held.leave)
	defer close(held.entered)
	go func() {
		for range held.entered {
		}
	}()
	for _, other := range others {
		if block, err := m.chain.Block(<-other); err != nil || len(block.Transactions()) != 2 {
			t.Errorf("got %v, want a block of both transactions: %v", block, err)
		}
	}
	if n := held.made.Load(); n != 2 {
		t.Errorf("%d copies were made for 21 questions, want 2", n)
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	m.pending.turn <- struct{}{}
	if _, err := m.Pending(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v for a client that has left", err)
	}
}
