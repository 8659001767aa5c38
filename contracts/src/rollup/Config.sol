// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../inbox/IInbox.sol";
import {IMachine} from "../vm/IMachine.sol";
import {IDispute} from "./IDispute.sol";
import {MAX_BETA, MAX_HEIGHT} from "./Place.sol";

/// @notice What a deployment is made with; nothing of it ever changes. Blocks are those of L1.
/// @param inbox what the rollup's input is
/// @param machine does one step
/// @param template hash of the machine's header and root of memory before there is an input: cmd/guest/machine.txt
/// @param params hash of the rollup's parameters, which is part of every input
/// @param genesis hash of the first L2 state
/// @param threshold blocks that a claim must earn
/// @param censored blocks in which honest moves may be missing altogether, in sum
/// @param perMove blocks from sending a move to having it
/// @param compute blocks in which a party computes what it says about a transition
/// @param queue blocks for many disputes at once
/// @param minGap blocks from an assertion to its child
/// @param bondA least stake, in gwei
/// @param bondB bond of a history of strides, in gwei
/// @param bondC bond of a history of steps, in gwei
/// @param price what a unit of gas is refunded with at most, in wei
struct Config {
    IInbox inbox;
    IMachine machine;
    bytes32 template;
    bytes32 params;
    bytes32 genesis;
    uint32 threshold;
    uint32 censored;
    uint32 perMove;
    uint32 compute;
    uint32 queue;
    uint32 minGap;
    uint64 bondA;
    uint64 bondB;
    uint64 bondC;
    uint64 price;
}

// Gas that a move is refunded, whatever it took.
uint256 constant GAS_SPLIT = 432_000;
uint256 constant GAS_REFINE = 165_000;
uint256 constant GAS_PROVE = 2_000_000; // with a preimage loaded before it

// Gas that a cohort is refunded for each initial node but one: both sides of a path down, in round figures.
uint256 constant GAS_A = 3_800_000; // 8 splits, 2 refinements
uint256 constant GAS_B = 3_800_000; // 8 splits, 2 refinements
uint256 constant GAS_C = 6_400_000; // 10 splits, a proof

/// @dev The longest that the honest side takes for a dispute in which nothing goes wrong: 17 moves, what is computed, and two
/// moves more.
function delay(Config memory c) pure returns (uint256 blocks) {
    return 19 * (uint256(c.perMove) + 1) + c.compute;
}

/// @dev What a cohort may spend on refunds for each initial node but one, in gwei.
function allowance(uint256 gas_, uint256 price) pure returns (uint256 gwei_) {
    return gas_ * price / 1 gwei;
}

/// @dev Refuses what cannot work. Conditions 1 to 4: nothing is missing. 5: an honest claim wins against any number of false ones that
/// it answers in time. 6 and 7: times and heights fit into their bits. 8 to 10: there are bonds. 11 to 13: the bonds of losers pay for what
/// is refunded, and more than half of them is left.
function check(Config memory c) view {
    if (address(c.inbox).code.length == 0) revert IDispute.BadConfig(1);
    if (address(c.machine).code.length == 0) revert IDispute.BadConfig(2);
    if (c.template == 0 || c.params == 0 || c.genesis == 0) revert IDispute.BadConfig(3);
    if (c.minGap == 0 || c.price == 0) revert IDispute.BadConfig(4);
    if (c.threshold <= c.censored + delay(c) + c.queue) revert IDispute.BadConfig(5);
    if (c.threshold >= MAX_BETA) revert IDispute.BadConfig(6);
    if (block.number >= MAX_HEIGHT + 1 - 2 ** 24) revert IDispute.BadConfig(7);
    if (c.bondA == 0) revert IDispute.BadConfig(8);
    if (c.bondB == 0) revert IDispute.BadConfig(9);
    if (c.bondC == 0) revert IDispute.BadConfig(10);
    if (5 * allowance(GAS_A, c.price) > 2 * uint256(c.bondA)) revert IDispute.BadConfig(11);
    if (5 * allowance(GAS_B, c.price) > 2 * uint256(c.bondB)) revert IDispute.BadConfig(12);
    if (5 * allowance(GAS_C, c.price) > 2 * uint256(c.bondC)) revert IDispute.BadConfig(13);
}
