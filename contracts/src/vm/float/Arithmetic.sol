// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DIV_BY_ZERO, DOWN, Format, INVALID, Number, normal, shiftJam} from "./Format.sol";

// Sums, products, quotients and roots: the twin of vm/float/arithmetic.go, with the names and in the order of that file.
// Every function returns the value and its exceptions.

/// @dev The result of an operation on operands of which one is a NaN; 0 stands for an operand that there is not.
function nan(Format f, uint256 a, uint256 b, uint256 c) pure returns (uint256, uint256) {
    return (f.NaN(), f.isSignaling(a) || f.isSignaling(b) || f.isSignaling(c) ? INVALID : 0);
}

/// @dev The result of an operation that has none.
function invalid(Format f) pure returns (uint256, uint256) {
    return (f.NaN(), INVALID);
}

/// @dev FADD.
function add(Format f, uint256 a, uint256 b, uint256 rm) pure returns (uint256, uint256) {
    if (f.isNaN(a) || f.isNaN(b)) return nan(f, a, b, 0);
    Number memory x = f.unpack(a);
    Number memory y = f.unpack(b);
    if (x.inf && y.inf && x.neg != y.neg) return invalid(f);
    if (x.inf) return (a, 0);
    if (y.inf) return (b, 0);
    return sum(f, x, y, rm);
}

/// @dev FSUB.
function sub(Format f, uint256 a, uint256 b, uint256 rm) pure returns (uint256, uint256) {
    if (f.isNaN(b)) return nan(f, a, b, 0);
    return add(f, a, b ^ f.sign(), rm);
}

/// @dev Adds two finite numbers. A significand is exact as long as a cancellation can bring its low bits up.
function sum(Format f, Number memory x, Number memory y, uint256 rm) pure returns (uint256, uint256) {
    if (x.zero && y.zero) return (f.signed((x.neg && y.neg) || ((x.neg || y.neg) && rm == DOWN), 0), 0);
    if (x.zero) return f.pack(y.neg, y.exp, y.sig, rm);
    if (y.zero) return f.pack(x.neg, x.exp, x.sig, rm);
    if (x.exp < y.exp || (x.exp == y.exp && x.sig < y.sig)) (x, y) = (y, x);
    uint256 less = shiftJam(y.sig, uint256(x.exp - y.exp));
    if (x.neg == y.neg) {
        uint256 carry = (x.sig + less) >> 128;
        return f.pack(x.neg, x.exp + int256(carry), shiftJam(x.sig + less, carry), rm);
    }
    if (x.sig == less) return (f.signed(rm == DOWN, 0), 0);
    (uint256 sig, uint256 shift) = normal(x.sig - less);
    return f.pack(x.neg, x.exp - int256(shift), sig, rm);
}

/// @dev Multiplies two finite numbers that are not zero, exactly: their significands have 64 digits at most.
function product(Number memory x, Number memory y) pure returns (Number memory p) {
    (uint256 sig, uint256 shift) = normal((x.sig >> 64) * (y.sig >> 64));
    return Number(x.neg != y.neg, false, false, x.exp + y.exp + 1 - int256(shift), sig);
}

/// @dev FMUL.
function mul(Format f, uint256 a, uint256 b, uint256 rm) pure returns (uint256, uint256) {
    if (f.isNaN(a) || f.isNaN(b)) return nan(f, a, b, 0);
    Number memory x = f.unpack(a);
    Number memory y = f.unpack(b);
    bool neg = x.neg != y.neg;
    if ((x.inf && y.zero) || (x.zero && y.inf)) return invalid(f);
    if (x.inf || y.inf) return (f.signed(neg, f.infinity()), 0);
    if (x.zero || y.zero) return (f.signed(neg, 0), 0);
    Number memory p = product(x, y);
    return f.pack(p.neg, p.exp, p.sig, rm);
}

/// @dev FMADD: a·b + c with one rounding. The other three fused operations are it with signs turned.
function mulAdd(Format f, uint256 a, uint256 b, uint256 c, uint256 rm) pure returns (uint256, uint256) {
    Number memory x = f.unpack(a);
    Number memory y = f.unpack(b);
    bool nothing = !f.isNaN(a) && !f.isNaN(b) && ((x.inf && y.zero) || (x.zero && y.inf));
    if (nothing) return invalid(f); // also when c is a quiet NaN
    if (f.isNaN(a) || f.isNaN(b) || f.isNaN(c)) return nan(f, a, b, c);
    Number memory z = f.unpack(c);
    bool neg = x.neg != y.neg;
    if (x.inf || y.inf) {
        if (z.inf && z.neg != neg) return invalid(f);
        return (f.signed(neg, f.infinity()), 0);
    }
    if (z.inf) return (c, 0);
    Number memory p = x.zero || y.zero ? Number(neg, true, false, 0, 0) : product(x, y);
    return sum(f, p, z, rm);
}

/// @dev Turns the sign of a value, for FNMADD, FMSUB and FNMSUB.
function negate(Format f, uint256 v) pure returns (uint256) {
    return v ^ f.sign();
}

/// @dev FDIV.
function div(Format f, uint256 a, uint256 b, uint256 rm) pure returns (uint256, uint256) {
    if (f.isNaN(a) || f.isNaN(b)) return nan(f, a, b, 0);
    Number memory x = f.unpack(a);
    Number memory y = f.unpack(b);
    bool neg = x.neg != y.neg;
    if ((x.inf && y.inf) || (x.zero && y.zero)) return invalid(f);
    if (x.inf) return (f.signed(neg, f.infinity()), 0);
    if (y.zero) return (f.signed(neg, f.infinity()), DIV_BY_ZERO);
    if (y.inf || x.zero) return (f.signed(neg, 0), 0);
    // The dividend is shifted so far that the quotient has 128 digits.
    uint256 borrow = x.sig < y.sig ? 1 : 0;
    uint256 dividend = x.sig << (127 + borrow);
    uint256 quotient = dividend / y.sig;
    uint256 rest = dividend % y.sig;
    return f.pack(neg, x.exp - y.exp - int256(borrow), quotient | (rest == 0 ? 0 : 1), rm);
}

/// @dev FSQRT.
function sqrt(Format f, uint256 a, uint256 rm) pure returns (uint256, uint256) {
    if (f.isNaN(a)) return nan(f, a, 0, 0);
    Number memory x = f.unpack(a);
    if (x.zero) return (a, 0);
    if (x.neg) return invalid(f);
    if (x.inf) return (a, 0);
    // The radicand is sig·2^127 with an even exponent, or sig·2^128 with an odd one: its root has 128 digits.
    uint256 radicand = x.sig << (127 + (uint256(x.exp) & 1));
    uint256 r = root(radicand);
    return f.pack(false, x.exp >> 1, r | (r * r == radicand ? 0 : 1), rm);
}

/// @dev The integer square root. Newton's steps lead down from 2^128, above every root, and stop at it.
function root(uint256 radicand) pure returns (uint256 r) {
    r = 1 << 128;
    while (true) {
        uint256 next = (r + radicand / r) >> 1;
        if (next >= r) return r;
        r = next;
    }
}
