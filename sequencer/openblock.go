// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/transition"
)

// openBlock is the block being filled, as far as it has been executed.
type openBlock struct {
	*transition.Builder
	number   uint64
	slices   uint64 // executed
	tried    int    // transactions of the log that were dealt with
	attempts int    // of them, those that were run
	at       map[common.Hash]place
	barred   map[common.Hash]bool // transactions that do not execute; kept while some have their second turn

	hollow bool // transactions wait for their second turn, and the blocks before this one had none of them
	full   bool // a transaction did not fit: nothing more goes in
}

// place is where the log put a transaction of the open block.
type place struct {
	index   uint
	receipt common.Hash
	slice   uint64
	raft    uint64 // 0: not known, and neither is the slice
}

// logSlice says which transactions of the open block a log entry brought, for when they are executed late.
type logSlice struct {
	through uint64 // slices of the block up to this one
	end     int    // transactions of the block up to its last
	raft    uint64 // index of the entry; 0: a snapshot brought these slices, and it does not say where they end
}

func newOpenBlock(b *transition.Builder, number uint64, hollow bool) *openBlock {
	return &openBlock{Builder: b, number: number, hollow: hollow, at: make(map[common.Hash]place), barred: make(map[common.Hash]bool)}
}

// errNeverFits answers a transaction that no block holds. It counts as rejected: who waits for it is told, and whatever
// comes behind it goes on.
var errNeverFits = fmt.Errorf("%w: it does not fit into a block", transition.ErrRejected)

// attempt runs a transaction, unless one before it did not fit: overtaking that one could spoil its sender's nonces.
// ran is false for those that stand behind such a one.
//
// A transaction that does not fit where nothing stands before it can never run. One that has waited for its second turn
// while a few blocks stayed hollow is given up as well. Every member finds the same, since it follows from the log
// alone, so the block goes on behind it.
func (b *openBlock) attempt(tx *types.Transaction) (ran bool, err error) {
	if b.full {
		return false, transition.ErrFull
	}
	first := b.attempts == 0
	alone := first && b.Forced() == 0 && len(b.Context().Messages) == 0
	b.attempts++
	_, err = b.Attempt(tx)
	if errors.Is(err, transition.ErrFull) && (alone || first && b.hollow) {
		return true, errNeverFits
	}
	b.full = errors.Is(err, transition.ErrFull)
	return true, err
}

// ordered notes the place of the transaction that was run last, which a slice brought.
func (b *openBlock) ordered(tx common.Hash, in logSlice) Execution {
	index := len(b.Transactions()) - 1
	receipt := transition.ReceiptHash(b.Receipts()[index])
	b.at[tx] = place{index: uint(index), receipt: receipt, slice: in.through - 1, raft: in.raft}
	return Execution{Number: b.number, Index: uint(index), Receipt: receipt}
}
