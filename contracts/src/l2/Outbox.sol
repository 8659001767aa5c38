// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOutbox} from "./IOutbox.sol";
import {Frontier} from "./Frontier.sol";

/// @title The outbox
/// @notice See IOutbox for what it promises. It calls nobody.
contract Outbox is IOutbox {
    using Frontier for Frontier.State;

    /// @notice Bytes that the data of a send may have. Its claim must fit into an L1 transaction.
    uint256 internal constant MAX_DATA = 24_000;
    /// @notice Gas that a send may ask for. Its claim must fit into an L1 block.
    uint256 internal constant MAX_GAS = 5_000_000;

    Frontier.State private sends;

    /// @inheritdoc IOutbox
    function initiateWithdrawal(address target, uint256 minGas, bytes calldata data) external payable {
        if (data.length > MAX_DATA) revert DataTooLong(data.length);
        if (minGas > MAX_GAS) revert GasTooHigh();
        uint256 index = sends.count;
        // INVARIANT: no leaf is overwritten.
        if (index == 1 << Frontier.DEPTH) revert Full();
        sends.append(Frontier.leaf(index, msg.sender, target, msg.value, minGas, keccak256(data)));
        bytes32 hash = keccak256(abi.encode(index, msg.sender, target, msg.value, minGas, data));
        emit MessagePassed(index, msg.sender, target, msg.value, minGas, data, hash);
    }

    /// @inheritdoc IOutbox
    function root() external view returns (bytes32 hash) {
        return sends.root;
    }

    /// @inheritdoc IOutbox
    function count() external view returns (uint64 sends_) {
        return sends.count;
    }
}
