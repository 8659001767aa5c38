// SPDX-License-Identifier: Apache-2.0

package floattest

import (
	"math"
	"math/big"

	"github.com/layeredpow/adit/vm"
)

// Answer is what an instruction gives in each rounding mode; what it computes exactly is computed once.
type Answer func(rm uint8) Result

// always is an Answer that does not depend on rounding.
func always(v uint64, flags uint8) Answer {
	return func(uint8) Result { return Result{v, flags} }
}

// Exact is what the ISA manual and IEEE 754 say about an instruction; its rounding mode does not matter.
func (c Case) Exact() Answer {
	sh, _ := shapeOf(c.Op)
	op := onSingles(c.Op)
	if sh.from == integer {
		return c.fromInteger(op, formats[sh.to])
	}
	f := formats[sh.from]
	x := make([]number, sh.operands)
	nan, signaling := false, uint8(0)
	for i := range x {
		x[i] = numberOf(f, []uint64{c.A, c.B, c.C}[i])
		nan = nan || x[i].nan
		if x[i].signaling {
			signaling = invalid
		}
	}
	switch {
	case c.Op == vm.FCVTSD, c.Op == vm.FCVTDS:
		return x[0].settle(formats[sh.to], signaling)
	case op >= vm.FMINS && op <= vm.FMAXS:
		return always(c.pick(f, op == vm.FMAXS, x), signaling)
	case op >= vm.FEQS && op <= vm.FLES:
		return comparison(op, x, nan, signaling)
	case op == vm.FCLASSS:
		return always(class(f, &x[0]), 0)
	case op >= vm.FCVTWS && op <= vm.FCVTLUS:
		width := 32 << ((op - vm.FCVTWS) / 2)
		return func(rm uint8) Result { return x[0].toInteger(width, (op-vm.FCVTWS)%2 == 0, rm) }
	}
	return arithmetic(f, op, x, nan, signaling)
}

// settle is a value that is already there: itself, rounded.
func (n *number) settle(f format, signaling uint8) Answer {
	switch {
	case n.nan:
		return always(f.infinity()|f.quiet(), signaling)
	case n.inf:
		return always(f.signed(n.neg, f.infinity()), 0)
	}
	return func(rm uint8) Result { return n.round(f, rm) }
}

func (c Case) fromInteger(op vm.Op, f format) Answer {
	var n number
	switch op {
	case vm.FCVTSW:
		v := int64(int32(c.A))
		n = integerOf(v < 0, uint64(max(v, -v)))
	case vm.FCVTSWU:
		n = integerOf(false, c.A&math.MaxUint32)
	case vm.FCVTSL:
		v := int64(c.A)
		n = integerOf(v < 0, uint64(max(v, -v))) // the least one is its own opposite, and right without its sign
	default:
		n = integerOf(false, c.A)
	}
	return n.settle(f, 0)
}

// arithmetic is what computes a float from floats.
func arithmetic(f format, op vm.Op, x []number, nan bool, signaling uint8) Answer {
	turn := func(i int) { x[i].neg = !x[i].neg }
	none := always(f.infinity()|f.quiet(), invalid)
	switch op {
	case vm.FSUBS:
		turn(1)
	case vm.FMSUBS:
		turn(2)
	case vm.FNMSUBS:
		turn(0)
	case vm.FNMADDS:
		turn(0)
		turn(2)
	}
	fused := len(x) == 3
	if fused && (x[0].inf && x[1].zero() || x[0].zero() && x[1].inf) {
		return none // before any NaN in the third operand
	}
	if nan {
		return always(f.infinity()|f.quiet(), signaling)
	}
	switch op {
	case vm.FADDS, vm.FSUBS:
		return sum(f, &x[0], &x[1])
	case vm.FMULS:
		return product(&x[0], &x[1]).settle(f, invalid)
	case vm.FDIVS:
		return quotient(f, &x[0], &x[1])
	case vm.FSQRTS:
		return squareRoot(f, &x[0])
	}
	return sum(f, product(&x[0], &x[1]), &x[2])
}

