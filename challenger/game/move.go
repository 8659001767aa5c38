// SPDX-License-Identifier: Apache-2.0

package game

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// Call is what the contract sees of the transaction around a move.
type Call struct {
	Height   uint64         // of its block; it never falls from one call to the next
	Sender   common.Address // who gets and pays
	Value    *uint256.Int   // wei that comes with it; nil is none
	GasPrice *uint256.Int   // wei; nil is 0, which counts as Config.Price
	Inbox    Range          // what the inbox holds then
}

// Move is one call of the contract that changes something. Its twin there has the same name and the same fields.
type Move interface{ move() }

// Parent is what an assertion's name is made of.
type Parent struct{ Parent, State, Span Hash }

// ID is the assertion's name.
func (p Parent) ID() Hash { return AssertionID(p.Parent, p.State, p.Span) }

// Run is how the machine ran on a transition, as far as the contract looks at it.
type Run struct {
	Template   []byte // the machine before its input is written: 917 bytes that hash to Config.Template
	Header     []byte // of the machine behind the last stride: 885 bytes
	MemoryRoot Hash   // of the same machine
}

// Moves. Those with a bond take it from the call's value, then from the sender's credit; what is left of the value is
// credit.
type (
	// Assert claims the state behind a parent, and 65,536 states on the way. It moves the sender's stake from the
	// parent to the claim, filled up to the bond. If the claim is there already the stake moves for nothing.
	Assert struct {
		Parent Parent
		Range  Range  // what the inbox held when the parent was asserted
		State  []byte // the L2 state, encoded: 170 bytes, or 37 for a stuck one
		Span   Hash
		Path   []Hash // the left siblings of the last leaf
	}
	// Split cuts a node that is rivaled in sixteen.
	Split struct {
		Node  Ref
		Spans [16]Hash
	}
	// RefineLeaf claims how the machine ran on the transition that a node of level A is about. It has a bond.
	RefineLeaf struct {
		Node         Ref
		Start        Start // shows Before
		Parent, End  Hash  // make the node's origin
		Before, Next Hash  // the L2 states around the transition
		Span         Hash
		Path         []Hash // the left siblings of the last leaf, the machine of Run
		Run          Run
	}
	// RefineStride claims the steps of the stride that a node of level B is about. It has a bond.
	RefineStride struct {
		Node    Ref
		Start   Start // shows Machine
		Machine Hash  // before the stride
		Span    Hash
		Path    []Hash // the left siblings of the last leaf, which is the node's span
	}
	// Prove has the contract do the step that a node of level C is about.
	Prove struct {
		Node    Ref
		Start   Start // shows the machine before the step
		Witness []byte
	}
	// Update brings a split node's time up to date with that of its children.
	Update struct {
		Node  Ref
		Spans [16]Hash
	}
	// UpdateFrom brings the time of a node of one leaf up to date with that of one of its refinements.
	UpdateFrom struct {
		Node       Ref
		Span, Base Hash // the refinement's
	}
	// Confirm makes an assertion that has earned the threshold a fact.
	Confirm struct {
		Parent Parent
		State  []byte // of the assertion that is confirmed
		Span   Hash   // of the same
	}
	// Settle pays the winner of a cohort of level B or C.
	Settle struct{ Winner Ref }
	// Last has what was sent from L2 up to the last good state be paid, once a stuck state is confirmed.
	Last struct{ Good []byte }
	// Unstake turns the sender's stake into credit, when it stands at a confirmed assertion.
	Unstake struct{}
	// Withdraw pays the sender's credit.
	Withdraw struct{ To common.Address }
	// Batch does several moves in one call, all or none. It takes no value.
	Batch struct{ Moves []Move }
)

func (Assert) move()       {}
func (Split) move()        {}
func (RefineLeaf) move()   {}
func (RefineStride) move() {}
func (Prove) move()        {}
func (Update) move()       {}
func (UpdateFrom) move()   {}
func (Confirm) move()      {}
func (Settle) move()       {}
func (Last) move()         {}
func (Unstake) move()      {}
func (Withdraw) move()     {}
func (Batch) move()        {}
