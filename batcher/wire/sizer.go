package wire

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Sizer tells, transaction by transaction, how much of a batch a block needs, so that whoever fills a block can seal it
// before it gets too large to be posted. Forced transactions are not in the batch and are not added.
type Sizer struct {
	chainID *big.Int
	p       *packed
	count   int
	size    int // inflated
}

// sizerSlack covers the end of the data and the rounding of the coder.
const sizerSlack = 64

// NewSizer returns the sizer of an empty block.
func NewSizer(chainID *big.Int) *Sizer {
	p := &packed{coder: newWriter(), left: budget{left: MaxInflated}}
	p.pool = pool{senders: maxPackedTxs, index: make(map[common.Address]int)}
	return &Sizer{chainID: chainID, p: p, size: blockCost}
}

// Add takes in the next transaction and says whether the block, with it, is sure to fit into a batch of its own. Once
// it says no, the sizer is used up: the block is to be sealed without that transaction.
func (s *Sizer) Add(tx *types.Transaction) (bool, error) {
	d, err := take(s.chainID, tx)
	if err != nil {
		return false, fmt.Errorf("size transaction %s: %w", tx.Hash(), err)
	}
	s.p.transaction(d)
	s.count++
	s.size += InflatedSize(tx)
	return s.Size() <= MaxData && s.size <= MaxInflated && s.count <= maxPackedTxs, nil
}

// Size is an upper bound of the data of a batch that holds the block alone, in bytes.
func (s *Sizer) Size() int { return headerLength + s.p.size() + sizerSlack }
