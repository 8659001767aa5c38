// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge} from "../../src/bridge/IBridge.sol";
import {IERC20} from "../../src/bridge/IERC20.sol";
import {IEscape, TokenDeposit, Waiting} from "../../src/bridge/IEscape.sol";
import {IVault} from "../../src/bridge/IVault.sol";
import {IInbox} from "../../src/inbox/IInbox.sol";
import {ITokens} from "../../src/l2/ITokens.sol";
import {TOKENS} from "../../src/l2/Addresses.sol";
import {vm} from "../util/Vm.sol";
import {Agent} from "./util/Targets.sol";
import {StuckTest} from "./util/StuckTest.sol";
import {CONTRACT, HOLDERS, Has, LENT, NOBODY, PLAIN, Vectors, WITHOUT_COIN, WITHOUT_TOKEN} from "./util/Holders.sol";

/// B29: who takes what from a rollup that has got stuck, and from one that has not.
contract EscapeBalancesTest is StuckTest {
    bytes private again;

    function setUp() public override {
        super.setUp();
        again = err(IEscape.AlreadyTaken.selector);
    }

    function isContract(uint256 i) private pure returns (bool) {
        return i >= CONTRACT;
    }

    function refusal(Has memory h) private pure returns (bytes memory) {
        return err(IEscape.IsContract.selector, h.holder.who);
    }

    // ---------------------------------------------------------------- everybody takes what he had

    function test_takeCoin_eachHolder() public {
        stick();
        for (uint256 i = 0; i < HOLDERS; i++) {
            Has memory h = Vectors.holder(i);
            vm.deal(address(subject), h.coin);
            if (isContract(i)) {
                takeCoinReverts(h, refusal(h));
            } else if (h.coin == 0) {
                takeCoinReverts(h, err(IEscape.NothingThere.selector));
            } else {
                takeCoin(h);
                vm.assertEq(h.holder.who.balance, h.coin, Vectors.path(i, ".coin"));
                takeCoinReverts(h, again);
            }
        }
    }

    function test_takeToken_eachHolder() public {
        stick();
        for (uint256 i = 0; i < HOLDERS; i++) {
            Has memory h = Vectors.holder(i);
            if (isContract(i)) {
                takeTokenReverts(h, refusal(h));
            } else if (h.amount == 0) {
                takeTokenReverts(h, err(IEscape.NothingThere.selector));
            } else {
                takeToken(h);
                vm.assertEq(gold.balanceOf(h.holder.who), h.amount, Vectors.path(i, ".amount"));
                takeTokenReverts(h, again);
            }
        }
    }

    /// Coin and token of one account are two things.
    function test_coinAndToken() public {
        stick();
        Has memory h = Vectors.holder(PLAIN);
        takeCoin(h);
        takeToken(h);
        vm.assertEq(h.holder.who.balance, 5 ether, "coin");
        vm.assertEq(gold.balanceOf(h.holder.who), 1, "token");
    }

    // ---------------------------------------------------------------- before, and beside

    function test_B29_beforeStuck_reverts() public {
        Has memory h = Vectors.holder(PLAIN);
        takeCoinReverts(h, err(IEscape.NotOpen.selector));
        takeTokenReverts(h, err(IEscape.NotOpen.selector));
        bytes memory open = abi.encodeCall(IEscape.open, (state));
        refused(stranger, address(escape), 0, open, err(IEscape.NotTheLastState.selector));
        rollup.stick(keccak256(state));
        takeCoinReverts(h, err(IEscape.NotOpen.selector));
        callAs(stranger, address(escape), 0, open);
        callAs(stranger, address(escape), 0, open); // again: the same
        takeCoin(h);
    }

    function test_B29_otherState_reverts() public {
        rollup.stick(keccak256(state));
        bytes memory other = state;
        other[50] ^= 0x01;
        openReverts(other);
        openReverts(bytes.concat(state, hex"00"));
        openReverts("");
        bytes memory stuck = bytes.concat("stuck", keccak256(state));
        rollup.stick(keccak256(stuck)); // a rollup never says so; if it did, there are no accounts in it
        openReverts(stuck);
    }

    function openReverts(bytes memory good_) private {
        bytes memory open = abi.encodeCall(IEscape.open, (good_));
        refused(stranger, address(escape), 0, open, err(IEscape.NotTheLastState.selector));
    }

    function test_open_tells() public {
        rollup.stick(keccak256(state));
        vm.expectEmit(address(escape));
        emit IEscape.Opened(keccak256(state), root, 3);
        escape.open(state);
        vm.assertEq(escape.root(), root, "root");
        vm.assertEq(uint256(escape.consumed()), 3, "consumed");
    }

    // ---------------------------------------------------------------- B29: what is not so

    function test_B29_otherProof_reverts() public {
        stick();
        Has memory h = Vectors.holder(PLAIN);
        Has memory other = Vectors.holder(LENT);
        bytes[] memory proof = h.holder.proof;
        h.holder.proof = other.holder.proof;
        (bool ok,) = tryAs(stranger, address(escape), 0, abi.encodeCall(IEscape.takeCoin, (h.holder)));
        vm.assertFalse(ok, "proof of another account");
        h.holder.proof = proof;
        h.balance = other.balance;
        (ok,) = tryAs(stranger, address(escape), 0, tokenInput(h));
        vm.assertFalse(ok, "balance of another account");
    }

    /// A contract does not pass for an account, and an account for no other one, by what is said about their code.
    function test_B29_otherCode_reverts() public {
        stick();
        Has memory h = Vectors.holder(CONTRACT);
        bytes memory reason = wrongCode(h);
        h.holder.code = "";
        takeCoinReverts(h, reason);
        takeTokenReverts(h, reason);
        h.holder.code = Vectors.holder(LENT).holder.code;
        takeCoinReverts(h, reason);
        h = Vectors.holder(LENT);
        h.holder.code[22] ^= 0x01;
        takeCoinReverts(h, wrongCode(Vectors.holder(LENT)));
    }

    /// Another vault, or another token in it, has another contract on L2.
    function test_B29_otherToken_reverts() public {
        stick();
        Has memory h = Vectors.holder(PLAIN);
        IVault[2] memory vaults = [IVault(address(vault)), IVault(stranger)];
        IERC20[2] memory all = [IERC20(stranger), IERC20(address(gold))];
        for (uint256 i = 0; i < 2; i++) {
            bytes memory input = abi.encodeCall(IEscape.takeToken, (vaults[i], all[i], h.holder, h.token, h.balance));
            (bool ok,) = tryAs(stranger, address(escape), 0, input);
            vm.assertFalse(ok, "another token");
        }
        vm.assertEq(gold.balanceOf(h.holder.who), 0, "paid");
    }

    /// Where vault and token lead, Tokens has put the contract.
    function test_tokenOf_isThatOfL2() public {
        vm.etch(TOKENS, vm.getDeployedCode("src/l2/Tokens.sol:Tokens"));
        address l2 = ITokens(TOKENS).tokenOf(address(vault), address(gold));
        vm.assertEq(escape.tokenOf(IVault(address(vault)), IERC20(address(gold))), l2, "token");
    }

    /// Who is paid may run code: it gets what it had, once.
    function test_B29_reentered() public {
        stick();
        Has memory h = Vectors.holder(PLAIN);
        address who = h.holder.who;
        vm.etch(who, address(new Agent()).code);
        Agent(payable(who)).plan(address(escape), 0, abi.encodeCall(IEscape.takeCoin, (h.holder)));
        takeCoin(h);
        vm.assertFalse(Agent(payable(who)).ok(), "taken twice");
        vm.assertEq(Agent(payable(who)).answer(), again, "reason");
        vm.assertEq(who.balance, h.coin, "paid");
    }

    /// Who refuses his coin, or whose token refuses, can have it later.
    function test_refused_waits() public {
        stick();
        Has memory h = Vectors.holder(PLAIN);
        vm.etch(h.holder.who, hex"5f5ffd");
        takeCoinReverts(h, failed(""));
        vm.etch(h.holder.who, "");
        takeCoin(h);
        bytes memory token = address(gold).code;
        vm.etch(address(gold), hex"5f5ffd");
        takeTokenReverts(h, err(IVault.TransferFailed.selector));
        vm.etch(address(gold), token);
        takeToken(h);
    }

    function test_gas_take() public {
        stick();
        takeCoin(Vectors.holder(PLAIN));
        vm.snapshotGasLastCall("Bridge", "escape: an account's coin, among 210 accounts");
        takeToken(Vectors.holder(PLAIN));
        vm.snapshotGasLastCall("Bridge", "escape: an account's token, among 206 holders");
        uint256 size = address(escape).code.length;
        vm.snapshotValue("Bridge", "Escape, bytes of code", size);
        vm.assertTrue(size <= 24_576, "size of the code (EIP-170)");
    }

    // Names that the tests above do not use by themselves.
    function test_holders_areThose() public view {
        vm.assertEq(Vectors.holder(WITHOUT_COIN).coin, 0, "without coin");
        vm.assertEq(Vectors.holder(WITHOUT_TOKEN).amount, 0, "without token");
        vm.assertEq(Vectors.holder(NOBODY).coin, 0, "nobody");
        vm.assertEq(Vectors.holder(LENT).holder.code.length, 23, "lent");
    }
}

