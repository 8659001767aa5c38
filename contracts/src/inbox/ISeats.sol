// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Seats that are not on the inbox's own list
/// @notice The one place where a later deployment attaches seats that anybody may take, against a bond for example.
interface ISeats {
    /// @notice Whether somebody may append batches now.
    /// @param who would append
    /// @return yes they may
    /// @dev Must return in bounded gas. A call that fails, or answers anything but one word that is 0 or 1, counts as no.
    function holds(address who) external view returns (bool yes);
}
