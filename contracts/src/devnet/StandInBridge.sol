// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../inbox/IInbox.sol";

/// @title Stand-in for the bridge, for devnets and tests only
/// @notice Takes money into L2 and never pays any back: THERE IS NO WAY OUT. It exists so that deposits and calls can
/// be tried before the bridge does.
contract StandInBridge {
    uint8 private constant DEPOSIT = 1;
    uint8 private constant CALL = 3;
    uint160 private constant ALIAS = uint160(0x1111000000000000000000000000000000001111);

    /// @notice Where deposits and calls go.
    IInbox public immutable inbox;

    /// @notice The inbox has another bridge.
    /// @param inbox that was given
    error NotTheBridgeOf(IInbox inbox);
    /// @notice Deposits are whole gwei, more than none and fewer than 2^64.
    /// @param value wei that came with the call
    error NotWholeGwei(uint256 value);

    /// @param inbox_ must have been given this contract's address as its bridge
    constructor(IInbox inbox_) {
        if (inbox_.bridge() != address(this)) revert NotTheBridgeOf(inbox_);
        inbox = inbox_;
    }

    /// @notice Credits `to` on L2 with the value of the call, which must be whole gwei and not nothing.
    /// @param to who gets it on L2
    /// @return index the message's place in the inbox
    function deposit(address to) external payable returns (uint64 index) {
        uint256 gwei_ = msg.value / 1 gwei;
        if (msg.value == 0 || gwei_ * 1 gwei != msg.value || gwei_ > type(uint64).max) revert NotWholeGwei(msg.value);
        return inbox.appendFromBridge(DEPOSIT, aliasOf(msg.sender), abi.encodePacked(to, uint64(gwei_)));
    }

    /// @notice Asks L2 to call `target` with the value of the call and `data`. Body: target 20 ‖ value 32 ‖ data.
    /// @param target whom L2 calls
    /// @param data input of that call
    /// @return index the message's place in the inbox
    function call(address target, bytes calldata data) external payable returns (uint64 index) {
        return inbox.appendFromBridge(CALL, aliasOf(msg.sender), abi.encodePacked(target, msg.value, data));
    }

    /// @notice The sender as L2 sees it. A contract's address may belong to somebody else on L2, so it is moved.
    /// @param sender on L1
    /// @return alias_ the same address for an account without code, otherwise a fixed distance from it
    function aliasOf(address sender) public view returns (address alias_) {
        if (sender == tx.origin) return sender;
        unchecked {
            return address(uint160(sender) + ALIAS);
        }
    }
}
