// SPDX-License-Identifier: Apache-2.0

package l1anchor

import (
	"encoding/binary"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

var (
	// ErrUnknownBlock says that the L1 node does not have the block that was asked for.
	ErrUnknownBlock = errors.New("unknown L1 block")
	// ErrContradiction says that an answer of the L1 node does not agree with the hash that names it, or with another
	// answer. It is never used. Asking again, or another node, may help.
	ErrContradiction = errors.New("the L1 node contradicts itself")
)

// Kind tells what a message asks of L2. Kinds not listed are consumed without effect.
type Kind uint8

const (
	Deposit    Kind = 1 // body: recipient (20 bytes) ‖ gwei (8 bytes, big endian); only from the bridge
	Forced     Kind = 2 // body: one signed L2 transaction in its EIP-2718 encoding
	BridgeCall Kind = 3 // body: target, value, data; only from the bridge
	Checkpoint Kind = 4 // body: ignored; moves the L1 word on
)

// Limits that every inbox enforces; Terms has those that an inbox is created with.
const (
	MaxBody          = 32 * 1024 // bytes in the body of a message
	MaxBatchData     = 100_000   // bytes in the data of a batch that the proven program takes: no inbox takes more
	MaxBatchMsgs     = 4096      // messages that one batch may newly consume
	MilestoneBatches = 1024      // batches between two entries of the milestone chain
	DepositLength    = 28        // bytes in the body of a deposit that has an effect
)

// Terms are what an inbox was created with, as far as a rollup's file repeats it. They never change.
type Terms struct {
	ForceDelay   uint64 // seconds that a message may wait before anybody may force it in
	MaxMessages  uint64 // messages that an L1 block takes
	MaxBatchData uint64 // bytes that the data of a batch may have, at most the constant of that name
}

// Message is one entry of the inbox's message chain, with what L1 knew when it was appended.
type Message struct {
	Index      uint64 // counted from 0
	Kind       Kind
	Sender     common.Address
	Height     Height      // number of the L1 block that carried it
	Time       uint64      // timestamp of that block
	ParentHash common.Hash // hash of that block's parent, the newest one that L1 can name
	Body       []byte
}

// Extend is the message accumulator after m, given the one before it: H(acc 32 ‖ leaf 32).
func (m *Message) Extend(acc common.Hash) common.Hash {
	return crypto.Keccak256Hash(acc[:], crypto.Keccak256(m.LeafPreimage()))
}

// Word is what an L2 block knows of L1 when m is the newest message it consumed; acc is the accumulator after m:
//
//	H(parent hash 32 ‖ height 8 ‖ time 8 ‖ acc 32)
func (m *Message) Word(acc common.Hash) common.Hash {
	var b [80]byte
	copy(b[:], m.ParentHash[:])
	binary.BigEndian.PutUint64(b[32:], uint64(m.Height))
	binary.BigEndian.PutUint64(b[40:], m.Time)
	copy(b[48:], acc[:])
	return crypto.Keccak256Hash(b[:])
}

// Batch is one entry of the inbox's batch chain.
type Batch struct {
	Index    uint64 // counted from 0; see Number for where an empty one gets it
	Consumed uint64 // messages consumed by this batch and all before it
	Height   Height
	Time     uint64
	Data     []byte         // empty for a batch that only forces messages in
	Poster   common.Address // who appended it; zero where Data is empty
	Miner    common.Address // whom the L1 block that carries it pays
}

// Extend is the batch accumulator after b, given the one before it and the message accumulator at b.Consumed: the hash
// of the link.
func (b *Batch) Extend(acc, msgAcc common.Hash) common.Hash {
	return crypto.Keccak256Hash(b.LinkPreimage(acc, msgAcc))
}

// Tail is what the next batch names this one by: the first 8 bytes of the hash of its data. A batch that
// was prepared behind another predecessor is turned away by the contract instead of being derived as void.
func (b *Batch) Tail() (t [8]byte) {
	copy(t[:], crypto.Keccak256(b.Data))
	return t
}
