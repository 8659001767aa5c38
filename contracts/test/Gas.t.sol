// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InboxTest} from "./util/InboxTest.sol";
import {vm} from "./util/Vm.sol";

/// What the calls that matter cost as whole transactions, input and base fee included: snapshots/Inbox.json.
contract GasTest is InboxTest {
    bytes private constant WORD = hex"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    uint64 private constant TAKEN = MAX_IN_BLOCK + 9;
    uint256 private constant OF_WORD = 32 * 16 + 3 + 6 + 3; // its input, copying, hashing and memory

    function setUp() public override {
        super.setUp();
        messages(TAKEN); // the next one looks back, and does not begin a new slot of timestamps
        mine(1, 13);
        batch(ann, TAKEN, "first");
        batch(ann, TAKEN, "second");
        mine(1, 13);
    }

    /// The figure of the design: fixed cost < 40,000, nothing waiting, not the first batch.
    function test_gas_appendBatch_fixed() public {
        batch(ann, TAKEN, WORD);
        vm.snapshotGasLastCall("Inbox", "appendBatch, one word, nothing waits");
        vm.assertTrue(vm.lastCallGas().gasTotalUsed - OF_WORD < 40_000, "fixed gas of a batch");
    }

    function test_gas_appendBatch_oneMessageConsumed() public {
        messages(1);
        batch(ann, TAKEN + 1, WORD);
        vm.snapshotGasLastCall("Inbox", "appendBatch, one word, one message consumed");
    }

    function test_gas_appendBatch_oneMessageLeft() public {
        messages(1);
        batch(ann, TAKEN, WORD);
        vm.snapshotGasLastCall("Inbox", "appendBatch, one word, one message left");
    }

    function test_gas_appendBatch_force() public {
        messages(1);
        mine(1, FORCE_DELAY + 1);
        batch(stranger, TAKEN + 1, "");
        vm.snapshotGasLastCall("Inbox", "appendBatch, empty, forcing one message");
    }

    function test_gas_appendMessage_checkpoint() public {
        message(stranger, 4, "");
        vm.snapshotGasLastCall("Inbox", "appendMessage, checkpoint");
    }

    function test_gas_appendMessage_forcedTransfer() public {
        bytes memory signed = bytes.concat(WORD, WORD, WORD, hex"ffffffffffffffffffffffffffff");
        message(stranger, 2, signed);
        vm.snapshotGasLastCall("Inbox", "appendMessage, forced transaction of 110 bytes");
    }

    function test_gas_voteToSeat() public {
        vm.prank(ann, ann);
        inbox.voteToSeat(stranger);
        vm.snapshotGasLastCall("Inbox", "voteToSeat, first of three");
        vm.prank(ben, ben);
        inbox.voteToSeat(stranger);
        vm.snapshotGasLastCall("Inbox", "voteToSeat, second of three");
    }
}
