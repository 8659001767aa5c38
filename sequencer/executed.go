// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Ordered says where a transaction of the open block is.
type Ordered struct {
	Tx     *types.Transaction
	Number uint64 // L2 block
	Index  uint   // position in the block
	Slice  uint64 // number of its slice within the block
	Raft   uint64 // index of the log entry that ordered it; 0: not known, and neither is Slice, since a snapshot brought it
}

// Execution is where a member has executed a transaction, and what came of it.
type Execution struct {
	Number  uint64      // L2 block
	Index   uint        // position in the block
	Receipt common.Hash // see transition.ReceiptHash
}

// Transaction finds a transaction that is ordered and executed and not yet on the sealed chain.
func (b *board) Transaction(hash common.Hash) (Ordered, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	in, at, ok := b.place(hash)
	if !ok {
		return Ordered{}, false
	}
	return Ordered{Tx: in.Transactions()[at.index], Number: in.number, Index: at.index, Slice: at.slice, Raft: at.raft}, true
}

// place finds a transaction in the open block and in the one that is finished and not sealed. mu must be held.
func (b *board) place(hash common.Hash) (in *openBlock, at place, ok bool) {
	for _, in := range []*openBlock{b.open, b.closing} {
		if in == nil {
			continue
		}
		if at, ok := in.at[hash]; ok {
			return in, at, true
		}
	}
	return nil, place{}, false
}

// Find says where the open block or the sealed chain has a transaction.
func (b *board) Find(hash common.Hash) (number uint64, index uint, ok bool) {
	if at, ok := b.Transaction(hash); ok {
		return at.Number, at.Index, true
	}
	return b.chain.Lookup(hash)
}

// Executed says where this member has executed a transaction, in the open block or on the sealed chain.
func (b *board) Executed(tx common.Hash) (at Execution, ok bool) {
	if at, ok := b.unsealed(tx); ok {
		return at, true
	}
	if at.Number, at.Index, ok = b.chain.Lookup(tx); ok {
		at.Receipt, ok = b.chain.Receipt(at.Number, at.Index)
	}
	return at, ok
}

// unsealed is the place of a transaction that is not on the sealed chain yet.
func (b *board) unsealed(tx common.Hash) (Execution, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	in, at, ok := b.place(tx)
	if !ok {
		return Execution{}, false
	}
	return Execution{in.number, at.index, at.receipt}, true
}

// AwaitExecuted returns when the transaction with that index of that block has been executed here.
func (b *board) AwaitExecuted(ctx context.Context, number uint64, index uint) error {
	for {
		done, changed := b.past(number, index)
		if done {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// past tells whether that place has been executed, and gives a channel that closes when something more has been.
func (b *board) past(number uint64, index uint) (done bool, more <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	done = b.head.Number() >= number && (b.open == nil || b.open.number > number) ||
		b.open != nil && b.open.number == number && uint(len(b.open.Transactions())) > index
	return done, b.changed
}
