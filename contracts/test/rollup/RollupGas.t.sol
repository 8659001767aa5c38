// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDispute} from "../../src/rollup/IDispute.sol";
import {IRollup, Parent} from "../../src/rollup/IRollup.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, Level, RollupTest, Side} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// What each move costs as a whole transaction: snapshots/Rollup.json. A dispute of full depth, every move of it measured, and the
/// same moves where another one was faster.
contract RollupGasTest is RollupTest {
    using Histories for History;

    uint256 private spent; // by the honest side on a whole dispute
    uint256 private moves;

    /// The honest side is first with everything: all parts are new.
    function test_gas_dispute() public {
        Fight memory f = newFight(0x1234, 0x4321, 0x54321);
        assertCalls(f);
        level(f.right.a, f.wrong.a, f.a, "split");
        refinements(f);
        level(f.right.b, f.wrong.b, f.b, "split of strides");
        strides(f);
        level(f.right.c, f.wrong.c, f.c, "split of steps");
        honest("prove, of a double", ann, 0, proveCall(f.right, f.c));
        again("prove, a second time", proveCall(f.right, f.c), IDispute.AlreadyProven.selector);
        mine(THRESHOLD);
        updates(f);
        end(f);
        vm.snapshotValue("Rollup", "a full dispute, honest side first, gas", spent);
        vm.snapshotValue("Rollup", "a full dispute, honest side first, transactions", moves);
        vm.assertTrue(spent < 8_000_000, "a full dispute");
    }

    /// The liar is first with everything, and parts from the truth in the middle: half of the parts are there already.
    function test_gas_dispute_liarFirst() public {
        Fight memory f = newFight(0x8888, 0x8888, 0x88888);
        measured("", ben, 1 ether, assertCall(f.parent, f.range, f.wrong.state, f.wrong.a.h));
        honest("", ann, 1 ether, assertCall(f.parent, f.range, f.right.state, f.right.a.h));
        second(f.right.a, f.wrong.a, f.a);
        measured("", ben, 0.2 ether, refineLeafCall(f, f.wrong));
        honest("", ann, 0.2 ether, refineLeafCall(f, f.right));
        second(f.right.b, f.wrong.b, f.b);
        measured("", ben, 0.05 ether, refineStrideCall(f, f.wrong));
        honest("", ann, 0.05 ether, refineStrideCall(f, f.right));
        second(f.right.c, f.wrong.c, f.c);
        honest("", ann, 0, proveCall(f.right, f.c));
        mine(THRESHOLD);
        honest("", ann, 0, abi.encodeCall(IDispute.batch, (finalCalls(f))));
        measured("settle", cat, 0, settleCall(f.right.c));
        honest("", ann, 0, settleCall(f.right.b));
        vm.snapshotValue("Rollup", "a full dispute, liar first, gas", spent);
        vm.assertTrue(spent < 6_000_000, "a full dispute");
    }

    function second(Level memory right, Level memory wrong, uint256 pos) private {
        for (uint256 len = right.h.height; len > 0; len -= 4) {
            measured("", ben, 0, splitCall(wrong, len, pos));
            honest("", ann, 0, splitCall(right, len, pos));
        }
    }

    function assertCalls(Fight memory f) private {
        honest("assert, new stake", ann, 1 ether, assertCall(f.parent, f.range, f.right.state, f.right.a.h));
        measured("assert, rival, new stake", ben, 1 ether, assertCall(f.parent, f.range, f.wrong.state, f.wrong.a.h));
        measured("assert, copy", cat, 1 ether, assertCall(f.parent, f.range, f.right.state, f.right.a.h));
        mine(MIN_GAP);
        Parent memory p = child(f.parent, f.right.state, f.right.a.h);
        bytes memory next = stateOf(9, keccak256("more"), 7);
        History memory h = Histories.constant_(16, keccak256("way")).then_(0x1234, keccak256(next));
        measured("assert, rolled stake", ann, 0, assertCall(p, rangeOf(7), next, h));
        Parent memory q = child(f.parent, f.wrong.state, f.wrong.a.h);
        measured("assert, rolled stake, again", ben, 0, assertCall(q, rangeOf(7), next, h));
    }

    /// All cuts on one level, honest ones first; the first two are measured alone.
    function level(Level memory right, Level memory wrong, uint256 pos, string memory name) private {
        for (uint256 len = right.h.height; len > 0; len -= 4) {
            bool first = len == right.h.height;
            honest(first ? string.concat(name, ", all new") : "", ann, 0, splitCall(right, len, pos));
            if (first) {
                again(
                    string.concat(name, ", a second time"), splitCall(right, len, pos), IDispute.AlreadySplit.selector
                );
            }
            measured(first ? string.concat(name, ", the rival's") : "", ben, 0, splitCall(wrong, len, pos));
        }
    }

    function refinements(Fight memory f) private {
        honest("refineLeaf", ann, 0.2 ether, refineLeafCall(f, f.right));
        measured("refineLeaf, copy", cat, 0.2 ether, refineLeafCall(f, f.right));
        measured("refineLeaf, the rival's", ben, 0.2 ether, refineLeafCall(f, f.wrong));
    }

    function strides(Fight memory f) private {
        honest("refineStride", ann, 0.05 ether, refineStrideCall(f, f.right));
        measured("refineStride, copy", cat, 0.05 ether, refineStrideCall(f, f.right));
        measured("refineStride, the rival's", ben, 0.05 ether, refineStrideCall(f, f.wrong));
    }

    /// All updates, from the step to the root, and confirm.
    function finalCalls(Fight memory f) private pure returns (bytes[] memory calls) {
        calls = new bytes[](16);
        uint256 n = 0;
        for (uint256 len = 4; len <= 20; len += 4) {
            calls[n++] = updateCall(f.right.c, len, f.c);
        }
        calls[n++] = updateFromCall(f.right.b, f.b, f.right.c);
        for (uint256 len = 4; len <= 16; len += 4) {
            calls[n++] = updateCall(f.right.b, len, f.b);
        }
        calls[n++] = updateFromCall(f.right.a, f.a, f.right.b);
        for (uint256 len = 4; len <= 16; len += 4) {
            calls[n++] = updateCall(f.right.a, len, f.a);
        }
        calls[15] = confirmCall(f, f.right);
    }

    function updates(Fight memory f) private {
        bytes[] memory calls = finalCalls(f);
        measured("update", cat, 0, calls[0]);
        measured("update, nothing new", cat, 0, calls[0]);
        for (uint256 i = 1; i < 5; i++) {
            callAs(cat, 0, calls[i]);
        }
        measured("updateFrom", cat, 0, calls[5]);
        mine(1); // so that the batch has all updates to make
        honest("batch of 15 updates and confirm", ann, 0, abi.encodeCall(IDispute.batch, (calls)));
    }

    function end(Fight memory f) private {
        bytes[] memory calls = new bytes[](3);
        calls[0] = settleCall(f.right.c);
        calls[1] = settleCall(f.right.b);
        calls[2] = abi.encodeCall(IRollup.unstake, ());
        // ann's stake vouches for the next assertion: that one has to be confirmed before it is free.
        again("unstake, too early", calls[2], IRollup.NotConfirmed.selector);
        bytes[] memory both = new bytes[](2);
        (both[0], both[1]) = (calls[0], calls[1]);
        honest("batch of two settles", ann, 0, abi.encodeCall(IDispute.batch, (both)));
        measured("withdraw", ann, 0, abi.encodeCall(IDispute.withdraw, (ann)));
    }

    function test_gas_confirm() public {
        (bytes memory state, History memory h) =
            (stateOf(9, keccak256("sends"), 7), Histories.constant_(16, keccak256(stateOf(9, keccak256("sends"), 7))));
        assertAs(ann, genesis(), rangeOf(7), state, h);
        mine(THRESHOLD);
        measured("confirm, alone", cat, 0, abi.encodeCall(IRollup.confirm, (genesis(), state, h.root())));
        measured("unstake", ann, 0, abi.encodeCall(IRollup.unstake, ()));
    }

    /// A cut of a node whose rival was cut and parts in the last half.
    function test_gas_split_merged() public {
        Fight memory f = newFight(0x8765, 1, 1);
        play(f, 1);
        splitAs(ann, f.right.a, 16, 0);
        measured("split, half merged", ben, 0, splitCall(f.wrong.a, 16, 0));
    }

    function test_gas_confirm_rival() public {
        Fight memory f = newFight(0x1234, 1, 1);
        play(f, 1);
        splitAs(ann, f.right.a, 16, 0);
        mine(THRESHOLD);
        update(f.right.a, 16, 0);
        measured("confirm, with a rival", cat, 0, confirmCall(f, f.right));
    }

    // ---------------------------------------------------------------- measuring

    function honest(string memory name, address who, uint256 value, bytes memory input) private {
        measured(name, who, value, input);
        spent += vm.lastCallGas().gasTotalUsed;
        moves++;
    }

    function measured(string memory name, address who, uint256 value, bytes memory input) private {
        callAs(who, value, input);
        if (bytes(name).length > 0) vm.snapshotGasLastCall("Rollup", name);
    }

    /// What it costs to be too late.
    function again(string memory name, bytes memory input, bytes4 reason) private {
        refused(ann, input, reason);
        vm.snapshotGasLastCall("Rollup", name);
        vm.assertTrue(vm.lastCallGas().gasTotalUsed < 100_000, name);
    }
}
