// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Token} from "../src/devnet/Token.sol";
import {vm} from "./util/Vm.sol";

contract TokenTest {
    Token private token = new Token();
    address private constant ANN = address(0xa11);
    address private constant BEN = address(0xbe4);

    function setUp() public {
        address[] memory holders = new address[](2);
        (holders[0], holders[1]) = (ANN, address(this));
        token.mint(holders, 100);
    }

    function test_mint_givesEach() public view {
        vm.assertEq(token.totalSupply(), 200, "supply");
        vm.assertEq(token.balanceOf(ANN), 100, "balance");
    }

    function testFuzz_transfer(uint8 value) public {
        if (value > 100) vm.expectRevert(abi.encodeWithSelector(Token.BalanceTooLow.selector, 100, value));
        vm.prank(ANN);
        token.transfer(BEN, value);
        vm.assertEq(token.balanceOf(BEN), value > 100 ? 0 : value, "balance of the receiver");
        vm.assertEq(token.balanceOf(ANN), value > 100 ? 100 : 100 - value, "balance of the sender");
    }

    function test_transfer_toOneself_keepsTheBalance() public {
        vm.prank(ANN);
        token.transfer(ANN, 40);
        vm.assertEq(token.balanceOf(ANN), 100, "balance");
    }

    function test_transferFrom_usesTheAllowance() public {
        vm.prank(ANN);
        token.approve(address(this), 50);
        token.transferFrom(ANN, BEN, 30);
        vm.assertEq(token.allowance(ANN, address(this)), 20, "allowance");
        vm.expectRevert(abi.encodeWithSelector(Token.AllowanceTooLow.selector, 20, 21));
        token.transferFrom(ANN, BEN, 21);
        vm.assertEq(token.balanceOf(BEN), 30, "balance");
    }
}
