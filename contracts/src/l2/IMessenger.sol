// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A call that somebody sent from L1, as the bridge wrote it into the inbox.
struct Call {
    address sender; // who sent it on L1
    address target; // whom it calls on L2
    uint256 value; // wei that go with it
    uint256 fee; // wei for whoever executes it
    uint64 gas; // that the target gets at least
    address refundTo; // who may take the coin instead of the call; 0: nobody
    bytes data; // input of the call
}

/// @notice An L1 block, as the inbox writes it into each message.
struct L1Block {
    uint64 height;
    uint64 time;
    bytes32 parentHash;
}

/// @notice Where a call stands in the inbox's chain of messages, and what leads from there to something that L2 knows.
struct Place {
    L1Block carrier; // the block that carries the call's message
    bytes32 before; // message accumulator before it
    bytes32[] behind; // leaves of the messages behind it, as far as the accumulator that is known
    L1Block last; // the block that carries the last of all these; of no meaning where the accumulator is known
}

/// @title The messenger: calls from L1
/// @notice Somebody sends a call on L1, and the bridge writes it into the inbox. Here anybody executes it, once, and is
/// paid its fee. The target is called by the messenger, and `sender()` names the L1 account that the call speaks for.
/// Nobody owns the contract and nothing can stop it.
///
/// It proves that L1 said so by the word in which each L2 block commits to the inbox's messages up to the newest one
/// that L2 has consumed. A block tells its own word only. `note` keeps it, so that it proves later as well.
///
/// The messenger calls whatever L1 names, in its own name. So give it no token, and no allowance over one: anybody
/// could take it.
/// @dev An accumulator is *known* once it was shown to be that of the first messages of the inbox: it stands in a noted
/// word or in the present one, or leaves of messages lead from it to one that is known. Calls are named by the
/// accumulator behind them, which on L1 is `inbox.msgAcc(index + 1)`: no two calls have the same.
interface IMessenger {
    /// @notice A word was noted.
    /// @param word what the noting block knew of L1
    event Noted(bytes32 indexed word);
    /// @notice An accumulator became known.
    /// @param acc the accumulator
    event Followed(bytes32 indexed acc);
    /// @notice A call is done: it was executed, or its coin was taken back.
    /// @param acc the accumulator behind its message
    /// @param relayer who did it
    /// @param bounced whether its coin was taken back
    event Executed(bytes32 indexed acc, address indexed relayer, bool bounced);

    /// @notice The leaves lead to an accumulator that is not known. Its word is not the present one and was not noted.
    /// @param acc that accumulator
    /// @param word that it makes with the block that was named
    error Unknown(bytes32 acc, bytes32 word);
    /// @notice The call is done.
    /// @param acc the accumulator behind its message
    error AlreadyDone(bytes32 acc);
    /// @notice The target would get less gas than the call asks for.
    /// @param want gas that there must be where the call is made, of which 1/64 does not count
    error TooLittleGas(uint256 want);
    /// @notice The target refused the call, or whoever is paid refused the coin, or the messenger does not have the
    /// coin yet.
    /// @param reason what they said, the first 1,024 bytes
    error CallFailed(bytes reason);
    /// @notice No call is running.
    error NotInCall();
    /// @notice A call is running.
    error Reentered();
    /// @notice Only the account that the call names may take its coin back.
    error NotYours();

    /// @notice Keeps what the present block knows of L1. It has no arguments, because whoever must force a transaction
    /// in does not know in which block it will run.
    function note() external;

    /// @notice Makes an accumulator known from which leaves lead to one that is known. Nobody needs it for a call that
    /// few messages stand behind.
    /// @param acc the accumulator
    /// @param leaves of the messages behind it; may be none
    /// @param last the block that carries the last of all these messages; does not matter where the leaves lead to an
    /// accumulator that is known by itself
    function follow(bytes32 acc, bytes32[] calldata leaves, L1Block calldata last) external;

    /// @notice Executes a call and pays its fee to the sender. The target gets all gas that there is. If the target
    /// refuses, nothing happens, and anybody may try again at any time.
    /// @param c the call
    /// @param p where it stands
    function execute(Call calldata c, Place calldata p) external;

    /// @notice Gives value and fee of a call to the sender instead of executing it. Only for the account that it names.
    /// @param c the call
    /// @param p where it stands
    function bounce(Call calldata c, Place calldata p) external;

    /// @notice The L1 account that the running call speaks for. Whoever relies on it makes sure that the messenger is
    /// its own caller: everybody whom the target calls meanwhile sees the same.
    /// @return account on L1, not disguised
    function sender() external view returns (address account);

    /// @notice Whether a call was executed or its coin taken back.
    /// @param acc the accumulator behind its message
    /// @return yes it was
    function done(bytes32 acc) external view returns (bool yes);

    /// @notice Whether a word was noted.
    /// @param word what some block knew of L1
    /// @return yes it was
    function noted(bytes32 word) external view returns (bool yes);

    /// @notice Whether `follow` made an accumulator known.
    /// @param acc the accumulator
    /// @return yes it did
    function known(bytes32 acc) external view returns (bool yes);
}
