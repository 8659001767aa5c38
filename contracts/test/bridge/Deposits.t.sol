// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bridge} from "../../src/bridge/Bridge.sol";
import {IBridge} from "../../src/bridge/IBridge.sol";
import {IRoots} from "../../src/bridge/IRoots.sol";
import {IInbox} from "../../src/inbox/IInbox.sol";
import {MESSENGER, TOKENS} from "../../src/l2/Addresses.sol";
import {vm} from "../util/Vm.sol";
import {BridgeTest} from "./util/BridgeTest.sol";

/// From L1 to L2: deposit, receive, send.
contract DepositsTest is BridgeTest {
    uint256 private constant TOO_MUCH = uint256(1 << 64) * 1 gwei;

    // ---------------------------------------------------------------- deployment

    function test_constructor_otherBridge_reverts() public {
        vm.expectRevert(err(IBridge.NotTheBridgeOf.selector, address(inbox)));
        new Bridge(inbox, IRoots(address(rollup)), escaper);
    }

    function test_constructor_keepsAll() public view {
        vm.assertEq(address(subject.inbox()), address(inbox), "inbox");
        vm.assertEq(address(subject.rollup()), address(rollup), "rollup");
        vm.assertEq(subject.escapeContract(), escaper, "escape");
        vm.assertEq(address(subject).balance, GENESIS_COIN, "coin of genesis");
        vm.assertEq(messageCount(), 0, "coin of genesis is no deposit");
    }

    // ---------------------------------------------------------------- deposit

    function testFuzz_deposit(address to, uint64 gwei_, uint64 before) public {
        vm.assume(gwei_ > 0);
        for (uint256 i = 0; i < before % 8; i++) {
            message(stranger, 2, "");
        }
        uint256 value = uint256(gwei_) * 1 gwei;
        vm.deal(ann, value);
        uint64 index = uint64(before % 8);
        vm.expectEmit(address(subject));
        emit IBridge.Deposited(index, ann, to, value);
        vm.prank(ann);
        vm.assertEq(subject.deposit{value: value}(to), index, "message");
        newestIs(1, ann, bytes.concat(bytes20(to), bytes8(gwei_)));
        vm.assertEq(address(subject).balance, GENESIS_COIN + value, "balance");
        vm.assertEq(messageCount(), index + 1, "messages");
    }

    function test_deposit_most() public {
        vm.deal(address(this), TOO_MUCH - 1 gwei);
        subject.deposit{value: TOO_MUCH - 1 gwei}(ben);
        newestIs(1, address(this), bytes.concat(bytes20(ben), hex"ffffffffffffffff"));
    }

    function testFuzz_B15_deposit_partsOfGwei_revert(uint128 value) public {
        vm.assume(value % 1 gwei != 0);
        vm.deal(address(this), value);
        vm.expectRevert(err(IBridge.NotWholeGwei.selector, value));
        subject.deposit{value: value}(ben);
    }

    function test_B15_deposit_noneOrTooMuch_reverts() public {
        vm.expectRevert(err(IBridge.NotWholeGwei.selector, 0));
        subject.deposit(ben);
        vm.deal(address(this), TOO_MUCH);
        vm.expectRevert(err(IBridge.NotWholeGwei.selector, TOO_MUCH));
        subject.deposit{value: TOO_MUCH}(ben);
    }

    // A contract is not disguised: who it is on L2 is decided there.
    function test_deposit_fromContract() public {
        subject.deposit{value: 5 gwei}(ben);
        newestIs(1, address(this), bytes.concat(bytes20(ben), bytes8(uint64(5))));
    }

    function test_deposit_fullBlock_reverts() public {
        messages(MAX_IN_BLOCK);
        vm.expectRevert(err(IInbox.TooManyMessages.selector));
        subject.deposit{value: 1 gwei}(ben);
        vm.assertEq(address(subject).balance, GENESIS_COIN, "balance");
    }

    // ---------------------------------------------------------------- receive

    function test_receive_fromAccount_isADeposit() public {
        vm.expectEmit(address(subject));
        emit IBridge.Deposited(0, ann, ann, 3 gwei);
        callAs(ann, address(subject), 3 gwei, "");
        newestIs(1, ann, bytes.concat(bytes20(ann), bytes8(uint64(3))));
    }

    function test_receive_fromContract_reverts() public {
        (bool ok, bytes memory reason) = address(subject).call{value: 1 gwei}("");
        vm.assertFalse(ok, "not refused");
        vm.assertEq(reason, err(IBridge.ContractMustNameReceiver.selector), "reason");
    }

    function test_B15_receive_partOfGwei_reverts() public {
        refused(ann, address(subject), 1, "", err(IBridge.NotWholeGwei.selector, 1));
        refused(ann, address(subject), 0, "", err(IBridge.NotWholeGwei.selector, 0));
    }

    // ---------------------------------------------------------------- send

    function testFuzz_send(address target, uint64 value, uint64 fee, uint64 gas, address refundTo, bytes calldata data)
        public
    {
        gas %= 15_000_001;
        uint256 rest = (uint256(value) + fee) % 1 gwei;
        uint256 fee_ = fee + (rest == 0 ? 0 : 1 gwei - rest);
        uint256 paid = value + fee_;
        vm.deal(ann, paid);
        uint64 index = paid == 0 ? 0 : 1;
        vm.expectEmit(address(subject));
        emit IBridge.Sent(index, ann, target, value, fee_, gas, refundTo, data);
        vm.prank(ann);
        vm.assertEq(subject.send{value: paid}(target, value, gas, refundTo, data), index, "message");
        newestIs(3, ann, callBody(target, value, fee_, gas, refundTo, data));
        vm.assertEq(messageCount(), index + 1, "messages");
        vm.assertEq(address(subject).balance, GENESIS_COIN + paid, "balance");
    }

    // The coin comes first, and in the name of who pays.
    function test_send_coinComesBefore() public {
        vm.prank(ann);
        subject.send{value: 7 gwei}(ben, 4 gwei, 5, cat, "data");
        bytes32 first = accAfter(0, 1, ann, bytes.concat(bytes20(MESSENGER), bytes8(uint64(7))));
        vm.assertEq(inbox.msgAcc(1), first, "coin for the messenger");
        bytes32 second = accAfter(first, 3, ann, callBody(ben, 4 gwei, 3 gwei, 5, cat, "data"));
        vm.assertEq(inbox.msgAcc(2), second, "call");
        vm.assertEq(messageCount(), 2, "messages");
    }

    function test_B15_send_valueOverPaid_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IBridge.ValueOverPaid.selector, 1 gwei + 1, 1 gwei));
        subject.send{value: 1 gwei}(ben, 1 gwei + 1, 0, cat, "");
        vm.expectRevert(abi.encodeWithSelector(IBridge.ValueOverPaid.selector, type(uint256).max, 1 gwei));
        subject.send{value: 1 gwei}(ben, type(uint256).max, 0, cat, "");
    }

    function testFuzz_B15_send_partsOfGwei_revert(uint128 paid, uint128 value) public {
        vm.assume(paid % 1 gwei != 0);
        vm.deal(address(this), paid);
        vm.expectRevert(err(IBridge.NotWholeGwei.selector, paid));
        subject.send{value: paid}(ben, value % (uint256(paid) + 1), 0, cat, "");
    }

    function test_B15_send_tooMuch_reverts() public {
        vm.deal(address(this), TOO_MUCH);
        vm.expectRevert(err(IBridge.NotWholeGwei.selector, TOO_MUCH));
        subject.send{value: TOO_MUCH}(ben, 1, 0, cat, "");
    }

    /// No transaction of L2 could make the call.
    function test_send_tooMuchGas_reverts() public {
        subject.send(ben, 0, 15_000_000, cat, "");
        vm.expectRevert(abi.encodeWithSelector(IBridge.GasTooHigh.selector, uint64(15_000_001)));
        subject.send(ben, 0, 15_000_001, cat, "");
        vm.expectRevert(abi.encodeWithSelector(IBridge.GasTooHigh.selector, type(uint64).max));
        subject.send(ben, 0, type(uint64).max, cat, "");
    }

    function test_send_longestData() public {
        subject.send(ben, 0, 0, cat, new bytes(32_656));
        newestIs(3, address(this), callBody(ben, 0, 0, 0, cat, new bytes(32_656)));
        vm.expectRevert(err(IBridge.DataTooLong.selector, 32_657));
        subject.send(ben, 0, 0, cat, new bytes(32_657));
    }

    // Room for one message is too little for two: no coin without its call.
    function test_send_halfFullBlock_reverts() public {
        messages(MAX_IN_BLOCK - 1);
        vm.expectRevert(err(IInbox.TooManyMessages.selector));
        subject.send{value: 1 gwei}(ben, 0, 0, cat, "");
        vm.assertEq(messageCount(), MAX_IN_BLOCK - 1, "messages");
    }

    // ---------------------------------------------------------------- others

    function test_B09_bridgeKindsByOthers_revert() public {
        vm.expectRevert(err(IInbox.KindNotAllowed.selector, 3));
        message(ann, 3, callBody(TOKENS, 0, 0, 0, address(0), ""));
        vm.expectRevert(err(IInbox.KindNotAllowed.selector, 1));
        message(ann, 1, bytes.concat(bytes20(ann), bytes8(uint64(1))));
        vm.expectRevert(err(IInbox.NotBridge.selector));
        vm.prank(ann, ann);
        inbox.appendFromBridge(3, address(vault), callBody(TOKENS, 0, 0, 0, address(0), ""));
    }
}
