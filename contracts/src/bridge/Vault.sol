// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TOKENS} from "../l2/Addresses.sol";
import {ITokens} from "../l2/ITokens.sol";
import {Calls} from "./Calls.sol";
import {IBridge} from "./IBridge.sol";
import {IERC20} from "./IERC20.sol";
import {IVault} from "./IVault.sol";
import {Metadata} from "./Metadata.sol";

/// @title The vault
/// @notice See IVault for what it promises. Storage: one slot, whether it is at work.
contract Vault is IVault {
    uint256 private constant IDLE = 1;
    uint256 private constant AT_WORK = 2;

    /// @inheritdoc IVault
    IBridge public immutable bridge;

    uint256 private phase = IDLE;

    /// @param bridge_ who tells L2, and who speaks for it
    constructor(IBridge bridge_) {
        bridge = bridge_;
    }

    // INVARIANT: a token that runs code of others cannot have one payment counted twice.
    modifier alone() {
        if (phase != IDLE) revert Reentered();
        phase = AT_WORK;
        _;
        phase = IDLE;
    }

    /// @inheritdoc IVault
    function deposit(IERC20 token, address to, uint256 amount) external payable alone returns (uint64 message) {
        if (to == address(0)) revert NoReceiver();
        amount = take(token, amount);
        bytes memory meta = Metadata.read(address(token));
        bytes memory input = abi.encodeCall(ITokens.credit, (address(token), to, amount, meta));
        // INVARIANT: the credit cannot be given up for its coin, and needs no gas but its own. So who paid here is
        // credited there.
        message = bridge.send{value: msg.value}(TOKENS, 0, 0, address(0), input);
        emit TokenDeposited(message, token, msg.sender, to, amount);
    }

    /// @inheritdoc IVault
    function release(IERC20 token, address to, uint256 amount) external alone {
        // INVARIANT: a token leaves when the tokens of L2 say so. Anybody on L2 can make the bridge call this; `sender`
        // tells who did.
        if (msg.sender != address(bridge) || bridge.sender() != TOKENS) revert NotFromL2();
        give(token, to, amount);
    }

    /// @inheritdoc IVault
    function escape(IERC20 token, address to, uint256 amount) external alone {
        if (!bridge.mayEscape(msg.sender)) revert NotEscape();
        give(token, to, amount);
    }

    // INVARIANT: what has come in counts, because a token may keep a part of each transfer, and no more than the caller
    // was to pay, because the token may have paid the vault meanwhile.
    function take(IERC20 token, uint256 amount) private returns (uint256 moved) {
        uint256 before = token.balanceOf(address(this));
        move(token, abi.encodeCall(IERC20.transferFrom, (msg.sender, address(this), amount)));
        uint256 behind = token.balanceOf(address(this));
        if (behind <= before || amount == 0) revert NothingMoved();
        moved = behind - before;
        if (moved > amount) moved = amount;
    }

    function give(IERC20 token, address to, uint256 amount) private {
        emit TokenReleased(token, to, amount);
        move(token, abi.encodeCall(IERC20.transfer, (to, amount)));
    }

    // A token says that it has moved something by `true`, or by nothing. An account without code says nothing, too.
    function move(IERC20 token, bytes memory input) private {
        (bool ok, bytes memory answer) = Calls.call(address(token), 0, input, 32);
        if (answer.length == 0) ok = ok && address(token).code.length > 0;
        else ok = ok && answer.length == 32 && uint256(bytes32(answer)) == 1;
        if (!ok) revert TransferFailed();
    }
}
