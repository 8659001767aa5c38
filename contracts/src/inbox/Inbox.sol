// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Accumulators} from "./Accumulators.sol";
import {Cursor, newCursor} from "./Cursor.sol";
import {IInbox} from "./IInbox.sol";
import {ISeats} from "./ISeats.sol";
import {Seats} from "./Seats.sol";

/// @title The inbox
/// @notice See IInbox for what it promises. Storage is laid out for the batch that nothing waits for: one slot for all
/// counters, one for the accumulator, one read for the seat and one for the message accumulator.
contract Inbox is IInbox {
    using Seats for Seats.State;

    uint8 internal constant DEPOSIT = 1;
    uint8 internal constant CALL = 3;

    /// @notice Bytes that the body of a message may have.
    uint256 internal constant MAX_BODY = 32 * 1024;
    /// @notice Bytes of a batch's data that the program takes which is proven on L1: `maxBatchData` cannot be more. It makes
    /// nothing of longer data, and a transaction of more than 128 KiB would not get to a miner of Ethereum Classic.
    uint256 internal constant MAX_PROVABLE_DATA = 100_000;
    /// @notice Messages that one batch may newly consume.
    uint256 internal constant MAX_BATCH_MESSAGES = 4096;
    /// @notice Batches between two links of the milestone chain.
    uint256 internal constant MILESTONE_BATCHES = 1024;

    // Input of appendBatch before its data: selector, index, prev, consumed, the data's offset and length.
    uint256 private constant HEAD = 4 + 5 * 32;
    uint256 private constant HEAD_OFFSET = 4 * 32;

    ISeats private immutable openSeats;
    /// @inheritdoc IInbox
    address public immutable bridge;
    /// @inheritdoc IInbox
    uint32 public immutable forceDelay;
    /// @inheritdoc IInbox
    uint32 public immutable silence;
    /// @inheritdoc IInbox
    uint32 public immutable maxMessages;
    /// @inheritdoc IInbox
    uint32 public immutable maxBatchData;

    Cursor private cursor;
    bytes32 private batchAcc_;
    bytes32 private milestone_;
    Seats.State private seats_;

    // Accumulator of the first n messages at n: a slot for each message, written once. The array is as long as a count
    // can be and never holds a length of its own, which would be another slot to write.
    bytes32[1 << 48] private msgAccs;

    // Timestamp of message n at n, six to a slot. Forcing has to know on chain how long the oldest unconsumed message
    // has waited, and its accumulator is a full hash without room for it. An opening of the accumulator, given by the
    // caller, would do without this array, but every batch that something waits for would have to carry one, and the
    // node could not ask `overdue`. A sixth of a slot per message costs the sender of a message about 8,000 gas and
    // a batch that nothing waits for nothing at all.
    uint40[1 << 48] private times;

    /// @param holders of the listed seats, which count at once; at most 32, none twice
    /// @param open_ asked about senders who are not on the list; 0 for none
    /// @param bridge_ the only address that may append deposits and calls; 0 for none. The bridge names the inbox and
    /// the inbox the bridge: deploy both from one account and compute the second address from its nonce.
    /// @param forceDelay_ seconds, see forceDelay; at least one. How long it should be is a matter of the L1: nodes refuse a
    /// rollup on a main network with less than they know to be safe there. Sequencers consume a message once it is as
    /// deep as they ask for and the next batch is due; a delay shorter than that makes their batches revert.
    /// @param silence_ L1 blocks, see silence; at least one
    /// @param maxMessages_ see maxMessages; at least one. Ten for each second between L1 blocks (130 on Ethereum Classic)
    /// stay below what L2 passes, and derivation's bound on waiting counts on it.
    /// @param maxBatchData_ see maxBatchData; 1 to 100,000
    constructor(
        address[] memory holders,
        ISeats open_,
        address bridge_,
        uint32 forceDelay_,
        uint32 silence_,
        uint32 maxMessages_,
        uint32 maxBatchData_
    ) {
        if (holders.length == 0 && address(open_) == address(0)) revert NoSeats();
        if (address(open_) != address(0) && address(open_).code.length == 0) revert NotAContract(address(open_));
        if (forceDelay_ == 0) revert ForceDelayTooShort();
        if (silence_ == 0) revert SilenceTooShort();
        if (maxMessages_ == 0) revert NoMessages();
        if (maxBatchData_ == 0 || maxBatchData_ > MAX_PROVABLE_DATA) revert BadDataLimit(MAX_PROVABLE_DATA);

        (openSeats, bridge, forceDelay, silence) = (open_, bridge_, forceDelay_, silence_);
        (maxMessages, maxBatchData) = (maxMessages_, maxBatchData_);
        cursor = newCursor(0, 0, 0, block.number, 0);
        for (uint256 i = 0; i < holders.length; i++) {
            seats_.give(holders[i], block.timestamp);
        }
    }

    // ---------------------------------------------------------------- messages

    /// @inheritdoc IInbox
    function appendMessage(uint8 kind, bytes calldata body) external returns (uint64) {
        // INVARIANT: money and calls on L2 come only from the bridge, which has taken the money on L1.
        if (kind == DEPOSIT || kind == CALL) revert KindNotAllowed(kind);
        return _appendMessage(kind, msg.sender, body);
    }

    /// @inheritdoc IInbox
    function appendFromBridge(uint8 kind, address sender, bytes calldata body) external returns (uint64) {
        if (msg.sender != bridge) revert NotBridge();
        // INVARIANT: a message that speaks for somebody else is a deposit or a call.
        if (kind != DEPOSIT && kind != CALL) revert KindNotAllowed(kind);
        return _appendMessage(kind, sender, body);
    }

    function _appendMessage(uint8 kind, address sender, bytes calldata body) private returns (uint64) {
        if (body.length > MAX_BODY) revert BodyTooLong(body.length);
        Cursor c = cursor;
        uint256 index = c.messageCount();
        // INVARIANT: a block takes maxMessages messages. L1's timestamps rise from block to block, so when the message
        // that many places back is of this time, then all since are of this block. No counter has to be kept.
        if (index >= maxMessages && times[index - maxMessages] == block.timestamp) revert TooManyMessages();
        bytes32 acc = Accumulators.afterMessage(msgAccs[index], kind, sender, keccak256(body));
        msgAccs[index + 1] = acc;
        times[index] = uint40(block.timestamp);
        cursor = c.withMessage();
        emit MessageAppended(uint64(index), kind, sender, acc, body);
        return uint64(index);
    }

    // ---------------------------------------------------------------- batches

    /// @inheritdoc IInbox
    function appendBatch(uint64 index, bytes8 prev, uint64 consumed, bytes calldata data) external {
        _requireReadable(data);
        Cursor c = cursor;
        bool forcing = _requireConsumed(c, consumed, data.length);
        bool seated = holds(msg.sender);
        if (!forcing) {
            if (!seated && !_silent(c)) revert NotSeated();
            // INVARIANT: a batch lands behind the batches that its maker knew, or not at all.
            if (index != c.batchCount()) revert WrongIndex(uint64(c.batchCount()));
            if (prev != c.tail()) revert WrongPredecessor(c.tail());
        }
        // Data has somebody to answer for it. Who only clears a backlog is nobody's poster.
        address poster = data.length == 0 ? address(0) : msg.sender;
        _appendBatch(c, consumed, keccak256(data), poster, seated);
    }

    // INVARIANT: readers find the data of every batch in the input of a transaction to this contract, at one place.
    function _requireReadable(bytes calldata data) private view {
        if (msg.sender != tx.origin || msg.sender.code.length != 0) revert NotPlainAccount();
        uint256 offset;
        assembly ("memory-safe") {
            offset := sub(data.offset, 36) // the data's length word stands before it, the selector before all
        }
        if (offset != HEAD_OFFSET || msg.data.length != HEAD + (data.length + 31) / 32 * 32) revert OddEncoding();
        if (data.length > maxBatchData) revert DataTooLong(data.length);
    }

    // Checks how far the batch consumes, and tells whether it is one that anybody may append because it forces in what
    // has waited for too long.
    function _requireConsumed(Cursor c, uint256 consumed, uint256 length) private view returns (bool forcing) {
        (uint256 least, uint256 most) = (c.consumed(), c.messageCount());
        if (most > least + MAX_BATCH_MESSAGES) most = least + MAX_BATCH_MESSAGES;
        // INVARIANT: consumed never goes back, never passes the messages, and moves 4,096 at most.
        if (consumed < least || consumed > most) revert ConsumedOutOfRange(uint64(least), uint64(most));

        forcing = length == 0 && _overdueFrom(c, least);
        // INVARIANT: while a message is overdue no batch passes it by. A backlog longer than one batch may take is
        // cleared by empty batches that each take all they may; no data comes in before it is gone.
        if (_overdueFrom(c, consumed) && !(forcing && consumed == least + MAX_BATCH_MESSAGES)) {
            revert MessageOverdue(uint64(consumed));
        }
    }

    function _appendBatch(Cursor c, uint64 consumed, bytes32 dataHash, address poster, bool seated) private {
        uint256 index = c.batchCount();
        bytes32 acc = Accumulators.batch(
            batchAcc_,
            uint64(index),
            dataHash,
            uint64(block.number),
            uint64(block.timestamp),
            msgAccs[consumed],
            consumed,
            poster,
            block.coinbase
        );
        batchAcc_ = acc;
        if ((index + 1) % MILESTONE_BATCHES == 0) milestone_ = Accumulators.milestone(milestone_, acc);
        // INVARIANT: only holders of seats end a silence.
        uint256 lastSeat = seated ? block.number : c.lastSeat();
        cursor = newCursor(index + 1, consumed, c.messageCount(), lastSeat, bytes8(dataHash));
    }

    // Whether the message `index` exists and has waited too long. Timestamps rise, so no later one has waited longer.
    function _overdueFrom(Cursor c, uint256 index) private view returns (bool) {
        return index < c.messageCount() && block.timestamp - times[index] > forceDelay;
    }

    function _silent(Cursor c) private view returns (bool) {
        return block.number >= c.lastSeat() + silence;
    }

    // ---------------------------------------------------------------- seats

    /// @inheritdoc IInbox
    function handOver(address to) external {
        seats_.handOver(to);
    }

    /// @inheritdoc IInbox
    function giveUp() external {
        seats_.giveUp();
    }

    /// @inheritdoc IInbox
    function voteToSeat(address who) external {
        seats_.voteToSeat(who, forceDelay);
    }

    /// @inheritdoc IInbox
    function voteToUnseat(uint32 id) external {
        seats_.voteToUnseat(id, forceDelay);
    }

    /// @inheritdoc IInbox
    function abstain() external {
        seats_.abstain();
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc IInbox
    function state()
        external
        view
        returns (
            uint64 batchCount,
            uint64 consumed,
            uint64 messageCount,
            uint64 lastSeat,
            bytes8 tail,
            bytes32 batchAcc,
            bytes32 milestone
        )
    {
        Cursor c = cursor;
        (batchCount, consumed, messageCount) = (uint64(c.batchCount()), uint64(c.consumed()), uint64(c.messageCount()));
        (lastSeat, tail, batchAcc, milestone) = (uint64(c.lastSeat()), c.tail(), batchAcc_, milestone_);
    }

    /// @inheritdoc IInbox
    function msgAcc(uint64 n) external view returns (bytes32) {
        if (n > cursor.messageCount()) revert NoSuchMessage(n);
        return msgAccs[n];
    }

    /// @inheritdoc IInbox
    function messageTime(uint64 index) external view returns (uint64) {
        if (index >= cursor.messageCount()) revert NoSuchMessage(index);
        return times[index];
    }

    /// @inheritdoc IInbox
    function overdue() external view returns (bool) {
        Cursor c = cursor;
        return _overdueFrom(c, c.consumed());
    }

    /// @inheritdoc IInbox
    function silent() external view returns (bool) {
        return _silent(cursor);
    }

    /// @inheritdoc IInbox
    function holds(address who) public view returns (bool) {
        if (seats_.holds(who)) return true;
        if (address(openSeats) == address(0)) return false;
        // A low-level call: whatever it does, forcing and silence go on.
        (bool ok, bytes memory answer) = address(openSeats).staticcall(abi.encodeCall(ISeats.holds, (who)));
        return ok && answer.length == 32 && abi.decode(answer, (uint256)) == 1;
    }

    /// @inheritdoc IInbox
    function open() external view returns (address) {
        return address(openSeats);
    }

    /// @inheritdoc IInbox
    function seats()
        external
        view
        returns (uint32[] memory ids, address[] memory holders, uint64[] memory begins, uint64[] memory ends)
    {
        holders = seats_.holders;
        ids = new uint32[](holders.length);
        begins = new uint64[](holders.length);
        ends = new uint64[](holders.length);
        for (uint256 i = 0; i < holders.length; i++) {
            Seats.Seat storage seat = seats_.seats[holders[i]];
            (ids[i], begins[i], ends[i]) = (seat.id, seat.begins, seat.ends);
        }
    }
}
