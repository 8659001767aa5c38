// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {put, readable, writable} from "./Memory.sol";
import {INPUT, INPUT_AT, INPUT_END, LEAF_SIZE, ORACLE_KEY, ORACLE_OFFSET, OUTPUT, State} from "./State.sol";
import "./SystemResult.sol";
import {World, readLeaf} from "./World.sol";

// The files of a program. Twin of vm/syscall_file.go.

uint256 constant IN = 0; // the input in the header, once
uint256 constant OUT = 1;
uint256 constant ERR = 2;
uint256 constant ORACLE = 3; // write a key, read its preimage
uint256 constant EPOLL = 4; // an epoll that never has an event
uint256 constant EVENT = 5; // an eventfd that is never ready

bytes32 constant RANDOM = 0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a;

function least(uint256 a, uint256 b) pure returns (uint256) {
    return a < b ? a : b;
}

/// @dev How many bytes of count lie in the leaf of an address.
function inLeaf(uint256 addr, uint256 count) pure returns (uint256) {
    return least(count, LEAF_SIZE - addr % LEAF_SIZE);
}

/// @dev Reads from a file into memory: as many bytes as one leaf and one word of a preimage allow.
function read3(State s, World memory w, uint256 file, uint256 addr, uint256 count) view returns (uint256 fault) {
    bytes32 source;
    uint256 n;
    if (file == IN) {
        uint256 from = s.get8(INPUT_AT);
        n = s.get8(INPUT_END) - from;
        source = s.get256(INPUT + from);
    } else if (file == ORACLE) {
        (source, n) = readOracle(s, w);
    } else {
        return fail(s, file == EVENT ? AGAIN : BAD_FILE);
    }
    n = least(n, inLeaf(addr, count));
    if (n == 0) return done(s, 0);
    if (!writable(s, addr)) return fail(s, BAD_ADDRESS);
    fill(s, w, addr, n, source);
    if (file == IN) s.set8(INPUT_AT, s.get8(INPUT_AT) + n);
    else s.set64(ORACLE_OFFSET, s.get64(ORACLE_OFFSET) + n);
    return 0;
}

/// @dev What is left of a word of the preimage, and how many bytes that is.
function readOracle(State s, World memory w) view returns (bytes32 source, uint256 n) {
    uint256 offset = s.get64(ORACLE_OFFSET);
    uint256 skip = offset % 32;
    (bytes32 word, uint256 length) = w.preimages.read(s.get256(ORACLE_KEY), offset - skip);
    uint256 left = length - least(offset, length);
    return (word << (8 * skip), least(32 - skip, left));
}

/// @dev Writes from memory to a file: as many bytes as one leaf holds.
function write3(State s, World memory w, uint256 file, uint256 addr, uint256 count) pure returns (uint256 fault) {
    if (file == EVENT) return done(s, count);
    if (file != OUT && file != ERR && file != ORACLE) return fail(s, BAD_FILE);
    uint256 n = inLeaf(addr, count);
    if (n == 0) return done(s, 0);
    if (!readable(s, addr)) return fail(s, BAD_ADDRESS);
    bytes32 data = readLeaf(w, addr) << (8 * (addr % LEAF_SIZE));
    if (file == ORACLE) {
        bytes32 key = n == 32 ? data : (s.get256(ORACLE_KEY) << (8 * n)) | (data >> (256 - 8 * n));
        s.set256(ORACLE_KEY, key);
        s.set64(ORACLE_OFFSET, 0);
    } else {
        s.set256(OUTPUT, chain(s.get256(OUTPUT), file, data, n));
    }
    return done(s, n);
}

/// @dev The output after n bytes more.
function chain(bytes32 output, uint256 file, bytes32 data, uint256 n) pure returns (bytes32 h) {
    assembly ("memory-safe") {
        let p := mload(0x40)
        mstore(p, output)
        mstore8(add(p, 32), file)
        mstore(add(p, 33), data)
        h := keccak256(p, add(33, n))
    }
}

/// @dev Fills memory with what stands for random.
function random(State s, World memory w, uint256 addr, uint256 count) pure returns (uint256 fault) {
    uint256 n = inLeaf(addr, count);
    return n == 0 ? done(s, 0) : fill(s, w, addr, n, RANDOM);
}

/// @dev Ends a system call that puts the first n bytes of data into one leaf of memory.
function fill(State s, World memory w, uint256 addr, uint256 n, bytes32 data) pure returns (uint256 fault) {
    if (!writable(s, addr)) return fail(s, BAD_ADDRESS);
    put(w, addr, n, data);
    return done(s, n);
}

/// @dev The files are open for reading and writing, and nothing else is known about them.
function fcntl(State s, uint256 file, uint256 command) pure returns (uint256 fault) {
    if (file > EVENT) return fail(s, BAD_FILE);
    if (command == 3) return done(s, 2); // F_GETFL: O_RDWR
    if (command == 1 || command == 2 || command == 4) return done(s, 0); // F_GETFD, F_SETFD, F_SETFL
    return fail(s, INVALID);
}

/// @dev The program may run on the first processor.
function affinity(State s, World memory w, uint256 size, uint256 addr) pure returns (uint256 fault) {
    if (size < 8) return fail(s, INVALID);
    if (addr % 8 != 0) return fail(s, BAD_ADDRESS);
    return fill(s, w, addr, 8, bytes32(bytes1(0x01)));
}
