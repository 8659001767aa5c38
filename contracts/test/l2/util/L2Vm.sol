// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Vm} from "../../util/Vm.sol";

/// What only the tests of L2 use of forge's cheat codes.
interface L2Vm is Vm {
    function prevrandao(bytes32 word) external;
    function chainId(uint256 id) external;
    function expectPartialRevert(bytes4 reason) external;
    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function snapshotState() external returns (uint256 id);
    function revertToState(uint256 id) external returns (bool ok);
    function parseJsonBytes32Array(string calldata json, string calldata key) external pure returns (bytes32[] memory);
}

L2Vm constant vm = L2Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
