// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// What an assertion says of the L2 state that it comes to. Twin of State and Stuck of stateroot/program:
//
//     version 1 | number 8 | block 32 | root 32 | sends 32 | batch 8 | made 8 | closing 1 | consumed 8 | forced 8 | messages 32
//     "stuck"   | hash of the last state that is proven 32
//
// 170 bytes, or 37. Only the fields below are read; whether the others say something is decided by the program.

uint256 constant STATE_BYTES = 170;
uint256 constant STUCK_BYTES = 37;
bytes1 constant STATE_VERSION = 0x01;
bytes5 constant STUCK = "stuck";
uint256 constant ROOT_AT = 41;
uint256 constant SENDS_AT = 73;
uint256 constant BATCH_AT = 105;
uint256 constant CONSUMED_AT = 122;

/// @dev Whether these bytes are a state behind which nothing can be proven.
function isStuck(bytes calldata state) pure returns (bool yes) {
    return state.length == STUCK_BYTES && bytes5(state[:5]) == STUCK;
}

/// @dev Whether these bytes may be a state of L2.
function isState(bytes calldata state) pure returns (bool yes) {
    return state.length == STATE_BYTES && state[0] == STATE_VERSION;
}

/// @dev Hash of the last state before a stuck one.
function lastBefore(bytes calldata stuck) pure returns (bytes32 hash) {
    return bytes32(stuck[5:STUCK_BYTES]);
}

/// @dev Root of the trie of accounts.
function rootOf(bytes calldata state) pure returns (bytes32 root) {
    return bytes32(state[ROOT_AT:ROOT_AT + 32]);
}

/// @dev Root of what L2 has sent to L1.
function sendsOf(bytes calldata state) pure returns (bytes32 sends) {
    return bytes32(state[SENDS_AT:SENDS_AT + 32]);
}

/// @dev Index of the batch that the next transition belongs to.
function batchOf(bytes calldata state) pure returns (uint64 batch) {
    return uint64(bytes8(state[BATCH_AT:BATCH_AT + 8]));
}

/// @dev How many messages L2 has consumed.
function consumedOf(bytes calldata state) pure returns (uint64 consumed) {
    return uint64(bytes8(state[CONSUMED_AT:CONSUMED_AT + 8]));
}
