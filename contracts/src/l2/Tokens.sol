// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "../bridge/IERC20.sol";
import {IVault} from "../bridge/IVault.sol";
import {MESSENGER, OUTBOX} from "./Addresses.sol";
import {BridgedToken} from "./BridgedToken.sol";
import {IMessenger} from "./IMessenger.sol";
import {IOutbox} from "./IOutbox.sol";
import {ITokens} from "./ITokens.sol";
import {tokenAddress, tokenSalt} from "./TokenAddress.sol";

/// @title The tokens of L1 on L2
/// @notice See ITokens for what it promises. It calls Messenger, Outbox and tokens that it has created, and nobody
/// else.
contract Tokens is ITokens {
    /// @notice Whose token it is.
    struct Origin {
        address vault; // 0: nobody's
        address l1Token;
    }

    uint8 private constant USUAL_DECIMALS = 18;

    mapping(address token => Origin) private origins;

    /// @inheritdoc ITokens
    function credit(address l1Token, address to, uint256 amount, bytes calldata meta) external {
        // INVARIANT: the vault is who sent the running call. Others that the call leads to do not speak for it.
        if (msg.sender != MESSENGER) revert NotFromL1();
        address vault = IMessenger(MESSENGER).sender();
        address token = tokenOf(vault, l1Token);
        if (origins[token].vault == address(0)) _create(vault, l1Token, meta);
        BridgedToken(token).mint(to, amount);
    }

    /// @inheritdoc ITokens
    function withdraw(address token, address to, uint256 amount) external {
        if (to == address(0)) revert NoReceiver();
        Origin memory origin = origins[token];
        // INVARIANT: only a token that this contract has created is believed to burn.
        if (origin.vault == address(0)) revert NotBridged(token);
        BridgedToken(token).burn(msg.sender, amount);
        bytes memory input = abi.encodeCall(IVault.release, (IERC20(origin.l1Token), to, amount));
        IOutbox(OUTBOX).initiateWithdrawal(origin.vault, 0, input);
    }

    /// @inheritdoc ITokens
    function tokenOf(address vault, address l1Token) public view returns (address token) {
        return tokenAddress(address(this), vault, l1Token);
    }

    /// @inheritdoc ITokens
    function originOf(address token) external view returns (address vault, address l1Token) {
        Origin storage origin = origins[token];
        return (origin.vault, origin.l1Token);
    }

    // INVARIANT: the creation code has no arguments, so that the address does not depend on what the first credit says.
    function _create(address vault, address l1Token, bytes calldata meta) private {
        BridgedToken token = new BridgedToken{salt: tokenSalt(vault, l1Token)}();
        origins[address(token)] = Origin(vault, l1Token);
        (string memory name, string memory symbol, uint256 decimals) = abi.decode(meta, (string, string, uint256));
        token.open(name, symbol, decimals > type(uint8).max ? USUAL_DECIMALS : uint8(decimals));
        emit TokenCreated(vault, l1Token, address(token));
    }
}
