// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MESSENGER, OUTBOX, TOKENS} from "../../src/l2/Addresses.sol";
import {Call, IMessenger, Place} from "../../src/l2/IMessenger.sol";
import {IOutbox} from "../../src/l2/IOutbox.sol";
import {ITokens} from "../../src/l2/ITokens.sol";
import {L2Test} from "./util/L2Test.sol";
import {vm} from "./util/L2Vm.sol";
import {Again, Bomb, Catcher, Ear, Listener} from "./util/Targets.sol";

/// Targets, relayers and senders that mean ill.
contract L2AttacksTest is L2Test {
    Again private again;
    Ear private ear;

    function setUp() public override {
        super.setUp();
        (again, ear) = (new Again(), new Ear());
    }

    // ---------------------------------------------------------------- from inside a call

    function test_B13_executeInsideACall_reverts() public {
        (Call memory inner, uint256 first) = waiting();
        Call memory c = callTo(address(again), "run");
        uint256 index = arrive(c);
        again.tell(MESSENGER, abi.encodeCall(IMessenger.execute, (inner, place(first))));
        execute(c, index);
        vm.assertFalse(again.ok(), "an inner execute");
        vm.assertEq(again.answer(), err(IMessenger.Reentered.selector), "why");
        vm.assertFalse(messenger.done(accs[first + 1]), "the inner call is done");
    }

    /// Of the running call itself, too.
    function test_B13_executeItselfInside_reverts() public {
        Call memory c = callTo(address(again), "run");
        (c.value, c.fee) = (1 ether, 1 ether);
        uint256 index = arrive(c);
        arrive(c);
        again.tell(MESSENGER, abi.encodeCall(IMessenger.execute, (c, place(index))));
        execute(c, index);
        vm.assertEq(again.answer(), err(IMessenger.Reentered.selector), "why");
        vm.assertEq(MESSENGER.balance, 2 ether, "coin of the other call");
    }

    function test_B13_bounceInsideACall_reverts() public {
        Call memory inner = callTo(ben, "");
        (inner.value, inner.refundTo) = (1 ether, address(again));
        uint256 first = send(inner);
        Call memory c = callTo(address(again), "run");
        uint256 index = arrive(c);
        again.tell(MESSENGER, abi.encodeCall(IMessenger.bounce, (inner, place(first))));
        execute(c, index);
        vm.assertEq(again.answer(), err(IMessenger.Reentered.selector), "why");
        vm.assertEq(address(again).balance, 0, "balance");
    }

    function test_noteAndFollowInsideACall_areHarmless() public {
        Call memory c = callTo(address(again), "run");
        uint256 index = arrive(c);
        again.tell(MESSENGER, abi.encodeCall(IMessenger.note, ()));
        execute(c, index);
        vm.assertTrue(messenger.noted(word()), "noted");
    }

    /// Whom the target calls is not called by L1.
    function test_B10_creditByTheTarget_reverts() public {
        Call memory c = callTo(address(again), "run");
        c.sender = vault;
        uint256 index = arrive(c);
        again.tell(TOKENS, abi.encodeCall(ITokens.credit, (address(1), ann, 100, "")));
        execute(c, index);
        vm.assertEq(again.answer(), err(ITokens.NotFromL1.selector), "why");
    }

    /// A send from inside a call is the target's own.
    function test_sendByTheTarget_isItsOwn() public {
        Call memory c = callTo(address(again), "run");
        uint256 index = arrive(c);
        again.tell(OUTBOX, abi.encodeCall(IOutbox.initiateWithdrawal, (ben, 1, "x")));
        vm.expectEmit(OUTBOX);
        bytes32 hash = keccak256(abi.encode(uint256(0), address(again), ben, uint256(0), uint256(1), bytes("x")));
        emit IOutbox.MessagePassed(0, address(again), ben, 0, 1, "x", hash);
        execute(c, index);
    }

    // ---------------------------------------------------------------- the messenger's own name

    /// A call to the messenger can do what anybody can, and no more.
    function test_B14_targetMessenger_doesNothing() public {
        (Call memory inner, uint256 first) = waiting();
        inner.refundTo = MESSENGER;
        first = send(inner);
        consume();
        mint();
        bytes[4] memory inputs = [
            abi.encodeCall(IMessenger.execute, (inner, place(first))),
            abi.encodeCall(IMessenger.bounce, (inner, place(first))),
            bytes(""),
            bytes("nonsense")
        ];
        for (uint256 i = 0; i < 4; i++) {
            Call memory c = callTo(MESSENGER, inputs[i]);
            c.value = i == 2 ? 1 ether : 0;
            uint256 index = arrive(c);
            vm.expectRevert(failed(i < 2 ? err(IMessenger.Reentered.selector) : bytes("")));
            messenger.execute(c, place(index));
        }
        Call memory note = callTo(MESSENGER, abi.encodeCall(IMessenger.note, ()));
        execute(note, arrive(note));
        vm.assertTrue(messenger.noted(word()), "noted");
        vm.assertFalse(messenger.done(accs[first + 1]), "done");
    }

    /// L1 can send coin on to L1. It is its own coin.
    function test_targetOutbox_spendsItsOwnCoin() public {
        (, uint256 first) = waiting();
        Call memory c = callTo(OUTBOX, abi.encodeCall(IOutbox.initiateWithdrawal, (ben, 0, "")));
        c.value = 2 ether;
        execute(c, arrive(c));
        vm.assertEq(OUTBOX.balance, 2 ether, "coin that left");
        vm.assertEq(MESSENGER.balance, 1 ether, "coin of the other call");
        vm.assertFalse(messenger.done(accs[first + 1]), "done");
    }

    function test_B8_senderOutsideACall_reverts() public {
        vm.expectRevert(err(IMessenger.NotInCall.selector));
        messenger.sender();
        Call memory c = callTo(address(ear), "hello");
        execute(c, arrive(c));
        vm.expectRevert(err(IMessenger.NotInCall.selector));
        messenger.sender();
        ear.close(true);
        uint256 index = arrive(c);
        vm.expectRevert();
        messenger.execute(c, place(index));
        vm.expectRevert(err(IMessenger.NotInCall.selector));
        messenger.sender();
    }

    // ---------------------------------------------------------------- relayers

    /// Who is paid the fee does not speak for the sender.
    function test_relayerThatListens_hearsNothing() public {
        Listener listener = new Listener();
        Call memory c = callTo(address(ear), "hello");
        c.fee = 1 gwei;
        uint256 index = arrive(c);
        Place memory p = place(index);
        vm.prank(address(listener));
        messenger.execute(c, p);
        vm.assertEq(address(listener).balance, 1 gwei, "fee");
        vm.assertFalse(listener.heard(), "a sender while the fee is paid");
    }

    /// Paid once, although the relayer comes back when it is paid. It may go on with another call.
    function test_relayerThatReenters_isPaidOnce() public {
        Call memory c = callTo(address(ear), "hello");
        c.fee = 1 gwei;
        uint256 other = send(c);
        uint256 index = arrive(c);
        Place memory p = place(index);
        again.tell(MESSENGER, abi.encodeCall(IMessenger.execute, (c, p)));
        vm.prank(address(again));
        messenger.execute(c, p);
        bytes memory want = abi.encodeWithSelector(IMessenger.AlreadyDone.selector, accs[index + 1]);
        vm.assertEq(again.answer(), want, "why");
        vm.assertEq(address(again).balance, 1 gwei, "fee");
        vm.assertFalse(messenger.done(accs[other + 1]), "the other call");
        vm.assertEq(ear.times(), 1, "calls");
    }

    /// Who copies a relayer's transaction and is first gets the fee. The call happens as it would have.
    function test_frontRunner_onlyTakesTheFee() public {
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.fee) = (1 ether, 1 gwei);
        uint256 index = arrive(c);
        Place memory p = place(index);
        vm.prank(stranger);
        messenger.execute(c, p);
        vm.assertEq(stranger.balance, 1 gwei, "fee");
        vm.assertEq(ear.sender(), ann, "sender");
        vm.expectRevert(abi.encodeWithSelector(IMessenger.AlreadyDone.selector, accs[index + 1]));
        messenger.execute(c, p);
    }

    /// A relayer that cannot be paid has done nothing.
    function test_relayerThatRefusesTheFee_reverts() public {
        Call memory c = callTo(ben, "");
        c.fee = 1 gwei;
        uint256 index = arrive(c);
        Place memory p = place(index);
        vm.expectRevert(failed(""));
        vm.prank(TOKENS);
        messenger.execute(c, p);
        execute(c, index);
    }

    // ---------------------------------------------------------------- gas, memory

    /// Whatever gas the transaction has: either it is refused, or the inner call had the gas that its sender asked for.
    function testFuzz_B6_gasFloor(uint24 need, uint24 offered, bool coin, uint16 length) public {
        uint256 needed = uint256(need) % 500_000 + 1000;
        Catcher catcher = new Catcher(needed);
        Call memory c = callTo(address(catcher), new bytes(uint256(length) % (32_768 - 112) + 1));
        // What the inner call needs, a 63rd part that a caller keeps, and what the target needs around it.
        c.gas = uint64(needed * 64 / 63 + 3000);
        if (coin) (c.value, c.fee) = (1 ether, 1 gwei);
        uint256 index = arrive(c);
        Place memory p = place(index);
        uint256 gas_ = uint256(c.gas) + uint256(offered) % 400_000;
        vm.prank(relayer);
        (bool ok,) = MESSENGER.call{gas: gas_}(abi.encodeCall(IMessenger.execute, (c, p)));
        vm.assertEq(catcher.caught(), 0, "inner calls that failed");
        vm.assertTrue(catcher.reached() == ok, "the inner call");
        if (!ok) execute(c, index);
        vm.assertTrue(catcher.reached(), "with all gas");
    }

    /// All amounts of gas around the least that is accepted, for a call that asks for so much that the 64th part matters.
    function test_B6_leastGas() public {
        Catcher catcher = new Catcher(3_000_000);
        Call memory c = callTo(address(catcher), "go");
        (c.gas, c.value) = (3_052_000, 1 ether);
        uint256 index = arrive(c);
        bytes memory input = abi.encodeCall(IMessenger.execute, (c, place(index)));
        uint256 before = vm.snapshotState();
        uint256 accepted;
        for (uint256 more = 80_000; more < 240_000; more += 4000) {
            (bool ok,) = MESSENGER.call{gas: c.gas + more}(input);
            vm.assertEq(catcher.caught(), 0, "inner calls that failed");
            if (ok) accepted++;
            vm.assertTrue(vm.revertToState(before), "back");
        }
        vm.assertTrue(accepted > 0 && accepted < 40, "some are too little, some are not");
    }

    function test_B6_tooLittleGas_reverts() public {
        Call memory c = callTo(address(ear), "hello");
        c.gas = 500_000;
        uint256 index = arrive(c);
        Place memory p = place(index);
        vm.expectRevert(err(IMessenger.TooLittleGas.selector, 530_000));
        messenger.execute{gas: 560_000}(c, p);
        messenger.execute{gas: 700_000}(c, p);
        vm.assertTrue(ear.gas_() >= 500_000, "gas of the target");
    }

    function test_B7_aMegabyteAsAnswer_isNotRead() public {
        Bomb bomb = new Bomb();
        Call memory c = callTo(address(bomb), abi.encodeCall(Bomb.boom, (false)));
        uint256 index = arrive(c);
        execute(c, index);
        // The target pays for the megabyte once (2.1 M gas); a copy of it would cost as much again, and memory more.
        vm.assertTrue(vm.lastCallGas().gasTotalUsed < 2_300_000, "gas");
    }

    function test_B7_aMegabyteAsReason_isCut() public {
        Bomb bomb = new Bomb();
        Call memory c = callTo(address(bomb), abi.encodeCall(Bomb.boom, (true)));
        uint256 index = arrive(c);
        bytes memory input = abi.encodeCall(IMessenger.execute, (c, place(index)));
        (bool ok, bytes memory why) = MESSENGER.call(input);
        vm.assertFalse(ok, "a refusal");
        vm.assertEq(why.length, 4 + 2 * 32 + 1024, "length of the reason");
        vm.assertEq(bytes32(bytes4(why)), bytes32(IMessenger.CallFailed.selector), "reason");
    }

    // ---------------------------------------------------------------- helpers

    // A call with a coin that waits.
    function waiting() private returns (Call memory c, uint256 index) {
        c = callTo(ben, "");
        c.value = 1 ether;
        index = arrive(c);
    }
}
