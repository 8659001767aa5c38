package float

import (
	"math"
	"math/big"
)

// The reference: exact rational arithmetic, rounded by the definition in IEEE 754. It shares nothing with the package but the
// names of formats, modes and flags.

// classified is a value as the reference sees it.
type classified struct {
	nan, signaling, inf, neg bool
	rat                      *big.Rat // nil unless finite
}

func classify(f Format, v uint64) classified {
	d := math.Float64frombits(v)
	c := classified{}
	if f == Single {
		d = float64(math.Float32frombits(uint32(v)))
		c.signaling = v&0x7fc00000 == 0x7f800000 && v&0x3fffff != 0
		c.nan = v&0x7fffffff > 0x7f800000
		c.neg = v>>31&1 == 1
	} else {
		c.signaling = v&0x7ff8000000000000 == 0x7ff0000000000000 && v&0x7ffffffffffff != 0
		c.nan = d != d
		c.neg = v>>63 == 1
	}
	c.inf = !c.nan && math.IsInf(d, 0)
	if !c.nan && !c.inf {
		c.rat = new(big.Rat)
		c.rat.SetFloat64(d)
	}
	return c
}

func precision(f Format) (digits, least, most int) {
	if f == Single {
		return 24, -126, 127
	}
	return 53, -1022, 1023
}

func power(e int) *big.Rat {
	r := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(max(e, -e))))
	if e < 0 {
		r.Inv(r)
	}
	return r
}

// magnitude is floor(log2(x)) of a positive x.
func magnitude(x *big.Rat) int {
	e := x.Num().BitLen() - x.Denom().BitLen()
	if x.Cmp(power(e)) < 0 {
		e--
	}
	return e
}

// quantize rounds |x| to a multiple of 2^q.
func quantize(x *big.Rat, neg bool, q int, rm Round) (n *big.Int, inexact bool) {
	scaled := new(big.Rat).Quo(x, power(q))
	n, rest := new(big.Int).QuoRem(scaled.Num(), scaled.Denom(), new(big.Int))
	if rest.Sign() == 0 {
		return n, false
	}
	half := new(big.Int).Lsh(rest, 1).Cmp(scaled.Denom())
	up := false
	switch rm {
	case NearestEven:
		up = half > 0 || half == 0 && n.Bit(0) == 1
	case NearestMax:
		up = half >= 0
	case Up:
		up = !neg
	case Down:
		up = neg
	}
	if up {
		n.Add(n, big.NewInt(1))
	}
	return n, true
}

// encode gives the bits of n·2^q, which the format holds.
func encode(f Format, neg bool, n *big.Int, q int) uint64 {
	v := math.Ldexp(float64(n.Uint64()), q)
	if neg {
		v = -v
		if v == 0 {
			v = math.Copysign(0, -1)
		}
	}
	if f == Single {
		return uint64(math.Float32bits(float32(v)))
	}
	return math.Float64bits(v)
}

// rounded is the exact result x in a format; neg is the sign of a zero.
func rounded(f Format, x *big.Rat, neg bool, rm Round) (uint64, Flags) {
	digits, least, most := precision(f)
	if x.Sign() == 0 {
		return encode(f, neg, new(big.Int), 0), 0
	}
	neg = x.Sign() < 0
	x = new(big.Rat).Abs(x)
	e := magnitude(x)
	q := max(e, least) - digits + 1
	n, inexact := quantize(x, neg, q, rm)
	var flags Flags
	if inexact {
		flags = Inexact
		free, _ := quantize(x, neg, e-digits+1, rm)
		if new(big.Rat).Mul(new(big.Rat).SetInt(free), power(e-digits+1)).Cmp(power(least)) < 0 {
			flags |= Underflow
		}
	}
	if new(big.Rat).Mul(new(big.Rat).SetInt(n), power(q)).Cmp(power(most+1)) >= 0 {
		inf := rm == NearestEven || rm == NearestMax || rm == Up && !neg || rm == Down && neg
		largest := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), uint(digits)), big.NewInt(1))
		v := encode(f, neg, largest, most-digits+1)
		if inf {
			v++ // the pattern of infinity is the next one
		}
		return v, Overflow | Inexact
	}
	return encode(f, neg, n, q), flags
}

// squareRoot is the root of x, or something so close to it that it rounds alike.
func squareRoot(x *big.Rat) *big.Rat {
	const digits = 1400
	scaled := new(big.Int).Quo(new(big.Int).Lsh(x.Num(), 2*digits), x.Denom())
	exact := new(big.Int).Mul(scaled, x.Denom()).Cmp(new(big.Int).Lsh(x.Num(), 2*digits)) == 0
	r := new(big.Int).Sqrt(scaled)
	exact = exact && new(big.Int).Mul(r, r).Cmp(scaled) == 0
	root := new(big.Rat).Quo(new(big.Rat).SetInt(r), power(digits))
	if !exact {
		root.Add(root, power(-digits-1))
	}
	return root
}
