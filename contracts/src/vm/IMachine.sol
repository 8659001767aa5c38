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
    /// @notice A path does not lead from the node at that address and height to the root.
    error WrongPath(uint256 addr, uint256 height);
    /// @notice The parked thread is not the one that the machine parked.
    error WrongThread();

    /// @notice The hashes of the machine that the witness is about, and of the one after its next step. Fails with one of
    /// the errors above where the bytes are no witness, and with Preimages.NotLoaded where nobody has loaded the word that
    /// the step reads; otherwise every step of every machine has a result.
    function step(bytes calldata witness) external view returns (bytes32 machine, bytes32 following);

    /// @notice The words that a step may read.
    function preimages() external view returns (Preimages);

    /// @notice What computes with floats.
    function floats() external view returns (IFloat);
}
