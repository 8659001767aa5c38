// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The hash chains of the inbox
/// @notice What a message, a batch and a milestone do to the accumulators, and the word by which L2 knows L1. Numbers are
/// 8 bytes, big endian; everything is packed. The twin in Go is package l1anchor; vectors/inbox binds the two.
library Accumulators {
    /// @notice The message accumulator after a message that the current transaction appends.
    /// @param acc the accumulator before it
    /// @param kind of the message
    /// @param sender who appends it, or on whose behalf
    /// @param bodyHash keccak256 of its body
    /// @return the accumulator after it
    function afterMessage(bytes32 acc, uint8 kind, address sender, bytes32 bodyHash) internal view returns (bytes32) {
        return message(
            acc, kind, sender, uint64(block.number), uint64(block.timestamp), blockhash(block.number - 1), bodyHash
        );
    }

    /// @notice H(acc ‖ H(kind 1 ‖ sender 20 ‖ height 8 ‖ time 8 ‖ parent hash 32 ‖ H(body) 32))
    /// @param acc the accumulator before the message
    /// @param kind of the message
    /// @param sender who appended it, or on whose behalf
    /// @param height of the L1 block that carries it
    /// @param time timestamp of that block
    /// @param parentHash hash of that block's parent
    /// @param bodyHash keccak256 of its body
    /// @return the accumulator after it
    function message(
        bytes32 acc,
        uint8 kind,
        address sender,
        uint64 height,
        uint64 time,
        bytes32 parentHash,
        bytes32 bodyHash
    ) internal pure returns (bytes32) {
        bytes32 leaf = keccak256(abi.encodePacked(kind, sender, height, time, parentHash, bodyHash));
        return keccak256(abi.encodePacked(acc, leaf));
    }

    /// @notice H(acc 32 ‖ index 8 ‖ H(data) 32 ‖ height 8 ‖ time 8 ‖ message acc 32 ‖ consumed 8 ‖ poster 20 ‖ miner 20)
    /// @param acc the accumulator before the batch
    /// @param index the batch's place in the chain
    /// @param dataHash keccak256 of its data
    /// @param height of the L1 block that carries it
    /// @param time timestamp of that block
    /// @param msgAcc accumulator of the messages that are consumed behind it
    /// @param consumed how many those are
    /// @param poster who appended the batch; 0 where it has no data
    /// @param miner beneficiary of the L1 block that carries it
    /// @return the accumulator after it
    function batch(
        bytes32 acc,
        uint64 index,
        bytes32 dataHash,
        uint64 height,
        uint64 time,
        bytes32 msgAcc,
        uint64 consumed,
        address poster,
        address miner
    ) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(acc, index, dataHash, height, time, msgAcc, consumed, poster, miner));
    }

    /// @notice H(milestone ‖ batch accumulator)
    /// @param milestone_ the chain of every 1,024th batch accumulator, before this one
    /// @param batchAcc this one
    /// @return that chain after it
    function milestone(bytes32 milestone_, bytes32 batchAcc) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(milestone_, batchAcc));
    }

    /// @notice H(parent hash 32 ‖ height 8 ‖ time 8 ‖ message acc 32)
    /// @dev The inbox does not need it; contracts that check claims about L2 do.
    /// @param parentHash hash of the parent of the L1 block with the newest message that L2 has consumed
    /// @param height of that block
    /// @param time timestamp of that block
    /// @param msgAcc accumulator after that message
    /// @return by which L2 knows L1
    function word(bytes32 parentHash, uint64 height, uint64 time, bytes32 msgAcc) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(parentHash, height, time, msgAcc));
    }
}
