// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Inst} from "./Decode.sol";
import "./Ops.sol";
import {FCSR, STEPS, State} from "./State.sol";

// The control and status registers of user mode. Twin of vm/control.go.

uint256 constant CSR_FLAGS = 0x001; // accrued exceptions of floats
uint256 constant CSR_RM = 0x002; // rounding mode
uint256 constant CSR_FLOAT = 0x003; // both
uint256 constant CSR_TIME = 0xc01; // virtual time; the others count steps

/// @dev a is the value of rs1; the immediate forms take its number instead.
function control(State s, Inst memory i, uint256 a) pure {
    uint256 op = i.op;
    uint256 number = i.imm;
    uint256 old = controlValue(s, number);
    if (op >= CSRRWI) a = i.rs1();
    uint256 v = a;
    if (op == CSRRS || op == CSRRSI) v = old | a;
    if (op == CSRRC || op == CSRRCI) v = old & ~a;
    uint256 fcsr = s.get8(FCSR);
    if (number == CSR_FLAGS) s.set8(FCSR, (fcsr & 0xe0) | (v & 31));
    if (number == CSR_RM) s.set8(FCSR, (fcsr & 31) | ((v & 7) << 5));
    if (number == CSR_FLOAT) s.set8(FCSR, v & 0xff);
    s.setX(i.rd(), old);
}

function controlValue(State s, uint256 number) pure returns (uint256) {
    if (number == CSR_FLAGS) return s.get8(FCSR) & 31;
    if (number == CSR_RM) return s.get8(FCSR) >> 5;
    if (number == CSR_FLOAT) return s.get8(FCSR);
    return number == CSR_TIME ? s.time() : s.get64(STEPS);
}
