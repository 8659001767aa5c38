// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Calls} from "./Calls.sol";
import {IVault} from "./IVault.sol";

/// @title What a token says about itself
/// @notice Name, symbol and decimals are for people, and no token has to have them. Whatever it does when it is asked,
/// it costs 50,000 gas for each at most, and a few bytes of the answer are looked at.
library Metadata {
    /// @notice Gas for each question.
    uint256 internal constant ALLOWANCE = 50_000;
    /// @notice Bytes of a name or symbol that are kept.
    uint256 internal constant MAX_TEXT = 64;
    /// @notice Decimals of a token that has none.
    uint8 internal constant DECIMALS = 18;

    // Gas that has to be left: a call passes on 63 parts of 64.
    uint256 private constant WANT = ALLOWANCE * 64 / 63 + 2000;
    // What stands before a text in an answer: where it begins, and its length.
    uint256 private constant HEAD = 64;

    bytes4 private constant NAME = bytes4(keccak256("name()"));
    bytes4 private constant SYMBOL = bytes4(keccak256("symbol()"));
    bytes4 private constant DECIMALS_ = bytes4(keccak256("decimals()"));

    /// @notice All that a token says about itself.
    /// @param token which one
    /// @return meta abi.encode(name, symbol, decimals)
    function read(address token) internal view returns (bytes memory meta) {
        return abi.encode(text(ask(token, NAME)), text(ask(token, SYMBOL)), small(ask(token, DECIMALS_)));
    }

    // What a token answers, nothing where it fails.
    function ask(address token, bytes4 question) private view returns (bytes memory answer) {
        // INVARIANT: nobody takes a token its name, by paying so little gas that it cannot answer. The first deposit
        // names it for ever.
        if (gasleft() < WANT) revert IVault.TooLittleGas(WANT);
        bool ok;
        (ok, answer) = Calls.ask(token, ALLOWANCE, abi.encodePacked(question), HEAD + MAX_TEXT);
        if (!ok) answer = "";
    }

    // The text that an answer is, or its beginning: a string, or one word that ends with zeros, as old tokens have it.
    function text(bytes memory answer) private pure returns (string memory) {
        if (answer.length == 32) {
            uint256 end = 0;
            while (end < 32 && answer[end] != 0) end++;
            return textAt(answer, 0, end);
        }
        if (answer.length < HEAD || wordAt(answer, 0) != 32) return "";
        uint256 length = wordAt(answer, 32);
        uint256 there = answer.length - HEAD;
        return textAt(answer, HEAD, length < there ? length : there);
    }

    function small(bytes memory answer) private pure returns (uint8) {
        if (answer.length < 32 || wordAt(answer, 0) > type(uint8).max) return DECIMALS;
        return uint8(wordAt(answer, 0));
    }

    // The word of an answer that begins at a byte. It must be there.
    function wordAt(bytes memory answer, uint256 place) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(answer, 32), place))
        }
    }

    // The text that stands in an answer, with its length at a byte counted from the length of the answer itself. The
    // answer is used up: to copy it byte by byte would cost more than all else here.
    function textAt(bytes memory answer, uint256 place, uint256 length) private pure returns (string memory text_) {
        assembly ("memory-safe") {
            text_ := add(answer, place)
            mstore(text_, length)
        }
    }
}
