// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The inbox: what L1 keeps of the rollup's input
/// @notice Two chains of hashes, and the rules about who may lengthen them. Messages go from L1 to L2 and anybody may
/// append one. Batches carry L2 blocks and say up to which message they consume; who holds a seat may append one, and
/// under stated conditions anybody. Nobody owns the contract, nothing can stop it and nothing about it can be changed.
/// @dev The inbox never looks into a message or a batch: what they mean is decided by derivation on L2.
interface IInbox {
    // ---------------------------------------------------------------- deployment

    /// @notice Neither a listed seat nor open seats were given.
    error NoSeats();
    /// @notice The open seats would be asked of an address without code.
    /// @param who that address
    error NotAContract(address who);
    /// @notice `forceDelay` is 0.
    error ForceDelayTooShort();
    /// @notice `silence` is 0.
    error SilenceTooShort();
    /// @notice `maxMessages` is 0.
    error NoMessages();
    /// @notice `maxBatchData` is 0, or more than the program that is proven takes.
    /// @param most bytes that the program takes
    error BadDataLimit(uint256 most);

    // ---------------------------------------------------------------- messages

    /// @notice A message was appended. Together with its block's header this is all that its accumulator commits to.
    /// @param index counted from 0
    /// @param kind 1 deposit, 2 forced transaction, 3 call, 4 checkpoint; others have no effect on L2
    /// @param sender who appended it, or the one on whose behalf the bridge did
    /// @param acc the message accumulator after it
    /// @param body what L2 makes something of
    event MessageAppended(uint64 indexed index, uint8 indexed kind, address indexed sender, bytes32 acc, bytes body);

    /// @notice The body is longer than 32 KiB.
    /// @param length bytes of the body
    error BodyTooLong(uint256 length);
    /// @notice This kind is not for this function: 1 and 3 are the bridge's, and the bridge's function is for them only.
    /// @param kind that was asked for
    error KindNotAllowed(uint8 kind);
    /// @notice This L1 block has taken `maxMessages` messages. The next one takes more: try again there.
    error TooManyMessages();
    /// @notice Only the bridge may speak on behalf of others.
    error NotBridge();

    /// @notice Appends a message of any kind but 1 and 3, in the sender's name.
    /// @param kind what the message asks of L2, see MessageAppended
    /// @param body what L2 makes something of, at most 32 KiB
    /// @return index the message's place in the chain
    function appendMessage(uint8 kind, bytes calldata body) external returns (uint64 index);

    /// @notice Appends a deposit (1) or a call (3) in the name of `sender`. Only for the bridge, which has taken the
    /// money and has disguised the addresses of contracts ("aliased") where the kind asks for it.
    /// @param kind 1 or 3
    /// @param sender on whose behalf
    /// @param body what L2 makes something of, at most 32 KiB
    /// @return index the message's place in the chain
    function appendFromBridge(uint8 kind, address sender, bytes calldata body) external returns (uint64 index);

    // ---------------------------------------------------------------- batches

    /// @notice The call does not come straight from an account without code, so the data might not stand in the
    /// transaction's input, where readers look for it.
    error NotPlainAccount();
    /// @notice The input is not the one encoding that readers know: arguments in order, the data's offset 0x80, the
    /// data padded to whole words, nothing behind it.
    error OddEncoding();
    /// @notice The data is longer than `maxBatchData`.
    /// @param length bytes of the data
    error DataTooLong(uint256 length);
    /// @notice `consumed` goes back, or past the last message, or further than 4,096 messages at once.
    /// @param least the smallest value that is in range now
    /// @param most the largest value that is in range now
    error ConsumedOutOfRange(uint64 least, uint64 most);
    /// @notice The batch would leave this message unconsumed although it has waited longer than `forceDelay`.
    /// @param index the message's place in the chain
    error MessageOverdue(uint64 index);
    /// @notice The sender holds no seat, the seats are not silent and the batch does not force anything in.
    error NotSeated();
    /// @notice Another batch was first.
    /// @param next the index that the next batch must have
    error WrongIndex(uint64 next);
    /// @notice The batch was prepared behind another predecessor.
    /// @param tail the first 8 bytes of the hash of the data of the newest batch, 0 before the first
    error WrongPredecessor(bytes8 tail);

    /// @notice Appends a batch. No event tells of it: every transaction to this contract that calls this function and
    /// succeeds is a batch, with its data in the input from byte 164 on.
    ///
    /// Who may: a holder of a seat; anybody while the seats are silent; and anybody, with empty data, once a message has
    /// waited longer than `forceDelay`. Such an empty batch ignores `index` and `prev`.
    /// @param index its place in the chain, counted from 0
    /// @param prev the first 8 bytes of the hash of the data of batch `index - 1`, 0 for the first batch
    /// @param consumed messages consumed by this batch and all before it
    /// @param data at most `maxBatchData` bytes
    function appendBatch(uint64 index, bytes8 prev, uint64 consumed, bytes calldata data) external;

    // ---------------------------------------------------------------- seats

