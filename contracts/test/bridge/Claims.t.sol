// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge, Send} from "../../src/bridge/IBridge.sol";
import {vm} from "../util/Vm.sol";
import {BridgeTest} from "./util/BridgeTest.sol";
import {Moody, Newborn, Relay, Witness} from "./util/Targets.sol";
import {Good} from "./util/Zoo.sol";

/// From L2 to L1: what a claim does, once.
contract ClaimsTest is BridgeTest {
    Witness private witness;
    Relay private relay;

    function setUp() public override {
        super.setUp();
        (witness, relay) = (new Witness(), new Relay());
    }

    function test_claim_paysAndCalls() public {
        sent(ben, 1, 0, "");
        Send memory s = sent(address(witness), 3 ether, 100_000, hex"c0ffee");
        vm.assertFalse(subject.claimed(1), "claimed before");
        bytes memory input = claimInput(s);
        vm.expectEmit(address(subject));
        emit IBridge.Claimed(1, abroad, address(witness), 3 ether);
        callAs(stranger, address(subject), 0, input);
        vm.assertTrue(subject.claimed(1) && !subject.claimed(0) && !subject.claimed(2), "claimed");
        vm.assertEq(witness.caller(), address(subject), "caller");
        vm.assertEq(witness.value(), 3 ether, "value");
        vm.assertEq(witness.data(), hex"c0ffee", "data");
        vm.assertEq(witness.sender(), abroad, "sender");
        vm.assertEq(witness.index(), 1, "index");
        vm.assertEq(address(subject).balance, GENESIS_COIN - 3 ether, "balance");
    }

    function test_claim_toAccount() public {
        claim(sent(ben, 5, 0, "whatever"));
        vm.assertEq(ben.balance, 5, "balance");
    }

    // Bits of one word, and of two, do not disturb each other.
    function test_claim_manyInAnyOrder() public {
        for (uint256 i = 0; i < 260; i++) {
            sent(ben, 1, 0, "");
        }
        uint64[5] memory order = [uint64(255), 0, 256, 259, 1];
        for (uint256 i = 0; i < 5; i++) {
            claim(Send(order[i], abroad, ben, 1, 0, ""));
        }
        for (uint64 i = 0; i < 260; i++) {
            bool was = i < 2 || i == 255 || i == 256 || i == 259;
            vm.assertTrue(subject.claimed(i) == was, "claimed");
        }
        vm.assertEq(ben.balance, 5, "balance");
    }

    function test_claim_oldRootsStayGood() public {
        Send memory s = sent(ben, 1, 0, "");
        bytes memory input = claimInput(s);
        sent(cat, 1, 0, "");
        confirm();
        callAs(stranger, address(subject), 0, input);
        vm.assertEq(ben.balance, 1, "balance");
    }

    function test_claim_fromConstructor() public {
        bytes memory input = claimInput(sent(ben, 1, 0, ""));
        new Newborn(address(subject), input);
        vm.assertEq(ben.balance, 1, "balance");
    }

    // A contract that claims while it is made has no code yet: it is paid and cannot be called.
    function test_claim_fromConstructor_forItself() public {
        address child = vm.computeCreateAddress(address(this), vm.getNonce(address(this)));
        bytes memory input = claimInput(sent(child, 1, 0, "input"));
        new Newborn(address(subject), input);
        vm.assertEq(child.balance, 1, "balance");
    }

    // ---------------------------------------------------------------- B1: twice

    function test_B01_claimTwice_reverts() public {
        Send memory s = sent(ben, 1, 0, "");
        claim(s);
        claimReverts(s, err(IBridge.AlreadyClaimed.selector, 0));
        vm.assertEq(ben.balance, 1, "balance");
    }

    function test_B01_claimTwice_inOneTransaction_reverts() public {
        bytes memory input = claimInput(sent(ben, 1, 0, ""));
        (bool first, bool second, bytes memory reason) = relay.twice(address(subject), input);
        vm.assertTrue(first && !second, "once");
        vm.assertEq(reason, err(IBridge.AlreadyClaimed.selector, 0), "reason");
        vm.assertEq(ben.balance, 1, "balance");
    }

    function test_B01_claimTwice_withAnotherRoot_reverts() public {
        Send memory s = sent(ben, 1, 0, "");
        claim(s);
        sent(cat, 1, 0, "");
        claimReverts(s, err(IBridge.AlreadyClaimed.selector, 0));
    }

    // ---------------------------------------------------------------- B3: not confirmed

    function test_B03_unconfirmedRoot_reverts() public {
        Send memory s = sent(ben, 1, 0, "");
        confirm();
        sent(cat, 1, 0, "");
        bytes32 root = keccak256("not confirmed");
        bytes memory input = claimInput(s, root);
        refused(stranger, address(subject), 0, input, abi.encodeWithSelector(IBridge.NotConfirmed.selector, root));
    }

    // L2 has sent nothing: the root in its state is 0.
    function test_B03_zeroRoot_provesNothing() public {
        rollup.confirm(0);
        bytes32[32] memory proof;
        bytes memory input = abi.encodeCall(IBridge.claim, (Send(0, abroad, ben, 1, 0, ""), 0, proof));
        refused(stranger, address(subject), 0, input, err(IBridge.WrongProof.selector));
    }

    // ---------------------------------------------------------------- B4: targets

    function test_B04_forbiddenTargets_revert() public {
        bytes memory mint = abi.encodeWithSignature("appendFromBridge(uint8,address,bytes)", 1, ann, "");
        Send memory s = sent(address(inbox), 0, 0, mint);
        claimReverts(s, err(IBridge.ForbiddenTarget.selector, address(inbox)));
        s = sent(address(subject), 1 gwei, 0, abi.encodeCall(IBridge.deposit, (ann)));
        claimReverts(s, err(IBridge.ForbiddenTarget.selector, address(subject)));
        vm.assertEq(messageCount(), 0, "messages");
    }

    // The bridge makes any call that L2 names. So a token that it may spend is anybody's, and one that the vault holds
    // is not.
    function test_tokens_thatTheBridgeMaySpend_areAnybodys() public {
        Good token = new Good();
        token.mint(ann, 10);
        token.mint(address(vault), 10);
        vm.prank(ann);
        token.approve(address(subject), 10);
        claim(sent(address(token), 0, 0, abi.encodeCall(Good.transferFrom, (ann, cat, 10))));
        vm.assertEq(token.balanceOf(cat), 10, "taken");
        Send memory s = sent(address(token), 0, 0, abi.encodeCall(Good.transferFrom, (address(vault), cat, 10)));
        claimReverts(s, failed(abi.encodeWithSignature("Panic(uint256)", 0x11)));
    }

    // ---------------------------------------------------------------- a target that fails

    function test_claim_failingTarget_waits() public {
        Moody moody = new Moody();
        Send memory s = sent(address(moody), 7, 0, "");
        bytes memory reason = abi.encodeWithSelector(Moody.NotToday.selector, 7);
        for (uint256 i = 0; i < 3; i++) {
            claimReverts(s, failed(reason));
            vm.assertFalse(subject.claimed(0), "claimed");
            vm.expectRevert(err(IBridge.NotInCall.selector));
            subject.sender();
        }
        claim(sent(ben, 1, 0, ""));
        moody.soften();
        claim(s);
        vm.assertEq(address(moody).balance, 7, "balance");
    }

    function test_claim_moreThanThereIs_waits() public {
        Send memory s = sent(ben, GENESIS_COIN + 1, 0, "");
        claimReverts(s, failed(""));
        subject.deposit{value: 1 gwei}(ann);
        claim(s);
        vm.assertEq(ben.balance, GENESIS_COIN + 1, "balance");
    }

    // ---------------------------------------------------------------- B8: outside

    function test_B08_senderAndIndex_outsideAClaim_revert() public {
        for (uint256 i = 0; i < 2; i++) {
            vm.expectRevert(err(IBridge.NotInCall.selector));
            subject.sender();
            vm.expectRevert(err(IBridge.NotInCall.selector));
            subject.index();
            claim(sent(address(witness), 0, 0, ""));
        }
        vm.assertEq(witness.calls(), 2, "calls");
    }

    // The target is told who has sent, whoever it is.
    function testFuzz_B08_senderAndIndex_areTheSends(address from, uint256 value) public {
        Send memory s = sentBy(from, address(witness), value % (GENESIS_COIN + 1), 0, "");
        claim(s);
        vm.assertEq(witness.sender(), from, "sender");
        vm.assertEq(witness.value(), s.value, "value");
    }

    // ---------------------------------------------------------------- B26: coin by force

    function test_B26_coinByForce_changesNothing() public {
        bytes memory init = bytes.concat(hex"73", bytes20(address(subject)), hex"ff");
        address made;
        assembly ("memory-safe") {
            made := create(123, add(init, 32), mload(init))
        }
        vm.assertEq(address(subject).balance, GENESIS_COIN + 123, "it has come");
        vm.assertEq(messageCount(), 0, "messages");
        claim(sent(ben, 1, 0, ""));
        subject.deposit{value: 1 gwei}(ann);
        vm.assertEq(address(subject).balance, GENESIS_COIN + 123 - 1 + 1 gwei, "balance");
    }
}
