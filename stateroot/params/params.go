// SPDX-License-Identifier: Apache-2.0

// Package params holds the consensus constants of one rollup. Two nodes that differ in any of them are on different
// rollups, so their hash is part of every claim. It holds nothing that an operator may choose.
package params

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
)

// Params is everything that, together with L1's bytes, determines the L2 chain. Package rollupfile has its file;
// Validate says which values are legal, Hash names a set of them. What is of the inbox it was created with: derivation
// rests on it and the contract enforces it, so nodes hold the contract against these when they start.
type Params struct {
	ChainID      uint64             // EIP-155 id of L2
	L1ChainID    uint64             // EIP-155 id of the L1 that carries it
	L1Family     string             // kind of that L1: a row of package l1anchor/family, which the program does not know
	Inbox        common.Address     // inbox contract on L1
	InboxHeight  uint64             // L1 block in which the inbox was created; derivation starts there
	ForceDelay   uint64             // of the inbox: seconds that a message may wait before anybody may force it in
	MaxMessages  uint64             // of the inbox: messages that an L1 block takes
	MaxBatchData uint64             // of the inbox: bytes that the data of a batch may have
	GenesisTime  uint64             // timestamp of L2 block 0, seconds
	GasLimit     uint64             // of every L2 block, at least 60 M
	FeeRecipient common.Address     // of every L2 block; tips go there
	BaseFee      uint64             // of L2 block 0, wei
	MaxDrift     uint64             // seconds that an L2 timestamp may be ahead of the L1 timestamp of its batch
	ProofLimit   uint64             // proof meter units that a block may use
	Alloc        types.GenesisAlloc // accounts at L2 block 0, besides the system contracts that Genesis adds
}

// Terms are those that the inbox must have been created with.
func (p *Params) Terms() l1anchor.Terms {
	return l1anchor.Terms{ForceDelay: p.ForceDelay, MaxMessages: p.MaxMessages, MaxBatchData: p.MaxBatchData}
}
