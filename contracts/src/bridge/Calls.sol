// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Calls of contracts that nobody vouches for
/// @notice Solidity copies all that a call answers, and the caller pays for it: a contract could use up the caller's
/// gas by answering a megabyte. These calls copy as much as they are told to.
library Calls {
    /// @notice Calls somebody with all gas that is left. Who has no code accepts everything.
    /// @param to who is called
    /// @param value wei that goes with the call
    /// @param input of the call
    /// @param most bytes of the answer that are of interest
    /// @return ok whether the call has not failed
    /// @return answer the first bytes of what was answered
    function call(address to, uint256 value, bytes memory input, uint256 most)
        internal
        returns (bool ok, bytes memory answer)
    {
        assembly ("memory-safe") {
            ok := call(gas(), to, value, add(input, 32), mload(input), 0, 0)
        }
        answer = answered(most);
    }

    /// @notice Asks somebody who cannot change anything while he answers.
    /// @param to who is asked
    /// @param allowance gas for it, if as much is left
    /// @param input of the call
    /// @param most bytes of the answer that are of interest
    /// @return ok whether the call has not failed
    /// @return answer the first bytes of what was answered
    function ask(address to, uint256 allowance, bytes memory input, uint256 most)
        internal
        view
        returns (bool ok, bytes memory answer)
    {
        assembly ("memory-safe") {
            ok := staticcall(allowance, to, add(input, 32), mload(input), 0, 0)
        }
        answer = answered(most);
    }

    // The first bytes that the call before this one has answered.
    function answered(uint256 most) private pure returns (bytes memory answer) {
        assembly ("memory-safe") {
            let size := returndatasize()
            if gt(size, most) { size := most }
            answer := mload(0x40)
            mstore(answer, size)
            returndatacopy(add(answer, 32), 0, size)
            mstore(0x40, and(add(add(answer, 63), size), not(31)))
        }
    }
}
