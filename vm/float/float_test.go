package float

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// cases is how many operands each operation is tried with in each rounding mode: ADIT_CASES, or 10,000.
func cases(t *testing.T) int {
	text := os.Getenv("ADIT_CASES")
	if text == "" {
		return 10_000
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("ADIT_CASES: %v", err)
	}
	return n
}

// hard makes operands where mistakes hide: at the ends of the range, next to powers of two, with few digits, special ones.
func hard(r *rand.Rand, f Format) uint64 {
	mask := f.sign()<<1 - 1
	v := r.Uint64() & mask
	near := func(v uint64) uint64 { return (v + uint64(r.IntN(5)) - 2) & mask }
	switch r.IntN(10) {
	case 0: // any bits
	case 1: // special
		v = []uint64{0, f.infinity(), f.NaN(), f.infinity() | 1, f.NaN() | 5, 1, f.infinity() - 1, 1 << f.fraction}[r.IntN(8)] | v&f.sign()
	case 2: // small, or a bit more
		v = near(uint64(r.IntN(4))<<f.fraction>>r.IntN(30)) | v&f.sign()
	case 3: // large
		v = near(f.infinity()-uint64(r.IntN(3))<<f.fraction) &^ f.sign()
	case 4, 5: // next to a power of two
		v = near(v >> f.fraction << f.fraction)
	case 6: // few digits
		v &= ^uint64(0) << r.IntN(int(f.fraction))
	default: // exponents near each other
		exp := uint64(f.bias() + r.IntN(140) - 70)
		v = v&f.sign() | exp<<f.fraction | v&(1<<f.fraction-1)&(^uint64(0)<<r.IntN(int(f.fraction)))
	}
	return v
}

// operation is one of the package with its meaning.
type operation struct {
	name  string
	arity int
	run   func(f Format, v []uint64, rm Round) (uint64, Flags)
	// want is told numbers only; it returns the exact result, or nil for what special gives.
	exact func(x []*big.Rat) *big.Rat
	// special answers for infinities, zeros and what has no result; ok is false where exact holds.
	special func(f Format, c []classified, rm Round) (v uint64, flags Flags, ok bool)
}

var operations = []operation{
	{"add", 2, func(f Format, v []uint64, rm Round) (uint64, Flags) { return f.Add(v[0], v[1], rm) },
		func(x []*big.Rat) *big.Rat { return new(big.Rat).Add(x[0], x[1]) }, specialSum},
	{"sub", 2, func(f Format, v []uint64, rm Round) (uint64, Flags) { return f.Sub(v[0], v[1], rm) },
		func(x []*big.Rat) *big.Rat { return new(big.Rat).Sub(x[0], x[1]) },
		func(f Format, c []classified, rm Round) (uint64, Flags, bool) {
			c[1].neg = !c[1].neg
			if c[1].rat != nil {
				c[1].rat = new(big.Rat).Neg(c[1].rat)
			}
			v, flags, ok := specialSum(f, c, rm)
			if c[1].rat != nil {
				c[1].rat.Neg(c[1].rat)
			}
			return v, flags, ok
		}},
	{"mul", 2, func(f Format, v []uint64, rm Round) (uint64, Flags) { return f.Mul(v[0], v[1], rm) },
		func(x []*big.Rat) *big.Rat { return new(big.Rat).Mul(x[0], x[1]) }, specialProduct},
	{"div", 2, func(f Format, v []uint64, rm Round) (uint64, Flags) { return f.Div(v[0], v[1], rm) },
		func(x []*big.Rat) *big.Rat { return new(big.Rat).Quo(x[0], x[1]) }, specialQuotient},
	{"sqrt", 1, func(f Format, v []uint64, rm Round) (uint64, Flags) { return f.Sqrt(v[0], rm) },
		func(x []*big.Rat) *big.Rat { return squareRoot(x[0]) }, specialRoot},
	{"fma", 3, func(f Format, v []uint64, rm Round) (uint64, Flags) { return f.MulAdd(v[0], v[1], v[2], rm) },
		func(x []*big.Rat) *big.Rat { return new(big.Rat).Add(new(big.Rat).Mul(x[0], x[1]), x[2]) }, specialFused},
}

func infinity(f Format, neg bool) uint64 {
	v := math.Float64bits(math.Inf(1))
	if f == Single {
		v = 0x7f800000
	}
	if neg {
		v |= f.sign()
	}
	return v
}

func zero(f Format, neg bool) uint64 { return encode(f, neg, new(big.Int), 0) }

