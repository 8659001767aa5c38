// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"math/bits"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
)

// encodePlain makes the plain form: per block the RLP list (elapsed, messages, (envelope, envelope, …)).
func encodePlain(b *Batch) []byte {
	w := rlp.NewEncoderBuffer(nil)
	for _, block := range b.Blocks {
		l := w.List()
		w.WriteUint64(block.Elapsed)
		w.WriteUint64(block.Messages)
		txs := w.List()
		for _, tx := range block.Txs {
			raw, err := tx.MarshalBinary()
			if err != nil {
				panic("wire: signed transaction does not encode: " + err.Error())
			}
			w.WriteBytes(raw)
		}
		w.ListEnd(txs)
		w.ListEnd(l)
	}
	data := append([]byte{byte(Plain)}, b.Parent[:]...)
	return append(data, w.ToBytes()...)
}

// plainSize is the length of what encodePlain makes.
func plainSize(b *Batch) int {
	size := headerLength
	for _, block := range b.Blocks {
		txs := 0
		for _, tx := range block.Txs {
			txs += rlpString(int(tx.Size()))
		}
		size += rlpString(rlp.IntSize(block.Elapsed) + rlp.IntSize(block.Messages) + rlpString(txs))
	}
	return size
}

// rlpString is the size of an RLP list or long string with that much content. No envelope is a single byte.
func rlpString(content int) int {
	if content < 56 {
		return 1 + content
	}
	return 1 + (bits.Len(uint(content))+7)/8 + content
}

// decodePlain reads the blocks of the plain form.
func decodePlain(signer types.Signer, body []byte) ([]Block, *Violation) {
	var blocks []Block
	left := budget{left: MaxInflated}
	for {
		if len(blocks) == MaxBlocks {
			return blocks, violate(OverLimit, "more than %d blocks", MaxBlocks)
		}
		item, rest, err := rlp.SplitList(body)
		if err != nil {
			return blocks, violate(Malformed, "block %d: %v", len(blocks), err)
		}
		block, v := decodePlainBlock(signer, item, &left)
		if v != nil {
			return blocks, v
		}
		blocks = append(blocks, block)
		if body = rest; len(body) == 0 {
			return blocks, nil
		}
	}
}

func decodePlainBlock(signer types.Signer, item []byte, left *budget) (b Block, v *Violation) {
	if !left.take(blockCost) {
		return b, violate(OverLimit, "inflated size over %d", MaxInflated)
	}
	var err error
	if b.Elapsed, item, err = rlp.SplitUint64(item); err != nil {
		return b, violate(Malformed, "elapsed: %v", err)
	}
	if b.Messages, item, err = rlp.SplitUint64(item); err != nil {
		return b, violate(Malformed, "messages: %v", err)
	}
	if v := checkBlock(&b); v != nil {
		return b, v
	}
	txs, rest, err := rlp.SplitList(item)
	if err != nil {
		return b, violate(Malformed, "transactions: %v", err)
	}
	if len(rest) > 0 {
		return b, violate(Malformed, "%d bytes after the transactions", len(rest))
	}
	for len(txs) > 0 {
		var raw []byte
		if raw, txs, err = rlp.SplitString(txs); err != nil {
			return b, violate(Malformed, "transaction %d: %v", len(b.Txs), err)
		}
		tx, v := decodeEnvelope(signer, raw)
		if v != nil {
			return b, v
		}
		if !left.take(InflatedSize(tx)) {
			return b, violate(OverLimit, "inflated size over %d", MaxInflated)
		}
		b.Txs = append(b.Txs, tx)
	}
	return b, nil
}

// checkBlock applies the rules on a block's numbers.
func checkBlock(b *Block) *Violation {
	if b.Elapsed == 0 {
		return violate(NoTime, "elapsed 0")
	}
	if b.Messages > MaxBlockMessages {
		return violate(OverLimit, "%d messages in a block", b.Messages)
	}
	return nil
}

// decodeEnvelope reads one EIP-2718 envelope and recovers its sender.
func decodeEnvelope(signer types.Signer, raw []byte) (*types.Transaction, *Violation) {
	tx, v := unpackEnvelope(raw)
	if v != nil {
		return nil, v
	}
	if _, err := types.Sender(signer, tx); err != nil {
		return nil, violate(BadSignature, "%v", err)
	}
	return tx, nil
}
