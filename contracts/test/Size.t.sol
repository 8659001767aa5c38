// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./util/Vm.sol";

/// Every contract of the rollup can be deployed.
contract SizeTest {
    uint256 private constant LIMIT = 24_576; // bytes of code (EIP-170)

    function test_gas_size() public {
        size("Inbox", "src/inbox/Inbox.sol:Inbox");
        size("Machine", "src/vm/Machine.sol:Machine");
        size("Float", "src/vm/Float.sol:Float");
        size("Preimages", "src/vm/Preimages.sol:Preimages");
        size("Rollup", "src/rollup/Rollup.sol:Rollup");
    }

    function size(string memory name, string memory artifact) private {
        uint256 length = vm.getDeployedCode(artifact).length;
        vm.snapshotValue("Size", name, length);
        vm.assertTrue(length > 0 && length < LIMIT, name);
    }
}
