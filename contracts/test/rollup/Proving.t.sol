// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDispute, Ref, Start} from "../../src/rollup/IDispute.sol";
import {Histories, History} from "../util/History.sol";
import {MachineDouble} from "../util/MachineDouble.sol";
import {Fight, RollupTest} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// The last move: prove.
contract ProvingTest is RollupTest {
    using Histories for History;

    function test_prove() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 6);
        Ref memory v = refOf(f.right.c, 0, f.c);
        bytes memory input = proveCall(f.right, f.c);
        vm.expectEmit(address(rollup));
        emit IDispute.Proven(nodeOf(v));
        callAs(cat, 0, input);
        vm.assertEq(look(v).beta, MAX_BETA, "time");
        vm.assertEq(look(v).flags, 10, "flags");
        vm.assertEq(rollup.credit(cat), PROVE * 1 gwei, "refund");
    }

    /// Another level, another length, no node, no witness, another start, another step, a second time: in this order.
    function test_prove_refusals() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 5);
        Ref memory v = refOf(f.right.c, 0, f.c);
        Start memory start = f.right.c.h.startOf(f.right.c.before, f.c);
        Start memory none;
        (v.level, v.len) = (1, 4);
        refusedProof(v, none, "", IDispute.WrongLevel.selector);
        v.level = 2;
        refusedProof(v, none, "", IDispute.WrongLength.selector);
        v.len = 0;
        refusedProof(v, none, "", IDispute.NoNode.selector);
        splitDown(ann, f.right.c, f.wrong.c, f.c);
        refusedProof(v, none, "", MachineDouble.TooShort.selector);
        bytes memory witness = abi.encode(stateBefore(f.right.c, f.c));
        refusedProof(v, none, witness, IDispute.WrongStart.selector);
        refusedProof(v, start, abi.encode(f.right.c.h.stateAt(f.c)), IDispute.WrongStart.selector);
        Ref memory wrong = refOf(f.wrong.c, 0, f.c);
        refusedProof(wrong, start, witness, IDispute.WrongStep.selector);
        callAs(cat, 0, abi.encodeCall(IDispute.prove, (v, start, witness)));
        refusedProof(v, none, "", IDispute.AlreadyProven.selector);
    }

    function refusedProof(Ref memory v, Start memory start, bytes memory witness, bytes4 reason) private {
        refused(cat, abi.encodeCall(IDispute.prove, (v, start, witness)), reason);
    }

    /// The wrong side's step is refused whatever it is called, and so are all its siblings that are wrong (attack 58).
    function test_prove_wrongSide_refused() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        play(f, 6);
        refused(ben, proveCall(f.wrong, f.c), IDispute.WrongStep.selector);
        vm.assertEq(betaOf(refOf(f.wrong.c, 0, f.c)), 0, "time");
    }

    /// Steps that nobody contradicts are proven for nothing, all sixteen that a split has put there (attack 35).
    function test_prove_unrivaled_notRefunded() public {
        Fight memory f = newFight(0x30, 0x110, 0x200);
        play(f, 5);
        // The right side cuts down alone: none of these leaves has a rival yet.
        splitAs(ann, f.right.c, 20, f.c);
        splitAs(ann, f.wrong.c, 20, f.c);
        for (uint256 len = 16; len > 0; len -= 4) {
            splitAs(ann, f.right.c, len, f.c);
            if (len > 4) splitAs(ann, f.wrong.c, len, f.c);
        }
        // Behind the step that is disputed the history goes on as the machine does.
        machine.lead(f.right.c.h.stateAt(f.c), f.right.c.h.stateAt(f.c + 1));
        for (uint256 i = 0; i < 16; i++) {
            callAs(cat, 0, proveCall(f.right, f.c + i));
            vm.assertEq(betaOf(refOf(f.right.c, 0, f.c + i)), MAX_BETA, "time");
        }
        vm.assertEq(rollup.credit(cat), 0, "refund");
    }

    /// A machine that has halted follows itself: a history that is it all along is right, and one that goes on is not.
    function test_prove_halted() public {
        Fight memory f = newFight(0x30, 0x110, 0x210);
        bytes32 halted = stateBefore(f.right.b, f.b);
        bytes32 lie = keccak256("goes on");
        f.right.b.h = parting(16, halted, f.b, halted, f.right.b.h.stateAt(0xffff));
        f.right.c.h = Histories.constant_(20, halted);
        f.wrong.c.h = parting(20, halted, f.c, lie, f.wrong.b.h.stateAt(f.b));
        play(f, 7);
        vm.assertEq(betaOf(refOf(f.right.c, 0, f.c)), MAX_BETA, "time");
        vm.assertEq(betaOf(refOf(f.wrong.c, 0, f.c)), 0, "the other one's");
    }
}
