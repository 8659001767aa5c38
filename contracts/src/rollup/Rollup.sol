// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../inbox/IInbox.sol";
import {Config, check} from "./Config.sol";
import {Dispute} from "./Dispute.sol";
import {Assertion, IRollup, Parent, Range, Status} from "./IRollup.sol";
import {batchOf, isState, isStuck, lastBefore, sendsOf} from "./L2State.sol";
import {leaf, pair} from "./Trees.sol";

/// @title The rollup
/// @notice See IRollup for what it promises. Storage, behind that of Dispute:
///
///     assertions[hash]   end 256
///                        | behind 8 | status 8 | createdAt 48 | author 160 |
///     stakes[owner]      tip 256
///     confirmedSends[root]   | height 64 |
///     latest             256
///     stuckAt            256
contract Rollup is Dispute, IRollup {
    IInbox private immutable inbox;
    bytes32 private immutable genesis;
    uint32 private immutable censored;
    uint32 private immutable perMove;
    uint32 private immutable compute;
    uint32 private immutable queue;
    uint32 private immutable minGap;
    uint64 private immutable price;

    mapping(bytes32 assertion => Assertion) private assertions;
    mapping(address owner => bytes32 tip) private stakes;
    mapping(bytes32 root => uint64 height) private confirmedSends;
    /// @inheritdoc IRollup
    bytes32 public latest;
    /// @inheritdoc IRollup
    bytes32 public stuckAt;

    /// @param c all that there is to choose
    constructor(Config memory c) Dispute(c) {
        check(c);
        (inbox, genesis, minGap, price) = (c.inbox, c.genesis, c.minGap, c.price);
        (censored, perMove, compute, queue) = (c.censored, c.perMove, c.compute, c.queue);
        latest = idOf(0, c.genesis, 0);
        Range memory end = range(c.inbox);
        assertions[latest] = Assertion(hashOf(end), address(0), uint48(block.number), Status.Confirmed, false);
        emit Asserted(0, latest, address(0), 0, "", end);
    }

    // ---------------------------------------------------------------- assertions

    /// @inheritdoc IRollup
    function assertState(
        Parent calldata parent,
        Range calldata end,
        bytes calldata state,
        bytes32 span,
        bytes32[] calldata path
    ) external payable returns (bytes32 assertion_) {
        bytes32 before = idOf(parent.parent, parent.state, parent.span);
        // INVARIANT: an assertion is about the input that L1 held when its parent was made, on this chain and on no other.
        requireRange(before, end);
        if (!isState(state) && !isStuck(state)) revert WrongState();
        bytes32 hash = keccak256(state);
        // INVARIANT: what is confirmed is the last state of the history that was disputed.
        requireLast(leaf(hash), span, path, TRANSITIONS);
        assertion_ = idOf(before, hash, span);
        if (assertions[assertion_].status != Status.None) {
            take(0);
            follow(before, assertion_);
            return assertion_;
        }
        bytes32 origin = pair(before, assertions[before].end);
        count(origin, TRANSITIONS);
        vouch(before, assertion_);
        bool behind = isState(state) && batchOf(state) < end.batches;
        create(before, assertion_, behind, span, state);
        enter(origin, assertion_, leaf(parent.state), span);
    }

    /// @dev Refuses a parent that is not there or too young, and a range that is not its own.
    function requireRange(bytes32 parent, Range calldata end) private view {
        Assertion memory a = assertions[parent];
        if (a.status == Status.None) revert UnknownAssertion();
        if (hashOf(end) != a.end) revert WrongRange();
        uint256 from = uint256(a.createdAt) + minGap;
        // INVARIANT: assertions come slowly, so that the honest side can pay for what it says about each, unless they lag behind.
        if (!a.behind && block.number < from) revert TooEarly(from);
    }

    /// @dev Moves the caller's stake to an assertion that was there before.
    function follow(bytes32 parent, bytes32 assertion_) private {
        if (stakes[msg.sender] != parent) return;
        stakes[msg.sender] = assertion_;
        emit Moved(msg.sender, assertion_);
    }

    /// @dev Has the caller's stake stand for a new assertion. Who has none pays for it.
    function vouch(bytes32 parent, bytes32 assertion_) private {
        bytes32 tip = stakes[msg.sender];
        // INVARIANT: a stake goes from parents to children only. So it is on one side of every contradiction.
        if (tip != 0 && tip != parent) revert NotTip();
        stakes[msg.sender] = assertion_;
        take(tip == 0 ? bondOf(TRANSITIONS) : 0);
    }

    function create(bytes32 parent, bytes32 assertion_, bool behind, bytes32 span, bytes calldata state) private {
        Range memory end = range(inbox);
        assertions[assertion_] = Assertion(hashOf(end), msg.sender, uint48(block.number), Status.Pending, behind);
        emit Asserted(parent, assertion_, msg.sender, span, state, end);
    }

    // ---------------------------------------------------------------- what they win

    /// @inheritdoc IRollup
    function confirm(Parent calldata parent, bytes calldata state, bytes32 span) external {
        bytes32 before = idOf(parent.parent, parent.state, parent.span);
        bytes32 assertion_ = idOf(before, keccak256(state), span);
        Assertion storage a = assertions[assertion_];
        if (a.status != Status.Pending) revert UnknownAssertion();
        // INVARIANT: the confirmed assertions are a chain.
        if (assertions[before].status != Status.Confirmed) revert ParentNotConfirmed();
        bytes32 origin = pair(before, assertions[before].end);
        if (settled(origin)) revert AlreadySettled();
        bytes32 place = rootPlace(origin, leaf(parent.state), TRANSITIONS);
        bytes32 id = pair(place, span);
        requireThreshold(place, id);
        a.status = Status.Confirmed;
        latest = assertion_;
        give(a.author, close(origin, id, TRANSITIONS));
        emit Confirmed(assertion_, learn(state));
    }

    /// @dev Keeps what a confirmed state says.
    function learn(bytes calldata state) private returns (bytes32 sends) {
        if (isStuck(state)) {
            if (stuckAt == 0) stuckAt = lastBefore(state);
        } else {
            sends = sendsOf(state);
            keep(sends);
        }
    }

    function keep(bytes32 sends) private {
        if (confirmedSends[sends] == 0) confirmedSends[sends] = uint64(block.number);
    }

    /// @inheritdoc IRollup
    function last(bytes calldata good) external {
        if (stuckAt == 0) revert NotConfirmed();
        if (!isState(good) || keccak256(good) != stuckAt) revert WrongState();
        bytes32 sends = sendsOf(good);
        keep(sends);
        emit LastKnown(stuckAt, sends);
    }

    /// @inheritdoc IRollup
    function unstake() external {
        // INVARIANT: a stake is free once all that it vouched for is confirmed.
        if (assertions[stakes[msg.sender]].status != Status.Confirmed) revert NotConfirmed();
        delete stakes[msg.sender];
        give(msg.sender, bondOf(TRANSITIONS));
        emit Unstaked(msg.sender);
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc IRollup
    function assertion(bytes32 assertion_) external view returns (Assertion memory a) {
        return assertions[assertion_];
    }

    /// @inheritdoc IRollup
    function stake(address owner) external view returns (bytes32 tip) {
        return stakes[owner];
    }

    /// @inheritdoc IRollup
    function isConfirmed(bytes32 sends) external view returns (bool yes) {
        return confirmedSends[sends] != 0;
    }

    /// @inheritdoc IRollup
    function confirmedAt(bytes32 sends) external view returns (uint64 height) {
        return confirmedSends[sends];
    }

    /// @inheritdoc IRollup
    function config() external view returns (Config memory c) {
        (c.inbox, c.machine, c.template, c.params, c.genesis) = (inbox, machine_, template_, params_, genesis);
        (c.threshold, c.censored, c.perMove) = (uint32(threshold_), censored, perMove);
        (c.compute, c.queue, c.minGap) = (compute, queue, minGap);
        (c.bondA, c.bondB, c.bondC) = (uint64(bondOf(0)), uint64(bondOf(1)), uint64(bondOf(2)));
        c.price = price;
    }

    // ---------------------------------------------------------------- hashes

    function idOf(bytes32 parent, bytes32 state, bytes32 span) private pure returns (bytes32) {
        return keccak256(abi.encode(parent, state, span));
    }

    /// @dev Twin of End of stateroot/program.
    function hashOf(Range memory end) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(end.batches, end.acc, end.mile));
    }

    /// @dev All that the inbox holds.
    function range(IInbox inbox_) private view returns (Range memory end) {
        (end.batches,,,,, end.acc, end.mile) = inbox_.state();
    }
}
