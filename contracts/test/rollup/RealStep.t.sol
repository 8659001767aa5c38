// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Config} from "../../src/rollup/Config.sol";
import {IDispute, Ref, Start} from "../../src/rollup/IDispute.sol";
import {IMachine} from "../../src/vm/IMachine.sol";
import {Preimages} from "../../src/vm/Preimages.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, Level, RollupTest} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// The last move on the machine itself: steps of vectors/machine are proven, whatever they do.
contract RealStepTest is RollupTest {
    using Histories for History;

    uint256 private constant MAX_CASES = 100;

    Preimages private preimages;
    IMachine private real;

    function setUp() public override {
        super.setUp();
        preimages = new Preimages();
        address floats = create(vm.getCode("src/vm/Float.sol:Float"));
        bytes memory code = bytes.concat(vm.getCode("src/vm/Machine.sol:Machine"), abi.encode(preimages, floats));
        real = IMachine(create(code));
    }

    /// Every step that the machine does is proven at its place in a history, and its gas is far below what it is refunded. Half of them are
    /// as many as one test has gas for.
    function test_gas_prove_real_even() public {
        proveEverySecond(0);
    }

    function test_gas_prove_real_odd() public {
        proveEverySecond(1);
    }

    function proveEverySecond(uint256 first) private {
        string memory json = vm.readFile("vectors/machine/steps.json");
        uint256 proven = 0;
        uint256 i = first;
        for (; i < MAX_CASES && vm.keyExistsJson(json, path(i, "")); i += 2) {
            // A case takes megabytes of memory here, of which the next one has no use.
            uint256 free;
            assembly {
                free := mload(0x40)
            }
            if (proveCase(json, i)) proven++;
            assembly {
                mstore(0x40, free)
            }
        }
        vm.assertTrue(proven > 15 && i < MAX_CASES, "steps");
    }

    function proveCase(string memory json, uint256 i) private returns (bool) {
        bytes memory value = vm.parseJsonBytes(json, path(i, ".value"));
        if (value.length > 0) preimages.loadValue(vm.parseJsonUint(json, path(i, ".offset")), value);
        if (bytes(vm.parseJsonString(json, path(i, ".error"))).length > 0) return false;
        proveReal(
            vm.parseJsonString(json, path(i, ".name")),
            vm.parseJsonBytes32(json, path(i, ".machine")),
            vm.parseJsonBytes32(json, path(i, ".following")),
            vm.parseJsonBytes(json, path(i, ".witness"))
        );
        return true;
    }

    function proveReal(string memory name, bytes32 before, bytes32 following, bytes memory witness) private {
        Config memory config_ = config();
        config_.machine = real;
        rollup = deploy(config_);
        mine(MIN_GAP);
        Fight memory f = newFight(0, 0x11, 0x10);
        // From the machine before the step to the one after it, at a place that has the longest way to show.
        f.right.b.h = Histories.constant_(16, before).then_(0x11, f.right.b.h.stateAt(0x11))
            .then_(0x12, f.right.b.h.stateAt(0x12));
        f.wrong.b.h = Histories.constant_(16, before).then_(0x11, f.wrong.b.h.stateAt(0x11))
            .then_(0x12, f.wrong.b.h.stateAt(0x12));
        bytes32 origin = contextOf(refOf(f.right.b, 0, 0x11));
        f.right.c = Level(origin, 2, before, parting(20, before, 0x10, following, f.right.b.h.stateAt(0x11)));
        f.wrong.c = Level(origin, 2, before, parting(20, before, 0x10, keccak256("lie"), f.wrong.b.h.stateAt(0x11)));
        play(f, 6);
        Ref memory v = refOf(f.right.c, 0, 0x10);
        Start memory start = f.right.c.h.startOf(before, 0x10);
        bytes memory lie = abi.encodeCall(IDispute.prove, (refOf(f.wrong.c, 0, 0x10), start, witness));
        refused(ben, lie, IDispute.WrongStep.selector);
        callAs(ann, 0, abi.encodeCall(IDispute.prove, (v, start, witness)));
        vm.snapshotGasLastCall("Prove", name);
        vm.assertTrue(vm.lastCallGas().gasTotalUsed < 250_000, name);
        vm.assertEq(betaOf(v), MAX_BETA, name);
    }

    /// A witness that is none is refused by the machine's own reason.
    function test_prove_badWitness() public {
        Config memory config_ = config();
        config_.machine = real;
        rollup = deploy(config_);
        mine(MIN_GAP);
        Fight memory f = newFight(0, 0x11, 0x10);
        play(f, 6);
        Start memory none;
        Ref memory v = refOf(f.right.c, 0, 0x10);
        refused(ann, abi.encodeCall(IDispute.prove, (v, none, "")), IMachine.TooShort.selector);
        bytes memory zeros = new bytes(4000);
        refused(ann, abi.encodeCall(IDispute.prove, (v, none, zeros)), IMachine.BadHeader.selector);
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
