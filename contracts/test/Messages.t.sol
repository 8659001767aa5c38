// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../src/inbox/IInbox.sol";
import {InboxTest} from "./util/InboxTest.sol";
import {vm} from "./util/Vm.sol";

/// Appends one message after another.
contract Loop {
    function append(IInbox inbox, uint256 count) external {
        for (uint256 i = 0; i < count; i++) {
            inbox.appendMessage(2, hex"c0ffee");
        }
    }
}

contract MessagesTest is InboxTest {
    function test_appendMessage_first_extendsZero() public {
        message(stranger, 2, hex"c0ffee");

        vm.assertEq(messageCount(), 1, "messages");
        vm.assertEq(inbox.msgAcc(0), bytes32(0), "accumulator of no messages");
        vm.assertEq(inbox.msgAcc(1), naive(bytes32(0), 2, stranger, hex"c0ffee"), "accumulator of one message");
        vm.assertEq(inbox.messageTime(0), time, "time");
    }

    function test_appendMessage_emitsAll() public {
        message(stranger, 4, "");
        mine(3, 40);
        bytes32 acc = naive(inbox.msgAcc(1), 2, ann, "body");
        vm.expectEmit(address(inbox));
        emit IInbox.MessageAppended(1, 2, ann, acc, "body");
        uint64 index = message(ann, 2, "body");
        vm.assertEq(index, 1, "index");
    }

    function test_appendMessage_fromContract_isAllowed() public {
        inbox.appendMessage(2, "x");
        vm.assertEq(inbox.msgAcc(1), naive(bytes32(0), 2, address(this), "x"), "accumulator");
    }

    function test_appendMessage_bridgeKinds_revert() public {
        for (uint8 kind = 1; kind <= 3; kind += 2) {
            vm.expectRevert(err(IInbox.KindNotAllowed.selector, kind));
            message(stranger, kind, "");
            vm.expectRevert(err(IInbox.KindNotAllowed.selector, kind));
            message(bridge, kind, "");
        }
    }

    function testFuzz_appendMessage_otherKinds_areAllowed(uint8 kind, address sender, bytes calldata body) public {
        vm.assume(kind != 1 && kind != 3 && sender != address(vm) && uint160(sender) > 0xffff);
        message(sender, kind, body);
        vm.assertEq(inbox.msgAcc(1), naive(bytes32(0), kind, sender, body), "accumulator");
    }

    function test_appendFromBridge_stranger_reverts() public {
        vm.expectRevert(err(IInbox.NotBridge.selector));
        vm.prank(stranger, bridge);
        inbox.appendFromBridge(1, ann, "");
    }

    function testFuzz_appendFromBridge_otherKinds_revert(uint8 kind) public {
        vm.assume(kind != 1 && kind != 3);
        vm.expectRevert(err(IInbox.KindNotAllowed.selector, kind));
        vm.prank(bridge);
        inbox.appendFromBridge(kind, ann, "");
    }

    function testFuzz_appendFromBridge_speaksForSender(bool isCall, address sender, bytes calldata body) public {
        uint8 kind = isCall ? 3 : 1;
        vm.prank(bridge);
        inbox.appendFromBridge(kind, sender, body);
        vm.assertEq(inbox.msgAcc(1), naive(bytes32(0), kind, sender, body), "accumulator");
    }

    function test_appendMessage_longestBody_isAllowed() public {
        message(stranger, 2, new bytes(32 * 1024));
        vm.assertEq(messageCount(), 1, "messages");
    }

    function test_appendMessage_bodyTooLong_reverts() public {
        vm.expectRevert(err(IInbox.BodyTooLong.selector, 32 * 1024 + 1));
        message(stranger, 2, new bytes(32 * 1024 + 1));
        vm.expectRevert(err(IInbox.BodyTooLong.selector, 32 * 1024 + 1));
        vm.prank(bridge);
        inbox.appendFromBridge(3, ann, new bytes(32 * 1024 + 1));
    }

    // ---------------------------------------------------------------- as many as a block takes

    function test_appendMessage_fullBlock_reverts() public {
        messages(MAX_IN_BLOCK);
        vm.expectRevert(err(IInbox.TooManyMessages.selector));
        message(ann, 2, "one more");
        vm.expectRevert(err(IInbox.TooManyMessages.selector));
        vm.prank(bridge);
        inbox.appendFromBridge(1, ann, "a deposit");
        vm.assertEq(messageCount(), MAX_IN_BLOCK, "messages");
    }

    function test_appendMessage_nextBlock_takesAsManyAgain() public {
        message(ann, 2, "of another block");
        for (uint256 i = 0; i < 3; i++) {
            mine(1, 1);
            messages(MAX_IN_BLOCK);
            vm.expectRevert(err(IInbox.TooManyMessages.selector));
            message(ann, 4, "");
        }
        vm.assertEq(messageCount(), 1 + 3 * MAX_IN_BLOCK, "messages");
    }

    function testFuzz_appendMessage_mostInBlock(uint8 most, uint8 before, uint8 wanted) public {
        uint32 bound = uint32(most) % 40 + 1;
        inbox = deploy(one(ann), address(0), FORCE_DELAY, SILENCE, bound);
        vm.assertEq(inbox.maxMessages(), bound, "bound");
        uint256 first = before % bound;
        messages(first);
        mine(1, 1);
        uint256 took = 0;
        for (uint256 i = 0; i < wanted % 64; i++) {
            try inbox.appendMessage(2, "") {
                took++;
            } catch {}
        }
        uint256 asked = wanted % 64;
        vm.assertEq(took, asked < bound ? asked : bound, "taken");
        vm.assertEq(messageCount(), first + took, "messages");
    }

    // A contract may append many in one transaction: they count one by one.
    function test_appendMessage_loop_isBounded() public {
        Loop loop = new Loop();
        vm.expectRevert(err(IInbox.TooManyMessages.selector));
        loop.append(inbox, MAX_IN_BLOCK + 1);
        vm.assertEq(messageCount(), 0, "messages of a loop that failed");
        loop.append(inbox, MAX_IN_BLOCK);
        vm.assertEq(messageCount(), MAX_IN_BLOCK, "messages");
    }

    // Six timestamps share a slot: none may disturb its neighbours.
    function test_messageTime_everyLane() public {
        for (uint256 i = 0; i < 14; i++) {
            mine(1, 7 * i + 1);
            messages(1);
        }
        uint256 want = 1_700_000_000;
        for (uint64 i = 0; i < 14; i++) {
            want += 7 * i + 1;
            vm.assertEq(inbox.messageTime(i), want, "time");
        }
    }

    function test_views_beyondTheLast_revert() public {
        messages(2);
        vm.expectRevert(err(IInbox.NoSuchMessage.selector, 3));
        inbox.msgAcc(3);
        vm.expectRevert(err(IInbox.NoSuchMessage.selector, 2));
        inbox.messageTime(2);
    }

    // The formula, written out a second time.
    function naive(bytes32 acc, uint8 kind, address sender, bytes memory body) private view returns (bytes32) {
        bytes memory head = bytes.concat(bytes1(kind), bytes20(sender), bytes8(uint64(height)), bytes8(uint64(time)));
        bytes32 leaf = keccak256(bytes.concat(head, blockhash(height - 1), keccak256(body)));
        return keccak256(bytes.concat(acc, leaf));
    }
}
