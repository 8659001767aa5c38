// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRoots} from "../../../src/bridge/IRoots.sol";

/// @title A rollup of which a test says what it has confirmed
/// @notice As far as the bridge asks one.
contract RollupDouble is IRoots {
    /// @inheritdoc IRoots
    mapping(bytes32 sends => bool yes) public isConfirmed;
    /// @inheritdoc IRoots
    bytes32 public stuckAt;

    /// @notice Confirms a root.
    /// @param sends the root
    function confirm(bytes32 sends) external {
        isConfirmed[sends] = true;
    }

    /// @notice Gets stuck.
    /// @param state hash of the last good one
    function stick(bytes32 state) external {
        stuckAt = state;
    }
}
