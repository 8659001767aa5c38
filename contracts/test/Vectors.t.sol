// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Accumulators} from "../src/inbox/Accumulators.sol";
import {vm} from "./util/Vm.sol";

/// The Solidity side of vectors/inbox; the Go side is package contracts/vectors.
contract VectorsTest {
    function test_messages_asGo() public view {
        string memory json = vm.readFile("vectors/inbox/messages.json");
        bytes32 acc;
        uint256 i = 0;
        for (; vm.keyExistsJson(json, path(i, "")); i++) {
            uint64 height = uint64(vm.parseJsonUint(json, path(i, ".height")));
            uint64 time = uint64(vm.parseJsonUint(json, path(i, ".time")));
            bytes32 parentHash = vm.parseJsonBytes32(json, path(i, ".parentHash"));
            acc = Accumulators.message(
                acc,
                uint8(vm.parseJsonUint(json, path(i, ".kind"))),
                vm.parseJsonAddress(json, path(i, ".sender")),
                height,
                time,
                parentHash,
                keccak256(vm.parseJsonBytes(json, path(i, ".body")))
            );
            vm.assertEq(acc, vm.parseJsonBytes32(json, path(i, ".acc")), path(i, ".acc"));
            bytes32 word = Accumulators.word(parentHash, height, time, acc);
            vm.assertEq(word, vm.parseJsonBytes32(json, path(i, ".word")), path(i, ".word"));
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    function test_batches_asGo() public view {
        string memory json = vm.readFile("vectors/inbox/batches.json");
        bytes32 acc;
        bytes32 milestone;
        uint256 i = 0;
        for (; vm.keyExistsJson(json, path(i, "")); i++) {
            bytes32 dataHash = keccak256(vm.parseJsonBytes(json, path(i, ".data")));
            acc = Accumulators.batch(
                acc,
                uint64(vm.parseJsonUint(json, path(i, ".index"))),
                dataHash,
                uint64(vm.parseJsonUint(json, path(i, ".height"))),
                uint64(vm.parseJsonUint(json, path(i, ".time"))),
                vm.parseJsonBytes32(json, path(i, ".msgAcc")),
                uint64(vm.parseJsonUint(json, path(i, ".consumed"))),
                vm.parseJsonAddress(json, path(i, ".poster")),
                vm.parseJsonAddress(json, path(i, ".miner"))
            );
            milestone = Accumulators.milestone(milestone, acc);
            vm.assertEq(acc, vm.parseJsonBytes32(json, path(i, ".acc")), path(i, ".acc"));
            vm.assertEq(milestone, vm.parseJsonBytes32(json, path(i, ".milestone")), path(i, ".milestone"));
            bytes memory tail = vm.parseJsonBytes(json, path(i, ".tail"));
            vm.assertEq(bytes8(dataHash), bytes8(bytes32(tail)), path(i, ".tail"));
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    function path(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(i), "]", field);
    }
}
