// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../../src/inbox/IInbox.sol";
import {vm} from "./Vm.sol";

/// An inbox with three seats, a bridge that is a plain account, and a stranger. Time and height start somewhere.
abstract contract InboxTest {
    uint32 internal constant FORCE_DELAY = 1 hours;
    uint32 internal constant SILENCE = 50;
    uint256 internal constant MAX_MESSAGES = 4096;
    uint32 internal constant MAX_IN_BLOCK = 130;
    uint32 internal constant MAX_DATA = 100_000;

    address internal immutable ann = address(0xa11);
    address internal immutable ben = address(0xbe4);
    address internal immutable cat = address(0xca7);
    address internal immutable stranger = address(0x57a);
    address internal bridge = address(0xb41d6e);

    IInbox internal inbox;
    uint256 internal height = 1000;
    uint256 internal time = 1_700_000_000;

    function setUp() public virtual {
        mine(0, 0);
        inbox = deploy(three(ann, ben, cat), address(0), FORCE_DELAY, SILENCE);
    }

    // From the artifact, so that only the contract itself and not every test goes through the slow optimizer.
    function deploy(address[] memory seats, address open, uint32 forceDelay, uint32 silence) internal returns (IInbox) {
        return deploy(seats, open, forceDelay, silence, MAX_IN_BLOCK);
    }

    function deploy(address[] memory seats, address open, uint32 forceDelay, uint32 silence, uint32 maxMessages)
        internal
        returns (IInbox)
    {
        return deploy(abi.encode(seats, open, bridge, forceDelay, silence, maxMessages, MAX_DATA));
    }

    function deploy(bytes memory args) internal returns (IInbox created) {
        bytes memory code = bytes.concat(vm.getCode("src/inbox/Inbox.sol:Inbox"), args);
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
        }
    }

    // ---------------------------------------------------------------- the chain

    /// Moves on by some blocks and seconds.
    function mine(uint256 blocks, uint256 elapsed) internal {
        (height, time) = (height + blocks, time + elapsed);
        vm.roll(height);
        vm.warp(time);
        vm.coinbase(miner());
        vm.setBlockhash(height - 1, keccak256(abi.encode("block", height - 1)));
    }

    // ---------------------------------------------------------------- calls

    function message(address from, uint8 kind, bytes memory body) internal returns (uint64) {
        vm.prank(from, from);
        return inbox.appendMessage(kind, body);
    }

    /// Appends messages, in as many blocks as that takes, the first of them a new one where there are many.
    function messages(uint256 count) internal {
        for (uint256 i = 0; i < count; i++) {
            if (count > MAX_IN_BLOCK && i % MAX_IN_BLOCK == 0) mine(1, 1);
            message(stranger, 2, "");
        }
    }

    /// Appends a batch that is right in every respect.
    function batch(address from, uint64 upTo, bytes memory data) internal {
        (uint64 index, bytes8 prev) = next();
        batch(from, index, prev, upTo, data);
    }

    function batch(address from, uint64 index, bytes8 prev, uint64 upTo, bytes memory data) internal {
        vm.prank(from, from);
        inbox.appendBatch(index, prev, upTo, data);
    }

    function batchReverts(address from, uint64 upTo, bytes memory data, bytes memory reason) internal {
        (uint64 index, bytes8 prev) = next();
        vm.expectRevert(reason);
        batch(from, index, prev, upTo, data);
    }

    // ---------------------------------------------------------------- views

    /// Whom the block pays: another one at each height.
    function miner() internal view returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("miner", height)))));
    }

    function next() internal view returns (uint64 index, bytes8 prev) {
        (index,,,, prev,,) = inbox.state();
    }

    function consumed() internal view returns (uint64 n) {
        (, n,,,,,) = inbox.state();
    }

    function messageCount() internal view returns (uint64 n) {
        (,, n,,,,) = inbox.state();
    }

    function lastSeat() internal view returns (uint64 n) {
        (,,, n,,,) = inbox.state();
    }

    function batchAcc() internal view returns (bytes32 acc) {
        (,,,,, acc,) = inbox.state();
    }

    // ---------------------------------------------------------------- values

    function err(bytes4 selector) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector);
    }

    function err(bytes4 selector, uint256 value) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, value);
    }

    function none() internal pure returns (address[] memory) {
        return new address[](0);
    }

    function one(address a) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = a;
    }

    function three(address a, address b, address c) internal pure returns (address[] memory list) {
        list = new address[](3);
        (list[0], list[1], list[2]) = (a, b, c);
    }
}
