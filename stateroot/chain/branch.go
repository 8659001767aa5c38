// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Branch lists blocks in a row, from the one with number from on, of the chain that ends in the block to, canonical
// or not. It gives limit at most, and none when to is not on disk or below from.
func (c *Chain) Branch(from, limit uint64, to common.Hash) []common.Hash {
	var own []common.Hash // above the canonical chain, newest first
	at := c.bc.GetHeaderByHash(to)
	for at != nil && at.Number.Uint64() >= from {
		number := at.Number.Uint64()
		if c.bc.GetCanonicalHash(number) == at.Hash() {
			own = append(own, c.canonical(from, number, limit)...)
			break
		}
		own = append(own, at.Hash())
		if number == 0 {
			break
		}
		at = c.bc.GetHeader(at.ParentHash, number-1)
	}
	slices.Reverse(own)
	return own[:min(limit, uint64(len(own)))]
}

// canonical lists the first limit blocks of the canonical chain between two numbers, newest first.
func (c *Chain) canonical(from, to, limit uint64) (hashes []common.Hash) {
	for n := from; n <= to && uint64(len(hashes)) < limit; n++ {
		hashes = append(hashes, c.bc.GetCanonicalHash(n))
	}
	slices.Reverse(hashes)
	return hashes
}

// Parent is the parent of a block on disk, whether its state is there or not; ok is false when the block is not.
func (c *Chain) Parent(hash common.Hash) (parent common.Hash, ok bool) {
	h := c.bc.GetHeaderByHash(hash)
	if h == nil {
		return parent, false
	}
	return h.ParentHash, true
}
