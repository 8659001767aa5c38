// SPDX-License-Identifier: Apache-2.0

package game

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/ethereum/go-ethereum/common"
)

// Config is what a rollup's deployment says about its disputes. The contract has it for ever. Blocks are those of L1.
type Config struct {
	Inbox    common.Address // where claims take their ranges from
	Machine  common.Address // what does single steps
	Template Hash           // of the machine before its input is written: header ‖ root of memory, 917 bytes
	Params   Hash           // of the rollup's parameters
	Genesis  Hash           // the L2 state that is confirmed from the start

	Threshold uint32 // T: blocks that a claim must earn
	Censored  uint32 // Cmax: blocks, in sum, in which the honest side may be censored, reorganised away or asleep
	PerMove   uint32 // δ: blocks from sending a move to having it
	Compute   uint32 // W: blocks in which all commitments of one transition are computed
	Queue     uint32 // Q: blocks for many disputes at once
	MinGap    uint32 // blocks from an assertion to its child

	Bonds [levels]uint64 // gwei: what each initial node of a level costs
	Price uint64         // wei: the most that a unit of gas is refunded with
}

// Limits of numbers that the contract packs.
const (
	MaxHeight = 1<<28 - 1 // of an L1 block; behind it time stands still
	MaxTime   = 1<<20 - 1 // blocks that a node can have earned; a proven one has

	// spareHeights are left when a rollup is deployed, at the least.
	spareHeights = 1 << 24
)

// Gas that is refunded for a move, that of its transaction included.
const (
	splitGas  = 432_000
	refineGas = 165_000
	proveGas  = 2_000_000
)

// allowedGas is what a rival can cost the other side at most, in refunded gas: at A and B eight splits and two
// refinements, at C ten splits and a prove.
var allowedGas = [levels]uint64{3_800_000, 3_800_000, 6_400_000}

// Delay is D: how many blocks later than without a dispute an honest claim is confirmed at the most, if nobody is
// kept out.
func (c *Config) Delay() uint64 { return 19*(uint64(c.PerMove)+1) + uint64(c.Compute) }

// room reports whether a cohort of that many initial nodes takes one more: their number has 32 bits, and their bonds
// in gwei 64.
func (c *Config) room(count uint32, l Level) bool {
	high, _ := bits.Mul64(uint64(count)+1, c.Bonds[l])
	return count < math.MaxUint32 && high == 0
}

// lost is what the losers of a cohort of that many initial nodes lose, in gwei.
func (c *Config) lost(count uint32, l Level) uint64 { return uint64(count-1) * c.Bonds[l] }

// Allowance is how many gwei a cohort of the level may spend for each of its nodes but one.
func (c *Config) Allowance(l Level) uint64 { return gasInGwei(allowedGas[l], c.Price) }

const weiPerGwei = 1_000_000_000

// gasInGwei is what gas costs at a price in wei, rounded down; all that a number holds if it is more.
func gasInGwei(gas, price uint64) uint64 {
	high, low := bits.Mul64(gas, price)
	if high >= weiPerGwei {
		return math.MaxUint64
	}
	gwei, _ := bits.Div64(high, low, weiPerGwei)
	return gwei
}

// Validate refuses what the contract's constructor refuses in a block of that height, with BadConfig and the number
// of the same condition. It cannot see whether there is code at the addresses.
func (c *Config) Validate(height uint64) error {
	for i, good := range [...]bool{
		c.Inbox != common.Address{},
		c.Machine != common.Address{},
		c.Template != Hash{} && c.Params != Hash{} && c.Genesis != Hash{},
		c.MinGap != 0 && c.Price != 0,
		uint64(c.Threshold) > uint64(c.Censored)+c.Delay()+uint64(c.Queue),
		c.Threshold < MaxTime,
		height < MaxHeight+1-spareHeights,
		c.Bonds[Transitions] != 0,
		c.Bonds[Strides] != 0,
		c.Bonds[Steps] != 0,
		c.affordable(Transitions),
		c.affordable(Strides),
		c.affordable(Steps),
	} {
		if !good {
			return &Refusal{Kind: BadConfig, Value: uint64(i) + 1, Detail: fmt.Sprintf("%+v at height %d", *c, height)}
		}
	}
	return nil
}

// affordable reports whether refunds are at most two fifths of a bond: a tenth is the reward, and half of it is burnt
// at least.
func (c *Config) affordable(l Level) bool {
	high, five := bits.Mul64(5, c.Allowance(l))
	over, two := bits.Mul64(2, c.Bonds[l])
	return high < over || high == over && five <= two
}
