// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A token for loading a devnet
/// @notice An ordinary ERC-20 as far as its transfers go, so that they cost what a token's transfers cost. Anybody may
/// mint: IT IS WORTH NOTHING.
contract Token {
    string public constant name = "Adit test token";
    string public constant symbol = "ATT";
    uint8 public constant decimals = 18;

    uint256 public totalSupply;
    mapping(address owner => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    error BalanceTooLow(uint256 balance, uint256 value);
    error AllowanceTooLow(uint256 allowance, uint256 value);

    /// @notice Gives `each` to every one of `holders`.
    function mint(address[] calldata holders, uint256 each) external {
        totalSupply += holders.length * each;
        for (uint256 i; i < holders.length; ++i) {
            balanceOf[holders[i]] += each;
            emit Transfer(address(0), holders[i], each);
        }
    }

    function transfer(address to, uint256 value) external returns (bool) {
        move(msg.sender, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
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
