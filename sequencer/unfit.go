// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/transition"
)

// maxReturns is in how many blocks a transaction may be tried. What did not fit goes first in the next block, so only
// forced transactions and messages stand before it there. They come from L1 and may come in each block, but they leave
// half of it: what does not fit beside them again and again would hold up everything behind it for as long as they
// come.
const maxReturns = 4

// hollow tells whether the newest blocks of a chain have no own transaction, so many that who could not run in the next
// one either is given up. It is asked while transactions wait for their second turn: each of these blocks was theirs.
func hollow(chain Chain, head transition.Head) (bool, error) {
	for range maxReturns - 1 {
		if head.Number() == 0 {
			return false, nil
		}
		in, err := chain.Input(head.Hash())
		if err != nil || len(in.Own) > 0 {
			return false, err
		}
		if head, err = chain.HeadAt(head.Header.ParentHash); err != nil {
			return false, err
		}
	}
	return true, nil
}

// unfit counts the blocks that a transaction of the pool did not fit into. It is a member's own count, since its
// process started, so it must not decide what a block holds: it only says whether the transaction is tried once more.
type unfit map[common.Hash]int

// maxUnfit bounds the count. A block adds a few at most, and they go when they run or are dropped.
const maxUnfit = 4096

// again notes one more block and tells whether the transaction is tried once more.
func (u unfit) again(tx common.Hash) bool {
	if len(u) >= maxUnfit {
		clear(u)
	}
	u[tx]++
	if u[tx] < maxReturns {
		return true
	}
	delete(u, tx)
	return false
}