func specialSum(f Format, c []classified, rm Round) (uint64, Flags, bool) {
	x, y := c[0], c[1]
	switch {
	case x.inf && y.inf && x.neg != y.neg:
		return f.NaN(), Invalid, true
	case x.inf:
		return infinity(f, x.neg), 0, true
	case y.inf:
		return infinity(f, y.neg), 0, true
	case new(big.Rat).Add(x.rat, y.rat).Sign() != 0:
		return 0, 0, false
	case x.rat.Sign() == 0 && x.neg == y.neg:
		return zero(f, x.neg), 0, true
	}
	return zero(f, rm == Down), 0, true
}

func specialProduct(f Format, c []classified, _ Round) (uint64, Flags, bool) {
	x, y := c[0], c[1]
	neg := x.neg != y.neg
	isZero := func(c classified) bool { return c.rat != nil && c.rat.Sign() == 0 }
	switch {
	case x.inf && isZero(y), isZero(x) && y.inf:
		return f.NaN(), Invalid, true
	case x.inf || y.inf:
		return infinity(f, neg), 0, true
	case isZero(x) || isZero(y):
		return zero(f, neg), 0, true
	}
	return 0, 0, false
}

func specialQuotient(f Format, c []classified, _ Round) (uint64, Flags, bool) {
	x, y := c[0], c[1]
	neg := x.neg != y.neg
	switch {
	case x.inf && y.inf, !x.inf && !y.inf && x.rat.Sign() == 0 && y.rat.Sign() == 0:
		return f.NaN(), Invalid, true
	case x.inf:
		return infinity(f, neg), 0, true
	case y.inf, x.rat.Sign() == 0:
		return zero(f, neg), 0, true
	case y.rat.Sign() == 0:
		return infinity(f, neg), DivByZero, true
	}
	return 0, 0, false
}

func specialRoot(f Format, c []classified, _ Round) (uint64, Flags, bool) {
	x := c[0]
	switch {
	case x.rat != nil && x.rat.Sign() == 0:
		return zero(f, x.neg), 0, true
	case x.neg:
		return f.NaN(), Invalid, true
	case x.inf:
		return infinity(f, false), 0, true
	}
	return 0, 0, false
}

func specialFused(f Format, c []classified, rm Round) (uint64, Flags, bool) {
	v, flags, ok := specialProduct(f, c[:2], rm)
	p := classified{neg: c[0].neg != c[1].neg, inf: c[0].inf || c[1].inf}
	switch {
	case ok && flags != 0:
		return v, flags, true
	case !p.inf:
		p.rat = new(big.Rat).Mul(c[0].rat, c[1].rat)
	}
	return specialSum(f, []classified{p, c[2]}, rm)
}

// expected is what the standard says.
func (o *operation) expected(f Format, v []uint64, rm Round) (uint64, Flags) {
	var c []classified
	var x []*big.Rat
	nan, signaling := false, false
	for _, bits := range v {
		k := classify(f, bits)
		c, x = append(c, k), append(x, k.rat)
		nan, signaling = nan || k.nan, signaling || k.signaling
	}
	if o.name == "fma" && !c[0].nan && !c[1].nan {
		if w, flags, ok := specialProduct(f, c[:2], rm); ok && flags != 0 {
			return w, flags
		}
	}
	if nan {
		if signaling {
			return f.NaN(), Invalid
		}
		return f.NaN(), 0
	}
	if w, flags, ok := o.special(f, c, rm); ok {
		return w, flags
	}
	return rounded(f, o.exact(x), false, rm)
}

var formats = map[string]Format{"single": Single, "double": Double}

// TestArithmetic holds every operation against exact arithmetic, in both formats and all rounding modes.
func TestArithmetic(t *testing.T) {
	for name, f := range formats {
		for _, o := range operations {
			t.Run(name+"/"+o.name, func(t *testing.T) {
				t.Parallel()
				r := rand.New(rand.NewPCG(uint64(f.fraction), uint64(len(o.name))))
				v := make([]uint64, o.arity)
				for range cases(t) {
					for i := range v {
						v[i] = hard(r, f)
					}
					if o.name == "fma" && r.IntN(3) == 0 { // a cancellation
						v[2], _ = f.Mul(v[0], v[1], NearestEven)
						v[2] ^= f.sign() ^ uint64(r.IntN(2))
					}
					for rm := NearestEven; rm <= NearestMax; rm++ {
						got, flags := o.run(f, v, rm)
						want, wantFlags := o.expected(f, v, rm)
						if got != want || flags != wantFlags {
							t.Fatalf("%s(%x) rounding %d: got %x flags %05b, want %x flags %05b", o.name, v, rm, got, flags, want, wantFlags)
						}
					}
				}
			})
		}
	}
}

