// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {load, readable, store, writable} from "./Memory.sol";
import {bit} from "./Multiply.sol";
import {
    ALL_ASLEEP,
    CLEAR_ON_EXIT,
    DEADLINE,
    DIRECTION,
    EARLIEST,
    FAULT_DEADLOCK,
    ID,
    IDLE,
    LATCH,
    LEFT,
    MAX32,
    MAX64,
    NEXT_ID,
    NO_RESERVATION,
    PHASE,
    RESERVATION,
    RIGHT,
    State,
    THREAD_SIZE,
    WAIT,
    WAIT_ADDRESS,
    WAIT_FUTEX,
    WAIT_NONE,
    WAIT_VALUE,
    newState,
    rootOfChain
} from "./State.sol";
import "./SystemResult.sol";
import {absolute, duration, timespec} from "./SystemTime.sol";
import {Parked, World, copyThread, unpark} from "./World.sol";

// Threads take turns where the running one lets go. Twin of vm/thread.go, which tells how.

uint256 constant FUTEX_WAIT = 0;
uint256 constant FUTEX_WAKE = 1;
uint256 constant FUTEX_WAIT_BITSET = 9;
uint256 constant FUTEX_WAKE_BITSET = 10;
uint256 constant FUTEX_COMMAND = 0x7f;
uint256 constant FUTEX_REAL_TIME = 0x100;

uint256 constant CLONE_SET_TLS = 0x80000;
uint256 constant CLONE_PARENT_SET_TID = 0x100000;
uint256 constant CLONE_CHILD_CLEAR_TID = 0x200000;
uint256 constant CLONE_CHILD_SET_TID = 0x1000000;
uint256 constant CLONE_REQUIRED = 0x100 | 0x10000; // the same memory, the same process
uint256 constant LAST_THREAD = MAX32;
uint256 constant REGISTER_STACK = 2;
uint256 constant REGISTER_THREAD = 4;

/// @dev The chain that the scheduler takes from.
function ahead(State s) pure returns (uint256 chain) {
    return s.get8(DIRECTION) == 0 ? RIGHT : LEFT;
}

/// @dev The chain that it parks on.
function behind(State s) pure returns (uint256 chain) {
    return s.get8(DIRECTION) == 0 ? LEFT : RIGHT;
}

/// @dev Gives the running thread, which waits, its turn: it wakes, or the next one is taken.
function turn(State s, World memory w) pure returns (uint256 fault) {
    bool futexes = s.get8(WAIT) == WAIT_FUTEX;
    if (futexes) {
        uint256 v;
        (v, fault) = load(s, w, s.get64(WAIT_ADDRESS), 4);
        if (fault != 0) return fault;
        if (v != s.get32(WAIT_VALUE)) return wake(s, 0);
    }
    uint256 deadline = s.get64(DEADLINE);
    if (deadline != 0 && deadline <= s.time()) {
        unchecked {
            return wake(s, futexes ? 0 - TIMED_OUT : 0);
        }
    }
    return rotate(s, w);
}

function wake(State s, uint256 result) pure returns (uint256 fault) {
    s.setX(REGISTER_RESULT, result);
    s.set8(WAIT, WAIT_NONE);
    s.set32(WAIT_VALUE, 0);
    s.set64(WAIT_ADDRESS, 0);
    s.set64(DEADLINE, 0);
    s.set8(ALL_ASLEEP, 0);
    return 0;
}

/// @dev Ends a system call by making the running thread wait. Its result is written when it wakes.
function block_(State s, World memory w, uint256 why, uint256 deadline) pure returns (uint256 fault) {
    done(s, 0);
    s.set8(WAIT, why);
    s.set64(DEADLINE, deadline);
    return rotate(s, w);
}

function yield_(State s, World memory w) pure returns (uint256 fault) {
    done(s, 0);
    return rotate(s, w);
}

/// @dev Parks the running thread and takes the next one. The only thread stays.
function rotate(State s, World memory w) pure returns (uint256 fault) {
    noteDeadline(s);
    if (s.get256(ahead(s)) == 0) {
        fault = turnRound(s);
        if (fault != 0) return fault;
    }
    bytes32 root = s.get256(ahead(s));
    if (root == 0) return 0;
    Parked memory following = unpark(w, root);
    s.set256(behind(s), rootOfChain(s, s.get256(behind(s))));
    run(s, following);
    return 0;
}

/// @dev Makes a thread that was taken the running one.
function run(State s, Parked memory following) pure {
    s.set256(ahead(s), following.below);
    copyThread(s, following);
    s.set64(RESERVATION, NO_RESERVATION);
    if (s.get8(WAIT) == WAIT_NONE) s.set8(ALL_ASLEEP, 0);
}

