// SPDX-License-Identifier: Apache-2.0

// Package transition turns a parent state and the inputs of a block into that block: the one way in which the leader,
// its followers, a verifier and the proven program make L2 blocks. It reads no disk and no clock.
package transition

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/layeredpow/adit/l1anchor"
)

// Cursor is how far into the message chain an L2 block has come.
type Cursor struct {
	Consumed uint64      // messages consumed
	Forced   uint64      // first consumed forced transaction that has not run yet, or Consumed when none waits
	Acc      common.Hash // message accumulator at Consumed
}

// Head is an L2 block as the start of the next one.
type Head struct {
	Header *types.Header
	Cursor
}

// Number, Hash and Time are those of the head's header.
func (h *Head) Number() uint64    { return h.Header.Number.Uint64() }
func (h *Head) Hash() common.Hash { return h.Header.Hash() }
func (h *Head) Time() uint64      { return h.Header.Time }

// Context is what is fixed of a block when it opens, before any transaction of its own.
type Context struct {
	Timestamp uint64
	Consumed  uint64             // messages consumed at the end of this block
	Messages  []l1anchor.Message // those with index in [parent.Consumed, Consumed)
	Queue     Queue              // those with index in [parent.Forced, parent.Consumed)
}

// Queue gives the messages that wait, one at a time: there may be more than one block can pass.
type Queue interface {
	// Message returns the one with that index. An error makes the block's result unknown.
	Message(index uint64) (l1anchor.Message, error)
}

// Block is a finished block with what its header does not say.
type Block struct {
	*types.Block
	Receipts types.Receipts
	Cursor
	Forced  int    // how many of the transactions, from the top, were forced
	Dropped []Drop // forced transactions that can never run
}

// ReceiptHash is the hash of a receipt's consensus encoding: status, gas used so far in the block, bloom and logs.
func ReceiptHash(r *types.Receipt) common.Hash {
	enc, err := r.MarshalBinary()
	if err != nil {
		panic(err) // an unknown transaction type, which no block holds
	}
	return crypto.Keccak256Hash(enc)
}

// Drop is a forced transaction that the rules discard, and the rule.
type Drop struct {
	Message uint64 // index of the message
	Reason  string
}
