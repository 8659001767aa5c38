package wire

import (
	"fmt"
	"math/big"
	"sort"

	"github.com/ethereum/go-ethereum/core/types"
)

// Longest encodes as many of the blocks of b, from the first on, as fit into limit bytes of data, at most MaxData, and
// returns the data and how many they are. It is a pure function of the blocks: whoever cuts the same chain at the same place cuts it alike. The error
// matches ErrTooLarge when not even the first block fits; other errors are Encode's.
func Longest(chainID *big.Int, b *Batch, limit int) ([]byte, int, error) {
	limit = min(limit, MaxData)
	signer := types.LatestSignerForChainID(chainID)
	n, err := inflatable(b, limit)
	if err != nil {
		return nil, 0, err
	}
	var best []byte
	fits := 0
	try := func(n int) (bool, error) {
		data, err := encode(signer, &Batch{Parent: b.Parent, Blocks: b.Blocks[:n]})
		if err != nil {
			return false, err
		}
		if len(data) <= limit && n > fits {
			best, fits = data, n
		}
		return len(data) <= limit, nil
	}
	// Size grows with the blocks for all practical purposes; where it does not, the search still gives one answer.
	var failed error
	sort.Search(n, func(i int) bool {
		if failed != nil {
			return true
		}
		ok, err := try(n - i)
		failed = err
		return ok
	})
	if failed != nil {
		return nil, 0, failed
	}
	if fits == 0 {
		return nil, 0, fmt.Errorf("%w: one block alone", ErrTooLarge)
	}
	return best, fits, nil
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
