// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What is wrong with a proof about Ethereum's state
/// @notice Reasons to refuse one. Rlp and Trie give them; who uses those has them, too.
interface IProofErrors {
    /// @notice The bytes end within an item.
    error NotRlp();
    /// @notice An item is of the other kind.
    error WrongKind();
    /// @notice A number has more than 32 bytes.
    /// @param length bytes that it has
    error NumberTooLong(uint256 length);
    /// @notice The proof has another node here than the one before it names; the first is named by the root.
    /// @param index its place in the proof
    error WrongNode(uint256 index);
    /// @notice The proof does not end where the way does.
    /// @param nodes in the proof
    error WrongLength(uint256 nodes);
    /// @notice This is no node of a trie.
    error NotANode();
}
