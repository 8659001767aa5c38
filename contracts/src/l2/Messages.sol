// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Accumulators} from "../inbox/Accumulators.sol";
import {pair} from "../rollup/Trees.sol";
import {Call, L1Block, Place} from "./IMessenger.sol";

/// @title The inbox's chain of messages, as L2 looks at it
/// @notice Each accumulator is the hash of the one before it and of a leaf, and the word binds the newest that L2 has
/// consumed:
///
///     0 ──▶ A1 ──▶ A2 ──▶ A3 ──▶ A4     A2 = H(A1 ‖ leaf 1), and so on
///        ▲      ▲      ▲      ▲         word = H(parent hash ‖ height ‖ time ‖ A4)
///     leaf 0  leaf 1 leaf 2 leaf 3
///
/// Whoever shows that message 1 is in the word gives A1 as `before`, the message, and leaves 2 and 3 as `behind`. A
/// hash has one preimage that anybody can find. So going back from a word there is one chain, it ends at 0, and each
/// call stands in it at one place: neither a leaf too many nor one too few leads to the same word. The bytes of leaf
/// and word are in Accumulators.
library Messages {
    /// @notice Kind of a message that is a call. Only the bridge appends those.
    uint8 internal constant CALL = 3;

    /// @notice The accumulator behind a call.
    /// @param c the call
    /// @param p where it stands
    /// @return accumulator behind its message
    function accBehind(Call calldata c, Place calldata p) internal pure returns (bytes32) {
        L1Block calldata b = p.carrier;
        return Accumulators.message(p.before, CALL, c.sender, b.height, b.time, b.parentHash, bodyHash(c));
    }

    /// @notice H(target 20 ‖ value 32 ‖ fee 32 ‖ gas 8 ‖ refund to 20 ‖ data)
    /// @param c the call
    /// @return hash of its message's body
    function bodyHash(Call calldata c) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(c.target, c.value, c.fee, c.gas, c.refundTo, c.data));
    }

    /// @notice The accumulator behind some messages.
    /// @param acc the accumulator before them
    /// @param leaves of the messages
    /// @return end the accumulator behind them
    function fold(bytes32 acc, bytes32[] calldata leaves) internal pure returns (bytes32 end) {
        end = acc;
        unchecked {
            for (uint256 i = 0; i < leaves.length; i++) {
                end = pair(end, leaves[i]);
            }
        }
    }

    /// @notice The word of a block whose newest consumed message stands in an L1 block.
    /// @param b the L1 block
    /// @param acc the accumulator behind that message
    /// @return by which L2 knows L1
    function word(L1Block calldata b, bytes32 acc) internal pure returns (bytes32) {
        return Accumulators.word(b.parentHash, b.height, b.time, acc);
    }
}
