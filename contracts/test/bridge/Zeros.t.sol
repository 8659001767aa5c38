// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge, Send} from "../../src/bridge/IBridge.sol";
import {Escape} from "../../src/bridge/Escape.sol";
import {IERC20} from "../../src/bridge/IERC20.sol";
import {CoinDeposit, Holder, IEscape, TokenDeposit, Waiting} from "../../src/bridge/IEscape.sol";
import {IFastExit} from "../../src/bridge/IFastExit.sol";
import {IVault} from "../../src/bridge/IVault.sol";
import {vm} from "../util/Vm.sol";
import {BridgeTest} from "./util/BridgeTest.sol";

/// What a stranger reaches who calls everything with zeros.
contract ZerosTest is BridgeTest {
    IERC20 private constant NO_TOKEN = IERC20(address(0));

    function test_bridge() public {
        bytes32[32] memory proof;
        nothing(address(subject), abi.encodeCall(IBridge.deposit, (address(0))));
        nothing(address(subject), abi.encodeCall(IBridge.claim, (Send(0, address(0), address(0), 0, 0, ""), 0, proof)));
        nothing(address(subject), abi.encodeCall(IBridge.escape, (address(0), 0)));
        nothing(address(subject), "");
    }

    // The one exception says nothing to nobody, in the stranger's own name.
    function test_bridge_send() public {
        subject.send(address(0), 0, 0, address(0), "");
        newestIs(3, address(this), new bytes(112));
        vm.assertEq(messageCount(), 1, "messages");
    }

    function test_vault() public {
        nothing(address(vault), abi.encodeCall(IVault.deposit, (NO_TOKEN, address(0), 0)));
        nothing(address(vault), abi.encodeCall(IVault.release, (NO_TOKEN, address(0), 0)));
        nothing(address(vault), abi.encodeCall(IVault.escape, (NO_TOKEN, address(0), 0)));
        nothing(address(vault), "");
    }

    function test_fastExit() public {
        nothing(address(fastExit), abi.encodeCall(IFastExit.fill, (0, address(0), 0, "")));
        nothing(address(fastExit), abi.encodeCall(IFastExit.exit, (address(0), 0, 0)));
        nothing(address(fastExit), abi.encodeCall(IFastExit.withdraw, (address(0))));
        nothing(address(fastExit), "");
    }

    function test_escape() public {
        bytes[] memory none_ = new bytes[](0);
        Holder memory nobody = Holder(address(0), "", none_);
        Waiting memory m = Waiting(0, 0, 0, 0);
        address escape = address(new Escape(subject));
        IVault noVault = IVault(address(0));
        nothing(escape, abi.encodeCall(IEscape.open, ("")));
        nothing(escape, abi.encodeCall(IEscape.open, (new bytes(170))));
        nothing(escape, abi.encodeCall(IEscape.takeCoin, (nobody)));
        nothing(escape, abi.encodeCall(IEscape.takeToken, (noVault, NO_TOKEN, nobody, none_, none_)));
        nothing(escape, abi.encodeCall(IEscape.takeCoinDeposit, (m, CoinDeposit(address(0), 0), nobody)));
        TokenDeposit memory deposit = TokenDeposit(noVault, NO_TOKEN, 0, 0, "");
        nothing(escape, abi.encodeCall(IEscape.takeTokenDeposit, (m, deposit, nobody)));
        nothing(escape, "");
    }

    function nothing(address to, bytes memory input) private {
        (bool ok,) = tryAs(stranger, to, 0, input);
        vm.assertFalse(ok, "not refused");
        vm.assertEq(messageCount(), 0, "messages");
    }

    // There are no other functions, and nobody pays by accident.
    function testFuzz_otherFunctions_revert(bytes4 selector, bytes calldata rest, uint8 value) public {
        bytes4[14] memory known = [
            IBridge.deposit.selector,
            IBridge.send.selector,
            IBridge.claim.selector,
            IBridge.claimed.selector,
            IBridge.sender.selector,
            IBridge.index.selector,
            IBridge.escape.selector,
            IBridge.mayEscape.selector,
            IBridge.inbox.selector,
            IBridge.rollup.selector,
            IBridge.escapeContract.selector,
            IVault.bridge.selector,
            IFastExit.filler.selector,
            IFastExit.credit.selector
        ];
        for (uint256 i = 0; i < known.length; i++) {
            vm.assume(selector != known[i]);
        }
        vm.assume(selector != IFastExit.keyOf.selector);
        address[3] memory all = [address(subject), address(vault), address(fastExit)];
        for (uint256 i = 0; i < 3; i++) {
            (bool ok,) = tryAs(stranger, all[i], value, bytes.concat(selector, rest));
            vm.assertFalse(ok, "not refused");
        }
    }
}
