// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// What every batch reads and writes, in one storage slot, because a slot costs more than all the arithmetic:
///
///     256           192          144            96           48            0
///      +-------------+------------+-------------+------------+------------+
///      |    tail     |  lastSeat  | messageCount|  consumed  | batchCount |
///      |   64 bits   |  48 bits   |   48 bits   |  48 bits   |  48 bits   |
///      +-------------+------------+-------------+------------+------------+
///
/// Counts grow by at least one transaction or message each and heights by one block, so 48 bits are never used up.
type Cursor is uint256;

using {batchCount, consumed, messageCount, lastSeat, tail, withMessage} for Cursor global;

uint256 constant WIDTH = 48;
uint256 constant MASK = (1 << WIDTH) - 1;

function newCursor(uint256 batches, uint256 consumed_, uint256 messages, uint256 lastSeat_, bytes8 tail_)
    pure
    returns (Cursor)
{
    return Cursor.wrap(
        batches | consumed_ << WIDTH | messages << 2 * WIDTH | lastSeat_ << 3 * WIDTH | uint256(uint64(tail_))
            << 4 * WIDTH
    );
}

/// Batches so far.
function batchCount(Cursor c) pure returns (uint256) {
    return Cursor.unwrap(c) & MASK;
}

/// Messages consumed by them.
function consumed(Cursor c) pure returns (uint256) {
    return Cursor.unwrap(c) >> WIDTH & MASK;
}

/// Messages so far.
function messageCount(Cursor c) pure returns (uint256) {
    return Cursor.unwrap(c) >> 2 * WIDTH & MASK;
}

/// Height of the newest batch by a holder of a seat.
function lastSeat(Cursor c) pure returns (uint256) {
    return Cursor.unwrap(c) >> 3 * WIDTH & MASK;
}

/// First 8 bytes of the hash of the newest batch's data.
function tail(Cursor c) pure returns (bytes8) {
    return bytes8(uint64(Cursor.unwrap(c) >> 4 * WIDTH));
}

/// The cursor with one more message.
function withMessage(Cursor c) pure returns (Cursor) {
    return Cursor.wrap(Cursor.unwrap(c) + (1 << 2 * WIDTH));
}
