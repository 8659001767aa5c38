// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/core/types"
)

// Longest encodes as many of the blocks of b, from the first on, as fit into limit bytes of data, at most MaxData, and
// returns the data and how many they are. It is a pure function of the blocks: whoever cuts the same chain at the same
// place cuts it alike. The error matches ErrTooLarge when not even the first block fits; other errors are Encode's.
func Longest(chainID *big.Int, b *Batch, limit int) ([]byte, int, error) {
	limit = min(limit, MaxData)
	n, err := inflatable(b, limit)
	if err != nil {
		return nil, 0, err
	}
	e, err := newEncoder(types.LatestSignerForChainID(chainID), &Batch{Parent: b.Parent, Blocks: b.Blocks[:n]})
	if err != nil {
		return nil, 0, err
	}
	data, fit := e.longest(n, limit)
	if fit == 0 {
		return nil, 0, fmt.Errorf("%w: one block alone", ErrTooLarge)
	}
	return data, fit, nil
}

// longest encodes up to n blocks into limit bytes. Size grows with the blocks for all practical purposes, so there is
// one place where they stop to fit; it is searched for where the sizes known so far suggest it, then by bisection.
func (e *encoder) longest(n, limit int) (best []byte, fit int) {
	const guesses = 5
	low, high := headerLength, 0 // data of fit blocks, and of over
	over := n + 1
	for try := 0; fit+1 < over; try++ {
		at := (fit + over) / 2
		switch {
		case try == 0:
			at = n
		case try < guesses:
			at = fit + (over-fit)*(limit-low)/(high-low)
		}
		at = min(max(at, fit+1), over-1)
		data := e.encode(at)
		if len(data) <= limit {
			best, fit, low = data, at, len(data)
		} else {
			over, high = at, len(data)
		}
	}
	return best, fit
}

// leastPacked is what a transaction takes at least: its signature.
const leastPacked = 64

// inflatable is how many blocks fit by number and inflated size, and may fit by data.
func inflatable(b *Batch, limit int) (int, error) {
	size, least := 0, 0
	for i, block := range b.Blocks {
		if size += blockCost; i == MaxBlocks {
			return i, nil
		}
		for _, tx := range block.Txs {
			size += InflatedSize(tx)
			least += leastPacked
		}
		if i > 0 && least > limit {
			return i, nil // saves trying
		}
		if size > MaxInflated {
			if i == 0 {
				return 0, fmt.Errorf("%w: one block alone inflates to %d bytes", ErrTooLarge, size)
			}
			return i, nil
		}
	}
	return len(b.Blocks), nil
}
