// SPDX-License-Identifier: Apache-2.0

package game

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/stateroot/program"
)

// Hash is a keccak256, of whatever the name of a field or parameter says.
type Hash = common.Hash

// Level is how fine the leaves of a tree are.
type Level uint8

// The levels: A, B and C.
const (
	Transitions Level = iota // a leaf is the L2 state behind one run of the program
	Strides                  // a leaf is the machine behind 2^20 of its steps
	Steps                    // a leaf is the machine behind one step
)

const levels = 3

// Height is that of a tree of the level: it has 2^Height leaves. It is 0 for what is no level.
func (l Level) Height() uint8 {
	switch l {
	case Transitions, Strides:
		return 16
	case Steps:
		return 20
	}
	return 0
}

func (l Level) String() string {
	if l < levels {
		return string('A' + byte(l))
	}
	return fmt.Sprintf("level %d", uint8(l))
}

// The first bytes of what is hashed, where inner nodes of a tree are two hashes and nothing else.
const (
	leafMark = 0x4c
	baseMark = 0x42
)

// Leaf is a tree's leaf of a state: of level A a state of L2, of the others a machine.
func Leaf(state Hash) Hash {
	var b [33]byte
	b[0] = leafMark
	copy(b[1:], state[:])
	return crypto.Keccak256Hash(b[:])
}

// Pair is the node above two nodes of a tree. It also puts a context and a span together to a node of the game.
func Pair(left, right Hash) Hash {
	var b [64]byte
	copy(b[:32], left[:])
	copy(b[32:], right[:])
	return crypto.Keccak256Hash(b[:])
}

// Extend is the base behind a part: base stands for all that a claim says before the part, span is the root of the
// part.
func Extend(base, span Hash) Hash {
	var b [65]byte
	b[0] = baseMark
	copy(b[1:33], base[:])
	copy(b[33:], span[:])
	return crypto.Keccak256Hash(b[:])
}

// Origin names the cohort of the claims that follow an assertion: end is the hash of the range in which they are true
// or not. At levels B and C an origin is the context of the node of one leaf that is disputed.
func Origin(parent, end Hash) Hash { return Pair(parent, end) }

// AssertionID is the name of a claim about the state behind the assertion parent. span is the root of its tree of
// level A.
func AssertionID(parent, state, span Hash) Hash {
	return crypto.Keccak256Hash(parent[:], state[:], span[:])
}

// GenesisID is the name of the assertion that is confirmed from the start.
func GenesisID(state Hash) Hash { return AssertionID(Hash{}, state, Hash{}) }

// Range is what the inbox holds at a moment: how far the claims that start there may derive.
type Range program.End

// Hash is what an assertion keeps of it, and what the program is started with.
func (r Range) Hash() Hash { return crypto.Keccak256Hash((*program.End)(&r).Encode()) }

// Ref is all that names a node: which part of which claims, what they say before it, and what this one says in it.
type Ref struct {
	Origin Hash  // names the cohort, and with it level and start
	Level  Level // of the tree
	Len    uint8 // logarithm of the number of leaves: a multiple of four
	Pos    uint32
	Base   Hash // all that the claim says before Pos
	Span   Hash // root over its 2^Len leaves from Pos
}

// Context is what rivals share: everything but the span.
func (r Ref) Context() Hash {
	var b [96]byte
	copy(b[:32], r.Origin[:])
	copy(b[32:64], r.Base[:])
	b[90], b[91] = byte(r.Level), r.Len
	binary.BigEndian.PutUint32(b[92:], r.Pos)
	return crypto.Keccak256Hash(b[:])
}

// Node is the name of the node. Whoever claims the same of the same part claims the same node.
func (r Ref) Node() Hash { return Pair(r.Context(), r.Span) }

// Children are the nodes that a split into these spans makes. The caller has seen that the node has sixteen leaves at
// least, and that the spans make its span (Join).
func (r Ref) Children(spans [16]Hash) (children [16]Ref) {
	child := Ref{Origin: r.Origin, Level: r.Level, Len: r.Len - splitBits, Pos: r.Pos, Base: r.Base}
	for i, span := range spans {
		child.Span = span
		children[i] = child
		child.Base = Extend(child.Base, span)
		child.Pos += 1 << child.Len
	}
	return children
}

// splitBits is the logarithm of how many parts a split makes.
const splitBits = 4

// Join is the root above sixteen spans that stand side by side.
func Join(spans [16]Hash) Hash {
	for n := len(spans); n > 1; n /= 2 {
		for i := range n / 2 {
			spans[i] = Pair(spans[2*i], spans[2*i+1])
		}
	}
	return spans[0]
}

// AssertionRoot is the node of an assertion's whole claim. state is the one of its parent, origin the cohort's.
func AssertionRoot(origin, state, span Hash) Ref {
	return Ref{Origin: origin, Level: Transitions, Len: Transitions.Height(), Base: Leaf(state), Span: span}
}

// Refinement is the node of a whole claim about the one leaf of r, a level down. machine is the start of that level:
// the machine before the transition or the stride.
func (r Ref) Refinement(machine, span Hash) Ref { return r.refinement(Leaf(machine), span) }

// refinement is Refinement with the base made.
func (r Ref) refinement(base, span Hash) Ref {
	return Ref{Origin: r.Context(), Level: r.Level + 1, Len: (r.Level + 1).Height(), Base: base, Span: span}
}
