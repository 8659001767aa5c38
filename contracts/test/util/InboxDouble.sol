// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title An inbox of which a test says how many batches it holds
/// @notice As far as the rollup looks at one.
contract InboxDouble {
    uint64 private batches;

    /// @notice Sets the number of batches.
    /// @param n of them
    function hold(uint64 n) external {
        batches = n;
    }

    /// @notice As IInbox.state.
    /// @return batchCount batches
    /// @return consumed nothing
    /// @return messageCount nothing
    /// @return lastSeat nothing
    /// @return tail nothing
    /// @return batchAcc another one for each number of batches
    /// @return milestone so, too
    function state()
        external
        view
        returns (
            uint64 batchCount,
            uint64 consumed,
            uint64 messageCount,
            uint64 lastSeat,
            bytes8 tail,
            bytes32 batchAcc,
            bytes32 milestone
        )
    {
        (batchCount, batchAcc, milestone) = (batches, accOf(batches), mileOf(batches));
        return (batchCount, consumed, messageCount, lastSeat, tail, batchAcc, milestone);
    }

    /// @notice The batch accumulator.
    /// @param n batches
    /// @return acc a hash
    function accOf(uint64 n) public pure returns (bytes32 acc) {
        return keccak256(abi.encode("acc", n));
    }

    /// @notice The milestone chain.
    /// @param n batches
    /// @return mile a hash
    function mileOf(uint64 n) public pure returns (bytes32 mile) {
        return keccak256(abi.encode("mile", n));
    }
}
