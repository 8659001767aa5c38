// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Outcome} from "../src/vm/Outcome.sol";
import {vm} from "./util/Vm.sol";

/// The Solidity side of vectors/outcome; the Go side is vm.State.Outcome and package stateroot/program.
contract OutcomeTest {
    function test_outcomes_asGo() public view {
        string memory json = vm.readFile("vectors/outcome/outcomes.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, path(i, "")); i++) {
            bool got = this.follows(
                vm.parseJsonBytes(json, path(i, ".header")),
                vm.parseJsonBytes32(json, path(i, ".before")),
                vm.parseJsonBytes32(json, path(i, ".next"))
            );
            vm.assertEq(got ? 1 : 0, vm.parseJsonUint(json, path(i, ".follows")), path(i, ".name"));
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    /// A header has one length: nothing follows from other bytes, not even that the state is stuck.
    function testFuzz_length_nothingFollows(bytes calldata header, bytes32 before, bytes32 next) public pure {
        if (header.length == 885) return;
        vm.assertFalse(Outcome.follows(header, before, next), "follows");
        vm.assertFalse(Outcome.follows(header, before, Outcome.stuck(before)), "stuck");
    }

    function follows(bytes calldata header, bytes32 before, bytes32 next) external pure returns (bool) {
        return Outcome.follows(header, before, next);
    }

    function path(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(i), "]", field);
    }
}
