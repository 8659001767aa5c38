// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDispute, Ref} from "../../src/rollup/IDispute.sol";
import {IRollup, Parent} from "../../src/rollup/IRollup.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, Level, RollupTest, Side} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// Attacks that go through several moves. Others stand beside the move that they are about.
contract AttacksTest is RollupTest {
    using Histories for History;

    // ---------------------------------------------------------------- reorganisations

    /// A reorganisation replaces the claim that a move answers: the move finds no such node, and does nothing (attack 24).
    function test_reorg_otherClaim_noNode() public {
        Fight memory f = newFight(0x30, 2, 1);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        Side memory other = newSide(f, ben, 5);
        assertAs(ben, f.parent, f.range, other.state, other.a.h);
        refused(ann, splitCall(f.wrong.a, 16, 0), IDispute.NoNode.selector);
        refused(ann, updateCall(f.wrong.a, 16, 0), IDispute.NoNode.selector);
        refused(ann, confirmCall(f, f.wrong), IRollup.UnknownAssertion.selector);
        callAs(ann, 0, splitCall(f.right.a, 16, 0)); // is right whomever it answers
    }

    /// The same assertion with other input behind it: whoever builds on what he saw before is refused, and keeps his bond (attack 47).
    function test_reorg_otherInput_wrongRange() public {
        (bytes memory state, History memory h) = claim(1);
        inbox.hold(9);
        assertAs(ann, genesis(), rangeOf(7), state, h);
        mine(MIN_GAP);
        Parent memory p = child(genesis(), state, h);
        (bytes memory more, History memory g) = claim(2);
        bytes memory input = assertCall(p, rangeOf(8), more, g);
        refused(ann, 0, input, err(IRollup.WrongRange.selector));
        vm.assertEq(rollup.stake(ann), idOf(p), "tip");
        assertAs(ann, p, rangeOf(9), more, g);
    }

    /// Histories of one assertion with two ends are two disputes: nothing of one counts in the other (attack 46).
    function test_replay_otherOrigin_noNode() public {
        Fight memory f = newFight(0x30, 2, 1);
        play(f, 2);
        rollup = deploy(config()); // the same but for what happened
        mine(MIN_GAP);
        refused(ann, splitCall(f.right.a, 16, 0), IDispute.NoNode.selector);
        refused(ann, 1 ether, refineLeafCall(f, f.right), err(IDispute.NoNode.selector));
        refused(ann, proveCall(f.right, f.c), IDispute.NoNode.selector);
        inbox.hold(8);
        rollup = deploy(config());
        mine(MIN_GAP);
        bytes memory input = assertCall(f.parent, f.range, f.right.state, f.right.a.h);
        refused(ann, 1 ether, input, err(IRollup.WrongRange.selector));
    }

    // ---------------------------------------------------------------- verdicts

    /// A step is proven in the block in which the wrong side has earned the threshold elsewhere: there is one verdict, and time that was
    /// earned is neither lost nor given (attack 39).
    function test_verdict_proofAtTheLastBlock() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 6);
        mine(THRESHOLD);
        // All parts of the wrong side but the one on the way to the step have their time by now.
        vm.assertEq(betaOf(refOf(f.wrong.a, 12, 0x1000)), THRESHOLD, "beside the way");
        proveAs(ann, f, f.right);
        updateAll(f);
        updateWrong(f);
        vm.assertEq(betaOf(rootOf(f.wrong.a)), 0, "the wrong side");
        vm.assertEq(betaOf(rootOf(f.right.a)), THRESHOLD, "the right side");
        refused(ben, 0, confirmCall(f, f.wrong), err(IDispute.TooEarly.selector, height + THRESHOLD));
        confirm(f, f.right);
        mine(5 * THRESHOLD);
        updateWrong(f);
        vm.assertEq(betaOf(rootOf(f.wrong.a)), 0, "for ever");
        refused(ben, confirmCall(f, f.wrong), IDispute.AlreadySettled.selector);
    }

    function updateWrong(Fight memory f) private {
        updateUp(f.wrong.c, f.c);
        updateFrom(f.wrong.b, f.b, f.wrong.c);
        updateUp(f.wrong.b, f.b);
        updateFrom(f.wrong.a, f.a, f.wrong.b);
        updateUp(f.wrong.a, f.a);
    }

    /// If nobody answered for longer than the threshold two sides may both have earned it. The contract takes one of them, the first that
    /// is confirmed, and pays once (attack 41).
    function test_verdict_twoAtTheThreshold_one() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        mine(THRESHOLD);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        splitAs(ann, f.right.a, 16, 0);
        mine(THRESHOLD);
        update(f.right.a, 16, 0);
        confirm(f, f.right);
        refused(ben, confirmCall(f, f.wrong), IDispute.AlreadySettled.selector);
        refused(ben, abi.encodeCall(IRollup.unstake, ()), IRollup.NotConfirmed.selector);
        vm.assertEq(rollup.credit(ann), uint256(BOND_A) * 1e8 + SPLIT * 1 gwei, "reward and refund");
    }

    /// Who contradicts himself below a settled cohort, or opens a dispute about a false state, moves no money but his own.
    function test_verdict_falseTerritory() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 1);
        mine(MIN_GAP);
        Parent memory lie = child(f.parent, f.wrong.state, f.wrong.a.h);
        Fight memory g = newFight(lie, rangeOf(7), 0, 0, 0);
        assertAs(ben, g.parent, g.range, g.wrong.state, g.wrong.a.h);
        assertAs(cat, g.parent, g.range, g.right.state, g.right.a.h);
        splitAs(cat, f.right.a, 16, 0);
        splitAs(cat, g.right.a, 16, 0);
        mine(THRESHOLD);
        update(g.right.a, 16, 0);
        refused(cat, 0, confirmCall(g, g.right), err(IRollup.ParentNotConfirmed.selector));
        update(f.right.a, 16, 0);
        confirm(f, f.right);
        refused(cat, 0, confirmCall(g, g.right), err(IRollup.ParentNotConfirmed.selector));
        refused(cat, abi.encodeCall(IRollup.unstake, ()), IRollup.NotConfirmed.selector);
        uint256 owed = rollup.credit(ann) + rollup.credit(cat) + BOND_A * 1 gwei;
        vm.assertTrue(address(rollup).balance >= owed + rollup.burnt() * 1 gwei, "solvent");
    }

    // ---------------------------------------------------------------- clocks (attack 69)

    /// An assertion that is made again resets nothing.
    function test_repeat_assert_noClock() public {
        Fight memory f = newFight(0x30, 2, 1);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        bytes32 id = idOf(child(f.parent, f.right.state, f.right.a.h));
        bytes32 before = keccak256(abi.encode(rollup.assertion(id), rollup.cohort(f.right.a.origin)));
        for (uint256 i = 0; i < 4; i++) {
            mine(THRESHOLD / 4);
            inbox.hold(uint64(8 + i));
            assertAs(i % 2 == 0 ? ben : ann, f.parent, f.range, f.right.state, f.right.a.h, 0);
            vm.assertEq(keccak256(abi.encode(rollup.assertion(id), rollup.cohort(f.right.a.origin))), before, "changed");
        }
        confirm(f, f.right);
    }

    // ---------------------------------------------------------------- what others read (attack 70)

    /// A root that may still lose is not confirmed, and one that was confirmed stays so.
    function test_sends_onlyOnceConfirmed() public {
        Fight memory f = newFight(0x30, 2, 1);
        bytes32 right = keccak256(abi.encode("sends", uint256(1)));
        bytes32 wrong = keccak256(abi.encode("sends", uint256(2)));
        play(f, 1);
        splitAs(ann, f.right.a, 16, 0);
        mine(THRESHOLD);
        update(f.right.a, 16, 0);
        vm.assertFalse(rollup.isConfirmed(right) || rollup.isConfirmed(wrong), "too early");
        confirm(f, f.right);
        vm.assertTrue(rollup.isConfirmed(right), "confirmed");
        mine(10 * THRESHOLD);
        vm.assertTrue(rollup.isConfirmed(right) && !rollup.isConfirmed(wrong), "for ever");
    }

    // ---------------------------------------------------------------- code (I5)

    /// The code has one call that may change something, that of withdraw; one to itself, that of batch; and one each to the inbox and the
    /// machine that may not.
    function test_code_calls() public view {
        bytes memory code = address(rollup).code;
        uint256[256] memory count;
        for (uint256 i = 0; i < code.length; i++) {
            uint8 op = uint8(code[i]);
            count[op]++;
            if (op >= 0x60 && op <= 0x7f) i += op - 0x5f; // what is pushed is no code
        }
        vm.assertEq(count[0xf1], 1, "CALL");
        vm.assertEq(count[0xf4], 1, "DELEGATECALL");
        vm.assertEq(count[0xfa], 2, "STATICCALL");
        vm.assertEq(count[0xf2] + count[0xf0] + count[0xf5] + count[0xff], 0, "CALLCODE, CREATE, CREATE2, SELFDESTRUCT");
        vm.assertEq(count[0x32], 0, "ORIGIN");
    }

    function claim(uint256 seed) private pure returns (bytes memory state, History memory h) {
        state = stateOf(seed, 0, 7);
        h = Histories.constant_(16, keccak256(state));
    }
}
