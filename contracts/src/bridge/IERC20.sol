// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What the vault needs of a token
interface IERC20 {
    /// @notice What an account holds.
    /// @param owner the account
    /// @return balance how much
    function balanceOf(address owner) external view returns (uint256 balance);

    /// @notice Moves a part of the caller's balance.
    /// @param to who gets it
    /// @param amount how much
    /// @return done whether it was moved; some tokens answer nothing
    function transfer(address to, uint256 amount) external returns (bool done);

    /// @notice Moves a part of somebody's balance who has allowed it.
    /// @param from whose balance
    /// @param to who gets it
    /// @param amount how much
    /// @return done whether it was moved; some tokens answer nothing
    function transferFrom(address from, address to, uint256 amount) external returns (bool done);
}
