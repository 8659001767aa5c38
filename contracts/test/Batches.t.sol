// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../src/inbox/IInbox.sol";
import {InboxTest} from "./util/InboxTest.sol";
import {vm} from "./util/Vm.sol";

/// Sends what it is told, from a contract.
contract Relay {
    function relay(address to, bytes calldata input) external {
        (bool ok, bytes memory answer) = to.call(input);
        if (!ok) {
            assembly {
                revert(add(answer, 32), mload(answer))
            }
        }
    }
}

contract BatchesTest is InboxTest {
    function test_appendBatch_first_extendsZero() public {
        messages(3);
        mine(2, 26);
        batch(ann, 2, "first");

        vm.assertEq(batchAcc(), naive(bytes32(0), 0, "first", inbox.msgAcc(2), 2, ann), "accumulator");
        (uint64 count, uint64 consumed_, uint64 messages_, uint64 lastSeat_, bytes8 tail,, bytes32 milestone) =
            inbox.state();
        vm.assertEq(count, 1, "batches");
        vm.assertEq(consumed_, 2, "consumed");
        vm.assertEq(messages_, 3, "messages");
        vm.assertEq(lastSeat_, height, "lastSeat");
        vm.assertEq(tail, bytes8(keccak256("first")), "tail");
        vm.assertEq(milestone, bytes32(0), "milestone");
    }

    function testFuzz_appendBatch_chains(bytes calldata a, bytes calldata b, uint8 split) public {
        messages(4);
        uint64 first = split % 5;
        batch(ann, first, a);
        bytes32 acc = batchAcc();
        mine(1, 13);
        batch(ben, 4, b);
        vm.assertEq(batchAcc(), naive(acc, 1, b, inbox.msgAcc(4), 4, b.length == 0 ? address(0) : ben), "accumulator");
    }

    // Whoever will be paid or punished for a batch later is named by it: who posted it, and who mined its block.
    function test_appendBatch_bindsPosterAndMiner() public {
        batch(cat, 0, "first");
        bytes32 acc = naive(bytes32(0), 0, "first", bytes32(0), 0, cat);
        vm.assertEq(batchAcc(), acc, "by a seat");
        mine(SILENCE, 1);
        batch(stranger, 0, "second");
        acc = naive(acc, 1, "second", bytes32(0), 0, stranger);
        vm.assertEq(batchAcc(), acc, "by a stranger");
        messages(1);
        mine(1, FORCE_DELAY + 1);
        batch(ben, 1, "");
        acc = naive(acc, 2, "", inbox.msgAcc(1), 1, address(0));
        vm.assertEq(batchAcc(), acc, "without data, by a seat");
    }

    function testFuzz_appendBatch_wrongIndex_reverts(uint64 index) public {
        batch(ann, 0, "first");
        vm.assume(index != 1);
        vm.expectRevert(err(IInbox.WrongIndex.selector, 1));
        batch(ann, index, bytes8(keccak256("first")), 0, "second");
    }

    function testFuzz_appendBatch_wrongPredecessor_reverts(bytes8 prev) public {
        batch(ann, 0, "first");
        bytes8 tail = bytes8(keccak256("first"));
        vm.assume(prev != tail);
        vm.expectRevert(abi.encodeWithSelector(IInbox.WrongPredecessor.selector, tail));
        batch(ann, 1, prev, 0, "second");
    }

    function test_appendBatch_firstWithPredecessor_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IInbox.WrongPredecessor.selector, bytes8(0)));
        batch(ann, 0, bytes8(keccak256("")), 0, "first");
    }

    function test_appendBatch_emptyBySeat_isFenced() public {
        batch(ann, 0, "");
        vm.assertEq(batchAcc(), naive(bytes32(0), 0, "", bytes32(0), 0, address(0)), "accumulator");
        vm.expectRevert(abi.encodeWithSelector(IInbox.WrongPredecessor.selector, bytes8(keccak256(""))));
        batch(ann, 1, 0, 0, "");
        vm.expectRevert(err(IInbox.WrongIndex.selector, 1));
        batch(ann, 0, bytes8(keccak256("")), 0, "");
        batch(ann, 1, bytes8(keccak256("")), 0, "");
    }

    function test_appendBatch_consumedOutOfRange_reverts() public {
        messages(3);
        batch(ann, 2, "");
        bytes memory reason = abi.encodeWithSelector(IInbox.ConsumedOutOfRange.selector, 2, 3);
        batchReverts(ann, 1, "", reason);
        batchReverts(ann, 4, "", reason);
        batchReverts(ann, type(uint64).max, "", reason);
        batch(ann, 2, "");
        batch(ann, 3, "");
    }

    function test_appendBatch_longestData_isAllowed() public {
        batch(ann, 0, new bytes(100_000));
    }

    function test_appendBatch_dataTooLong_reverts() public {
        batchReverts(ann, 0, new bytes(100_001), err(IInbox.DataTooLong.selector, 100_001));
    }

    function test_appendBatch_dataTooLong_asDeployed() public {
        inbox = deploy(abi.encode(one(ann), address(0), bridge, FORCE_DELAY, SILENCE, MAX_IN_BLOCK, uint32(40)));
        batch(ann, 0, new bytes(40));
        batchReverts(ann, 0, new bytes(41), err(IInbox.DataTooLong.selector, 41));
    }

    function test_appendBatch_stranger_reverts() public {
        batchReverts(stranger, 0, "data", err(IInbox.NotSeated.selector));
        batchReverts(stranger, 0, "", err(IInbox.NotSeated.selector));
        batchReverts(bridge, 0, "data", err(IInbox.NotSeated.selector));
    }

    // ---------------------------------------------------------------- what readers rely on

    function test_appendBatch_throughContract_reverts() public {
        Relay relay = new Relay();
        bytes memory input = abi.encodeCall(IInbox.appendBatch, (0, 0, 0, "data"));
        vm.expectRevert(err(IInbox.NotPlainAccount.selector));
        vm.prank(ann, ann);
        relay.relay(address(inbox), input);
    }

    function test_appendBatch_seatedContract_reverts() public {
        Relay relay = new Relay();
        vm.prank(ann, ann);
        inbox.handOver(address(relay));
        bytes memory input = abi.encodeCall(IInbox.appendBatch, (0, 0, 0, "data"));
        vm.expectRevert(err(IInbox.NotPlainAccount.selector));
        relay.relay(address(inbox), input);
    }

    function test_appendBatch_accountWithCode_reverts() public {
        vm.etch(ann, hex"00");
        batchReverts(ann, 0, "data", err(IInbox.NotPlainAccount.selector));
    }

    function testFuzz_appendBatch_oneEncoding(bytes calldata data) public {
        raw(abi.encodeCall(IInbox.appendBatch, (0, 0, 0, data)), "");
    }

    function testFuzz_appendBatch_extraInput_reverts(bytes calldata data, bytes calldata extra) public {
        vm.assume(extra.length > 0);
        bytes memory input = abi.encodeCall(IInbox.appendBatch, (0, 0, 0, data));
        raw(bytes.concat(input, extra), err(IInbox.OddEncoding.selector));
    }

    function test_appendBatch_unpaddedData_reverts() public {
        bytes memory head = abi.encodeWithSelector(IInbox.appendBatch.selector, 0, bytes32(0), 0, 0x80, 5);
        raw(bytes.concat(head, "12345"), err(IInbox.OddEncoding.selector));
        raw(bytes.concat(head, bytes32("12345")), "");
    }

    function test_appendBatch_movedData_reverts() public {
        bytes memory head = abi.encodeWithSelector(IInbox.appendBatch.selector, 0, bytes32(0), 0, 0xa0, 5);
        raw(bytes.concat(head, bytes32(uint256(5)), bytes32("12345")), err(IInbox.OddEncoding.selector));
        // The offset points at itself, so that it is the length as well, and the input is as long as that asks for.
        head = abi.encodeWithSelector(IInbox.appendBatch.selector, 0, bytes32(0), 0, 0x60, 0x60);
        raw(bytes.concat(head, new bytes(0x60)), err(IInbox.OddEncoding.selector));
        // The same with the argument `consumed`.
        messages(32);
        head = abi.encodeWithSelector(IInbox.appendBatch.selector, 0, bytes32(0), 32, 0x40, 0);
        raw(bytes.concat(head, new bytes(32)), err(IInbox.OddEncoding.selector));
    }

    function test_appendBatch_dirtyArguments_revert() public {
        for (uint256 i = 0; i < 3; i++) {
            uint256[3] memory args;
            args[i] = i == 1 ? 1 : 1 << 64;
            bytes memory input = abi.encodeWithSelector(IInbox.appendBatch.selector, args[0], args[1], args[2], 0x80, 0);
            vm.prank(ann, ann);
            (bool ok,) = address(inbox).call(input);
            vm.assertFalse(ok, "a dirty argument was taken");
        }
    }

    function test_appendBatch_value_reverts() public {
        vm.deal(ann, 1);
        vm.prank(ann, ann);
        (bool ok,) = address(inbox).call{value: 1}(abi.encodeCall(IInbox.appendBatch, (0, 0, 0, "data")));
        vm.assertFalse(ok, "money was taken");
    }

    // ---------------------------------------------------------------- milestones

    function test_milestone_every1024Batches() public {
        bytes32 want;
        for (uint256 i = 1; i <= 2049; i++) {
            batch(ann, 0, "");
            if (i == 1024 || i == 2048) want = keccak256(bytes.concat(want, batchAcc()));
            if (i % 1024 > 1) continue;
            (,,,,,, bytes32 milestone) = inbox.state();
            vm.assertEq(milestone, want, "milestone");
        }
    }

    // ---------------------------------------------------------------- helpers

    // Sends input as it stands, and expects a reason for refusal, or none.
    function raw(bytes memory input, bytes memory reason) private {
        vm.prank(ann, ann);
        (bool ok, bytes memory answer) = address(inbox).call(input);
        vm.assertTrue(ok == (reason.length == 0), "accepted or not");
        vm.assertEq(keccak256(answer), keccak256(reason), "reason");
    }

    // The formula, written out a second time.
    function naive(bytes32 acc, uint64 index, bytes memory data, bytes32 msgAcc, uint64 consumed_, address poster)
        private
        view
        returns (bytes32)
    {
        bytes memory where = bytes.concat(bytes8(uint64(height)), bytes8(uint64(time)));
        bytes memory who = bytes.concat(bytes20(poster), bytes20(miner()));
        return keccak256(bytes.concat(acc, bytes8(index), keccak256(data), where, msgAcc, bytes8(consumed_), who));
    }
}
