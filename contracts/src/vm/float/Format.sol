// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Formats, unpacking and rounding: the twin of vm/float/float.go, with the names and in the order of that file. Where Go
// has a significand in two words of 64 bits, here it is one number of 128 bits. Exponents stay within ±2^13 and significands
// below 2^128, so nothing can wrap, and arithmetic is not checked here, where most of the gas goes.

// The rounding modes, encoded as in instructions and in fcsr.
uint256 constant NEAREST_EVEN = 0; // RNE: to nearest, ties to even
uint256 constant TO_ZERO = 1; // RTZ
uint256 constant DOWN = 2; // RDN: towards minus infinity
uint256 constant UP = 3; // RUP: towards plus infinity
uint256 constant NEAREST_MAX = 4; // RMM: to nearest, ties away from zero

// The accrued exceptions, encoded as in fflags.
uint256 constant INEXACT = 1; // NX
uint256 constant UNDERFLOW = 2; // UF: tiny after rounding, and inexact
uint256 constant OVERFLOW = 4; // OF
uint256 constant DIV_BY_ZERO = 8; // DZ
uint256 constant INVALID = 16; // NV

/// @dev One of the two widths: bits of the fraction ‖ bits of the exponent, a byte each.
///
///     ┌──────┬──────────┬──────────┐
///     │ sign │ exponent │ fraction │      SINGLE 1 + 8 + 23, DOUBLE 1 + 11 + 52 bits
///     └──────┴──────────┴──────────┘
type Format is uint256;

Format constant SINGLE = Format.wrap((23 << 8) | 8);
Format constant DOUBLE = Format.wrap((52 << 8) | 11);

using {
    fraction,
    exponent,
    bias,
    least,
    sign,
    infinity,
    NaN,
    isNaN,
    isSignaling,
    unpack,
    signed,
    pack,
    round,
    overflow
} for Format global;

function fraction(Format f) pure returns (uint256) {
    return Format.unwrap(f) >> 8;
}

function exponent(Format f) pure returns (uint256) {
    return Format.unwrap(f) & 0xff;
}

function bias(Format f) pure returns (int256) {
    unchecked {
        return int256((1 << (f.exponent() - 1)) - 1);
    }
}

/// @dev The exponent of the smallest normal number.
function least(Format f) pure returns (int256) {
    unchecked {
        return 1 - f.bias();
    }
}

function sign(Format f) pure returns (uint256) {
    unchecked {
        return 1 << (f.exponent() + f.fraction());
    }
}

function infinity(Format f) pure returns (uint256) {
    unchecked {
        return ((1 << f.exponent()) - 1) << f.fraction();
    }
}

/// @dev The canonical NaN, the result of every operation that has no number.
function NaN(Format f) pure returns (uint256) {
    unchecked {
        return f.infinity() | (1 << (f.fraction() - 1));
    }
}

function isNaN(Format f, uint256 v) pure returns (bool) {
    return v & ~f.sign() > f.infinity();
}

/// @dev Whether v is a NaN whose use is invalid: the top bit of its fraction is clear.
function isSignaling(Format f, uint256 v) pure returns (bool) {
    unchecked {
        return f.isNaN(v) && (v >> (f.fraction() - 1)) & 1 == 0;
    }
}

/// @dev An unpacked value that is no NaN: (-1)^neg · sig/2^127 · 2^exp. Bit 127 of sig is set, or the number is zero or
/// infinite and sig is 0.
struct Number {
    bool neg;
    bool zero;
    bool inf;
    int256 exp;
    uint256 sig;
}

