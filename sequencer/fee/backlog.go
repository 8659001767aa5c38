// SPDX-License-Identifier: Apache-2.0

package fee

import "github.com/ethereum/go-ethereum/common"

// Backlog is the sealed blocks that no batch on L1 holds, with the bytes that they take there. The zero value is
// empty and begins at block 1. Blocks follow one another without a gap.
type Backlog struct {
	derived uint64 // the block that L1 leads to
	blocks  []sized
	bytes   float64
}

type sized struct {
	hash  common.Hash
	bytes float64
}

// Next is the number of the block to be counted next.
func (b *Backlog) Next() uint64 { return b.derived + uint64(len(b.blocks)) + 1 }

// Newest is the hash of the newest block that is counted; ok is false when none is.
func (b *Backlog) Newest() (hash common.Hash, ok bool) {
	if len(b.blocks) == 0 {
		return hash, false
	}
	return b.blocks[len(b.blocks)-1].hash, true
}

// Count adds the next block.
func (b *Backlog) Count(hash common.Hash, bytes float64) {
	b.blocks = append(b.blocks, sized{hash, bytes})
	b.bytes += bytes
}

// Drop takes the newest block out again, since the chain has left it.
func (b *Backlog) Drop() {
	last := len(b.blocks) - 1
	b.bytes -= b.blocks[last].bytes
	b.blocks = b.blocks[:last]
}

// Derived says that L1 leads to that block. When L1 went back, what is behind it is to be counted again.
func (b *Backlog) Derived(number uint64) {
	if number < b.derived || number >= b.Next() {
		*b = Backlog{derived: number}
		return
	}
	for range number - b.derived {
		b.bytes -= b.blocks[0].bytes
		b.blocks = b.blocks[1:]
	}
	if b.derived = number; len(b.blocks) == 0 {
		b.bytes = 0 // what is left are errors of rounding
	}
}

// Bytes is what the blocks take on L1.
func (b *Backlog) Bytes() float64 { return b.bytes }
