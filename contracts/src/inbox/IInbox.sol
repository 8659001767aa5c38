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
    error NotAContract(address who);
    /// @notice `forceDelay` is 0, or less than a day on Ethereum Classic's main network.
    error ForceDelayTooShort();
    /// @notice `silence` is 0.
    error SilenceTooShort();
    /// @notice `maxMessages` is 0.
    error NoMessages();

    // ---------------------------------------------------------------- messages

    /// @notice A message was appended. Together with its block's header this is all that its accumulator commits to.
    /// @param index counted from 0
    /// @param kind 1 deposit, 2 forced transaction, 3 call, 4 checkpoint; others have no effect on L2
    /// @param sender who appended it, or the one on whose behalf the bridge did
    /// @param acc the message accumulator after it
    /// @param body what L2 makes something of
    event MessageAppended(uint64 indexed index, uint8 indexed kind, address indexed sender, bytes32 acc, bytes body);

    /// @notice The body is longer than 32 KiB.
    error BodyTooLong(uint256 length);
    /// @notice This kind is not for this function: 1 and 3 are the bridge's, and the bridge's function is for them only.
    error KindNotAllowed(uint8 kind);
    /// @notice This L1 block has taken `maxMessages` messages. The next one takes more: try again there.
    error TooManyMessages();
    /// @notice Only the bridge may speak on behalf of others.
    error NotBridge();

    /// @notice Appends a message of any kind but 1 and 3, in the sender's name.
    /// @return index the message's place in the chain
    function appendMessage(uint8 kind, bytes calldata body) external returns (uint64 index);

    /// @notice Appends a deposit (1) or a call (3) in the name of `sender`. Only for the bridge, which has taken the
    /// money and has disguised the addresses of contracts ("aliased") where the kind asks for it.
    /// @return index the message's place in the chain
    function appendFromBridge(uint8 kind, address sender, bytes calldata body) external returns (uint64 index);

    // ---------------------------------------------------------------- batches

    /// @notice The call does not come straight from an account without code, so the data might not stand in the
    /// transaction's input, where readers look for it.
    error NotPlainAccount();
    /// @notice The input is not the one encoding that readers know: arguments in order, the data's offset 0x80, the
    /// data padded to whole words, nothing behind it.
    error OddEncoding();
    /// @notice The data is longer than 100,000 bytes.
    error DataTooLong(uint256 length);
    /// @notice `consumed` goes back, or past the last message, or further than 4,096 messages at once.
    /// @param least the smallest value that is in range now
    /// @param most the largest value that is in range now
    error ConsumedOutOfRange(uint64 least, uint64 most);
    /// @notice The batch would leave this message unconsumed although it has waited longer than `forceDelay`.
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
    /// @param data at most 100,000 bytes
    function appendBatch(uint64 index, bytes8 prev, uint64 consumed, bytes calldata data) external;

    // ---------------------------------------------------------------- seats

    /// @notice Gives the sender's seat, with an end that is already set, to `to`, at once.
    function handOver(address to) external;

    /// @notice Gives the sender's seat up, at once.
    function giveUp() external;

    /// @notice Supports seating `who`, and withdraws what the sender supported before. As soon as a strict majority of
    /// seats supports the same, it is decided and takes effect `forceDelay` later.
    function voteToSeat(address who) external;

    /// @notice Supports ending the seat `id`, whoever holds it, and withdraws what the sender supported before. As soon
    /// as a strict majority of seats supports the same, it is decided and takes effect `forceDelay` later. A seat that
    /// has not begun yet never begins.
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
    error NoSuchMessage(uint64 index);

    /// @notice Accumulator of the first `n` messages; 0 for `n` = 0.
    function msgAcc(uint64 n) external view returns (bytes32);

    /// @notice Timestamp of the L1 block that carried message `index`.
    function messageTime(uint64 index) external view returns (uint64);

    /// @notice Whether a message has waited longer than `forceDelay`, so that anybody may force it in with an empty batch.
    function overdue() external view returns (bool);

    /// @notice Whether the seats have been silent for so long that anybody may append batches.
    function silent() external view returns (bool);

    /// @notice Whether `who` may append batches in the next transaction because of a seat, listed or open.
    function holds(address who) external view returns (bool);

    /// @notice The listed seats, those included that have not begun or have ended without anybody clearing them away.
    /// @return ids name of each seat, never used twice
    /// @return holders who holds it
    /// @return begins timestamp from which it counts
    /// @return ends timestamp from which it no longer counts, 0 if no end is set
    function seats()
        external
        view
        returns (uint32[] memory ids, address[] memory holders, uint64[] memory begins, uint64[] memory ends);

    /// @notice Asked about senders who are not on the list; 0 if there are no open seats.
    function open() external view returns (address);

    /// @notice The only address that may append deposits and calls; 0 if there is none.
    function bridge() external view returns (address);

    /// @notice Seconds that a message may wait before anybody may force it in, and that a vote takes to have effect.
    function forceDelay() external view returns (uint32);

    /// @notice L1 blocks without a batch by a holder of a seat after which anybody may append.
    function silence() external view returns (uint32);

    /// @notice Messages that one L1 block takes, deposits and calls included.
    function maxMessages() external view returns (uint32);
}