// TestAgainstProcessor compares with this machine's floats, which round to nearest even.
func TestAgainstProcessor(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	same := func(what string, got uint64, want float64) {
		t.Helper()
		if w := math.Float64bits(want); got != w && !(want != want && got == Double.NaN()) {
			t.Fatalf("%s: got %x, the processor says %x", what, got, w)
		}
	}
	for range 20 * cases(t) {
		a, b, c := hard(r, Double), hard(r, Double), hard(r, Double)
		x, y, z := math.Float64frombits(a), math.Float64frombits(b), math.Float64frombits(c)
		what := fmt.Sprintf("%x %x %x", a, b, c)
		v, _ := Double.Add(a, b, NearestEven)
		same("add "+what, v, x+y)
		v, _ = Double.Mul(a, b, NearestEven)
		same("mul "+what, v, x*y)
		v, _ = Double.Div(a, b, NearestEven)
		same("div "+what, v, x/y)
		v, _ = Double.Sqrt(a, NearestEven)
		same("sqrt "+what, v, math.Sqrt(x))
		v, _ = Double.MulAdd(a, b, c, NearestEven)
		same("fma "+what, v, math.FMA(x, y, z))
		if eq, _ := Double.Equal(a, b); eq != (x == y) {
			t.Fatalf("equal %s: %v", what, eq)
		}
		if lt, _ := Double.Less(a, b); lt != (x < y) {
			t.Fatalf("less %s: %v", what, lt)
		}
		if le, _ := Double.LessEqual(a, b); le != (x <= y) {
			t.Fatalf("less or equal %s: %v", what, le)
		}
		if v, _ := Double.To(Single, a, NearestEven); x == x && uint32(v) != math.Float32bits(float32(x)) {
			t.Fatalf("to single %x: %x, the processor says %x", a, v, math.Float32bits(float32(x)))
		}
	}
}

// TestConversions holds conversions against exact arithmetic.
func TestConversions(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	ints := func() uint64 {
		v := r.Uint64() >> r.IntN(64)
		if r.IntN(3) == 0 {
			v = uint64(1)<<r.IntN(64) + uint64(r.IntN(5)) - 2
		}
		return v
	}
	for name, f := range formats {
		for range cases(t) {
			v, i := hard(r, f), ints()
			if r.IntN(2) == 0 { // in the range of integers
				v, _ = f.FromInt(int64(i), NearestEven)
				v += uint64(r.IntN(5)) - 2
				v &= f.sign()<<1 - 1
			}
			for rm := NearestEven; rm <= NearestMax; rm++ {
				check := func(what string, got uint64, flags Flags, want uint64, wantFlags Flags) {
					t.Helper()
					if got != want || flags != wantFlags {
						t.Fatalf("%s %s of %x, %d, rounding %d: got %x flags %05b, want %x flags %05b", name, what, v, i, rm, got, flags, want, wantFlags)
					}
				}
				got, flags := f.FromInt(int64(i), rm)
				want, wantFlags := rounded(f, new(big.Rat).SetInt64(int64(i)), false, rm)
				check("from int", got, flags, want, wantFlags)
				got, flags = f.FromUint(i, rm)
				want, wantFlags = rounded(f, new(big.Rat).SetInt(new(big.Int).SetUint64(i)), false, rm)
				check("from uint", got, flags, want, wantFlags)
				for _, width := range []uint{32, 64} {
					got, flags = f.ToInt(v, width, rm)
					want, wantFlags = integral(f, v, width, true, rm)
					check(fmt.Sprintf("to int%d", width), got, flags, want, wantFlags)
					got, flags = f.ToUint(v, width, rm)
					want, wantFlags = integral(f, v, width, false, rm)
					check(fmt.Sprintf("to uint%d", width), got, flags, want, wantFlags)
				}
				g := Single
				if f == Single {
					g = Double
				}
				got, flags = f.To(g, v, rm)
				want, wantFlags = converted(f, g, v, rm)
				check("to the other format", got, flags, want, wantFlags)
			}
		}
	}
}

