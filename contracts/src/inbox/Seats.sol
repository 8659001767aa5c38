// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "./IInbox.sol";

/// @title The listed seats
/// @notice A seat is the right to append batches at any time, and one vote about who else has it. It has an id that is
/// never used twice, so a vote against it sticks to the seat whoever it is handed to. A holder supports at most one
/// motion at a time; support is counted afresh over the seats that count now each time somebody votes, so nothing
/// can be left over from a seat that was handed over, left or ended.
/// @dev What it refuses and tells stands in IInbox, for the contract that lists the seats. With no seat left nobody can vote any
/// more; then the rule about silence lets anybody append for ever.
library Seats {
    /// What a holder supports: 0 nothing, 2^160 + address seating it, id + 1 ending the seat `id`.
    type Motion is uint256;

    /// @notice A seat and its vote.
    struct Seat {
        uint40 begins; // timestamp from which it counts; 0: no seat
        uint40 ends; // timestamp from which it no longer counts; 0: no end set
        uint32 id;
        Motion motion; // what the holder supports
    }

    /// @notice All seats, by who holds them.
    struct State {
        address[] holders; // in no order; with seats that have not begun and ended ones not yet swept
        mapping(address => Seat) seats;
        uint32 nextId;
    }

    /// @notice Seats that there may be. Bounds what a vote costs: it walks all seats.
    uint256 internal constant MAX_SEATS = 32;
    uint256 private constant SEATING = 1 << 160;

    /// @notice Whether `who` holds a seat that counts now.
    /// @param s the list
    /// @param who is asked about
    /// @return yes they do
    function holds(State storage s, address who) internal view returns (bool yes) {
        return counts(s.seats[who]);
    }

    /// @notice Gives `who` a seat that counts from `begins` on.
    /// @param s the list
    /// @param who has no seat yet
    /// @param begins timestamp
    function give(State storage s, address who, uint256 begins) internal {
        if (who == address(0)) revert IInbox.ZeroAddress();
        // INVARIANT: an address holds one seat at most, so it has one vote at most.
        if (s.seats[who].begins != 0) revert IInbox.AlreadySeated(who);
        if (s.holders.length == MAX_SEATS) revert IInbox.TooManySeats();
        uint32 id = s.nextId++;
        s.holders.push(who);
        s.seats[who] = Seat({begins: uint40(begins), ends: 0, id: id, motion: Motion.wrap(0)});
        emit IInbox.SeatGiven(id, who, uint64(begins));
    }

    /// @notice Gives the sender's seat to `to`. What the sender supported is withdrawn.
    /// @param s the list
    /// @param to who has no seat yet
    function handOver(State storage s, address to) internal {
        sweep(s);
        Seat memory seat = mine(s);
        if (to == address(0)) revert IInbox.ZeroAddress();
        // INVARIANT: two seats never merge into one.
        if (s.seats[to].begins != 0) revert IInbox.AlreadySeated(to);
        // INVARIANT: a seat that is about to end ends at the same time in other hands.
        seat.motion = Motion.wrap(0);
        s.holders[placeOf(s, seat.id)] = to;
        delete s.seats[msg.sender];
        s.seats[to] = seat;
        emit IInbox.SeatHandedOver(seat.id, msg.sender, to);
    }

    /// @notice Ends the sender's seat now.
    /// @param s the list
    function giveUp(State storage s) internal {
        sweep(s);
        uint32 id = mine(s).id;
        emit IInbox.SeatEnds(id, msg.sender, uint64(block.timestamp));
        remove(s, placeOf(s, id));
    }

    /// @notice Makes the sender support seating `who`, from `delay` seconds after the decision on.
    /// @param s the list
    /// @param who has no seat yet
    /// @param delay seconds
    function voteToSeat(State storage s, address who, uint256 delay) internal {
        sweep(s);
        if (who == address(0)) revert IInbox.ZeroAddress();
        if (s.seats[who].begins != 0) revert IInbox.AlreadySeated(who);
        emit IInbox.VotedToSeat(mine(s).id, who);
        if (support(s, Motion.wrap(SEATING | uint160(who)))) give(s, who, block.timestamp + delay);
    }

    /// @notice Makes the sender support ending the seat `id`, `delay` seconds after the decision.
    /// @param s the list
    /// @param id the seat's name
    /// @param delay seconds
    function voteToUnseat(State storage s, uint32 id, uint256 delay) internal {
        sweep(s);
        uint256 place = placeOf(s, id);
        emit IInbox.VotedToUnseat(mine(s).id, id);
        if (!support(s, Motion.wrap(uint256(id) + 1))) return;

        address holder = s.holders[place];
        Seat storage seat = s.seats[holder];
        if (block.timestamp < seat.begins) {
            emit IInbox.SeatEnds(id, holder, uint64(block.timestamp));
            remove(s, place);
        } else if (seat.ends == 0) {
            seat.ends = uint40(block.timestamp + delay);
            emit IInbox.SeatEnds(id, holder, seat.ends);
        }
    }

    /// @notice Makes the sender support nothing.
    /// @param s the list
    function abstain(State storage s) internal {
        emit IInbox.Abstained(mine(s).id);
        s.seats[msg.sender].motion = Motion.wrap(0);
    }

    // Records the sender's support. When a strict majority of the seats that count now supports the same, it forgets
    // all of that support and returns true.
    function support(State storage s, Motion motion) private returns (bool) {
        s.seats[msg.sender].motion = motion;
        uint256 all;
        uint256 inFavour;
        for (uint256 i = 0; i < s.holders.length; i++) {
            Seat storage seat = s.seats[s.holders[i]];
            if (!counts(seat)) continue;
            all++;
            if (same(seat.motion, motion)) inFavour++;
        }
        if (2 * inFavour <= all) return false;
        // INVARIANT: support that has carried a motion is used up; the same motion needs a new majority.
        for (uint256 i = 0; i < s.holders.length; i++) {
            Seat storage seat = s.seats[s.holders[i]];
            if (same(seat.motion, motion)) seat.motion = Motion.wrap(0);
        }
        return true;
    }

    // Takes seats that have ended off the list, so that their holders may be seated again.
    function sweep(State storage s) private {
        for (uint256 i = s.holders.length; i > 0; i--) {
            uint256 ends = s.seats[s.holders[i - 1]].ends;
            if (ends != 0 && ends <= block.timestamp) remove(s, i - 1);
        }
    }

    function remove(State storage s, uint256 place) private {
        delete s.seats[s.holders[place]];
        s.holders[place] = s.holders[s.holders.length - 1];
        s.holders.pop();
    }

    // The sender's seat, which must count now.
    function mine(State storage s) private view returns (Seat memory seat) {
        seat = s.seats[msg.sender];
        if (!holds(s, msg.sender)) revert IInbox.NoSeat(msg.sender);
    }

    function placeOf(State storage s, uint32 id) private view returns (uint256 place) {
        for (; place < s.holders.length; place++) {
            if (s.seats[s.holders[place]].id == id) return place;
        }
        revert IInbox.NoSuchSeat(id);
    }

    function counts(Seat storage seat) private view returns (bool) {
        (uint256 begins, uint256 ends) = (seat.begins, seat.ends);
        return begins != 0 && begins <= block.timestamp && (ends == 0 || block.timestamp < ends);
    }

    function same(Motion a, Motion b) private pure returns (bool) {
        return Motion.unwrap(a) == Motion.unwrap(b);
    }
}
