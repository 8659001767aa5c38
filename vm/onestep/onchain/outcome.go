// SPDX-License-Identifier: Apache-2.0

package onchain

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
)

// Follows asks the library Outcome whether the machine with a header, which takes no more steps, says that one L2
// state comes behind another.
func (c *Chain) Follows(header []byte, before, next common.Hash) (bool, error) {
	if c.outcome == (common.Address{}) {
		at, err := c.deploy("AskOutcome", bindings.AskOutcomeMetaData.Bin, nil)
		if err != nil {
			return false, err
		}
		c.outcome = at
	}
	abi := bindings.NewAskOutcome()
	output, _, err := c.evm.View(c.outcome, abi.PackFollows(header, before, next), evm.BlockGas)
	if err != nil {
		return false, fmt.Errorf("ask for the outcome: %w: %x", err, output)
	}
	return abi.UnpackFollows(output)
}
