// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Config} from "../../src/rollup/Config.sol";
import {Cohort, IDispute} from "../../src/rollup/IDispute.sol";
import {IRollup} from "../../src/rollup/IRollup.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, Level, RollupTest, Side} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// What a dispute costs and pays: refunds, settle, and what confirm does to a cohort.
contract MoneyTest is RollupTest {
    using Histories for History;

    uint256 private constant ALLOWANCE_A = 7_600_000; // gwei, at 2 gwei a unit of gas
    uint256 private constant ALLOWANCE_C = 12_800_000;
    uint256 private constant COHORTS = 1; // slot

    // ---------------------------------------------------------------- a whole dispute

    /// Every honest coin comes back with the gas of the moves and a tenth of what the liar loses; more than half of that stays for ever.
    function test_dispute_wholeAccount() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 7);
        mine(THRESHOLD);
        updateAll(f);
        confirm(f, f.right);
        callAs(stranger, 0, settleCall(f.right.b));
        callAs(stranger, 0, settleCall(f.right.c));
        callAs(ann, 0, abi.encodeCall(IRollup.unstake, ()));
        uint256 refundA = 8 * SPLIT + REFINE;
        uint256 refundB = 8 * SPLIT + REFINE;
        uint256 refundC = 10 * SPLIT + PROVE;
        uint256 liars = 2 * REFINE * 1 gwei; // he continued two nodes of his own
        uint256 bonds = (uint256(BOND_A) + BOND_B + BOND_C) * 1 gwei;
        uint256 rewards = bonds / 10;
        uint256 refunds = (refundA + refundB + refundC) * 1 gwei;
        vm.assertEq(rollup.credit(ann), bonds + rewards + refunds, "ann");
        vm.assertEq(rollup.credit(ben), liars, "ben");
        vm.assertEq(rollup.burnt() * 1 gwei, bonds - rewards - refunds - liars, "burnt");
        vm.assertTrue(2 * rollup.burnt() * 1 gwei >= bonds, "half");
        callAs(ann, 0, abi.encodeCall(IDispute.withdraw, (ann)));
        vm.assertEq(ann.balance, 1_000_000 ether + rewards + refunds, "balance");
        vm.assertEq(address(rollup).balance, rollup.burnt() * 1 gwei + liars, "what is left");
    }

    // ---------------------------------------------------------------- settle

    function test_settle_pays() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 4);
        mine(THRESHOLD);
        update(f.right.b, 4, f.b);
        update(f.right.b, 8, f.b);
        update(f.right.b, 12, f.b);
        update(f.right.b, 16, f.b);
        refused(cat, 0, settleCall(f.right.b), err(IDispute.TooEarly.selector, height + THRESHOLD));
        refineStrideAs(ann, f, f.right);
        mine(THRESHOLD);
        updateFrom(f.right.b, f.b, f.right.c);
        updateUp(f.right.b, f.b);
        Cohort memory c = rollup.cohort(f.right.b.origin);
        uint64 reward = BOND_B / 10;
        uint256 had = rollup.credit(ann);
        bytes memory input = settleCall(f.right.b);
        vm.expectEmit(address(rollup));
        emit IDispute.Settled(f.right.b.origin, nodeOf(rootOf(f.right.b)), reward, BOND_B - reward - c.spent);
        callAs(cat, 0, input);
        vm.assertEq(rollup.credit(ann), had + (uint256(BOND_B) + reward) * 1 gwei, "credit");
        vm.assertEq(rollup.burnt(), BOND_B - reward - c.spent, "burnt");
        refused(cat, input, IDispute.AlreadySettled.selector);
        refused(cat, settleCall(f.wrong.b), IDispute.AlreadySettled.selector);
    }

    /// Only what a refinement has put is settled: no assertion, no part of a history, nothing that is not there.
    function test_settle_others_refused() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        refused(cat, settleCall(f.right.b), IDispute.NoNode.selector);
        play(f, 4);
        mine(2 * THRESHOLD);
        refused(cat, settleCall(f.right.a), IDispute.NoNode.selector);
        bytes memory input = abi.encodeCall(IDispute.settle, (refOf(f.right.b, 12, 0x1000)));
        refused(cat, input, IDispute.NoNode.selector);
        refused(cat, settleCall(f.right.c), IDispute.NoNode.selector);
    }

    /// Who is alone in a cohort gets the bond back and no reward; the cohort above pays for the move (attack 52).
    function test_settle_alone() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 2);
        uint64 spent = rollup.cohort(f.right.a.origin).spent;
        refineLeafAs(cat, f, f.right);
        vm.assertEq(rollup.cohort(f.right.a.origin).spent, spent + REFINE, "refunded from above");
        mine(THRESHOLD);
        callAs(stranger, 0, settleCall(f.right.b));
        vm.assertEq(rollup.credit(cat), (uint256(BOND_B) + REFINE) * 1 gwei, "credit");
        vm.assertEq(rollup.burnt(), 0, "burnt");
    }

    /// Nothing expires: after three more thresholds without a move all can be settled as before (attack 38).
    function test_settle_late() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 7);
        mine(4 * THRESHOLD);
        updateAll(f);
        callAs(cat, 0, settleCall(f.right.c));
        callAs(cat, 0, settleCall(f.right.b));
        confirm(f, f.right);
        callAs(ann, 0, abi.encodeCall(IRollup.unstake, ()));
        vm.assertTrue(rollup.credit(ann) > (uint256(BOND_A) + BOND_B + BOND_C) * 11e8, "all bonds and rewards");
    }

    // ---------------------------------------------------------------- refunds

    /// The price is what the caller pays, up to the deployment's; none at all says nothing, and counts as that (attack 50).
    function test_refund_price() public {
        uint64[4] memory price = [uint64(1 gwei), 2 gwei, 1_000_000 gwei, 0];
        uint64[4] memory paid = [uint64(432_000), 864_000, 864_000, 864_000];
        for (uint256 i = 0; i < 4; i++) {
            rollup = deploy(config());
            mine(MIN_GAP);
            Fight memory f = newFight(0x30, 0x110, 0x210);
            play(f, 1);
            this.callFor(price[i], cat, splitCall(f.right.a, 16, 0));
            vm.assertEq(rollup.credit(cat), uint256(paid[i]) * 1 gwei, "refund");
            vm.assertEq(rollup.cohort(f.right.a.origin).spent, paid[i], "spent");
        }
    }

    /// A call within a transaction of that price.
    function callFor(uint256 price, address who, bytes calldata input) external {
        vm.txGasPrice(price);
        callAs(who, 0, input);
    }

    /// The last refund is cut to what the cohort may still spend, and then there is none (I2).
    function test_refund_cap() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 2);
        bytes32 origin = f.right.a.origin;
        vm.assertEq(rollup.cohort(origin).spent, 8 * SPLIT, "eight splits");
        vm.assertEq(rollup.credit(ann), 8 * SPLIT * 1 gwei, "credit");
        refineLeafAs(cat, f, f.right);
        vm.assertEq(rollup.cohort(origin).spent, 8 * SPLIT + REFINE, "a refinement");
        refineLeafAs(cat, f, f.wrong);
        vm.assertEq(rollup.cohort(origin).spent, 8 * SPLIT + 2 * REFINE, "and the other one");
        vm.assertTrue(8 * SPLIT + 2 * REFINE <= ALLOWANCE_A, "a whole path is refunded");
    }

    /// Whatever is asked for beyond that is cut to the rest, and then it is nothing. Honest and other moves never come to that, so the
    /// test writes what was spent.
    function test_refund_cutToTheRest() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 1);
        bytes32 slot = keccak256(abi.encode(f.right.a.origin, COHORTS));
        uint256 word = uint256(vm.load(address(rollup), slot));
        vm.assertEq(word, 2, "the slot of cohorts");
        vm.store(address(rollup), slot, bytes32(word | (ALLOWANCE_A - 1) << 32));
        vm.assertEq(rollup.cohort(f.right.a.origin).spent, ALLOWANCE_A - 1, "spent");
        splitAs(cat, f.right.a, 16, 0);
        vm.assertEq(rollup.credit(cat), 1 gwei, "the rest");
        splitAs(cat, f.wrong.a, 16, 0);
        vm.assertEq(rollup.credit(cat), 1 gwei, "nothing");
        vm.assertEq(rollup.cohort(f.right.a.origin).spent, ALLOWANCE_A, "all");
    }

    /// On the last level ten splits and a proof fit; what is made beyond that is cut to the rest.
    function test_refund_cap_proof() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 6);
        uint256 had = rollup.credit(cat);
        proveAs(cat, f, f.right);
        vm.assertEq(rollup.credit(cat) - had, PROVE * 1 gwei, "refund");
        uint256 spent = 10 * SPLIT + PROVE;
        vm.assertEq(rollup.cohort(f.right.c.origin).spent, spent, "spent");
        vm.assertTrue(spent <= ALLOWANCE_C, "a whole path is refunded");
    }

    /// The first refinement of a node is refunded, and no other one of the same node.
    function test_refund_firstRefinementOnly() public {
        Fight memory f = newFight(0x30, 0x110, 1);
        play(f, 2);
        // Comes to the same end in another way.
        Side memory other = newSide(f, cat, 4);
        other.b.h = Histories.constant_(16, keccak256("wrong way")).then_(0xffff, f.right.b.h.stateAt(0xffff));
        (other.a, other.next, other.run) = (f.right.a, f.right.next, f.right.run);
        other.b.origin = f.right.b.origin;
        refineLeafAs(stranger, f, f.right);
        vm.assertEq(rollup.credit(stranger), REFINE * 1 gwei, "the first");
        uint64 spent = rollup.cohort(f.right.a.origin).spent;
        refineLeafAs(cat, f, other);
        vm.assertEq(rollup.credit(cat), 0, "the second");
        vm.assertEq(rollup.cohort(f.right.a.origin).spent, spent, "spent");
        refineLeafAs(cat, f, f.wrong);
        vm.assertEq(rollup.credit(cat), REFINE * 1 gwei, "the first of another node");
    }

    /// Refunds are the mover's, whoever he is, and come from the losers: the winner's bond is whole (attack 50).
    function test_refund_liarMovesAll() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        splitDown(ben, f.right.a, f.wrong.a, f.a);
        refineLeafAs(ben, f, f.wrong);
        refineLeafAs(ann, f, f.right);
        splitDown(ben, f.right.b, f.wrong.b, f.b);
        refineStrideAs(ben, f, f.wrong);
        refineStrideAs(ann, f, f.right);
        splitDown(ben, f.right.c, f.wrong.c, f.c);
        proveAs(ben, f, f.right);
        mine(THRESHOLD);
        updateAll(f);
        confirm(f, f.right);
        callAs(cat, 0, settleCall(f.right.b));
        callAs(cat, 0, settleCall(f.right.c));
        callAs(ann, 0, abi.encodeCall(IRollup.unstake, ()));
        uint256 bonds = (uint256(BOND_A) + BOND_B + BOND_C) * 1 gwei;
        vm.assertEq(rollup.credit(ann), bonds + bonds / 10 + 2 * REFINE * 1 gwei, "ann");
        vm.assertTrue(rollup.credit(ben) <= bonds * 4 / 10, "ben");
        vm.assertTrue(rollup.burnt() * 1 gwei >= bonds / 2, "burnt");
        vm.assertTrue(address(rollup).balance >= rollup.credit(ann) + rollup.credit(ben), "solvent");
    }

    /// After the end moves are made for nothing, and change no money (attack 30).
    function test_refund_afterTheEnd_none() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 5);
        splitAs(ann, f.right.c, 20, 0);
        splitAs(ann, f.wrong.c, 20, 0);
        splitAs(ann, f.right.c, 16, 0); // the liar does not answer
        mine(THRESHOLD);
        update(f.right.c, 16, 0);
        update(f.right.c, 20, 0);
        updateFrom(f.right.b, f.b, f.right.c);
        updateUp(f.right.b, f.b);
        updateFrom(f.right.a, f.a, f.right.b);
        updateUp(f.right.a, f.a);
        confirm(f, f.right);
        callAs(cat, 0, settleCall(f.right.b));
        callAs(cat, 0, settleCall(f.right.c));
        (uint256 burnt, uint256 had) = (rollup.burnt(), rollup.credit(ann));
        splitAs(stranger, f.wrong.c, 16, 0);
        splitDown(stranger, f.right.c, f.wrong.c, f.c);
        proveAs(stranger, f, f.right);
        updateAll(f);
        vm.assertEq(rollup.credit(stranger), 0, "credit");
        vm.assertTrue(rollup.burnt() == burnt && rollup.credit(ann) == had, "money");
        vm.assertEq(betaOf(refOf(f.right.c, 0, f.c)), MAX_BETA, "the proof counts all the same");
    }

    // ---------------------------------------------------------------- who loses

    /// Both sides are one liar's, and nobody else says anything: he loses half of one stake, whoever wins (attack 7).
    function test_collusion_halfIsLost() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        assertAs(cat, f.parent, f.range, f.right.state, f.right.a.h);
        splitDown(ben, f.wrong.a, f.right.a, f.a);
        refineLeafAs(ben, f, f.wrong);
        mine(THRESHOLD);
        updateFrom(f.wrong.a, f.a, f.wrong.b);
        updateUp(f.wrong.a, f.a);
        confirm(f, f.wrong);
        callAs(ben, 0, settleCall(f.wrong.b));
        callAs(ben, 0, abi.encodeCall(IRollup.unstake, ()));
        uint256 bonds = (2 * uint256(BOND_A) + BOND_B) * 1 gwei;
        vm.assertTrue(rollup.credit(ben) <= bonds - uint256(BOND_A) * 1 gwei / 2, "credit");
        vm.assertTrue(rollup.burnt() >= BOND_A / 2, "burnt");
    }

    /// What is burnt is nobody's: it pays for no bond and no refund (attack 37).
    function test_burnt_notSpent() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 7);
        mine(THRESHOLD);
        updateAll(f);
        confirm(f, f.right);
        (bytes memory state, History memory h) =
            (stateOf(9, 0, 7), Histories.constant_(16, keccak256(stateOf(9, 0, 7))));
        bytes memory input = assertCall(child(f.parent, f.right.state, f.right.a.h), rangeOf(7), state, h);
        mine(MIN_GAP);
        refused(stranger, 0, input, err(IDispute.WrongBond.selector, BOND_A));
        vm.assertEq(rollup.credit(ben), 2 * REFINE * 1 gwei, "the liar has what he moved for");
    }

    /// Sixteen lose to one: a tenth of their bonds is the winner's, whatever their number.
    function test_confirm_manyLosers() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        for (uint256 i = 0; i < 16; i++) {
            address who = address(uint160(0xd00 + i));
            vm.deal(who, 10 ether);
            Side memory s = newSide(f, who, 100 + i);
            assertAs(who, f.parent, f.range, s.state, s.a.h);
        }
        splitAs(cat, f.right.a, 16, 0);
        mine(THRESHOLD);
        update(f.right.a, 16, 0);
        uint64 lost = 16 * BOND_A;
        vm.assertEq(rollup.cohort(f.right.a.origin).count, 17, "count");
        confirm(f, f.right);
        vm.assertEq(rollup.credit(ann), uint256(lost / 10) * 1 gwei, "reward");
        vm.assertEq(rollup.burnt(), lost - lost / 10 - SPLIT, "burnt");
    }

    /// A cohort takes no more claims than 32 bits count, and no more coin than 64 bits of gwei. The test writes the numbers: nobody pays
    /// for four billion assertions.
    function test_limits_countAndTotal() public {
        uint256 most = type(uint32).max;
        limit(2 ** 32 + 2, most - 1, false); // 2^64 + 2^32 - 2 gwei
        limit(2 ** 32 + 2, most - 2, true);
        limit(2 ** 32 + 1, most - 1, true); // 2^64 - 1 gwei
        limit(BOND_A, most, false);
        limit(BOND_A, most - 1, true);
    }

    /// Whether one more is taken by a cohort of that many claims, with that bond.
    function limit(uint64 bond, uint256 count, bool taken) private {
        Config memory c = config();
        c.bondA = bond;
        rollup = deploy(c);
        mine(MIN_GAP);
        Fight memory f = newFight(0x30, 0x110, 0x210);
        vm.store(address(rollup), keccak256(abi.encode(f.right.a.origin, COHORTS)), bytes32(count));
        bytes memory input = assertCall(f.parent, f.range, f.right.state, f.right.a.h);
        if (taken) callAs(stranger, 5 ether, input);
        else refused(stranger, 5 ether, input, err(IDispute.WrongBond.selector, bond));
        vm.assertEq(rollup.cohort(f.right.a.origin).count, taken ? count + 1 : count, "count");
    }

    /// A winner that came behind eight others has paid what they have, and has it back (attack 48).
    function test_confirm_lateWinner() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        for (uint256 i = 0; i < 8; i++) {
            address who = address(uint160(0xd00 + i));
            vm.deal(who, 10 ether);
            Side memory s = newSide(f, who, 100 + i);
            assertAs(who, f.parent, f.range, s.state, s.a.h);
        }
        callAs(ann, BOND_A * 1 gwei, assertCall(f.parent, f.range, f.right.state, f.right.a.h));
        splitAs(cat, f.right.a, 16, 0);
        mine(THRESHOLD);
        update(f.right.a, 16, 0);
        confirm(f, f.right);
        vm.assertEq(rollup.credit(ann), uint256(8 * BOND_A / 10) * 1 gwei, "reward");
        callAs(ann, 0, abi.encodeCall(IRollup.unstake, ()));
        vm.assertEq(rollup.credit(ann), (uint256(8 * BOND_A / 10) + BOND_A) * 1 gwei, "all is back");
    }

    /// Bonds below an assertion cost the same behind any number of others, too, though all come in one block (attack 76).
    function test_bonds_flatBelow() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 2);
        for (uint256 i = 0; i < 9; i++) {
            // Comes to the same end in another way.
            Side memory other = newSide(f, stranger, 1);
            other.b.h = Histories.constant_(16, keccak256(abi.encode(i))).then_(0xffff, f.right.b.h.stateAt(0xffff));
            (other.a, other.next, other.run, other.b.origin) = (f.right.a, f.right.next, f.right.run, f.right.b.origin);
            refineLeafAs(stranger, f, other);
        }
        uint256 had = rollup.credit(ann);
        bytes memory input = refineLeafCall(f, f.right);
        vm.prank(ann);
        rollup.withdraw(ann);
        refused(ann, BOND_B * 1 gwei - 1, input, err(IDispute.WrongBond.selector, BOND_B));
        callAs(ann, BOND_B * 1 gwei, input);
        vm.assertTrue(had > 0 && rollup.credit(ann) == 0, "nothing was left of the bond");
        vm.assertEq(rollup.cohort(f.right.b.origin).count, 10, "count");
    }
}
