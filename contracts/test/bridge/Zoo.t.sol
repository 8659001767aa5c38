// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "../../src/bridge/IERC20.sol";
import {IVault} from "../../src/bridge/IVault.sol";
import {Send} from "../../src/bridge/IBridge.sol";
import {TOKENS} from "../../src/l2/Addresses.sol";
import {vm} from "../util/Vm.sol";
import {VaultTest} from "./util/VaultTest.sol";
import {Answering, Blacklisting, Fee, Good, Holder, Hooked, Permitting, Rebasing} from "./util/Zoo.sol";

interface Signer {
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function addr(uint256 key) external pure returns (address);
}

/// B17: the vault with tokens that are otherwise.
contract ZooTest is VaultTest {
    bytes private constant YES = hex"0000000000000000000000000000000000000000000000000000000000000001";
    bytes private constant TWO = hex"0000000000000000000000000000000000000000000000000000000000000002";

    function test_B17_feeOnTransfer_whatCameInCounts() public {
        Fee token = new Fee();
        endow(token, ann, 1000);
        deposited(address(token), 1000, 990, good);
        claim(releaseOf(address(token), ben, 990));
        vm.assertEq(token.balanceOf(ben), 981, "released");
        vm.assertEq(token.balanceOf(address(vault)), 0, "left");
    }

    // The gain is nobody's, and a loss is for those who come last.
    function test_B17_rebasing() public {
        Rebasing token = new Rebasing();
        endow(token, ann, 1000);
        deposited(address(token), 1000, 1000, good);
        token.rebase(110);
        claim(releaseOf(address(token), ben, 500));
        vm.assertEq(token.balanceOf(ben), 499, "released");
        token.rebase(50);
        Send memory rest = releaseOf(address(token), ben, 500);
        claimReverts(rest, failed(err(IVault.TransferFailed.selector)));
        token.rebase(110);
        claim(rest);
    }

    // Whoever makes the token change its balances while he pays gets what he paid, and nothing of what the vault gains.
    function test_B17_rebasingWithinATransfer_gainDoesNotCount() public {
        Rebasing token = new Rebasing();
        endow(token, ann, 1100);
        deposited(address(token), 1000, 1000, good);
        token.rebaseBehindTransfers(200);
        deposited(address(token), 100, 100, good);
    }

    function test_B17_losingWithinATransfer_reverts() public {
        Rebasing token = new Rebasing();
        endow(token, ann, 1100);
        deposited(address(token), 1000, 1000, good);
        token.rebaseBehindTransfers(50);
        depositReverts(address(token), 100, err(IVault.NothingMoved.selector));
    }

    function test_B17_noAnswer_isYes() public {
        answering("", false, true);
    }

    function test_B17_otherAnswers_areNo() public {
        answering(YES, false, true);
        answering(new bytes(32), false, false);
        answering(TWO, false, false);
        answering(hex"01", false, false);
    }

    // Of a long answer the first word counts.
    function test_B17_longAnswers() public {
        answering(bytes.concat(YES, "more"), false, true);
        answering(bytes.concat(new bytes(32), YES), false, false);
    }

    function answering(bytes memory answer, bool idle, bool accepted) private {
        Answering token = new Answering(answer, idle);
        endow(token, ann, 1000);
        if (!accepted) depositReverts(address(token), 1000, err(IVault.TransferFailed.selector));
        else deposited(address(token), 1000, 1000, good);
        token.mint(address(vault), 10);
        Send memory s = releaseOf(address(token), ben, 10);
        if (!accepted) claimReverts(s, failed(err(IVault.TransferFailed.selector)));
        else claim(s);
        vm.assertEq(token.balanceOf(ben), accepted ? 10 : 0, "released");
    }

    function test_B17_saysYesAndMovesNothing_reverts() public {
        Answering token = new Answering(YES, true);
        endow(token, ann, 1000);
        depositReverts(address(token), 1000, err(IVault.NothingMoved.selector));
    }

    // A token that has gone has paid nobody: the claim waits.
    function test_B17_noCode_isNo() public {
        claimReverts(releaseOf(address(0x70c), ben, 10), failed(err(IVault.TransferFailed.selector)));
    }

    function test_B17_blacklist_waits() public {
        Blacklisting token = new Blacklisting();
        endow(token, ann, 1000);
        token.ban(ann, true);
        depositReverts(address(token), 1000, err(IVault.TransferFailed.selector));
        token.ban(ann, false);
        deposited(address(token), 1000, 1000, good);
        token.ban(ben, true);
        Send memory s = releaseOf(address(token), ben, 400);
        claimReverts(s, failed(err(IVault.TransferFailed.selector)));
        claim(releaseOf(address(token), cat, 600));
        token.ban(ben, false);
        claim(s);
        vm.assertEq(token.balanceOf(ben) + token.balanceOf(cat), 1000, "released");
    }

    function test_B17_permit() public {
        Signer signer = Signer(address(vm));
        Permitting token = new Permitting();
        address owner = signer.addr(0x5e);
        token.mint(owner, 100);
        (uint8 v, bytes32 r, bytes32 s) = signer.sign(0x5e, token.digest(owner, address(vault), 100));
        token.permit(owner, address(vault), 100, v, r, s);
        callAs(owner, address(vault), 0, depositInput(address(token), owner, 100));
        vm.assertEq(token.balanceOf(address(vault)), 100, "in the vault");
    }

    // ---------------------------------------------------------------- tokens that call others

    // A payment within a payment would count twice.
    function test_B17_hook_depositWithinDeposit_isRefused() public {
        (Hooked token, Holder holder) = hooked(100);
        holder.plan(address(vault), depositInput(address(token), cat, 40));
        holder.act(address(vault), depositInput(address(token), cat, 60));
        vm.assertFalse(holder.ok(), "within");
        vm.assertEq(holder.answer(), err(IVault.Reentered.selector), "reason");
        bytes memory credit = creditOf(address(token), cat, 60, good);
        newestIs(3, address(vault), callBody(TOKENS, 0, 0, 0, address(0), credit));
        vm.assertEq(token.balanceOf(address(vault)), 60, "in the vault");
    }

    // Another token's payment within this one would not be mistaken for it. It is refused all the same.
    function test_B17_hook_otherDepositWithinDeposit_isRefused() public {
        (Hooked token, Holder holder) = hooked(100);
        Good other = new Good();
        endow(other, address(holder), 10);
        holder.plan(address(vault), depositInput(address(other), cat, 10));
        holder.act(address(vault), depositInput(address(token), cat, 60));
        vm.assertEq(holder.answer(), err(IVault.Reentered.selector), "reason");
        vm.assertEq(messageCount(), 1, "messages");
    }

    // Nor is anything released meanwhile.
    function test_B17_hook_claimWithinDeposit_isRefused() public {
        (Hooked token, Holder holder) = hooked(100);
        token.mint(address(vault), 50);
        holder.plan(address(subject), claimInput(releaseOf(address(token), ben, 50)));
        holder.act(address(vault), depositInput(address(token), cat, 60));
        vm.assertEq(holder.answer(), failed(err(IVault.Reentered.selector)), "reason");
        vm.assertEq(token.balanceOf(ben), 0, "released");
        vm.assertFalse(subject.claimed(0), "claimed");
    }

    // The receiver of a release cannot deposit at once, and cannot spoil his own claim if he goes on.
    function test_B17_hook_depositWithinRelease_isRefused() public {
        (Hooked token, Holder holder) = hooked(100);
        token.mint(address(vault), 50);
        holder.plan(address(vault), depositInput(address(token), cat, 40));
        claim(releaseOf(address(token), address(holder), 50));
        vm.assertEq(holder.answer(), err(IVault.Reentered.selector), "reason");
        vm.assertEq(token.balanceOf(address(holder)), 150, "released");
        vm.assertEq(messageCount(), 0, "messages");
    }

    // What the payer gives the vault besides, within his payment, is not his payment.
    function test_B17_hook_giftWithinDeposit_doesNotCount() public {
        (Hooked token, Holder holder) = hooked(100);
        holder.plan(address(token), abi.encodeCall(Good.transfer, (address(vault), 40)));
        holder.act(address(vault), depositInput(address(token), cat, 60));
        bytes memory credit = creditOf(address(token), cat, 60, good);
        newestIs(3, address(vault), callBody(TOKENS, 0, 0, 0, address(0), credit));
        vm.assertEq(token.balanceOf(address(vault)), 100, "in the vault");
    }

    function hooked(uint256 amount) private returns (Hooked token, Holder holder) {
        (token, holder) = (new Hooked(), new Holder());
        endow(token, address(holder), amount);
    }
}
