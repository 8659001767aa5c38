// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A token for loading a devnet
/// @notice An ordinary ERC-20 as far as its transfers go, so that they cost what a token's transfers cost. Anybody may
/// mint: IT IS WORTH NOTHING.
contract Token {
    /// @notice Name for people (ERC-20).
    string public constant name = "Adit test token";
    /// @notice Short name for people (ERC-20).
    string public constant symbol = "ATT";
    /// @notice Places behind the point that people see (ERC-20).
    uint8 public constant decimals = 18;

    /// @notice All that was ever minted.
    uint256 public totalSupply;
    /// @notice What an account holds.
    mapping(address owner => uint256) public balanceOf;
    /// @notice What a spender may still move of an owner's balance.
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    /// @notice A balance moved (ERC-20).
    /// @param from whose it was, 0 where it was minted
    /// @param to whose it is
    /// @param value how much
    event Transfer(address indexed from, address indexed to, uint256 value);
    /// @notice An allowance was set (ERC-20).
    /// @param owner whose balance it is about
    /// @param spender who may move it
    /// @param value how much of it
    event Approval(address indexed owner, address indexed spender, uint256 value);

    /// @notice The account holds less than it should pay.
    /// @param balance what it holds
    /// @param value what it should pay
    error BalanceTooLow(uint256 balance, uint256 value);
    /// @notice The spender may move less than that.
    /// @param allowance what it may move
    /// @param value what it would move
    error AllowanceTooLow(uint256 allowance, uint256 value);

    /// @notice Gives `each` to every one of `holders`.
    /// @param holders who get it
    /// @param each what every one gets
    function mint(address[] calldata holders, uint256 each) external {
        totalSupply += holders.length * each;
        for (uint256 i; i < holders.length; ++i) {
            balanceOf[holders[i]] += each;
            emit Transfer(address(0), holders[i], each);
        }
    }

    /// @notice Moves a part of the sender's balance (ERC-20).
    /// @param to who gets it
    /// @param value how much
    /// @return done always true
    function transfer(address to, uint256 value) external returns (bool done) {
        move(msg.sender, to, value);
        return true;
    }

    /// @notice Lets a spender move a part of the sender's balance (ERC-20).
    /// @param spender who may
    /// @param value how much from now on
    /// @return done always true
    function approve(address spender, uint256 value) external returns (bool done) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    /// @notice Moves a part of somebody's balance who allowed it (ERC-20).
    /// @param from whose balance
    /// @param to who gets it
    /// @param value how much
    /// @return done always true
    function transferFrom(address from, address to, uint256 value) external returns (bool done) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed < value) revert AllowanceTooLow(allowed, value);
        if (allowed != type(uint256).max) allowance[from][msg.sender] = allowed - value;
        move(from, to, value);
        return true;
    }

    function move(address from, address to, uint256 value) private {
        uint256 balance = balanceOf[from];
        if (balance < value) revert BalanceTooLow(balance, value);
        unchecked {
            balanceOf[from] = balance - value;
            balanceOf[to] += value;
        }
        emit Transfer(from, to, value);
    }
}
