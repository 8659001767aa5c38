// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge, Send} from "../../../src/bridge/IBridge.sol";
import {IERC20} from "../../../src/bridge/IERC20.sol";
import {IVault} from "../../../src/bridge/IVault.sol";
import {TOKENS} from "../../../src/l2/Addresses.sol";
import {vm} from "../../util/Vm.sol";
import {BridgeTest} from "./BridgeTest.sol";
import {Good} from "./Zoo.sol";

/// A vault, and what L2 is told by it.
abstract contract VaultTest is BridgeTest {
    bytes internal good; // what a token as it should be says about itself

    function setUp() public virtual override {
        super.setUp();
        good = abi.encode("Good", "GD", uint8(6));
    }

    /// Gives somebody a token and lets the vault have it.
    function endow(Good token, address who, uint256 amount) internal {
        token.mint(who, amount);
        vm.prank(who);
        token.approve(address(vault), amount);
    }

    function creditOf(address token, address to, uint256 amount, bytes memory meta)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodeWithSignature("credit(address,address,uint256,bytes)", token, to, amount, meta);
    }

    function depositInput(address token, address to, uint256 amount) internal pure returns (bytes memory) {
        return abi.encodeCall(IVault.deposit, (IERC20(token), to, amount));
    }

    /// Ann deposits for cat, and L2 is told that so much has come.
    function deposited(address token, uint256 amount, uint256 moved, bytes memory meta) internal {
        uint64 n = uint64(messageCount());
        vm.expectEmit(address(vault));
        emit IVault.TokenDeposited(n, IERC20(token), ann, cat, moved);
        callAs(ann, address(vault), 0, depositInput(token, cat, amount));
        newestIs(3, address(vault), callBody(TOKENS, 0, 0, 0, address(0), creditOf(token, cat, moved, meta)));
        vm.assertEq(messageCount(), n + 1, "messages");
    }

    function depositReverts(address token, uint256 amount, bytes memory reason) internal {
        uint256 n = messageCount();
        refused(ann, address(vault), 0, depositInput(token, cat, amount), reason);
        vm.assertEq(messageCount(), n, "messages");
    }

    /// What the tokens of L2 send when somebody withdraws.
    function releaseOf(address token, address to, uint256 amount) internal returns (Send memory) {
        return sentBy(TOKENS, address(vault), 0, 0, abi.encodeCall(IVault.release, (IERC20(token), to, amount)));
    }
}
