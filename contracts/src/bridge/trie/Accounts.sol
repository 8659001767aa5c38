// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Rlp} from "./Rlp.sol";
import {Trie} from "./Trie.sol";

/// @notice What a state says about an account.
/// @param balance wei
/// @param storageRoot of the trie of its storage
/// @param codeHash of its code
struct Account {
    uint256 balance;
    bytes32 storageRoot;
    bytes32 codeHash;
}

/// @title Accounts in the state of Ethereum
/// @notice Yellow Paper, 4.1: the trie of a state has, under the hash of an address, the list of nonce, balance, storage
/// root and code hash; the trie of an account's storage has, under the hash of a slot's number, what stands there.
library Accounts {
    using Rlp for bytes;

    /// @notice What a state says about an account.
    /// @param root of the state
    /// @param who the account
    /// @param proof nodes on the way to it, from the root
    /// @return a the account; one without coin, code and storage if it is not there
    function get(bytes32 root, address who, bytes[] calldata proof) internal pure returns (Account memory a) {
        bytes calldata value = Trie.get(root, keccak256(abi.encodePacked(who)), proof);
        if (value.length == 0) return Account(0, Trie.EMPTY, keccak256(""));
        (, bytes calldata rest) = value.splitList().splitString();
        bytes calldata item;
        (item, rest) = rest.splitString();
        a.balance = Rlp.toNumber(item);
        (item, rest) = rest.splitString();
        a.storageRoot = bytes32(item);
        (item, rest) = rest.splitString();
        a.codeHash = bytes32(item);
    }

    /// @notice What stands in a slot of an account's storage.
    /// @param root of the storage
    /// @param slot its number
    /// @param proof nodes on the way to it, from the root
    /// @return value that stands there; 0 if nothing does
    function slotOf(bytes32 root, bytes32 slot, bytes[] calldata proof) internal pure returns (uint256 value) {
        bytes calldata encoded = Trie.get(root, keccak256(abi.encode(slot)), proof);
        if (encoded.length == 0) return 0;
        (bytes calldata content,) = encoded.splitString();
        return Rlp.toNumber(content);
    }
}
