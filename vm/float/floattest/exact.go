// SPDX-License-Identifier: Apache-2.0

package floattest

import (
	"math"
	"math/big"
)

// The reference. Numbers are integers of any size times a power of two, so sums and products are exact; quotients and
// roots have more digits than any rounding looks at, and say whether that is all. Bits become numbers and numbers
// bits by package math. Nothing is taken from package float.

// number is (-1)^neg · digits · 2^exp, and more if more is set: less than one unit of digits.
type number struct {
	nan, signaling bool
	inf            bool
	neg            bool
	digits         *big.Int // not negative
	exp            int
	more           bool
}

func (n *number) zero() bool { return !n.nan && !n.inf && n.digits.Sign() == 0 && !n.more }

// numberOf reads bits.
func numberOf(f format, v uint64) number {
	x := f.value(v)
	n := number{nan: x != x, inf: math.IsInf(x, 0), neg: v&f.sign() != 0, digits: new(big.Int)}
	n.signaling = n.nan && v&f.quiet() == 0
	if !n.nan && !n.inf {
		fraction, exp := math.Frexp(math.Abs(x))
		n.digits.SetUint64(uint64(fraction * (1 << 53)))
		n.exp = exp - 53
	}
	return n
}

// integerOf is an integer as a number.
func integerOf(neg bool, magnitude uint64) number {
	return number{neg: neg && magnitude != 0, digits: new(big.Int).SetUint64(magnitude)}
}

// plus is the exact sum; neg of a zero sum means nothing.
func (n *number) plus(m *number) number {
	sum := number{exp: min(n.exp, m.exp), digits: new(big.Int).Lsh(n.digits, uint(n.exp-min(n.exp, m.exp)))}
	other := new(big.Int).Lsh(m.digits, uint(m.exp-sum.exp))
	if n.neg {
		sum.digits.Neg(sum.digits)
	}
	if m.neg {
		other.Neg(other)
	}
	sum.digits.Add(sum.digits, other)
	sum.neg = sum.digits.Sign() < 0
	sum.digits.Abs(sum.digits)
	return sum
}

// times is the exact product.
func (n *number) times(m *number) number {
	return number{neg: n.neg != m.neg, exp: n.exp + m.exp, digits: new(big.Int).Mul(n.digits, m.digits)}
}

// spare is how many digits quotients and roots have at least: more than any format, and a few for rounding.
const spare = 64

// over is the quotient by a number that is not zero.
func (n *number) over(m *number) number {
	const shift = spare + 54
	digits, rest := new(big.Int).QuoRem(new(big.Int).Lsh(n.digits, shift), m.digits, new(big.Int))
	return number{neg: n.neg != m.neg, exp: n.exp - m.exp - shift, digits: digits, more: rest.Sign() != 0}
}

// root is the square root of what is not negative.
func (n *number) root() number {
	shift := 2*spare + n.exp&1
	radicand := new(big.Int).Lsh(n.digits, uint(shift))
	digits := new(big.Int).Sqrt(radicand)
	more := new(big.Int).Mul(digits, digits).Cmp(radicand) != 0
	return number{exp: (n.exp - shift) / 2, digits: digits, more: more}
}

// compare orders numbers that are no NaNs; the zeros are equal.
func (n *number) compare(m *number) int {
	sides := func(n *number) int {
		switch {
		case n.inf && n.neg:
			return -1
		case n.inf:
			return 1
		}
		return 0
	}
	if n.inf || m.inf {
		return sides(n) - sides(m)
	}
	minus := *m
	minus.neg = !m.neg
	difference := n.plus(&minus)
	if difference.neg {
		return -1
	}
	return difference.digits.Sign()
}

// quantize rounds the magnitude to a multiple of 2^q.
func (n *number) quantize(q int, rm uint8) (multiple *big.Int, inexact bool) {
	if q <= n.exp {
		return new(big.Int).Lsh(n.digits, uint(n.exp-q)), n.more
	}
	cut := uint(q - n.exp)
	multiple = new(big.Int).Rsh(n.digits, cut)
	half := n.digits.Bit(int(cut-1)) == 1
	beyond := n.more || n.digits.Sign() != 0 && n.digits.TrailingZeroBits() < cut-1
	up := false
	switch rm {
	case 0: // to nearest, ties to even
		up = half && (beyond || multiple.Bit(0) == 1)
	case 2: // down
		up = n.neg && (half || beyond)
	case 3: // up
		up = !n.neg && (half || beyond)
	case 4: // to nearest, ties away from zero
		up = half
	}
	if up {
		multiple.Add(multiple, one)
	}
	return multiple, half || beyond
}

var one = big.NewInt(1)

// The exceptions, as fflags has them.
const (
	inexact   = 1
	underflow = 2
	overflow  = 4
	divByZero = 8
	invalid   = 16
)

// round is a finite number in a format, by the definition: the exponent of the last digit is that of the leading
// digit less the precision, but not below that of the least number.
func (n *number) round(f format, rm uint8) Result {
	if n.zero() {
		return Result{f.signed(n.neg, 0), 0}
	}
	least := 1 - f.bias() - f.fraction // exponent of the last digit of a subnormal number
	free := n.digits.BitLen() - 1 + n.exp - f.fraction
	q := max(free, least)
	multiple, cut := n.quantize(q, rm)
	var flags uint8
	if cut {
		flags = inexact
		if unbounded, _ := n.quantize(free, rm); unbounded.BitLen()+free <= f.fraction+least {
			flags |= underflow
		}
	}
	if multiple.BitLen()+q > f.bias()+1 {
		return Result{f.signed(n.neg, f.beyond(n.neg, rm)), overflow | inexact}
	}
	return Result{f.signed(n.neg, f.bits(math.Ldexp(float64(multiple.Uint64()), q))), flags}
}

func (f format) signed(neg bool, v uint64) uint64 {
	if neg {
		return v | f.sign()
	}
	return v
}

// beyond is what becomes of a number that is too large: infinity, or the largest finite one if that lies in the way
// of the rounding.
func (f format) beyond(neg bool, rm uint8) uint64 {
	if rm == 1 || rm == 2 && !neg || rm == 3 && neg {
		return f.infinity() - 1
	}
	return f.infinity()
}
