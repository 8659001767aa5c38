// SPDX-License-Identifier: Apache-2.0

package float

import "math/bits"

// nan is the result of an operation on operands of which one is a NaN.
func (f Format) nan(operands ...uint64) (uint64, Flags) {
	for _, v := range operands {
		if f.isSignaling(v) {
			return f.NaN(), Invalid
		}
	}
	return f.NaN(), 0
}

// invalid is the result of an operation that has none.
func (f Format) invalid() (uint64, Flags) { return f.NaN(), Invalid }

// Add is FADD.
func (f Format) Add(a, b uint64, rm Round) (uint64, Flags) {
	if f.isNaN(a) || f.isNaN(b) {
		return f.nan(a, b)
	}
	x, y := f.unpack(a), f.unpack(b)
	switch {
	case x.inf && y.inf && x.neg != y.neg:
		return f.invalid()
	case x.inf:
		return a, 0
	case y.inf:
		return b, 0
	}
	return f.sum(wide{x.neg, x.exp, x.sig, 0}, wide{y.neg, y.exp, y.sig, 0}, rm)
}

// Sub is FSUB.
func (f Format) Sub(a, b uint64, rm Round) (uint64, Flags) {
	if f.isNaN(b) {
		return f.nan(a, b)
	}
	return f.Add(a, b^f.sign(), rm)
}

// wide is a number with two words of significand, zero when both are.
type wide struct {
	neg    bool
	exp    int
	hi, lo uint64
}

func (w wide) zero() bool { return w.hi|w.lo == 0 }

// sum adds two finite numbers. A significand is exact as long as a cancellation can bring its low bits up.
func (f Format) sum(x, y wide, rm Round) (uint64, Flags) {
	switch {
	case x.zero() && y.zero():
		return f.signed(x.neg && y.neg || (x.neg || y.neg) && rm == Down, 0), 0
	case x.zero():
		return f.pack(y.neg, y.exp, y.hi, y.lo, rm)
	case y.zero():
		return f.pack(x.neg, x.exp, x.hi, x.lo, rm)
	}
	if x.exp < y.exp || x.exp == y.exp && (x.hi < y.hi || x.hi == y.hi && x.lo < y.lo) {
		x, y = y, x
	}
	y.hi, y.lo = shiftJam128(y.hi, y.lo, uint(x.exp-y.exp))
	if x.neg == y.neg {
		lo, carry := bits.Add64(x.lo, y.lo, 0)
		hi, carry := bits.Add64(x.hi, y.hi, carry)
		if carry != 0 {
			hi, lo = shiftJam128(hi, lo, 1)
			hi |= 1 << 63
			x.exp++
		}
		return f.pack(x.neg, x.exp, hi, lo, rm)
	}
	lo, borrow := bits.Sub64(x.lo, y.lo, 0)
	hi, _ := bits.Sub64(x.hi, y.hi, borrow)
	if hi|lo == 0 {
		return f.signed(rm == Down, 0), 0
	}
	hi, lo, shift := normal(hi, lo)
	return f.pack(x.neg, x.exp-shift, hi, lo, rm)
}

// normal shifts two words to the left until bit 127 is set.
func normal(hi, lo uint64) (uint64, uint64, int) {
	if hi == 0 {
		shift := bits.LeadingZeros64(lo)
		return lo << shift, 0, 64 + shift
	}
	shift := bits.LeadingZeros64(hi)
	return hi<<shift | lo>>1>>(63-shift), lo << shift, shift
}

// product multiplies two finite numbers that are not zero, exactly.
func product(x, y number) wide {
	hi, lo := bits.Mul64(x.sig, y.sig)
	hi, lo, shift := normal(hi, lo)
	return wide{x.neg != y.neg, x.exp + y.exp + 1 - shift, hi, lo}
}

