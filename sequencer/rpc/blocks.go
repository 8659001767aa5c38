// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rlp"
)

// Bounds of adit_getBlocks; a caller asks again from where the answer ends.
const (
	maxBlocks     = 256
	maxBlockBytes = 4 << 20
)

// Block is a sealed block as adit_getBlocks gives it.
type Block struct {
	Number     hexutil.Uint64 `json:"number"`
	Hash       common.Hash    `json:"hash"`
	Raw        hexutil.Bytes  `json:"raw"`        // RLP
	Forced     hexutil.Uint64 `json:"forced"`     // transactions, from the top, that were forced
	Consumed   hexutil.Uint64 `json:"consumed"`   // messages consumed at its end
	ForcedNext hexutil.Uint64 `json:"forcedNext"` // first forced transaction that waits at its end
	Acc        common.Hash    `json:"acc"`        // message accumulator at its end
	Messages   hexutil.Bytes  `json:"messages"`   // RLP list of the messages that it newly consumes
}

// GetBlocks gives blocks in a row, from the given number on: at most count, and fewer when the chain ends or the
// answer grows too large. At least one is given when there is one. They are those of the canonical chain, or of the
// one that ends in the block to.
func (a *aditAPI) GetBlocks(from, count hexutil.Uint64, to *common.Hash) ([]Block, error) {
	if to == nil {
		head := a.s.eth.BlockChain().CurrentBlock().Hash()
		to = &head
	}
	return a.encodeBlocks(a.s.need.Chain.Branch(uint64(from), min(uint64(count), maxBlocks), *to))
}

// Seal is what a node has sealed at a height, without the block itself.
type Seal struct {
	Hash     common.Hash    `json:"hash"`
	Forced   hexutil.Uint64 `json:"forced"`   // as in Block
	Consumed hexutil.Uint64 `json:"consumed"` // as in Block
}

// GetSeals is GetBlocks for those who have the blocks from another node, and ask whether this one has sealed the same.
func (a *aditAPI) GetSeals(from, count hexutil.Uint64) ([]Seal, error) {
	seals := []Seal{}
	for _, hash := range a.s.need.Chain.Branch(uint64(from), min(uint64(count), maxBlocks), a.s.eth.BlockChain().CurrentBlock().Hash()) {
		cursor, forced, err := a.s.need.Chain.Cursor(hash)
		if err != nil {
			return nil, err
		}
		seals = append(seals, Seal{Hash: hash, Forced: hexutil.Uint64(forced), Consumed: hexutil.Uint64(cursor.Consumed)})
	}
	return seals, nil
}

// encodeBlocks gives blocks as far as the answer has room.
func (a *aditAPI) encodeBlocks(hashes []common.Hash) ([]Block, error) {
	blocks := []Block{}
	size := 0
	for _, hash := range hashes {
		block := a.s.eth.BlockChain().GetBlockByHash(hash)
		if block == nil || size > maxBlockBytes || len(blocks) > 0 && blocks[len(blocks)-1].Hash != block.ParentHash() {
			break // the chain may have been rebased between two reads
		}
		n := block.NumberU64()
		raw, err := rlp.EncodeToBytes(block)
		if err != nil {
			return nil, fmt.Errorf("encode block %d: %w", n, err)
		}
		cursor, forced, err := a.s.need.Chain.Cursor(block.Hash())
		if err != nil {
			return nil, err
		}
		messages, err := a.s.need.Chain.Messages(block.Hash())
		if err != nil {
			return nil, err
		}
		inbox, err := rlp.EncodeToBytes(messages)
		if err != nil {
			return nil, fmt.Errorf("encode messages of block %d: %w", n, err)
		}
		blocks = append(blocks, Block{Number: hexutil.Uint64(n), Messages: inbox, Hash: block.Hash(), Raw: raw, Forced: hexutil.Uint64(forced),
			Consumed: hexutil.Uint64(cursor.Consumed), ForcedNext: hexutil.Uint64(cursor.Forced), Acc: cursor.Acc})
		size += len(raw) + len(inbox)
	}
	return blocks, nil
}
