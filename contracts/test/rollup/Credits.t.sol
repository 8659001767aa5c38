// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDispute} from "../../src/rollup/IDispute.sol";
import {IRollup} from "../../src/rollup/IRollup.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, RollupTest} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// Receives coin as it was told.
contract Receiver {
    enum How {
        Take,
        Revert,
        Burn,
        Again,
        Much
    }

    IRollup private immutable rollup;
    How private how;
    uint256 public refused;

    constructor(IRollup rollup_, How how_) {
        (rollup, how) = (rollup_, how_);
    }

    function send(bytes calldata input) external payable {
        (bool ok, bytes memory output) = address(rollup).call{value: msg.value}(input);
        if (ok) return;
        assembly ("memory-safe") {
            revert(add(output, 32), mload(output))
        }
    }

    receive() external payable {
        if (how == How.Revert) revert("no");
        if (how == How.Burn) while (true) {}
        if (how == How.Again) {
            try rollup.withdraw(address(this)) {}
            catch {
                refused++;
            }
            bytes[] memory calls = new bytes[](1);
            calls[0] = abi.encodeCall(IDispute.withdraw, (address(this)));
            try rollup.batch(calls) {}
            catch {
                refused++;
            }
        }
        if (how == How.Much) {
            assembly ("memory-safe") {
                return(0, 1000000)
            }
        }
    }
}

