// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IProofErrors} from "./IProofErrors.sol";

/// @title Recursive length prefix
/// @notice How Ethereum writes down tries and accounts (Yellow Paper, appendix B): an item is a string of bytes or a
/// list of items. The reader takes items one by one out of the call's input, copies nothing, and is not for input that
/// may have been written by an opponent: it takes more than one encoding of an item.
library Rlp {
    uint256 private constant STRING = 0x80;
    uint256 private constant LONG_STRING = 0xb8;
    uint256 private constant LIST = 0xc0;
    uint256 private constant LONG_LIST = 0xf8;

    /// @notice Takes the first item.
    /// @param items one behind the other
    /// @return list whether it is a list
    /// @return content of the string, or the items of the list
    /// @return rest items behind it
    function split(bytes calldata items)
        internal
        pure
        returns (bool list, bytes calldata content, bytes calldata rest)
    {
        (uint256 from, uint256 length) = extent(items);
        if (length > items.length - from) revert IProofErrors.NotRlp();
        list = uint8(items[0]) >= LIST;
        content = items[from:from + length];
        rest = items[from + length:];
    }

    // Where the content of the first item begins, and how many bytes it has.
    function extent(bytes calldata items) private pure returns (uint256 from, uint256 length) {
        if (items.length == 0) revert IProofErrors.NotRlp();
        uint256 first = uint8(items[0]);
        if (first < STRING) return (0, 1);
        if (first < LONG_STRING) return (1, first - STRING);
        if (first < LIST) return long(items, first - LONG_STRING + 1);
        if (first < LONG_LIST) return (1, first - LIST);
        return long(items, first - LONG_LIST + 1);
    }

    // The same where the length has `size` bytes, 8 at most.
    function long(bytes calldata items, uint256 size) private pure returns (uint256 from, uint256 length) {
        from = 1 + size;
        if (items.length < from) revert IProofErrors.NotRlp();
        length = toNumber(items[1:from]);
    }

    /// @notice Takes the first item, which is a string.
    /// @param items one behind the other
    /// @return content of the string
    /// @return rest items behind it
    function splitString(bytes calldata items) internal pure returns (bytes calldata content, bytes calldata rest) {
        bool list;
        (list, content, rest) = split(items);
        if (list) revert IProofErrors.WrongKind();
    }

    /// @notice What is in a list that stands alone.
    /// @param encoded the list
    /// @return items of the list
    function splitList(bytes calldata encoded) internal pure returns (bytes calldata items) {
        bool list;
        bytes calldata rest;
        (list, items, rest) = split(encoded);
        if (!list || rest.length > 0) revert IProofErrors.WrongKind();
    }

    /// @notice The number that a string stands for.
    /// @param content big endian, 32 bytes at most
    /// @return n the number; 0 for no bytes
    function toNumber(bytes calldata content) internal pure returns (uint256 n) {
        if (content.length > 32) revert IProofErrors.NumberTooLong(content.length);
        n = uint256(bytes32(content)) >> 8 * (32 - content.length);
    }
}
