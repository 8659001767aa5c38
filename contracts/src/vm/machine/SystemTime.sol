// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {load, readable, store, writable} from "./Memory.sol";
import {LATCH, MAX32, MAX64, PHASE, State, WAIT_SLEEP} from "./State.sol";
import {least} from "./SystemFile.sol";
import "./SystemResult.sol";
import {block_} from "./Thread.sol";
import {World} from "./World.sol";

// Clocks and sleeps. Twin of vm/syscall_time.go.

uint256 constant SECOND = 1_000_000_000;
uint256 constant POLL_SLEEP = 100_000;
uint256 constant TIMER_ABSOLUTE = 1;
uint256 constant CLOCK_START = 1_767_225_600;
uint256 constant LONGEST = 1 << 62;

/// @dev Whether a clock shows the time of day; all others count from the first step.
function realTime(uint256 clock) pure returns (bool) {
    return clock == 0 || clock == 5 || clock == 11;
}

/// @dev Whether a timespec, two double words, may lie at an address.
function timespec(State s, uint256 addr, bool write) pure returns (bool) {
    unchecked {
        uint256 last = (addr + 8) & MAX64;
        if (write && !(writable(s, addr) && writable(s, last))) return false;
        return addr % 8 == 0 && readable(s, addr) && readable(s, last);
    }
}

/// @dev Writes seconds in one step and nanoseconds in the next, both of the time of the first.
function clockGettime(State s, World memory w, uint256 clock, uint256 addr) pure returns (uint256 fault) {
    if (!timespec(s, addr, true)) return fail(s, BAD_ADDRESS);
    if (s.get8(PHASE) == 0) {
        uint256 time = s.time();
        store(s, w, addr, 8, time / SECOND + (realTime(clock) ? CLOCK_START : 0));
        return again(s, time);
    }
    store(s, w, addr + 8, 8, s.get64(LATCH) % SECOND);
    return done(s, 0);
}

/// @dev Reads a timespec in two steps, and tells whether it has it. Durations beyond 2^62 ns are cut there.
function duration(State s, World memory w, uint256 addr) pure returns (uint256 ns, bool complete) {
    unchecked {
        if (s.get8(PHASE) == 0) {
            (uint256 seconds_,) = load(s, w, addr, 8);
            again(s, least(seconds_, LONGEST / SECOND));
            return (0, false);
        }
        (ns,) = load(s, w, addr + 8, 8);
        return ((s.get64(LATCH) * SECOND + least(ns, SECOND)) & MAX64, true);
    }
}

/// @dev Sleeps for the duration at the address, counted from start.
function nanosleep(State s, World memory w, uint256 addr, uint256 start) pure returns (uint256 fault) {
    if (!timespec(s, addr, false)) return fail(s, BAD_ADDRESS);
    (uint256 ns, bool complete) = duration(s, w, addr);
    return complete ? block_(s, w, WAIT_SLEEP, (start + ns) & MAX64) : 0;
}

function clockNanosleep(State s, World memory w, uint256 clock, uint256 flags, uint256 addr)
    pure
    returns (uint256 fault)
{
    if (flags & TIMER_ABSOLUTE == 0) return nanosleep(s, w, addr, s.time());
    if (!timespec(s, addr, false)) return fail(s, BAD_ADDRESS);
    (uint256 deadline, bool complete) = duration(s, w, addr);
    return complete ? block_(s, w, WAIT_SLEEP, absolute(deadline, realTime(clock))) : 0;
}

/// @dev Turns what a clock shows into virtual time, at least 1: a deadline of 0 would be none.
function absolute(uint256 ns, bool real) pure returns (uint256) {
    if (real) ns -= least(ns, CLOCK_START * SECOND);
    return ns == 0 ? 1 : ns;
}

/// @dev A sleep, then no event.
function poll(State s, World memory w, uint256 timeout) pure returns (uint256 fault) {
    if (timeout & MAX32 == 0) return done(s, 0);
    return block_(s, w, WAIT_SLEEP, (s.time() + POLL_SLEEP) & MAX64);
}
