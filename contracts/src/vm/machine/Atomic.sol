// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Inst} from "./Decode.sol";
import {load, store, writable} from "./Memory.sol";
import {bit, signed64, word} from "./Multiply.sol";
import "./Ops.sol";
import {FAULT_MEMORY, NO_RESERVATION, RESERVATION, State} from "./State.sol";
import {World} from "./World.sol";

// The A extension. Twin of vm/atomic.go.

function atomic(State s, World memory w, Inst memory i, uint256 addr, uint256 v) pure returns (uint256 fault) {
    uint256 op = i.op;
    uint256 size = op == LRW || op == SCW || (AMOSWAPW <= op && op <= AMOMAXUW) ? 4 : 8;
    uint256 old;
    (old, fault) = load(s, w, addr, size);
    if (fault != 0) return fault;
    if (size == 4) {
        old = word(old);
        v = word(v);
    }
    if (op == LRW || op == LRD) {
        s.set64(RESERVATION, addr);
        s.setX(i.rd(), old);
        return 0;
    }
    if (op == SCW || op == SCD) {
        if (!writable(s, addr)) return FAULT_MEMORY;
        bool failed = s.get64(RESERVATION) != addr;
        if (!failed) store(s, w, addr, size, v);
        s.set64(RESERVATION, NO_RESERVATION);
        s.setX(i.rd(), bit(failed));
        return 0;
    }
    fault = store(s, w, addr, size, combine(op, old, v));
    if (fault == 0) s.setX(i.rd(), old);
}

/// @dev What an atomic operation leaves in memory. Words come sign-extended.
function combine(uint256 op, uint256 old, uint256 v) pure returns (uint256) {
    unchecked {
        if (op == AMOSWAPW || op == AMOSWAPD) return v;
        if (op == AMOADDW || op == AMOADDD) return old + v;
        if (op == AMOXORW || op == AMOXORD) return old ^ v;
        if (op == AMOANDW || op == AMOANDD) return old & v;
        if (op == AMOORW || op == AMOORD) return old | v;
        if (op == AMOMINW || op == AMOMIND) return signed64(old) < signed64(v) ? old : v;
        if (op == AMOMAXW || op == AMOMAXD) return signed64(old) > signed64(v) ? old : v;
        if (op == AMOMINUW || op == AMOMINUD) return old < v ? old : v;
        return old > v ? old : v; // AMOMAXU
    }
}
