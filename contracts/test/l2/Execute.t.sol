// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MESSENGER} from "../../src/l2/Addresses.sol";
import {Call, IMessenger, L1Block, Place} from "../../src/l2/IMessenger.sol";
import {L2Test} from "./util/L2Test.sol";
import {vm} from "./util/L2Vm.sol";
import {Ear} from "./util/Targets.sol";

/// What happens to a call that L1 sent.
contract ExecuteTest is L2Test {
    Ear private ear;

    function setUp() public override {
        super.setUp();
        ear = new Ear();
    }

    function test_execute_callsInTheSendersName() public {
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.fee, c.gas) = (2 ether, 1 gwei, 100_000);
        uint256 index = arrive(c);
        vm.expectEmit(MESSENGER);
        emit IMessenger.Executed(accs[index + 1], relayer, false);
        execute(c, index);

        vm.assertEq(ear.caller(), MESSENGER, "caller");
        vm.assertEq(ear.sender(), ann, "sender");
        vm.assertEq(ear.value(), 2 ether, "value");
        vm.assertEq(ear.data(), "hello", "data");
        vm.assertEq(relayer.balance, 1 gwei, "fee");
        vm.assertEq(MESSENGER.balance, 0, "coin that is left");
        vm.assertTrue(messenger.done(accs[index + 1]), "done");
    }

    function test_execute_toAnAccount_pays() public {
        Call memory c = callTo(ben, "");
        c.value = 5 gwei;
        execute(c, arrive(c));
        vm.assertEq(ben.balance, 5 gwei, "balance");
        vm.assertEq(relayer.balance, 0, "fee");
    }

    /// Any content of a call is bound by its leaf.
    function testFuzz_execute_any(Call memory c, uint8 behind) public {
        c.target = address(ear);
        c.data = bytes.concat("any ", c.data); // names no function of the target
        c.sender = c.sender == address(0) ? ann : c.sender;
        (c.value, c.fee, c.gas) = (c.value % 1e9 * 1 gwei, c.fee % 1e9 * 1 gwei, c.gas % 1_000_000);
        bytes memory body = abi.encodePacked(c.target, c.value, c.fee, c.gas, c.refundTo, c.data);
        append(3, c.sender, body);
        unminted = c.value + c.fee;
        for (uint256 i = 0; i < behind % 8; i++) {
            append(4, ann, "");
        }
        consume();
        mint();
        execute(c, 0);
        vm.assertEq(ear.times(), 1, "calls");
        vm.assertEq(ear.data(), c.data, "data");
        vm.assertEq(ear.sender(), c.sender, "sender");
        vm.assertEq(address(ear).balance, c.value, "value");
        vm.assertEq(relayer.balance, c.fee, "fee");
    }

    function test_execute_otherContent_reverts() public {
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.fee, c.gas, c.refundTo) = (1 ether, 1 ether, 5, ben);
        uint256 index = arrive(c);
        Place memory p = place(index);
        Call[7] memory wrong;
        for (uint256 i = 0; i < 7; i++) {
            wrong[i] = Call(c.sender, c.target, c.value, c.fee, c.gas, c.refundTo, c.data);
        }
        wrong[0].sender = relayer;
        wrong[1].target = relayer;
        wrong[2].value = 2 ether;
        wrong[3].fee = 2 ether;
        wrong[4].gas = 4;
        wrong[5].refundTo = relayer;
        wrong[6].data = "hell";
        for (uint256 i = 0; i < 7; i++) {
            vm.expectPartialRevert(IMessenger.Unknown.selector);
            vm.prank(relayer);
            messenger.execute(wrong[i], p);
            vm.expectPartialRevert(i == 5 ? IMessenger.Unknown.selector : IMessenger.NotYours.selector);
            vm.prank(relayer);
            messenger.bounce(wrong[i], p);
        }
        execute(c, index);
    }

    /// Retried for ever, by anybody, in any order.
    function test_execute_refused_waits() public {
        Call memory c = callTo(address(ear), "hello");
        c.fee = 1 gwei;
        Call memory d = callTo(address(ear), "later");
        uint256 first = send(c);
        uint256 second = arrive(d);
        ear.close(true);
        for (uint256 i = 0; i < 2; i++) {
            vm.expectRevert(failed(abi.encodeWithSelector(Ear.Deaf.selector, "not today")));
            messenger.execute(c, place(first));
        }
        vm.assertFalse(messenger.done(accs[first + 1]), "done");
        ear.close(false);
        execute(d, second);
        execute(c, first);
        vm.assertEq(ear.times(), 2, "calls");
        vm.assertEq(ear.data(), "hello", "the last one");
    }

    /// Two places of one message chain, two proofs, two words: one call is done once.
    function test_B13_executeTwice_reverts() public {
        Call memory c = callTo(address(ear), "once");
        uint256 index = arrive(c);
        messenger.note();
        execute(c, index);
        bytes memory want = abi.encodeWithSelector(IMessenger.AlreadyDone.selector, accs[index + 1]);
        vm.expectRevert(want);
        messenger.execute(c, place(index));

        append(4, ann, "");
        append(2, ann, "");
        Place memory p = place(index, 1); // by the first word, noted
        consume();
        vm.expectRevert(want);
        messenger.execute(c, p);
        p = place(index); // by the present word
        vm.expectRevert(want);
        messenger.execute(c, p);
        messenger.follow(accs[2], between(2, 3), carriers[2]); // by an accumulator between them
        p = Place(carriers[index], accs[index], between(1, 2), L1Block(0, 0, 0));
        vm.expectRevert(want);
        messenger.execute(c, p);
        vm.assertEq(ear.times(), 1, "calls");
    }

    /// The same call sent twice is two calls.
    function test_execute_equalCalls_areTwo() public {
        Call memory c = callTo(address(ear), "again");
        (uint256 first, uint256 second) = (send(c), arrive(c));
        execute(c, second);
        execute(c, first);
        vm.assertEq(ear.times(), 2, "calls");
    }

    // ---------------------------------------------------------------- bounce

    function test_bounce_givesValueAndFee() public {
        Call memory c = callTo(address(ear), "never mind");
        (c.value, c.fee, c.refundTo, c.gas) = (1 ether, 2 gwei, ben, type(uint64).max);
        uint256 index = arrive(c);
        Place memory p = place(index);
        vm.expectEmit(MESSENGER);
        emit IMessenger.Executed(accs[index + 1], ben, true);
        vm.prank(ben);
        messenger.bounce(c, p);
        vm.assertEq(ben.balance, 1 ether + 2 gwei, "balance");
        vm.assertEq(ear.times(), 0, "calls");
        vm.assertTrue(messenger.done(accs[index + 1]), "done");
    }

    function test_B13_bounceAfterExecute_reverts() public {
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.refundTo) = (1 ether, ben);
        uint256 index = arrive(c);
        arrive(c); // coin that is not this call's
        execute(c, index);
        Place memory p = place(index);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.AlreadyDone.selector, accs[index + 1]));
        vm.prank(ben);
        messenger.bounce(c, p);
        vm.assertEq(ben.balance, 0, "balance");
    }

    function test_B13_executeAfterBounce_reverts() public {
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.refundTo) = (1 ether, ben);
        uint256 index = arrive(c);
        arrive(c);
        Place memory p = place(index);
        vm.prank(ben);
        messenger.bounce(c, p);
        bytes memory want = abi.encodeWithSelector(IMessenger.AlreadyDone.selector, accs[index + 1]);
        vm.expectRevert(want);
        messenger.execute(c, p);
        vm.expectRevert(want);
        vm.prank(ben);
        messenger.bounce(c, p);
    }

    function test_B13_bounceByOthers_reverts() public {
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.refundTo) = (1 ether, ben);
        uint256 index = arrive(c);
        Place memory p = place(index);
        address[4] memory others = [ann, relayer, address(ear), MESSENGER];
        for (uint256 i = 0; i < 4; i++) {
            vm.expectRevert(err(IMessenger.NotYours.selector));
            vm.prank(others[i]);
            messenger.bounce(c, p);
        }
    }

    function test_B13_bounceWithoutRefundTo_reverts() public {
        Call memory c = callTo(address(ear), "hello");
        c.value = 1 ether;
        uint256 index = arrive(c);
        Place memory p = place(index);
        address[3] memory others = [ann, relayer, address(ear)];
        for (uint256 i = 0; i < 3; i++) {
            vm.expectRevert(err(IMessenger.NotYours.selector));
            vm.prank(others[i]);
            messenger.bounce(c, p);
        }
        execute(c, index);
    }

    /// A call that cannot succeed, with gas that no block has, holds nobody's coin where it names somebody.
    function test_bounce_ofACallThatCannotRun() public {
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.refundTo, c.gas) = (1 ether, ben, type(uint64).max);
        uint256 index = arrive(c);
        Place memory p = place(index);
        vm.expectRevert(err(IMessenger.TooLittleGas.selector, uint256(type(uint64).max) + 30_000));
        messenger.execute(c, p);
        vm.prank(ben);
        messenger.bounce(c, p);
        vm.assertEq(ben.balance, 1 ether, "balance");
    }

    // ---------------------------------------------------------------- coin

    /// The block that consumes a call mints its coin at its end. Before that, the call is paid from what others wait
    /// for.
    function test_B16_beforeItsOwnMint_fromThePool_restored() public {
        Call memory old = callTo(ben, "");
        old.value = 3 ether;
        uint256 first = arrive(old);
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.fee) = (2 ether, 1 ether);
        uint256 index = send(c);
        consume();
        execute(c, index);
        vm.assertEq(MESSENGER.balance, 0, "the pool is empty");

        vm.expectRevert(failed("")); // the other one waits until the end of the block
        messenger.execute(old, place(first));
        mint();
        vm.assertEq(MESSENGER.balance, 3 ether, "the pool is restored");
        execute(old, first);
        vm.assertEq(ben.balance, 3 ether, "balance");
    }

    function test_B16_emptyPool_retried() public {
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.fee) = (2 ether, 1 gwei);
        uint256 index = send(c);
        consume();
        vm.expectRevert(failed(""));
        messenger.execute(c, place(index));
        mint();
        execute(c, index);
        vm.assertEq(ear.value(), 2 ether, "value");
    }

    /// Value is there and the fee is not: the call did not happen either.
    function test_B16_feeIsMissing_nothingHappens() public {
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.fee) = (2 ether, 1 gwei);
        uint256 index = send(c);
        consume();
        vm.deal(MESSENGER, 2 ether);
        vm.expectRevert(failed(""));
        messenger.execute(c, place(index));
        vm.assertEq(ear.times(), 0, "calls");
        vm.assertFalse(messenger.done(accs[index + 1]), "done");
    }

    function test_B26_coinByForce_isNobodys() public {
        vm.deal(MESSENGER, 7 ether);
        Call memory c = callTo(address(ear), "hello");
        (c.value, c.fee) = (2 ether, 1 gwei);
        execute(c, arrive(c));
        vm.assertEq(MESSENGER.balance, 7 ether, "coin that nobody sent");
    }

    function test_plainCoin_isRefused() public {
        vm.deal(ann, 1 ether);
        vm.prank(ann);
        (bool ok,) = MESSENGER.call{value: 1 ether}("");
        vm.assertFalse(ok, "plain coin");
    }

    /// L1's smallest and largest sums.
    function test_execute_largestCoin() public {
        Call memory c = callTo(ben, "");
        c.value = uint256(type(uint64).max) * 1 gwei;
        execute(c, arrive(c));
        vm.assertEq(ben.balance, c.value, "balance");
    }
}