/// Money in and out, and several moves at once: withdraw, batch, value.
contract CreditsTest is RollupTest {
    using Histories for History;

    // ---------------------------------------------------------------- withdraw

    function test_withdraw() public {
        owe(ann, 3 ether);
        bytes memory input = abi.encodeCall(IDispute.withdraw, (cat));
        vm.expectEmit(address(rollup));
        emit IDispute.Withdrawn(ann, cat, 3 ether);
        bytes memory output = callAs(ann, 0, input);
        vm.assertEq(abi.decode(output, (uint256)), 3 ether, "wei");
        vm.assertEq(cat.balance, 1_000_003 ether, "balance");
        vm.assertEq(rollup.credit(ann), 0, "credit");
        refused(ann, input, IDispute.NothingToPay.selector);
        refused(cat, input, IDispute.NothingToPay.selector);
    }

    /// Who refuses coin, burns all gas, calls again or answers a megabyte hurts nobody else (attack 36).
    function test_withdraw_badReceivers() public {
        owe(ann, 3 ether);
        for (uint256 i = 1; i < 5; i++) {
            Receiver r = new Receiver(rollup, Receiver.How(i));
            owe(address(r), 1 ether);
            bytes memory input = abi.encodeCall(Receiver.send, (abi.encodeCall(IDispute.withdraw, (address(r)))));
            (bool ok, bytes memory output) = address(r).call{gas: 5_000_000}(input);
            bool takes = i > 2;
            vm.assertTrue(ok == takes, "withdraw");
            if (!ok) vm.assertEq(output, err(IDispute.NotTaken.selector), "reason");
            vm.assertEq(rollup.credit(address(r)), takes ? 0 : 1 ether, "credit");
            vm.assertEq(address(r).balance, takes ? 1 ether : 0, "balance");
            vm.assertEq(r.refused(), i == 3 ? 2 : 0, "calls from inside");
        }
        callAs(ann, 0, abi.encodeCall(IDispute.withdraw, (ann)));
        vm.assertEq(ann.balance, 1_000_000 ether, "ann");
    }

    /// A credit that does not go to its owner's contract can go elsewhere.
    function test_withdraw_elsewhere() public {
        Receiver r = new Receiver(rollup, Receiver.How.Revert);
        owe(address(r), 1 ether);
        r.send(abi.encodeCall(IDispute.withdraw, (cat)));
        vm.assertEq(cat.balance, 1_000_001 ether, "cat");
    }

    // ---------------------------------------------------------------- value (attack 81)

    /// Moves that take no bond take no coin, and neither does the contract itself.
    function test_value_refused() public {
        bytes[10] memory inputs = [
            abi.encodeWithSelector(IDispute.split.selector),
            abi.encodeWithSelector(IDispute.prove.selector),
            abi.encodeWithSelector(IDispute.update.selector),
            abi.encodeWithSelector(IDispute.updateFrom.selector),
            abi.encodeWithSelector(IDispute.settle.selector),
            abi.encodeCall(IDispute.withdraw, (ann)),
            abi.encodeCall(IDispute.batch, (new bytes[](0))),
            abi.encodeWithSelector(IRollup.confirm.selector),
            abi.encodeCall(IRollup.unstake, ()),
            bytes("")
        ];
        owe(ann, 1 ether);
        for (uint256 i = 0; i < inputs.length; i++) {
            refused(ann, 1, inputs[i], "");
        }
        refused(ann, 0, "", "");
        refused(ann, 0, hex"12345678", "");
        callAs(ann, 0, inputs[6]);
    }

    /// Coin that nobody was asked about is nobody's.
    function test_value_forced_ignored() public {
        vm.deal(address(rollup), 5 ether);
        vm.assertEq(address(rollup).balance, 5 ether, "balance");
        refused(ann, abi.encodeCall(IDispute.withdraw, (ann)), IDispute.NothingToPay.selector);
        (bytes memory state, History memory h) = claim(1);
        bytes memory input = assertCall(genesis(), rangeOf(7), state, h);
        refused(ann, 0, input, err(IDispute.WrongBond.selector, BOND_A));
        vm.assertEq(rollup.burnt(), 0, "burnt");
    }

    // ---------------------------------------------------------------- batch (attack 53)

    /// Several moves, the sender's own, all or none.
    function test_batch_allOrNone() public {
        Fight memory f = newFight(0x30, 2, 1);
        play(f, 1);
        bytes[] memory calls = new bytes[](3);
        calls[0] = splitCall(f.right.a, 16, 0);
        calls[1] = splitCall(f.wrong.a, 16, 0);
        calls[2] = splitCall(f.right.a, 12, 0);
        callAs(cat, 0, abi.encodeCall(IDispute.batch, (calls)));
        vm.assertEq(rollup.credit(cat), 3 * SPLIT * 1 gwei, "the sender's refunds");
        // A liar makes one of the next three first: none of the batch is done, for the reason of that one.
        splitAs(ben, f.wrong.a, 12, 0);
        (calls[0], calls[1], calls[2]) =
        (splitCall(f.right.a, 8, 0), splitCall(f.wrong.a, 12, 0), splitCall(f.wrong.a, 8, 0));
        refused(cat, abi.encodeCall(IDispute.batch, (calls)), IDispute.AlreadySplit.selector);
        vm.assertFalse(exists(refOf(f.right.a, 4, 0)), "nothing was done");
        callAs(cat, 0, calls[0]);
    }

    /// Bonds in a batch come from credit, each from what the one before it has left; and the value of a call counts once.
    function test_batch_bondsFromCredit() public {
        Fight memory f = newFight(0x30, 2, 1);
        play(f, 2);
        owe(cat, 0.3 ether);
        bytes[] memory calls = new bytes[](2);
        (calls[0], calls[1]) = (refineLeafCall(f, f.right), refineLeafCall(f, f.wrong));
        bytes memory input = abi.encodeCall(IDispute.batch, (calls));
        refused(cat, 1 ether, input, "");
        refused(cat, 0, input, err(IDispute.WrongBond.selector, BOND_B));
        vm.assertEq(rollup.credit(cat), 0.3 ether, "untouched");
        owe(cat, 0.1 ether);
        callAs(cat, 0, input);
        vm.assertEq(rollup.credit(cat), 2 * REFINE * 1 gwei, "two bonds, two refunds");
    }

    /// Batches in batches, and a withdrawal between two moves: what was paid out is not there for the next bond.
    function test_batch_withdrawInside() public {
        Fight memory f = newFight(0x30, 2, 1);
        play(f, 2);
        owe(cat, 0.4 ether);
        bytes[] memory calls = new bytes[](2);
        (calls[0], calls[1]) = (abi.encodeCall(IDispute.withdraw, (cat)), refineLeafCall(f, f.right));
        refused(cat, 0, abi.encodeCall(IDispute.batch, (calls)), err(IDispute.WrongBond.selector, BOND_B));
        bytes[] memory outer = new bytes[](2);
        (calls[0], calls[1]) = (calls[1], calls[0]);
        (outer[0], outer[1]) = (abi.encodeCall(IDispute.batch, (calls)), refineLeafCall(f, f.right));
        callAs(cat, 0, abi.encodeCall(IDispute.batch, (outer)));
        vm.assertEq(cat.balance, 1_000_000 ether - 0.4 ether + 0.2 ether + REFINE * 1 gwei, "balance");
        vm.assertEq(rollup.credit(cat), 0, "credit");
    }

    /// A receiver that calls back from inside of a batch finds no credit twice.
    function test_batch_reentered() public {
        Receiver r = new Receiver(rollup, Receiver.How.Again);
        owe(address(r), 2 ether);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(IDispute.withdraw, (address(r)));
        calls[1] = abi.encodeCall(IDispute.withdraw, (address(r)));
        vm.expectRevert(IDispute.NothingToPay.selector);
        r.send(abi.encodeCall(IDispute.batch, (calls)));
        calls[1] = abi.encodeCall(IDispute.batch, (new bytes[](0)));
        r.send(abi.encodeCall(IDispute.batch, (calls)));
        vm.assertEq(address(r).balance, 2 ether, "balance");
        vm.assertEq(r.refused(), 2, "calls from inside");
    }

    /// What is relayed is the relayer's: the contract looks at who calls it and at nobody else (attack 23).
    function test_sender_notOrigin() public {
        Receiver pool = new Receiver(rollup, Receiver.How.Take);
        (bytes memory state, History memory h) = claim(1);
        bytes memory input = assertCall(genesis(), rangeOf(7), state, h);
        vm.prank(ann, ann);
        pool.send{value: 1.5 ether}(input);
        vm.assertTrue(rollup.stake(address(pool)) != 0, "stake");
        vm.assertEq(rollup.stake(ann), 0, "no stake of the origin");
        vm.assertEq(rollup.credit(address(pool)), 0.5 ether, "credit");
        vm.prank(stranger, ann);
        (bool ok,) = address(rollup).call(abi.encodeCall(IDispute.withdraw, (stranger)));
        vm.assertFalse(ok, "the stranger has nothing");
    }

    // ---------------------------------------------------------------- helpers

    /// Gives somebody a credit, as an assertion that is there gives back its value.
    function owe(address who, uint256 amount) private {
        (bytes memory state, History memory h) = claim(77);
        if (rollup.stake(stranger) == 0) {
            assertAs(stranger, genesis(), rangeOf(7), state, h);
        }
        vm.deal(who, who.balance + (who.code.length > 0 ? amount : 0));
        callAs(who, amount, assertCall(genesis(), rangeOf(7), state, h));
    }

    function claim(uint256 seed) private pure returns (bytes memory state, History memory h) {
        state = stateOf(seed, 0, 7);
        h = Histories.constant_(16, keccak256(state));
    }
}
