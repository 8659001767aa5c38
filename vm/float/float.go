// SPDX-License-Identifier: Apache-2.0

// Package float is the arithmetic of RISC-V's F and D extensions in integers: the same bits on every machine. It
// follows IEEE 754-2008 and chapters "F" and "D" of the unprivileged ISA manual. Values are bit patterns; boxing them
// in registers is the caller's.
package float

import "math/bits"

// Round is a rounding mode, encoded as in instructions and in fcsr.
type Round uint8

// The rounding modes.
const (
	NearestEven Round = iota // RNE: to nearest, ties to even
	ToZero                   // RTZ
	Down                     // RDN: towards minus infinity
	Up                       // RUP: towards plus infinity
	NearestMax               // RMM: to nearest, ties away from zero
)

// Flags are accrued exceptions, encoded as in fflags.
type Flags uint8

// The exceptions.
const (
	Inexact   Flags = 1 << iota // NX
	Underflow                   // UF: tiny after rounding, and inexact
	Overflow                    // OF
	DivByZero                   // DZ
	Invalid                     // NV
)

// Format is one of the two widths.
//
//	┌──────┬──────────┬──────────┐
//	│ sign │ exponent │ fraction │      Single 1 + 8 + 23, Double 1 + 11 + 52 bits
//	└──────┴──────────┴──────────┘
type Format struct {
	fraction uint // bits
	exponent uint // bits
}

// The formats.
var (
	Single = Format{23, 8}
	Double = Format{52, 11}
)

func (f Format) width() uint      { return 1 + f.exponent + f.fraction }
func (f Format) bias() int        { return 1<<(f.exponent-1) - 1 }
func (f Format) least() int       { return 1 - f.bias() } // exponent of the smallest normal number
func (f Format) sign() uint64     { return 1 << (f.width() - 1) }
func (f Format) infinity() uint64 { return (1<<f.exponent - 1) << f.fraction }

// NaN is the canonical NaN, the result of every operation that has no number.
func (f Format) NaN() uint64 { return f.infinity() | 1<<(f.fraction-1) }

func (f Format) isNaN(v uint64) bool { return v&^f.sign() > f.infinity() }

// isSignaling tells NaNs whose use is invalid: the top bit of their fraction is clear.
func (f Format) isSignaling(v uint64) bool { return f.isNaN(v) && v>>(f.fraction-1)&1 == 0 }

// number is an unpacked value that is no NaN: (-1)^neg · sig/2^63 · 2^exp, with bit 63 of sig set.
type number struct {
	neg  bool
	zero bool
	inf  bool
	exp  int
	sig  uint64
}

func (f Format) unpack(v uint64) number {
	n := number{neg: v&f.sign() != 0}
	fraction := v & (1<<f.fraction - 1)
	exp := int(v >> f.fraction & (1<<f.exponent - 1))
	switch {
	case exp == 1<<f.exponent-1:
		n.inf = true
	case exp == 0 && fraction == 0:
		n.zero = true
	case exp == 0:
		shift := bits.LeadingZeros64(fraction)
		n.sig, n.exp = fraction<<shift, f.least()+63-int(f.fraction)-shift
	default:
		n.sig, n.exp = (1<<f.fraction|fraction)<<(63-f.fraction), exp-f.bias()
	}
	return n
}

// signed puts a sign on the bits of a value without one.
func (f Format) signed(neg bool, v uint64) uint64 {
	if neg {
		return v | f.sign()
	}
	return v
}

// pack rounds (-1)^neg · hi.lo/2^127 · 2^exp. Bit 127 is set; of lo it only matters whether it is zero.
func (f Format) pack(neg bool, exp int, hi, lo uint64, rm Round) (uint64, Flags) {
	sig := jam(hi, lo)
	if exp > f.bias() {
		return f.overflow(neg, rm)
	}
	tiny := false
	if exp < f.least() {
		// Tiny is what stays below the least normal number also when rounded with all its digits.
		free, _ := f.round(neg, sig, rm)
		tiny = exp < f.least()-1 || free>>(f.fraction+1) == 0
		sig = shiftJam(sig, uint(f.least()-exp))
		exp = f.least()
	}
	kept, inexact := f.round(neg, sig, rm)
	var flags Flags
	if inexact {
		flags |= Inexact
		if tiny {
			flags |= Underflow
		}
	}
	// The leading bit, if it is set, adds one to the exponent; so does a carry out of rounding.
	v := uint64(exp-f.least())<<f.fraction + kept
	if v >= f.infinity() {
		return f.overflow(neg, rm)
	}
	return f.signed(neg, v), flags
}

// round cuts a significand with its leading bit at 63 to the format's digits, the leading one included.
func (f Format) round(neg bool, sig uint64, rm Round) (kept uint64, inexact bool) {
	cut := 63 - f.fraction
	kept = sig >> cut
	rest := sig & (1<<cut - 1)
	if rm.up(neg, kept, rest, 1<<(cut-1)) {
		kept++
	}
	return kept, rest != 0
}

// up tells whether a magnitude of which rest was cut off becomes the next larger one.
func (rm Round) up(neg bool, kept, rest, half uint64) bool {
	switch rm {
	case NearestEven:
		return rest > half || rest == half && kept&1 == 1
	case NearestMax:
		return rest >= half
	case Down:
		return neg && rest != 0
	case Up:
		return !neg && rest != 0
	}
	return false
}

// overflow is infinity or the largest number, whichever the rounding mode allows.
func (f Format) overflow(neg bool, rm Round) (uint64, Flags) {
	v := f.infinity()
	if rm == ToZero || rm == Down && !neg || rm == Up && neg {
		v--
	}
	return f.signed(neg, v), Overflow | Inexact
}

// jam folds what is below a word into its lowest bit.
func jam(hi, lo uint64) uint64 {
	if lo != 0 {
		hi |= 1
	}
	return hi
}

func shiftJam(v uint64, n uint) uint64 {
	if n >= 64 {
		if v != 0 {
			return 1
		}
		return 0
	}
	return jam(v>>n, v<<(64-n)) // with n = 0 nothing is below
}

// shiftJam128 shifts two words to the right and folds what falls out into the lowest bit.
func shiftJam128(hi, lo uint64, n uint) (uint64, uint64) {
	switch {
	case n == 0:
		return hi, lo
	case n < 64:
		return hi >> n, jam(lo>>n|hi<<(64-n), lo<<(64-n))
	case n < 128:
		return 0, jam(shiftJam(hi, n-64), lo)
	}
	return 0, jam(0, hi|lo)
}