// sum of a zero has the sign that both have, or else that of the rounding.
func sum(f format, x, y *number) Answer {
	switch {
	case x.inf && y.inf && x.neg != y.neg:
		return always(f.infinity()|f.quiet(), invalid)
	case x.inf:
		return x.settle(f, 0)
	case y.inf:
		return y.settle(f, 0)
	}
	n := x.plus(y)
	if !n.zero() {
		return n.settle(f, 0)
	}
	return func(rm uint8) Result {
		neg := rm == 2
		if x.zero() && x.neg == y.neg {
			neg = x.neg
		}
		return Result{f.signed(neg, 0), 0}
	}
}

// product is a NaN if there is none.
func product(x, y *number) *number {
	p := number{neg: x.neg != y.neg, digits: new(big.Int)}
	switch {
	case x.inf && y.zero(), x.zero() && y.inf:
		p.nan = true
	case x.inf || y.inf:
		p.inf = true
	default:
		p = x.times(y)
	}
	return &p
}

func quotient(f format, x, y *number) Answer {
	neg := x.neg != y.neg
	switch {
	case x.inf && y.inf, x.zero() && y.zero():
		return always(f.infinity()|f.quiet(), invalid)
	case x.inf:
		return always(f.signed(neg, f.infinity()), 0)
	case y.inf:
		return always(f.signed(neg, 0), 0)
	case y.zero():
		return always(f.signed(neg, f.infinity()), divByZero)
	}
	q := x.over(y)
	return q.settle(f, 0)
}

func squareRoot(f format, x *number) Answer {
	switch {
	case x.zero(), x.inf && !x.neg:
		return x.settle(f, 0)
	case x.neg:
		return always(f.infinity()|f.quiet(), invalid)
	}
	r := x.root()
	return r.settle(f, 0)
}

// pick is the smaller or the larger of two numbers, or the only one.
func (c Case) pick(f format, largest bool, x []number) uint64 {
	switch {
	case x[0].nan && x[1].nan:
		return f.infinity() | f.quiet()
	case x[0].nan:
		return c.B
	case x[1].nan:
		return c.A
	}
	order := x[0].compare(&x[1])
	below := order < 0 || order == 0 && x[0].neg
	if below != largest {
		return c.A
	}
	return c.B
}

func comparison(op vm.Op, x []number, nan bool, signaling uint8) Answer {
	if nan {
		if op != vm.FEQS {
			signaling = invalid
		}
		return always(0, signaling)
	}
	order := x[0].compare(&x[1])
	truth := op == vm.FEQS && order == 0 || op == vm.FLTS && order < 0 || op == vm.FLES && order <= 0
	if truth {
		return always(1, 0)
	}
	return always(0, 0)
}

// class is one bit of ten, by the table of FCLASS in the manual.
func class(f format, n *number) uint64 {
	normal := !n.nan && !n.inf && n.digits.BitLen()-1+n.exp >= 1-f.bias()
	switch {
	case n.signaling:
		return 1 << 8
	case n.nan:
		return 1 << 9
	case n.neg && n.inf:
		return 1 << 0
	case n.inf:
		return 1 << 7
	case n.neg && n.zero():
		return 1 << 3
	case n.zero():
		return 1 << 4
	case n.neg && normal:
		return 1 << 1
	case normal:
		return 1 << 6
	case n.neg:
		return 1 << 2
	}
	return 1 << 5
}

// toInteger is a number as a register: rounded, then the nearest that there is.
func (n *number) toInteger(width int, signed bool, rm uint8) Result {
	least, most := int64(0), uint64(math.MaxUint64)>>(64-width)
	if signed {
		most >>= 1
		least = -int64(most) - 1
	}
	register := func(v uint64) uint64 {
		if width == 32 {
			return uint64(int64(int32(v)))
		}
		return v
	}
	above, below := Result{register(most), invalid}, Result{register(uint64(least)), invalid}
	switch {
	case n.nan, n.inf && !n.neg:
		return above
	case n.inf:
		return below
	}
	rounded, cut := n.quantize(0, rm)
	if n.neg {
		rounded.Neg(rounded)
	}
	switch {
	case rounded.Cmp(new(big.Int).SetUint64(most)) > 0:
		return above
	case rounded.Cmp(big.NewInt(least)) < 0:
		return below
	}
	r := Result{Value: register(rounded.Uint64())}
	if rounded.Sign() < 0 {
		r.Value = uint64(rounded.Int64())
	}
	if cut {
		r.Flags = inexact
	}
	return r
}
