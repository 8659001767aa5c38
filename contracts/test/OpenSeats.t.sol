// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../src/inbox/IInbox.sol";
import {ISeats} from "../src/inbox/ISeats.sol";
import {InboxTest} from "./util/InboxTest.sol";
import {vm} from "./util/Vm.sol";

/// Knows one holder.
contract OpenSeats is ISeats {
    address public holder;

    function set(address who) external {
        holder = who;
    }

    function holds(address who) external view returns (bool) {
        return who == holder;
    }
}

/// Answers everything with the bytes it was made with, or reverts with them.
contract Parrot {
    bytes private answer;
    bool private fails;

    constructor(bytes memory answer_, bool fails_) {
        (answer, fails) = (answer_, fails_);
    }

    fallback(bytes calldata) external returns (bytes memory) {
        if (fails) revert(string(answer));
        return answer;
    }
}

contract OpenSeatsTest is InboxTest {
    function test_open_holderIsSeated() public {
        OpenSeats open = new OpenSeats();
        inbox = deploy(one(ann), address(open), FORCE_DELAY, SILENCE);
        vm.assertEq(inbox.open(), address(open), "open");
        batchReverts(stranger, 0, "data", err(IInbox.NotSeated.selector));

        open.set(stranger);
        mine(5, 65);
        vm.assertTrue(inbox.holds(stranger), "holds");
        batch(stranger, 0, "data");
        vm.assertEq(lastSeat(), height, "lastSeat");
        batch(ann, 0, "a listed seat still counts");

        open.set(ben);
        batchReverts(stranger, 0, "data", err(IInbox.NotSeated.selector));
    }

    function test_open_withoutListedSeats() public {
        OpenSeats open = new OpenSeats();
        inbox = deploy(none(), address(open), FORCE_DELAY, SILENCE);
        open.set(ben);
        batch(ben, 0, "data");
    }

    function test_open_endsSilence() public {
        OpenSeats open = new OpenSeats();
        inbox = deploy(one(ann), address(open), FORCE_DELAY, SILENCE);
        open.set(ben);
        mine(SILENCE, 1);
        batch(stranger, 0, "data");
        batch(ben, 0, "data");
        batchReverts(stranger, 0, "data", err(IInbox.NotSeated.selector));
    }

    function test_open_holderHasNoVote() public {
        OpenSeats open = new OpenSeats();
        inbox = deploy(one(ann), address(open), FORCE_DELAY, SILENCE);
        open.set(ben);
        vm.prank(ben, ben);
        (bool ok,) = address(inbox).call(abi.encodeCall(IInbox.voteToUnseat, (0)));
        vm.assertFalse(ok, "the holder of an open seat voted");
    }

    // Whatever the contract of the open seats does, nobody is seated by mistake and forcing and silence go on.
    function test_open_oddAnswers_areNo() public {
        odd("", false);
        odd("", true);
        odd(abi.encode(1), true);
        odd(abi.encode(0), false);
        odd(abi.encode(2), false);
        odd(abi.encode(type(uint256).max), false);
        odd(abi.encode(1, 1), false);
        odd(hex"01", false);
        odd(new bytes(100_000), false);
    }

    function odd(bytes memory answer, bool fails) private {
        inbox = deploy(one(ann), address(new Parrot(answer, fails)), FORCE_DELAY, SILENCE);
        vm.assertFalse(inbox.holds(stranger), "holds");
        batchReverts(stranger, 0, "data", err(IInbox.NotSeated.selector));
        batch(ann, 0, "data");
        messages(1);
        mine(1, FORCE_DELAY + 1);
        batch(stranger, 1, "");
        mine(SILENCE, 1);
        batch(stranger, 1, "data");
    }

    function test_open_yes_isYes() public {
        inbox = deploy(one(ann), address(new Parrot(abi.encode(1), false)), FORCE_DELAY, SILENCE);
        vm.assertTrue(inbox.holds(stranger), "holds");
        batch(stranger, 0, "data");
    }
}
