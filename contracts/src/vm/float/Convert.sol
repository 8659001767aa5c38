// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {nan} from "./Arithmetic.sol";
import {Format, INEXACT, INVALID, Number, goesUp, normal, shiftJam} from "./Format.sol";

// Conversions: the twin of vm/float/convert.go, with the names and in the order of that file. Integers are the 64 bits of a
// register.

/// @dev FCVT.S.D and FCVT.D.S: a value in another format.
function to(Format f, Format g, uint256 v, uint256 rm) pure returns (uint256, uint256) {
    if (f.isNaN(v)) {
        (, uint256 flags) = nan(f, v, 0, 0);
        return (g.NaN(), flags);
    }
    Number memory n = f.unpack(v);
    if (n.inf) return (g.signed(n.neg, g.infinity()), 0);
    if (n.zero) return (g.signed(n.neg, 0), 0);
    return g.pack(n.neg, n.exp, n.sig, rm);
}

/// @dev FCVT from a signed integer.
function fromInt(Format f, int256 v, uint256 rm) pure returns (uint256, uint256) {
    return v < 0 ? fromMagnitude(f, true, uint256(-v), rm) : fromMagnitude(f, false, uint256(v), rm);
}

/// @dev FCVT from an unsigned integer.
function fromUint(Format f, uint256 v, uint256 rm) pure returns (uint256, uint256) {
    return fromMagnitude(f, false, v, rm);
}

function fromMagnitude(Format f, bool neg, uint256 v, uint256 rm) pure returns (uint256, uint256) {
    if (v == 0) return (0, 0);
    (uint256 sig, uint256 shift) = normal(v);
    return f.pack(neg, 127 - int256(shift), sig, rm);
}

/// @dev FCVT to a signed integer of 32 or 64 bits, sign-extended. What does not fit becomes the nearest one that does, a NaN
/// the largest, and that is invalid.
function toInt(Format f, uint256 v, uint256 width, uint256 rm) pure returns (uint256, uint256) {
    uint256 most = (1 << (width - 1)) - 1;
    (bool neg, uint256 magnitude, uint256 flags) = integer(f, v, rm);
    if (f.isNaN(v) || (!neg && magnitude > most)) return (most, INVALID);
    if (neg && magnitude > most + 1) return (negative(most + 1), INVALID);
    return (neg ? negative(magnitude) : magnitude, flags);
}

/// @dev The register that holds -v.
function negative(uint256 v) pure returns (uint256) {
    return uint64(int64(-int256(v)));
}

/// @dev FCVT to an unsigned integer of 32 or 64 bits. A result of 32 bits is sign-extended, as every one is.
function toUint(Format f, uint256 v, uint256 width, uint256 rm) pure returns (uint256, uint256) {
    uint256 most = (1 << width) - 1;
    (bool neg, uint256 magnitude, uint256 flags) = integer(f, v, rm);
    if (f.isNaN(v) || (!neg && magnitude > most)) (magnitude, flags) = (most, INVALID);
    else if (neg && magnitude != 0) (magnitude, flags) = (0, INVALID);
    if (width == 32) magnitude = uint64(int64(int32(uint32(magnitude))));
    return (magnitude, flags);
}

/// @dev Rounds to an integer; 2^64 stands for every larger one. What it says about a NaN means nothing.
function integer(Format f, uint256 v, uint256 rm) pure returns (bool neg, uint256 magnitude, uint256 flags) {
    Number memory n = f.unpack(v);
    if (n.zero) return (n.neg, 0, 0);
    if (n.inf || n.exp > 63) return (n.neg, 1 << 64, 0);
    // 64 bits below the point say how to round: a half, and whether there is anything else.
    uint256 fixedPoint = shiftJam(n.sig, uint256(63 - n.exp));
    uint256 rest = fixedPoint & type(uint64).max;
    magnitude = fixedPoint >> 64;
    if (goesUp(rm, n.neg, magnitude, rest, 1 << 63)) magnitude++;
    return (n.neg, magnitude, rest == 0 ? 0 : INEXACT);
}
