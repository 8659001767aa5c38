// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {pair} from "../rollup/Trees.sol";
import {Send} from "./IBridge.sol";

/// @title What L2 has sent to L1
/// @notice All sends are the leaves of one tree of height 32, in the order in which they were sent. The Outbox of L2
/// keeps its root. A leaf without a send is 0, and a node above two is H(left ‖ right). The same tree with height 3 and
/// five sends, where Z1 = H(0 ‖ 0):
///
///                     root
///                 /          \
///            n0123            n4567
///           /     \          /     \
///        n01      n23      n45      Z1
///        /  \     /  \     /  \    /  \
///      s0   s1  s2   s3  s4    0  0    0
///
/// The proof of s2 is (s3, n01, n4567). Its index is 010 in binary. Read from the lowest bit, 0 says that the way comes
/// from the left, 1 that it comes from the right: root = H(H(n01 ‖ H(s2 ‖ s3)) ‖ n4567).
///
/// A send is H(index ‖ sender ‖ target ‖ value ‖ minGas ‖ H(data)), each 32 bytes. So a leaf is the hash of 192 bytes
/// and a node the hash of 64: neither a node nor an empty leaf passes for a send. The index is in the leaf, too, so a
/// send has one place.
library Sends {
    /// @notice Height of the tree.
    uint256 internal constant HEIGHT = 32;

    /// @notice Whether a root stands for a send.
    /// @param root of all sends
    /// @param s what is said to be among them
    /// @param proof the hash beside the way from the send to the root at each height, lowest first
    /// @return yes it is among them
    function contains(bytes32 root, Send calldata s, bytes32[HEIGHT] calldata proof) internal pure returns (bool yes) {
        // INVARIANT: the tree has 2^32 places. A higher index would lead the same way as its lowest 32 bits.
        return s.index >> HEIGHT == 0 && rootOf(leaf(s), s.index, proof) == root;
    }

    /// @notice The leaf of a send.
    /// @param s the send
    /// @return h its hash
    function leaf(Send calldata s) internal pure returns (bytes32 h) {
        return keccak256(abi.encode(s.index, s.sender, s.target, s.value, s.minGas, keccak256(s.data)));
    }

    /// @notice The root above a leaf.
    /// @param node the leaf
    /// @param index its place
    /// @param proof the hash beside the way at each height, lowest first
    /// @return root of the tree
    function rootOf(bytes32 node, uint256 index, bytes32[HEIGHT] calldata proof) internal pure returns (bytes32 root) {
        root = node;
        for (uint256 height = 0; height < HEIGHT; height++) {
            bytes32 beside = proof[height];
            root = index >> height & 1 == 0 ? pair(root, beside) : pair(beside, root);
        }
    }
}
