// SPDX-License-Identifier: Apache-2.0

package l1anchor

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// A program that is given the preimages of their hashes can walk the inbox's chains backwards:
//
//	message accumulator   H(acc 32 ‖ leaf 32)
//	leaf of a message     H(kind 1 ‖ sender 20 ‖ height 8 ‖ time 8 ‖ parent hash 32 ‖ H(body) 32)
//	batch accumulator     H(acc 32 ‖ index 8 ‖ H(data) 32 ‖ height 8 ‖ time 8 ‖ message acc 32 ‖ consumed 8 ‖ poster 20 ‖ miner 20)
//	milestone             H(milestone 32 ‖ batch acc 32)     after every MilestoneBatches batches
const (
	pairBytes = 64
	leafBytes = 101
	linkBytes = 168
)

// LeafPreimage is what the leaf of a message is the hash of.
func (m *Message) LeafPreimage() []byte {
	b := make([]byte, 0, leafBytes)
	b = append(b, byte(m.Kind))
	b = append(b, m.Sender[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(m.Height))
	b = binary.BigEndian.AppendUint64(b, m.Time)
	b = append(b, m.ParentHash[:]...)
	return append(b, crypto.Keccak256(m.Body)...)
}

// ParseLeaf reads what LeafPreimage wrote: the message without its index and body, and the hash of the body.
func ParseLeaf(b []byte) (m Message, body common.Hash, err error) {
	if len(b) != leafBytes {
		return m, body, fmt.Errorf("leaf of a message has %d bytes, want %d", len(b), leafBytes)
	}
	m = Message{
		Kind: Kind(b[0]), Sender: common.Address(b[1:21]), Height: Height(binary.BigEndian.Uint64(b[21:])),
		Time: binary.BigEndian.Uint64(b[29:]), ParentHash: common.Hash(b[37:69]),
	}
	return m, common.Hash(b[69:]), nil
}

// LinkPreimage is what the batch accumulator after b is the hash of.
func (b *Batch) LinkPreimage(acc, msgAcc common.Hash) []byte {
	p := make([]byte, 0, linkBytes)
	p = append(p, acc[:]...)
	p = binary.BigEndian.AppendUint64(p, b.Index)
	p = append(p, crypto.Keccak256(b.Data)...)
	p = binary.BigEndian.AppendUint64(p, uint64(b.Height))
	p = binary.BigEndian.AppendUint64(p, b.Time)
	p = append(p, msgAcc[:]...)
	p = binary.BigEndian.AppendUint64(p, b.Consumed)
	p = append(p, b.Poster[:]...)
	return append(p, b.Miner[:]...)
}

// Link is a batch as its accumulator tells of it.
type Link struct {
	Batch               // without its data
	Data    common.Hash // hash of the data
	Before  common.Hash // accumulator of the batches before it
	Message common.Hash // accumulator of the messages below Consumed
}

// ParseLink reads what LinkPreimage wrote.
func ParseLink(b []byte) (l Link, err error) {
	if len(b) != linkBytes {
		return l, fmt.Errorf("link of a batch has %d bytes, want %d", len(b), linkBytes)
	}
	l = Link{Before: common.Hash(b[:32]), Data: common.Hash(b[40:72]), Message: common.Hash(b[88:120])}
	l.Batch = Batch{
		Index: binary.BigEndian.Uint64(b[32:]), Height: Height(binary.BigEndian.Uint64(b[72:])),
		Time: binary.BigEndian.Uint64(b[80:]), Consumed: binary.BigEndian.Uint64(b[120:]),
		Poster: common.Address(b[128:148]), Miner: common.Address(b[148:168]),
	}
	return l, nil
}

// ParsePair reads the two hashes behind a message accumulator or a milestone.
func ParsePair(b []byte) (before, last common.Hash, err error) {
	if len(b) != pairBytes {
		return before, last, fmt.Errorf("link of two hashes has %d bytes, want %d", len(b), pairBytes)
	}
	return common.Hash(b[:32]), common.Hash(b[32:]), nil
}
