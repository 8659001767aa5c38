// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Outcome} from "../../src/vm/Outcome.sol";

/// @title The library Outcome as a contract
/// @notice For tests in Go that hold it against their side. The rollup has the library's code in its own.
contract AskOutcome {
    /// @notice See Outcome.
    /// @param header of the machine
    /// @param before the L2 state that it was started with
    /// @param next the L2 state that is claimed to come behind it
    /// @return yes whether it does
    function follows(bytes calldata header, bytes32 before, bytes32 next) external pure returns (bool yes) {
        return Outcome.follows(header, before, next);
    }
}
