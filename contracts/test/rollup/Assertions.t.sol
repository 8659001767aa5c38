// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Config} from "../../src/rollup/Config.sol";
import {Cohort, IDispute, Ref} from "../../src/rollup/IDispute.sol";
import {Assertion, IRollup, Parent, Range, Status} from "../../src/rollup/IRollup.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, Level, RollupTest, Seen} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// Assertions and stakes: assertState, confirm, last, unstake.
contract AssertionsTest is RollupTest {
    using Histories for History;

    bytes32 private constant SENDS = keccak256("sends");

    // ---------------------------------------------------------------- deployment

    function test_deploy_firstAssertion() public view {
        bytes32 first = idOf(genesis());
        Assertion memory a = rollup.assertion(first);
        vm.assertEq(rollup.latest(), first, "latest");
        vm.assertEq(a.end, hashOf(rangeOf(7)), "end");
        vm.assertEq(a.createdAt, 1000, "createdAt");
        vm.assertEq(uint256(a.status), uint256(Status.Confirmed), "status");
        vm.assertTrue(a.author == address(0) && !a.behind, "rest");
        vm.assertEq(rollup.stuckAt(), 0, "stuckAt");
        vm.assertFalse(rollup.isConfirmed(0), "nothing was sent");
    }

    function test_config_asDeployed() public view {
        vm.assertEq(abi.encode(rollup.config()), abi.encode(config()), "config");
    }

    // ---------------------------------------------------------------- assertState

    function test_assertState_new() public {
        (bytes memory state, History memory h) = claim(1, 7);
        inbox.hold(9);
        bytes32 id = assertAs(ann, genesis(), rangeOf(7), state, h);
        Parent memory p = child(genesis(), state, h);
        vm.assertEq(id, idOf(p), "hash");
        Assertion memory a = rollup.assertion(id);
        vm.assertEq(a.end, hashOf(rangeOf(9)), "end");
        vm.assertEq(a.author, ann, "author");
        vm.assertEq(a.createdAt, height, "createdAt");
        vm.assertEq(uint256(a.status), uint256(Status.Pending), "status");
        vm.assertFalse(a.behind, "behind");
        Cohort memory c = rollup.cohort(originOf(genesis(), rangeOf(7)));
        vm.assertTrue(c.count == 1 && c.spent == 0 && !c.settled, "cohort");
        vm.assertEq(rollup.stake(ann), id, "tip");
        Seen memory n = look(rootOf(levelA(genesis(), rangeOf(7), h)));
        vm.assertTrue(n.exists && n.first && n.t1 == height && n.t2 == 0 && n.beta == 0 && n.flags == 8, "node");
        vm.assertEq(address(rollup).balance, BOND_A * 1 gwei, "balance");
    }

    function test_assertState_events() public {
        (bytes memory state, History memory h) = claim(1, 7);
        Parent memory p = child(genesis(), state, h);
        Ref memory v = rootOf(levelA(genesis(), rangeOf(7), h));
        bytes memory input = assertCall(genesis(), rangeOf(7), state, h);
        inbox.hold(9);
        vm.expectEmit(address(rollup));
        emit IRollup.Asserted(p.parent, idOf(p), ann, p.span, state, rangeOf(9));
        vm.expectEmit(address(rollup));
        emit IDispute.Entered(v.origin, nodeOf(v), idOf(p), v.base, v.span, ann);
        callAs(ann, BOND_A * 1 gwei, input);
    }

    /// Everything is wrong at first, and is put right in the order in which it is looked at.
    function test_assertState_refusals() public {
        Fight memory f = newFight(3, 2, 1);
        play(f, 1);
        mine(MIN_GAP - 1);
        Parent memory parent = child(genesis(), f.right.state, f.right.a.h);
        Parent memory unknown = child(genesis(), f.right.state, f.wrong.a.h);
        (bytes memory state, History memory h) = claim(9, 9);
        bytes memory bad = bytes.concat(hex"02", state);
        refused(cat, assertCall(unknown, rangeOf(8), bad, f.right.a.h), IRollup.UnknownAssertion.selector);
        refused(cat, assertCall(parent, rangeOf(8), bad, f.right.a.h), IRollup.WrongRange.selector);
        bytes memory early = err(IDispute.TooEarly.selector, height + 1);
        refused(cat, 0, assertCall(parent, rangeOf(7), bad, f.right.a.h), early);
        mine(1);
        refused(cat, assertCall(parent, rangeOf(7), bad, f.right.a.h), IRollup.WrongState.selector);
        refused(cat, assertCall(parent, rangeOf(7), state, f.right.a.h), IDispute.WrongPath.selector);
        refused(ben, assertCall(parent, rangeOf(7), state, h), IRollup.NotTip.selector);
        refused(cat, 0, assertCall(parent, rangeOf(7), state, h), err(IDispute.WrongBond.selector, BOND_A));
        bytes memory input = assertCall(parent, rangeOf(7), state, h);
        refused(cat, BOND_A * 1 gwei - 1, input, err(IDispute.WrongBond.selector, BOND_A));
        callAs(cat, BOND_A * 1 gwei, input);
    }

    /// Nothing joins a cohort that has a winner, not even with a stake that stands elsewhere.
    function test_assertState_settled_refused() public {
        (bytes memory state, History memory h) = claim(1, 7);
        assertAs(ann, genesis(), rangeOf(7), state, h);
        mine(THRESHOLD);
        rollup.confirm(genesis(), state, h.root());
        (bytes memory other, History memory g) = claim(2, 7);
        refused(ann, assertCall(genesis(), rangeOf(7), other, g), IDispute.AlreadySettled.selector);
        refused(ben, 1 ether, assertCall(genesis(), rangeOf(7), other, g), err(IDispute.AlreadySettled.selector));
    }

    function testFuzz_assertState_otherBytes_refused(bytes calldata state) public {
        bool stuck = state.length == 37 && bytes5(state) == "stuck";
        bool good = state.length == 170 && state[0] == 0x01;
        if (stuck || good) return;
        History memory h = Histories.constant_(16, keccak256(state));
        refused(ann, assertCall(genesis(), rangeOf(7), state, h), IRollup.WrongState.selector);
    }

    /// 37 and 170 bytes that begin otherwise, and one byte more or less of each.
    function test_assertState_lengths() public {
        bytes memory stuck = stuckBehind(GENESIS);
        bytes memory good = stateOf(1, SENDS, 7);
        bytes[6] memory bad = [
            bytes.concat("stucK", GENESIS),
            bytes.concat(stuck, hex"00"),
            bytes.concat(good, hex"00"),
            bytes.concat(hex"00", cut(good, 1)),
            cut(good, 1),
            bytes.concat("stuck", cut(bytes.concat(GENESIS), 1))
        ];
        for (uint256 i = 0; i < bad.length; i++) {
            History memory h = Histories.constant_(16, keccak256(bad[i]));
            refused(ann, assertCall(genesis(), rangeOf(7), bad[i], h), IRollup.WrongState.selector);
        }
        assertAs(ann, genesis(), rangeOf(7), stuck, Histories.constant_(16, keccak256(stuck)));
        assertAs(ben, genesis(), rangeOf(7), good, Histories.constant_(16, keccak256(good)));
    }

    /// The path has 16 hashes: a shorter one shows a part of the tree and no state, a longer one another tree (attack 28).
    function test_assertState_pathLength() public {
        (bytes memory state, History memory h) = claim(1, 7);
        bytes32[] memory path = h.last();
        bytes32[] memory short = new bytes32[](15);
        bytes32[] memory long = new bytes32[](17);
        for (uint256 i = 0; i < 16; i++) {
            if (i < 15) short[i] = path[i];
            long[i] = path[i];
        }
        bytes memory input = abi.encodeCall(IRollup.assertState, (genesis(), rangeOf(7), state, h.span(15, 0), short));
        refused(ann, input, IDispute.WrongPath.selector);
        bytes32 root = Histories.pairOf(0, h.root());
        input = abi.encodeCall(IRollup.assertState, (genesis(), rangeOf(7), state, root, long));
        refused(ann, input, IDispute.WrongPath.selector);
    }

    /// A history may be over at once: where the range has nothing new it is one state all along (attack 13).
    function test_assertState_emptyRange() public {
        bytes memory state = stateOf(1, 0, 7);
        bytes32 id = assertAs(ann, genesis(), rangeOf(7), state, Histories.constant_(16, keccak256(state)));
        mine(MIN_GAP);
        Parent memory p = child(genesis(), state, Histories.constant_(16, keccak256(state)));
        bytes32 next = assertAs(ann, p, rangeOf(7), state, Histories.constant_(16, keccak256(state)));
        vm.assertTrue(next != id && next != 0, "hash");
        vm.assertEq(rollup.stake(ann), next, "tip");
    }

    /// What is over the bond is the caller's credit.
    function test_assertState_more_isCredit() public {
        (bytes memory state, History memory h) = claim(1, 7);
        assertAs(ann, genesis(), rangeOf(7), state, h, 5 ether);
        vm.assertEq(rollup.credit(ann), 4 ether, "credit");
        mine(MIN_GAP);
        (bytes memory more, History memory g) = claim(2, 7);
        assertAs(ann, child(genesis(), state, h), rangeOf(7), more, g, 1 ether);
        vm.assertEq(rollup.credit(ann), 5 ether, "the stake is there already");
    }

    /// A stake costs the same behind any number of others, from value and credit together (attack 48); and once for all that follows.
    function test_assertState_bondIsFlat() public {
        crowd(genesis(), 25);
        (bytes memory state, History memory h) = claim(1, 7);
        bytes memory input = assertCall(genesis(), rangeOf(7), state, h);
        refused(ann, BOND_A * 1 gwei - 1, input, err(IDispute.WrongBond.selector, BOND_A));
        callAs(ann, BOND_A * 1 gwei, input);
        vm.assertEq(address(rollup).balance, 26 * uint256(BOND_A) * 1 gwei, "one bond each");
        mine(MIN_GAP);
        Parent memory p = child(genesis(), state, h);
        crowd(p, 8, 100);
        (bytes memory more, History memory g) = claim(2, 7);
        callAs(ann, 0, assertCall(p, rangeOf(7), more, g));
        vm.assertEq(rollup.stake(ann), idOf(child(p, more, g)), "tip");
        vm.assertEq(rollup.cohort(originOf(p, rangeOf(7))).count, 9, "count");
        vm.assertEq(address(rollup).balance, 34 * uint256(BOND_A) * 1 gwei, "and no other");
    }

    /// What is missing of a stake comes from credit.
    function test_assertState_fromCredit() public {
        (bytes memory state, History memory h) = claim(1, 7);
        assertAs(ann, genesis(), rangeOf(7), state, h, 1.25 ether);
        (bytes memory other, History memory g) = claim(2, 7);
        assertAs(stranger, genesis(), rangeOf(7), other, g);
        assertAs(ben, genesis(), rangeOf(7), other, g, 0.25 ether);
        (other, g) = claim(3, 7);
        bytes memory input = assertCall(genesis(), rangeOf(7), other, g);
        refused(ben, 0.75 ether - 1, input, err(IDispute.WrongBond.selector, BOND_A));
        callAs(ben, 0.75 ether, input);
        vm.assertEq(rollup.credit(ben), 0, "credit");
        vm.assertTrue(rollup.stake(ben) != 0, "stake");
    }

    // ---------------------------------------------------------------- behind

    /// The child of an assertion that did not get through its range need not wait (attack 14).
    function test_behind_childAtOnce() public {
        (bytes memory state, History memory h) = claim(1, 6);
        bytes32 id = assertAs(ann, genesis(), rangeOf(7), state, h);
        vm.assertTrue(rollup.assertion(id).behind, "behind");
        (bytes memory more, History memory g) = claim(2, 7);
        assertAs(ann, child(genesis(), state, h), rangeOf(7), more, g);
        vm.assertFalse(rollup.assertion(idOf(child(child(genesis(), state, h), more, g))).behind, "not behind");
    }

    /// A stuck state is never behind, nor is one whose numbers are as large as can be (attack 25).
    function test_behind_not() public {
        bytes memory stuck = stuckBehind(GENESIS);
        bytes32 id = assertAs(ann, genesis(), rangeOf(7), stuck, Histories.constant_(16, keccak256(stuck)));
        vm.assertFalse(rollup.assertion(id).behind, "stuck");
        bytes memory most = stateOf(type(uint64).max, SENDS, type(uint64).max);
        id = assertAs(ben, genesis(), rangeOf(7), most, Histories.constant_(16, keccak256(most)));
        vm.assertFalse(rollup.assertion(id).behind, "most");
    }

    /// A liar who is behind chains a hundred assertions at once: with one stake, none of which he gets back (attack 15).
    function test_behind_chain() public {
        Parent memory p = genesis();
        uint256 spent = 0;
        for (uint256 i = 1; i <= 100; i++) {
            (bytes memory state, History memory h) = claim(i, 0);
            assertAs(ben, p, rangeOf(7), state, h);
            p = child(p, state, h);
            spent += i;
        }
        vm.assertEq(rollup.stake(ben), idOf(p), "tip");
        vm.assertEq(address(rollup).balance, BOND_A * 1 gwei, "one stake");
        (bytes memory state_, History memory h_) = claim(777, 7);
        assertAs(ann, genesis(), rangeOf(7), state_, h_);
        Level memory l = levelA(genesis(), rangeOf(7), h_);
        splitAs(ann, l, 16, 0);
        mine(THRESHOLD);
        update(l, 16, 0);
        rollup.confirm(genesis(), state_, h_.root());
        refused(ben, abi.encodeCall(IRollup.unstake, ()), IRollup.NotConfirmed.selector);
    }

    // ---------------------------------------------------------------- confirm

    function test_confirm_alone() public {
        (bytes memory state, History memory h) = claim(1, 7);
        bytes32 id = assertAs(ann, genesis(), rangeOf(7), state, h);
        bytes memory input = abi.encodeCall(IRollup.confirm, (genesis(), state, h.root()));
        mine(THRESHOLD - 1);
        refused(cat, 0, input, err(IDispute.TooEarly.selector, height + 1));
        mine(1);
        vm.expectEmit(address(rollup));
        emit IDispute.Settled(originOf(genesis(), rangeOf(7)), nodeOf(rootOf(levelA(genesis(), rangeOf(7), h))), 0, 0);
        vm.expectEmit(address(rollup));
        emit IRollup.Confirmed(id, SENDS);
        callAs(cat, 0, input);
        vm.assertEq(rollup.latest(), id, "latest");
        vm.assertEq(uint256(rollup.assertion(id).status), uint256(Status.Confirmed), "status");
        vm.assertTrue(rollup.cohort(originOf(genesis(), rangeOf(7))).settled, "settled");
        vm.assertTrue(rollup.isConfirmed(SENDS), "sends");
        vm.assertEq(rollup.confirmedAt(SENDS), height, "height");
        refused(cat, input, IRollup.UnknownAssertion.selector);
    }

    /// What is not asserted, what is confirmed, whose parent waits, what lost, what is too young: in this order.
    function test_confirm_refusals() public {
        Fight memory f = newFight(3, 2, 1);
        bytes memory right = confirmCall(f, f.right);
        bytes memory wrong = confirmCall(f, f.wrong);
        refused(cat, right, IRollup.UnknownAssertion.selector);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        Parent memory p = child(genesis(), f.right.state, f.right.a.h);
        mine(MIN_GAP);
        (bytes memory state, History memory h) = claim(9, 7);
        assertAs(ann, p, rangeOf(7), state, h);
        bytes memory input = abi.encodeCall(IRollup.confirm, (p, state, h.root()));
        refused(cat, input, IRollup.ParentNotConfirmed.selector);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        refused(cat, 0, wrong, err(IDispute.TooEarly.selector, height + THRESHOLD));
        mine(THRESHOLD - MIN_GAP);
        refused(cat, 0, right, err(IDispute.TooEarly.selector, height + THRESHOLD - MIN_GAP));
        splitAs(ann, f.right.a, 16, 3);
        mine(THRESHOLD);
        update(f.right.a, 16, 3);
        callAs(cat, 0, right);
        refused(cat, wrong, IDispute.AlreadySettled.selector);
        callAs(cat, 0, input);
    }

    /// The state's bytes are those that were asserted.
    function test_confirm_otherState_refused() public {
        (bytes memory state, History memory h) = claim(1, 7);
        assertAs(ann, genesis(), rangeOf(7), state, h);
        mine(THRESHOLD);
        bytes memory other = stateOf(1, keccak256("more"), 7);
        bytes memory input = abi.encodeCall(IRollup.confirm, (genesis(), other, h.root()));
        refused(cat, input, IRollup.UnknownAssertion.selector);
        input = abi.encodeCall(IRollup.confirm, (genesis(), state, h.span(15, 0)));
        refused(cat, input, IRollup.UnknownAssertion.selector);
    }

    /// A parent and its child are confirmed in one block, the child after a longer wait (attack 65).
    function test_confirm_inOrder() public {
        (bytes memory state, History memory h) = claim(1, 7);
        assertAs(ann, genesis(), rangeOf(7), state, h);
        mine(MIN_GAP);
        Parent memory p = child(genesis(), state, h);
        (bytes memory more, History memory g) = claim(2, 7);
        assertAs(ann, p, rangeOf(7), more, g);
        mine(3 * THRESHOLD);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(IRollup.confirm, (genesis(), state, h.root()));
        calls[1] = abi.encodeCall(IRollup.confirm, (p, more, g.root()));
        refused(cat, calls[1], IRollup.ParentNotConfirmed.selector);
        rollup.batch(calls);
        vm.assertEq(rollup.latest(), idOf(child(p, more, g)), "latest");
    }

    /// The height at which a root was confirmed first stays.
    function test_confirm_sendsAgain_firstHeight() public {
        (bytes memory state, History memory h) = claim(1, 7);
        assertAs(ann, genesis(), rangeOf(7), state, h);
        mine(THRESHOLD);
        rollup.confirm(genesis(), state, h.root());
        uint256 first = height;
        (bytes memory more, History memory g) = claim(2, 7);
        Parent memory p = child(genesis(), state, h);
        assertAs(ann, p, rangeOf(7), more, g);
        mine(THRESHOLD);
        rollup.confirm(p, more, g.root());
        vm.assertEq(rollup.confirmedAt(SENDS), first, "height");
    }

    // ---------------------------------------------------------------- stuck

    /// A stuck state stops the rollup at the last good one, which still pays (attacks 16, 75).
    function test_last() public {
        bytes memory good = stateOf(5, keccak256("before"), 7);
        bytes memory call = abi.encodeCall(IRollup.last, (good));
        refused(cat, call, IRollup.NotConfirmed.selector);
        bytes memory stuck = stuckBehind(keccak256(good));
        History memory h = Histories.constant_(16, keccak256(good)).then_(9, keccak256(stuck));
        bytes32 id = assertAs(ann, genesis(), rangeOf(7), stuck, h);
        mine(THRESHOLD);
        refused(cat, call, IRollup.NotConfirmed.selector);
        vm.expectEmit(address(rollup));
        emit IRollup.Confirmed(id, 0);
        rollup.confirm(genesis(), stuck, h.root());
        vm.assertEq(rollup.stuckAt(), keccak256(good), "stuckAt");
        vm.assertFalse(rollup.isConfirmed(0), "nothing was sent");
        refused(cat, abi.encodeCall(IRollup.last, (stateOf(6, SENDS, 7))), IRollup.WrongState.selector);
        refused(cat, abi.encodeCall(IRollup.last, (stuck)), IRollup.WrongState.selector);
        vm.expectEmit(address(rollup));
        emit IRollup.LastKnown(keccak256(good), keccak256("before"));
        callAs(cat, 0, call);
        vm.assertEq(rollup.confirmedAt(keccak256("before")), height, "height");
        mine(1);
        callAs(cat, 0, call);
        vm.assertEq(rollup.confirmedAt(keccak256("before")), height - 1, "once is enough");
    }

    /// Behind a stuck state comes itself; the state that it stands for does not change.
    function test_last_childStuckToo() public {
        bytes memory stuck = stuckBehind(GENESIS);
        History memory h = Histories.constant_(16, keccak256(stuck));
        assertAs(ann, genesis(), rangeOf(7), stuck, h);
        mine(THRESHOLD);
        rollup.confirm(genesis(), stuck, h.root());
        Parent memory p = child(genesis(), stuck, h);
        assertAs(ann, p, rangeOf(7), stuck, h);
        // Somebody gets another stuck state confirmed, since nobody is there to object.
        mine(THRESHOLD);
        rollup.confirm(p, stuck, h.root());
        vm.assertEq(rollup.stuckAt(), GENESIS, "stuckAt");
        bytes memory other = stuckBehind(keccak256(stuck));
        History memory g = Histories.constant_(16, keccak256(other));
        Parent memory q = child(p, stuck, h);
        assertAs(ben, q, rangeOf(7), other, g);
        mine(THRESHOLD);
        rollup.confirm(q, other, g.root());
        vm.assertEq(rollup.stuckAt(), GENESIS, "stuckAt is set once");
    }

    /// Somebody stuck behind bytes that are no state of L2 makes nothing known.
    function test_last_noState_refused() public {
        bytes memory inner = stuckBehind(GENESIS);
        bytes memory stuck = stuckBehind(keccak256(inner));
        History memory h = Histories.constant_(16, keccak256(stuck));
        assertAs(ann, genesis(), rangeOf(7), stuck, h);
        mine(THRESHOLD);
        rollup.confirm(genesis(), stuck, h.root());
        refused(cat, abi.encodeCall(IRollup.last, (inner)), IRollup.WrongState.selector);
    }

    // ---------------------------------------------------------------- stakes (attacks 21, 22)

    function test_unstake() public {
        (bytes memory state, History memory h) = claim(1, 7);
        bytes memory call = abi.encodeCall(IRollup.unstake, ());
        refused(ann, call, IRollup.NotConfirmed.selector);
        assertAs(ann, genesis(), rangeOf(7), state, h);
        refused(ann, call, IRollup.NotConfirmed.selector);
        mine(THRESHOLD);
        rollup.confirm(genesis(), state, h.root());
        vm.expectEmit(address(rollup));
        emit IRollup.Unstaked(ann);
        callAs(ann, 0, call);
        vm.assertEq(rollup.credit(ann), BOND_A * 1 gwei, "credit");
        vm.assertEq(rollup.stake(ann), 0, "stake");
        refused(ann, call, IRollup.NotConfirmed.selector);
        vm.prank(ann);
        rollup.withdraw(ann);
        vm.assertEq(ann.balance, 1_000_000 ether, "all is back");
        vm.assertEq(address(rollup).balance, 0, "nothing is left");
    }

    /// A stake whose tip waits, lost, or was replaced is not given back.
    function test_unstake_pendingVoid_refused() public {
        Fight memory f = newFight(3, 2, 1);
        play(f, 1);
        splitAs(ann, f.right.a, 16, 3);
        mine(THRESHOLD);
        update(f.right.a, 16, 3);
        bytes memory call = abi.encodeCall(IRollup.unstake, ());
        refused(ann, call, IRollup.NotConfirmed.selector);
        confirm(f, f.right);
        refused(ben, call, IRollup.NotConfirmed.selector);
        callAs(ann, 0, call);
        mine(3 * THRESHOLD);
        refused(ben, call, IRollup.NotConfirmed.selector);
    }

    /// Who vouched for one side cannot vouch for the other, nor for anything behind it.
    function test_stake_otherSide_refused() public {
        Fight memory f = newFight(3, 2, 1);
        play(f, 1);
        mine(MIN_GAP);
        (bytes memory state, History memory h) = claim(9, 7);
        bytes memory input = assertCall(child(genesis(), f.wrong.state, f.wrong.a.h), rangeOf(7), state, h);
        refused(ann, 9 ether, input, err(IRollup.NotTip.selector));
        (state, h) = claim(8, 7);
        refused(ann, 9 ether, assertCall(genesis(), rangeOf(7), state, h), err(IRollup.NotTip.selector));
        // An assertion that is there is no move of a stake that stands elsewhere.
        input = assertCall(genesis(), rangeOf(7), f.wrong.state, f.wrong.a.h);
        callAs(ann, 1 ether, input);
        vm.assertEq(rollup.stake(ann), idOf(child(genesis(), f.right.state, f.right.a.h)), "tip");
        vm.assertEq(rollup.credit(ann), 1 ether, "credit");
    }

    /// Nobody else moves a stake (C4 2024-05 H-01): a stranger repeats an assertion for whose parent somebody vouches.
    function test_stake_stranger_doesNotMove() public {
        (bytes memory state, History memory h) = claim(1, 7);
        bytes32 tip = assertAs(ann, genesis(), rangeOf(7), state, h);
        mine(MIN_GAP);
        Parent memory p = child(genesis(), state, h);
        (bytes memory bad, History memory g) = claim(66, 7);
        assertAs(ben, p, rangeOf(7), bad, g);
        assertAs(stranger, p, rangeOf(7), bad, g, 0);
        vm.assertEq(rollup.stake(ann), tip, "tip");
        vm.assertEq(rollup.stake(stranger), 0, "no stake from nothing");
    }

    /// A copy of an assertion comes first: the author's value is credit, and the stake moves to the copy.
    function test_stake_copyFirst_moves() public {
        (bytes memory state, History memory h) = claim(1, 7);
        assertAs(ann, genesis(), rangeOf(7), state, h);
        mine(MIN_GAP);
        Parent memory p = child(genesis(), state, h);
        (bytes memory more, History memory g) = claim(2, 7);
        bytes32 copy = assertAs(stranger, p, rangeOf(7), more, g);
        bytes memory input = assertCall(p, rangeOf(7), more, g);
        vm.expectEmit(address(rollup));
        emit IRollup.Moved(ann, copy);
        callAs(ann, 2 ether, input);
        vm.assertEq(rollup.stake(ann), copy, "tip");
        vm.assertEq(rollup.credit(ann), 2 ether, "credit");
        vm.assertEq(rollup.assertion(copy).author, stranger, "author");
        mine(THRESHOLD);
        rollup.confirm(genesis(), state, h.root());
        rollup.confirm(p, more, g.root());
        callAs(ann, 0, abi.encodeCall(IRollup.unstake, ()));
        callAs(stranger, 0, abi.encodeCall(IRollup.unstake, ()));
        vm.assertEq(rollup.credit(ann), 2 ether + BOND_A * 1 gwei, "all is back");
    }

    // ---------------------------------------------------------------- values

    /// A state, and a history that comes to it.
    function claim(uint256 seed, uint64 batch) internal pure returns (bytes memory state, History memory h) {
        state = stateOf(seed, SENDS, batch);
        h = Histories.constant_(16, keccak256(abi.encode("way", seed))).then_(5, keccak256(state));
    }

    /// Other assertions behind a parent, each by somebody else.
    function crowd(Parent memory parent, uint256 n) internal {
        crowd(parent, n, 0);
    }

    function crowd(Parent memory parent, uint256 n, uint256 from) internal {
        for (uint256 i = from; i < from + n; i++) {
            address who = address(uint160(0xc0d0 + i));
            vm.deal(who, 100 ether);
            (bytes memory state, History memory h) = claim(1000 + i, 7);
            assertAs(who, parent, rangeOf(7), state, h);
        }
    }

    function cut(bytes memory b, uint256 n) internal pure returns (bytes memory c) {
        c = new bytes(b.length - n);
        for (uint256 i = 0; i < c.length; i++) {
            c[i] = b[i];
        }
    }
}
