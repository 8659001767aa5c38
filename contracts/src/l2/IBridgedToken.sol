// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A token of L1 on L2
/// @notice An ERC-20 with signed allowances (ERC-2612). `Tokens` mints and burns it; nobody else can, and nobody can
/// stop it.
/// @dev Storage, which L1 relies on if the rollup is stuck: balances in slot 0, allowances in slot 1, the supply in
/// slot 2.
interface IBridgedToken {
    /// @notice A balance moved (ERC-20).
    /// @param from whose it was, 0 where it was minted
    /// @param to whose it is, 0 where it was burnt
    /// @param value how much
    event Transfer(address indexed from, address indexed to, uint256 value);
    /// @notice An allowance was set (ERC-20).
    /// @param owner whose balance it is about
    /// @param spender who may move it
    /// @param value how much of it
    event Approval(address indexed owner, address indexed spender, uint256 value);

    /// @notice Only `Tokens` may do this.
    error NotTokens();
    /// @notice The receiver is 0, which means a burn in the events.
    error NoReceiver();
    /// @notice The account holds less than it should pay.
    /// @param balance what it holds
    /// @param value what it should pay
    error BalanceTooLow(uint256 balance, uint256 value);
    /// @notice The spender may move less than that.
    /// @param allowance what it may move
    /// @param value what it would move
    error AllowanceTooLow(uint256 allowance, uint256 value);
    /// @notice The time is past the deadline.
    /// @param deadline timestamp
    error Expired(uint256 deadline);
    /// @notice The owner did not sign that, or not with the nonce that is next, or the signature is in the form that
    /// only copies have.
    error WrongSignature();

    /// @notice Takes what people see. Only for `Tokens`, once, when it creates the token.
    /// @param name_ for people
    /// @param symbol_ short, for people
    /// @param decimals_ places behind the point that people see
    function open(string calldata name_, string calldata symbol_, uint8 decimals_) external;

    /// @notice Creates a balance. Only for `Tokens`.
    /// @param to who gets it, not 0
    /// @param value how much
    function mint(address to, uint256 value) external;

    /// @notice Destroys a part of a balance. Only for `Tokens`.
    /// @param from whose
    /// @param value how much
    function burn(address from, uint256 value) external;

    /// @notice Moves a part of the sender's balance (ERC-20).
    /// @param to who gets it, not 0
    /// @param value how much
    /// @return ok always true
    function transfer(address to, uint256 value) external returns (bool ok);

    /// @notice Lets a spender move a part of the sender's balance (ERC-20).
    /// @param spender who may
    /// @param value how much from now on; 2^256 - 1 is never used up
    /// @return ok always true
    function approve(address spender, uint256 value) external returns (bool ok);

    /// @notice Moves a part of somebody's balance who allowed it (ERC-20).
    /// @param from whose balance
    /// @param to who gets it, not 0
    /// @param value how much
    /// @return ok always true
    function transferFrom(address from, address to, uint256 value) external returns (bool ok);

    /// @notice Sets an allowance by its owner's signature (ERC-2612).
    /// @param owner whose balance
    /// @param spender who may
    /// @param value how much from now on
    /// @param deadline last timestamp at which the signature counts
    /// @param v of the signature
    /// @param r of the signature
    /// @param s of the signature, in the lower half
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external;

    /// @notice Name for people (ERC-20). It proves nothing.
    /// @return text as the token on L1 has it
    function name() external view returns (string memory text);

    /// @notice Short name for people (ERC-20). It proves nothing.
    /// @return text as the token on L1 has it
    function symbol() external view returns (string memory text);

    /// @notice Places behind the point that people see (ERC-20).
    /// @return places as the token on L1 has them
    function decimals() external view returns (uint8 places);

    /// @notice All that was minted and not burnt (ERC-20).
    /// @return value how much
    function totalSupply() external view returns (uint256 value);

    /// @notice What an account holds (ERC-20).
    /// @param owner the account
    /// @return value how much
    function balanceOf(address owner) external view returns (uint256 value);

    /// @notice What a spender may still move of an owner's balance (ERC-20).
    /// @param owner whose balance
    /// @param spender who may
    /// @return value how much
    function allowance(address owner, address spender) external view returns (uint256 value);

    /// @notice Number that the next signature of an owner has (ERC-2612).
    /// @param owner who signs
    /// @return next counted from 0
    function nonces(address owner) external view returns (uint256 next);

    /// @notice What signatures name this token by (ERC-2612).
    /// @return separator of name, version "1", chain and address (EIP-712)
    function DOMAIN_SEPARATOR() external view returns (bytes32 separator);
}
