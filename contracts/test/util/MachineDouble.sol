// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A machine of which a test says what its steps are
/// @notice A witness is the hash of a machine. Where nothing else was said, a machine follows itself, as one does that has halted.
contract MachineDouble {
    mapping(bytes32 machine => bytes32) private steps;

    /// @notice The witness is not one of 32 bytes.
    error TooShort();

    /// @notice Says what one step makes of a machine.
    /// @param machine before it
    /// @param following after it
    function lead(bytes32 machine, bytes32 following) external {
        steps[machine] = following;
    }

    /// @notice As IMachine.step.
    /// @param witness 32 bytes
    /// @return machine which they are
    /// @return following what was said about it
    function step(bytes calldata witness) external view returns (bytes32 machine, bytes32 following) {
        if (witness.length != 32) revert TooShort();
        machine = bytes32(witness);
        following = steps[machine];
        if (following == 0) following = machine;
    }
}
