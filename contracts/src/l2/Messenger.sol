// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Calls} from "../bridge/Calls.sol";
import {Call, IMessenger, L1Block, Place} from "./IMessenger.sol";
import {Messages} from "./Messages.sol";

/// @title The messenger
/// @notice See IMessenger for what it promises. It holds the coin of the calls that are not done: each brings its value
/// and fee by a deposit that L2 consumes no later than the call.
contract Messenger is IMessenger {
    /// @notice Gas for making a call, besides what the target gets: the coin that goes with it, and cold addresses.
    uint256 internal constant RESERVE = 30_000;
    /// @notice Bytes of an answer that are kept.
    uint256 internal constant MAX_REASON = 1024;

    /// @inheritdoc IMessenger
    mapping(bytes32 word => bool yes) public noted;
    /// @inheritdoc IMessenger
    mapping(bytes32 acc => bool yes) public known;
    /// @inheritdoc IMessenger
    mapping(bytes32 acc => bool yes) public done;

    address private running; // L1 account that the running call speaks for; 0 while none is

    /// @inheritdoc IMessenger
    function note() external {
        bytes32 word = bytes32(block.prevrandao);
        if (noted[word]) return;
        noted[word] = true;
        emit Noted(word);
    }

    /// @inheritdoc IMessenger
    function follow(bytes32 acc, bytes32[] calldata leaves, L1Block calldata last) external {
        _requireKnown(Messages.fold(acc, leaves), last);
        known[acc] = true;
        emit Followed(acc);
    }

    /// @inheritdoc IMessenger
    function execute(Call calldata c, Place calldata p) external {
        bytes32 acc = _finish(c, p);
        bytes memory input = c.data;
        running = c.sender;
        // INVARIANT: the target gets at least the gas that the sender asked for. Else whoever executes it could make a
        // target fail inside, that catches the failure, and the call would be done.
        uint256 want = uint256(c.gas) + RESERVE;
        if (gasleft() * 63 / 64 < want) revert TooLittleGas(want);
        _call(c.target, c.value, input);
        // INVARIANT: whoever is paid for it does not speak for the sender.
        running = address(0);
        emit Executed(acc, msg.sender, false);
        if (c.fee > 0) _call(msg.sender, c.fee, "");
    }

    /// @inheritdoc IMessenger
    function bounce(Call calldata c, Place calldata p) external {
        // INVARIANT: refundTo 0 is nobody, since nobody calls from there.
        if (msg.sender != c.refundTo) revert NotYours();
        bytes32 acc = _finish(c, p);
        emit Executed(acc, msg.sender, true);
        _call(msg.sender, c.value + c.fee, "");
    }

    /// @inheritdoc IMessenger
    function sender() external view returns (address account) {
        account = running;
        if (account == address(0)) revert NotInCall();
    }

    // Checks that L1 sent the call and that it is not done, and marks it as done.
    function _finish(Call calldata c, Place calldata p) private returns (bytes32 acc) {
        // INVARIANT: calls run one after the other, so `sender` names one account.
        if (running != address(0)) revert Reentered();
        acc = Messages.accBehind(c, p);
        _requireKnown(Messages.fold(acc, p.behind), p.last);
        // INVARIANT: a call is done once, whatever the proof.
        if (done[acc]) revert AlreadyDone(acc);
        done[acc] = true;
    }

    // INVARIANT: only a word that an L2 block had makes the first accumulator known; all others lead to it.
    function _requireKnown(bytes32 acc, L1Block calldata last) private view {
        if (known[acc]) return;
        bytes32 word = Messages.word(last, acc);
        if (word != bytes32(block.prevrandao) && !noted[word]) revert Unknown(acc, word);
    }

    function _call(address to, uint256 value, bytes memory input) private {
        (bool ok, bytes memory reason) = Calls.call(to, value, input, MAX_REASON);
        if (!ok) revert CallFailed(reason);
    }
}
