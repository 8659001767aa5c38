// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Calls whose answer costs little
/// @notice A target could answer with a megabyte, and its caller would pay for the memory.
library Calls {
    /// @notice Bytes of a reason that are kept.
    uint256 internal constant MAX_REASON = 1024;

    /// @notice Calls a target with all gas that there is. Nothing of the answer is read unless the target refuses.
    /// @param target who is called
    /// @param value wei that go with the call
    /// @param input of the call
    /// @return ok the target did not refuse
    /// @return reason why it refused, the first 1,024 bytes
    function run(address target, uint256 value, bytes memory input) internal returns (bool ok, bytes memory reason) {
        assembly ("memory-safe") {
            ok := call(gas(), target, value, add(input, 32), mload(input), 0, 0)
            if iszero(ok) {
                let size := returndatasize()
                if gt(size, MAX_REASON) { size := MAX_REASON }
                reason := mload(0x40)
                mstore(reason, size)
                returndatacopy(add(reason, 32), 0, size)
                mstore(0x40, add(reason, and(add(size, 63), not(31))))
            }
        }
    }
}
