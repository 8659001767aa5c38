// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// A place in a history and the first node that anybody claimed there, in one storage slot: a split makes sixteen of them, and
/// a slot costs more than all the arithmetic.
///
///     256                80         52          24       4       0
///      +------------------+----------+-----------+--------+-------+
///      |     id           |  since   | rivaledAt |  beta  | flags |
///      |   176 bits       | 28 bits  |  28 bits  | 20 bits| 4 bits|
///      +------------------+----------+-----------+--------+-------+
///                                                 '----- Mark ----'
///
/// id is the highest 176 bits of the node's hash. Two nodes with the same ones count as the same: who finds a pair of his own
/// (2^88 hashes) has the second one refused its children, and nobody else's can be hit (2^176). Heights are L1's; see Nodes.now28.
type Place is uint256;

/// What is known about one node: the lowest 24 bits of its place, or a slot of its own where it is not the first there.
/// It is 0 for a node that does not exist.
type Mark is uint256;

using {names, since, rivaledAt, mark, withMark, withRival} for Place global;
using {beta, flags, has, withFlag, withBeta} for Mark global;

uint256 constant SPLIT = 1; // cut into sixteen; a node of one leaf: somebody was paid for its first refinement
uint256 constant PROVEN = 2;
uint256 constant EXISTS = 8;

uint256 constant MAX_HEIGHT = (1 << 28) - 1; // of L1
uint256 constant MAX_BETA = (1 << 20) - 1; // blocks; stands for ever, too

uint256 constant ID_AT = 80;
uint256 constant SINCE_AT = 52;
uint256 constant RIVALED_AT = 24;
uint256 constant BETA_AT = 4;

/// The place of a node that is the first there.
function newPlace(bytes32 node, uint256 height) pure returns (Place) {
    return Place.wrap(uint256(node) >> ID_AT << ID_AT | height << SINCE_AT | EXISTS);
}

/// Whether the node is the first of the place.
function names(Place p, bytes32 node) pure returns (bool) {
    return Place.unwrap(p) != 0 && Place.unwrap(p) >> ID_AT == uint256(node) >> ID_AT;
}

/// Height at which the first node came.
function since(Place p) pure returns (uint256) {
    return Place.unwrap(p) >> SINCE_AT & MAX_HEIGHT;
}

/// Height at which a second one came; 0 while there is none.
function rivaledAt(Place p) pure returns (uint256) {
    return Place.unwrap(p) >> RIVALED_AT & MAX_HEIGHT;
}

/// What is known about the first node.
function mark(Place p) pure returns (Mark) {
    return Mark.wrap(Place.unwrap(p) & ((1 << RIVALED_AT) - 1));
}

/// The place with something else known about the first node.
function withMark(Place p, Mark m) pure returns (Place) {
    return Place.wrap(Place.unwrap(p) >> RIVALED_AT << RIVALED_AT | Mark.unwrap(m));
}

/// The place, which has one node, once a second one comes.
function withRival(Place p, uint256 height) pure returns (Place) {
    return Place.wrap(Place.unwrap(p) | height << RIVALED_AT);
}

/// The time that the node is known to have earned, in blocks.
function beta(Mark m) pure returns (uint256) {
    return Mark.unwrap(m) >> BETA_AT;
}

/// All flags.
function flags(Mark m) pure returns (uint8) {
    return uint8(Mark.unwrap(m) & ((1 << BETA_AT) - 1));
}

/// Whether a flag is set.
function has(Mark m, uint256 flag) pure returns (bool) {
    return Mark.unwrap(m) & flag != 0;
}

/// The mark with a flag.
function withFlag(Mark m, uint256 flag) pure returns (Mark) {
    return Mark.wrap(Mark.unwrap(m) | flag);
}

/// The mark with another time, of MAX_BETA at most.
function withBeta(Mark m, uint256 blocks) pure returns (Mark) {
    return Mark.wrap(Mark.unwrap(m) & ((1 << BETA_AT) - 1) | blocks << BETA_AT);
}
