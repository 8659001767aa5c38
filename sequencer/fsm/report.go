// SPDX-License-Identifier: Apache-2.0

package fsm

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/l1anchor"
)

// Rebased is what became known of one Rebase, for those who must explain it to users.
type Rebased struct {
	Index    uint64       // counted from 0
	L1       l1anchor.Ref // L1 head that dictated it
	From     Ref          // newest block before it
	Fork     Ref          // newest block that stayed
	Head     Ref          // newest block after it
	Dictated uint64       // blocks that L1 put in the place of those that were left
	Left     uint64       // transactions that lost their place, to be executed again
	Open     [][]byte     // those of them that stood in the block that was open on From, in order
}

// Known is what becomes known of a Rebase with that index that takes effect; open are the transactions of the block that
// is open then.
func (e *Rebase) Known(index uint64, open [][]byte) *Rebased {
	return &Rebased{
		Index: index, L1: e.L1, From: e.From, Fork: e.Fork, Head: e.Head,
		Dictated: uint64(len(e.Blocks)), Left: e.Left + uint64(len(open)), Open: open,
	}
}

// Hash is the Keccak-256 of its RLP.
func (r *Rebased) Hash() common.Hash {
	b, err := rlp.EncodeToBytes(r)
	if err != nil {
		panic(err) // of numbers and bytes there is none
	}
	return crypto.Keccak256Hash(b)
}

// Move is one time that a transaction lost the place that it was acknowledged at.
type Move struct {
	Rebase  uint64 // index of the Rebase
	Number  uint64 // of the block that it stood in
	Block   common.Hash
	Index   uint64 // in the block
	Dropped string // why it could not be executed again; empty when it was, or waits for its turn
}