    /// @notice A seat was given, by the deployment or by a vote.
    /// @param id the seat's name, never used twice
    /// @param holder who holds it
    /// @param begins timestamp from which it counts
    event SeatGiven(uint32 indexed id, address indexed holder, uint64 begins);
    /// @notice A seat went from one holder to another.
    /// @param id the seat's name
    /// @param from who held it
    /// @param to who holds it now
    event SeatHandedOver(uint32 indexed id, address indexed from, address indexed to);
    /// @notice A seat ends: it was given up, or a vote ended it.
    /// @param id the seat's name
    /// @param holder who holds it
    /// @param ends timestamp from which it no longer counts
    event SeatEnds(uint32 indexed id, address indexed holder, uint64 ends);
    /// @notice The holder of a seat supports seating somebody, and nothing else any more.
    /// @param id the seat that votes
    /// @param who is to be seated
    event VotedToSeat(uint32 indexed id, address indexed who);
    /// @notice The holder of a seat supports ending a seat, and nothing else any more.
    /// @param id the seat that votes
    /// @param target the seat that is to end
    event VotedToUnseat(uint32 indexed id, uint32 indexed target);
    /// @notice The holder of a seat supports nothing any more.
    /// @param id the seat that voted
    event Abstained(uint32 indexed id);

    /// @notice The sender holds no seat that counts now.
    /// @param who the sender
    error NoSeat(address who);
    /// @notice No seat on the list has that name.
    /// @param id that was asked for
    error NoSuchSeat(uint32 id);
    /// @notice An address holds one seat at most, begun or not.
    /// @param who has one, or would have two
    error AlreadySeated(address who);
    /// @notice The list has 32 seats, and no room for another.
    error TooManySeats();
    /// @notice The zero address holds no seat.
    error ZeroAddress();

    /// @notice Gives the sender's seat, with an end that is already set, to `to`, at once.
    /// @param to who has no seat yet
    function handOver(address to) external;

    /// @notice Gives the sender's seat up, at once.
    function giveUp() external;

    /// @notice Supports seating `who`, and withdraws what the sender supported before. As soon as a strict majority of
    /// seats supports the same, it is decided and takes effect `forceDelay` later.
    /// @param who has no seat yet
    function voteToSeat(address who) external;

    /// @notice Supports ending the seat `id`, whoever holds it, and withdraws what the sender supported before. As soon
    /// as a strict majority of seats supports the same, it is decided and takes effect `forceDelay` later. A seat that
    /// has not begun yet never begins.
    /// @param id the seat's name
    function voteToUnseat(uint32 id) external;

    /// @notice Withdraws what the sender supported.
    function abstain() external;

    // ---------------------------------------------------------------- views

    /// @notice All that appending needs to know.
    /// @return batchCount batches so far
    /// @return consumed messages consumed by all of them
    /// @return messageCount messages so far
    /// @return lastSeat number of the L1 block of the newest batch by a holder of a seat, or of the deployment
    /// @return tail the first 8 bytes of the hash of the newest batch's data, 0 before the first
    /// @return batchAcc accumulator of the batches
    /// @return milestone accumulator of every 1,024th batch accumulator
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
        );

    /// @notice There is no such message (yet).
    /// @param index that was asked for
    error NoSuchMessage(uint64 index);

    /// @notice Accumulator of the first messages.
    /// @param n how many of them
    /// @return acc their accumulator; 0 for `n` = 0
    function msgAcc(uint64 n) external view returns (bytes32 acc);

    /// @notice When a message was appended.
    /// @param index the message's place in the chain
    /// @return time timestamp of the L1 block that carried it
    function messageTime(uint64 index) external view returns (uint64 time);

    /// @notice Whether anybody may force a message in with an empty batch.
    /// @return yes one has waited longer than `forceDelay`
    function overdue() external view returns (bool yes);

    /// @notice Whether anybody may append batches.
    /// @return yes the seats have appended nothing for `silence` blocks
    function silent() external view returns (bool yes);

    /// @notice Whether somebody may append batches in the next transaction because of a seat, listed or open.
    /// @param who would append
    /// @return yes they may
    function holds(address who) external view returns (bool yes);

    /// @notice The listed seats, those included that have not begun or have ended without anybody clearing them away.
    /// @return ids name of each seat, never used twice
    /// @return holders who holds it
    /// @return begins timestamp from which it counts
    /// @return ends timestamp from which it no longer counts, 0 if no end is set
    function seats()
        external
        view
        returns (uint32[] memory ids, address[] memory holders, uint64[] memory begins, uint64[] memory ends);

    /// @notice The contract of the seats that are not on the list.
    /// @return seats_ asked about senders who are not on the list; 0 if there are no open seats
    function open() external view returns (address seats_);

    /// @notice The only address that may append deposits and calls.
    /// @return bridge_ its address; 0 if there is none
    function bridge() external view returns (address bridge_);

    /// @notice How long a message may wait before anybody may force it in, and a vote takes to have effect.
    /// @return forceDelay_ seconds of L1's clock
    function forceDelay() external view returns (uint32 forceDelay_);

    /// @notice How long no holder of a seat may append anything before anybody may.
    /// @return silence_ L1 blocks
    function silence() external view returns (uint32 silence_);

    /// @notice What one L1 block takes, deposits and calls included.
    /// @return maxMessages_ messages
    function maxMessages() external view returns (uint32 maxMessages_);

    /// @notice How long the data of a batch may be.
    /// @return maxBatchData_ bytes
    function maxBatchData() external view returns (uint32 maxBatchData_);
}
