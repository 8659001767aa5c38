// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Inst, decode} from "./Decode.sol";
import {
    ADDRESS_SPACE,
    FAULT_MEMORY,
    FAULT_MISALIGNED,
    IMAGE_START,
    LEAF_SIZE,
    MAX64,
    PC,
    READ_ONLY_END,
    STACK_START,
    State,
    TOP
} from "./State.sol";
import {World, readLeaf, writeLeaf} from "./World.sol";

// Instructions and data in memory. Twin of the second half of vm/step.go. A fault of 0 is none.

/// @dev Decodes the instruction at pc. One that begins in the last two bytes of a leaf lies in two.
function fetch(State s, World memory w) pure returns (Inst memory i, uint256 fault) {
    uint256 pc = s.get64(PC);
    if (!executable(s, pc)) return (i, FAULT_MEMORY);
    uint256 word = half(readLeaf(w, pc), pc);
    if (word & 3 != 3) return (decode(word), 0);
    unchecked {
        pc += 2;
    }
    if (!executable(s, pc)) return (i, FAULT_MEMORY);
    return (decode(word | (half(readLeaf(w, pc), pc) << 16)), 0);
}

/// @dev The half word at an even address, from its leaf.
function half(bytes32 leaf, uint256 addr) pure returns (uint256 v) {
    assembly ("memory-safe") {
        addr := and(addr, 31)
        v := or(byte(addr, leaf), shl(8, byte(add(addr, 1), leaf)))
    }
}

function executable(State s, uint256 addr) pure returns (bool) {
    return IMAGE_START <= addr && addr < s.get64(READ_ONLY_END);
}

/// @dev Whether the page that holds an address may be read.
function readable(State s, uint256 addr) pure returns (bool) {
    return (IMAGE_START <= addr && addr < s.get64(TOP)) || (STACK_START <= addr && addr < ADDRESS_SPACE);
}

/// @dev Whether the page that holds an address may be written.
function writable(State s, uint256 addr) pure returns (bool) {
    return addr >= s.get64(READ_ONLY_END) && readable(s, addr);
}

/// @dev Reads size bytes, a power of two up to 8.
function load(State s, World memory w, uint256 addr, uint256 size) pure returns (uint256 v, uint256 fault) {
    unchecked {
        addr &= MAX64;
        if (addr & (size - 1) != 0) return (0, FAULT_MISALIGNED);
        if (!readable(s, addr)) return (0, FAULT_MEMORY);
        bytes32 leaf = readLeaf(w, addr);
        return (swap64((uint256(leaf) << (8 * (addr % LEAF_SIZE))) >> 192) & ((1 << (8 * size)) - 1), 0);
    }
}

/// @dev Writes the lowest size bytes of v.
function store(State s, World memory w, uint256 addr, uint256 size, uint256 v) pure returns (uint256 fault) {
    unchecked {
        addr &= MAX64;
        if (addr & (size - 1) != 0) return FAULT_MISALIGNED;
        if (!writable(s, addr)) return FAULT_MEMORY;
        put(w, addr, size, bytes32(swap64(v) << 192));
    }
}

/// @dev Replaces the size bytes at an address, which lie in one leaf, by the first of data.
function put(World memory w, uint256 addr, uint256 size, bytes32 data) pure {
    unchecked {
        uint256 offset = 8 * (addr % LEAF_SIZE);
        bytes32 mask = ~bytes32(type(uint256).max >> (8 * size));
        bytes32 leaf = readLeaf(w, addr);
        writeLeaf(w, addr, (leaf & ~(mask >> offset)) | ((data & mask) >> offset));
    }
}

/// @dev Reverses the order of the lowest eight bytes and cuts off the others.
function swap64(uint256 v) pure returns (uint256) {
    unchecked {
        v = ((v & 0x00ff00ff00ff00ff) << 8) | ((v >> 8) & 0x00ff00ff00ff00ff);
        v = ((v & 0x0000ffff0000ffff) << 16) | ((v >> 16) & 0x0000ffff0000ffff);
        return ((v & MAX64) >> 32) | ((v & 0xffffffff) << 32);
    }
}
