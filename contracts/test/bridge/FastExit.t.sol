// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge, Send} from "../../src/bridge/IBridge.sol";
import {IFastExit} from "../../src/bridge/IFastExit.sol";
import {TOKENS} from "../../src/l2/Addresses.sol";
import {vm} from "../util/Vm.sol";
import {BridgeTest} from "./util/BridgeTest.sol";
import {Agent, Moody} from "./util/Targets.sol";

/// B28: fast exits. Abroad sends 10 gwei for ben, who takes 9 within an hour. Ann provides.
contract FastExitTest is BridgeTest {
    uint256 private deadline;
    bytes private data;
    Send private s;

    function setUp() public override {
        super.setUp();
        deadline = time + 1 hours;
        data = exitOf(ben);
        s = sent(address(fastExit), 10 gwei, 100_000, data);
    }

    function exitOf(address recipient) private view returns (bytes memory) {
        return abi.encodeCall(IFastExit.exit, (recipient, 9 gwei, deadline));
    }

    function fillInput(Send memory f) private pure returns (bytes memory) {
        return abi.encodeCall(IFastExit.fill, (f.index, f.sender, f.value, f.data));
    }

    function fill(Send memory f, uint256 paid) private {
        callAs(ann, address(fastExit), paid, fillInput(f));
    }

    function fillReverts(Send memory f, uint256 paid, bytes memory reason) private {
        refused(ann, address(fastExit), paid, fillInput(f), reason);
    }

    function keyOf(Send memory f) private pure returns (bytes32) {
        bytes memory head = bytes.concat(bytes32(uint256(f.index)), bytes12(0), bytes20(f.sender));
        return keccak256(bytes.concat(head, bytes32(f.value), keccak256(f.data)));
    }

    function withdrawn(address owner, uint256 value) private {
        uint256 before = cat.balance;
        callAs(owner, address(fastExit), 0, abi.encodeCall(IFastExit.withdraw, (cat)));
        vm.assertEq(cat.balance - before, value, "withdrawn");
        refused(
            owner, address(fastExit), 0, abi.encodeCall(IFastExit.withdraw, (cat)), err(IFastExit.NothingToPay.selector)
        );
    }

    // ---------------------------------------------------------------- as it should be

    function test_fill_thenClaim_paysTheProvider() public {
        vm.expectEmit(address(fastExit));
        emit IFastExit.Filled(0, keyOf(s), ann, ben, 9 gwei);
        fill(s, 9 gwei);
        vm.assertEq(ben.balance, 9 gwei, "paid at once");
        vm.assertEq(fastExit.filler(keyOf(s)), ann, "provider");
        vm.assertEq(fastExit.keyOf(s.index, s.sender, s.value, s.data), keyOf(s), "key");
        bytes memory input = claimInput(s);
        vm.expectEmit(address(fastExit));
        emit IFastExit.Credited(0, keyOf(s), ann, 10 gwei);
        callAs(stranger, address(subject), 0, input);
        vm.assertEq(fastExit.credit(ann), 10 gwei, "credit");
        withdrawn(ann, 10 gwei);
        vm.assertEq(ben.balance, 9 gwei, "not paid again");
    }

    function test_claim_withoutFill_creditsTheRecipient() public {
        claim(s);
        vm.assertEq(fastExit.credit(ben), 10 gwei, "credit");
        withdrawn(ben, 10 gwei);
    }

    function test_fill_more_goesToTheRecipient() public {
        fill(s, 12 gwei);
        vm.assertEq(ben.balance, 12 gwei, "paid at once");
    }

    function test_fill_atTheDeadline() public {
        mine(1, deadline - time);
        fill(s, 9 gwei);
        claim(s);
        vm.assertEq(fastExit.credit(ann), 10 gwei, "credit");
    }

    // ---------------------------------------------------------------- attacks

    function test_B28_fill_late_reverts() public {
        mine(1, deadline - time + 1);
        fillReverts(s, 9 gwei, err(IFastExit.Late.selector, deadline));
    }

    function test_B28_fill_tooLittle_reverts() public {
        fillReverts(s, 9 gwei - 1, err(IFastExit.PaidTooLittle.selector, 9 gwei));
    }

    function test_B28_fill_twice_reverts() public {
        fill(s, 9 gwei);
        bytes memory reason = err(IFastExit.AlreadyFilled.selector, ann);
        refused(stranger, address(fastExit), 9 gwei, fillInput(s), reason);
        vm.assertEq(ben.balance, 9 gwei, "paid once");
    }

    // The recipient would be paid twice, and the provider never.
    function test_B28_fill_ofAClaimedSend_reverts() public {
        claim(s);
        fillReverts(s, 9 gwei, err(IFastExit.AlreadyClaimed.selector, 0));
    }

    // Nothing on L1 knows that there is no such send. The provider has lost, and nobody else.
    function test_B28_fill_ofNoSend_isTheProvidersLoss() public {
        Send memory none = Send(77, abroad, address(fastExit), 10 gwei, 100_000, data);
        fill(none, 9 gwei);
        claim(s);
        vm.assertEq(fastExit.credit(ben), 10 gwei, "the other send is not touched");
        vm.assertEq(fastExit.credit(ann), 0, "credit");
    }

    // Each part of a send is part of what was paid for.
    function test_B28_fill_withOtherContent_isTheProvidersLoss() public {
        Send memory f = s;
        f.sender = stranger;
        fill(f, 9 gwei);
        f = s;
        f.value = 10 gwei + 1;
        fill(f, 9 gwei);
        f = s;
        f.index = 1;
        fill(f, 9 gwei);
        f = s;
        f.data = abi.encodeCall(IFastExit.exit, (ben, 8 gwei, deadline));
        fill(f, 9 gwei);
        f.data = abi.encodeCall(IFastExit.exit, (ben, 9 gwei, deadline + 1));
        fill(f, 9 gwei);
        f.data = exitOf(stranger);
        fill(f, 9 gwei);
        claim(s);
        vm.assertEq(fastExit.credit(ben), 10 gwei, "recipient");
        vm.assertEq(fastExit.credit(ann), 0, "provider");
    }

    // To lower what the sender takes is to pay for another send.
    function test_B28_fill_withLowerPrice_isAnother() public {
        Send memory f = s;
        f.data = abi.encodeCall(IFastExit.exit, (ben, 0, deadline));
        fill(f, 0);
        claim(s);
        vm.assertEq(fastExit.credit(ben), 10 gwei, "recipient");
    }

    function test_B28_twoEqualSends_areTwo() public {
        Send memory t = sent(address(fastExit), 10 gwei, 100_000, data);
        fill(s, 9 gwei);
        claim(t);
        claim(s);
        vm.assertEq(fastExit.credit(ben), 10 gwei, "recipient of the second");
        vm.assertEq(fastExit.credit(ann), 10 gwei, "provider of the first");
        vm.assertEq(address(fastExit).balance, 20 gwei, "balance");
    }

    function test_B28_exit_byOthers_reverts() public {
        refused(stranger, address(fastExit), 10 gwei, data, err(IFastExit.NotBridge.selector));
        refused(TOKENS, address(fastExit), 0, data, err(IFastExit.NotBridge.selector));
        refused(address(subject), address(fastExit), 0, data, err(IBridge.NotInCall.selector));
    }

    // Not even while a call from L2 runs that went to somebody else.
    function test_B28_exit_withinAnotherClaim_reverts() public {
        Agent agent = new Agent();
        agent.plan(address(fastExit), 1, data);
        claim(sent(address(agent), 1, 0, ""));
        vm.assertEq(agent.answer(), err(IFastExit.NotBridge.selector), "reason");
    }

    // One encoding: another one of the same arguments cannot be paid for, and its claim is the recipient's.
    function test_B28_longerData_cannotBeFilled() public {
        Send memory t = sent(address(fastExit), 10 gwei, 100_000, bytes.concat(data, hex"00"));
        fillReverts(t, 9 gwei, err(IFastExit.NotAnExit.selector));
        claim(t);
        vm.assertEq(fastExit.credit(ben), 10 gwei, "recipient");
    }

    function test_B28_otherCalls_cannotBeFilled() public {
        Send memory t = s;
        t.data = abi.encodeWithSignature("fill(uint64,address,uint256)", 1, ben, 1);
        fillReverts(t, 9 gwei, err(IFastExit.NotAnExit.selector));
        t.data = "";
        fillReverts(t, 9 gwei, err(IFastExit.NotAnExit.selector));
    }

    // ---------------------------------------------------------------- recipients that misbehave

    function test_B28_recipientRefuses_fillReverts() public {
        Moody moody = new Moody();
        Send memory t = sent(address(fastExit), 10 gwei, 100_000, exitOf(address(moody)));
        fillReverts(t, 9 gwei, err(IFastExit.NotTaken.selector));
        claim(t);
        vm.assertEq(fastExit.credit(address(moody)), 10 gwei, "the claim does not ask it");
    }

    function test_B28_recipientFillsAgain_isRefused() public {
        Agent agent = new Agent();
        Send memory t = sent(address(fastExit), 10 gwei, 100_000, exitOf(address(agent)));
        agent.plan(address(fastExit), 9 gwei, fillInput(t));
        fill(t, 9 gwei);
        vm.assertEq(agent.answer(), err(IFastExit.AlreadyFilled.selector, ann), "reason");
        vm.assertEq(address(agent).balance, 9 gwei, "balance");
    }

    // A recipient who claims while he is paid makes the provider's credit, not his own.
    function test_B28_recipientClaimsMeanwhile_providerIsCredited() public {
        Agent agent = new Agent();
        Send memory t = sent(address(fastExit), 10 gwei, 100_000, exitOf(address(agent)));
        agent.plan(address(subject), 0, claimInput(t));
        fill(t, 9 gwei);
        vm.assertTrue(agent.ok(), "claimed");
        vm.assertEq(fastExit.credit(ann), 10 gwei, "provider");
        vm.assertEq(fastExit.credit(address(agent)), 0, "recipient");
    }

    function test_B28_withdraw_reentry_isRefused() public {
        Agent agent = new Agent();
        claim(sent(address(fastExit), 10 gwei, 100_000, exitOf(address(agent))));
        claim(s);
        bytes memory input = abi.encodeCall(IFastExit.withdraw, (address(agent)));
        agent.plan(address(fastExit), 0, input);
        callAs(address(agent), address(fastExit), 0, input);
        vm.assertEq(agent.answer(), err(IFastExit.NothingToPay.selector), "reason");
        vm.assertEq(address(agent).balance, 10 gwei, "balance");
    }

    function test_B28_withdraw_refused_keepsTheCredit() public {
        claim(s);
        bytes memory input = abi.encodeCall(IFastExit.withdraw, (address(new Moody())));
        refused(ben, address(fastExit), 0, input, err(IFastExit.NotTaken.selector));
        vm.assertEq(fastExit.credit(ben), 10 gwei, "credit");
    }

    function test_B28_plainCoin_isRefused() public {
        refused(ann, address(fastExit), 1, "", "");
    }
}
