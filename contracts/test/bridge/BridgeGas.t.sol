// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge, Send} from "../../src/bridge/IBridge.sol";
import {IFastExit} from "../../src/bridge/IFastExit.sol";
import {vm} from "../util/Vm.sol";
import {VaultTest} from "./util/VaultTest.sol";
import {Good} from "./util/Zoo.sol";

/// What the calls that matter cost as whole transactions, input and base fee included: snapshots/Bridge.json.
contract BridgeGasTest is VaultTest {
    uint256 private constant LIMIT = 24_576; // bytes of code (EIP-170)
    uint256 private constant SENDS = 600;

    /// The next message looks back, and does not begin a new slot of timestamps.
    function setUp() public override {
        super.setUp();
        messages(MAX_IN_BLOCK + 9);
        mine(1, 13);
        vm.deal(ben, 1 ether);
    }

    function test_gas_deposit() public {
        bytes memory input = abi.encodeCall(IBridge.deposit, (ann));
        measured("deposit", ann, address(subject), 1 ether, input);
        vm.assertTrue(vm.lastCallGas().gasTotalUsed < 80_000, "deposit");
    }

    function test_gas_deposit_sixth() public {
        messages(5);
        measured("deposit, every sixth", ann, address(subject), 1 ether, abi.encodeCall(IBridge.deposit, (ann)));
    }

    function test_gas_receive() public {
        measured("plain coin", ann, address(subject), 1 ether, "");
    }

    function test_gas_send() public {
        bytes memory input = abi.encodeCall(IBridge.send, (ben, 0, 100_000, ann, new bytes(100)));
        measured("send, 100 bytes, no coin", ann, address(subject), 0, input);
        input = abi.encodeCall(IBridge.send, (ben, 1 gwei, 100_000, ann, new bytes(100)));
        measured("send, 100 bytes, with coin", ann, address(subject), 2 gwei, input);
    }

    function test_gas_claim() public {
        many(ben);
        claimed("claim, first of 256", 7, ben);
        vm.assertTrue(vm.lastCallGas().gasTotalUsed < 110_000, "claim");
        claimed("claim", 9, ben);
    }

    function test_gas_claim_newAccount() public {
        many(address(0x11e3));
        claimed("claim, first of 256, of an account that was not there", 7, address(0x11e3));
    }

    // As many sends as make a proof of many different hashes.
    function many(address to) private {
        for (uint256 i = 0; i < SENDS; i++) {
            sent(to, 1 ether, 0, "");
        }
    }

    function claimed(string memory name, uint64 index, address to) private {
        measured(name, stranger, address(subject), 0, claimInput(Send(index, abroad, to, 1 ether, 0, "")));
    }

    function test_gas_vault() public {
        Good token = new Good();
        endow(token, ann, 2000);
        measured("token deposit, first", ann, address(vault), 0, depositInput(address(token), ann, 1000));
        mine(1, 13);
        measured("token deposit", ann, address(vault), 0, depositInput(address(token), ann, 500));
        token.mint(ben, 1);
        bytes memory input = claimInput(releaseOf(address(token), ben, 500));
        measured("token claim, first of 256", stranger, address(subject), 0, input);
    }

    function test_gas_fastExit() public {
        bytes memory data = abi.encodeCall(IFastExit.exit, (ben, 1 gwei, time));
        Send memory s = sent(address(fastExit), 2 gwei, 100_000, data);
        bytes memory input = abi.encodeCall(IFastExit.fill, (s.index, s.sender, s.value, data));
        measured("fast exit, fill", ann, address(fastExit), 1 gwei, input);
        measured("fast exit, claim, first of 256", stranger, address(subject), 0, claimInput(s));
        measured("fast exit, withdraw", ann, address(fastExit), 0, abi.encodeCall(IFastExit.withdraw, (ann)));
    }

    function test_gas_size() public {
        size("Bridge, bytes of code", address(subject));
        size("Vault, bytes of code", address(vault));
        size("FastExit, bytes of code", address(fastExit));
    }

    function size(string memory name, address who) private {
        uint256 length = who.code.length;
        vm.snapshotValue("Bridge", name, length);
        vm.assertTrue(length > 0 && length < LIMIT, name);
    }

    function measured(string memory name, address who, address to, uint256 value, bytes memory input) private {
        callAs(who, to, value, input);
        vm.snapshotGasLastCall("Bridge", name);
    }
}
