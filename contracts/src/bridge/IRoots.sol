// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What the bridge asks of the rollup
/// @notice IRollup has both.
interface IRoots {
    /// @notice Whether L2 has sent to L1 what a root stands for.
    /// @param sends the root
    /// @return yes a state with it was confirmed
    function isConfirmed(bytes32 sends) external view returns (bool yes);

    /// @notice The state behind which nothing can be proven.
    /// @return state its hash; 0 while there is none
    function stuckAt() external view returns (bytes32 state);
}
