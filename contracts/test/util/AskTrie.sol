// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Account, Accounts} from "../../src/bridge/trie/Accounts.sol";
import {Trie} from "../../src/bridge/trie/Trie.sol";

/// @title The readers of tries as a contract
/// @notice For tests in Go that hold them against go-ethereum. The escape contract has their code in its own.
contract AskTrie {
    /// @notice See Trie.
    /// @param root of the trie
    /// @param key of a value
    /// @param proof nodes on the way, from the root
    /// @return value that stands there; no bytes if nothing does
    function get(bytes32 root, bytes32 key, bytes[] calldata proof) external pure returns (bytes memory value) {
        return Trie.get(root, key, proof);
    }

    /// @notice See Accounts.
    /// @param root of the state
    /// @param who the account
    /// @param proof nodes on the way to it, from the root
    /// @return a the account
    function account(bytes32 root, address who, bytes[] calldata proof) external pure returns (Account memory a) {
        return Accounts.get(root, who, proof);
    }

    /// @notice See Accounts.
    /// @param root of the storage
    /// @param slot its number
    /// @param proof nodes on the way to it, from the root
    /// @return value that stands there
    function slotOf(bytes32 root, bytes32 slot, bytes[] calldata proof) external pure returns (uint256 value) {
        return Accounts.slotOf(root, slot, proof);
    }
}
