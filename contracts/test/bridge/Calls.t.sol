// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Calls} from "../../src/bridge/Calls.sol";
import {vm} from "../util/Vm.sol";

/// Answers as it is told to, or fails so, and notes who asked and with what.
contract Echo {
    bytes private answer;
    bool private fails;
    bytes public heard;
    uint256 public paid;

    function plan(bytes calldata answer_, bool fails_) external {
        (answer, fails) = (answer_, fails_);
    }

    receive() external payable {}

    fallback() external payable {
        bytes memory a = answer;
        bool bad = fails;
        if (msg.value > 0) (heard, paid) = (msg.data, msg.value);
        assembly ("memory-safe") {
            if bad { revert(add(a, 32), mload(a)) }
            return(add(a, 32), mload(a))
        }
    }
}

/// The assembly in Calls against what Solidity does.
contract CallsTest {
    Echo private echo;

    function setUp() public {
        echo = new Echo();
        vm.deal(address(this), 1 ether);
    }

    function testFuzz_call_twin(bytes calldata answer, bool fails, bytes calldata input, uint16 most) public {
        echo.plan(answer, fails);
        bytes memory guard = "guard";
        (bool ok, bytes memory got) = Calls.call(address(echo), 7, bytes.concat(hex"00", input), most);
        bytes memory behind = "behind";
        (bool ok_, bytes memory all) = address(echo).call{value: 7}(bytes.concat(hex"00", input));
        vm.assertTrue(ok == ok_ && ok == !fails, "ok");
        vm.assertEq(got, cut(all, most), "answer");
        if (ok) {
            vm.assertEq(echo.heard(), bytes.concat(hex"00", input), "input");
            vm.assertEq(echo.paid(), 7, "value");
        }
        vm.assertTrue(keccak256(guard) == keccak256("guard") && keccak256(behind) == keccak256("behind"), "memory");
    }

    function testFuzz_ask_twin(bytes calldata answer, bool fails, bytes calldata input, uint16 most) public {
        echo.plan(answer, fails);
        (bool ok, bytes memory got) = Calls.ask(address(echo), 10_000_000, bytes.concat(hex"00", input), most);
        bytes memory behind = "behind";
        (bool ok_, bytes memory all) = address(echo).staticcall(bytes.concat(hex"00", input));
        vm.assertTrue(ok == ok_ && ok == !fails, "ok");
        vm.assertEq(got, cut(all, most), "answer");
        vm.assertEq(behind, "behind", "memory");
    }

    function test_ask_cannotChangeAnything() public view {
        (bool ok,) = Calls.ask(address(echo), 100_000, abi.encodeCall(Echo.plan, ("x", true)), 32);
        vm.assertFalse(ok, "changed");
    }

    function test_ask_allowance() public {
        echo.plan("answer", false);
        (bool ok,) = Calls.ask(address(echo), 100, hex"00", 32);
        vm.assertFalse(ok, "more gas than allowed");
    }

    function test_call_noCode() public {
        (bool ok, bytes memory got) = Calls.call(address(0xbe4), 1, "input", 32);
        vm.assertTrue(ok && got.length == 0, "accepted");
        vm.assertEq(address(0xbe4).balance, 1, "balance");
    }

    function cut(bytes memory all, uint256 most) private pure returns (bytes memory some) {
        some = new bytes(all.length < most ? all.length : most);
        for (uint256 i = 0; i < some.length; i++) {
            some[i] = all[i];
        }
    }
}
