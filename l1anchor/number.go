// SPDX-License-Identifier: Apache-2.0

package l1anchor

import "fmt"

// Number gives batches, taken in the order of the chain, the indices that follow next, the number of batches before
// them, and returns the number of batches after them. A block cannot tell the index of an empty batch, because the
// contract ignores what the call says; a Reader leaves it 0. What a batch with data says is compared: a difference
// means that batches are missing between what the caller counted and these.
func Number(next uint64, batches []Batch) (uint64, error) {
	for i := range batches {
		b := &batches[i]
		if len(b.Data) > 0 && b.Index != next {
			return next, fmt.Errorf("%w: batch %d at height %d where batch %d is due", ErrContradiction, b.Index, b.Height, next)
		}
		b.Index = next
		next++
	}
	return next, nil
}
