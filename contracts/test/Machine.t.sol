// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMachine} from "../src/vm/IMachine.sol";
import {Preimages} from "../src/vm/Preimages.sol";
import {vm} from "./util/Vm.sol";

/// The Solidity side of vectors/machine; the Go side is package vm/onestep.
contract MachineTest {
    uint256 private constant MAX_CASES = 100;

    IMachine private machine;
    Preimages private preimages;

    function setUp() public {
        preimages = new Preimages();
        address floats = create(vm.getCode("src/vm/Float.sol:Float"));
        machine =
            IMachine(create(abi.encodePacked(vm.getCode("src/vm/Machine.sol:Machine"), abi.encode(preimages, floats))));
    }

    /// Each case is a transaction of its own, and takes what snapshots/ says.
    function test_gas_steps_asGo() public {
        string memory json = vm.readFile("vectors/machine/steps.json");
        uint256 i = 0;
        for (; i < MAX_CASES && vm.keyExistsJson(json, path(i, "")); i++) {
            string memory name = vm.parseJsonString(json, path(i, ".name"));
            string memory reason = vm.parseJsonString(json, path(i, ".error"));
            bytes memory value = vm.parseJsonBytes(json, path(i, ".value"));
            if (value.length > 0) preimages.loadValue(vm.parseJsonUint(json, path(i, ".offset")), value);
            bytes memory input = abi.encodeCall(IMachine.step, (vm.parseJsonBytes(json, path(i, ".witness"))));
            (bool ok, bytes memory output) = address(machine).call(input);
            vm.assertEq(ok ? 1 : 0, bytes(reason).length == 0 ? 1 : 0, name);
            if (!ok) {
                vm.assertEq(uint256(uint32(bytes4(output))), uint256(uint32(selector(reason))), name);
                continue;
            }
            vm.snapshotGasLastCall("Machine", name);
            (bytes32 before, bytes32 following) = abi.decode(output, (bytes32, bytes32));
            vm.assertEq(before, vm.parseJsonBytes32(json, path(i, ".machine")), name);
            vm.assertEq(following, vm.parseJsonBytes32(json, path(i, ".following")), name);
        }
        vm.assertTrue(i > 0 && i < MAX_CASES, "there are no cases, or more than are read");
    }

    /// Whatever comes in, it is refused by name.
    function testFuzz_step_anyBytes_refused(bytes calldata witness) public {
        (bool ok, bytes memory output) = address(machine).call(abi.encodeCall(IMachine.step, (witness)));
        vm.assertTrue(!ok, "taken");
        bytes4 got = bytes4(output);
        vm.assertTrue(got == IMachine.TooShort.selector || got == IMachine.BadHeader.selector, "refused without a name");
    }

    /// The contract's error with a name: none has arguments that matter here.
    function selector(string memory name) private pure returns (bytes4) {
        bytes32 h = keccak256(bytes(name));
        if (h == keccak256("BadHeader")) return IMachine.BadHeader.selector;
        if (h == keccak256("TooShort")) return IMachine.TooShort.selector;
        if (h == keccak256("TooLong")) return IMachine.TooLong.selector;
        if (h == keccak256("WrongPath")) return IMachine.WrongPath.selector;
        if (h == keccak256("WrongThread")) return IMachine.WrongThread.selector;
        if (h == keccak256("NotLoaded")) return Preimages.NotLoaded.selector;
        return 0;
    }

    function create(bytes memory code) private returns (address created) {
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
        }
        vm.assertTrue(created != address(0), "not deployed");
    }

    function path(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(i), "]", field);
    }
}
