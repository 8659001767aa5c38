// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
)

// Slots reads slots of contracts, proven from the state root of an L1 block.
type Slots interface {
	Storage(ctx context.Context, block common.Hash, contract common.Address, slot common.Hash) (common.Hash, error)
}

// Contract is one that stands on L1. Its methods may be called from several goroutines.
type Contract struct {
	address   common.Address
	preimages common.Address // what the machine's steps read
	slots     Slots
}

// New is the contract at an address. preimages is the contract Preimages that its machine reads.
func New(address, preimages common.Address, slots Slots) *Contract {
	return &Contract{address, preimages, slots}
}

// Address is where the contract stands.
func (c *Contract) Address() common.Address { return c.address }
