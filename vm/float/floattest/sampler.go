// SPDX-License-Identifier: Apache-2.0

package floattest

import (
	"math"
	"math/rand/v2"

	"github.com/layeredpow/adit/vm"
)

// Sampler makes operands where mistakes hide.
type Sampler struct{ *rand.Rand }

// format is a width as the samplers and the exact arithmetic see it.
type format struct {
	fraction, exponent int // bits
}

var formats = [...]format{single: {23, 8}, double: {52, 11}}

func (f format) mask() uint64     { return 1<<(1+f.exponent+f.fraction) - 1 }
func (f format) sign() uint64     { return 1 << (f.exponent + f.fraction) }
func (f format) infinity() uint64 { return (1<<f.exponent - 1) << f.fraction }
func (f format) quiet() uint64    { return 1 << (f.fraction - 1) }
func (f format) bias() int        { return 1<<(f.exponent-1) - 1 }

// Case makes the operands of an instruction; the rounding mode is 0.
func (s Sampler) Case(op vm.Op) Case {
	sh, ok := shapeOf(op)
	if !ok {
		return Case{Op: op, A: s.Uint64(), B: s.Uint64(), C: s.Uint64()}
	}
	if sh.from == integer {
		return Case{Op: op, A: s.integer()}
	}
	f := formats[sh.from]
	c := Case{Op: op, A: s.float(f)}
	switch {
	case op == vm.FCVTSD && s.IntN(2) == 0:
		c.A = s.betweenSingles()
	case sh.to == integer && sh.operands == 1 && s.IntN(2) == 0:
		c.A = s.nearInteger(f)
	case onSingles(op) == vm.FSQRTS && s.IntN(4) == 0:
		c.A = s.nearSquare(f)
	}
	if sh.operands > 1 {
		c.B = s.float(f)
		if s.IntN(4) == 0 {
			c.B = s.partner(f, onSingles(op), c.A, c.B)
		}
	}
	if sh.operands > 2 {
		c.C = s.float(f)
		if s.IntN(3) == 0 {
			c.C = s.cancelling(f, c.A, c.B)
		}
	}
	return c
}

// float makes any value: at the ends of the range, next to powers of two, with few digits, special ones.
func (s Sampler) float(f format) uint64 {
	v := s.Uint64() & f.mask()
	sign := v & f.sign()
	switch s.IntN(10) {
	case 0: // any bits
	case 1: // special
		some := [...]uint64{0, f.infinity(), f.infinity() | f.quiet(), f.infinity() | 1, f.infinity() | f.quiet() | 5, 1, f.infinity() - 1, 1 << f.fraction}
		v = some[s.IntN(len(some))] | sign
	case 2: // small, or a bit more
		v = s.near(f, uint64(s.IntN(4))<<f.fraction>>s.IntN(30)) | sign
	case 3: // large
		v = s.near(f, f.infinity()-uint64(s.IntN(3))<<f.fraction)&^f.sign() | sign
	case 4, 5: // next to a power of two
		v = s.near(f, v>>f.fraction<<f.fraction)
	case 6: // few digits
		v &= ^uint64(0) << s.IntN(f.fraction)
	default: // exponents near each other
		exp := uint64(f.bias() + s.IntN(140) - 70)
		v = sign | exp<<f.fraction | v&(1<<f.fraction-1)&(^uint64(0)<<s.IntN(f.fraction))
	}
	return v
}

// near steps a few values away.
func (s Sampler) near(f format, v uint64) uint64 { return (v + uint64(s.IntN(5)) - 2) & f.mask() }

// withExponent gives a value another exponent, cut to what is there.
func (f format) withExponent(v uint64, exp int) uint64 {
	exp = min(max(exp, 0), 1<<f.exponent-2)
	return v&^f.infinity() | uint64(exp)<<f.fraction
}

func (f format) exponentOf(v uint64) int { return int(v & f.infinity() >> f.fraction) }

// partner makes a second operand that brings the result of the first to an end of the range, or next to nothing.
func (s Sampler) partner(f format, op vm.Op, a, b uint64) uint64 {
	around := s.IntN(f.fraction+6) - f.fraction - 3 // below the least normal number, down to half of the least of all
	if s.IntN(3) == 0 {
		around = 2*f.bias() + s.IntN(5) - 2
	}
	switch op {
	case vm.FDIVS:
		return f.withExponent(b, f.exponentOf(a)-around+f.bias())
	case vm.FADDS, vm.FSUBS, vm.FMINS, vm.FMAXS, vm.FEQS, vm.FLTS, vm.FLES:
		if s.IntN(2) == 0 {
			return s.near(f, a) ^ f.sign()*uint64(s.IntN(2))
		}
		return f.withExponent(b, f.exponentOf(a)+s.IntN(2*f.fraction+8)-f.fraction-4)
	}
	return f.withExponent(b, around-f.exponentOf(a)+f.bias()) // of a product
}

// cancelling makes a third operand that leaves little of a product, or lies at its end.
func (s Sampler) cancelling(f format, a, b uint64) uint64 {
	p := f.bits(f.value(a) * f.value(b))
	if s.IntN(3) == 0 {
		return f.withExponent(s.Uint64()&f.mask(), f.exponentOf(p)+s.IntN(4*f.fraction)-2*f.fraction)
	}
	return s.near(f, p) ^ f.sign()*uint64(s.IntN(2))
}

// value and bits go through the processor's floats, which is good enough for making operands.
func (f format) value(v uint64) float64 {
	if f == formats[single] {
		return float64(math.Float32frombits(uint32(v)))
	}
	return math.Float64frombits(v)
}

func (f format) bits(x float64) uint64 {
	if f == formats[single] {
		return uint64(math.Float32bits(float32(x)))
	}
	return math.Float64bits(x)
}

// integer makes a register.
func (s Sampler) integer() uint64 {
	v := s.Uint64() >> s.IntN(64)
	switch s.IntN(4) {
	case 0: // next to a power of two
		v = uint64(1)<<s.IntN(64) + uint64(s.IntN(5)) - 2
	case 1: // few digits and a tail, so that roundings are close to a tie
		v = s.Uint64()&^(1<<s.IntN(64)-1) + uint64(1)<<s.IntN(64) + uint64(s.IntN(3)) - 1
	}
	if s.IntN(3) == 0 {
		v = -v
	}
	return v
}

// nearInteger makes a value in the range of integers, or next to a border of it, or with a half.
func (s Sampler) nearInteger(f format) uint64 {
	x := float64(int64(s.integer()))
	if s.IntN(2) == 0 {
		x = float64(int64(s.Uint64())>>s.IntN(64)) / 4
	}
	return s.near(f, f.bits(x))
}

// nearSquare makes a value whose root has few digits, or almost.
func (s Sampler) nearSquare(f format) uint64 {
	x := f.value(f.withExponent(s.Uint64()&(f.mask()>>1)&^(1<<(f.fraction/2+1)-1), f.bias()+s.IntN(60)-30))
	return s.near(f, f.bits(x*x))
}

// betweenSingles makes a double in the range of singles, often at the middle between two or next to it.
func (s Sampler) betweenSingles() uint64 {
	v := math.Float64bits(float64(math.Float32frombits(uint32(s.float(formats[single])))))
	switch s.IntN(3) {
	case 0:
		return v
	case 1:
		v |= 1 << (28 + s.IntN(24)) // half of the last digit, of a subnormal single as well
	case 2:
		v = formats[double].withExponent(v, 1023-126-s.IntN(27))
	}
	return s.near(formats[double], v)
}
