// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Send} from "../../src/bridge/IBridge.sol";

/// The tree of what L2 has sent, written plainly, so that it holds src/bridge/Sends.sol and src/l2/Frontier.sol to its definition.
library SendTree {
    function leafOf(Send memory s) internal pure returns (bytes32) {
        bytes memory who = bytes.concat(bytes32(uint256(s.index)), bytes12(0), bytes20(s.sender), bytes12(0));
        bytes memory what = bytes.concat(bytes20(s.target), bytes32(s.value), bytes32(s.minGas), keccak256(s.data));
        return keccak256(bytes.concat(who, what));
    }

    function pairOf(bytes32 l, bytes32 r) internal pure returns (bytes32) {
        return keccak256(bytes.concat(l, r));
    }

    /// Root over leaves and as many empty ones behind them as there is room for.
    function rootOf(bytes32[] memory leaves) internal pure returns (bytes32) {
        return climb(leaves, 0, emptyProof());
    }

    /// The hashes beside the way from a leaf to the root.
    function proofOf(bytes32[] memory leaves, uint256 index) internal pure returns (bytes32[32] memory proof) {
        climb(leaves, index, proof);
    }

    // Goes up row by row, and notes in `proof` what stands beside the way.
    function climb(bytes32[] memory row, uint256 index, bytes32[32] memory proof) private pure returns (bytes32) {
        bytes32 empty = 0;
        for (uint256 height = 0; height < 32; height++) {
            uint256 beside = index % 2 == 0 ? index + 1 : index - 1;
            proof[height] = beside < row.length ? row[beside] : empty;
            row = above(row, empty);
            empty = pairOf(empty, empty);
            index /= 2;
        }
        return row.length == 0 ? empty : row[0];
    }

    function above(bytes32[] memory row, bytes32 empty) private pure returns (bytes32[] memory next) {
        next = new bytes32[]((row.length + 1) / 2);
        for (uint256 i = 0; i < next.length; i++) {
            next[i] = pairOf(row[2 * i], 2 * i + 1 < row.length ? row[2 * i + 1] : empty);
        }
    }

    function emptyProof() private pure returns (bytes32[32] memory proof) {}

    /// Hashes that stand for anything.
    function anyProof(bytes32 seed) internal pure returns (bytes32[32] memory proof) {
        for (uint256 height = 0; height < 32; height++) {
            proof[height] = keccak256(abi.encode(seed, height));
        }
    }

    /// The root above a leaf at any of 2^32 places, from the top down.
    function rootAbove(bytes32 leaf, uint256 index, bytes32[32] memory proof) internal pure returns (bytes32) {
        return nodeAt(32, leaf, index, proof);
    }

    function nodeAt(uint256 height, bytes32 leaf, uint256 index, bytes32[32] memory proof)
        private
        pure
        returns (bytes32)
    {
        if (height == 0) return leaf;
        bytes32 below = nodeAt(height - 1, leaf, index, proof);
        bool right = index / 2 ** (height - 1) % 2 == 1;
        return right ? pairOf(proof[height - 1], below) : pairOf(below, proof[height - 1]);
    }
}
