// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// creditSlot is where the contract keeps what it owes, by owner: see contracts/src/rollup.
const creditSlot = 0

var gwei = big.NewInt(1e9)

// Credit is what the contract owes somebody at an L1 block, in whole gwei, proven from the block's state root.
func (c *Contract) Credit(ctx context.Context, block common.Hash, who common.Address) (uint64, error) {
	wei, err := c.slots.Storage(ctx, block, c.address, crypto.Keccak256Hash(common.LeftPadBytes(who[:], 32), number(creditSlot)))
	if err != nil {
		return 0, err
	}
	owed := new(big.Int).Div(wei.Big(), gwei)
	if !owed.IsUint64() {
		return 0, fmt.Errorf("read the credit of %s: %s wei are more than there can be", who, wei.Big())
	}
	return owed.Uint64(), nil
}
