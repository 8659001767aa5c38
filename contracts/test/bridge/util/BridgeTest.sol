// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bridge} from "../../../src/bridge/Bridge.sol";
import {FastExit} from "../../../src/bridge/FastExit.sol";
import {IBridge, Send} from "../../../src/bridge/IBridge.sol";
import {IRoots} from "../../../src/bridge/IRoots.sol";
import {Vault} from "../../../src/bridge/Vault.sol";
import {InboxTest} from "../../util/InboxTest.sol";
import {vm} from "../../util/Vm.sol";
import {RollupDouble} from "./RollupDouble.sol";
import {SendTree} from "../../util/SendTree.sol";

/// A bridge with the real inbox and a double of the rollup, vault and fast exits, and what L2 has sent.
abstract contract BridgeTest is InboxTest {
    uint256 internal constant GENESIS_COIN = 1000 ether;

    address internal immutable escaper = address(0xe5c);
    address internal immutable abroad = address(0xab40ad); // an account of L2

    RollupDouble internal rollup;
    Bridge internal subject;
    Vault internal vault;
    FastExit internal fastExit;
    bytes32[] internal leaves; // of all that L2 has sent

    function setUp() public virtual override {
        mine(0, 0);
        vm.deal(address(this), 1_000_000_000 ether);
        rollup = new RollupDouble();
        bridge = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        inbox = deploy(one(ann), address(0), FORCE_DELAY, SILENCE);
        subject = new Bridge{value: GENESIS_COIN}(inbox, IRoots(address(rollup)), escaper);
        vault = new Vault(subject);
        fastExit = new FastExit(subject);
        vm.deal(ann, 1000 ether);
        vm.deal(stranger, 1000 ether);
        mine(1, 13);
    }

    // ---------------------------------------------------------------- what L2 sends

    /// Has an account of L2 send something.
    function sent(address target, uint256 value, uint256 minGas, bytes memory data) internal returns (Send memory s) {
        return sentBy(abroad, target, value, minGas, data);
    }

    function sentBy(address from, address target, uint256 value, uint256 minGas, bytes memory data)
        internal
        returns (Send memory s)
    {
        s = Send(uint64(leaves.length), from, target, value, minGas, data);
        leaves.push(SendTree.leafOf(s));
    }

    /// Confirms all that L2 has sent.
    function confirm() internal returns (bytes32 root) {
        root = SendTree.rootOf(leaves);
        rollup.confirm(root);
    }

    /// Claims as a stranger.
    function claim(Send memory s) internal {
        bytes memory input = claimInput(s);
        callAs(stranger, address(subject), 0, input);
    }

    function claimInput(Send memory s) internal returns (bytes memory) {
        return claimInput(s, confirm());
    }

    function claimInput(Send memory s, bytes32 root) internal view returns (bytes memory) {
        return abi.encodeCall(IBridge.claim, (s, root, SendTree.proofOf(leaves, s.index)));
    }

    /// Holds that a claim is refused, and why.
    function claimReverts(Send memory s, bytes memory reason) internal {
        bytes memory input = claimInput(s);
        refused(stranger, address(subject), 0, input, reason);
    }

    // ---------------------------------------------------------------- calls

    function tryAs(address who, address to, uint256 value, bytes memory input)
        internal
        returns (bool ok, bytes memory output)
    {
        vm.prank(who, who);
        return to.call{value: value}(input);
    }

    /// Sends an input, and fails as the called one does.
    function callAs(address who, address to, uint256 value, bytes memory input) internal returns (bytes memory output) {
        bool ok;
        (ok, output) = tryAs(who, to, value, input);
        if (ok) return output;
        assembly ("memory-safe") {
            revert(add(output, 32), mload(output))
        }
    }

    function refused(address who, address to, uint256 value, bytes memory input, bytes memory reason) internal {
        (bool ok, bytes memory output) = tryAs(who, to, value, input);
        vm.assertFalse(ok, "not refused");
        vm.assertEq(output, reason, "reason");
    }

    /// Why a claim fails whose target does.
    function failed(bytes memory reason) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IBridge.CallFailed.selector, reason);
    }

    function err(bytes4 selector, address who) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, who);
    }

    // ---------------------------------------------------------------- messages

    /// The accumulator after a message of the block that is being made.
    function accAfter(bytes32 acc, uint8 kind, address from, bytes memory body) internal view returns (bytes32) {
        bytes memory head = bytes.concat(bytes1(kind), bytes20(from), bytes8(uint64(height)), bytes8(uint64(time)));
        bytes32 leaf = keccak256(bytes.concat(head, blockhash(height - 1), keccak256(body)));
        return keccak256(bytes.concat(acc, leaf));
    }

    /// Holds that the newest message is this one.
    function newestIs(uint8 kind, address from, bytes memory body) internal view {
        uint64 n = uint64(messageCount());
        vm.assertEq(inbox.msgAcc(n), accAfter(inbox.msgAcc(n - 1), kind, from, body), "newest message");
    }

    function callBody(address target, uint256 value, uint256 fee, uint64 gas, address refundTo, bytes memory data)
        internal
        pure
        returns (bytes memory)
    {
        bytes memory head = bytes.concat(bytes20(target), bytes32(value), bytes32(fee), bytes8(gas), bytes20(refundTo));
        return bytes.concat(head, data);
    }
}
