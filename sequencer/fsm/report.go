// SPDX-License-Identifier: Apache-2.0

package fsm

import (
	"github.com/ethereum/go-ethereum/common"

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

// Move is one time that a transaction lost the place that it was acknowledged at.
type Move struct {
	Rebase  uint64 // index of the Rebase
	Number  uint64 // of the block that it stood in
	Block   common.Hash
	Index   uint64 // in the block
	Dropped string // why it could not be executed again; empty when it was, or waits for its turn
}
