// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Inst} from "./Decode.sol";
import {load, store} from "./Memory.sol";
import {word} from "./Multiply.sol";
import "./Ops.sol";
import {FAULT_ILLEGAL, FCSR, MAX32, State} from "./State.sol";
import {World} from "./World.sol";

// The F and D extensions, but for what the contract Float computes. Twin of vm/float.go and vm/compute.go.

uint256 constant BOX = 0xffffffff00000000;
uint256 constant NAN_SINGLE = 0x7fc00000;
uint256 constant SIGN = 1 << 63;
uint256 constant DYNAMIC = 7;
uint256 constant LAST_ROUNDING = 4;

function unboxed(uint256 v) pure returns (uint256) {
    return v & BOX == BOX ? v & MAX32 : NAN_SINGLE;
}

/// @dev a is the integer register that rs1 names.
function float(State s, World memory w, Inst memory i, uint256 a) pure returns (uint256 fault) {
    unchecked {
        uint256 op = i.op;
        uint256 rd = i.rd();
        uint256 first = s.f(i.rs1());
        uint256 second = s.f(i.rs2());
        if (op == FLW || op == FLD) return floatLoad(s, w, i, a + i.imm);
        if (op == FSW) return store(s, w, a + i.imm, 4, second);
        if (op == FSD) return store(s, w, a + i.imm, 8, second);
        if (op == FMVXW) {
            s.setX(rd, word(first));
        } else if (op == FMVXD) {
            s.setX(rd, first);
        } else if (op == FMVWX) {
            s.setF(rd, BOX | (a & MAX32));
        } else if (op == FMVDX) {
            s.setF(rd, a);
        } else if (op >= FSGNJS && op <= FSGNJXS) {
            s.setF(rd, BOX | (injectSign(op - FSGNJS, unboxed(first) << 32, unboxed(second) << 32) >> 32));
        } else if (op >= FSGNJD && op <= FSGNJXD) {
            s.setF(rd, injectSign(op - FSGNJD, first, second));
        } else {
            return compute(s, w, i, a);
        }
    }
}

function floatLoad(State s, World memory w, Inst memory i, uint256 addr) pure returns (uint256 fault) {
    uint256 size = i.op == FLD ? 8 : 4;
    uint256 v;
    (v, fault) = load(s, w, addr, size);
    if (fault == 0) s.setF(i.rd(), size == 8 ? v : BOX | v);
}

/// @dev Gives a the sign of b, its opposite, or the product of both signs.
function injectSign(uint256 kind, uint256 a, uint256 b) pure returns (uint256) {
    if (kind == 0) return (a & ~SIGN) | (b & SIGN);
    if (kind == 1) return (a & ~SIGN) | (~b & SIGN);
    return a ^ (b & SIGN);
}

/// @dev The instructions that do arithmetic: operands out of their boxes, and the result where it belongs.
function compute(State s, World memory w, Inst memory i, uint256 a) pure returns (uint256 fault) {
    uint256 op = i.op;
    uint256 mode = 0;
    if (roundsIn(op)) {
        mode = i.funct3();
        if (mode == DYNAMIC) mode = s.get8(FCSR) >> 5;
        if (mode > LAST_ROUNDING) return FAULT_ILLEGAL;
    }
    (uint256 v, uint256 flags) = ask(s, w, i, mode, a);
    s.set8(FCSR, s.get8(FCSR) | flags);
    if (toInteger(op)) s.setX(i.rd(), v);
    else s.setF(i.rd(), toDouble(op) ? v : BOX | v);
}

function ask(State s, World memory w, Inst memory i, uint256 mode, uint256 a) pure returns (uint256 v, uint256 flags) {
    uint256 op = i.op;
    uint256 b = s.f(i.rs2());
    uint256 c = s.f(i.rs3());
    if (!fromInteger(op)) a = s.f(i.rs1());
    if (op < FMADDD || op == FCVTDS) {
        if (!fromInteger(op)) a = unboxed(a);
        b = unboxed(b);
        c = unboxed(c);
    }
    return w.floats.compute(uint8(op), uint8(mode), uint64(a), uint64(b), uint64(c));
}

/// @dev An instruction's name in singles.
function inSingles(uint256 op) pure returns (uint256) {
    return op >= FMADDD && op <= FCVTDLU ? op - FMADDD + FMADDS : op;
}

/// @dev Whether the rounding mode counts.
function roundsIn(uint256 op) pure returns (bool) {
    op = inSingles(op);
    return op < FMINS || op > FCLASSS;
}

function toInteger(uint256 op) pure returns (bool) {
    op = inSingles(op);
    return op >= FEQS && op <= FCVTLUS;
}

function fromInteger(uint256 op) pure returns (bool) {
    op = inSingles(op);
    return op >= FCVTSW && op <= FCVTSLU;
}

function toDouble(uint256 op) pure returns (bool) {
    return op >= FMADDD && op != FCVTSD;
}
