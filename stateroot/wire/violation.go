// SPDX-License-Identifier: Apache-2.0

package wire

import "fmt"

// Kind is a class of breaches. errors.Is(v, kind) holds for a Violation of that kind.
type Kind string

// The kinds. Which one a piece of data gets is for people; that it is a breach, and in which block, is consensus.
const (
	UnknownVersion Kind = "unknown version"      // the first byte names no version
	Truncated      Kind = "truncated"            // the data ends before the blocks do
	Trailing       Kind = "trailing bytes"       // the blocks end before the data does
	Malformed      Kind = "malformed"            // a field has a form that Encode never makes
	OverLimit      Kind = "over a limit"         // data, inflated size, blocks or messages
	NoTime         Kind = "no time elapsed"      // a block has the timestamp of its parent
	BadTransaction Kind = "bad transaction"      // not an EIP-2718 envelope of a known type
	BadSignature   Kind = "bad signature"        // no sender for this chain
	BadReference   Kind = "unresolved reference" // an address names a sender that cannot be recovered
)

func (k Kind) Error() string { return string(k) }

// Violation is the first thing in a batch's data that breaks a rule.
type Violation struct {
	Kind   Kind
	Detail string
}

func (v *Violation) Error() string { return string(v.Kind) + ": " + v.Detail }

// Unwrap lets errors.Is see the kind.
func (v *Violation) Unwrap() error { return v.Kind }

func violate(kind Kind, format string, args ...any) *Violation {
	return &Violation{Kind: kind, Detail: fmt.Sprintf(format, args...)}
}
