// SPDX-License-Identifier: Apache-2.0

// Package params holds the consensus constants of one rollup. Two nodes that differ in any of them are on different
// rollups, so their hash is part of every claim. It holds nothing that an operator may choose.
package params

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Params is everything that, together with L1's bytes, determines the L2 chain. Package rollupfile has its file;
// Validate says which values are legal, Hash names a set of them.
type Params struct {
	ChainID      uint64             // EIP-155 id of L2
	L1ChainID    uint64             // EIP-155 id of the L1 that carries it
	Inbox        common.Address     // inbox contract on L1
	InboxHeight  uint64             // L1 block in which the inbox was created; derivation starts there
	GenesisTime  uint64             // timestamp of L2 block 0, seconds
	GasLimit     uint64             // of every L2 block, at least 60 M
	FeeRecipient common.Address     // of every L2 block; tips go there
	BaseFee      uint64             // of L2 block 0, wei
	MaxDrift     uint64             // seconds that an L2 timestamp may be ahead of the L1 timestamp of its batch
	ProofLimit   uint64             // proof meter units that a block may use
	Alloc        types.GenesisAlloc // accounts at L2 block 0, besides the system contracts that Genesis adds
}