// integral is what a value becomes as an integer.
func integral(f Format, v uint64, width uint, signed bool, rm Round) (uint64, Flags) {
	least, most := new(big.Int), new(big.Int).Lsh(big.NewInt(1), width)
	if signed {
		most.Rsh(most, 1)
		least.Neg(most)
	}
	most.Sub(most, big.NewInt(1))
	c := classify(f, v)
	n, flags := new(big.Int), Flags(0)
	switch {
	case c.nan, c.inf && !c.neg:
		n, flags = most, Invalid
	case c.inf:
		n, flags = least, Invalid
	default:
		var inexact bool
		n, inexact = quantize(new(big.Rat).Abs(c.rat), c.neg, 0, rm)
		if c.neg {
			n.Neg(n)
		}
		if inexact {
			flags = Inexact
		}
		if n.Cmp(most) > 0 {
			n, flags = most, Invalid
		} else if n.Cmp(least) < 0 {
			n, flags = least, Invalid
		}
	}
	out := new(big.Int).And(n, new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 64), big.NewInt(1))).Uint64()
	if width == 32 {
		out = uint64(int64(int32(out)))
	}
	return out, flags
}

func converted(f, g Format, v uint64, rm Round) (uint64, Flags) {
	c := classify(f, v)
	switch {
	case c.signaling:
		return g.NaN(), Invalid
	case c.nan:
		return g.NaN(), 0
	case c.inf:
		return infinity(g, c.neg), 0
	}
	return rounded(g, c.rat, c.neg, rm)
}

// TestOrder holds comparisons, minimum, maximum and classes against their definitions.
func TestOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for name, f := range formats {
		for range 5 * cases(t) {
			a, b := hard(r, f), hard(r, f)
			x, y := classify(f, a), classify(f, b)
			nan, signaling := x.nan || y.nan, x.signaling || y.signaling
			cmp := 0
			if !nan {
				cmp = order(x).Cmp(order(y))
			}
			eq, flags := f.Equal(a, b)
			if eq != (!nan && cmp == 0) || flags == Invalid != signaling {
				t.Fatalf("%s: %x == %x: %v flags %05b", name, a, b, eq, flags)
			}
			lt, flags := f.Less(a, b)
			if lt != (!nan && cmp < 0) || flags == Invalid != nan {
				t.Fatalf("%s: %x < %x: %v flags %05b", name, a, b, lt, flags)
			}
			le, flags := f.LessEqual(a, b)
			if le != (!nan && cmp <= 0) || flags == Invalid != nan {
				t.Fatalf("%s: %x <= %x: %v flags %05b", name, a, b, le, flags)
			}
			small, large := a, b
			switch {
			case x.nan && y.nan:
				small, large = f.NaN(), f.NaN()
			case x.nan:
				small = b
			case y.nan:
				large = a
			case cmp > 0 || cmp == 0 && y.neg:
				small, large = b, a
			}
			got, flags := f.Min(a, b)
			if got != small || flags == Invalid != signaling {
				t.Fatalf("%s: min(%x, %x) is %x flags %05b, want %x", name, a, b, got, flags, small)
			}
			got, flags = f.Max(a, b)
			if got != large || flags == Invalid != signaling {
				t.Fatalf("%s: max(%x, %x) is %x flags %05b, want %x", name, a, b, got, flags, large)
			}
			if got, want := f.Class(a), class(f, x); got != want {
				t.Fatalf("%s: class of %x is %010b, want %010b", name, a, got, want)
			}
		}
	}
}

// order is a number larger than all others for infinities.
func order(c classified) *big.Rat {
	if !c.inf {
		return c.rat
	}
	r := power(5_000)
	if c.neg {
		r.Neg(r)
	}
	return r
}

func class(f Format, c classified) uint64 {
	_, least, _ := precision(f)
	var bit int
	switch {
	case c.signaling:
		return 1 << 8
	case c.nan:
		return 1 << 9
	case c.inf:
		bit = 0
	case c.rat.Sign() == 0:
		bit = 3
	case new(big.Rat).Abs(c.rat).Cmp(power(least)) < 0:
		bit = 2
	default:
		bit = 1
	}
	if !c.neg {
		bit = 7 - bit
	}
	return 1 << bit
}

func BenchmarkDouble(b *testing.B) {
	x, y, z := math.Float64bits(1.1), math.Float64bits(-3.7e9), math.Float64bits(1e-3)
	for name, run := range map[string]func(){
		"add": func() { Double.Add(x, y, NearestEven) }, "mul": func() { Double.Mul(x, y, NearestEven) }, "div": func() { Double.Div(x, y, NearestEven) },
		"sqrt": func() { Double.Sqrt(x, NearestEven) }, "fma": func() { Double.MulAdd(x, y, z, NearestEven) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				run()
			}
		})
	}
}
