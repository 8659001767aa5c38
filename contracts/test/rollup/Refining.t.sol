// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDispute, Ref, Run, Start} from "../../src/rollup/IDispute.sol";
import {Parent} from "../../src/rollup/IRollup.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, Level, RollupTest, Seen, Side} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// Nodes of one leaf that are continued a level down: refineLeaf and refineStride.
contract RefiningTest is RollupTest {
    using Histories for History;

    // ---------------------------------------------------------------- level 0 to 1

    function test_refineLeaf_new() public {
        Fight memory f = newFight(0x30, 2, 1);
        play(f, 2);
        Ref memory v = refOf(f.right.a, 0, f.a);
        Ref memory w = rootOf(f.right.b);
        bytes memory input = refineLeafCall(f, f.right);
        vm.expectEmit(address(rollup));
        emit IDispute.Entered(w.origin, nodeOf(w), nodeOf(v), w.base, w.span, cat);
        bytes memory output = callAs(cat, 1 ether, input);
        vm.assertEq(abi.decode(output, (bytes32)), nodeOf(w), "node");
        vm.assertEq(w.origin, contextOf(v), "the cohort is named by the place");
        (bytes32 claim, address poster) = rollup.initial(nodeOf(w));
        vm.assertTrue(claim == nodeOf(v) && poster == cat, "initial");
        vm.assertTrue(rollup.cohort(w.origin).count == 1, "cohort");
        Seen memory n = look(w);
        vm.assertTrue(n.exists && n.first && n.t1 == height && n.t2 == 0, "node is there");
        vm.assertEq(look(v).flags, 9, "flags of the leaf");
        vm.assertEq(rollup.credit(cat), 0.8 ether + REFINE * 1 gwei, "what is left, and the refund");
    }

    /// Everything is wrong at first, and is put right in the order in which it is looked at.
    function test_refineLeaf_refusals() public {
        Fight memory f = newFight(0x30, 2, 1);
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        Call memory c = callOf(f, f.right);
        (bytes32[] memory path, bytes32 before, bytes32 end, bytes32 next) = (c.path, c.before, c.end, c.next);
        bytes memory header = c.run.header;
        (c.before, c.end, c.next, c.path) = (0, 0, 0, new bytes32[](15));
        (c.v.level, c.v.len) = (1, 4);
        c.run.template = bytes.concat(template(), hex"00");
        c.run.header = headerOf(keccak256("another"));
        refusedCall(c, IDispute.WrongLevel.selector);
        c.v.level = 0;
        refusedCall(c, IDispute.WrongLength.selector);
        c.v.len = 0;
        refusedCall(c, IDispute.NoNode.selector);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        splitAs(ann, f.right.a, 16, f.a);
        splitAs(ann, f.wrong.a, 16, f.a);
        splitAs(ann, f.right.a, 12, f.a);
        splitAs(ann, f.wrong.a, 12, f.a);
        splitAs(ann, f.right.a, 8, f.a);
        splitAs(ann, f.wrong.a, 8, f.a);
        splitAs(ann, f.right.a, 4, f.a);
        refusedCall(c, IDispute.NotRivaled.selector);
        splitAs(ann, f.wrong.a, 4, f.a);
        refusedCall(c, IDispute.WrongClaim.selector);
        c.next = next;
        refusedCall(c, IDispute.WrongStart.selector);
        c.end = end;
        refusedCall(c, IDispute.WrongStart.selector);
        c.before = before;
        refusedCall(c, IDispute.WrongTemplate.selector);
        c.run.template = template();
        refusedCall(c, IDispute.WrongPath.selector);
        c.path = path;
        refusedCall(c, IDispute.WrongPath.selector);
        c.run.header = header;
        refused(cat, 0, encode(c), err(IDispute.WrongBond.selector, BOND_B));
        refused(cat, BOND_B * 1 gwei - 1, encode(c), err(IDispute.WrongBond.selector, BOND_B));
        callAs(cat, BOND_B * 1 gwei, encode(c));
    }

    /// The range of another assertion, or another parent, is another origin (attack 61).
    function test_refineLeaf_otherRange_refused() public {
        Fight memory f = newFight(0, 2, 1);
        play(f, 2);
        Call memory c = callOf(f, f.right);
        c.end = hashOf(rangeOf(8));
        refusedCall(c, IDispute.WrongStart.selector);
        c = callOf(f, f.right);
        c.parent = keccak256("another parent");
        refusedCall(c, IDispute.WrongStart.selector);
    }

    /// A template of another length, with an input, or otherwise different in a bit (attack 60).
    function test_refineLeaf_otherTemplate_refused() public {
        Fight memory f = newFight(0, 2, 1);
        play(f, 2);
        Call memory c = callOf(f, f.right);
        c.run.template = bytes.concat(template(), hex"00");
        refusedCall(c, IDispute.WrongTemplate.selector);
        c.run.template = new bytes(916);
        refusedCall(c, IDispute.WrongTemplate.selector);
        c.run.template = "";
        refusedCall(c, IDispute.WrongTemplate.selector);
        for (uint256 i = 0; i < 917; i += i < 715 || i > 825 ? 41 : 1) {
            c.run.template = template();
            c.run.template[i] ^= bytes1(uint8(1 << (i % 8)));
            refusedCall(c, IDispute.WrongTemplate.selector);
        }
    }

    /// Only a machine that ended itself with exit code 0 has written anything; from all others a stuck state follows (attacks 16, 17, 60).
    function test_refineLeaf_outcomes() public {
        uint8[2][5] memory ends = [[1, 0], [1, 1], [0, 0], [2, 139], [2, 0]];
        for (uint256 i = 0; i < ends.length; i++) {
            this.outcome(ends[i][0], ends[i][1], false);
            this.outcome(ends[i][0], ends[i][1], true);
        }
    }

    /// Claims that a machine with that end leads to what it wrote, or to the stuck state.
    function outcome(uint8 status, uint8 code, bool stuck) external {
        rollup = deploy(config());
        mine(MIN_GAP);
        Fight memory f = newFight(0, 2, 1);
        bytes32 wrote = f.right.next;
        f.right.run.header[883] = bytes1(status);
        f.right.run.header[884] = bytes1(code);
        if (stuck) f.right.next = keccak256(stuckBehind(GENESIS));
        f.right.a.h = parting(16, 0, 0, f.right.next, keccak256(f.right.state));
        bytes32 last = keccak256(bytes.concat(f.right.run.header, f.right.run.memoryRoot));
        f.right.b = Level(contextOf(refOf(f.right.a, 0, 0)), 1, f.start, Histories.constant_(16, last));
        play(f, 2);
        bool good = status == 1 && code == 0;
        vm.assertTrue(f.right.next == wrote || stuck, "claim");
        Call memory c = callOf(f, f.right);
        if (good == stuck) refusedCall(c, IDispute.WrongOutcome.selector);
        else callAs(cat, BOND_B * 1 gwei, encode(c));
    }

    /// Bytes of another length are no header, even where the history has their hash (attack 60).
    function test_refineLeaf_headerLength_refused() public {
        for (uint256 n = 884; n <= 886; n += 2) {
            rollup = deploy(config());
            mine(MIN_GAP);
            Fight memory f = newFight(0, 2, 1);
            f.right.run.header = new bytes(n);
            f.right.next = keccak256(stuckBehind(GENESIS));
            f.right.a.h = parting(16, 0, 0, f.right.next, keccak256(f.right.state));
            bytes32 last = keccak256(bytes.concat(f.right.run.header, f.right.run.memoryRoot));
            f.right.b = Level(contextOf(refOf(f.right.a, 0, 0)), 1, f.start, Histories.constant_(16, last));
            play(f, 2);
            refusedCall(callOf(f, f.right), IDispute.WrongOutcome.selector);
        }
    }

    /// Another memory, or another header, is another machine.
    function test_refineLeaf_otherMachine_refused() public {
        Fight memory f = newFight(0, 2, 1);
        play(f, 2);
        Call memory c = callOf(f, f.right);
        c.run.memoryRoot = keccak256("another memory");
        refusedCall(c, IDispute.WrongPath.selector);
        c = callOf(f, f.right);
        c.run.header = headerOf(f.wrong.next);
        refusedCall(c, IDispute.WrongPath.selector);
    }

    /// The same history twice is no move: one bond, one refund, one clock (attacks 31, 69).
    function test_refine_twice_noMove() public {
        Fight memory f = newFight(0x30, 2, 1);
        play(f, 5);
        Ref memory w = rootOf(f.right.b);
        bytes32 before = keccak256(
            abi.encode(rollup.cohort(f.right.a.origin), rollup.cohort(w.origin), rollup.cohort(f.right.c.origin))
        );
        uint256 t1 = look(w).t1;
        uint256 had = rollup.credit(stranger);
        mine(9);
        vm.assertEq(refineLeafAs(stranger, f, f.right, 0), nodeOf(w), "node");
        vm.assertEq(refineStrideAs(stranger, f, f.right, 3 ether), nodeOf(rootOf(f.right.c)), "node of level 2");
        vm.assertEq(rollup.credit(stranger), had + 3 ether, "credit");
        vm.assertEq(look(w).t1, t1, "clock");
        bytes32 after_ = keccak256(
            abi.encode(rollup.cohort(f.right.a.origin), rollup.cohort(w.origin), rollup.cohort(f.right.c.origin))
        );
        vm.assertEq(after_, before, "cohorts");
    }

    /// Nothing joins a cohort that has a winner; what is there already is no move as before (attack 74).
    function test_refine_settled_refused() public {
        Fight memory f = newFight(0x30, 2, 1);
        play(f, 2);
        refineLeafAs(ann, f, f.right);
        mine(THRESHOLD);
        callAs(cat, 0, settleCall(f.right.b));
        bytes memory input = refineLeafCall(f, f.wrong);
        refused(ben, 5 ether, input, err(IDispute.AlreadySettled.selector));
        refineLeafAs(ben, f, f.right, 1 ether);
        vm.assertEq(rollup.credit(ben), 1 ether, "credit");
    }

    // ---------------------------------------------------------------- level 1 to 2

    function test_refineStride_new() public {
        Fight memory f = newFight(0x30, 0x110, 1);
        play(f, 4);
        Ref memory v = refOf(f.right.b, 0, f.b);
        Ref memory w = rootOf(f.right.c);
        bytes memory input = refineStrideCall(f, f.right);
        vm.expectEmit(address(rollup));
        emit IDispute.Entered(w.origin, nodeOf(w), nodeOf(v), w.base, w.span, cat);
        callAs(cat, BOND_C * 1 gwei, input);
        vm.assertEq(w.len, 20, "a stride has 2^20 steps");
        vm.assertEq(w.origin, contextOf(v), "the cohort is named by the place");
        vm.assertTrue(rollup.cohort(w.origin).count == 1 && exists(w), "cohort");
        vm.assertEq(rollup.credit(cat), REFINE * 1 gwei, "refund");
    }

    function test_refineStride_refusals() public {
        Fight memory f = newFight(0x30, 0x110, 1);
        play(f, 3);
        Ref memory v = refOf(f.right.b, 0, f.b);
        Start memory start = f.right.b.h.startOf(f.right.b.before, f.b);
        (bytes32 root, bytes32[] memory path) = (f.right.c.h.root(), f.right.c.h.last());
        bytes32[] memory none = new bytes32[](0);
        v.level = 2;
        v.len = 4;
        refusedStride(v, start, 0, 0, none, IDispute.WrongLevel.selector);
        v.level = 1;
        refusedStride(v, start, 0, 0, none, IDispute.WrongLength.selector);
        v.len = 0;
        refusedStride(v, start, 0, 0, none, IDispute.NoNode.selector);
        for (uint256 len = 16; len > 4; len -= 4) {
            splitAs(ann, f.right.b, len, f.b);
            splitAs(ann, f.wrong.b, len, f.b);
        }
        splitAs(ann, f.right.b, 4, f.b);
        refusedStride(v, start, 0, 0, none, IDispute.NotRivaled.selector);
        splitAs(ann, f.wrong.b, 4, f.b);
        refusedStride(v, start, 0, 0, none, IDispute.WrongStart.selector);
        bytes32 before = stateBefore(f.right.b, f.b);
        refusedStride(v, start, before, 0, none, IDispute.WrongPath.selector);
        refusedStride(v, start, before, root, f.wrong.c.h.last(), IDispute.WrongPath.selector);
        refusedStride(v, start, before, f.wrong.c.h.root(), f.wrong.c.h.last(), IDispute.WrongPath.selector);
        refusedStride(v, start, before, f.right.c.h.span(16, 0), f.right.c.h.path(16, 0), IDispute.WrongPath.selector);
        bytes memory input = abi.encodeCall(IDispute.refineStride, (v, start, before, root, path));
        refused(cat, 0, input, err(IDispute.WrongBond.selector, BOND_C));
        callAs(cat, BOND_C * 1 gwei, input);
    }

    // ---------------------------------------------------------------- positions

    /// A dispute comes down at the edges of all three trees (attack 28).
    function test_refine_edges() public {
        uint256[3][6] memory edges = [
            [uint256(0), 0, 0],
            [uint256(0xffff), 0xffff, 0xfffff],
            [uint256(0xf000), 0x1000, 0x10000],
            [uint256(1), 0xff00, 0xf0000],
            [uint256(0x100), 1, 0xfff0],
            [uint256(0xfff0), 0xf, 1]
        ];
        for (uint256 i = 0; i < edges.length; i++) {
            rollup = deploy(config());
            mine(MIN_GAP);
            Fight memory f = newFight(edges[i][0], edges[i][1], edges[i][2]);
            play(f, 7);
            vm.assertEq(look(refOf(f.right.c, 0, f.c)).beta, MAX_BETA, "proven");
        }
    }

    // ---------------------------------------------------------------- calls

    struct Call {
        Ref v;
        Start start;
        bytes32 parent;
        bytes32 end;
        bytes32 before;
        bytes32 next;
        bytes32 span;
        bytes32[] path;
        Run run;
    }

    function callOf(Fight memory f, Side memory s) private pure returns (Call memory c) {
        (c.v, c.start) = (refOf(s.a, 0, f.a), s.a.h.startOf(s.a.before, f.a));
        (c.parent, c.end) = (idOf(f.parent), hashOf(f.range));
        (c.before, c.next) = (stateBefore(s.a, f.a), s.next);
        (c.span, c.path) = (s.b.h.root(), s.b.h.last());
        c.run = Run(s.run.template, s.run.header, s.run.memoryRoot);
    }

    function encode(Call memory c) private pure returns (bytes memory) {
        return
            abi.encodeCall(
                IDispute.refineLeaf, (c.v, c.start, c.parent, c.end, c.before, c.next, c.span, c.path, c.run)
            );
    }

    function refusedCall(Call memory c, bytes4 reason) private {
        refused(cat, 1 ether, encode(c), err(reason));
    }

    function refusedStride(
        Ref memory v,
        Start memory start,
        bytes32 before,
        bytes32 span,
        bytes32[] memory path,
        bytes4 reason
    ) private {
        refused(cat, 1 ether, abi.encodeCall(IDispute.refineStride, (v, start, before, span, path)), err(reason));
    }
}
