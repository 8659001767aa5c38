// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EXITED, EXIT_CODE, HEADER_SIZE, OUTPUT, STATUS, State, newState} from "./machine/State.sol";

/// @title What a machine that takes no more steps says about a claim
/// @notice It says something about every claim, whatever the machine came to. So a fault in the proven program, or in what the
/// proof meter charges, stops the rollup at its last good state, and pays nobody for what cannot be shown.
/// @dev Twins in Go: vm.State.Outcome and Follows of stateroot/program.
library Outcome {
    bytes1 private constant OUTPUT_FILE = 0x01;

    /// @notice Whether the L2 state next comes behind before.
    /// @param header of the machine that was started with before, after all the steps that it may take. The caller has seen
    /// that the machine hash is made of it.
    /// @param before the L2 state that the machine was started with
    /// @param next the L2 state that is claimed to come behind it
    /// @return yes it wrote next and ended itself with exit code 0; or it did not end so, and next says that nothing comes. Of bytes
    /// that are not as many as a header has nothing follows.
    function follows(bytes calldata header, bytes32 before, bytes32 next) internal pure returns (bool yes) {
        if (header.length != HEADER_SIZE) return false;
        State s = newState();
        assembly ("memory-safe") {
            calldatacopy(s, header.offset, HEADER_SIZE)
        }
        if (s.get8(STATUS) != EXITED || s.get8(EXIT_CODE) != 0) return next == stuck(before);
        return s.get256(OUTPUT) == keccak256(abi.encodePacked(bytes32(0), OUTPUT_FILE, next));
    }

    /// @notice What follows a state behind which nothing can be proven. It follows itself, too: the program says so.
    /// @param state the last one that is proven
    /// @return after_ what follows it, for ever
    function stuck(bytes32 state) internal pure returns (bytes32 after_) {
        return keccak256(abi.encodePacked("stuck", state));
    }
}
