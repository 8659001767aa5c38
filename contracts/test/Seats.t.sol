// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../src/inbox/IInbox.sol";
import {InboxTest} from "./util/InboxTest.sol";
import {vm} from "./util/Vm.sol";

contract SeatsTest is InboxTest {
    address private immutable dan = address(0xda4);
    address private immutable eve = address(0xefe);

    // ---------------------------------------------------------------- constructor

    function test_constructor_seatsCountAtOnce() public {
        (uint32[] memory ids, address[] memory holders, uint64[] memory begins, uint64[] memory ends) = inbox.seats();
        vm.assertEq(ids.length, 3, "seats");
        for (uint256 i = 0; i < 3; i++) {
            vm.assertEq(ids[i], i, "id");
            vm.assertEq(begins[i], time, "begins");
            vm.assertEq(ends[i], 0, "ends");
            vm.assertTrue(inbox.holds(holders[i]), "holds");
            batch(holders[i], 0, "data");
        }
        vm.assertFalse(inbox.holds(stranger), "a stranger holds");
    }

    function test_constructor_badLists_revert() public {
        refused(three(ann, ben, ann), address(0), 1, 1, err(IInbox.AlreadySeated.selector, uint160(ann)));
        refused(three(ann, address(0), ben), address(0), 1, 1, err(IInbox.ZeroAddress.selector));
        refused(new address[](0), address(0), 1, 1, err(IInbox.NoSeats.selector));
        address[] memory many = new address[](33);
        for (uint160 i = 0; i < 33; i++) {
            many[i] = address(i + 1000);
        }
        refused(many, address(0), 1, 1, err(IInbox.TooManySeats.selector));
    }

    function test_constructor_badTimes_revert() public {
        refused(one(ann), address(0), 0, 1, err(IInbox.ForceDelayTooShort.selector));
        refused(one(ann), address(0), 1, 0, err(IInbox.SilenceTooShort.selector));
        refused(one(ann), dan, 1, 1, err(IInbox.NotAContract.selector, uint160(dan)));
        vm.expectRevert(err(IInbox.NoMessages.selector));
        deploy(one(ann), address(0), 1, 1, 0);
    }

    function test_constructor_dataLimit_isWithinTheProgram() public {
        withDataLimit(0, err(IInbox.BadDataLimit.selector, MAX_DATA));
        withDataLimit(MAX_DATA + 1, err(IInbox.BadDataLimit.selector, MAX_DATA));
        withDataLimit(type(uint32).max, err(IInbox.BadDataLimit.selector, MAX_DATA));
        vm.assertEq(withDataLimit(1, "").maxBatchData(), 1, "maxBatchData");
        vm.assertEq(withDataLimit(MAX_DATA, "").maxBatchData(), MAX_DATA, "maxBatchData");
    }

    function withDataLimit(uint32 limit, bytes memory reason) private returns (IInbox) {
        bytes memory args = abi.encode(one(ann), address(0), bridge, uint32(1), uint32(1), MAX_IN_BLOCK, limit);
        if (reason.length > 0) vm.expectRevert(reason);
        return deploy(args);
    }

    // ---------------------------------------------------------------- handing over and giving up

    function test_handOver_atOnce() public {
        vm.expectEmit(address(inbox));
        emit IInbox.SeatHandedOver(0, ann, dan);
        handOver(ann, dan);
        batch(dan, 0, "data");
        batchReverts(ann, 0, "data", err(IInbox.NotSeated.selector));
        handOver(dan, ann);
        batch(ann, 0, "data");
        vm.assertEq(seatCount(), 3, "seats");
    }

    function test_handOver_refused() public {
        vm.expectRevert(err(IInbox.AlreadySeated.selector, uint160(ben)));
        handOver(ann, ben);
        vm.expectRevert(err(IInbox.AlreadySeated.selector, uint160(ann)));
        handOver(ann, ann);
        vm.expectRevert(err(IInbox.ZeroAddress.selector));
        handOver(ann, address(0));
        vm.expectRevert(err(IInbox.NoSeat.selector, uint160(stranger)));
        handOver(stranger, dan);
    }

    function test_handOver_toSeatInWaiting_reverts() public {
        seat(ann, dan);
        seat(ben, dan);
        vm.expectRevert(err(IInbox.AlreadySeated.selector, uint160(dan)));
        handOver(cat, dan);
        vm.expectRevert(err(IInbox.NoSeat.selector, uint160(dan)));
        handOver(dan, eve);
    }

    function test_giveUp_atOnce() public {
        giveUp(ann);
        batchReverts(ann, 0, "data", err(IInbox.NotSeated.selector));
        vm.assertEq(seatCount(), 2, "seats");
        vm.expectRevert(err(IInbox.NoSeat.selector, uint160(ann)));
        giveUp(ann);
    }

    function test_giveUp_all_leavesSilence() public {
        giveUp(ann);
        giveUp(ben);
        giveUp(cat);
        batchReverts(ann, 0, "data", err(IInbox.NotSeated.selector));
        mine(SILENCE, 1);
        batch(stranger, 0, "data");
    }

    // ---------------------------------------------------------------- seating

    function test_voteToSeat_takesMajorityAndDelay() public {
        seat(ann, dan);
        vm.assertEq(seatCount(), 3, "seats after one vote of three");
        seat(ann, dan);
        vm.assertEq(seatCount(), 3, "seats after voting twice");
        vm.expectEmit(address(inbox));
        emit IInbox.VotedToSeat(1, dan);
        vm.expectEmit(address(inbox));
        emit IInbox.SeatGiven(3, dan, uint64(time + FORCE_DELAY));
        seat(ben, dan);
        vm.assertEq(seatCount(), 4, "seats after two votes of three");

        mine(1, FORCE_DELAY - 1);
        batchReverts(dan, 0, "data", err(IInbox.NotSeated.selector));
        vm.expectRevert(err(IInbox.NoSeat.selector, uint160(dan)));
        seat(dan, eve);
        mine(1, 1);
        batch(dan, 0, "data");
        seat(dan, eve);
    }

    function test_voteToSeat_halfIsNoMajority() public {
        addDan();
        seat(ann, eve);
        seat(ben, eve);
        vm.assertEq(seatCount(), 4, "seats after two votes of four");
        seat(cat, eve);
        vm.assertEq(seatCount(), 5, "seats after three votes of four");
    }

    function test_voteToSeat_waitingSeatsDoNotCount() public {
        seat(ann, dan);
        seat(ben, dan);
        // Three seats count, so two are a majority although four are listed.
        seat(ann, eve);
        seat(ben, eve);
        vm.assertEq(seatCount(), 5, "seats");
    }

    function test_voteToSeat_refused() public {
        vm.expectRevert(err(IInbox.NoSeat.selector, uint160(stranger)));
        seat(stranger, dan);
        vm.expectRevert(err(IInbox.AlreadySeated.selector, uint160(ben)));
        seat(ann, ben);
        vm.expectRevert(err(IInbox.ZeroAddress.selector));
        seat(ann, address(0));
    }

    function test_voteToSeat_tooMany_reverts() public {
        for (uint160 i = 0; i < 29; i++) {
            seat(ann, address(i + 1000));
            seat(ben, address(i + 1000));
        }
        vm.assertEq(seatCount(), 32, "seats");
        seat(ann, dan);
        vm.expectRevert(err(IInbox.TooManySeats.selector));
        seat(ben, dan);
    }

    function test_vote_replacesTheOneBefore() public {
        seat(ann, dan);
        seat(ann, eve);
        seat(ben, dan);
        vm.assertEq(seatCount(), 3, "seats");
        vm.expectEmit(address(inbox));
        emit IInbox.Abstained(0);
        abstain(ann);
        seat(ben, eve);
        vm.assertEq(seatCount(), 3, "seats");
        vm.expectRevert(err(IInbox.NoSeat.selector, uint160(stranger)));
        abstain(stranger);
    }

    // ---------------------------------------------------------------- ending seats

    function test_voteToUnseat_takesMajorityAndDelay() public {
        unseat(ann, 2);
        vm.expectEmit(address(inbox));
        emit IInbox.VotedToUnseat(1, 2);
        vm.expectEmit(address(inbox));
        emit IInbox.SeatEnds(2, cat, uint64(time + FORCE_DELAY));
        unseat(ben, 2);
        mine(1, FORCE_DELAY - 1);
        batch(cat, 0, "data");
        mine(1, 1);
        batchReverts(cat, 0, "data", err(IInbox.NotSeated.selector));
        vm.assertFalse(inbox.holds(cat), "holds");
    }

    function test_voteToUnseat_followsTheSeat() public {
        unseat(ann, 2);
        handOver(cat, dan);
        unseat(ben, 2);
        handOver(dan, eve);
        mine(1, FORCE_DELAY);
        batchReverts(eve, 0, "data", err(IInbox.NotSeated.selector));
        batchReverts(dan, 0, "data", err(IInbox.NotSeated.selector));
    }

    function test_voteToUnseat_again_doesNotMoveTheEnd() public {
        unseat(ann, 2);
        unseat(ben, 2);
        mine(1, FORCE_DELAY - 1);
        unseat(ann, 2);
        unseat(ben, 2);
        mine(1, 1);
        vm.assertFalse(inbox.holds(cat), "holds");
    }

    function test_voteToUnseat_seatInWaiting_neverBegins() public {
        seat(ann, dan);
        seat(ben, dan);
        unseat(ann, 3);
        unseat(cat, 3);
        vm.assertEq(seatCount(), 3, "seats");
        mine(1, FORCE_DELAY);
        batchReverts(dan, 0, "data", err(IInbox.NotSeated.selector));
    }

    function test_voteToUnseat_unknown_reverts() public {
        vm.expectRevert(err(IInbox.NoSuchSeat.selector, 3));
        unseat(ann, 3);
        giveUp(ben);
        vm.expectRevert(err(IInbox.NoSuchSeat.selector, 1));
        unseat(ann, 1);
        vm.expectRevert(err(IInbox.NoSeat.selector, uint160(stranger)));
        unseat(stranger, 0);
    }

    function test_voteToUnseat_everybody_leavesSilence() public {
        for (uint32 id = 0; id < 3; id++) {
            unseat(ann, id);
            unseat(ben, id);
        }
        mine(SILENCE, FORCE_DELAY);
        vm.assertFalse(inbox.holds(ann) || inbox.holds(ben) || inbox.holds(cat), "holds");
        batch(stranger, 0, "data");
    }

    // ---------------------------------------------------------------- no vote is left over

    function test_vote_handedOverSeat_votesOnce() public {
        seat(ann, dan);
        handOver(ann, eve);
        seat(eve, dan);
        vm.assertEq(seatCount(), 3, "one seat voted twice");
        handOver(eve, ann);
        vm.assertEq(seatCount(), 3, "one seat voted twice");
        seat(ben, dan);
        vm.assertEq(seatCount(), 3, "a vote outlived its holder");
        seat(ann, dan);
        vm.assertEq(seatCount(), 4, "seats");
    }

    function test_vote_givenUpSeat_doesNotVote() public {
        addDan();
        seat(ann, eve);
        giveUp(ann);
        seat(ben, eve);
        vm.assertEq(seatCount(), 3, "one of three seated eve");
        seat(dan, eve);
        vm.assertEq(seatCount(), 4, "seats after two votes of three");
    }

    function test_vote_givenUpAndSeatedAgain_startsAfresh() public {
        addDan();
        seat(ann, eve);
        seat(dan, eve);
        giveUp(ann);
        seat(ben, ann);
        seat(cat, ann);
        mine(1, FORCE_DELAY);
        vm.assertTrue(inbox.holds(ann), "holds");
        seat(ben, eve);
        vm.assertEq(seatCount(), 4, "an old vote of ann's was counted");
        seat(ann, eve);
        vm.assertEq(seatCount(), 5, "seats");
    }

    function test_vote_endedSeat_doesNotVote() public {
        addDan();
        seat(cat, eve);
        unseat(ann, 2);
        unseat(ben, 2);
        unseat(dan, 2);
        mine(1, FORCE_DELAY);
        vm.expectRevert(err(IInbox.NoSeat.selector, uint160(cat)));
        seat(cat, eve);
        seat(ann, eve);
        vm.assertEq(seatCount(), 3, "the ended seat's vote was counted, or it was not cleared away");
        seat(ben, eve);
        vm.assertEq(seatCount(), 4, "seats");
    }

    function test_vote_carriedMotion_isUsedUp() public {
        seat(ann, dan);
        seat(ben, dan);
        mine(1, FORCE_DELAY);
        giveUp(dan);
        seat(cat, dan);
        vm.assertEq(seatCount(), 3, "used votes were counted again");
        seat(ann, dan);
        vm.assertEq(seatCount(), 4, "seats");
    }

    function test_ids_areNeverUsedTwice() public {
        unseat(ann, 2);
        giveUp(cat);
        seat(ann, cat);
        seat(ben, cat);
        (uint32[] memory ids,,,) = inbox.seats();
        vm.assertEq(ids[2], 3, "id");
        vm.expectRevert(err(IInbox.NoSuchSeat.selector, 2));
        unseat(ben, 2);
    }

    // An address whose seat has ended may get another one.
    function test_seat_again_afterEnd() public {
        unseat(ann, 2);
        unseat(ben, 2);
        vm.expectRevert(err(IInbox.AlreadySeated.selector, uint160(cat)));
        seat(ann, cat);
        mine(1, FORCE_DELAY);
        seat(ann, cat);
        seat(ben, cat);
        mine(1, FORCE_DELAY);
        batch(cat, 0, "data");
    }

    // ---------------------------------------------------------------- helpers

    function addDan() private {
        seat(ann, dan);
        seat(ben, dan);
        mine(1, FORCE_DELAY);
    }

    function seat(address from, address who) private {
        vm.prank(from);
        inbox.voteToSeat(who);
    }

    function unseat(address from, uint32 id) private {
        vm.prank(from);
        inbox.voteToUnseat(id);
    }

    function abstain(address from) private {
        vm.prank(from);
        inbox.abstain();
    }

    function handOver(address from, address to) private {
        vm.prank(from);
        inbox.handOver(to);
    }

    function giveUp(address from) private {
        vm.prank(from);
        inbox.giveUp();
    }

    function seatCount() private view returns (uint256) {
        (uint32[] memory ids,,,) = inbox.seats();
        return ids.length;
    }

    function refused(address[] memory list, address open, uint32 delay, uint32 quiet, bytes memory reason) private {
        vm.expectRevert(reason);
        deploy(list, open, delay, quiet);
    }
}
