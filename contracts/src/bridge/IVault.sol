// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge} from "./IBridge.sol";
import {IERC20} from "./IERC20.sol";

/// @title The vault: ERC-20 tokens that are on L2
/// @notice The vault keeps a token here while somebody has it on L2. There is no list of tokens: whatever behaves like
/// one can be brought over, and a token that misbehaves harms those who hold it and nobody else. Nobody owns the
/// contract, nothing can stop it and nothing about it can be changed.
/// @dev A token that pays its holders by changing their balances pays the vault for what is kept here: that is
/// nobody's. One that lowers balances pays those who come first. A token that does not want to pay somebody makes that
/// claim wait. A token whose units are not alike (ERC-721) does not come back: it has no transfer of an amount.
interface IVault {
    /// @notice L2 will credit somebody with a token.
    /// @param message its place in the inbox
    /// @param token which one
    /// @param from who paid
    /// @param to who gets it on L2
    /// @param amount that has come in
    event TokenDeposited(
        uint64 indexed message, IERC20 indexed token, address indexed from, address to, uint256 amount
    );
    /// @notice A token has left for somebody.
    /// @param token which one
    /// @param to who gets it
    /// @param amount that the token was asked to move
    event TokenReleased(IERC20 indexed token, address indexed to, uint256 amount);

    /// @notice The tokens of L2 have not asked for this.
    error NotFromL2();
    /// @notice Only the escape contract may do this, and only once the rollup is stuck.
    error NotEscape();
    /// @notice Nothing has come in.
    error NothingMoved();
    /// @notice Nobody would get it.
    error NoReceiver();
    /// @notice The token has refused.
    error TransferFailed();
    /// @notice The vault is at work.
    error Reentered();
    /// @notice The token could not tell its name with what gas is left.
    /// @param want gas that has to be left when it is asked
    error TooLittleGas(uint256 want);

    /// @notice Takes a token from the caller, who has allowed it, and credits somebody with it on L2. The coin of the
    /// call is the fee for whoever makes the credit there.
    /// @param token which one
    /// @param to who gets it on L2
    /// @param amount how much; what has come in is credited, and no more than this
    /// @return message its place in the inbox
    function deposit(IERC20 token, address to, uint256 amount) external payable returns (uint64 message);

    /// @notice Gives a token to somebody. Only for the tokens of L2, by way of the bridge.
    /// @param token which one
    /// @param to who gets it
    /// @param amount how much
    function release(IERC20 token, address to, uint256 amount) external;

    /// @notice Gives a token to somebody. Only for the escape contract, once the rollup is stuck.
    /// @param token which one
    /// @param to who gets it
    /// @param amount how much
    function escape(IERC20 token, address to, uint256 amount) external;

    /// @notice Who tells L2, and who speaks for it.
    /// @return bridge_ its address
    function bridge() external view returns (IBridge bridge_);
}
