// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The hash chains of the inbox
/// @notice What a message, a batch and a milestone do to the accumulators, and the word by which L2 knows L1. Numbers are
/// 8 bytes, big endian; everything is packed. The twin in Go is package l1anchor; vectors/inbox binds the two.
library Accumulators {
    /// @notice The message accumulator after a message that the current transaction appends.
    function afterMessage(bytes32 acc, uint8 kind, address sender, bytes32 bodyHash) internal view returns (bytes32) {
        return message(
            acc, kind, sender, uint64(block.number), uint64(block.timestamp), blockhash(block.number - 1), bodyHash
        );
    }

    /// @notice H(acc ‖ H(kind 1 ‖ sender 20 ‖ height 8 ‖ time 8 ‖ parent hash 32 ‖ H(body) 32))
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
    /// @param poster who appended the batch; 0 where it has no data
    /// @param miner beneficiary of the L1 block that carries it
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
    function milestone(bytes32 milestone_, bytes32 batchAcc) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(milestone_, batchAcc));
    }

    /// @notice H(parent hash 32 ‖ height 8 ‖ time 8 ‖ message acc 32)
    /// @dev The inbox does not need it; contracts that check claims about L2 do.
    function word(bytes32 parentHash, uint64 height, uint64 time, bytes32 msgAcc) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(parentHash, height, time, msgAcc));
    }
}
