// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../src/inbox/IInbox.sol";
import {InboxTest} from "./util/InboxTest.sol";
import {vm} from "./util/Vm.sol";

contract ForcingTest is InboxTest {
    // ---------------------------------------------------------------- when

    function test_force_atForceDelay_notYet() public {
        messages(1);
        mine(10, FORCE_DELAY);
        vm.assertFalse(inbox.overdue(), "overdue");
        batchReverts(stranger, 1, "", err(IInbox.NotSeated.selector));
        batch(ann, 0, "passes it by");
    }

    function test_force_pastForceDelay_byAnybody() public {
        messages(1);
        mine(10, FORCE_DELAY + 1);
        vm.assertTrue(inbox.overdue(), "overdue");
        uint64 seat = lastSeat();
        batch(stranger, 1, "");
        vm.assertEq(consumed(), 1, "consumed");
        vm.assertEq(lastSeat(), seat, "lastSeat");
        vm.assertFalse(inbox.overdue(), "overdue");
    }

    function test_force_onlyOnce() public {
        messages(1);
        mine(10, FORCE_DELAY + 1);
        batch(stranger, 1, "");
        batchReverts(stranger, 1, "", err(IInbox.NotSeated.selector));
    }

    function testFuzz_force_ignoresIndexAndPrev(uint64 index, bytes8 prev, bool bySeat) public {
        batch(ann, 0, "first");
        messages(1);
        mine(10, FORCE_DELAY + 1);
        batch(bySeat ? ben : stranger, index, prev, 1, "");
        (uint64 count, bytes8 tail) = next();
        vm.assertEq(count, 2, "batches");
        vm.assertEq(tail, bytes8(keccak256("")), "tail");
    }

    function test_force_bySeat_movesLastSeat() public {
        messages(1);
        mine(10, FORCE_DELAY + 1);
        batch(ann, 99, 0, 1, "");
        vm.assertEq(lastSeat(), height, "lastSeat");
    }

    // ---------------------------------------------------------------- what

    function testFuzz_force_withData_reverts(bytes calldata data) public {
        vm.assume(data.length > 0);
        messages(1);
        mine(10, FORCE_DELAY + 1);
        batchReverts(stranger, 1, data, err(IInbox.NotSeated.selector));
    }

    function test_force_nothing_reverts() public {
        messages(1);
        mine(10, FORCE_DELAY + 1);
        batchReverts(stranger, 0, "", err(IInbox.MessageOverdue.selector, 0));
    }

    // What became overdue while the transaction was on its way does not stop it if it takes everything.
    function test_force_mayTakeMoreThanOverdue() public {
        messages(1);
        mine(10, FORCE_DELAY + 1);
        messages(2);
        batch(stranger, 3, "");
        vm.assertEq(consumed(), 3, "consumed");
    }

    function test_force_someOverdueLeft_reverts() public {
        messages(2);
        mine(1, 13);
        messages(1);
        mine(10, FORCE_DELAY + 1);
        batchReverts(stranger, 1, "", err(IInbox.MessageOverdue.selector, 1));
        batchReverts(stranger, 2, "", err(IInbox.MessageOverdue.selector, 2));
        batch(stranger, 3, "");
    }

    // ---------------------------------------------------------------- seats cannot pass a message by

    function testFuzz_appendBatch_overdueLeft_reverts(uint8 waiting, uint8 upTo, bytes calldata data) public {
        uint64 n = uint64(waiting) % 8 + 1;
        messages(n);
        mine(10, FORCE_DELAY + 1);
        uint64 taken = upTo % n;
        batchReverts(ann, taken, data, err(IInbox.MessageOverdue.selector, taken));
        batch(ann, n, data);
    }

    function test_appendBatch_overdueTaken_youngLeft_isAllowed() public {
        messages(2);
        mine(1, FORCE_DELAY + 1);
        messages(1);
        batch(ann, 2, "data");
        vm.assertEq(consumed(), 2, "consumed");
    }

    // ---------------------------------------------------------------- backlogs

    function test_backlog_isClearedByEmptyBatches() public {
        messages(2 * MAX_MESSAGES + 10);
        mine(10, FORCE_DELAY + 1);

        // Less than the most that a batch may take is not enough, neither for seats nor for strangers.
        batchReverts(stranger, 4095, "", err(IInbox.MessageOverdue.selector, 4095));
        batchReverts(ann, 4095, "", err(IInbox.MessageOverdue.selector, 4095));
        // Data must wait until the backlog is gone.
        batchReverts(ann, 4096, "data", err(IInbox.MessageOverdue.selector, 4096));
        // More than that is out of range.
        batchReverts(stranger, 4097, "", abi.encodeWithSelector(IInbox.ConsumedOutOfRange.selector, 0, 4096));

        batch(ann, 4096, "");
        batch(stranger, 8192, "");
        batchReverts(ann, 8192, "data", err(IInbox.MessageOverdue.selector, 8192));
        batch(ann, 8202, "data");
    }

    function test_backlog_notOverdue_takesAnyNumber() public {
        messages(MAX_MESSAGES + 1);
        batch(ann, 0, "data");
        batch(ann, 4096, "data");
        batch(ann, 4097, "data");
    }

    // ---------------------------------------------------------------- silence

    function test_silence_before_reverts() public {
        mine(SILENCE - 1, 1);
        vm.assertFalse(inbox.silent(), "silent");
        batchReverts(stranger, 0, "data", err(IInbox.NotSeated.selector));
    }

    function test_silence_anybodyAnyNumberOfTimes() public {
        mine(SILENCE, 1);
        vm.assertTrue(inbox.silent(), "silent");
        batch(stranger, 0, "data");
        batch(address(0x57b), 0, "more");
        mine(1, 13);
        batch(stranger, 0, "");
        vm.assertEq(lastSeat(), height - SILENCE - 1, "lastSeat");
    }

    function test_silence_isFenced() public {
        mine(SILENCE, 1);
        batch(stranger, 0, "data");
        vm.expectRevert(err(IInbox.WrongIndex.selector, 1));
        batch(stranger, 0, 0, 0, "other");
        vm.expectRevert(abi.encodeWithSelector(IInbox.WrongPredecessor.selector, bytes8(keccak256("data"))));
        batch(stranger, 1, bytes8(keccak256("other")), 0, "other");
    }

    function test_silence_endsWithSeat() public {
        mine(SILENCE + 7, 1);
        batch(stranger, 0, "data");
        batch(ann, 0, "back");
        vm.assertFalse(inbox.silent(), "silent");
        batchReverts(stranger, 0, "data", err(IInbox.NotSeated.selector));
        mine(SILENCE, 1);
        batch(stranger, 0, "data");
    }

    function test_silence_overdueStillForced() public {
        messages(1);
        mine(SILENCE, FORCE_DELAY + 1);
        batchReverts(stranger, 0, "data", err(IInbox.MessageOverdue.selector, 0));
        batch(stranger, 1, "data");
    }
}
