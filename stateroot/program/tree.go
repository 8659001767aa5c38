// SPDX-License-Identifier: Apache-2.0

package program

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Tree holds the messages that L2 has consumed, by index, so that one that waits can be shown without all that came
// behind it. It is a binary tree of a fixed depth; what is not filled is zero.
//
//	depth 0            root = H(l ‖ r)
//	                  ╱              ╲
//	             H(m0 ‖ m1)        H(m2 ‖ 0)          with depth 2 and three messages
//	             ╱      ╲           ╱     ╲
//	depth 2    m0        m1       m2       0          m = leaf of a message: H(kind ‖ sender ‖ … ‖ H(body))
//
// An empty subtree hashes to zero, whatever its depth. A Tree that starts from a root knows no more than that, and asks
// for nodes as it needs them.
type Tree struct {
	value func(hash common.Hash) ([]byte, error)
	root  *node
}

// treeDepth leaves room for 2^40 messages.
const treeDepth = 40

type node struct {
	hash  common.Hash
	stale bool     // hash is that of an older content
	sub   [2]*node // nil until they were asked for; nil for ever in leaves
}

// OpenTree is the tree with that root. Value gives a node's bytes by their hash.
func OpenTree(root common.Hash, value func(hash common.Hash) ([]byte, error)) *Tree {
	return &Tree{value, &node{hash: root}}
}

// Leaf is that of the message with an index, zero when the tree has none.
func (t *Tree) Leaf(index uint64) (common.Hash, error) {
	at := t.root
	for level := treeDepth - 1; level >= 0; level-- {
		if err := t.open(at); err != nil {
			return common.Hash{}, err
		}
		at = at.sub[index>>level&1]
	}
	return at.hash, nil
}

// Append puts a leaf at an index, which must be the first that is empty.
func (t *Tree) Append(index uint64, leaf common.Hash) error {
	if index>>treeDepth != 0 {
		return fmt.Errorf("message %d has no place in a tree of depth %d", index, treeDepth)
	}
	at := t.root
	for level := treeDepth - 1; level >= 0; level-- {
		if err := t.open(at); err != nil {
			return err
		}
		at.stale = true
		at = at.sub[index>>level&1]
	}
	if at.hash != (common.Hash{}) {
		return fmt.Errorf("message %d is in the tree already", index)
	}
	at.hash = leaf
	return nil
}

// Root is the hash of the whole tree. Preimages of its nodes go to keep, which may be nil.
func (t *Tree) Root(keep func(hash common.Hash, preimage []byte)) common.Hash {
	t.root.rehash(keep)
	return t.root.hash
}

func (n *node) rehash(keep func(common.Hash, []byte)) {
	if !n.stale {
		return
	}
	for _, s := range n.sub {
		s.rehash(keep)
	}
	preimage := append(n.sub[0].hash.Bytes(), n.sub[1].hash[:]...)
	n.hash, n.stale = crypto.Keccak256Hash(preimage), false
	if keep != nil {
		keep(n.hash, preimage)
	}
}

// open makes sure that the two halves of an inner node are there.
func (t *Tree) open(n *node) error {
	if n.sub[0] != nil {
		return nil
	}
	n.sub = [2]*node{{}, {}}
	if n.hash == (common.Hash{}) {
		return nil
	}
	preimage, err := t.value(n.hash)
	if err == nil && len(preimage) != 2*common.HashLength {
		err = fmt.Errorf("it has %d bytes", len(preimage))
	}
	if err != nil {
		n.sub = [2]*node{}
		return fmt.Errorf("node %s of the message tree: %w", n.hash, err)
	}
	n.sub[0].hash, n.sub[1].hash = common.Hash(preimage[:32]), common.Hash(preimage[32:])
	return nil
}
