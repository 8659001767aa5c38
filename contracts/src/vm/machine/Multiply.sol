// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "./Ops.sol";
import {MAX32, MAX64} from "./State.sol";

// The instructions of two operands that cannot fail. Twin of arithmetic in vm/execute.go and of vm/multiply.go. Operands
// have 64 bits; of a result only the lowest 64 count.

/// @dev How a register holds 32 bits: sign-extended.
function word(uint256 v) pure returns (uint256 r) {
    assembly ("memory-safe") {
        r := and(signextend(3, v), MAX64)
    }
}

/// @dev The number that 64 bits are.
function signed64(uint256 v) pure returns (int256 r) {
    assembly ("memory-safe") {
        r := signextend(7, v)
    }
}

function bit(bool b) pure returns (uint256) {
    return b ? 1 : 0;
}

function arithmetic(uint256 op, uint256 a, uint256 b) pure returns (uint256) {
    unchecked {
        if (op == ADD) return a + b;
        if (op == SLT) return bit(signed64(a) < signed64(b));
        if (op == SLTU) return bit(a < b);
        if (op == XOR) return a ^ b;
        if (op == OR) return a | b;
        if (op == AND) return a & b;
        if (op == SLL) return a << (b & 63);
        if (op == SRL) return a >> (b & 63);
        if (op == SRA) return uint256(signed64(a) >> (b & 63));
        if (op == ADDW) return word(a + b);
        if (op == SLLW) return word(a << (b & 31));
        if (op == SRLW) return word((a & MAX32) >> (b & 31));
        if (op == SRAW) return uint256(signed64(word(a)) >> (b & 31));
        if (op == SUB) return a - b;
        if (op == SUBW) return word(a - b);
        return multiply(op, a, b);
    }
}

function multiply(uint256 op, uint256 a, uint256 b) pure returns (uint256) {
    unchecked {
        if (op == MUL) return a * b;
        if (op == MULH) return uint256((signed64(a) * signed64(b)) >> 64);
        if (op == MULHSU) return uint256((signed64(a) * int256(b)) >> 64);
        if (op == MULHU) return (a * b) >> 64;
        if (op == MULW) return word(a * b);
        if (op == DIV) return divide(a, b);
        if (op == DIVU) return divideUnsigned(a, b);
        if (op == REM) return remainder(a, b);
        if (op == REMU) return remainderUnsigned(a, b);
        if (op == DIVW) return word(divide(word(a), word(b)));
        if (op == DIVUW) return word(divideUnsigned(a & MAX32, b & MAX32));
        if (op == REMW) return word(remainder(word(a), word(b)));
        return word(remainderUnsigned(a & MAX32, b & MAX32)); // REMUW
    }
}

/// @dev Divides signed numbers. By zero it gives -1, and the one overflow gives the dividend.
function divide(uint256 a, uint256 b) pure returns (uint256) {
    unchecked {
        return b == 0 ? MAX64 : uint256(signed64(a) / signed64(b));
    }
}

function divideUnsigned(uint256 a, uint256 b) pure returns (uint256) {
    return b == 0 ? MAX64 : a / b;
}

/// @dev The rest of divide, with the sign of the dividend.
function remainder(uint256 a, uint256 b) pure returns (uint256) {
    return b == 0 ? a : uint256(signed64(a) % signed64(b));
}

function remainderUnsigned(uint256 a, uint256 b) pure returns (uint256) {
    return b == 0 ? a : a % b;
}
