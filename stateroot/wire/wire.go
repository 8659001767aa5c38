// SPDX-License-Identifier: Apache-2.0

// Package wire turns a run of L2 blocks into the bytes of one batch and back. It decides which bytes are a batch and
// how long they may get when inflated; it does not decide whether the transactions can be executed, whether the
// parent is the right one, or whether the times and messages fit L1: that is derivation's.
//
// DESIGN.md draws the format field by field.
package wire

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
)

// Limits of a batch. Decode treats what exceeds them as a breach, Encode refuses to make it.
const (
	MaxData          = l1anchor.MaxBatchData // bytes of data
	MaxInflated      = 1 << 20               // inflated size: see InflatedSize
	MaxBlocks        = 4096                  // blocks
	MaxBlockMessages = 256                   // messages that one block may newly consume
)

// Version is the first byte of the data and names the form of what follows the parent hash.
type Version byte

// Versions in use. A number that was ever used on L1 keeps its meaning for ever.
const (
	Plain  Version = 0 // blocks in RLP, one after another
	Packed Version = 1 // fields through an adaptive range coder, addresses by reference
)

// headerLength is the version byte and the parent hash.
const headerLength = 1 + common.HashLength

// Block is what a batch says of one L2 block. Everything else of the block follows from its parent and from L1.
type Block struct {
	Elapsed  uint64               // seconds since the parent's timestamp, at least 1
	Messages uint64               // L1 messages that the block newly consumes, at most MaxBlockMessages
	Txs      []*types.Transaction // the block's own transactions, without the forced ones at its top
}

// Batch is a run of L2 blocks, each the parent of the next.
type Batch struct {
	Parent common.Hash // the L2 block that the first one extends
	Blocks []Block
}

// Decode reads the data of a batch. It returns the blocks before the first breach together with the Violation, which
// is nil when all is well; the batch is never nil. Every transaction returned encodes to the bytes that Encode was
// given, and has its sender cached for types.LatestSignerForChainID(chainID). Decode is total: any bytes give an
// answer, in memory and time bounded by the limits above.
func Decode(chainID *big.Int, data []byte) (*Batch, *Violation) {
	return DecodeWith(types.LatestSignerForChainID(chainID), data)
}

// DecodeWith is Decode with the signer that recovers the senders, for callers that recover in their own way. The
// signer's chain id is the chain's.
func DecodeWith(signer types.Signer, data []byte) (*Batch, *Violation) {
	b := new(Batch)
	if len(data) > MaxData {
		return b, violate(OverLimit, "%d bytes of data", len(data))
	}
	if len(data) < headerLength {
		return b, violate(Truncated, "%d bytes of data", len(data))
	}
	b.Parent = common.BytesToHash(data[1:headerLength])
	var v *Violation
	switch version, body := Version(data[0]), data[headerLength:]; version {
	case Plain:
		b.Blocks, v = decodePlain(signer, body)
	case Packed:
		b.Blocks, v = decodePackedBlocks(signer, body)
	default:
		v = violate(UnknownVersion, "version %d", version)
	}
	return b, v
}
