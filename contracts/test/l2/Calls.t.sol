// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Calls} from "../../src/l2/Calls.sol";
import {vm} from "./util/L2Vm.sol";

/// Answers with its input, or refuses with it.
contract Echo {
    bool private immutable refuses;

    constructor(bool refuses_) {
        refuses = refuses_;
    }

    receive() external payable {}

    fallback() external payable {
        bytes memory answer = msg.data;
        bool no = refuses;
        assembly ("memory-safe") {
            if no { revert(add(answer, 32), mload(answer)) }
            return(add(answer, 32), mload(answer))
        }
    }
}

contract CallsTest {
    Echo private yes = new Echo(false);
    Echo private no = new Echo(true);

    /// The plain form is the twin, as far as 1,024 bytes.
    function testFuzz_run_asPlain(bytes calldata input, bool refuse, uint16 length) public {
        bytes memory data = bytes.concat(input, new bytes(length % 2048));
        address target = refuse ? address(no) : address(yes);
        (bool want, bytes memory answer) = target.call(data);
        (bool ok, bytes memory reason) = Calls.run(target, 0, data);
        bytes memory next = new bytes(64); // memory goes on behind the reason
        vm.assertTrue(ok == want, "ok");
        uint256 most = ok ? 0 : answer.length > 1024 ? 1024 : answer.length;
        vm.assertEq(reason.length, most, "length of the reason");
        for (uint256 i = 0; i < most; i++) {
            vm.assertTrue(reason[i] == answer[i], "byte of the reason");
        }
        for (uint256 i = 0; i < 64; i++) {
            vm.assertTrue(next[i] == 0, "memory behind it");
        }
    }

    function testFuzz_run_value(uint64 value, uint64 had) public {
        vm.deal(address(this), had);
        (bool ok, bytes memory reason) = Calls.run(address(yes), value, "");
        vm.assertTrue(ok == (value <= had), "ok");
        vm.assertEq(reason.length, 0, "reason");
        vm.assertEq(address(yes).balance, ok ? value : 0, "value");
    }

    function test_run_toNobody() public {
        (bool ok,) = Calls.run(address(0xdead), 0, "input");
        vm.assertTrue(ok, "a call to an account without code");
    }
}
