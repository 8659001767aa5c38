// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/transition"
)

// errNeverFits answers a transaction that no block holds. It counts as rejected: who waits for it is told, and whatever
// comes behind it goes on.
var errNeverFits = fmt.Errorf("%w: it does not fit into a block", transition.ErrRejected)

// attempt runs a transaction, unless one before it did not fit: overtaking that one could spoil its sender's nonces. ran is
// false for those that stand behind such a one.
//
// A transaction that does not fit where nothing stands before it can never run. One that has waited for its second turn while
// a few blocks stayed hollow is given up as well. Every member finds the same, since it follows from the log alone, so the
// block goes on behind it.
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

// maxReturns is in how many blocks a transaction may be tried. What did not fit goes first in the next block, so only forced
// transactions and messages stand before it there. They come from L1 and may come in each block, but they leave half of it:
// what does not fit beside them again and again would hold up everything behind it for as long as they come.
const maxReturns = 4

// hollow tells whether the newest blocks of a chain have no own transaction, so many that who could not run in the next one
// either is given up. It is asked while transactions wait for their second turn: each of these blocks was theirs.
func (s *Sequencer) hollow(head transition.Head) (bool, error) {
	for range maxReturns - 1 {
		if head.Number() == 0 {
			return false, nil
		}
		in, err := s.chain.Input(head.Hash())
		if err != nil || len(in.Own) > 0 {
			return false, err
		}
		if head, err = s.chain.HeadAt(head.Header.ParentHash); err != nil {
			return false, err
		}
	}
	return true, nil
}

// unfit counts the blocks that a transaction of the pool did not fit into. It is a member's own count, since its process
// started, so it must not decide what a block holds: it only says whether the transaction is tried once more.
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
