// SPDX-License-Identifier: Apache-2.0

package game

import "fmt"

// Kind is why a move is refused, under the name that the contract's error has. It is an error so that errors.Is finds
// it in a Refusal.
type Kind string

func (k Kind) Error() string { return "refuse: " + string(k) }

// The reasons.
const (
	BadConfig          Kind = "BadConfig"          // Value is the number of the condition that is broken
	UnknownAssertion   Kind = "UnknownAssertion"   // there is no such assertion, or none that waits for being confirmed
	WrongRange         Kind = "WrongRange"         // not what the inbox held when the parent was asserted
	WrongState         Kind = "WrongState"         // neither an L2 state nor a stuck one
	TooEarly           Kind = "TooEarly"           // Value is the height from which it is not
	WrongPath          Kind = "WrongPath"          // the state is not the last leaf of the span
	WrongBond          Kind = "WrongBond"          // Value is the gwei that value and credit together must be worth
	NotTip             Kind = "NotTip"             // the sender's stake stands elsewhere than at the parent
	NotConfirmed       Kind = "NotConfirmed"       // the sender has no stake at a confirmed assertion; or no stuck state is confirmed
	ParentNotConfirmed Kind = "ParentNotConfirmed" // parents are confirmed first
	NoNode             Kind = "NoNode"             // there is no such node
	NotRivaled         Kind = "NotRivaled"         // nothing contradicts the node
	AlreadySplit       Kind = "AlreadySplit"       // the node has its children
	AlreadyProven      Kind = "AlreadyProven"      // the step has been done
	WrongLevel         Kind = "WrongLevel"         // the move is for nodes of another level
	WrongLength        Kind = "WrongLength"        // the move is for nodes of one leaf, or of more than one
	WrongChildren      Kind = "WrongChildren"      // the spans do not make the node's span, or the node is not split
	WrongStart         Kind = "WrongStart"         // the state is not the one before the node
	WrongTemplate      Kind = "WrongTemplate"      // not the machine that this rollup is about
	WrongOutcome       Kind = "WrongOutcome"       // the machine that ends the claim does not say what the node says
	WrongClaim         Kind = "WrongClaim"         // the refinement is not one of the node
	WrongStep          Kind = "WrongStep"          // the step leads to another machine
	AlreadySettled     Kind = "AlreadySettled"     // the cohort has its winner
	NothingToPay       Kind = "NothingToPay"       // the sender has no credit

	NotTaken Kind = "NotTaken" // the receiver of a withdrawal refuses it; no referee says so

	// NoReason is what the contract refuses without a name: money that a function does not take.
	NoReason Kind = ""
)

// Refusal is a move that the contract refuses. It has changed nothing.
type Refusal struct {
	Kind   Kind
	Value  uint64 // see the kinds
	Detail string // for people
}

func (r *Refusal) Error() string {
	if r.Detail == "" {
		return r.Kind.Error()
	}
	return r.Kind.Error() + ": " + r.Detail
}

// Unwrap lets errors.Is see the kind.
func (r *Refusal) Unwrap() error { return r.Kind }

func refuse(kind Kind, format string, args ...any) *Refusal {
	return &Refusal{Kind: kind, Detail: fmt.Sprintf(format, args...)}
}
