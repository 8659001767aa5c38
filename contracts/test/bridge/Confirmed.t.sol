// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge, Send} from "../../src/bridge/IBridge.sol";
import {Parent} from "../../src/rollup/IRollup.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, RollupTest} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";
import {SendTree} from "../util/SendTree.sol";

/// The bridge with the real rollup: what is confirmed can be claimed, and nothing else. Sends of L2 pay `payee`.
contract ConfirmedTest is RollupTest {
    using Histories for History;

    uint64 private constant BATCHES = 7;

    address private immutable escaper = address(0xe5c);
    address private immutable payee = address(0x9a1d);

    IBridge private bridge;
    bytes32[] private leaves;

    function setUp() public override {
        super.setUp();
        address[] memory seats = new address[](1);
        seats[0] = ann;
        address next = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        bytes memory args = abi.encode(seats, address(0), next, uint32(1), uint32(1), uint32(130), uint32(1000));
        address real = make(0, "src/inbox/Inbox.sol:Inbox", args);
        vm.deal(address(this), 100);
        bridge = IBridge(make(100, "src/bridge/Bridge.sol:Bridge", abi.encode(real, rollup, escaper)));
    }

    // From the artifact: what imports the rollup goes through the slow optimizer, and the bridge is not deployed so.
    function make(uint256 value, string memory artifact, bytes memory args) private returns (address made) {
        bytes memory code = bytes.concat(vm.getCode(artifact), args);
        assembly ("memory-safe") {
            made := create(value, add(code, 32), mload(code))
        }
    }

    /// L2 sends something to `payee`.
    function sent(uint256 value) private returns (Send memory s) {
        s = Send(uint64(leaves.length), cat, payee, value, 0, "");
        leaves.push(SendTree.leafOf(s));
    }

    function root() private view returns (bytes32) {
        return SendTree.rootOf(leaves);
    }

    function claim(Send memory s) private {
        bridge.claim(s, root(), SendTree.proofOf(leaves, s.index));
    }

    function claimReverts(Send memory s) private {
        bytes32 root_ = root();
        bytes32[32] memory proof = SendTree.proofOf(leaves, s.index);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotConfirmed.selector, root_));
        bridge.claim(s, root_, proof);
    }

    // ---------------------------------------------------------------- B3

    function test_B03_pending_reverts_confirmed_pays() public {
        Send memory s = sent(60);
        (bytes memory state, History memory h) = claimOf(1);
        claimReverts(s);
        assertAs(ann, genesis(), rangeOf(BATCHES), state, h);
        claimReverts(s);
        mine(THRESHOLD - 1);
        claimReverts(s);
        mine(1);
        rollup.confirm(genesis(), state, h.root());
        claim(s);
        vm.assertEq(payee.balance, 60, "paid");
    }

    /// The state of the side that loses says that L2 has sent something.
    function test_B03_rejected_reverts() public {
        Send memory s = sent(60);
        Fight memory f = newFight(3, 2, 1);
        f.wrong.state = stateOf(2, root(), BATCHES);
        f.wrong.a.h = f.wrong.a.h.then_(65_535, keccak256(f.wrong.state));
        assertAs(ann, f.parent, f.range, f.right.state, f.right.a.h);
        assertAs(ben, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        splitAs(ann, f.right.a, 16, 0);
        mine(THRESHOLD);
        update(f.right.a, 16, 0);
        confirm(f, f.right);
        vm.assertFalse(rollup.isConfirmed(root()), "the other side has won");
        claimReverts(s);
    }

    /// A stuck state says nothing about sends. What the last good one says can be claimed once it is known.
    function test_B03_stuck_reverts_lastGood_pays() public {
        Send memory s = sent(60);
        bytes memory good = stateOf(1, root(), BATCHES);
        stick(good);
        claimReverts(s);
        rollup.last(good);
        claim(s);
        vm.assertEq(payee.balance, 60, "paid");
    }

    // ---------------------------------------------------------------- B29

    function test_B29_escape_beforeStuck_reverts() public {
        vm.expectRevert(err(IBridge.NotEscape.selector));
        vm.prank(escaper);
        bridge.escape(cat, 1);
        vm.deal(cat, 0);
        stick(stateOf(1, 0, BATCHES));
        vm.expectRevert(err(IBridge.NotEscape.selector));
        vm.prank(ann);
        bridge.escape(cat, 1);
        vm.prank(escaper);
        bridge.escape(cat, 1);
        vm.assertEq(cat.balance, 1, "escaped");
    }

    /// A state with all that L2 has sent, and a history that comes to it.
    function claimOf(uint256 seed) private view returns (bytes memory state, History memory h) {
        state = stateOf(seed, root(), BATCHES);
        h = Histories.constant_(16, keccak256(state));
    }

    function stick(bytes memory good) private {
        bytes memory stuck = stuckBehind(keccak256(good));
        History memory h = Histories.constant_(16, keccak256(stuck));
        assertAs(ann, genesis(), rangeOf(BATCHES), stuck, h);
        mine(THRESHOLD);
        rollup.confirm(genesis(), stuck, h.root());
    }
}