/// B29: deposits that L2 has not consumed, and never will.
contract EscapeDepositsTest is StuckTest {
    function setUp() public override {
        super.setUp();
        stick();
    }

    function deposited(Has memory to, uint256 value) private {
        callAs(ann, address(subject), value, abi.encodeCall(IBridge.deposit, (to.holder.who)));
    }

    function tokenDeposited(Has memory to, uint256 amount, uint256 fee) private {
        endow(gold, ann, amount);
        callAs(ann, address(vault), fee, depositInput(address(gold), to.holder.who, amount));
    }

    // ---------------------------------------------------------------- coin

    function test_coin_goesToWhoWouldHaveGotIt() public {
        uint256[3] memory who = [PLAIN, LENT, NOBODY];
        for (uint256 i = 0; i < 3; i++) {
            Has memory to = Vectors.holder(who[i]);
            deposited(to, 7 gwei);
            bytes memory input = coinInput(newest(), ann, 7, to);
            callAs(stranger, address(escape), 0, input);
            vm.assertEq(to.holder.who.balance, 7 gwei, "paid");
            refused(stranger, address(escape), 0, input, err(IEscape.AlreadyTaken.selector));
        }
    }

    /// Somebody may own the address of L2's contract on L1. The payer is on L1.
    function test_coin_forContract_goesToThePayer() public {
        Has memory to = Vectors.holder(CONTRACT);
        deposited(to, 7 gwei);
        uint256 before = ann.balance;
        callAs(stranger, address(escape), 0, coinInput(newest(), ann, 7, to));
        vm.assertEq(ann.balance - before, 7 gwei, "paid back");
        vm.assertEq(to.holder.who.balance, 0, "paid");
    }

    function test_coin_whatIsNotSo_reverts() public {
        Has memory to = Vectors.holder(PLAIN);
        deposited(to, 7 gwei);
        bytes memory wrong = abi.encodeWithSelector(IEscape.WrongMessage.selector, 3);
        address to_ = address(escape);
        refused(stranger, to_, 0, coinInput(newest(), stranger, 7, to), wrong);
        refused(stranger, to_, 0, coinInput(newest(), ann, 8, to), wrong);
        refused(stranger, to_, 0, coinInput(newest(), ann, 7, Vectors.holder(LENT)), wrong);
        Has memory poor = Vectors.holder(CONTRACT);
        poor.holder.code = "";
        refused(stranger, to_, 0, coinInput(newest(), ann, 7, poor), wrongCode(Vectors.holder(CONTRACT)));
        vm.assertEq(to.holder.who.balance, 0, "paid");
    }

    /// A message that says the same, and is no deposit of the bridge.
    function test_coin_otherKind_reverts() public {
        Has memory to = Vectors.holder(PLAIN);
        message(ann, 2, abi.encodePacked(to.holder.who, uint64(7)));
        bytes memory wrong = abi.encodeWithSelector(IEscape.WrongMessage.selector, 3);
        refused(stranger, address(escape), 0, coinInput(newest(), ann, 7, to), wrong);
    }

    function test_coin_thereIsNone_reverts() public {
        bytes memory input = coinInput(newest(), ann, 7, Vectors.holder(PLAIN));
        bytes memory reason = abi.encodeWithSelector(IEscape.Consumed.selector, 2);
        refused(stranger, address(escape), 0, input, reason);
        deposited(Vectors.holder(PLAIN), 7 gwei);
        Waiting memory m = newest();
        m.index = 4;
        input = coinInput(m, ann, 7, Vectors.holder(PLAIN));
        refused(stranger, address(escape), 0, input, abi.encodeWithSelector(IInbox.NoSuchMessage.selector, 5));
        m.index = type(uint64).max;
        input = coinInput(m, ann, 7, Vectors.holder(PLAIN));
        reason = abi.encodeWithSelector(IInbox.NoSuchMessage.selector, m.index);
        refused(stranger, address(escape), 0, input, reason);
    }

    // ---------------------------------------------------------------- tokens

    function test_token_goesToWhoWouldHaveGotIt() public {
        uint256[3] memory who = [PLAIN, LENT, NOBODY];
        for (uint256 i = 0; i < 3; i++) {
            Has memory to = Vectors.holder(who[i]);
            tokenDeposited(to, 40, i * 1 gwei); // with a fee, a message brings it
            bytes memory input = creditInput(newest(), depositOf(40, i * 1 gwei), to);
            callAs(stranger, address(escape), 0, input);
            vm.assertEq(gold.balanceOf(to.holder.who), 40, "paid");
            refused(stranger, address(escape), 0, input, err(IEscape.AlreadyTaken.selector));
        }
    }

    function test_token_forContract_reverts() public {
        Has memory to = Vectors.holder(CONTRACT);
        tokenDeposited(to, 40, 0);
        bytes memory input = creditInput(newest(), depositOf(40, 0), to);
        refused(stranger, address(escape), 0, input, err(IEscape.IsContract.selector, to.holder.who));
    }

    function test_token_whatIsNotSo_reverts() public {
        Has memory to = Vectors.holder(PLAIN);
        tokenDeposited(to, 40, 0);
        bytes memory wrong = abi.encodeWithSelector(IEscape.WrongMessage.selector, 3);
        refused(stranger, address(escape), 0, creditInput(newest(), depositOf(41, 0), to), wrong);
        refused(stranger, address(escape), 0, creditInput(newest(), depositOf(40, 1), to), wrong);
        refused(stranger, address(escape), 0, creditInput(newest(), depositOf(40, 0), Vectors.holder(LENT)), wrong);
        TokenDeposit memory other = depositOf(40, 0);
        other.token = IERC20(stranger);
        refused(stranger, address(escape), 0, creditInput(newest(), other, to), wrong);
    }

    /// What a vault says can be said by anybody, in his own name.
    function test_token_saidByAnother_reverts() public {
        Has memory to = Vectors.holder(PLAIN);
        bytes memory credit = creditOf(address(gold), to.holder.who, 40, depositOf(40, 0).meta);
        callAs(ann, address(subject), 0, abi.encodeCall(IBridge.send, (TOKENS, 0, 0, address(0), credit)));
        bytes memory wrong = abi.encodeWithSelector(IEscape.WrongMessage.selector, 3);
        refused(stranger, address(escape), 0, creditInput(newest(), depositOf(40, 0), to), wrong);
        vm.assertEq(gold.balanceOf(to.holder.who), 0, "paid");
    }
}
