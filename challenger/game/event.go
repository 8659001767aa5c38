// SPDX-License-Identifier: Apache-2.0

package game

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// Event is what the contract says about a move that it has taken.
type Event interface{ event() }

// Events, as the contract's of the same names. A Split event is SplitMade here, since Split is the move.
type (
	// Asserted: a new assertion stands. The deployment's has no parent, author or state, and says what its children's
	// range is.
	Asserted struct {
		Parent, Assertion Hash
		Author            common.Address
		Span              Hash
		State             []byte
		End               Range // what the inbox held then: the range of the assertion's children
	}
	// Entered: a new whole claim stands. Claim is its assertion at level A, else the node of one leaf that it
	// continues.
	Entered struct {
		Origin, Node, Claim, Base, Span Hash
		Poster                          common.Address
	}
	// SplitMade: a node has its children.
	SplitMade struct {
		Node  Hash
		Spans [16]Hash
	}
	// Proven: the step of a node was done.
	Proven struct{ Node Hash }
	// Raised: a node has more time than the contract had kept of it.
	Raised struct {
		Node Hash
		Beta uint32
	}
	// Confirmed: an assertion is a fact. Sends is the root of what L2 has sent, zero if the state is stuck.
	Confirmed struct{ Assertion, Sends Hash }
	// Settled: a cohort has its winner.
	Settled struct {
		Origin, Winner Hash
		Reward, Burnt  uint64 // gwei
	}
	// Moved: a stake stands at an assertion that was there before.
	Moved struct {
		Owner common.Address
		Tip   Hash
	}
	// Unstaked: a stake has become credit.
	Unstaked struct{ Owner common.Address }
	// LastKnown: what L2 had sent up to the last good state is known.
	LastKnown struct{ State, Sends Hash }
	// Withdrawn: credit was paid.
	Withdrawn struct {
		Owner, To common.Address
		Amount    *uint256.Int // wei
	}
)

func (Asserted) event()  {}
func (Entered) event()   {}
func (SplitMade) event() {}
func (Proven) event()    {}
func (Raised) event()    {}
func (Confirmed) event() {}
func (Settled) event()   {}
func (Moved) event()     {}
func (Unstaked) event()  {}
func (LastKnown) event() {}
func (Withdrawn) event() {}
