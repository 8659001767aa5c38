// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TOKENS} from "./Addresses.sol";
import {IBridgedToken} from "./IBridgedToken.sol";

/// @title A token of L1 on L2
/// @notice See IBridgedToken for what it promises. It calls nobody.
contract BridgedToken is IBridgedToken {
    // INVARIANT: these three stand in slots 0, 1 and 2.
    /// @inheritdoc IBridgedToken
    mapping(address owner => uint256 value) public balanceOf;
    /// @inheritdoc IBridgedToken
    mapping(address owner => mapping(address spender => uint256 value)) public allowance;
    /// @inheritdoc IBridgedToken
    uint256 public totalSupply;

    /// @inheritdoc IBridgedToken
    mapping(address owner => uint256 next) public nonces;
    /// @inheritdoc IBridgedToken
    string public name;
    /// @inheritdoc IBridgedToken
    string public symbol;
    /// @inheritdoc IBridgedToken
    uint8 public decimals;

    bytes32 private constant DOMAIN =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant PERMIT =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    // Half of the order of secp256k1, rounded down.
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    modifier onlyTokens() {
        if (msg.sender != TOKENS) revert NotTokens();
        _;
    }

    /// @inheritdoc IBridgedToken
    function open(string calldata name_, string calldata symbol_, uint8 decimals_) external onlyTokens {
        (name, symbol, decimals) = (name_, symbol_, decimals_);
    }

    /// @inheritdoc IBridgedToken
    function mint(address to, uint256 value) external onlyTokens {
        if (to == address(0)) revert NoReceiver();
        totalSupply += value; // INVARIANT: no balance overflows where their sum does not
        unchecked {
            balanceOf[to] += value;
        }
        emit Transfer(address(0), to, value);
    }

    /// @inheritdoc IBridgedToken
    function burn(address from, uint256 value) external onlyTokens {
        _take(from, value);
        unchecked {
            totalSupply -= value;
        }
        emit Transfer(from, address(0), value);
    }

    /// @inheritdoc IBridgedToken
    function transfer(address to, uint256 value) external returns (bool ok) {
        _move(msg.sender, to, value);
        return true;
    }

    /// @inheritdoc IBridgedToken
    function approve(address spender, uint256 value) external returns (bool ok) {
        _allow(msg.sender, spender, value);
        return true;
    }

    /// @inheritdoc IBridgedToken
    function transferFrom(address from, address to, uint256 value) external returns (bool ok) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed < value) revert AllowanceTooLow(allowed, value);
        if (allowed != type(uint256).max) allowance[from][msg.sender] = allowed - value;
        _move(from, to, value);
        return true;
    }

    /// @inheritdoc IBridgedToken
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        if (block.timestamp > deadline) revert Expired(deadline);
        // INVARIANT: a signature has one form, so that nobody makes a second one of it.
        if (uint256(s) > HALF_ORDER) revert WrongSignature();
        // INVARIANT: a signature counts once, on one chain, for one token.
        bytes32 terms = keccak256(abi.encode(PERMIT, owner, spender, value, nonces[owner]++, deadline));
        address signer = ecrecover(keccak256(abi.encodePacked(hex"1901", DOMAIN_SEPARATOR(), terms)), v, r, s);
        // INVARIANT: 0, which ecrecover says about what is no signature, signs nothing.
        if (signer == address(0) || signer != owner) revert WrongSignature();
        _allow(owner, spender, value);
    }

    /// @inheritdoc IBridgedToken
    function DOMAIN_SEPARATOR() public view returns (bytes32 separator) {
        bytes32 nameHash = keccak256(bytes(name));
        return keccak256(abi.encode(DOMAIN, nameHash, keccak256("1"), block.chainid, address(this)));
    }

    function _allow(address owner, address spender, uint256 value) private {
        allowance[owner][spender] = value;
        emit Approval(owner, spender, value);
    }

    function _move(address from, address to, uint256 value) private {
        if (to == address(0)) revert NoReceiver();
        _take(from, value);
        unchecked {
            balanceOf[to] += value;
        }
        emit Transfer(from, to, value);
    }

    function _take(address from, uint256 value) private {
        uint256 balance = balanceOf[from];
        if (balance < value) revert BalanceTooLow(balance, value);
        unchecked {
            balanceOf[from] = balance - value;
        }
    }
}
