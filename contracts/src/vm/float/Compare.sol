// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {nan} from "./Arithmetic.sol";
import {Format, INVALID, Number} from "./Format.sol";

// Comparisons, minimum, maximum and classes: the twin of vm/float/compare.go, with the names and in the order of that file.

/// @dev FEQ, which only signaling NaNs make invalid.
function equal(Format f, uint256 a, uint256 b) pure returns (bool, uint256) {
    if (f.isNaN(a) || f.isNaN(b)) {
        (, uint256 flags) = nan(f, a, b, 0);
        return (false, flags);
    }
    return (a == b || (a | b) & ~f.sign() == 0, 0);
}

/// @dev FLT, which every NaN makes invalid.
function less(Format f, uint256 a, uint256 b) pure returns (bool, uint256) {
    if (f.isNaN(a) || f.isNaN(b)) return (false, INVALID);
    return (isLess(f, a, b), 0);
}

/// @dev FLE, which every NaN makes invalid.
function lessEqual(Format f, uint256 a, uint256 b) pure returns (bool, uint256) {
    if (f.isNaN(a) || f.isNaN(b)) return (false, INVALID);
    return (!isLess(f, b, a), 0);
}

/// @dev Orders what is no NaN. The two zeros are equal.
function isLess(Format f, uint256 a, uint256 b) pure returns (bool) {
    if ((a | b) & ~f.sign() == 0) return false;
    return order(f, a) < order(f, b);
}

/// @dev Maps values to integers that order like them, with -0 below +0.
function order(Format f, uint256 v) pure returns (int256) {
    int256 magnitude = int256(v & ~f.sign());
    return v & f.sign() == 0 ? magnitude : -1 - magnitude;
}

/// @dev FMIN: minimumNumber of IEEE 754-2019. -0 is below +0, and a number goes before a NaN.
function min(Format f, uint256 a, uint256 b) pure returns (uint256, uint256) {
    return pick(f, a, b, order(f, a) <= order(f, b));
}

/// @dev FMAX: maximumNumber of IEEE 754-2019.
function max(Format f, uint256 a, uint256 b) pure returns (uint256, uint256) {
    return pick(f, a, b, order(f, a) >= order(f, b));
}

/// @dev The first of two, or the second; where one is a NaN, the other.
function pick(Format f, uint256 a, uint256 b, bool first) pure returns (uint256, uint256) {
    (uint256 none, uint256 flags) = nan(f, a, b, 0);
    if (f.isNaN(a) && f.isNaN(b)) return (none, flags);
    if (f.isNaN(a)) return (b, flags);
    if (f.isNaN(b)) return (a, flags);
    return (first ? a : b, flags);
}

/// @dev FCLASS: one bit of ten.
function class(Format f, uint256 v) pure returns (uint256) {
    if (f.isSignaling(v)) return 1 << 8;
    if (f.isNaN(v)) return 1 << 9;
    Number memory n = f.unpack(v);
    uint256 bit = 6;
    if (n.inf) bit = 7;
    else if (n.zero) bit = 4;
    else if (v & f.infinity() == 0) bit = 5; // subnormal
    // The negative classes come first, in mirrored order.
    return 1 << (n.neg ? 7 - bit : bit);
}
