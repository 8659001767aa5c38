// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge, Send} from "../../src/bridge/IBridge.sol";
import {TOKENS} from "../../src/l2/Addresses.sol";
import {vm} from "../util/Vm.sol";
import {BridgeTest} from "./util/BridgeTest.sol";
import {Agent, Catcher, Relay, Talker, Witness} from "./util/Targets.sol";

/// From L2 to L1: targets that call back, and claims with little gas.
contract HostileTest is BridgeTest {
    Relay private relay;
    Agent private agent;

    function setUp() public override {
        super.setUp();
        (relay, agent) = (new Relay(), new Agent());
    }

    // ---------------------------------------------------------------- B1: re-entry

    function test_B01_reentry_sameSend_reverts() public {
        Send memory s = sent(address(agent), 1 ether, 0, "");
        agent.plan(address(subject), 0, claimInput(s));
        claim(s);
        vm.assertFalse(agent.ok(), "claimed again");
        vm.assertEq(agent.answer(), err(IBridge.Reentered.selector), "reason");
        vm.assertEq(address(agent).balance, 1 ether, "balance");
    }

    function test_B01_reentry_otherSend_reverts() public {
        Send memory s = sent(address(agent), 1, 0, "");
        Send memory other = sent(ben, 1, 0, "");
        agent.plan(address(subject), 0, claimInput(other));
        claim(s);
        vm.assertEq(agent.answer(), err(IBridge.Reentered.selector), "reason");
        vm.assertFalse(subject.claimed(1), "claimed");
        claim(other);
    }

    // ---------------------------------------------------------------- B5: deposits within a claim

    function test_B05_depositWithin_isTheTargetsOwn() public {
        agent.plan(address(subject), 2 gwei, abi.encodeCall(IBridge.deposit, (cat)));
        bytes memory input = claimInput(sent(address(agent), 3 gwei, 0, ""));
        vm.expectEmit(address(subject));
        emit IBridge.Deposited(0, address(agent), cat, 2 gwei);
        callAs(stranger, address(subject), 0, input);
        newestIs(1, address(agent), bytes.concat(bytes20(cat), bytes8(uint64(2))));
        vm.assertEq(address(agent).balance, 1 gwei, "its own coin");
        vm.assertEq(address(subject).balance, GENESIS_COIN - 1 gwei, "balance");
        vm.assertEq(agent.senderBehind(), abroad, "sender of the running call");
    }

    function test_B05_sendWithin_isTheTargetsOwn() public {
        agent.plan(address(subject), 3 gwei, abi.encodeCall(IBridge.send, (TOKENS, 1 gwei, 0, cat, "data")));
        claim(sent(address(agent), 3 gwei, 0, ""));
        newestIs(3, address(agent), callBody(TOKENS, 1 gwei, 2 gwei, 0, cat, "data"));
        vm.assertEq(messageCount(), 2, "messages");
        vm.assertEq(address(agent).balance, 0, "its own coin");
    }

    function test_B05_moreThanItHas_fails() public {
        agent.plan(address(subject), 4 gwei, abi.encodeCall(IBridge.deposit, (cat)));
        claim(sent(address(agent), 3 gwei, 0, ""));
        vm.assertFalse(agent.ok(), "deposited what it has not");
        vm.assertEq(messageCount(), 0, "messages");
    }

    // Coin sent back plainly has no receiver on L2.
    function test_B05_plainCoinBack_isRefused() public {
        agent.plan(address(subject), 1 gwei, "");
        claim(sent(address(agent), 1 gwei, 0, ""));
        vm.assertEq(agent.answer(), err(IBridge.ContractMustNameReceiver.selector), "reason");
        vm.assertEq(address(agent).balance, 1 gwei, "balance");
    }

    // ---------------------------------------------------------------- B6: gas

    // From too little for anything up to success: a claim that succeeds has given the target what its sender asked for.
    function test_B06_littleGas_neverReachesTheTarget() public {
        Catcher catcher = new Catcher();
        Send memory s = sent(address(catcher), 1, 120_000, "");
        bytes memory input = claimInput(s);
        uint256 early; // refusals that name the gas
        for (uint256 gas_ = 50_000; !subject.claimed(0); gas_ += 500) {
            vm.assertTrue(gas_ < 400_000, "claimed by now");
            (, bytes memory reason) = relay.pass(address(subject), gas_, input);
            if (bytes4(reason) == IBridge.TooLittleGas.selector) early++;
        }
        vm.assertTrue(catcher.called() && !catcher.caught(), "the target has failed within");
        vm.assertTrue(early > 100, "refused for their gas");
    }

    function testFuzz_B06_targetGetsItsGas(uint256 minGas, bool withValue, uint8 words) public {
        minGas = 250_000 + minGas % 5_000_000;
        Witness witness = new Witness();
        Send memory s = sent(address(witness), withValue ? 1 : 0, minGas, new bytes(uint256(words) % 5 * 32));
        bytes memory input = claimInput(s);
        uint256 least = minGas;
        uint256 most = minGas + 1_000_000;
        while (most - least > 1) {
            uint256 middle = (least + most) / 2;
            if (fits(input, middle)) most = middle;
            else least = middle;
        }
        (bool ok,) = relay.pass(address(subject), most, input);
        vm.assertTrue(ok, "claimed");
        vm.assertTrue(witness.gas_() + 100 >= minGas, "gas of the target"); // it looks after its first steps
    }

    function test_B06_more_thanThereCanBe_reverts() public {
        for (uint256 i = 0; i < 3; i++) {
            Send memory s = sent(ben, 1, type(uint256).max - i * 40_000, "");
            bytes memory input = claimInput(s);
            (bool ok,) = relay.pass(address(subject), 3_000_000, input);
            vm.assertFalse(ok, "claimed");
        }
    }

    // Whether a claim succeeds with that gas. Nothing of it stays.
    function fits(bytes memory input, uint256 gas_) private returns (bool) {
        try this.passAndForget(input, gas_) {
            return true;
        } catch (bytes memory reason) {
            return bytes4(reason) == bytes4(keccak256("Done()"));
        }
    }

    error Done();

    function passAndForget(bytes calldata input, uint256 gas_) external {
        (bool ok,) = relay.pass(address(subject), gas_, input);
        if (ok) revert Done();
        revert();
    }

    // ---------------------------------------------------------------- B7: answers

    function test_B07_longAnswer_isNotCopied() public {
        Talker talker = new Talker(false);
        uint256 before = gasleft();
        (bool ok, bytes memory answer) = relay.pass(address(talker), 3_000_000, "");
        uint256 twice = before - gasleft(); // the talker's million bytes, and their copy
        vm.assertTrue(ok && answer.length == 1_000_000, "it talks");
        bytes memory input = claimInput(sent(address(talker), 0, 0, ""));
        callAs(stranger, address(subject), 0, input);
        uint256 spent = vm.lastCallGas().gasTotalUsed;
        vm.assertTrue(subject.claimed(0), "claimed");
        vm.assertTrue(spent > 2_000_000 && spent < 2_400_000 && spent < twice / 2, "once");
    }

    function test_B07_longReason_isCut() public {
        bytes memory reason = new bytes(1024);
        (reason[30], reason[31]) = (0x11, 0x22);
        claimReverts(sent(address(new Talker(true)), 0, 0, ""), failed(reason));
    }
}
