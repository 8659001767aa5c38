// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    ADDRESS_SPACE,
    BREAK,
    LATCH,
    MAX64,
    PAGE_SIZE,
    PHASE,
    READ_ONLY_END,
    STACK_START,
    State,
    TOP
} from "./State.sol";
import {least} from "./SystemFile.sol";
import "./SystemResult.sol";
import {World, clearNode} from "./World.sol";

// The borders of the map, and memory that is zeroed. Twin of vm/syscall_memory.go.

uint256 constant MAP_FIXED = 0x10;
uint256 constant MAP_ANONYMOUS = 0x20;
uint256 constant MAP_FIXED_NO_REPLACE = 0x100000;
uint256 constant DONT_NEED = 4;

function pageUp(uint256 v) pure returns (uint256) {
    unchecked {
        return (v + PAGE_SIZE - 1) & MAX64 & ~(PAGE_SIZE - 1);
    }
}

/// @dev Maps zeroed memory at the top, or at a fixed address, where it zeroes what is there.
function mmap(State s, World memory w, uint256 addr, uint256 size, uint256 flags) pure returns (uint256 fault) {
    if (size == 0 || flags & MAP_ANONYMOUS == 0) return fail(s, INVALID);
    if (size > ADDRESS_SPACE) return fail(s, NO_MEMORY);
    size = pageUp(size);
    uint256 top = s.get64(TOP);
    if (flags & (MAP_FIXED | MAP_FIXED_NO_REPLACE) == 0) {
        if (size > STACK_START - top) return fail(s, NO_MEMORY);
        s.set64(TOP, top + size);
        return done(s, top);
    }
    if (addr % PAGE_SIZE != 0) return fail(s, INVALID);
    if (addr < s.get64(READ_ONLY_END) || addr >= STACK_START || size > STACK_START - addr) return fail(s, NO_MEMORY);
    if (flags & MAP_FIXED_NO_REPLACE != 0 && addr < top) return fail(s, EXISTS);
    if (!clear(s, w, addr, least(addr + size, top))) return 0;
    if (addr + size > top) s.set64(TOP, addr + size);
    return done(s, addr);
}

/// @dev Gives the upmost mapping back. Any other stays as it is.
function munmap(State s, World memory w, uint256 addr, uint256 size) pure returns (uint256 fault) {
    if (addr % PAGE_SIZE != 0 || size == 0 || size > ADDRESS_SPACE) return fail(s, INVALID);
    uint256 top = s.get64(TOP);
    if (addr < s.get64(BREAK) || addr >= top || addr + pageUp(size) != top) return done(s, 0);
    if (!clear(s, w, addr, top)) return 0;
    s.set64(TOP, addr);
    return done(s, 0);
}

/// @dev Zeroes memory that is not needed; other advice is heard and not followed.
function madvise(State s, World memory w, uint256 addr, uint256 size, uint256 advice) pure returns (uint256 fault) {
    if (addr % PAGE_SIZE != 0 || size > ADDRESS_SPACE) return fail(s, INVALID);
    if (advice != DONT_NEED) return done(s, 0);
    uint256 end = addr + pageUp(size);
    bool inData = s.get64(READ_ONLY_END) <= addr && end <= s.get64(TOP);
    bool inStack = STACK_START <= addr && end <= ADDRESS_SPACE;
    if (!inData && !inStack) return fail(s, NO_MEMORY);
    if (!clear(s, w, addr, end)) return 0;
    return done(s, 0);
}

/// @dev Zeroes one node of the memory tree between two pages: the largest that begins at the place reached and does not
/// pass the end. It tells whether the system call may end.
function clear(State s, World memory w, uint256 from, uint256 to) pure returns (bool) {
    uint256 addr = from;
    if (s.get8(PHASE) != 0) {
        uint256 reached = s.get64(LATCH) & ~(PAGE_SIZE - 1);
        if (reached > from) addr = reached;
    }
    if (addr >= to) return true;
    uint256 size = PAGE_SIZE;
    while (addr & size == 0 && addr + 2 * size <= to) size *= 2;
    clearNode(w, addr, size);
    if (addr + size == to) return true;
    s.set8(PHASE, 1);
    s.set64(LATCH, addr + size);
    return false;
}

/// @dev Moves the end of the data segment up, as long as nothing was mapped behind it, and never down.
function brk(State s, uint256 addr) pure returns (uint256 fault) {
    uint256 end = s.get64(BREAK);
    if (addr > end && addr <= STACK_START && pageUp(end) == s.get64(TOP)) {
        s.set64(BREAK, addr);
        s.set64(TOP, pageUp(addr));
        end = addr;
    }
    return done(s, end);
}
