// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDispute, Ref} from "../../src/rollup/IDispute.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, Level, RollupTest, Seen} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// Nodes that are cut: split, and what becomes of their parts.
contract SplittingTest is RollupTest {
    using Histories for History;

    Fight private f;

    /// Both sides have asserted; they part at leaf 0x3.
    function setUp() public override {
        super.setUp();
        Fight memory g = newFight(0x3, 2, 1);
        play(g, 1);
        keep(g);
    }

    function test_split_putsSixteen() public {
        Level memory l = f.right.a;
        bytes memory input = splitCall(l, 16, 0);
        vm.expectEmit(address(rollup));
        emit IDispute.Split(nodeOf(rootOf(l)), l.h.parts(16, 0));
        callAs(cat, 0, input);
        vm.assertEq(look(rootOf(l)).flags, 9, "flags");
        for (uint256 i = 0; i < 16; i++) {
            Seen memory n = look(refOf(l, 12, i << 12));
            vm.assertTrue(n.exists && n.first && n.t1 == height && n.t2 == 0 && n.flags == 8, "part");
        }
    }

    /// Parts that both sides claim are there once; the others are rivals from then on.
    function test_split_merges() public {
        splitAs(cat, f.right.a, 16, 0);
        uint256 since = height;
        mine(5);
        splitAs(cat, f.wrong.a, 16, 0);
        // They part in the first sixteenth, and have another last state in all behind it.
        for (uint256 i = 0; i < 16; i++) {
            Seen memory n = look(refOf(f.right.a, 12, i << 12));
            vm.assertTrue(n.exists && n.first && n.t1 == since, "right part");
            vm.assertEq(n.t2, i == 0 ? height : 0, "right part's rival");
            vm.assertEq(n.beta, 5, "right part's time");
            n = look(refOf(f.wrong.a, 12, i << 12));
            vm.assertTrue(n.exists && n.first == (i > 0), "wrong part");
            vm.assertEq(n.beta, 0, "wrong part's time");
        }
        mine(7);
        vm.assertEq(betaOf(refOf(f.right.a, 12, 0)), 5, "stopped");
        vm.assertEq(betaOf(refOf(f.right.a, 12, 0x1000)), 12, "goes on");
        vm.assertEq(betaOf(refOf(f.wrong.a, 12, 0x1000)), 7, "in a place of its own");
    }

    /// Sides that agree on a part have it in common, with all the time that it earned before the second one came.
    function test_split_samePart_once() public {
        Fight memory g = newFight(0xf003, 2, 1);
        splitFight(g);
        for (uint256 i = 0; i < 15; i++) {
            Ref memory v = refOf(g.right.a, 12, i << 12);
            vm.assertEq(nodeOf(v), nodeOf(refOf(g.wrong.a, 12, i << 12)), "node");
            Seen memory n = look(v);
            vm.assertTrue(n.first && n.t1 == height - 5 && n.t2 == 0 && n.beta == 5, "part");
        }
    }

    /// What is no node, has no rival, was cut, has one leaf, has other parts: in this order, and nothing changes (attack 11).
    function test_split_refusals() public {
        Level memory l = f.right.a;
        bytes32[16] memory other = f.wrong.a.h.parts(16, 0);
        Ref memory v = rootOf(l);
        v.pos = 1;
        refused(cat, abi.encodeCall(IDispute.split, (v, other)), IDispute.NoNode.selector);
        v = rootOf(l);
        refused(cat, abi.encodeCall(IDispute.split, (v, other)), IDispute.WrongChildren.selector);
        splitAs(cat, l, 16, 0);
        refused(cat, abi.encodeCall(IDispute.split, (v, other)), IDispute.AlreadySplit.selector);
        refused(cat, splitCall(l, 12, 0), IDispute.NotRivaled.selector);
        splitDown(cat, l, f.wrong.a, 3);
        refused(cat, abi.encodeCall(IDispute.split, (refOf(l, 0, 3), other)), IDispute.WrongLength.selector);
        vm.assertEq(rollup.cohort(l.origin).count, 2, "cohort");
    }

    /// Fields out of range name nodes that nobody claimed; fields with high bits are no fields (attack 26).
    function testFuzz_split_oddFields_noNode(uint8 level, uint8 len, uint32 pos) public {
        Ref memory v = rootOf(f.right.a);
        if (level == 0 && len == 16 && pos == 0) return;
        (v.level, v.len, v.pos) = (level, len, pos);
        refused(cat, abi.encodeCall(IDispute.split, (v, f.right.a.h.parts(16, 0))), IDispute.NoNode.selector);
    }

    function test_split_highBits_refused() public {
        for (uint256 field = 1; field < 4; field++) {
            bytes memory input = splitCall(f.right.a, 16, 0);
            input[4 + 32 * field] = 0x01; // the highest byte
            refused(cat, 0, input, "");
        }
        callAs(cat, 0, splitCall(f.right.a, 16, 0));
    }

    /// A root that is no root of anything cannot be cut: it earns until it has a rival, and nothing after (attack 12).
    function test_split_garbage_losesByTime() public {
        History memory h = f.right.a.h;
        bytes memory state = stateOf(66, 0, 7);
        // The path shows a state; all that is beside it are numbers.
        bytes32[] memory path = new bytes32[](16);
        bytes32 root = Histories.leafOf(keccak256(state));
        for (uint256 i = 0; i < 16; i++) {
            path[i] = keccak256(abi.encode("junk", i));
            root = Histories.pairOf(path[i], root);
        }
        vm.prank(cat);
        rollup.assertState{value: 1 ether}(genesis(), rangeOf(7), state, root, path);
        Ref memory v = rootOf(f.right.a);
        v.span = root;
        refused(cat, abi.encodeCall(IDispute.split, (v, h.parts(16, 0))), IDispute.WrongChildren.selector);
        mine(3 * THRESHOLD);
        vm.assertEq(betaOf(v), 0, "time");
    }

    /// Two nodes of one place that agree in 176 bits count as one: the parts of the second are refused, and no other node is touched
    /// (attack 54). The slot is written by the test, since nobody finds such a pair.
    function test_split_samePrefix_secondRefused() public {
        Fight memory g = newFight(0x7, 2, 1);
        bytes32 place = contextOf(rootOf(g.right.a));
        bytes32 slot = keccak256(abi.encode(place, PLACES));
        uint256 word = uint256(vm.load(address(rollup), slot));
        bytes32 liar = nodeOf(rootOf(g.wrong.a));
        vm.assertEq(word >> 80, uint256(nodeOf(rootOf(f.right.a))) >> 80, "the slot of places");
        // As if the first node of the place had the liar's prefix, and was cut already.
        vm.store(address(rollup), slot, bytes32(uint256(liar) >> 80 << 80 | (word & (1 << 80) - 1) | 1));
        refused(cat, splitCall(g.wrong.a, 16, 0), IDispute.AlreadySplit.selector);
        refused(cat, updateCall(g.wrong.a, 16, 0), IDispute.NoNode.selector);
        splitAs(cat, f.wrong.a, 16, 0);
        vm.assertTrue(exists(refOf(f.wrong.a, 12, 0)), "the others go on");
    }

    // ---------------------------------------------------------------- helpers

    uint256 private constant PLACES = 3; // slot of Nodes.State.places

    /// Two more sides assert and are cut, five blocks apart.
    function splitFight(Fight memory g) private {
        (g.right.who, g.wrong.who) = (cat, stranger);
        play(g, 1);
        splitAs(cat, g.right.a, 16, 0);
        mine(5);
        splitAs(cat, g.wrong.a, 16, 0);
    }

    function keep(Fight memory g) private {
        f = g;
    }
}
