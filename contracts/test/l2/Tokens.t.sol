// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MESSENGER, OUTBOX, TOKENS} from "../../src/l2/Addresses.sol";
import {IBridgedToken} from "../../src/l2/IBridgedToken.sol";
import {Call, IMessenger, Place} from "../../src/l2/IMessenger.sol";
import {IOutbox} from "../../src/l2/IOutbox.sol";
import {ITokens} from "../../src/l2/ITokens.sol";
import {L2Test} from "./util/L2Test.sol";
import {vm} from "./util/L2Vm.sol";

/// Says that it burns, and that it is a vault's token.
contract Fake {
    address public vault = address(0x7a017);
    address public l1Token = address(0x901d);

    fallback() external {}
}

contract TokensTest is L2Test {
    address private immutable gold = address(0x901d); // on L1

    function test_credit_createsTheToken() public {
        IBridgedToken token = IBridgedToken(tokens.tokenOf(vault, gold));
        vm.assertEq(address(token).code.length, 0, "code before the first credit");
        Call memory c = creditOf(gold, ann, 100);
        uint256 index = arrive(c);
        vm.expectEmit(TOKENS);
        emit ITokens.TokenCreated(vault, gold, address(token));
        vm.expectEmit(address(token));
        emit IBridgedToken.Transfer(address(0), ann, 100);
        execute(c, index);

        vm.assertEq(bytes(token.name()), "Gold", "name");
        vm.assertEq(bytes(token.symbol()), "GLD", "symbol");
        vm.assertEq(token.decimals(), 6, "decimals");
        vm.assertEq(token.balanceOf(ann), 100, "balance");
        vm.assertEq(token.totalSupply(), 100, "supply");
        (address v, address t) = tokens.originOf(address(token));
        vm.assertEq(v, vault, "vault");
        vm.assertEq(t, gold, "token on L1");
    }

    /// The address is a formula that everybody can compute, and depends on nothing that a credit says.
    function testFuzz_tokenOf_isCreate2(address vault_, address l1Token) public view {
        bytes32 salt = keccak256(bytes.concat(bytes20(vault_), bytes20(l1Token)));
        bytes32 code = keccak256(vm.getCode("src/l2/BridgedToken.sol:BridgedToken"));
        bytes32 hash = keccak256(bytes.concat(bytes1(0xff), bytes20(TOKENS), salt, code));
        vm.assertEq(tokens.tokenOf(vault_, l1Token), address(uint160(uint256(hash))), "address");
    }

    /// Vault and token do not run into each other.
    function test_tokenOf_differs() public view {
        address one = tokens.tokenOf(address(1), address(2));
        vm.assertTrue(one != tokens.tokenOf(address(2), address(1)), "swapped");
        vm.assertTrue(one != tokens.tokenOf(address(0x100), address(2)), "shifted");
    }

    function test_credit_again_addsUp() public {
        credit(gold, ann, 100);
        credit(gold, ann, 20);
        credit(gold, ben, 3);
        IBridgedToken token = IBridgedToken(tokens.tokenOf(vault, gold));
        vm.assertEq(token.balanceOf(ann), 120, "balance");
        vm.assertEq(token.totalSupply(), 123, "supply");
    }

    /// Coin that somebody sent to the address in advance does not keep the token from being created.
    function test_credit_addressHoldsCoin() public {
        address token = tokens.tokenOf(vault, gold);
        vm.deal(token, 1 ether);
        credit(gold, ann, 1);
        vm.assertEq(IBridgedToken(token).balanceOf(ann), 1, "balance");
    }

    // ---------------------------------------------------------------- who may credit

    function test_B10_creditByAUser_reverts() public {
        address[4] memory users = [ann, vault, TOKENS, address(0)];
        for (uint256 i = 0; i < 4; i++) {
            vm.expectRevert(err(ITokens.NotFromL1.selector));
            vm.prank(users[i], MESSENGER);
            tokens.credit(gold, ann, 100, "");
        }
    }

    /// Outside a call not even the messenger could.
    function test_B10_creditByTheMessengerWithoutACall_reverts() public {
        vm.expectRevert(err(IMessenger.NotInCall.selector));
        vm.prank(MESSENGER);
        tokens.credit(gold, ann, 100, "");
    }

    /// Anybody on L1 can send a credit. It is a token of his own.
    function test_B14_notAVault_hasANamespaceOfItsOwn() public {
        credit(gold, ann, 100);
        Call memory c = creditOf(gold, stranger, 1_000_000);
        c.sender = stranger;
        execute(c, arrive(c));
        IBridgedToken real = IBridgedToken(tokens.tokenOf(vault, gold));
        vm.assertEq(real.balanceOf(stranger), 0, "balance");
        vm.assertEq(real.totalSupply(), 100, "supply");
        vm.assertEq(IBridgedToken(tokens.tokenOf(stranger, gold)).balanceOf(stranger), 1_000_000, "his own");
    }

    /// His token cannot be taken out of the real vault.
    function test_B14_tokenOfAnother_leavesToItsOwnVault() public {
        Call memory c = creditOf(gold, stranger, 7);
        c.sender = stranger;
        execute(c, arrive(c));
        bytes memory data = abi.encodeWithSignature("release(address,address,uint256)", gold, ben, 7);
        vm.expectEmit(OUTBOX);
        emit IOutbox.MessagePassed(0, TOKENS, stranger, 0, 0, data, hashOf(stranger, data));
        address token = tokens.tokenOf(stranger, gold);
        vm.prank(stranger);
        tokens.withdraw(token, ben, 7);
    }

    // ---------------------------------------------------------------- order, metadata

    /// Every credit brings what is needed to create the token.
    function test_B19_firstCreditNeverExecuted_secondCreates() public {
        send(creditOf(gold, ann, 100));
        Call memory c = creditOf(gold, ben, 5, abi.encode("Gold now", "G", uint8(2)));
        execute(c, arrive(c));
        IBridgedToken token = IBridgedToken(tokens.tokenOf(vault, gold));
        vm.assertEq(token.balanceOf(ben), 5, "balance");
        vm.assertEq(bytes(token.name()), "Gold now", "name");
    }

    /// The first credit that is executed names the token for ever; no later one can.
    function test_B19_creditsInAnyOrder() public {
        Call memory c = creditOf(gold, ann, 100);
        Call memory d = creditOf(gold, ann, 5, abi.encode("Lead", "PB", uint8(0)));
        (uint256 first, uint256 second) = (send(c), arrive(d));
        execute(d, second);
        execute(c, first);
        IBridgedToken token = IBridgedToken(tokens.tokenOf(vault, gold));
        vm.assertEq(bytes(token.name()), "Lead", "name");
        vm.assertEq(token.totalSupply(), 105, "supply");
    }

    function test_B17_noMetadata() public {
        credit(gold, ann, 1, abi.encode("", "", uint8(18)));
        IBridgedToken token = IBridgedToken(tokens.tokenOf(vault, gold));
        vm.assertEq(bytes(token.name()), "", "name");
        vm.assertEq(token.decimals(), 18, "decimals");
    }

    /// Bytes that are no text, as long as the vault lets them be.
    function test_B17_bytesThatAreNoText() public {
        bytes memory junk = abi.encodePacked(type(uint256).max, type(uint256).max);
        credit(gold, ann, 1, abi.encode(junk, junk, type(uint8).max));
        IBridgedToken token = IBridgedToken(tokens.tokenOf(vault, gold));
        vm.assertEq(bytes(token.name()), junk, "name");
        vm.assertEq(bytes(token.symbol()), junk, "symbol");
        vm.assertEq(token.decimals(), 255, "decimals");
    }

    function testFuzz_B17_decimalsOver255_are18(uint256 places) public {
        credit(gold, ann, 1, abi.encode("Gold", "GLD", places));
        uint256 want = places > 255 ? 18 : places;
        vm.assertEq(IBridgedToken(tokens.tokenOf(vault, gold)).decimals(), want, "decimals");
    }

    /// A vault that encodes badly holds up its own token until a credit is right, and nobody else's.
    function test_B17_metadataThatDoesNotDecode_waits() public {
        Call memory c = creditOf(gold, ann, 100, "nonsense");
        uint256 index = arrive(c);
        vm.expectRevert(failed(""));
        messenger.execute(c, place(index));
        credit(address(0x2), ann, 1);
        credit(gold, ann, 1);
        execute(c, index); // it is not looked at any more
        vm.assertEq(IBridgedToken(tokens.tokenOf(vault, gold)).balanceOf(ann), 101, "balance");
    }

    /// The relayer chooses the gas, from next to nothing on. Either nothing happens, or all.
    function testFuzz_credit_anyGas(uint24 gas_) public {
        Call memory c = creditOf(gold, ann, 100);
        uint256 index = arrive(c);
        bytes memory input = abi.encodeCall(IMessenger.execute, (c, place(index)));
        (bool ok,) = MESSENGER.call{gas: 30_000 + uint256(gas_) % 2_000_000}(input);
        IBridgedToken token = IBridgedToken(tokens.tokenOf(vault, gold));
        vm.assertTrue(ok == messenger.done(accs[index + 1]), "done");
        vm.assertTrue(ok == (address(token).code.length > 0), "created");
        if (!ok) execute(c, index);
        vm.assertEq(token.balanceOf(ann), 100, "balance");
        vm.assertEq(bytes(token.name()), "Gold", "name");
    }

    /// A vault whose token lies about amounts overflows its own supply.
    function test_credit_supplyOverflows_reverts() public {
        credit(gold, ann, type(uint256).max);
        Call memory c = creditOf(gold, ben, 1);
        uint256 index = arrive(c);
        vm.expectRevert(failed(abi.encodeWithSignature("Panic(uint256)", 0x11)));
        messenger.execute(c, place(index));
    }

    // ---------------------------------------------------------------- withdraw

    function test_withdraw_burnsAndSends() public {
        credit(gold, ann, 100);
        address token = tokens.tokenOf(vault, gold);
        bytes memory data = abi.encodeWithSignature("release(address,address,uint256)", gold, ben, 30);
        vm.expectEmit(token);
        emit IBridgedToken.Transfer(ann, address(0), 30);
        vm.expectEmit(OUTBOX);
        emit IOutbox.MessagePassed(0, TOKENS, vault, 0, 0, data, hashOf(vault, data));
        vm.prank(ann);
        tokens.withdraw(token, ben, 30);
        vm.assertEq(IBridgedToken(token).balanceOf(ann), 70, "balance");
        vm.assertEq(IBridgedToken(token).totalSupply(), 70, "supply");
    }

    function test_withdraw_moreThanOneHas_reverts() public {
        credit(gold, ann, 100);
        credit(gold, ben, 100);
        address token = tokens.tokenOf(vault, gold);
        vm.expectRevert(abi.encodeWithSelector(IBridgedToken.BalanceTooLow.selector, 100, 101));
        vm.prank(ann);
        tokens.withdraw(token, ann, 101);
        vm.assertEq(outbox.count(), 0, "sends");
    }

    function test_withdraw_toNobody_reverts() public {
        credit(gold, ann, 100);
        address token = tokens.tokenOf(vault, gold);
        vm.expectRevert(err(ITokens.NoReceiver.selector));
        vm.prank(ann);
        tokens.withdraw(token, address(0), 1);
    }

    function test_withdraw_ofWhatIsNoBridgedToken_reverts() public {
        credit(gold, ann, 1);
        address[5] memory others = [address(0), address(new Fake()), TOKENS, OUTBOX, tokens.tokenOf(vault, address(2))];
        for (uint256 i = 0; i < 5; i++) {
            vm.expectRevert(abi.encodeWithSelector(ITokens.NotBridged.selector, others[i]));
            vm.prank(ann);
            tokens.withdraw(others[i], ann, 1);
        }
        vm.assertEq(outbox.count(), 0, "sends");
    }

    /// Whoever gives the messenger tokens gives them to everybody on L1: it is documented, and hurts nobody else.
    function test_messengersTokens_areAnybodys() public {
        credit(gold, MESSENGER, 10);
        credit(gold, ann, 10);
        address token = tokens.tokenOf(vault, gold);
        Call memory c = callTo(TOKENS, abi.encodeCall(ITokens.withdraw, (token, stranger, 11)));
        c.sender = stranger;
        uint256 index = arrive(c);
        vm.expectRevert(failed(abi.encodeWithSelector(IBridgedToken.BalanceTooLow.selector, 10, 11)));
        messenger.execute(c, place(index));
        vm.assertEq(IBridgedToken(token).balanceOf(ann), 10, "balance of others");
    }

    // ---------------------------------------------------------------- helpers

    function credit(address l1Token, address to, uint256 amount) private {
        Call memory c = creditOf(l1Token, to, amount);
        execute(c, arrive(c));
    }

    function credit(address l1Token, address to, uint256 amount, bytes memory meta) private {
        Call memory c = creditOf(l1Token, to, amount, meta);
        execute(c, arrive(c));
    }

    // Of the first send.
    function hashOf(address target, bytes memory data) private pure returns (bytes32) {
        return keccak256(abi.encode(uint256(0), TOKENS, target, uint256(0), uint256(0), data));
    }
}
