// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {add, div, mul, mulAdd, negate, sqrt, sub} from "./float/Arithmetic.sol";
import {class, equal, less, lessEqual, max, min} from "./float/Compare.sol";
import {fromInt, fromUint, to, toInt, toUint} from "./float/Convert.sol";
import {DOUBLE, Format, SINGLE} from "./float/Format.sol";
import {IFloat} from "./IFloat.sol";
import "./machine/Ops.sol";

/// @title Float arithmetic of the machine
/// @notice It has no state and calls nobody, so a step reaches it by STATICCALL, whoever deployed it.
/// @dev The twin in Go is compute of vm/compute.go, over package vm/float; vectors/float binds them. Instructions on
/// singles and those on doubles stand in the same order.
contract Float is IFloat {
    /// @inheritdoc IFloat
    function compute(uint8 op, uint8 rm, uint64 a, uint64 b, uint64 c)
        external
        pure
        returns (uint64 value, uint8 flags)
    {
        (uint256 v, uint256 raised) = dispatch(op, rm, a, b, c);
        return (uint64(v), uint8(raised));
    }

    function dispatch(uint256 op, uint256 rm, uint256 a, uint256 b, uint256 c) private pure returns (uint256, uint256) {
        if (op == FCVTSD) return to(DOUBLE, SINGLE, a, rm);
        if (op == FCVTDS) return to(SINGLE, DOUBLE, uint32(a), rm);
        if (op >= FMADDD) return operate(DOUBLE, op, op - FMADDD + FMADDS, rm, a, b, c);
        if (op >= FCVTSW) return operate(SINGLE, op, op, rm, a, b, c);
        return operate(SINGLE, op, op, rm, uint32(a), uint32(b), uint32(c));
    }

    /// @dev op is the name in singles of the instruction that was asked for.
    function operate(Format f, uint256 asked, uint256 op, uint256 rm, uint256 a, uint256 b, uint256 c)
        private
        pure
        returns (uint256, uint256)
    {
        if (op >= FEQS && op <= FCLASSS) return compare(f, op, a, b);
        if (op == FMINS) return min(f, a, b);
        if (op == FMAXS) return max(f, a, b);
        if (op >= FCVTWS && op <= FCVTLUS) return toInteger(f, op, a, rm);
        if (op >= FCVTSW && op <= FCVTSLU) return fromInteger(f, op, a, rm);
        if (op < FMADDS || op > FSQRTS) revert UnknownOp(uint8(asked));
        return arithmetic(f, op, a, b, c, rm);
    }

    /// @dev The operations with a truth value or a class as their result.
    function compare(Format f, uint256 op, uint256 a, uint256 b) private pure returns (uint256, uint256) {
        if (op == FCLASSS) return (class(f, a), 0);
        (bool truth, uint256 flags) = op == FEQS ? equal(f, a, b) : op == FLTS ? less(f, a, b) : lessEqual(f, a, b);
        return (truth ? 1 : 0, flags);
    }

    function toInteger(Format f, uint256 op, uint256 a, uint256 rm) private pure returns (uint256, uint256) {
        if (op == FCVTWS) return toInt(f, a, 32, rm);
        if (op == FCVTWUS) return toUint(f, a, 32, rm);
        if (op == FCVTLS) return toInt(f, a, 64, rm);
        return toUint(f, a, 64, rm); // FCVTLUS
    }

    /// @dev x is an integer register.
    function fromInteger(Format f, uint256 op, uint256 x, uint256 rm) private pure returns (uint256, uint256) {
        if (op == FCVTSW) return fromInt(f, int32(uint32(x)), rm);
        if (op == FCVTSWU) return fromUint(f, uint32(x), rm);
        if (op == FCVTSL) return fromInt(f, int64(uint64(x)), rm);
        return fromUint(f, x, rm); // FCVTSLU
    }

    /// @dev What computes a float from floats.
    function arithmetic(Format f, uint256 op, uint256 a, uint256 b, uint256 c, uint256 rm)
        private
        pure
        returns (uint256, uint256)
    {
        if (op == FMADDS) return mulAdd(f, a, b, c, rm);
        if (op == FMSUBS) return mulAdd(f, a, b, negate(f, c), rm);
        if (op == FNMSUBS) return mulAdd(f, negate(f, a), b, c, rm);
        if (op == FNMADDS) return mulAdd(f, negate(f, a), b, negate(f, c), rm);
        if (op == FADDS) return add(f, a, b, rm);
        if (op == FSUBS) return sub(f, a, b, rm);
        if (op == FMULS) return mul(f, a, b, rm);
        if (op == FDIVS) return div(f, a, b, rm);
        return sqrt(f, a, rm); // FSQRTS
    }
}
