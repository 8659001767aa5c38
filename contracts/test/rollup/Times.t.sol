// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDispute, Ref} from "../../src/rollup/IDispute.sol";
import {Parent} from "../../src/rollup/IRollup.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, Level, RollupTest, Seen, Side} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// What a node earns, and how the rollup hears of it: update, updateFrom.
contract TimesTest is RollupTest {
    using Histories for History;

    // ---------------------------------------------------------------- update

    /// A node has its own time and the least of its parts'.
    function test_update_least() public {
        Fight memory f = newFight(0x3003, 2, 1);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        mine(10);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        splitAs(ann, f.right.a, 16, 0);
        mine(20);
        splitAs(ann, f.wrong.a, 16, 0);
        mine(30);
        Ref memory v = rootOf(f.right.a);
        vm.assertEq(betaOf(v), 10, "before the update");
        vm.expectEmit(address(rollup));
        emit IDispute.Raised(nodeOf(v), 30);
        update(f.right.a, 16, 0);
        vm.assertEq(betaOf(v), 30, "10 of its own and 20 of the part that has a rival");
        vm.assertEq(betaOf(refOf(f.right.a, 12, 0)), 50, "a part that has none");
        update(f.wrong.a, 16, 0);
        vm.assertEq(betaOf(rootOf(f.wrong.a)), 0, "the wrong side");
    }

    /// An update that shows nothing new changes nothing and says nothing, however late and often it comes (attacks 51, 34).
    function test_update_again_nothing() public {
        Fight memory f = newFight(0x3003, 2, 1);
        play(f, 1);
        splitAs(ann, f.right.a, 16, 0);
        mine(THRESHOLD - 1);
        for (uint256 i = 0; i < 3; i++) {
            update(f.right.a, 16, 0);
            vm.assertEq(betaOf(rootOf(f.right.a)), THRESHOLD - 1 + i, "time");
            vm.recordLogs();
            update(f.right.a, 16, 0);
            vm.assertEq(vm.getRecordedLogs().length, 0, "events");
            mine(1);
        }
        confirm(f, f.right);
        update(f.right.a, 16, 0);
        vm.assertEq(betaOf(rootOf(f.right.a)), THRESHOLD + 2, "after the end");
        vm.assertEq(rollup.credit(stranger), 0, "updates are not refunded");
    }

    function test_update_refusals() public {
        Fight memory f = newFight(0x3003, 2, 1);
        refused(cat, updateCall(f.right.a, 16, 0), IDispute.NoNode.selector);
        play(f, 1);
        refused(cat, updateCall(f.right.a, 16, 0), IDispute.WrongChildren.selector);
        splitAs(ann, f.right.a, 16, 0);
        bytes32[16] memory other = f.wrong.a.h.parts(16, 0);
        bytes memory input = abi.encodeCall(IDispute.update, (rootOf(f.right.a), other));
        refused(cat, input, IDispute.WrongChildren.selector);
        // A leaf that was continued has the flag of a node that was cut, and no parts.
        Fight memory g = newFight(0x30, 2, 1);
        (g.right.who, g.wrong.who) = (cat, stranger);
        play(g, 3);
        input = abi.encodeCall(IDispute.update, (refOf(g.right.a, 0, g.a), other));
        refused(cat, input, IDispute.WrongChildren.selector);
    }

    /// No time is counted twice on a way down, whatever merges: after any play it is at most what passed (I1, attack 40).
    function test_update_wholePath() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        uint256 born = height;
        mine(3);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        splitSlowly(f.right.a, f.wrong.a, f.a);
        refineLeafAs(ann, f, f.right);
        mine(3);
        refineLeafAs(ben, f, f.wrong);
        splitSlowly(f.right.b, f.wrong.b, f.b);
        refineStrideAs(ann, f, f.right);
        mine(3);
        refineStrideAs(ben, f, f.wrong);
        splitSlowly(f.right.c, f.wrong.c, f.c);
        proveAs(cat, f, f.right);
        updateAll(f);
        vm.assertEq(betaOf(rootOf(f.right.c)), 15, "five nodes of three blocks each");
        vm.assertEq(betaOf(rootOf(f.right.a)), height - born, "all the time that passed");
        mine(THRESHOLD);
        updateAll(f);
        vm.assertEq(betaOf(rootOf(f.right.a)), height - born, "and no more");
        confirm(f, f.right);
    }

    /// Cuts both sides down to a leaf, three blocks between the one and the other.
    function splitSlowly(Level memory right, Level memory wrong, uint256 pos) private {
        for (uint256 len = right.h.height; len > 0; len -= 4) {
            splitAs(ann, right, len, pos);
            if (len > 4) mine(3);
            splitAs(ben, wrong, len, pos);
        }
    }

    /// A part has all that is left to earn when the threshold is near: the wrong side cuts one block before that at each depth, and
    /// wins nothing by it (attack 3).
    function test_update_justInTime() public {
        Fight memory f = newFight(0x3003, 2, 1);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        mine(THRESHOLD - 1);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        for (uint256 len = 16; len > 4; len -= 4) {
            splitAs(ben, f.wrong.a, len, f.a);
            splitAs(ann, f.right.a, len, f.a);
        }
        mine(1);
        for (uint256 len = 8; len <= 16; len += 4) {
            update(f.right.a, len, f.a);
        }
        vm.assertEq(betaOf(rootOf(f.right.a)), THRESHOLD - 1, "the part that is contradicted has nothing yet");
        splitAs(ben, f.wrong.a, 4, f.a);
        splitAs(ann, f.right.a, 4, f.a);
        playOn(f, 7);
        updateAll(f);
        refused(cat, 0, confirmCall(f, f.right), err(IDispute.TooEarly.selector, height + 1));
        mine(1);
        updateAll(f);
        confirm(f, f.right);
    }

    /// Two nodes of one place in one block: the first has earned nothing (attack 40).
    function test_rival_sameBlock() public {
        Fight memory f = newFight(0x3003, 2, 1);
        play(f, 1);
        Seen memory n = look(rootOf(f.right.a));
        vm.assertTrue(n.first && n.t1 == height && n.t2 == height, "times");
        mine(50);
        vm.assertEq(betaOf(rootOf(f.right.a)), 0, "time");
    }

    /// A side that contradicts itself stops its own clock, and no other one (attack 40).
    function test_rival_ofItself() public {
        Fight memory f = newFight(0x3003, 2, 1);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        mine(5);
        Side memory s = newSide(f, cat, 3);
        assertAs(cat, f.parent, f.range, s.state, s.a.h);
        mine(THRESHOLD);
        vm.assertEq(betaOf(rootOf(f.wrong.a)), 5, "stopped by its own rival");
        refused(ben, 0, confirmCall(f, f.wrong), err(IDispute.TooEarly.selector, height + THRESHOLD - 5));
    }

    /// The second node of a place stops the first one's clock; a third one, later, changes nothing.
    function test_rival_third_noClock() public {
        Fight memory f = newFight(0x3003, 2, 1);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        mine(5);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        uint256 second = height;
        mine(9);
        Side memory s = newSide(f, cat, 3);
        assertAs(cat, f.parent, f.range, s.state, s.a.h);
        Seen memory n = look(rootOf(f.right.a));
        vm.assertTrue(n.t1 == second - 5 && n.t2 == second && n.beta == 5, "first");
        vm.assertEq(betaOf(rootOf(f.wrong.a)) + betaOf(rootOf(s.a)), 0, "the others");
    }

    /// A third side that agrees with the second one about a leaf puts it once more: what is known about it stays.
    function test_rival_again_keepsWhatIsKnown() public {
        Fight memory f = newFight(0x3003, 2, 1);
        play(f, 2);
        refineLeafAs(ben, f, f.wrong);
        mine(5);
        updateFrom(f.wrong.a, f.a, f.wrong.b);
        bytes32 before = keccak256(abi.encode(look(refOf(f.wrong.a, 0, f.a))));
        vm.assertEq(betaOf(refOf(f.wrong.a, 0, f.a)), 5, "time");
        Side memory s = newSide(f, cat, 3);
        s.a.h = parting(16, stateBefore(f.wrong.a, f.a), f.a, f.wrong.next, keccak256(s.state));
        assertAs(cat, f.parent, f.range, s.state, s.a.h);
        for (uint256 len = 16; len > 0; len -= 4) {
            splitAs(cat, s.a, len, f.a);
        }
        vm.assertEq(nodeOf(refOf(s.a, 0, f.a)), nodeOf(refOf(f.wrong.a, 0, f.a)), "the same leaf");
        vm.assertEq(keccak256(abi.encode(look(refOf(f.wrong.a, 0, f.a)))), before, "changed");
    }

    // ---------------------------------------------------------------- updateFrom

    /// A leaf has its own time and the most of what continues it.
    function test_updateFrom_most() public {
        Fight memory f = newFight(0x30, 0x110, 1);
        play(f, 2);
        Side memory frenemy = newSide(f, ben, 4);
        // The frenemy continues the right leaf by a history that comes to the same end in a wrong way.
        frenemy.b.h = Histories.constant_(16, keccak256("wrong way")).then_(0xffff, f.right.b.h.stateAt(0xffff));
        (frenemy.a, frenemy.next, frenemy.run) = (f.right.a, f.right.next, f.right.run);
        frenemy.b.origin = f.right.b.origin;
        refineLeafAs(ben, f, frenemy);
        mine(4);
        refineLeafAs(ann, f, f.right);
        mine(9);
        updateFrom(f.right.a, f.a, frenemy.b);
        vm.assertEq(betaOf(refOf(f.right.a, 0, f.a)), 4, "from the wrong one: it was first");
        splitAs(ann, f.right.b, 16, f.b);
        mine(9);
        update(f.right.b, 16, f.b);
        vm.expectEmit(address(rollup));
        emit IDispute.Raised(nodeOf(refOf(f.right.a, 0, f.a)), 9);
        updateFrom(f.right.a, f.a, f.right.b);
        updateFrom(f.right.a, f.a, frenemy.b);
        vm.assertEq(betaOf(refOf(f.right.a, 0, f.a)), 9, "never less");
    }

    /// A history gives its time to the node that it continues, and to no rival of it (C4 2024-05 H-02, attacks 19, 20).
    function test_updateFrom_rival_refused() public {
        Fight memory f = newFight(0x30, 0x110, 1);
        play(f, 5);
        refused(cat, updateFromCall(f.wrong.a, f.a, f.right.b), IDispute.WrongClaim.selector);
        refused(cat, updateFromCall(f.right.a, f.a, f.wrong.b), IDispute.WrongClaim.selector);
        refused(cat, updateFromCall(f.right.b, f.b, f.wrong.c), IDispute.WrongClaim.selector);
    }

    /// Histories of another level or cohort, and nodes that begin none (attack 20).
    function test_updateFrom_others_refused() public {
        Fight memory f = newFight(0x30, 0x110, 1);
        play(f, 6);
        refused(cat, updateFromCall(f.right.a, f.a, f.right.c), IDispute.WrongClaim.selector);
        refused(cat, updateFromCall(f.right.b, f.b, f.right.b), IDispute.WrongClaim.selector);
        refused(cat, updateFromCall(f.right.c, f.c, f.right.c), IDispute.WrongClaim.selector);
        Ref memory part = refOf(f.right.b, 12, 0);
        bytes memory input = abi.encodeCall(IDispute.updateFrom, (refOf(f.right.a, 0, f.a), part.span, part.base));
        refused(cat, input, IDispute.WrongClaim.selector);
        input = abi.encodeCall(IDispute.updateFrom, (refOf(f.right.a, 16, 0), part.span, part.base));
        refused(cat, input, IDispute.WrongClaim.selector);
        refused(cat, updateFromCall(f.right.a, f.a + 0x100, f.right.b), IDispute.NoNode.selector);
    }

    // ---------------------------------------------------------------- limits (attack 55)

    /// Times are cut where their bits end, and stay there.
    function test_limits_saturate() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        mine(5); // of the root's own, on top of all that is below it
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        splitDown(ann, f.right.a, f.wrong.a, f.a);
        playOn(f, 7);
        mine(2 << 20);
        vm.assertEq(betaOf(refOf(f.right.a, 12, 0x1000)), MAX_BETA, "a part that earned for two years");
        updateAll(f);
        vm.assertEq(betaOf(rootOf(f.right.a)), MAX_BETA, "the sum");
        updateAll(f);
        vm.assertEq(betaOf(rootOf(f.right.a)), MAX_BETA, "again");
        Seen memory n = look(rootOf(f.right.a));
        vm.assertTrue(n.exists && n.t1 < height && n.t2 == n.t1 + 5 && n.flags == 9, "what is beside the time");
    }

    /// At the last height that is stored the clocks stand still, and no field runs into another.
    function test_limits_lastHeight() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        mine((1 << 28) - 1 - height);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        mine((1 << 30) + 12_345);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        Seen memory n = look(rootOf(f.right.a));
        vm.assertTrue(n.first && n.t1 == (1 << 28) - 1 && n.t2 == n.t1 && n.beta == 0 && n.flags == 8, "first");
        splitDown(ann, f.right.a, f.wrong.a, f.a);
        playOn(f, 6);
        mine((1 << 30) + 678);
        n = look(refOf(f.right.a, 12, 0x1000));
        vm.assertTrue(n.first && n.t1 == (1 << 28) - 1 && n.t2 == 0 && n.beta == 0 && n.flags == 8, "part");
        refused(cat, 0, confirmCall(f, f.right), err(IDispute.TooEarly.selector, height + THRESHOLD));
    }
}
