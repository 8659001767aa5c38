// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MESSENGER, OUTBOX, TOKENS} from "../../src/l2/Addresses.sol";
import {IBridgedToken} from "../../src/l2/IBridgedToken.sol";
import {Call, IMessenger, L1Block, Place} from "../../src/l2/IMessenger.sol";
import {IOutbox} from "../../src/l2/IOutbox.sol";
import {ITokens} from "../../src/l2/ITokens.sol";
import {L2Test} from "./util/L2Test.sol";
import {vm} from "./util/L2Vm.sol";

/// A stranger calls every function that changes something with nothing but zeros, at genesis and later. What goes
/// through costs nobody anything.
contract L2StrangersTest is L2Test {
    IBridgedToken private token;
    bytes32 private constant ZERO_WORD = keccak256(new bytes(80));

    function atGenesis() private {
        token = IBridgedToken(tokens.tokenOf(vault, address(1)));
    }

    function later() private {
        Call memory c = creditOf(address(1), ann, 100);
        execute(c, arrive(c));
        vm.deal(ann, 1 ether);
        vm.prank(ann);
        outbox.initiateWithdrawal{value: 1 ether}(ben, 0, "");
        Call memory d = callTo(ben, "");
        d.value = 1 ether;
        arrive(d); // waits
        token = IBridgedToken(tokens.tokenOf(vault, address(1)));
    }

    function test_zeros_atGenesis() public {
        atGenesis();
        zeros();
        vm.assertTrue(messenger.noted(0), "word 0 is noted");
        zeros(); // and shows nothing
    }

    function test_zeros_later() public {
        later();
        zeros();
        zerosToTheToken();
        vm.assertEq(token.balanceOf(ann), 100, "balance");
        vm.assertEq(token.totalSupply(), 100, "supply");
        vm.assertEq(OUTBOX.balance, 1 ether, "coin that left");
        vm.assertEq(MESSENGER.balance, 1 ether, "coin that waits");
    }

    function zeros() private {
        uint256 count = outbox.count();
        from();
        outbox.initiateWithdrawal(address(0), 0, ""); // anybody may send nothing to nobody
        vm.assertEq(outbox.count(), count + 1, "sends");
        from();
        messenger.note();
        Call memory c;
        Place memory p;
        bytes32 acc = accOfZeros();
        vm.expectRevert(unknown(acc, keccak256(bytes.concat(bytes32(0), bytes16(0), acc))));
        from();
        messenger.execute(c, p);
        vm.expectRevert(err(IMessenger.NotYours.selector));
        from();
        messenger.bounce(c, p);
        vm.expectRevert(unknown(0, ZERO_WORD));
        from();
        messenger.follow(0, new bytes32[](0), L1Block(0, 0, 0));
        vm.expectRevert(err(ITokens.NotFromL1.selector));
        from();
        tokens.credit(address(0), address(0), 0, "");
        vm.expectRevert(err(ITokens.NoReceiver.selector));
        from();
        tokens.withdraw(address(0), address(0), 0);
        silence(OUTBOX);
        silence(MESSENGER);
        silence(TOKENS);
    }

    function zerosToTheToken() private {
        bytes memory notTokens = err(IBridgedToken.NotTokens.selector);
        vm.expectRevert(notTokens);
        from();
        token.open("", "", 0);
        vm.expectRevert(notTokens);
        from();
        token.mint(address(0), 0);
        vm.expectRevert(notTokens);
        from();
        token.burn(address(0), 0);
        bytes memory noReceiver = err(IBridgedToken.NoReceiver.selector);
        vm.expectRevert(noReceiver);
        from();
        token.transfer(address(0), 0);
        vm.expectRevert(noReceiver);
        from();
        token.transferFrom(address(0), address(0), 0);
        vm.expectRevert(abi.encodeWithSelector(IBridgedToken.Expired.selector, 0));
        from();
        token.permit(address(0), address(0), 0, 0, 0, 0, 0);
        from();
        token.approve(address(0), 0);
        silence(address(token));
    }

    // Bytes that name no function.
    function silence(address who) private {
        bytes[3] memory inputs = [bytes(""), hex"00", hex"00000000"];
        for (uint256 i = 0; i < 3; i++) {
            from();
            (bool ok,) = who.call(inputs[i]);
            vm.assertFalse(ok, "nonsense");
        }
    }

    function from() private {
        vm.prank(stranger, stranger);
    }

    // Behind a call of zeros that stands behind nothing.
    function accOfZeros() private pure returns (bytes32) {
        bytes memory body = new bytes(112);
        bytes memory leaf = bytes.concat(bytes1(uint8(3)), new bytes(20 + 8 + 8 + 32), keccak256(body));
        return keccak256(bytes.concat(bytes32(0), keccak256(leaf)));
    }
}
