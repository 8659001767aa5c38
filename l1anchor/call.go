// SPDX-License-Identifier: Apache-2.0

package l1anchor

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/crypto"
)

// BatchCall is what a transaction asks of the inbox's appendBatch(uint64,bytes8,uint64,bytes). The contract takes one
// encoding only:
//
//	0          4       36     68         100    132      164
//	| selector | index | prev | consumed | 0x80 | length | data, zero or more bytes up to a multiple of 32 |
//
// Numbers stand at the right end of their 32-byte word, prev at the left end of its own.
type BatchCall struct {
	Index    uint64  // ignored by the contract for a batch that anyone forces
	Prev     [8]byte // Tail of batch Index-1, zero for the first; ignored likewise
	Consumed uint64
	Data     []byte
}

const (
	word     = 32
	callHead = 4 + 4*word
)

var appendBatch = crypto.Keccak256([]byte("appendBatch(uint64,bytes8,uint64,bytes)"))[:4]

// Encode is the input of a transaction that makes the call.
func (c *BatchCall) Encode() []byte {
	padded := (len(c.Data) + word - 1) / word * word
	in := make([]byte, callHead+word+padded)
	copy(in, appendBatch)
	binary.BigEndian.PutUint64(in[4+24:], c.Index)
	copy(in[4+word:], c.Prev[:])
	binary.BigEndian.PutUint64(in[4+2*word+24:], c.Consumed)
	binary.BigEndian.PutUint64(in[4+3*word+24:], callHead-4)
	binary.BigEndian.PutUint64(in[callHead+24:], uint64(len(c.Data)))
	copy(in[callHead+word:], c.Data)
	return in
}

// IsBatchCall tells whether the contract takes input for a call of appendBatch, well formed or not.
func IsBatchCall(input []byte) bool {
	return len(input) >= 4 && [4]byte(input) == [4]byte(appendBatch)
}

// DecodeBatchCall reads input. Where ok is false the call has reverted on L1. The bytes that fill up the last word of
// data may be anything. Data is a part of input.
func DecodeBatchCall(input []byte) (c BatchCall, ok bool) {
	if !IsBatchCall(input) || len(input) < callHead+word {
		return c, false
	}
	index, ok0 := uint64At(input, 4)
	consumed, ok1 := uint64At(input, 4+2*word)
	offset, ok2 := uint64At(input, 4+3*word)
	length, ok3 := uint64At(input, callHead)
	data := input[callHead+word:]
	if !ok0 || !ok1 || !ok2 || !ok3 || offset != callHead-4 || length > uint64(len(data)) ||
		uint64(len(data)) != (length+word-1)/word*word || [word - 8]byte(input[4+word+8:]) != [word - 8]byte{} {
		return c, false
	}
	return BatchCall{Index: index, Prev: [8]byte(input[4+word:]), Consumed: consumed, Data: data[:length:length]}, true
}

// uint64At reads the 32-byte word at p; ok is false when it is over 64 bits.
func uint64At(b []byte, p int) (n uint64, ok bool) {
	return binary.BigEndian.Uint64(b[p+word-8:]), [word - 8]byte(b[p:]) == [word - 8]byte{}
}

// MessageCall is what a transaction asks of the inbox's appendMessage(uint8,bytes): a message of any kind but Deposit
// and BridgeCall, which are the bridge's, in the sender's name.
type MessageCall struct {
	Kind Kind
	Body []byte
}

var appendMessage = crypto.Keccak256([]byte("appendMessage(uint8,bytes)"))[:4]

// Encode is the input of a transaction that makes the call.
func (c *MessageCall) Encode() []byte {
	const head = 4 + 2*word
	padded := (len(c.Body) + word - 1) / word * word
	in := make([]byte, head+word+padded)
	copy(in, appendMessage)
	in[4+word-1] = byte(c.Kind)
	binary.BigEndian.PutUint64(in[4+word+24:], head-4)
	binary.BigEndian.PutUint64(in[head+24:], uint64(len(c.Body)))
	copy(in[head+word:], c.Body)
	return in
}
