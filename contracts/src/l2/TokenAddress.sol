// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BridgedToken} from "./BridgedToken.sol";

/// @dev Tells the tokens of all vaults apart.
function tokenSalt(address vault, address l1Token) pure returns (bytes32 salt) {
    return keccak256(abi.encodePacked(vault, l1Token));
}

/// @dev Where a token of L1 stands on L2, also before it does (EIP-1014). `tokens` creates it.
function tokenAddress(address tokens, address vault, address l1Token) pure returns (address token) {
    bytes32 code = keccak256(type(BridgedToken).creationCode);
    bytes32 hash = keccak256(abi.encodePacked(bytes1(0xff), tokens, tokenSalt(vault, l1Token), code));
    return address(uint160(uint256(hash)));
}
