// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"errors"
	"fmt"
	"math/bits"

	"github.com/layeredpow/adit/challenger/game"
)

// DisputeSpec is what the rollup's contract is created with, see contracts/src/rollup/Config.sol. It has the fields
// of family.Dispute.
type DisputeSpec struct {
	Threshold uint32 `toml:"threshold"` // L1 blocks that a claim must earn
	Censored  uint32 `toml:"censored"`  // L1 blocks, in sum, in which the honest side may be censored, reorganised away or asleep
	PerMove   uint32 `toml:"per_move"`  // L1 blocks from sending a move to having it
	Compute   uint32 `toml:"compute"`   // L1 blocks in which a party computes what it says about a transition
	Queue     uint32 `toml:"queue"`     // L1 blocks for many disputes at once
	MinGap    uint32 `toml:"min_gap"`   // L1 blocks from an assertion to its child

	Bonds       [3]uint64 `toml:"bonds"`        // gwei: of an assertion, a history of strides, a history of steps
	RefundPrice uint64    `toml:"refund_price"` // wei that a unit of gas is refunded with at most
}

// config is what the contract is told of it.
func (d *DisputeSpec) config() game.Config {
	return game.Config{
		Threshold: d.Threshold, Censored: d.Censored, PerMove: d.PerMove, Compute: d.Compute, Queue: d.Queue, MinGap: d.MinGap,
		Bonds: d.Bonds, Price: d.RefundPrice,
	}
}

// figuresOf is the inverse of config.
func figuresOf(c *game.Config) DisputeSpec {
	return DisputeSpec{
		Threshold: c.Threshold, Censored: c.Censored, PerMove: c.PerMove, Compute: c.Compute, Queue: c.Queue, MinGap: c.MinGap,
		Bonds: c.Bonds, RefundPrice: c.Price,
	}
}

// validate has a sentence for each of the contract's conditions 4 to 6 and 8 to 13 that does not hold.
func (d *DisputeSpec) validate() error {
	var errs []error
	require := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, fmt.Errorf("dispute."+format, args...))
		}
	}
	c := d.config()
	require(d.MinGap > 0, "min_gap must be positive")
	require(d.RefundPrice > 0, "refund_price must be positive")
	most := uint64(d.Censored) + c.Delay() + uint64(d.Queue)
	require(uint64(d.Threshold) > most, "threshold is %d L1 blocks: censored, queue and a dispute of %d take %d, so it must be more",
		d.Threshold, c.Delay(), most)
	require(d.Threshold < game.MaxTime, "threshold is %d L1 blocks, at most %d are counted", d.Threshold, game.MaxTime-1)
	for level, bond := range d.Bonds {
		refunds := c.Allowance(game.Level(level))
		require(bond > 0, "bonds[%d] must be positive", level)
		require(refunds <= twoFifths(bond), "bonds[%d] is %d gwei: refunds may take %d, and no more than two fifths may go to them",
			level, bond, refunds)
	}
	return errors.Join(errs...)
}

// twoFifths of n, rounded down.
func twoFifths(n uint64) uint64 {
	high, low := bits.Mul64(2, n)
	fifth, _ := bits.Div64(high, low, 5)
	return fifth
}
