// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {pair} from "../rollup/Trees.sol";

/// @title The tree of sends
/// @notice A binary Merkle tree of depth 32 that grows from the left. Twin of Go's stateroot/sends; vectors/withdrawal
/// binds the two. With depth 3 and five sends, whose leaves are a to e:
///
///                          root = H(abcd ‖ r)
///                        ╱                    ╲
///              abcd = H(ab ‖ cd)          r = H(q ‖ Z1)
///               ╱            ╲             ╱          ╲
///         ab = H(a ‖ b)  cd = H(c ‖ d)  q = H(e ‖ 0)  Z1 = H(0 ‖ 0)
///           ╱    ╲         ╱    ╲         ╱    ╲         ╱    ╲
///          a      b       c      d       e      0       0      0
///
/// An empty leaf is 0. What has no leaf yet is known without looking: 0, Z1, Z2 = H(Z1 ‖ Z1) and so on. What lies to
/// the left of the next leaf is a few full subtrees, one for each bit of the count: five is binary 101, so they are
/// abcd and e. The frontier holds these roots: frontier[2] = abcd, frontier[0] = e. Entries at the other bits are left
/// over.
library Frontier {
    /// @notice Levels above the leaves.
    uint256 internal constant DEPTH = 32;

    /// @notice The tree, as the outbox stores it from slot 0 on.
    struct State {
        bytes32 root; // slot 0; 0 before the first append
        uint64 count; // slot 1
        bytes32[DEPTH] frontier; // slots 2 to 33
    }

    /// @notice A leaf is the hash of 192 bytes, a node above it of 64: neither passes for the other.
    /// @param index the send's place in the tree
    /// @param sender who sends
    /// @param target whom the bridge calls
    /// @param value wei that go with the call
    /// @param minGas gas that the call gets at least
    /// @param dataHash keccak256 of the call's input
    /// @return the leaf
    function leaf(uint256 index, address sender, address target, uint256 value, uint256 minGas, bytes32 dataHash)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(index, sender, target, value, minGas, dataHash));
    }

    /// @notice Puts a leaf behind the last one. There must be room, which is not checked here: fewer than 2^32 leaves.
    /// @param s the tree
    /// @param leaf_ that becomes leaf number s.count
    function append(State storage s, bytes32 leaf_) internal {
        uint256 index = s.count;
        bytes32 node = leaf_; // above the new leaf, on each level
        bytes32 empty = 0; // above no leaf, on each level
        bool kept = false;
        for (uint256 level = 0; level < DEPTH; level++) {
            if (index >> level & 1 == 1) {
                node = pair(s.frontier[level], node);
            } else {
                // INVARIANT: a full subtree is stored when its last leaf comes in, and that is once. A later append
                // overwrites it only after the subtree has become the left half of a greater one.
                if (!kept) (s.frontier[level], kept) = (node, true);
                node = pair(node, empty);
            }
            empty = pair(empty, empty);
        }
        (s.root, s.count) = (node, uint64(index + 1));
    }
}
