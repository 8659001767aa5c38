// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IProofErrors} from "./IProofErrors.sol";
import {Rlp} from "./Rlp.sol";

/// @title Merkle-Patricia tries
/// @notice What Ethereum keeps accounts and their storage in (Yellow Paper, appendix D), with keys of 32 bytes. A key is
/// read as 64 nibbles. A node is one of three:
///
///     branch      17 items   by the next nibble, 16 ways on; the last item is for keys that end here: there are none
///     extension    2 items   nibbles that all keys below have in common, and the way on
///     leaf         2 items   the nibbles that are left of the key, and the value
///
/// A way on is the hash of a node, or the node itself where it has less than 32 bytes, or nothing. A proof is the nodes
/// on the way, from the root; a node that stands in another one is not in it again. It shows what the trie has under a
/// key, or that it has nothing: the way ends at an empty place, or at nibbles that the key does not have.
///
/// Every node is known by its hash and the root is believed. So nodes are those of the trie, and nobody has chosen
/// their bytes.
library Trie {
    /// @notice Root of a trie that has nothing.
    bytes32 internal constant EMPTY = 0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421;

    uint256 private constant NIBBLES = 64;
    uint256 private constant ODD = 1;
    uint256 private constant LEAF = 2;

    // Where a node leads.
    enum Way {
        Nowhere,
        ToHash,
        ToNode, // that stands in it
        ToValue
    }

    /// @notice What a trie has under a key.
    /// @param root of the trie
    /// @param key of a value
    /// @param proof nodes on the way, from the root
    /// @return value that stands there; no bytes if nothing does
    function get(bytes32 root, bytes32 key, bytes[] calldata proof) internal pure returns (bytes calldata value) {
        bytes32 next = root;
        uint256 depth = 0; // nibbles of the key that are behind
        value = msg.data[0:0];
        if (root == EMPTY && proof.length == 0) return value;
        for (uint256 i = 0; i < proof.length; i++) {
            if (keccak256(proof[i]) != next) revert IProofErrors.WrongNode(i);
            Way way;
            (way, value, depth) = follow(Rlp.splitList(proof[i]), key, depth);
            if (way != Way.ToHash) {
                if (i + 1 != proof.length) revert IProofErrors.WrongLength(proof.length);
                return value;
            }
            next = bytes32(value);
        }
        revert IProofErrors.WrongLength(proof.length);
    }

    // Goes on until the way leads to another node of the proof, or ends.
    function follow(bytes calldata items, bytes32 key, uint256 depth)
        private
        pure
        returns (Way way, bytes calldata found, uint256 behind)
    {
        (way, found, behind) = step(items, key, depth);
        while (way == Way.ToNode) {
            (way, found, behind) = step(found, key, behind);
        }
    }

    // Goes through one node.
    function step(bytes calldata items, bytes32 key, uint256 depth)
        private
        pure
        returns (Way way, bytes calldata found, uint256 behind)
    {
        if (!isBranch(items)) return shortcut(items, key, depth);
        (way, found) = choose(items, nibble(key, depth));
        behind = depth + 1;
    }

    // Whether a node has more than two items.
    function isBranch(bytes calldata items) private pure returns (bool yes) {
        (,, bytes calldata rest) = Rlp.split(items);
        (,, rest) = Rlp.split(rest);
        return rest.length > 0;
    }

    // Goes through an extension or a leaf.
    function shortcut(bytes calldata items, bytes32 key, uint256 depth)
        private
        pure
        returns (Way way, bytes calldata found, uint256 behind)
    {
        bytes calldata path;
        bool list;
        (, path, found) = Rlp.split(items);
        (list, found,) = Rlp.split(found);
        if (path.length == 0) revert IProofErrors.NotANode();
        uint256 flags = uint8(path[0]) >> 4;
        bool match_;
        (match_, behind) = compare(path, flags & ODD, key, depth);
        if (!match_) return (Way.Nowhere, found[0:0], behind);
        if (flags & LEAF == 0) (way, found) = wayOf(list, found);
        else if (behind == NIBBLES && !list) way = Way.ToValue;
        else revert IProofErrors.NotANode();
    }

    // The way of a branch for a nibble.
    function choose(bytes calldata items, uint256 nibble_) private pure returns (Way way, bytes calldata found) {
        bool list;
        bytes calldata rest = items;
        (list, found, rest) = Rlp.split(rest);
        for (uint256 i = 0; i < nibble_; i++) {
            (list, found, rest) = Rlp.split(rest);
        }
        return wayOf(list, found);
    }

    function wayOf(bool list, bytes calldata item) private pure returns (Way way, bytes calldata found) {
        if (list) return (Way.ToNode, item);
        if (item.length == 0) return (Way.Nowhere, item);
        if (item.length != 32) revert IProofErrors.NotANode();
        return (Way.ToHash, item);
    }

    // Whether the key goes on with the nibbles of a path, and where those end. The first byte of a path has two flags
    // and, where their number is odd, the first of them.
    function compare(bytes calldata path, uint256 odd, bytes32 key, uint256 depth)
        private
        pure
        returns (bool match_, uint256 behind)
    {
        uint256 length = 2 * (path.length - 1) + odd;
        behind = depth + length;
        for (uint256 i = 0; i < length; i++) {
            uint256 n = i + 2 - odd; // place in the path, flags included
            uint256 half = n & 1 == 0 ? 4 : 0;
            if (uint8(path[n / 2]) >> half & 15 != nibble(key, depth + i)) return (false, behind);
        }
        match_ = true;
    }

    function nibble(bytes32 key, uint256 depth) private pure returns (uint256 nibble_) {
        if (depth >= NIBBLES) revert IProofErrors.NotANode();
        return uint256(key) >> 4 * (NIBBLES - 1 - depth) & 15;
    }
}
