// SPDX-License-Identifier: Apache-2.0

package derive

import (
	"errors"
	"fmt"

	"github.com/layeredpow/adit/stateroot/transition"
)

// Kind names a rule that a batch's data or a block in it breaks. It is an error only so that errors.Is finds it in a
// Violation; derivation never fails for one.
type Kind string

func (k Kind) Error() string { return string(k) }

// The rules that this package watches. The kinds of package wire, for bytes that do not decode, stand beside them
// under their own names.
const (
	WrongParent   Kind = "wrong parent"             // the data extends another block than the derived head
	NoBlocks      Kind = "no blocks"                // the data decodes to nothing
	NotLater      Kind = "not later than parent"    // zero seconds since the parent, or more than 64 bits hold
	TooLate       Kind = "too far ahead of L1"      // timestamp beyond the L1 timestamp of the batch + MaxDrift
	TooManyTaken  Kind = "too many messages"        // more than wire.MaxBlockMessages, or more than the batch consumes
	TakenTooEarly Kind = "messages taken too early" // while forced transactions wait at the block's parent
	NotAllTaken   Kind = "messages left over"       // the last block stops short of what the batch consumes
	BlockInvalid  Kind = "block input invalid"      // a context that transition refuses; the rules above leave none
	BlockRejected Kind = "transaction rejected"     // an own transaction that the rules refuse where it stands
	BlockFull     Kind = "block over its limits"    // own transactions over the gas or the proof limit
)

// Violation is the first thing in a batch that breaks a rule.
type Violation struct {
	Kind   Kind
	Block  int    // position in the batch of the block that would have been next
	Detail string // the values, for people; not part of any rule
}

func (v *Violation) Error() string {
	return fmt.Sprintf("block %d of batch: %s: %s", v.Block, v.Kind, v.Detail)
}

// Is lets errors.Is(err, kind) find the kind.
func (v *Violation) Is(target error) bool { return target == error(v.Kind) }

func violation(block int, kind Kind, format string, args ...any) *Violation {
	return &Violation{Kind: kind, Block: block, Detail: fmt.Sprintf(format, args...)}
}

// refused turns an Engine's error into the rule it names, or nil when it is fatal.
func refused(block int, err error) *Violation {
	switch {
	case errors.Is(err, transition.ErrInput):
		return violation(block, BlockInvalid, "%v", err)
	case errors.Is(err, transition.ErrRejected):
		return violation(block, BlockRejected, "%v", err)
	case errors.Is(err, transition.ErrFull):
		return violation(block, BlockFull, "%v", err)
	}
	return nil
}
