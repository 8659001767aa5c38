// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMachine} from "../IMachine.sol";

// The machine without its memory, as its header: no number is unpacked before it is needed. Twin of vm/state.go, which
// draws the header.

/// @dev Where a header lies in memory. In front of it is room for the hash of a chain, behind it for the root.
type State is uint256;

using {get8, get32, get64, get256, set8, set32, set64, set256, x, setX, f, setF, time} for State global;

uint256 constant MAX32 = 0xffffffff;
uint256 constant MAX64 = 0xffffffffffffffff;

// Offsets of the fields. Register x1 is at 8: where x0 would be is the program counter.
uint256 constant PC = 0;
uint256 constant X = 0;
uint256 constant F = 256;
uint256 constant FCSR = 512;
uint256 constant ID = 513;
uint256 constant WAIT = 517;
uint256 constant WAIT_VALUE = 518;
uint256 constant WAIT_ADDRESS = 522;
uint256 constant DEADLINE = 530;
uint256 constant CLEAR_ON_EXIT = 538;
uint256 constant THREAD_SIZE = 546;
uint256 constant STEPS = 546;
uint256 constant IDLE = 554;
uint256 constant RESERVATION = 562;
uint256 constant PHASE = 570;
uint256 constant LATCH = 571;
uint256 constant READ_ONLY_END = 579;
uint256 constant BREAK = 587;
uint256 constant TOP = 595;
uint256 constant NEXT_ID = 603;
uint256 constant DIRECTION = 607;
uint256 constant ALL_ASLEEP = 608;
uint256 constant EARLIEST = 609;
uint256 constant LEFT = 617;
uint256 constant RIGHT = 649;
uint256 constant ORACLE_KEY = 681;
uint256 constant ORACLE_OFFSET = 713;
uint256 constant INPUT_AT = 721;
uint256 constant INPUT_END = 722;
uint256 constant INPUT = 723;
uint256 constant OUTPUT = 851;
uint256 constant STATUS = 883;
uint256 constant EXIT_CODE = 884;
uint256 constant HEADER_SIZE = 885;

// Why a thread waits.
uint256 constant WAIT_NONE = 0;
uint256 constant WAIT_FUTEX = 1;
uint256 constant WAIT_SLEEP = 2;

// Whether the machine goes on.
uint256 constant RUNNING = 0;
uint256 constant EXITED = 1;
uint256 constant FAULTED = 2;

uint256 constant NO_RESERVATION = MAX64;
uint256 constant INPUT_SIZE = 128;

// Why the machine stopped the program; 0 if it did not.
uint256 constant FAULT_ILLEGAL = 132;
uint256 constant FAULT_BREAKPOINT = 133;
uint256 constant FAULT_MISALIGNED = 135;
uint256 constant FAULT_MEMORY = 139;
uint256 constant FAULT_DEADLOCK = 140;

// The address space.
uint256 constant PAGE_SIZE = 1 << 12;
uint256 constant ADDRESS_SPACE = 1 << 32;
uint256 constant IMAGE_START = PAGE_SIZE;
uint256 constant STACK_START = ADDRESS_SPACE - (8 << 20);
uint256 constant LEAF_SIZE = 32;

/// @dev Room for a header.
function newState() pure returns (State s) {
    assembly ("memory-safe") {
        s := add(mload(0x40), 32)
        mstore(0x40, add(s, add(HEADER_SIZE, 64)))
    }
}

function get8(State s, uint256 field) pure returns (uint256 v) {
    assembly ("memory-safe") {
        v := byte(0, mload(add(s, field)))
    }
}

function get32(State s, uint256 field) pure returns (uint256 v) {
    assembly ("memory-safe") {
        v := shr(224, mload(add(s, field)))
    }
}

function get64(State s, uint256 field) pure returns (uint256 v) {
    assembly ("memory-safe") {
        v := shr(192, mload(add(s, field)))
    }
}

function get256(State s, uint256 field) pure returns (bytes32 v) {
    assembly ("memory-safe") {
        v := mload(add(s, field))
    }
}

function set8(State s, uint256 field, uint256 v) pure {
    assembly ("memory-safe") {
        mstore8(add(s, field), v)
    }
}

function set32(State s, uint256 field, uint256 v) pure {
    assembly ("memory-safe") {
        let p := add(s, field)
        mstore(p, or(shl(224, v), shr(32, shl(32, mload(p)))))
    }
}

/// @dev Sets the lowest 64 bits of v.
function set64(State s, uint256 field, uint256 v) pure {
    assembly ("memory-safe") {
        let p := add(s, field)
        mstore(p, or(shl(192, v), shr(64, shl(64, mload(p)))))
    }
}

function set256(State s, uint256 field, bytes32 v) pure {
    assembly ("memory-safe") {
        mstore(add(s, field), v)
    }
}

/// @dev An integer register; x0 is zero.
function x(State s, uint256 register) pure returns (uint256) {
    return register == 0 ? 0 : s.get64(X + 8 * register);
}

/// @dev Writes the lowest 64 bits to an integer register; x0 stays zero.
function setX(State s, uint256 register, uint256 v) pure {
    if (register != 0) s.set64(X + 8 * register, v);
}

function f(State s, uint256 register) pure returns (uint256) {
    return s.get64(F + 8 * register);
}

function setF(State s, uint256 register, uint256 v) pure {
    s.set64(F + 8 * register, v);
}

/// @dev The virtual time in nanoseconds.
function time(State s) pure returns (uint256) {
    return (s.get64(STEPS) + s.get64(IDLE)) & MAX64;
}

/// @dev The machine hash.
function hashState(State s, bytes32 root) pure returns (bytes32 h) {
    s.set256(HEADER_SIZE, root);
    assembly ("memory-safe") {
        h := keccak256(s, add(HEADER_SIZE, 32))
    }
}

/// @dev The root of a chain that ends with the thread in s. Twin of Parked.Root.
function rootOfChain(State s, bytes32 below) pure returns (bytes32 h) {
    assembly ("memory-safe") {
        mstore(sub(s, 32), below)
        h := keccak256(sub(s, 32), add(THREAD_SIZE, 32))
    }
}

/// @dev Whether a step can leave that thread behind.
function goodThread(State s) pure returns (bool) {
    return s.get64(PC) & 1 == 0 && s.get8(WAIT) <= WAIT_SLEEP;
}

/// @dev Refuses what no step leaves behind. Twin of DecodeHeader.
function checkState(State s) pure {
    uint256 readOnlyEnd = s.get64(READ_ONLY_END);
    uint256 breakEnd = s.get64(BREAK);
    uint256 top = s.get64(TOP);
    bool good = goodThread(s) && s.get8(DIRECTION) <= 1 && s.get8(ALL_ASLEEP) <= 1 && s.get8(INPUT_END) <= INPUT_SIZE
        && s.get8(INPUT_AT) <= s.get8(INPUT_END) && s.get8(STATUS) <= FAULTED && readOnlyEnd % PAGE_SIZE == 0
        && top % PAGE_SIZE == 0 && readOnlyEnd >= IMAGE_START && breakEnd >= readOnlyEnd && top >= breakEnd
        && top <= STACK_START;
    if (!good) revert IMachine.BadHeader();
}
