// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {OUTBOX} from "../../src/l2/Addresses.sol";
import {IOutbox} from "../../src/l2/IOutbox.sol";
import {L2Test} from "./util/L2Test.sol";
import {vm} from "./util/L2Vm.sol";
import {SendTree} from "../util/SendTree.sol";

contract OutboxTest is L2Test {
    bytes32[] private all; // leaves

    function setUp() public override {
        super.setUp();
        vm.deal(ann, 100 ether);
    }

    function test_genesis_rootOfNothing_isZero() public view {
        vm.assertEq(outbox.root(), bytes32(0), "root");
        vm.assertEq(outbox.count(), 0, "count");
        // The bridge cannot take 0 for the root of an empty tree, which is another hash.
        vm.assertTrue(SendTree.rootOf(all) != 0, "root of the empty tree");
    }

    /// Name, topics and data as tools for OP chains read them.
    function test_initiateWithdrawal_event() public {
        sent(ann, ben, 1 ether, 50_000, "hello");
        bytes32 hash = keccak256(abi.encode(uint256(1), ann, ben, uint256(2 ether), uint256(7), bytes("data")));
        vm.expectEmit(OUTBOX);
        emit IOutbox.MessagePassed(1, ann, ben, 2 ether, 7, "data", hash);
        sent(ann, ben, 2 ether, 7, "data");

        bytes32 signature = keccak256("MessagePassed(uint256,address,address,uint256,uint256,bytes,bytes32)");
        vm.assertEq(IOutbox.MessagePassed.selector, signature, "topic");
        vm.assertEq(bytes32(IOutbox.initiateWithdrawal.selector), bytes32(bytes4(0xc2b3e5ac)), "selector");
    }

    function test_initiateWithdrawal_keepsTheCoin() public {
        sent(ann, ben, 3 ether, 0, "");
        sent(ann, ben, 0, 0, "");
        vm.assertEq(OUTBOX.balance, 3 ether, "coin in the outbox");
        vm.assertEq(ann.balance, 97 ether, "coin that is left");
    }

    /// Slots are a promise: the program reads slot 0, and a node that starts anew all of them.
    function test_slots() public {
        for (uint256 i = 0; i < 5; i++) {
            sent(ann, ben, i, i, "");
        }
        vm.assertEq(slot(0), SendTree.rootOf(all), "slot 0: root");
        vm.assertEq(slot(0), outbox.root(), "root");
        vm.assertEq(uint256(slot(1)), 5, "slot 1: count");
        vm.assertEq(slot(2), all[4], "slot 2: the fifth leaf");
        bytes32 left = SendTree.pairOf(all[0], all[1]);
        vm.assertEq(slot(4), SendTree.pairOf(left, SendTree.pairOf(all[2], all[3])), "slot 4: the first four leaves");
        for (uint256 i = 5; i < 40; i++) {
            vm.assertEq(slot(i), bytes32(0), "slots that nothing is in");
        }
    }

    function test_initiateWithdrawal_longestData() public {
        sent(ann, ben, 0, 5_000_000, new bytes(24_000));
        vm.assertEq(outbox.root(), SendTree.rootOf(all), "root");
        vm.expectRevert(err(IOutbox.DataTooLong.selector, 24_001));
        outbox.initiateWithdrawal(ben, 0, new bytes(24_001));
    }

    function test_initiateWithdrawal_tooMuchGas_reverts() public {
        vm.expectRevert(err(IOutbox.GasTooHigh.selector));
        outbox.initiateWithdrawal(ben, 5_000_001, "");
        vm.expectRevert(err(IOutbox.GasTooHigh.selector));
        outbox.initiateWithdrawal(ben, type(uint256).max, "");
        vm.assertEq(outbox.count(), 0, "sends");
    }

    /// Coin that comes without a call would be lost, so it is refused.
    function test_plainCoin_isRefused() public {
        vm.prank(ann);
        (bool ok,) = OUTBOX.call{value: 1 ether}("");
        vm.assertFalse(ok, "plain coin");
    }

    /// A deposit on L1 names the outbox, or a contract that ends itself does.
    function test_B26_coinByForce_changesNothing() public {
        sent(ann, ben, 1 ether, 0, "");
        bytes32 root = outbox.root();
        vm.deal(OUTBOX, OUTBOX.balance + 5 ether);
        vm.assertEq(outbox.root(), root, "root");
        sent(ann, ben, 2 ether, 0, "");
        vm.assertEq(outbox.root(), SendTree.rootOf(all), "root behind a send");
    }

    /// The 2^32nd leaf has its place; the next one has none.
    function test_initiateWithdrawal_full_reverts() public {
        bytes32[32] memory left = fill(type(uint32).max);
        bytes32 root = leafOf(type(uint32).max, ann, ben, 1, 2, "last");
        for (uint256 i = 0; i < 32; i++) {
            root = SendTree.pairOf(left[i], root);
        }
        vm.prank(ann);
        outbox.initiateWithdrawal{value: 1}(ben, 2, "last");
        vm.assertEq(outbox.root(), root, "root of a full tree");
        vm.assertEq(outbox.count(), 1 << 32, "count of a full tree");

        vm.expectRevert(err(IOutbox.Full.selector));
        vm.prank(ann);
        outbox.initiateWithdrawal{value: 1}(ben, 2, "one more");
        vm.assertEq(outbox.root(), root, "root afterwards");
    }

    /// Behind any number of leaves: left siblings come from the frontier, right ones are empty, and one entry is
    /// written.
    function testFuzz_initiateWithdrawal_anyCount(uint32 count) public {
        bytes32[32] memory left = fill(count);
        bytes32 node = leafOf(count, ann, ben, 0, 0, "");
        bytes32 empty = 0;
        uint256 written = 32;
        bytes32 entry;
        for (uint256 i = 0; i < 32; i++) {
            bool odd = count >> i & 1 == 1;
            if (!odd && written == 32) (written, entry) = (i, node);
            node = odd ? SendTree.pairOf(left[i], node) : SendTree.pairOf(node, empty);
            empty = SendTree.pairOf(empty, empty);
        }
        vm.prank(ann);
        outbox.initiateWithdrawal(ben, 0, "");
        vm.assertEq(outbox.root(), node, "root");
        vm.assertEq(outbox.count(), uint256(count) + 1, "count");
        for (uint256 i = 0; i < 32; i++) {
            vm.assertEq(slot(2 + i), i == written ? entry : left[i], "frontier");
        }
    }

    function test_root_eachCount_asNaive() public {
        for (uint256 i = 0; i < 70; i++) {
            sent(ann, address(uint160(i)), i, i, abi.encode(i));
            vm.assertEq(outbox.root(), SendTree.rootOf(all), "root");
            vm.assertEq(outbox.count(), i + 1, "count");
        }
    }

    function testFuzz_root_asNaive(bytes32 seed, uint8 count) public {
        for (uint256 i = 0; i < count % 33; i++) {
            seed = keccak256(abi.encode(seed));
            bytes memory data = new bytes(uint8(seed[0]));
            sent(ann, address(bytes20(seed)), uint8(seed[1]), uint16(bytes2(seed)), data);
        }
        vm.assertEq(outbox.root(), count % 33 == 0 ? bytes32(0) : SendTree.rootOf(all), "root");
    }

    // ---------------------------------------------------------------- helpers

    function sent(address from, address target, uint256 value, uint256 minGas, bytes memory data) private {
        all.push(leafOf(all.length, from, target, value, minGas, data));
        vm.prank(from);
        outbox.initiateWithdrawal{value: value}(target, minGas, data);
    }

    // 192 bytes, written out.
    function leafOf(uint256 index, address from, address to, uint256 value, uint256 minGas, bytes memory data)
        private
        pure
        returns (bytes32)
    {
        bytes memory who = bytes.concat(bytes12(0), bytes20(from), bytes12(0), bytes20(to));
        return keccak256(bytes.concat(bytes32(index), who, bytes32(value), bytes32(minGas), keccak256(data)));
    }

    // Lets the tree have that many leaves, with a frontier of anything.
    function fill(uint256 count) private returns (bytes32[32] memory left) {
        vm.store(OUTBOX, bytes32(uint256(1)), bytes32(count));
        for (uint256 i = 0; i < 32; i++) {
            left[i] = keccak256(abi.encode("frontier", i));
            vm.store(OUTBOX, bytes32(2 + i), left[i]);
        }
    }

    function slot(uint256 i) private view returns (bytes32) {
        return vm.load(OUTBOX, bytes32(i));
    }
}
