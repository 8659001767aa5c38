// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {atomic} from "./Atomic.sol";
import {control} from "./Control.sol";
import {Inst} from "./Decode.sol";
import {float} from "./FloatRegisters.sol";
import {load, store} from "./Memory.sol";
import {arithmetic, signed64, word} from "./Multiply.sol";
import "./Ops.sol";
import {FAULT_BREAKPOINT, FAULT_ILLEGAL, PC, State} from "./State.sol";
import {World} from "./World.sol";

// What an instruction does. Twin of vm/execute.go.

/// @dev Does what the instruction says and moves pc.
function execute(State s, World memory w, Inst memory i) pure returns (uint256 fault) {
    unchecked {
        uint256 pc = s.get64(PC);
        uint256 following = pc + i.size;
        uint256 op = i.op;
        uint256 imm = i.imm;
        uint256 rd = i.rd();
        uint256 a = s.x(i.rs1());
        uint256 b = s.x(i.rs2());
        if (op == ILLEGAL) return FAULT_ILLEGAL;
        if (op == LUI) {
            s.setX(rd, imm);
        } else if (op == AUIPC) {
            s.setX(rd, pc + imm);
        } else if (op <= SRAIW) {
            s.setX(rd, arithmetic(op - ADDI + ADD, a, imm));
        } else if (op <= REMUW) {
            s.setX(rd, arithmetic(op, a, b));
        } else if (op <= LWU) {
            fault = loadX(s, w, i, a + imm);
        } else if (op <= SD) {
            fault = store(s, w, a + imm, 1 << (op - SB), b);
        } else if (op <= BGEU) {
            if (taken(op, a, b)) following = pc + imm;
        } else if (op == JAL) {
            s.setX(rd, following);
            following = pc + imm;
        } else if (op == JALR) {
            s.setX(rd, following);
            following = (a + imm) & ~uint256(1);
        } else if (op == FENCE || op == FENCEI) {
            // One hart, and text that cannot change: there is nothing to order.
        } else if (op == EBREAK) {
            return FAULT_BREAKPOINT;
        } else if (op <= AMOMAXUD) {
            fault = atomic(s, w, i, a, b);
        } else if (op <= CSRRCI) {
            control(s, i, a);
        } else {
            fault = float(s, w, i, a);
        }
        if (fault == 0) s.set64(PC, following);
    }
}

function loadX(State s, World memory w, Inst memory i, uint256 addr) pure returns (uint256 fault) {
    unchecked {
        uint256 op = i.op;
        uint256 v;
        (v, fault) = load(s, w, addr, 1 << ((op - LB) & 3));
        if (fault != 0) return fault;
        if (op == LB) v = uint256(int256(int8(uint8(v))));
        if (op == LH) v = uint256(int256(int16(uint16(v))));
        if (op == LW) v = word(v);
        s.setX(i.rd(), v);
    }
}

/// @dev The condition of a branch.
function taken(uint256 op, uint256 a, uint256 b) pure returns (bool) {
    if (op == BEQ) return a == b;
    if (op == BNE) return a != b;
    if (op == BLT) return signed64(a) < signed64(b);
    if (op == BGE) return signed64(a) >= signed64(b);
    if (op == BLTU) return a < b;
    return a >= b;
}
