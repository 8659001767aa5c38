// Package wire turns a run of L2 blocks into the bytes of one batch and back. It decides which bytes are a batch and
// how long they may get when inflated; it does not decide whether the transactions can be executed, whether the
// parent is the right one, or whether the times and messages fit L1: that is derivation's.
//
// DESIGN.md draws the format field by field.
package wire

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Limits of a batch. Decode treats what exceeds them as a breach, Encode refuses to make it.
const (
	MaxData          = 100_000 // bytes of data, as the inbox contract has it
	MaxInflated      = 1 << 20 // inflated size: see InflatedSize
	MaxBlocks        = 4096    // blocks
	MaxBlockMessages = 256     // messages that one block may newly consume
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

// ErrTooLarge says that blocks do not fit into one batch. They may fit into two.
var ErrTooLarge = errors.New("blocks do not fit into one batch")

// Encode makes the data of a batch: the same bytes for the same blocks, always. The error matches ErrTooLarge when the
// blocks are beyond MaxData, MaxInflated or MaxBlocks. Any other error means that Decode would refuse the batch: a
// block without elapsed time or with too many messages, a transaction that is not signed for this chain, a blob
// transaction with its sidecar. Senders are recovered through the transactions' caches.
func Encode(chainID *big.Int, b *Batch) ([]byte, error) {
	data, err := encode(types.LatestSignerForChainID(chainID), b)
	if err == nil && len(data) > MaxData {
		err = fmt.Errorf("%w: %d bytes", ErrTooLarge, len(data))
	}
	if err != nil {
		return nil, err
	}
	return data, nil
}

// encode is Encode without the limit on the data. It makes the shortest form; of two as short the packed one.
func encode(signer types.Signer, b *Batch) ([]byte, error) {
	if err := check(signer, b); err != nil {
		return nil, err
	}
	drafts, senders, err := takeAll(signer, b)
	if err != nil {
		return nil, err
	}
	plain := encodePlain(b)
	if len(drafts) > maxPackedTxs {
		return plain, nil
	}
	data := encodePacked(signer.ChainID(), b, drafts, makePlan(drafts, senders))
	if len(data) > MaxData {
		// Without any address named by a sender, it is what a Sizer has measured.
		if spelled := encodePacked(signer.ChainID(), b, drafts, make(map[common.Address]int)); len(spelled) < len(data) {
			data = spelled
		}
	}
	if len(plain) < len(data) {
		data = plain
	}
	return data, nil
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

// check says why Decode would refuse the blocks.
func check(signer types.Signer, b *Batch) error {
	if len(b.Blocks) == 0 {
		return errors.New("batch without blocks")
	}
	if len(b.Blocks) > MaxBlocks {
		return fmt.Errorf("%w: %d blocks", ErrTooLarge, len(b.Blocks))
	}
	size := 0
	for i, block := range b.Blocks {
		if block.Elapsed == 0 {
			return fmt.Errorf("block %d: no time elapsed", i)
		}
		if block.Messages > MaxBlockMessages {
			return fmt.Errorf("block %d: %d messages", i, block.Messages)
		}
		size += blockCost
		for j, tx := range block.Txs {
			if tx.BlobTxSidecar() != nil {
				return fmt.Errorf("block %d: transaction %d: blob sidecar", i, j)
			}
			if _, err := types.Sender(signer, tx); err != nil {
				return fmt.Errorf("block %d: transaction %d: %w", i, j, err)
			}
			if size += InflatedSize(tx); size > MaxInflated {
				return fmt.Errorf("%w: inflated size over %d", ErrTooLarge, MaxInflated)
			}
		}
	}
	return nil
}
