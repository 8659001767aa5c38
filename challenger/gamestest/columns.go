// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// ETC is the column of Ethereum Classic: blocks of 13 seconds, a week of time, half a million of coins that liars
// cannot get back.
func ETC() game.Config {
	return game.Config{
		Inbox: common.Address{18: 1}, Machine: common.Address{18: 2},
		Threshold: 46_800, Censored: 39_000, PerMove: 32, Compute: 42, Queue: 6_600, MinGap: 512,
		Bonds: [3]uint64{50e9, 7e9, 1.2e9}, Price: 50e9,
	}
}

// Short has ETC's money and a threshold of 600 blocks.
func Short() game.Config {
	return game.Config{
		Inbox: common.Address{18: 1}, Machine: common.Address{18: 2},
		Threshold: 600, Censored: 500, PerMove: 2, Compute: 10, Queue: 20, MinGap: 16,
		Bonds: [3]uint64{50e9, 7e9, 1.2e9}, Price: 50e9,
	}
}

// Blocks are a column's numbers of blocks.
type Blocks struct{ Threshold, Censored, PerMove, Compute, Queue, MinGap, Delay uint64 }

// Blocks are those of the chain's rollup.
func (c *Chain) Blocks() Blocks {
	f := c.Referee.Config()
	return Blocks{
		Threshold: uint64(f.Threshold), Censored: uint64(f.Censored), PerMove: uint64(f.PerMove), Compute: uint64(f.Compute),
		Queue: uint64(f.Queue), MinGap: uint64(f.MinGap), Delay: f.Delay(),
	}
}