// Mul is FMUL.
func (f Format) Mul(a, b uint64, rm Round) (uint64, Flags) {
	if f.isNaN(a) || f.isNaN(b) {
		return f.nan(a, b)
	}
	x, y := f.unpack(a), f.unpack(b)
	neg := x.neg != y.neg
	switch {
	case x.inf && y.zero, x.zero && y.inf:
		return f.invalid()
	case x.inf || y.inf:
		return f.signed(neg, f.infinity()), 0
	case x.zero || y.zero:
		return f.signed(neg, 0), 0
	}
	p := product(x, y)
	return f.pack(p.neg, p.exp, p.hi, p.lo, rm)
}

// MulAdd is FMADD: a·b + c with one rounding. The other three fused operations are it with signs turned.
func (f Format) MulAdd(a, b, c uint64, rm Round) (uint64, Flags) {
	x, y := f.unpack(a), f.unpack(b)
	nothing := !f.isNaN(a) && !f.isNaN(b) && (x.inf && y.zero || x.zero && y.inf)
	switch {
	case nothing:
		return f.invalid() // also when c is a quiet NaN
	case f.isNaN(a) || f.isNaN(b) || f.isNaN(c):
		return f.nan(a, b, c)
	}
	z := f.unpack(c)
	neg := x.neg != y.neg
	switch {
	case x.inf || y.inf:
		if z.inf && z.neg != neg {
			return f.invalid()
		}
		return f.signed(neg, f.infinity()), 0
	case z.inf:
		return c, 0
	}
	p := wide{neg: neg}
	if !x.zero && !y.zero {
		p = product(x, y)
	}
	return f.sum(p, wide{z.neg, z.exp, z.sig, 0}, rm)
}

// Negate turns the sign of a value, for FNMADD, FMSUB and FNMSUB.
func (f Format) Negate(v uint64) uint64 { return v ^ f.sign() }

// Div is FDIV.
func (f Format) Div(a, b uint64, rm Round) (uint64, Flags) {
	if f.isNaN(a) || f.isNaN(b) {
		return f.nan(a, b)
	}
	x, y := f.unpack(a), f.unpack(b)
	neg := x.neg != y.neg
	switch {
	case x.inf && y.inf, x.zero && y.zero:
		return f.invalid()
	case x.inf:
		return f.signed(neg, f.infinity()), 0
	case y.zero:
		return f.signed(neg, f.infinity()), DivByZero
	case y.inf, x.zero:
		return f.signed(neg, 0), 0
	}
	exp, hi, lo := x.exp-y.exp, x.sig>>1, x.sig<<63
	if x.sig < y.sig {
		exp, hi, lo = exp-1, x.sig, 0
	}
	quotient, rest := bits.Div64(hi, lo, y.sig)
	return f.pack(neg, exp, quotient, rest, rm)
}

// Sqrt is FSQRT.
func (f Format) Sqrt(a uint64, rm Round) (uint64, Flags) {
	if f.isNaN(a) {
		return f.nan(a)
	}
	x := f.unpack(a)
	switch {
	case x.zero:
		return a, 0
	case x.neg:
		return f.invalid()
	case x.inf:
		return a, 0
	}
	// The radicand is sig·2^63 with an even exponent, or sig·2^64 with an odd one: its root has 64 digits.
	hi, lo := x.sig>>1, x.sig<<63
	if x.exp&1 != 0 {
		hi, lo = x.sig, 0
	}
	root, rest := root(hi, lo)
	return f.pack(false, x.exp>>1, root, rest, rm)
}

// root is the integer square root of two words, digit by digit, and something that is zero if it is exact.
func root(hi, lo uint64) (r, rest uint64) {
	var restHi, restLo uint64
	for range 64 {
		// The next two digits of the radicand, and the next digit of the root. What is left is at most twice the root,
		// so it is one word until the last digit.
		restHi, restLo = restLo>>62, restLo<<2|hi>>62
		hi, lo = hi<<2|lo>>62, lo<<2
		tryHi, tryLo := r>>62, r<<2|1
		r <<= 1
		low, borrow := bits.Sub64(restLo, tryLo, 0)
		high, borrow := bits.Sub64(restHi, tryHi, borrow)
		if borrow == 0 {
			restHi, restLo, r = high, low, r|1
		}
	}
	return r, restHi | restLo
}
