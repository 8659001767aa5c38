// SPDX-License-Identifier: Apache-2.0

// Package sends says what a send from L2 to L1 is a leaf of: the tree that the outbox on L2 keeps, whose root is a part
// of the L2 state. It does not know how the root gets there, nor what L1 does with a send.
//
// The tree is binary, has depth 32 and grows from the left. With depth 3 and five sends, whose leaves are a to e:
//
//	                 root = H(abcd ‖ r)
//	               ╱                    ╲
//	     abcd = H(ab ‖ cd)          r = H(q ‖ Z1)
//	      ╱            ╲             ╱          ╲
//	ab = H(a ‖ b)  cd = H(c ‖ d)  q = H(e ‖ 0)  Z1 = H(0 ‖ 0)
//	  ╱    ╲         ╱    ╲         ╱    ╲         ╱    ╲
//	 a      b       c      d       e      0       0      0
//
// An empty leaf is 0. A leaf is the hash of 192 bytes and a node of 64, so neither passes for the other. The proof of b
// is what stands beside its way to the root, from below: a, cd, r. The outbox stores 0 as the root of no sends, and so
// does this package.
//
// The twins in Solidity are contracts/src/l2/Frontier.sol and contracts/src/bridge/Sends.sol; contracts/vectors/withdrawal binds the two.
package sends

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

// Depth is how many levels stand above the leaves.
const Depth = 32

// Capacity is how many sends there may be.
const Capacity = 1 << Depth

// ErrFull says that a tree has no room for another leaf.
var ErrFull = errors.New("the tree of sends is full")

// Send is coin and a call from L2 to L1.
type Send struct {
	Index  uint64 // its place in the tree, counted from 0
	Sender common.Address
	Target common.Address // whom the bridge on L1 calls
	Value  uint256.Int    // wei
	MinGas uint64
	Data   []byte
}

// Leaf is the send's leaf: H(index 32 ‖ sender 32 ‖ target 32 ‖ value 32 ‖ min gas 32 ‖ H(data) 32).
func (s *Send) Leaf() common.Hash {
	p := s.head()
	return crypto.Keccak256Hash(append(p, crypto.Keccak256(s.Data)...))
}

// Name is what tools for OP chains call the withdrawal hash: H(abi.encode(index, sender, target, value, min gas,
// data)). It is in the outbox's event and nowhere else.
func (s *Send) Name() common.Hash {
	p := word(s.head(), 6*32) // where the data begins
	p = append(word(p, uint64(len(s.Data))), s.Data...)
	return crypto.Keccak256Hash(append(p, make([]byte, -len(s.Data)&31)...))
}

// head is the first five words of both hashes.
func (s *Send) head() []byte {
	p := word(make([]byte, 0, 6*32), s.Index)
	p = append(p, common.LeftPadBytes(s.Sender[:], 32)...)
	p = append(p, common.LeftPadBytes(s.Target[:], 32)...)
	value := s.Value.Bytes32()
	return word(append(p, value[:]...), s.MinGas)
}

func word(p []byte, n uint64) []byte {
	return binary.BigEndian.AppendUint64(append(p, make([]byte, 24)...), n)
}

// Proof is what stands beside the way from a leaf to the root, from below.
type Proof [Depth]common.Hash

// Verify reports whether a leaf stands at an index of the tree with that root.
func Verify(root, leaf common.Hash, index uint64, proof *Proof) bool {
	if index >= Capacity {
		return false
	}
	node := leaf
	for level, beside := range proof {
		if index>>level&1 == 0 {
			node = pair(node, beside)
		} else {
			node = pair(beside, node)
		}
	}
	return node == root
}

func pair(l, r common.Hash) common.Hash {
	return crypto.Keccak256Hash(l[:], r[:])
}

// empty holds the root of an empty subtree for each height.
var empty = func() (z [Depth + 1]common.Hash) {
	for level := range Depth {
		z[level+1] = pair(z[level], z[level])
	}
	return z
}()

// outOf complains about a number that a tree of n leaves does not have.
func outOf(what string, got, most uint64) error {
	return fmt.Errorf("%s %d of a tree of sends: there are %d", what, got, most)
}
