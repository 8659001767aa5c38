// SPDX-License-Identifier: Apache-2.0

package vm

import "math/bits"

// multiply computes the instructions of the M extension.
func multiply(op Op, a, b uint64) uint64 {
	switch op {
	case MUL:
		return a * b
	case MULH:
		return MulHigh(a, b)
	case MULHSU:
		return MulHighSigned(a, b)
	case MULHU:
		hi, _ := bits.Mul64(a, b)
		return hi
	case MULW:
		return word(uint32(a) * uint32(b))
	case DIV:
		return Div(a, b)
	case DIVU:
		return DivUnsigned(a, b)
	case REM:
		return Rem(a, b)
	case REMU:
		return RemUnsigned(a, b)
	// The divisions of words are those of doubles that hold words, but for -2^31 / -1, which word wraps.
	case DIVW:
		return word(uint32(Div(word(uint32(a)), word(uint32(b)))))
	case DIVUW:
		return word(uint32(DivUnsigned(a&0xffffffff, b&0xffffffff)))
	case REMW:
		return word(uint32(Rem(word(uint32(a)), word(uint32(b)))))
	}
	return word(uint32(RemUnsigned(a&0xffffffff, b&0xffffffff))) // REMUW
}

// MulHigh is the upper half of the signed product.
func MulHigh(a, b uint64) uint64 {
	hi, _ := bits.Mul64(a, b)
	return hi - uint64(int64(a)>>63)&b - uint64(int64(b)>>63)&a
}

// MulHighSigned is the upper half of the product of a signed and an unsigned number.
func MulHighSigned(a, b uint64) uint64 {
	hi, _ := bits.Mul64(a, b)
	return hi - uint64(int64(a)>>63)&b
}

// Div divides signed numbers. There is no trap: by zero it gives -1, and the one overflow gives the dividend.
func Div(a, b uint64) uint64 {
	switch int64(b) {
	case 0:
		return ^uint64(0)
	case -1:
		return -a
	}
	return uint64(int64(a) / int64(b))
}

// DivUnsigned divides; by zero it gives all ones.
func DivUnsigned(a, b uint64) uint64 {
	if b == 0 {
		return ^uint64(0)
	}
	return a / b
}

// Rem is the rest of Div, with the sign of the dividend.
func Rem(a, b uint64) uint64 {
	switch int64(b) {
	case 0:
		return a
	case -1:
		return 0
	}
	return uint64(int64(a) % int64(b))
}

// RemUnsigned is the rest of DivUnsigned.
func RemUnsigned(a, b uint64) uint64 {
	if b == 0 {
		return a
	}
	return a % b
}
