// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IFloat} from "./IFloat.sol";
import {Preimages} from "./Preimages.sol";

/// @title One step of the machine
/// @notice What decides a claim about an L2 block in the end: from a witness it computes which machine follows which. A
/// witness has the header of a machine, the root of its memory, a path for each leaf that the step touches, and the thread
/// that it takes; package vm/onestep draws its bytes. There is exactly one for each machine.
interface IMachine {
    /// @notice The header is not one that a machine can have.
    error BadHeader();
    /// @notice The witness ends before all that the step asks for.
    error TooShort();
    /// @notice The witness goes on behind what the step asks for.
    error TooLong();
    /// @notice A path does not lead from a node of the memory to its root.
    /// @param addr first address below the node
    /// @param height of the node above the leaves
    error WrongPath(uint256 addr, uint256 height);
    /// @notice The parked thread is not the one that the machine parked.
    error WrongThread();

    /// @notice What one step makes of a machine. Fails with one of the errors above where the bytes are no witness, and with
    /// Preimages.NotLoaded where nobody has loaded the word that the step reads; otherwise every step of every machine has a
    /// result.
    /// @param witness as package vm/onestep draws it
    /// @return machine hash of the machine that the witness is about
    /// @return following hash of the one after its next step
    function step(bytes calldata witness) external view returns (bytes32 machine, bytes32 following);

    /// @notice Where the words are that a step may read.
    /// @return preimages_ named once, in the constructor
    function preimages() external view returns (Preimages preimages_);

    /// @notice What computes with floats.
    /// @return floats_ named once, in the constructor
    function floats() external view returns (IFloat floats_);
}
