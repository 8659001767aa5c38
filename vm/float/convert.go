// SPDX-License-Identifier: Apache-2.0

package float

import "math/bits"

// To is FCVT.S.D and FCVT.D.S: a value in another format.
func (f Format) To(g Format, v uint64, rm Round) (uint64, Flags) {
	if f.isNaN(v) {
		_, flags := f.nan(v)
		return g.NaN(), flags
	}
	n := f.unpack(v)
	switch {
	case n.inf:
		return g.signed(n.neg, g.infinity()), 0
	case n.zero:
		return g.signed(n.neg, 0), 0
	}
	return g.pack(n.neg, n.exp, n.sig, 0, rm)
}

// FromInt is FCVT from a signed integer.
func (f Format) FromInt(v int64, rm Round) (uint64, Flags) {
	if v < 0 {
		return f.fromMagnitude(true, -uint64(v), rm)
	}
	return f.fromMagnitude(false, uint64(v), rm)
}

// FromUint is FCVT from an unsigned integer.
func (f Format) FromUint(v uint64, rm Round) (uint64, Flags) { return f.fromMagnitude(false, v, rm) }

func (f Format) fromMagnitude(neg bool, v uint64, rm Round) (uint64, Flags) {
	if v == 0 {
		return 0, 0
	}
	shift := bits.LeadingZeros64(v)
	return f.pack(neg, 63-shift, v<<shift, 0, rm)
}

// ToInt is FCVT to a signed integer of 32 or 64 bits, sign-extended. What does not fit becomes the nearest one that
// does, a NaN the largest, and that is invalid.
func (f Format) ToInt(v uint64, width uint, rm Round) (uint64, Flags) {
	most := uint64(1)<<(width-1) - 1
	neg, magnitude, inexact, fits := f.integer(v, rm)
	switch {
	case f.isNaN(v), !neg && (!fits || magnitude > most):
		return most, Invalid
	case neg && (!fits || magnitude > most+1):
		return -(most + 1), Invalid
	case neg:
		return -magnitude, inexact
	}
	return magnitude, inexact
}

// ToUint is FCVT to an unsigned integer of 32 or 64 bits. A result of 32 bits is sign-extended, as every one is.
func (f Format) ToUint(v uint64, width uint, rm Round) (uint64, Flags) {
	most := ^uint64(0) >> (64 - width)
	neg, magnitude, inexact, fits := f.integer(v, rm)
	var flags Flags
	switch {
	case f.isNaN(v), !neg && (!fits || magnitude > most):
		magnitude, flags = most, Invalid
	case neg && (!fits || magnitude != 0):
		magnitude, flags = 0, Invalid
	default:
		flags = inexact
	}
	if width == 32 {
		magnitude = uint64(int64(int32(magnitude)))
	}
	return magnitude, flags
}

// integer rounds to an integer below 2^64; fits is false for what is larger.
func (f Format) integer(v uint64, rm Round) (neg bool, magnitude uint64, inexact Flags, fits bool) {
	n := f.unpack(v)
	switch {
	case n.zero:
		return n.neg, 0, 0, true
	case n.inf || n.exp > 63:
		return n.neg, 0, 0, false
	}
	// A word below the point says how to round: a half, and whether there is anything else.
	hi, lo := shiftJam128(n.sig, 0, uint(63-n.exp))
	if lo != 0 {
		inexact = Inexact
	}
	if rm.up(n.neg, hi, lo, 1<<63) {
		if hi++; hi == 0 {
			return n.neg, 0, 0, false
		}
	}
	return n.neg, hi, inexact, true
}
