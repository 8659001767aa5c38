// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IFloat} from "./IFloat.sol";
import {IMachine} from "./IMachine.sol";
import {Preimages} from "./Preimages.sol";
import {Inst} from "./machine/Decode.sol";
import {execute} from "./machine/Execute.sol";
import {fetch} from "./machine/Memory.sol";
import {ECALL} from "./machine/Ops.sol";
import {
    EXIT_CODE,
    FAULTED,
    HEADER_SIZE,
    RUNNING,
    STATUS,
    STEPS,
    State,
    WAIT,
    WAIT_NONE,
    checkState,
    hashState,
    newState
} from "./machine/State.sol";
import {systemCall} from "./machine/SystemCall.sol";
import {turn} from "./machine/Thread.sol";
import {World, next, word} from "./machine/World.sol";

/// @title One step of the machine
/// @notice It has no owner and nothing to write, and what it calls is named once: nothing about it can change.
/// @dev The twin in Go is package vm/onestep over vm.Step. The files of machine/ are the twins of those of package vm.
contract Machine is IMachine {
    /// @inheritdoc IMachine
    Preimages public immutable preimages;
    /// @inheritdoc IMachine
    IFloat public immutable floats;

    /// @param preimages_ where the words are that a step may read
    /// @param floats_ what computes with floats
    constructor(Preimages preimages_, IFloat floats_) {
        preimages = preimages_;
        floats = floats_;
    }

    /// @inheritdoc IMachine
    function step(bytes calldata witness) external view returns (bytes32 machine, bytes32 following) {
        uint256 start;
        assembly ("memory-safe") {
            start := witness.offset
        }
        World memory w;
        w.cursor = start;
        w.end = start + witness.length;
        w.preimages = preimages;
        w.floats = floats;
        uint256 header = next(w, HEADER_SIZE);
        w.root = word(next(w, 32));
        State s = newState();
        read(s, header);
        checkState(s);
        machine = hashState(s, w.root);
        if (s.get8(STATUS) == RUNNING) {
            uint256 fault = run(s, w);
            // A fault undoes what the step did to the state; no step faults after it has written to memory.
            if (fault != 0) {
                read(s, header);
                s.set8(STATUS, FAULTED);
                s.set8(EXIT_CODE, fault);
            }
            unchecked {
                s.set64(STEPS, s.get64(STEPS) + 1);
            }
        }
        if (w.cursor != w.end) revert IMachine.TooLong();
        following = hashState(s, w.root);
    }

    /// @dev An instruction of the running thread, or a turn of the scheduler while that thread waits.
    function run(State s, World memory w) private view returns (uint256 fault) {
        if (s.get8(WAIT) != WAIT_NONE) return turn(s, w);
        Inst memory i;
        (i, fault) = fetch(s, w);
        if (fault != 0) return fault;
        return i.op == ECALL ? systemCall(s, w) : execute(s, w, i);
    }

    function read(State s, uint256 header) private pure {
        assembly ("memory-safe") {
            calldatacopy(s, header, HEADER_SIZE)
        }
    }
}
