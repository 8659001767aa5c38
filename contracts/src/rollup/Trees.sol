// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Hashes of histories, and the places in them. Twin of package challenger/game. A history is what a claim says about a run:
// the states behind each of its units, as the leaves of a perfect binary tree. Each kind of hash has a length of its own:
//
//     leaf      H(0x4c ‖ state)                                33 bytes
//     pair      H(left ‖ right)                                64 bytes; a node of a tree, and the name of a claimed node
//     extend    H(0x42 ‖ base ‖ span)                          65 bytes; base behind a part of the history
//     context   H(origin ‖ base ‖ level·2^40 + len·2^32 + pos) 96 bytes; a place in a history, with all that lies before it
//
// A move takes up to 60 of these hashes. The four below are in assembly because abi.encodePacked allocates memory for each:
// 160 gas instead of 60. test/Trees.t.sol holds them to the plain form.

import {Start} from "./IDispute.sol";

uint256 constant ARITY = 16; // children of a node that is split
uint256 constant ARITY_LOG = 4;

/// @dev The leaf of a state.
function leaf(bytes32 state) pure returns (bytes32 h) {
    assembly ("memory-safe") {
        mstore8(0, 0x4c)
        mstore(1, state)
        h := keccak256(0, 33)
    }
}

/// @dev The node above two.
function pair(bytes32 left, bytes32 right) pure returns (bytes32 h) {
    assembly ("memory-safe") {
        mstore(0, left)
        mstore(32, right)
        h := keccak256(0, 64)
    }
}

/// @dev What stands before the part that follows: base before a part, and the part itself.
function extend(bytes32 base, bytes32 span) pure returns (bytes32 h) {
    assembly ("memory-safe") {
        let p := mload(0x40)
        mstore8(p, 0x42)
        mstore(add(p, 1), base)
        mstore(add(p, 33), span)
        h := keccak256(p, 65)
    }
}

/// @dev The place of 2^len leaves from pos on, in the histories of one origin that agree on what is before it.
function context(bytes32 origin_, bytes32 base, uint256 level, uint256 len, uint256 pos) pure returns (bytes32 h) {
    assembly ("memory-safe") {
        let p := mload(0x40)
        mstore(p, origin_)
        mstore(add(p, 32), base)
        mstore(add(p, 64), or(shl(40, level), or(shl(32, len), pos)))
        h := keccak256(p, 96)
    }
}

/// @dev The root above sixteen.
function root16(bytes32[ARITY] calldata spans) pure returns (bytes32) {
    bytes32[ARITY / 2] memory row;
    unchecked {
        for (uint256 i = 0; i < ARITY / 2; i++) {
            row[i] = pair(spans[2 * i], spans[2 * i + 1]);
        }
        for (uint256 width = ARITY / 4; width > 0; width /= 2) {
            for (uint256 i = 0; i < width; i++) {
                row[i] = pair(row[2 * i], row[2 * i + 1]);
            }
        }
    }
    return row[0];
}

/// @dev The root of the tree whose last leaf is given, from the left siblings on the way up.
function rootOfLast(bytes32 last, bytes32[] calldata path) pure returns (bytes32 root) {
    root = last;
    for (uint256 i = 0; i < path.length; i++) {
        root = pair(path[i], root);
    }
}

/// @dev Whether the part of a history that begins at pos, with all that is before it in base, begins with a state. Only nodes of
/// one leaf are asked about: a claimed node lies on splits all the way from the root, so the part that ends before pos has as many leaves
/// as pos is a multiple of, among the powers of sixteen. INVARIANT: the path is exactly as long as that asks for. So it ends at the
/// last leaf before pos, and neither another leaf nor a node of the tree passes for it.
function beginsWith(bytes32 base, uint256 pos, Start calldata start, bytes32 state) pure returns (bool yes) {
    if (pos == 0) return base == leaf(state);
    return extend(start.prevBase, start.prevSpan) == base && start.path.length == pathBefore(pos)
        && rootOfLast(leaf(state), start.path) == start.prevSpan;
}

/// @dev How many left siblings lead from the last leaf before pos to the part that ends there: four for each hexadecimal zero at
/// the end of pos, which is not 0.
function pathBefore(uint256 pos) pure returns (uint256 siblings) {
    unchecked {
        for (; pos % ARITY == 0; pos /= ARITY) {
            siblings += ARITY_LOG;
        }
    }
}
