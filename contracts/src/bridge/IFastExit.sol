// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge} from "./IBridge.sol";

/// @title Fast exits: coin on L1 before the rollup has confirmed it
/// @notice Who wants to leave L2 sends coin to this contract, with an input that calls `exit`. A provider who has
/// computed L2 knows that this send will be confirmed. He pays the recipient at once, a little less, and gets what is
/// claimed later. If nobody pays in time the recipient gets it. Nobody owns the contract, nothing can stop it and
/// nothing about it can be changed.
/// @dev The provider bears the risk: nothing here knows L2. A payment for a send that L1 never sees, or that has
/// another content, is lost.
interface IFastExit {
    /// @notice A provider has paid for a send.
    /// @param index its place among all sends of L2
    /// @param key what the send is known by here
    /// @param provider who paid
    /// @param recipient who was paid
    /// @param paid wei
    event Filled(uint64 indexed index, bytes32 indexed key, address indexed provider, address recipient, uint256 paid);
    /// @notice A send was claimed.
    /// @param index its place among all sends of L2
    /// @param key what the send is known by here
    /// @param owner who gets it: the provider or else the recipient
    /// @param value wei
    event Credited(uint64 indexed index, bytes32 indexed key, address indexed owner, uint256 value);
    /// @notice Somebody has taken his credit out.
    /// @param owner of the credit
    /// @param to who was paid
    /// @param value wei
    event Withdrawn(address indexed owner, address indexed to, uint256 value);

    /// @notice Only the bridge may do this.
    error NotBridge();
    /// @notice The data are not the one encoding of `exit` and its arguments.
    error NotAnExit();
    /// @notice The send was claimed before.
    /// @param index its place among all sends of L2
    error AlreadyClaimed(uint64 index);
    /// @notice Somebody has paid for the send before.
    /// @param provider who has
    error AlreadyFilled(address provider);
    /// @notice The sender wants to wait for the claim from then on.
    /// @param deadline last timestamp of L1 at which he takes less
    error Late(uint256 deadline);
    /// @notice That is less than the sender wants.
    /// @param minPaid wei
    error PaidTooLittle(uint256 minPaid);
    /// @notice There is no credit.
    error NothingToPay();
    /// @notice The receiver has refused the coin.
    error NotTaken();

    /// @notice Pays the recipient of a send with the coin of this call, and gets what is claimed for it.
    /// @param index the send's place among all sends of L2
    /// @param sender account of L2 that sent it
    /// @param value wei that it sent
    /// @param data input that it sent: of `exit`
    function fill(uint64 index, address sender, uint256 value, bytes calldata data) external payable;

    /// @notice Credits who has paid for the send that is running, or else the recipient. Only for the bridge.
    /// @param recipient who is to be paid on L1
    /// @param minPaid wei that the sender takes at least, at once
    /// @param deadline last timestamp of L1 at which he takes less
    function exit(address recipient, uint256 minPaid, uint256 deadline) external payable;

    /// @notice Pays the caller's credit out.
    /// @param to who is paid
    /// @return value wei
    function withdraw(address to) external returns (uint256 value);

    /// @notice What a send is known by here.
    /// @param index the send's place among all sends of L2
    /// @param sender account of L2 that sent it
    /// @param value wei that it sent
    /// @param data input that it sent
    /// @return key H(index ‖ sender ‖ value ‖ H(data)), each 32 bytes
    function keyOf(uint64 index, address sender, uint256 value, bytes calldata data) external pure returns (bytes32 key);

    /// @notice Who has paid for a send.
    /// @param key what the send is known by here
    /// @return provider who has; 0 if nobody has
    function filler(bytes32 key) external view returns (address provider);

    /// @notice What somebody may take out.
    /// @param owner of the credit
    /// @return value wei
    function credit(address owner) external view returns (uint256 value);

    /// @notice Who speaks for L2.
    /// @return bridge_ its address
    function bridge() external view returns (IBridge bridge_);
}
