// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../src/inbox/IInbox.sol";
import {StandInBridge} from "../src/devnet/StandInBridge.sol";
import {InboxTest} from "./util/InboxTest.sol";
import {vm} from "./util/Vm.sol";

contract StandInBridgeTest is InboxTest {
    StandInBridge private standIn;

    // The inbox and the bridge name each other: deployed one after the other by the same account.
    function setUp() public override {
        mine(0, 0);
        bridge = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        inbox = deploy(one(ann), address(0), FORCE_DELAY, SILENCE);
        standIn = new StandInBridge(inbox);
        vm.deal(ann, 100 ether);
        vm.deal(address(this), 100 ether);
    }

    function test_constructor_otherBridge_reverts() public {
        vm.expectRevert(err(StandInBridge.NotTheBridgeOf.selector, uint160(address(inbox))));
        new StandInBridge(inbox);
    }

    function test_deposit_fromAccount() public {
        vm.expectEmit(address(inbox));
        emit IInbox.MessageAppended(
            0,
            1,
            ann,
            accOf(1, ann, hex"00000000000000000000000000000000000000be000000003b9aca01"),
            hex"00000000000000000000000000000000000000be000000003b9aca01"
        );
        vm.prank(ann, ann);
        standIn.deposit{value: 1 ether + 1 gwei}(address(0xbe));
        vm.assertEq(address(standIn).balance, 1 ether + 1 gwei, "balance");
    }

    function test_deposit_fromContract_isAliased() public {
        address alias_ = address(uint160(address(this)) + uint160(0x1111000000000000000000000000000000001111));
        bytes memory body = abi.encodePacked(ben, uint64(5));
        vm.expectEmit(address(inbox));
        emit IInbox.MessageAppended(0, 1, alias_, accOf(1, alias_, body), body);
        standIn.deposit{value: 5 gwei}(ben);
    }

    function testFuzz_deposit_partsOfGwei_revert(uint64 value) public {
        vm.assume(value == 0 || value % 1 gwei != 0);
        vm.deal(address(this), value);
        vm.expectRevert(err(StandInBridge.NotWholeGwei.selector, value));
        standIn.deposit{value: value}(ben);
    }

    function test_deposit_moreThanFits_reverts() public {
        uint256 value = (uint256(type(uint64).max) + 1) * 1 gwei;
        vm.deal(address(this), value);
        vm.expectRevert(err(StandInBridge.NotWholeGwei.selector, value));
        standIn.deposit{value: value}(ben);
    }

    function testFuzz_call(uint64 value, bytes calldata data) public {
        vm.deal(ann, value);
        bytes memory body = bytes.concat(bytes20(ben), bytes32(uint256(value)), data);
        vm.expectEmit(address(inbox));
        emit IInbox.MessageAppended(0, 3, ann, accOf(3, ann, body), body);
        vm.prank(ann, ann);
        standIn.call{value: value}(ben, data);
    }

    function accOf(uint8 kind, address sender, bytes memory body) private view returns (bytes32) {
        bytes memory head = bytes.concat(bytes1(kind), bytes20(sender), bytes8(uint64(height)), bytes8(uint64(time)));
        bytes32 leaf = keccak256(bytes.concat(head, blockhash(height - 1), keccak256(body)));
        return keccak256(bytes.concat(bytes32(0), leaf));
    }
}
