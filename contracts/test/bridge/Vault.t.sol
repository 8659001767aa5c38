// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bridge} from "../../src/bridge/Bridge.sol";
import {IBridge, Send} from "../../src/bridge/IBridge.sol";
import {IERC20} from "../../src/bridge/IERC20.sol";
import {IVault} from "../../src/bridge/IVault.sol";
import {TOKENS} from "../../src/l2/Addresses.sol";
import {vm} from "../util/Vm.sol";
import {Agent} from "./util/Targets.sol";
import {VaultTest} from "./util/VaultTest.sol";
import {Good} from "./util/Zoo.sol";

/// The vault with tokens as they should be: who may do what.
contract VaultBasicsTest is VaultTest {
    Good private token;

    function setUp() public override {
        super.setUp();
        token = new Good();
        endow(token, ann, 1000);
    }

    // ---------------------------------------------------------------- deposit

    function testFuzz_deposit(uint256 amount) public {
        amount = 1 + amount % (type(uint256).max - 1000);
        endow(token, ann, amount);
        deposited(address(token), amount, amount, good);
        vm.assertEq(token.balanceOf(address(vault)), amount, "in the vault");
        vm.assertEq(token.balanceOf(ann), 1000, "left");
    }

    function test_deposit_withFee() public {
        bytes memory input = depositInput(address(token), cat, 10);
        bytes memory credit = creditOf(address(token), cat, 10, good);
        vm.expectEmit(address(subject));
        emit IBridge.Sent(1, address(vault), TOKENS, 0, 5 gwei, 0, address(0), credit);
        bytes memory answer = callAs(ann, address(vault), 5 gwei, input);
        vm.assertEq(abi.decode(answer, (uint256)), 1, "message");
        newestIs(3, address(vault), callBody(TOKENS, 0, 5 gwei, 0, address(0), credit));
        vm.assertEq(messageCount(), 2, "messages");
        vm.assertEq(address(vault).balance, 0, "coin in the vault");
    }

    function test_deposit_partOfGwei_reverts() public {
        bytes memory input = depositInput(address(token), cat, 10);
        refused(ann, address(vault), 1, input, err(IBridge.NotWholeGwei.selector, 1));
        vm.assertEq(token.balanceOf(ann), 1000, "nothing has moved");
    }

    function test_deposit_noReceiver_reverts() public {
        bytes memory input = depositInput(address(token), address(0), 10);
        refused(ann, address(vault), 0, input, err(IVault.NoReceiver.selector));
    }

    function test_deposit_nothing_reverts() public {
        depositReverts(address(token), 0, err(IVault.NothingMoved.selector));
    }

    function test_deposit_notAllowed_reverts() public {
        depositReverts(address(token), 1001, err(IVault.TransferFailed.selector));
    }

    function test_deposit_noToken_reverts() public {
        depositReverts(address(0), 1, "");
        depositReverts(ben, 1, "");
        depositReverts(address(inbox), 1, "");
        depositReverts(address(subject), 1, "");
        depositReverts(address(vault), 1, "");
    }

    // What is in the vault without a deposit is nobody's.
    function test_deposit_tokensThatWereThere_doNotCount() public {
        token.mint(address(vault), 500);
        deposited(address(token), 10, 10, good);
    }

    // ---------------------------------------------------------------- release

    function test_release_byTheTokensOfL2() public {
        deposited(address(token), 100, 100, good);
        bytes memory input = claimInput(releaseOf(address(token), ben, 60));
        vm.expectEmit(address(vault));
        emit IVault.TokenReleased(IERC20(address(token)), ben, 60);
        callAs(stranger, address(subject), 0, input);
        vm.assertEq(token.balanceOf(ben), 60, "released");
        vm.assertEq(token.balanceOf(address(vault)), 40, "left");
    }

    function test_release_moreThanThereIs_waits() public {
        deposited(address(token), 100, 100, good);
        Send memory s = releaseOf(address(token), ben, 101);
        claimReverts(s, failed(err(IVault.TransferFailed.selector)));
        endow(token, ann, 1);
        deposited(address(token), 1, 1, good);
        claim(s);
        vm.assertEq(token.balanceOf(ben), 101, "released");
    }

    // Any account of L2 can make the bridge call the vault.
    function testFuzz_B10_release_byAnotherAccountOfL2_reverts(address from) public {
        vm.assume(from != TOKENS);
        deposited(address(token), 100, 100, good);
        bytes memory data = abi.encodeCall(IVault.release, (IERC20(address(token)), ben, 60));
        claimReverts(sentBy(from, address(vault), 0, 0, data), failed(err(IVault.NotFromL2.selector)));
    }

    function test_release_byOthersOfL1_reverts() public {
        deposited(address(token), 100, 100, good);
        bytes memory data = abi.encodeCall(IVault.release, (IERC20(address(token)), ben, 60));
        refused(stranger, address(vault), 0, data, err(IVault.NotFromL2.selector));
        refused(TOKENS, address(vault), 0, data, err(IVault.NotFromL2.selector));
        refused(escaper, address(vault), 0, data, err(IVault.NotFromL2.selector));
        // Outside of a claim not even the bridge may: nobody on L2 speaks then.
        refused(address(subject), address(vault), 0, data, err(IBridge.NotInCall.selector));
    }

    // While the tokens of L2 speak, to somebody else, others get nothing from the vault.
    function test_release_withinACallOfTheTokens_reverts() public {
        deposited(address(token), 100, 100, good);
        Agent agent = new Agent();
        agent.plan(address(vault), 0, abi.encodeCall(IVault.release, (IERC20(address(token)), ben, 60)));
        claim(sentBy(TOKENS, address(agent), 0, 0, ""));
        vm.assertEq(agent.answer(), err(IVault.NotFromL2.selector), "reason");
        vm.assertEq(agent.senderBehind(), TOKENS, "sender");
    }

    function test_release_withCoin_waits() public {
        bytes memory data = abi.encodeCall(IVault.release, (IERC20(address(token)), ben, 0));
        claimReverts(sentBy(TOKENS, address(vault), 1, 0, data), failed(""));
    }

    // ---------------------------------------------------------------- B29: escape

    function test_B29_escape_onlyOnceStuck_byTheEscapeContract() public {
        deposited(address(token), 100, 100, good);
        bytes memory data = abi.encodeCall(IVault.escape, (IERC20(address(token)), ben, 60));
        refused(escaper, address(vault), 0, data, err(IVault.NotEscape.selector));
        rollup.stick(keccak256("good"));
        refused(stranger, address(vault), 0, data, err(IVault.NotEscape.selector));
        refused(address(subject), address(vault), 0, data, err(IVault.NotEscape.selector));
        claimReverts(sentBy(TOKENS, address(vault), 0, 0, data), failed(err(IVault.NotEscape.selector)));
        callAs(escaper, address(vault), 0, data);
        vm.assertEq(token.balanceOf(ben), 60, "escaped");
    }

    function test_B29_bridgeEscape_onlyOnceStuck_byTheEscapeContract() public {
        bytes memory data = abi.encodeCall(IBridge.escape, (ben, 60));
        refused(escaper, address(subject), 0, data, err(IBridge.NotEscape.selector));
        rollup.stick(keccak256("good"));
        refused(stranger, address(subject), 0, data, err(IBridge.NotEscape.selector));
        refused(address(0), address(subject), 0, data, err(IBridge.NotEscape.selector));
        vm.assertTrue(subject.mayEscape(escaper) && !subject.mayEscape(stranger), "mayEscape");
        vm.expectEmit(address(subject));
        emit IBridge.Escaped(ben, 60);
        callAs(escaper, address(subject), 0, data);
        vm.assertEq(ben.balance, 60, "escaped");
        data = abi.encodeCall(IBridge.escape, (address(token), 60));
        refused(escaper, address(subject), 0, data, failed(""));
    }
}

