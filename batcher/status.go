// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
)

// Status is what a Batcher knew at the end of its last round.
type Status struct {
	Account  common.Address
	Rounds   uint64 // since it started
	Failures int    // rounds that failed in a row, the last one included
	Err      error  // of the last round

	Waiting string // why the last round had nothing (more) to offer; empty when it needed no reason
	Waits   int    // rounds in a row that waited for that reason

	Head     l1anchor.Ref // of L1
	HeadTime uint64
	Landed   uint64 // batches in the inbox
	Posted   uint64 // L2 block that they lead to
	Sealed   uint64 // newest sealed L2 block
	Messages uint64 // in the inbox that no batch has consumed
	Overdue  uint64 // of them, those that the next batch must consume

	Offered      uint64 // batches offered since it started, each counted once
	OfferedBytes uint64 // their data
	Unmined      uint64 // L1 blocks since which batches are offered and none was mined; 0 when none is offered
	Stuck        bool   // too many of them

	Balance *big.Int // wei of the account on L1; nil until it was read
}

// Status may be called from any goroutine.
func (b *Batcher) Status() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.status
}

// publish renews what Status says at the end of a round.
func (b *Batcher) publish(err error) {
	b.now.Account = b.sender.Address()
	b.now.Rounds++
	if b.now.Failures++; err == nil {
		b.now.Failures = 0
	}
	b.now.Err = err
	b.now.Waiting, b.now.Waits = b.logged.waiting, b.logged.waits
	b.now.Unmined, b.now.Stuck = b.logged.unmined, b.logged.stuck
	b.mu.Lock()
	defer b.mu.Unlock()
	b.status = b.now
}

// see takes in what both chains say.
func (b *Batcher) see(d Derived, head *l1anchor.Block) {
	b.now.Head, b.now.HeadTime = head.Ref, head.Time
	b.now.Landed, b.now.Posted, b.now.Sealed = d.BatchCount, d.Number, d.Sealed
	b.now.Messages = d.Messages - min(d.Consumed, d.Messages)
}

// readBalance asks for the balance, once for each L1 head: an account without money posts nothing, and should be filled
// before.
func (b *Batcher) readBalance(ctx context.Context) error {
	if b.now.Head == b.balanceAt {
		return nil
	}
	balance, err := b.sender.Balance(ctx)
	if err != nil {
		return fmt.Errorf("read the balance: %w", err)
	}
	b.now.Balance, b.balanceAt = balance, b.now.Head
	return nil
}
