// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IFloat} from "../IFloat.sol";
import {IMachine} from "../IMachine.sol";
import {Preimages} from "../Preimages.sol";
import {LEAF_SIZE, State, THREAD_SIZE, goodThread, newState, rootOfChain} from "./State.sol";

// What a step may touch besides the State: what a witness proves. Twin of vm/onestep/world.go.

/// @dev What is asked for is taken off the front of the calldata between cursor and end, once.
struct World {
    uint256 cursor;
    uint256 end;
    bytes32 root; // of the memory as the step has left it so far
    uint256 count; // of leaves
    Leaf[3] leaves;
    Preimages preimages;
    IFloat floats;
}

/// @dev A leaf that was proven, and where in calldata its siblings are.
struct Leaf {
    uint256 index;
    bytes32 data;
    uint256 path;
}

/// @dev A parked thread that was proven, and where in calldata it is.
struct Parked {
    bytes32 below;
    uint256 thread;
}

uint256 constant DEPTH = 27;
uint256 constant PARKED_SIZE = 32 + THREAD_SIZE;

/// @dev Takes size bytes and says where they are.
function next(World memory w, uint256 size) pure returns (uint256 taken) {
    taken = w.cursor;
    if (w.end - taken < size) revert IMachine.TooShort();
    w.cursor = taken + size;
}

/// @dev Takes a path and holds it against the root. The node is at node, its siblings begin behind it.
function takePath(World memory w, uint256 index, uint256 height) pure returns (uint256 node) {
    node = next(w, 32 * (1 + DEPTH - height));
    if (rootOf(index >> height, height, word(node), node + 32) != w.root) {
        revert IMachine.WrongPath(index * LEAF_SIZE, height);
    }
}

function word(uint256 from) pure returns (bytes32 v) {
    assembly ("memory-safe") {
        v := calldataload(from)
    }
}

/// @dev The root above a node at a height, with the siblings at path. Twin of memory.RootOf.
function rootOf(uint256 position, uint256 height, bytes32 node, uint256 path) pure returns (bytes32 root) {
    assembly ("memory-safe") {
        root := node
        for { let end := add(path, shl(5, sub(DEPTH, height))) } lt(path, end) { path := add(path, 32) } {
            let side := shl(5, and(position, 1))
            mstore(side, root)
            mstore(xor(side, 32), calldataload(path))
            root := keccak256(0, 64)
            position := shr(1, position)
        }
    }
}

/// @dev The node at a height above nothing but zeros. Twin of memory.Zero.
function zeroNode(uint256 height) pure returns (bytes32 node) {
    assembly ("memory-safe") {
        for {} height { height := sub(height, 1) } {
            mstore(0, node)
            mstore(32, node)
            node := keccak256(0, 64)
        }
    }
}

/// @dev The proven leaf that holds an address.
function findLeaf(World memory w, uint256 addr) pure returns (Leaf memory) {
    uint256 index = addr / LEAF_SIZE;
    uint256 count = w.count;
    for (uint256 i = 0; i < count; i++) {
        if (w.leaves[i].index == index) return w.leaves[i];
    }
    uint256 node = takePath(w, index, 0);
    Leaf memory leaf = w.leaves[count];
    leaf.index = index;
    leaf.data = word(node);
    leaf.path = node + 32;
    w.count = count + 1;
    return leaf;
}

/// @dev The leaf that holds an address.
function readLeaf(World memory w, uint256 addr) pure returns (bytes32) {
    return findLeaf(w, addr).data;
}

/// @dev Replaces the leaf that holds an address.
function writeLeaf(World memory w, uint256 addr, bytes32 data) pure {
    Leaf memory leaf = findLeaf(w, addr);
    leaf.data = data;
    w.root = rootOf(leaf.index, 0, data, leaf.path);
}

/// @dev Zeroes size bytes, a power of two, at a multiple of size.
function clearNode(World memory w, uint256 addr, uint256 size) pure {
    uint256 height = 0;
    while (LEAF_SIZE << height < size) height++;
    uint256 index = addr / LEAF_SIZE;
    uint256 node = takePath(w, index, height);
    w.root = rootOf(index >> height, height, zeroNode(height), node + 32);
}

/// @dev The thread that was parked with a root.
function unpark(World memory w, bytes32 root) pure returns (Parked memory parked) {
    uint256 from = next(w, PARKED_SIZE);
    parked.below = word(from);
    parked.thread = from + 32;
    State thread = newState();
    copyThread(thread, parked);
    if (rootOfChain(thread, parked.below) != root || !goodThread(thread)) revert IMachine.WrongThread();
}

/// @dev Makes a parked thread the one in s.
function copyThread(State s, Parked memory parked) pure {
    uint256 from = parked.thread;
    assembly ("memory-safe") {
        calldatacopy(s, from, THREAD_SIZE)
    }
}
