// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ARITY, context, extend, leaf, pair, pathBefore, root16, rootOfLast} from "../../src/rollup/Trees.sol";
import {vm} from "../util/Vm.sol";

/// What stands around a move.
struct Around {
    uint256 height;
    address sender;
    uint256 value;
    uint256 price;
    uint64 batches;
    bytes32 acc;
    bytes32 mile;
    bool taken;
}

/// An inbox that holds whatever a script says.
contract ScriptInbox {
    uint64 private batches;
    bytes32 private acc;
    bytes32 private mile;

    function hold(uint64 batches_, bytes32 acc_, bytes32 mile_) external {
        (batches, acc, mile) = (batches_, acc_, mile_);
    }

    function state() external view returns (uint64, uint64, uint64, uint64, bytes8, bytes32, bytes32) {
        return (batches, 0, 0, 0, 0, acc, mile);
    }
}

/// A machine that believes what a witness says: two machines, of which one follows the other.
contract ScriptMachine {
    error TooShort();

    function step(bytes calldata witness) external pure returns (bytes32 machine, bytes32 following) {
        if (witness.length != 64) revert TooShort();
        return (bytes32(witness[:32]), bytes32(witness[32:]));
    }
}

/// The Solidity side of vectors/dispute; the Go side is package contracts/vectors, over challenger/game.
contract DisputeVectorsTest {
    function test_ids_asGo() public view {
        string memory json = vm.readFile("vectors/dispute/ids.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, path(i, "")); i++) {
            (bytes32 base, bytes32 span) = (word(json, path(i, ".base")), word(json, path(i, ".span")));
            vm.assertEq(leaf(span), word(json, path(i, ".leaf")), path(i, ".leaf"));
            vm.assertEq(pair(base, span), word(json, path(i, ".pair")), path(i, ".pair"));
            vm.assertEq(extend(base, span), word(json, path(i, ".extend")), path(i, ".extend"));
            bytes32 place = context(
                word(json, path(i, ".origin")),
                base,
                vm.parseJsonUint(json, path(i, ".level")),
                vm.parseJsonUint(json, path(i, ".len")),
                vm.parseJsonUint(json, path(i, ".pos"))
            );
            vm.assertEq(place, word(json, path(i, ".context")), path(i, ".context"));
            vm.assertEq(pair(place, span), word(json, path(i, ".node")), path(i, ".node"));
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    function test_trees_asGo() public view {
        string memory json = vm.readFile("vectors/dispute/trees.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, path(i, "")); i++) {
            bytes32 root = word(json, path(i, ".root"));
            bytes32[] memory states = words(json, path(i, ".states"));
            bytes32[] memory last = words(json, path(i, ".last"));
            vm.assertEq(last.length, vm.parseJsonUint(json, path(i, ".height")), path(i, ".last"));
            vm.assertEq(this.climb(leaf(states[states.length - 1]), last), root, path(i, ".root"));
            vm.assertEq(this.join(words(json, path(i, ".children"))), root, path(i, ".children"));
            start(json, i);
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    /// The state before a leaf is shown by the part that ends there.
    function start(string memory json, uint256 i) private view {
        uint256 pos = vm.parseJsonUint(json, path(i, ".pos"));
        bytes32 base = word(json, path(i, ".base"));
        bytes32 before = word(json, path(i, ".before"));
        if (pos == 0) {
            vm.assertEq(leaf(before), base, path(i, ".base"));
            return;
        }
        bytes32 prevSpan = word(json, path(i, ".prevSpan"));
        bytes32[] memory siblings = words(json, path(i, ".path"));
        vm.assertEq(extend(word(json, path(i, ".prevBase")), prevSpan), base, path(i, ".base"));
        vm.assertEq(siblings.length, pathBefore(pos), path(i, ".path"));
        vm.assertEq(this.climb(leaf(before), siblings), prevSpan, path(i, ".before"));
    }

    function climb(bytes32 last, bytes32[] calldata siblings) external pure returns (bytes32) {
        return rootOfLast(last, siblings);
    }

    function join(bytes32[] calldata spans) external view returns (bytes32) {
        bytes32[ARITY] memory all;
        for (uint256 i = 0; i < ARITY; i++) {
            all[i] = spans[i];
        }
        return this.joinAll(all);
    }

    function joinAll(bytes32[ARITY] calldata spans) external pure returns (bytes32) {
        return root16(spans);
    }

    /// Every script of moves ends as the referee in Go says, move by move and in all that the contract tells afterwards. A
    /// transaction of its own, as `isolate` makes of every call, would have no gas price.
    /// forge-config: default.isolate = false
    function test_scripts_asGo() public {
        string memory json = vm.readFile("vectors/dispute/scripts.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, path(i, "")); i++) {
            address inbox = vm.parseJsonAddress(json, path(i, ".inbox"));
            vm.etch(inbox, vm.getDeployedCode("test/rollup/DisputeVectors.t.sol:ScriptInbox"));
            address machine = vm.parseJsonAddress(json, path(i, ".machine"));
            vm.etch(machine, vm.getDeployedCode("test/rollup/DisputeVectors.t.sol:ScriptMachine"));
            enter(inbox, abi.decode(vm.parseJsonBytes(json, path(i, ".deployment")), (Around)));
            address rollup = deploy(vm.parseJsonBytes(json, path(i, ".config")));
            play(json, i, rollup, inbox);
            ask(json, i, rollup);
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    function play(string memory json, uint256 i, address rollup, address inbox) private {
        bytes[] memory around = vm.parseJsonBytesArray(json, path(i, ".around"));
        bytes[] memory inputs = vm.parseJsonBytesArray(json, path(i, ".inputs"));
        bytes[] memory refusals = vm.parseJsonBytesArray(json, path(i, ".refusals"));
        vm.assertTrue(inputs.length > 0, "there are no moves");
        for (uint256 k = 0; k < inputs.length; k++) {
            string memory key = string.concat(path(i, ".inputs"), "[", vm.toString(k), "]");
            Around memory a = abi.decode(around[k], (Around));
            enter(inbox, a);
            vm.deal(a.sender, 1e30);
            vm.prank(a.sender);
            (bool ok, bytes memory output) = rollup.call{value: a.value}(inputs[k]);
            vm.assertTrue(ok == a.taken, key);
            if (!ok) vm.assertEq(output, refusals[k], key);
        }
    }

    function ask(string memory json, uint256 i, address rollup) private view {
        bytes[] memory inputs = vm.parseJsonBytesArray(json, path(i, ".viewInputs"));
        bytes[] memory outputs = vm.parseJsonBytesArray(json, path(i, ".viewOutputs"));
        vm.assertTrue(inputs.length > 0, "there are no questions");
        for (uint256 k = 0; k < inputs.length; k++) {
            (bool ok, bytes memory output) = rollup.staticcall(inputs[k]);
            string memory key = string.concat(path(i, ".viewInputs"), "[", vm.toString(k), "]");
            vm.assertTrue(ok, key);
            vm.assertEq(output, outputs[k], key);
        }
    }

    /// Makes the block of a move the one around what follows.
    function enter(address inbox, Around memory a) private {
        vm.roll(a.height);
        vm.txGasPrice(a.price);
        ScriptInbox(inbox).hold(a.batches, a.acc, a.mile);
    }

    function deploy(bytes memory config) private returns (address created) {
        bytes memory code = bytes.concat(vm.getCode("src/rollup/Rollup.sol:Rollup"), config);
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
        }
        vm.assertTrue(created != address(0), "not deployed");
    }

    function words(string memory json, string memory key) private pure returns (bytes32[] memory w) {
        bytes[] memory all = vm.parseJsonBytesArray(json, key);
        w = new bytes32[](all.length);
        for (uint256 i = 0; i < all.length; i++) {
            w[i] = bytes32(all[i]);
        }
    }

    function word(string memory json, string memory key) private pure returns (bytes32) {
        return vm.parseJsonBytes32(json, key);
    }

    function path(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(i), "]", field);
    }
}