function unpack(Format f, uint256 v) pure returns (Number memory n) {
    unchecked {
        n.neg = v & f.sign() != 0;
        uint256 digits = v & ((1 << f.fraction()) - 1);
        uint256 exp = (v >> f.fraction()) & ((1 << f.exponent()) - 1);
        if (exp == (1 << f.exponent()) - 1) {
            n.inf = true;
        } else if (exp == 0 && digits == 0) {
            n.zero = true;
        } else if (exp == 0) {
            uint256 shift;
            (n.sig, shift) = normal(digits);
            n.exp = f.least() + 127 - int256(f.fraction()) - int256(shift);
        } else {
            n.sig = ((1 << f.fraction()) | digits) << (127 - f.fraction());
            n.exp = int256(exp) - f.bias();
        }
    }
}

/// @dev Puts a sign on the bits of a value without one.
function signed(Format f, bool neg, uint256 v) pure returns (uint256) {
    return neg ? v | f.sign() : v;
}

/// @dev Rounds (-1)^neg · sig/2^127 · 2^exp. Bit 127 of sig is set; of its lower half it only matters whether it is zero.
function pack(Format f, bool neg, int256 exp, uint256 sig, uint256 rm) pure returns (uint256, uint256) {
    unchecked {
        if (exp > f.bias()) return f.overflow(neg, rm);
        bool tiny = false;
        if (exp < f.least()) {
            // Tiny is what stays below the least normal number also when rounded with all its digits.
            (uint256 free,) = f.round(neg, sig, rm);
            tiny = exp < f.least() - 1 || free >> (f.fraction() + 1) == 0;
            sig = shiftJam(sig, uint256(f.least() - exp));
            exp = f.least();
        }
        (uint256 kept, bool inexact) = f.round(neg, sig, rm);
        // The leading bit, if it is set, adds one to the exponent; so does a carry out of rounding.
        uint256 v = (uint256(exp - f.least()) << f.fraction()) + kept;
        if (v >= f.infinity()) return f.overflow(neg, rm);
        return (f.signed(neg, v), inexact ? (tiny ? INEXACT | UNDERFLOW : INEXACT) : 0);
    }
}

/// @dev Cuts a significand with its leading bit at 127 to the format's digits, the leading one included.
function round(Format f, bool neg, uint256 sig, uint256 rm) pure returns (uint256 kept, bool inexact) {
    unchecked {
        uint256 cut = 127 - f.fraction();
        uint256 rest = sig & ((1 << cut) - 1);
        kept = sig >> cut;
        if (goesUp(rm, neg, kept, rest, 1 << (cut - 1))) kept++;
        inexact = rest != 0;
    }
}

/// @dev Whether a magnitude of which rest was cut off becomes the next larger one.
function goesUp(uint256 rm, bool neg, uint256 kept, uint256 rest, uint256 half) pure returns (bool) {
    if (rm == NEAREST_EVEN) return rest > half || (rest == half && kept & 1 == 1);
    if (rm == NEAREST_MAX) return rest >= half;
    if (rm == DOWN) return neg && rest != 0;
    if (rm == UP) return !neg && rest != 0;
    return false;
}

/// @dev Infinity or the largest number, whichever the rounding mode allows.
function overflow(Format f, bool neg, uint256 rm) pure returns (uint256, uint256) {
    unchecked {
        uint256 v = f.infinity();
        if (rm == TO_ZERO || (rm == DOWN && !neg) || (rm == UP && neg)) v--;
        return (f.signed(neg, v), OVERFLOW | INEXACT);
    }
}

/// @dev Shifts 128 bits to the right and folds what falls out into the lowest bit.
function shiftJam(uint256 v, uint256 n) pure returns (uint256) {
    unchecked {
        if (n >= 128) return v == 0 ? 0 : 1;
        return (v >> n) | (v & ((1 << n) - 1) == 0 ? 0 : 1);
    }
}

/// @dev Shifts 128 bits, not all zero, to the left until bit 127 is set.
function normal(uint256 sig) pure returns (uint256, uint256 shift) {
    unchecked {
        for (uint256 step = 64; step != 0; step >>= 1) {
            if (sig >> (128 - step) == 0) {
                sig <<= step;
                shift += step;
            }
        }
        return (sig, shift);
    }
}
