// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EXITED, EXIT_CODE, LATCH, PC, PHASE, STATUS, State} from "./State.sol";

// How a step of a system call ends. Twin of the end of vm/syscall.go.

// Linux error numbers. A system call returns them negated.
uint256 constant NO_ENTRY = 2;
uint256 constant BAD_FILE = 9;
uint256 constant AGAIN = 11;
uint256 constant NO_MEMORY = 12;
uint256 constant BAD_ADDRESS = 14;
uint256 constant EXISTS = 17;
uint256 constant INVALID = 22;
uint256 constant NO_TERMINAL = 25;
uint256 constant NO_SEEK = 29;
uint256 constant NO_SYSTEM = 38;
uint256 constant TIMED_OUT = 110;

uint256 constant REGISTER_RESULT = 10;

/// @dev Ends a system call with its result. There is no fault: callers return what it returns.
function done(State s, uint256 result) pure returns (uint256 fault) {
    unchecked {
        s.setX(REGISTER_RESULT, result);
        s.set64(PC, s.get64(PC) + 4);
        s.set8(PHASE, 0);
        s.set64(LATCH, 0);
        return 0;
    }
}

function fail(State s, uint256 number) pure returns (uint256 fault) {
    unchecked {
        return done(s, 0 - number);
    }
}

/// @dev Ends a step of a system call that needs another one.
function again(State s, uint256 latch) pure returns (uint256 fault) {
    unchecked {
        s.set8(PHASE, s.get8(PHASE) + 1);
        s.set64(LATCH, latch);
        return 0;
    }
}

/// @dev Halts the machine. The exit code has one byte.
function exit(State s, uint256 code) pure returns (uint256 fault) {
    s.set8(PHASE, 0);
    s.set64(LATCH, 0);
    s.set8(STATUS, EXITED);
    s.set8(EXIT_CODE, code);
    return 0;
}
