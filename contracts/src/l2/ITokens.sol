// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The tokens of L1 on L2
/// @notice A contract on L1 that keeps tokens is a vault. It has a token of its own here for each token that it keeps,
/// and mints it by calls from L1. Whoever holds it burns it here and gets the vault's token on L1. Every account of L1
/// that sends calls is a vault; none can mint the tokens of another. So a token is worth what its vault is: compare its
/// address with `tokenOf` of a vault that you trust, and do not trust a name. Nobody owns the contract and nothing can
/// stop it.
interface ITokens {
    /// @notice A token came to be, by its first credit.
    /// @param vault on L1
    /// @param l1Token the token that it keeps
    /// @param token the token on L2
    event TokenCreated(address indexed vault, address indexed l1Token, address token);

    /// @notice Only calls from L1 may credit.
    error NotFromL1();
    /// @notice No vault has this token.
    /// @param token that was given
    error NotBridged(address token);
    /// @notice Nobody would get it.
    error NoReceiver();

    /// @notice Mints a token of the vault that sent the call. The first credit creates it.
    /// @param l1Token the token that the vault keeps
    /// @param to who gets it on L2, not 0
    /// @param amount how much
    /// @param meta abi.encode(name, symbol, decimals) as the token on L1 has them. It counts when the token is created,
    /// and has to be with every credit because the order in which calls are executed is open. Decimals over 255 count
    /// as 18.
    function credit(address l1Token, address to, uint256 amount, bytes calldata meta) external;

    /// @notice Burns a part of what the sender holds, and sends a call to the token's vault: release(l1Token, to,
    /// amount).
    /// @param token the token on L2
    /// @param to who gets it on L1, not 0
    /// @param amount how much
    function withdraw(address token, address to, uint256 amount) external;

    /// @notice Address of a token, whether it was created yet or not.
    /// @param vault on L1
    /// @param l1Token the token that it keeps
    /// @return token the token on L2
    function tokenOf(address vault, address l1Token) external view returns (address token);

    /// @notice Whose token it is.
    /// @param token the token on L2
    /// @return vault on L1; 0 where no vault has it
    /// @return l1Token the token that the vault keeps
    function originOf(address token) external view returns (address vault, address l1Token);
}
