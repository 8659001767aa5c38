// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TOKENS} from "../../src/l2/Addresses.sol";
import {IBridgedToken} from "../../src/l2/IBridgedToken.sol";
import {vm} from "./util/L2Vm.sol";

/// What a signature is about.
struct Permit {
    address owner;
    address spender;
    uint256 value;
    uint256 nonce;
    uint256 deadline;
}

contract BridgedTokenTest {
    uint256 private constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint256 private constant KEY = 0xa11ce;

    address private immutable ann = vm.addr(KEY);
    address private immutable ben = address(0xbe4);
    IBridgedToken private token;

    function setUp() public {
        token = made("Gold");
        vm.prank(TOKENS);
        token.mint(ann, 100);
        vm.warp(1_700_000_000);
    }

    function made(string memory name) private returns (IBridgedToken created) {
        bytes memory code = vm.getCode("src/l2/BridgedToken.sol:BridgedToken");
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
        }
        vm.prank(TOKENS);
        created.open(name, "GLD", 6);
    }

    /// Slots are a promise: L1 proves balances if the rollup is stuck.
    function test_slots() public {
        vm.prank(ann);
        token.approve(ben, 7);
        bytes32 balance = keccak256(abi.encode(ann, uint256(0)));
        vm.assertEq(uint256(vm.load(address(token), balance)), 100, "slot 0: balances");
        bytes32 allowed = keccak256(abi.encode(ben, keccak256(abi.encode(ann, uint256(1)))));
        vm.assertEq(uint256(vm.load(address(token), allowed)), 7, "slot 1: allowances");
        vm.assertEq(uint256(vm.load(address(token), bytes32(uint256(2)))), 100, "slot 2: supply");
    }

    function test_onlyTokens() public {
        address[3] memory others = [ann, address(this), address(token)];
        for (uint256 i = 0; i < 3; i++) {
            vm.expectRevert(err(IBridgedToken.NotTokens.selector));
            vm.prank(others[i], TOKENS);
            token.mint(ann, 1);
            vm.expectRevert(err(IBridgedToken.NotTokens.selector));
            vm.prank(others[i], TOKENS);
            token.burn(ann, 1);
            vm.expectRevert(err(IBridgedToken.NotTokens.selector));
            vm.prank(others[i], TOKENS);
            token.open("Lead", "PB", 0);
        }
    }

    function testFuzz_transfer(uint8 value, bool toSelf) public {
        address to = toSelf ? ann : ben;
        bool ok = value <= 100;
        if (!ok) vm.expectRevert(abi.encodeWithSelector(IBridgedToken.BalanceTooLow.selector, 100, value));
        vm.prank(ann);
        token.transfer(to, value);
        uint256 moved = ok && !toSelf ? value : 0;
        vm.assertEq(token.balanceOf(ben), moved, "balance of the receiver");
        vm.assertEq(token.balanceOf(ann), 100 - moved, "balance of the sender");
        vm.assertEq(token.totalSupply(), 100, "supply");
    }

    function test_transfer_toNobody_reverts() public {
        vm.expectRevert(err(IBridgedToken.NoReceiver.selector));
        vm.prank(ann);
        token.transfer(address(0), 1);
        vm.expectRevert(err(IBridgedToken.NoReceiver.selector));
        vm.prank(TOKENS);
        token.mint(address(0), 1);
    }

    function testFuzz_transferFrom(uint8 allowed, uint8 value) public {
        vm.prank(ann);
        token.approve(ben, allowed);
        bool ok = value <= allowed && value <= 100;
        if (value > allowed) {
            vm.expectRevert(abi.encodeWithSelector(IBridgedToken.AllowanceTooLow.selector, allowed, value));
        } else if (value > 100) {
            vm.expectRevert(abi.encodeWithSelector(IBridgedToken.BalanceTooLow.selector, 100, value));
        }
        vm.prank(ben);
        token.transferFrom(ann, ben, value);
        vm.assertEq(token.balanceOf(ben), ok ? value : 0, "balance");
        vm.assertEq(token.allowance(ann, ben), ok ? allowed - value : allowed, "allowance");
    }

    function test_transferFrom_endlessAllowance() public {
        vm.prank(ann);
        token.approve(ben, type(uint256).max);
        vm.prank(ben);
        token.transferFrom(ann, ben, 60);
        vm.assertEq(token.allowance(ann, ben), type(uint256).max, "allowance");
    }

    // ---------------------------------------------------------------- permit

    function test_permit() public {
        Permit memory p = Permit(ann, ben, 30, 0, block.timestamp);
        vm.expectEmit(address(token));
        emit IBridgedToken.Approval(ann, ben, 30);
        submit(p, signed(p));
        vm.assertEq(token.allowance(ann, ben), 30, "allowance");
        vm.assertEq(token.nonces(ann), 1, "nonce");
        Permit memory next = Permit(ann, ben, 40, 1, block.timestamp);
        submit(next, signed(next));
        vm.assertEq(token.allowance(ann, ben), 40, "allowance");
    }

    function test_permit_twice_reverts() public {
        Permit memory p = Permit(ann, ben, 30, 0, block.timestamp);
        submit(p, signed(p));
        refused(p, signed(p), err(IBridgedToken.WrongSignature.selector));
    }

    function test_permit_wrongNonce_reverts() public {
        Permit memory p = Permit(ann, ben, 30, 1, block.timestamp);
        refused(p, signed(p), err(IBridgedToken.WrongSignature.selector));
    }

    function test_permit_expired_reverts() public {
        Permit memory p = Permit(ann, ben, 30, 0, block.timestamp - 1);
        bytes memory want = abi.encodeWithSelector(IBridgedToken.Expired.selector, p.deadline);
        refused(p, signed(p), want);
    }

    function test_permit_ofAnotherToken_reverts() public {
        Permit memory p = Permit(ann, ben, 30, 0, block.timestamp);
        IBridgedToken other = made("Gold");
        bytes memory signature = signed(p, domain("Gold", block.chainid, address(other)));
        refused(p, signature, err(IBridgedToken.WrongSignature.selector));
    }

    function test_permit_ofAnotherDomain_reverts() public {
        Permit memory p = Permit(ann, ben, 30, 0, block.timestamp);
        bytes memory want = err(IBridgedToken.WrongSignature.selector);
        refused(p, signed(p, domain("Gold", block.chainid + 1, address(token))), want);
        refused(p, signed(p, domain("Lead", block.chainid, address(token))), want);
        refused(p, signed(p, bytes32(0)), want);
    }

    /// After a split of the chain a signature counts on one side.
    function test_permit_afterTheChainSplit_reverts() public {
        Permit memory p = Permit(ann, ben, 30, 0, block.timestamp);
        bytes memory signature = signed(p);
        vm.chainId(block.chainid + 1);
        refused(p, signature, err(IBridgedToken.WrongSignature.selector));
    }

    function test_permit_malleableS_reverts() public {
        Permit memory p = Permit(ann, ben, 30, 0, block.timestamp);
        (uint8 v, bytes32 r, bytes32 s) = abi.decode(signed(p), (uint8, bytes32, bytes32));
        bytes memory other = abi.encode(55 - v, r, bytes32(ORDER - uint256(s)));
        address signer =
            ecrecover(digest(p, domain("Gold", block.chainid, address(token))), 55 - v, r, bytes32(ORDER - uint256(s)));
        vm.assertEq(signer, ann, "the precompile takes both forms");
        refused(p, other, err(IBridgedToken.WrongSignature.selector));
        submit(p, abi.encode(v, r, s));
    }

    /// ecrecover says 0 about what is no signature. Nobody's balance is 0's.
    function test_permit_noSignature_reverts() public {
        Permit memory p = Permit(address(0), ben, 30, 0, block.timestamp);
        bytes memory want = err(IBridgedToken.WrongSignature.selector);
        refused(p, abi.encode(uint8(0), bytes32(0), bytes32(0)), want);
        refused(p, abi.encode(uint8(27), bytes32(0), bytes32(0)), want);
        p.owner = ann;
        refused(p, abi.encode(uint8(29), bytes32("r"), bytes32(uint256(1))), want);
    }

    function testFuzz_permit_otherContent_reverts(Permit memory q) public {
        Permit memory p = Permit(ann, ben, 30, 0, type(uint256).max);
        q.deadline = block.timestamp + q.deadline % 1e9;
        bytes memory signature = signed(p);
        refused(q, signature, err(IBridgedToken.WrongSignature.selector));
        submit(p, signature);
    }

    function testFuzz_permit_values(uint256 value, uint256 nonce, uint256 key) public {
        key = key % (ORDER - 1) + 1;
        address owner = vm.addr(key);
        nonce %= type(uint128).max;
        vm.store(address(token), keccak256(abi.encode(owner, uint256(3))), bytes32(nonce));
        Permit memory p = Permit(owner, ben, value, nonce, block.timestamp);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest(p, domain("Gold", block.chainid, address(token))));
        submit(p, abi.encode(v, r, s));
        vm.assertEq(token.allowance(owner, ben), value, "allowance");
        vm.assertEq(token.nonces(owner), nonce + 1, "nonce");
    }

    // ---------------------------------------------------------------- helpers

    function submit(Permit memory p, bytes memory signature) private {
        (uint8 v, bytes32 r, bytes32 s) = abi.decode(signature, (uint8, bytes32, bytes32));
        token.permit(p.owner, p.spender, p.value, p.deadline, v, r, s);
    }

    function refused(Permit memory p, bytes memory signature, bytes memory why) private {
        uint256 nonce = token.nonces(p.owner);
        vm.expectRevert(why);
        submit(p, signature);
        vm.assertEq(token.nonces(p.owner), nonce, "nonce");
    }

    function signed(Permit memory p) private view returns (bytes memory) {
        return signed(p, domain("Gold", block.chainid, address(token)));
    }

    function signed(Permit memory p, bytes32 separator) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest(p, separator));
        return abi.encode(v, r, s);
    }

    function domain(string memory name, uint256 chain, address who) private pure returns (bytes32) {
        bytes memory fields = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
        bytes memory texts = bytes.concat(keccak256(fields), keccak256(bytes(name)), keccak256("1"));
        return keccak256(bytes.concat(texts, bytes32(chain), bytes12(0), bytes20(who)));
    }

    function digest(Permit memory p, bytes32 separator) private pure returns (bytes32) {
        bytes memory fields = "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)";
        bytes memory who = bytes.concat(bytes12(0), bytes20(p.owner), bytes12(0), bytes20(p.spender));
        bytes memory numbers = bytes.concat(bytes32(p.value), bytes32(p.nonce), bytes32(p.deadline));
        return keccak256(bytes.concat(hex"1901", separator, keccak256(bytes.concat(keccak256(fields), who, numbers))));
    }

    function err(bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector);
    }
}
