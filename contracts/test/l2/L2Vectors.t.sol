// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Send} from "../../src/bridge/IBridge.sol";
import {Sends} from "../../src/bridge/Sends.sol";
import {OUTBOX} from "../../src/l2/Addresses.sol";
import {Call, L1Block, Place} from "../../src/l2/IMessenger.sol";
import {IOutbox} from "../../src/l2/IOutbox.sol";
import {Messages} from "../../src/l2/Messages.sol";
import {Frontier} from "../../src/l2/Frontier.sol";
import {L2Test} from "./util/L2Test.sol";
import {vm} from "./util/L2Vm.sol";

/// A send of the vectors.
struct Sent {
    address sender;
    address target;
    uint256 value;
    uint256 minGas;
    bytes data;
}

/// The Solidity side of vectors/withdrawal and vectors/messenger; the Go side is package contracts/vectors, over
/// stateroot/sends and l1anchor.
contract L2VectorsTest is L2Test {
    using Frontier for Frontier.State;

    Frontier.State private tree;

    // ---------------------------------------------------------------- withdrawal

    function test_sends_asGo() public {
        string memory json = vm.readFile("vectors/withdrawal/sends.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, path(i, "")); i++) {
            Sent memory s = Sent(
                vm.parseJsonAddress(json, path(i, ".sender")),
                vm.parseJsonAddress(json, path(i, ".target")),
                vm.parseJsonUint(json, path(i, ".value")),
                vm.parseJsonUint(json, path(i, ".minGas")),
                vm.parseJsonBytes(json, path(i, ".data"))
            );
            bytes32 leaf = Frontier.leaf(i, s.sender, s.target, s.value, s.minGas, keccak256(s.data));
            vm.assertEq(leaf, word32(json, path(i, ".leaf")), path(i, ".leaf"));
            bytes32 onL1 = this.leafOnL1(Send(uint64(i), s.sender, s.target, s.value, s.minGas, s.data));
            vm.assertEq(onL1, leaf, path(i, ".leaf on L1"));
            submit(i, s, word32(json, path(i, ".name")));
            vm.assertEq(outbox.root(), word32(json, path(i, ".root")), path(i, ".root"));
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    function submit(uint256 index, Sent memory s, bytes32 name) private {
        vm.deal(OUTBOX, 0); // the sum of the values would not fit
        vm.deal(s.sender, s.value);
        vm.expectEmit(OUTBOX);
        emit IOutbox.MessagePassed(index, s.sender, s.target, s.value, s.minGas, s.data, name);
        vm.prank(s.sender);
        outbox.initiateWithdrawal{value: s.value}(s.target, s.minGas, s.data);
    }

    function test_edges_asGo() public {
        string memory json = vm.readFile("vectors/withdrawal/edges.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, path(i, "")); i++) {
            tree.count = uint64(vm.parseJsonUint(json, path(i, ".count")));
            uint256 count = tree.count;
            bytes32[] memory frontier = vm.parseJsonBytes32Array(json, path(i, ".frontier"));
            for (uint256 n = 0; n < 32; n++) {
                tree.frontier[n] = frontier[n];
            }
            tree.append(word32(json, path(i, ".leaf")));
            vm.assertEq(tree.root, word32(json, path(i, ".root")), path(i, ".root"));
            vm.assertEq(tree.count, count + 1, path(i, ".count"));
            bytes32[] memory behind = vm.parseJsonBytes32Array(json, path(i, ".after"));
            for (uint256 n = 0; n < 32; n++) {
                vm.assertEq(tree.frontier[n], behind[n], path(i, ".after"));
            }
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    /// The bridge on L1 comes to the same roots.
    function test_proofs_asGo() public view {
        string memory json = vm.readFile("vectors/withdrawal/proofs.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, path(i, "")); i++) {
            bytes32[] memory list = vm.parseJsonBytes32Array(json, path(i, ".proof"));
            vm.assertEq(list.length, 32, path(i, ".proof"));
            bytes32[32] memory proof;
            for (uint256 n = 0; n < 32; n++) {
                proof[n] = list[n];
            }
            uint256 index = vm.parseJsonUint(json, path(i, ".index"));
            bytes32 root = this.rootOf(word32(json, path(i, ".leaf")), index, proof);
            vm.assertEq(root, word32(json, path(i, ".root")), path(i, ".root"));
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    function rootOf(bytes32 node, uint256 index, bytes32[32] calldata proof) external pure returns (bytes32) {
        return Sends.rootOf(node, index, proof);
    }

    function leafOnL1(Send calldata s) external pure returns (bytes32) {
        return Sends.leaf(s);
    }

    // ---------------------------------------------------------------- messenger

    /// Go's leaves and words lead the messenger to each of Go's calls.
    function test_calls_asGo() public {
        string memory json = vm.readFile("vectors/messenger/calls.json");
        uint256 n = 0;
        for (; vm.keyExistsJson(json, path(n, "")); n++) {
            leaves.push(word32(json, path(n, ".leaf")));
            accs.push(word32(json, path(n, ".acc")));
            carriers.push(block_(json, n));
        }
        uint256 calls;
        vm.prevrandao(word32(json, path(n - 1, ".word")));
        messenger.note();
        for (uint256 i = 0; i < n; i++) {
            vm.assertEq(this.fold(accs[i], between(i, n)), accs[n], path(i, ".leaf"));
            vm.assertEq(this.wordOf(carriers[i], accs[i + 1]), word32(json, path(i, ".word")), path(i, ".word"));
            if (vm.parseJsonUint(json, path(i, ".kind")) != 3) continue;
            Call memory c = call(json, i);
            vm.assertEq(this.accBehind(c, place(i)), accs[i + 1], path(i, ".acc"));
            calls++;
        }
        vm.assertTrue(calls > 3, "calls");
    }

    function fold(bytes32 acc, bytes32[] calldata some) external pure returns (bytes32) {
        return Messages.fold(acc, some);
    }

    function wordOf(L1Block calldata b, bytes32 acc) external pure returns (bytes32) {
        return Messages.word(b, acc);
    }

    function accBehind(Call calldata c, Place calldata p) external pure returns (bytes32) {
        return Messages.accBehind(c, p);
    }

    function call(string memory json, uint256 i) private pure returns (Call memory c) {
        c.sender = vm.parseJsonAddress(json, path(i, ".sender"));
        c.target = vm.parseJsonAddress(json, path(i, ".target"));
        c.value = vm.parseJsonUint(json, path(i, ".value"));
        c.fee = vm.parseJsonUint(json, path(i, ".fee"));
        c.gas = uint64(vm.parseJsonUint(json, path(i, ".gas")));
        c.refundTo = vm.parseJsonAddress(json, path(i, ".refundTo"));
        c.data = vm.parseJsonBytes(json, path(i, ".data"));
    }

    function block_(string memory json, uint256 i) private pure returns (L1Block memory) {
        (uint256 height, uint256 time) =
            (vm.parseJsonUint(json, path(i, ".height")), vm.parseJsonUint(json, path(i, ".time")));
        return L1Block(uint64(height), uint64(time), word32(json, path(i, ".parentHash")));
    }

    function word32(string memory json, string memory key) private pure returns (bytes32) {
        return vm.parseJsonBytes32(json, key);
    }

    function path(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(i), "]", field);
    }
}
