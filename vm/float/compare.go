// SPDX-License-Identifier: Apache-2.0

package float

// Equal is FEQ, which only signaling NaNs make invalid.
func (f Format) Equal(a, b uint64) (bool, Flags) {
	if f.isNaN(a) || f.isNaN(b) {
		_, flags := f.nan(a, b)
		return false, flags
	}
	return a == b || (a|b)&^f.sign() == 0, 0
}

// Less is FLT, which every NaN makes invalid.
func (f Format) Less(a, b uint64) (bool, Flags) {
	if f.isNaN(a) || f.isNaN(b) {
		return false, Invalid
	}
	return f.less(a, b), 0
}

// LessEqual is FLE, which every NaN makes invalid.
func (f Format) LessEqual(a, b uint64) (bool, Flags) {
	if f.isNaN(a) || f.isNaN(b) {
		return false, Invalid
	}
	return !f.less(b, a), 0
}

// less orders what is no NaN. The two zeros are equal.
func (f Format) less(a, b uint64) bool {
	if (a|b)&^f.sign() == 0 {
		return false
	}
	return f.order(a) < f.order(b)
}

// order maps values to integers that order like them, with -0 below +0.
func (f Format) order(v uint64) int64 {
	magnitude := int64(v &^ f.sign())
	if v&f.sign() != 0 {
		return -1 - magnitude
	}
	return magnitude
}

// Min is FMIN: minimumNumber of IEEE 754-2019. -0 is below +0, and a number goes before a NaN.
func (f Format) Min(a, b uint64) (uint64, Flags) {
	return f.pick(a, b, f.order(a) <= f.order(b))
}

// Max is FMAX: maximumNumber of IEEE 754-2019.
func (f Format) Max(a, b uint64) (uint64, Flags) {
	return f.pick(a, b, f.order(a) >= f.order(b))
}

// pick is the first of two, or the second; where one is a NaN, the other.
func (f Format) pick(a, b uint64, first bool) (uint64, Flags) {
	_, flags := f.nan(a, b)
	switch {
	case f.isNaN(a) && f.isNaN(b):
		return f.NaN(), flags
	case f.isNaN(a):
		return b, flags
	case f.isNaN(b):
		return a, flags
	case first:
		return a, flags
	}
	return b, flags
}

// Class is FCLASS: one bit of ten.
func (f Format) Class(v uint64) uint64 {
	n := f.unpack(v)
	subnormal := v&f.infinity() == 0
	var bit uint
	switch {
	case f.isSignaling(v):
		return 1 << 8
	case f.isNaN(v):
		return 1 << 9
	case n.inf:
		bit = 7
	case n.zero:
		bit = 4
	case subnormal:
		bit = 5
	default:
		bit = 6
	}
	if n.neg {
		bit = 7 - bit // the negative classes come first, in mirrored order
	}
	return 1 << bit
}