/// @dev Remembers the earliest deadline since the last turn-round.
function noteDeadline(State s) pure {
    uint256 deadline = s.get64(DEADLINE);
    uint256 earliest = s.get64(EARLIEST);
    if (s.get8(WAIT) != WAIT_NONE && deadline != 0 && (earliest == 0 || deadline < earliest)) {
        s.set64(EARLIEST, deadline);
    }
}

/// @dev Changes the direction at the end of the walk. If nobody ran since the other end, time jumps.
function turnRound(State s) pure returns (uint256 fault) {
    if (s.get8(ALL_ASLEEP) == 1) {
        uint256 earliest = s.get64(EARLIEST);
        if (earliest == 0) return FAULT_DEADLOCK;
        uint256 time = s.time();
        if (earliest > time) s.set64(IDLE, s.get64(IDLE) + earliest - time);
    }
    s.set8(DIRECTION, s.get8(DIRECTION) ^ 1);
    s.set64(EARLIEST, 0);
    s.set8(ALL_ASLEEP, bit(s.get8(WAIT) != WAIT_NONE));
    noteDeadline(s);
    return 0;
}

/// @dev Waits, or does nothing. A wait with a time reads it first, in two steps.
function futex(State s, World memory w, uint256 addr, uint256 op, uint256 v, uint256 timeout)
    pure
    returns (uint256 fault)
{
    uint256 command = op & FUTEX_COMMAND;
    if (command == FUTEX_WAKE || command == FUTEX_WAKE_BITSET) return done(s, 0);
    if (command != FUTEX_WAIT && command != FUTEX_WAIT_BITSET) return fail(s, NO_SYSTEM);
    if (addr % 4 != 0) return fail(s, INVALID);
    if (!readable(s, addr) || (timeout != 0 && !timespec(s, timeout, false))) return fail(s, BAD_ADDRESS);
    if (timeout != 0 && s.get8(PHASE) < 2) {
        (uint256 ns, bool complete) = duration(s, w, timeout);
        if (!complete) return 0;
        if (command == FUTEX_WAIT_BITSET) return again(s, absolute(ns, op & FUTEX_REAL_TIME != 0));
        return again(s, (s.time() + ns) & MAX64);
    }
    uint256 deadline = s.get64(LATCH); // 0 without a timeout
    (uint256 current,) = load(s, w, addr, 4);
    v &= MAX32;
    if (current != v) return fail(s, AGAIN);
    s.set64(WAIT_ADDRESS, addr);
    s.set32(WAIT_VALUE, v);
    return block_(s, w, WAIT_FUTEX, deadline);
}

/// @dev Makes a thread of this process. The new thread is the next to run.
function clone(State s, World memory w, uint256 flags, uint256 stack, uint256 parentId, uint256 tls, uint256 childId)
    pure
    returns (uint256 fault)
{
    uint256 id = s.get32(NEXT_ID);
    if (flags & CLONE_REQUIRED != CLONE_REQUIRED || id == LAST_THREAD) return fail(s, NO_SYSTEM);
    if (flags & CLONE_CHILD_SET_TID != 0) return fail(s, INVALID);
    if (flags & CLONE_PARENT_SET_TID != 0) {
        if (parentId % 4 != 0 || !writable(s, parentId)) return fail(s, BAD_ADDRESS);
        store(s, w, parentId, 4, id);
    }
    s.set32(NEXT_ID, id + 1);
    done(s, 0);
    State child = copyOf(s);
    child.set32(ID, id);
    child.set64(CLEAR_ON_EXIT, flags & CLONE_CHILD_CLEAR_TID != 0 ? childId : 0);
    if (stack != 0) child.setX(REGISTER_STACK, stack);
    if (flags & CLONE_SET_TLS != 0) child.setX(REGISTER_THREAD, tls);
    s.set256(ahead(s), rootOfChain(child, s.get256(ahead(s))));
    s.setX(REGISTER_RESULT, id);
    return 0;
}

/// @dev A thread like the one in s.
function copyOf(State s) pure returns (State child) {
    child = newState();
    for (uint256 i = 0; i < THREAD_SIZE; i += 32) {
        child.set256(i, s.get256(i));
    }
}

/// @dev Ends the running thread and takes the next one; the last one ends the machine.
function exitThread(State s, World memory w, uint256 code) pure returns (uint256 fault) {
    if (s.get256(LEFT) == 0 && s.get256(RIGHT) == 0) return exit(s, code);
    uint256 addr = s.get64(CLEAR_ON_EXIT);
    if (addr != 0 && addr % 4 == 0 && writable(s, addr)) store(s, w, addr, 4, 0);
    if (s.get256(ahead(s)) == 0) s.set8(DIRECTION, s.get8(DIRECTION) ^ 1);
    s.set8(ALL_ASLEEP, 0);
    s.set64(EARLIEST, 0);
    run(s, unpark(w, s.get256(ahead(s))));
    return 0;
}
