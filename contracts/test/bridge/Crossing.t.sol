// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge, Send} from "../../src/bridge/IBridge.sol";
import {IERC20} from "../../src/bridge/IERC20.sol";
import {IVault} from "../../src/bridge/IVault.sol";
import {Accumulators} from "../../src/inbox/Accumulators.sol";
import {MESSENGER, OUTBOX, TOKENS} from "../../src/l2/Addresses.sol";
import {IBridgedToken} from "../../src/l2/IBridgedToken.sol";
import {Call, IMessenger, L1Block, Place} from "../../src/l2/IMessenger.sol";
import {IOutbox} from "../../src/l2/IOutbox.sol";
import {ITokens} from "../../src/l2/ITokens.sol";
import {vm} from "../l2/util/L2Vm.sol";
import {VaultTest} from "./util/VaultTest.sol";
import {Good} from "./util/Zoo.sol";

/// The contracts of L1 and those of L2 understand each other. Both stand on one chain here. What derivation does between
/// them, the test does: it sets the word of an L2 block, and mints.
contract CrossingTest is VaultTest {
    IMessenger private messenger = IMessenger(MESSENGER);

    function setUp() public override {
        super.setUp();
        vm.etch(OUTBOX, vm.getDeployedCode("src/l2/Outbox.sol:Outbox"));
        vm.etch(MESSENGER, vm.getDeployedCode("src/l2/Messenger.sol:Messenger"));
        vm.etch(TOKENS, vm.getDeployedCode("src/l2/Tokens.sol:Tokens"));
    }

    /// Has L2 consume all messages, and a stranger execute the call that is the newest.
    function arrive(Call memory c) private {
        uint64 n = uint64(messageCount());
        L1Block memory here = L1Block(uint64(height), uint64(time), blockhash(height - 1));
        vm.prevrandao(Accumulators.word(here.parentHash, here.height, here.time, inbox.msgAcc(n)));
        Place memory p = Place(here, inbox.msgAcc(n - 1), new bytes32[](0), here);
        vm.prank(stranger);
        messenger.execute(c, p);
    }

    /// Confirms what the outbox has, and claims the only send.
    function claimOnly(address from, address target, uint256 value, bytes memory data) private {
        Send memory s = sentBy(from, target, value, 0, data);
        bytes32 root = IOutbox(OUTBOX).root();
        rollup.confirm(root);
        callAs(stranger, address(subject), 0, claimInput(s, root));
    }

    function test_token_thereAndBack() public {
        Good gold = new Good();
        endow(gold, ann, 100);
        callAs(ann, address(vault), 0, depositInput(address(gold), cat, 100));
        arrive(Call(address(vault), TOKENS, 0, 0, 0, address(0), creditOf(address(gold), cat, 100, good)));

        IBridgedToken token = IBridgedToken(ITokens(TOKENS).tokenOf(address(vault), address(gold)));
        vm.assertEq(token.balanceOf(cat), 100, "on L2");
        vm.assertEq(uint256(token.decimals()), 6, "decimals");
        vm.prank(cat);
        ITokens(TOKENS).withdraw(address(token), ben, 40);

        claimOnly(TOKENS, address(vault), 0, abi.encodeCall(IVault.release, (IERC20(address(gold)), ben, 40)));
        vm.assertEq(gold.balanceOf(ben), 40, "back on L1");
        vm.assertEq(gold.balanceOf(address(vault)), 60, "left in the vault");
        vm.assertEq(token.totalSupply(), 60, "left on L2");
    }

    function test_coin_thereAndBack() public {
        bytes memory input = abi.encodeCall(IBridge.send, (cat, 3 gwei, 7, ben, ""));
        callAs(ann, address(subject), 5 gwei, input);
        vm.deal(MESSENGER, 5 gwei);
        (uint256 before, uint256 had) = (stranger.balance, cat.balance);
        arrive(Call(ann, cat, 3 gwei, 2 gwei, 7, ben, ""));
        vm.assertEq(cat.balance - had, 3 gwei, "value");
        vm.assertEq(stranger.balance - before, 2 gwei, "fee");

        vm.deal(cat, 3 gwei);
        vm.prank(cat);
        IOutbox(OUTBOX).initiateWithdrawal{value: 3 gwei}(ben, 0, "");
        had = ben.balance;
        claimOnly(cat, ben, 3 gwei, "");
        vm.assertEq(ben.balance - had, 3 gwei, "back on L1");
    }
}
