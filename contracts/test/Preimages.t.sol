// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Preimages} from "../src/vm/Preimages.sol";
import {vm} from "./util/Vm.sol";

/// The Solidity side of vectors/preimage; the Go side is package vm/oracle.
contract PreimagesTest {
    Preimages private preimages = new Preimages();

    function test_loads_asGo() public {
        string memory json = vm.readFile("vectors/preimage/loads.json");
        uint256 i = 0;
        for (; i < 60 && vm.keyExistsJson(json, path(i, "")); i++) {
            uint8 precompile = uint8(vm.parseJsonUint(json, path(i, ".precompile")));
            uint256 offset = vm.parseJsonUint(json, path(i, ".offset"));
            bytes memory input = vm.parseJsonBytes(json, path(i, ".input"));
            bytes32 key = vm.parseJsonBytes32(json, path(i, ".key"));
            bool loaded = precompile == 0
                ? call(abi.encodeCall(Preimages.loadValue, (offset, input)))
                : call(abi.encodeCall(Preimages.loadPrecompile, (offset, precompile, 1_000_000, input)));
            vm.assertEq(loaded ? 1 : 0, key == bytes32(0) ? 0 : 1, path(i, ".error"));
            if (!loaded) continue;
            (bytes32 word, uint256 length) = preimages.read(key, offset);
            vm.assertEq(word, vm.parseJsonBytes32(json, path(i, ".word")), path(i, ".word"));
            vm.assertEq(length, vm.parseJsonUint(json, path(i, ".length")), path(i, ".length"));
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    function test_read_notLoaded_reverts() public {
        bytes32 key = hex"01";
        vm.expectRevert(abi.encodeWithSelector(Preimages.NotLoaded.selector, key, 8));
        preimages.read(key, 8);
    }

    function test_loadValue_behindEnd_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(Preimages.NoWord.selector, 32, 3));
        preimages.loadValue(32, "abc");
    }

    function test_loadValue_notAligned_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(Preimages.NoWord.selector, 1, 3));
        preimages.loadValue(1, "abc");
    }

    function test_loadPrecompile_notThere_reverts() public {
        // 0x100 would be P256 elsewhere; an account without code answers every call.
        vm.expectRevert(abi.encodeWithSelector(Preimages.NotAsked.selector, 10, 160));
        preimages.loadPrecompile(0, 10, 1_000_000, new bytes(160));
    }

    /// Too little gas passes for no answer, neither before the right one is loaded nor after (CB 5.1.1): of a precompile that refuses
    /// nothing, of one that takes an input, and of one that refuses it.
    function test_loadPrecompile_littleGas_neverAnAnswer() public {
        bytes memory point = new bytes(128);
        bytes memory noPoint = abi.encode(1, 1, 0, 0);
        littleGas(1, new bytes(128), 2999, hex"01");
        littleGas(6, point, 149, abi.encodePacked(hex"01", bytes31(0)));
        littleGas(6, noPoint, 149, hex"00");
        littleGas(8, new bytes(192), 78_999, abi.encodePacked(hex"01", bytes31(0)));
        littleGas(8, bytes.concat(noPoint, new bytes(64)), 78_999, hex"00");
    }

    /// Asks with one unit of gas too little, with enough, and with too little again.
    function littleGas(uint8 precompile, bytes memory input, uint256 gas, bytes memory want) private {
        bytes32 hash = keccak256(abi.encodePacked(precompile, input));
        bytes32 key = bytes32((uint256(hash) & (type(uint256).max >> 8)) | (2 << 248));
        bytes memory reason = abi.encodeWithSelector(Preimages.NotDecided.selector, precompile, gas);
        vm.expectRevert(reason);
        preimages.loadPrecompile(0, precompile, gas, input);
        preimages.loadPrecompile(0, precompile, 500_000, input);
        vm.expectRevert(reason);
        preimages.loadPrecompile(0, precompile, gas, input);
        (bytes32 word,) = preimages.read(key, 0);
        vm.assertEq(word, bytes32(want), "answer");
    }

    /// Whatever is loaded, the words put together are the value.
    function testFuzz_loadValue_words(bytes memory value) public {
        vm.assume(value.length < 300);
        bytes32 key = bytes32((uint256(keccak256(value)) & (type(uint256).max >> 8)) | (1 << 248));
        for (uint256 from = 0; from <= value.length; from += 32) {
            preimages.loadValue(from, value);
            (bytes32 word, uint256 length) = preimages.read(key, from);
            vm.assertEq(length, value.length, "length");
            for (uint256 i = 0; i < 32; i++) {
                bytes1 want = from + i < length ? value[from + i] : bytes1(0);
                vm.assertEq(uint8(word[i]), uint8(want), "byte");
            }
        }
    }

    function test_gas_loadValue_batch() public {
        bytes memory data = new bytes(100_000);
        for (uint256 i = 0; i < data.length; i++) {
            data[i] = 0xff;
        }
        preimages.loadValue(32, data);
        vm.snapshotGasLastCall("Preimages", "loadValue, a batch of 100,000 bytes");
    }

    function test_gas_loadPrecompile_pairs() public {
        preimages.loadPrecompile(0, 8, 1_000_000, new bytes(28 * 192));
        vm.snapshotGasLastCall("Preimages", "loadPrecompile, 28 pairs of bn254");
    }

    function call(bytes memory input) private returns (bool ok) {
        (ok,) = address(preimages).call(input);
    }

    function path(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(i), "]", field);
    }
}
