// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The outbox: what L2 sends to L1
/// @notice Anybody sends coin and a call to L1. The outbox keeps the coin for ever: it is the part of L2's supply that
/// has left. It keeps each send as a leaf of a Merkle tree, whose root becomes a part of the L2 state that L1 confirms.
/// The bridge on L1 then pays the coin out and makes the call. Nobody owns the contract and nothing can stop it.
/// @dev Storage, which L1 relies on: the root in slot 0, the count in slot 1, the frontier in slots 2 to 33.
interface IOutbox {
    /// @notice A send was put into the tree.
    /// @param nonce the send's place in the tree, counted from 0
    /// @param sender in whose name the bridge calls
    /// @param target whom it calls on L1
    /// @param value wei that go with the call
    /// @param gasLimit gas that the call gets at least
    /// @param data input of the call
    /// @param withdrawalHash H(abi.encode(nonce, sender, target, value, gasLimit, data)), by which tools for OP chains
    /// know a send. The leaf of the tree is another hash.
    event MessagePassed(
        uint256 indexed nonce,
        address indexed sender,
        address indexed target,
        uint256 value,
        uint256 gasLimit,
        bytes data,
        bytes32 withdrawalHash
    );

    /// @notice The data is longer than 24,000 bytes.
    /// @param length bytes of the data
    error DataTooLong(uint256 length);
    /// @notice More gas is asked for than 5,000,000.
    error GasTooHigh();
    /// @notice The tree has 2^32 leaves, and no room for another.
    error Full();

    /// @notice Sends the value of the call, and a call, to L1. There the caller is the bridge, and its `sender()` names
    /// the sender. Coin that is sent to a target that never takes it stays locked for ever: the bridge's own address
    /// and the inbox's are such targets.
    /// @param target whom the bridge calls on L1
    /// @param minGas gas that the call gets at least, at most 5,000,000
    /// @param data input of the call, at most 24,000 bytes
    function initiateWithdrawal(address target, uint256 minGas, bytes calldata data) external payable;

    /// @notice Root of the tree of all sends.
    /// @return hash the root, 0 while there is no send
    function root() external view returns (bytes32 hash);

    /// @notice How many sends there are.
    /// @return sends at most 2^32
    function count() external view returns (uint64 sends);
}
