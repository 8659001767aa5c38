// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/lru"
	"github.com/ethereum/go-ethereum/core/types"
)

// rememberedSenders is how many transactions a process keeps the senders of: some minutes of full load, 5 MB.
const rememberedSenders = 1 << 16

// senders recovers the sender of each transaction once in a process, however often it is decoded anew: from a client,
// from the log, from a batch. A signature recovery costs more than all the rest of a transfer.
type senders struct {
	types.Signer
	known *lru.Cache[common.Hash, common.Address]
}

// NewSigner is a signer for that chain that remembers senders. It may be used by several goroutines.
func NewSigner(chainID uint64) types.Signer {
	return &senders{types.LatestSignerForChainID(new(big.Int).SetUint64(chainID)), lru.NewCache[common.Hash, common.Address](rememberedSenders)}
}

// Sender implements types.Signer. The hash covers the signature, so the same hash has the same sender.
func (s *senders) Sender(tx *types.Transaction) (common.Address, error) {
	hash := tx.Hash()
	if from, ok := s.known.Get(hash); ok {
		return from, nil
	}
	from, err := s.Signer.Sender(tx)
	if err == nil {
		s.known.Add(hash, from)
	}
	return from, err
}

// Equal implements types.Signer: what a stock signer has found counts here, and the other way round.
func (s *senders) Equal(other types.Signer) bool {
	if o, ok := other.(*senders); ok {
		other = o.Signer
	}
	return s.Signer.Equal(other)
}

// Signer recovers senders for this chain and remembers them.
func (c *Chain) Signer() types.Signer { return c.signer }