/// Bridges without an escape contract, and with one that is called by a claim.
contract EscapeTest is VaultTest {
    Agent private agent;

    function setUp() public override {
        super.setUp();
        agent = new Agent();
        redeploy(address(agent));
    }

    function redeploy(address escape) private {
        bridge = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        inbox = deploy(one(ann), address(0), FORCE_DELAY, SILENCE);
        subject = new Bridge{value: 1 ether}(inbox, subject.rollup(), escape);
        rollup.stick(keccak256("good"));
    }

    // The bridge speaks for one account of L2 at a time, or for none.
    function test_B29_escape_withinAClaim_reverts() public {
        agent.plan(address(subject), 0, abi.encodeCall(IBridge.escape, (ben, 60)));
        claim(sent(address(agent), 1, 0, ""));
        vm.assertEq(agent.answer(), err(IBridge.Reentered.selector), "reason");
        vm.assertEq(ben.balance, 0, "escaped");
    }

    function test_B29_noEscapeContract_nobodyEscapes() public {
        redeploy(address(0));
        vm.assertFalse(subject.mayEscape(address(0)), "mayEscape");
        bytes memory data = abi.encodeCall(IBridge.escape, (ben, 60));
        refused(address(0), address(subject), 0, data, err(IBridge.NotEscape.selector));
    }
}
