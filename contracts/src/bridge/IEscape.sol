// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge} from "./IBridge.sol";
import {IERC20} from "./IERC20.sol";
import {IVault} from "./IVault.sol";
import {IProofErrors} from "./trie/IProofErrors.sol";

/// @notice An account of L2, as the last good state has it.
/// @param who the account
/// @param code that it has; none, 23 bytes of an account that has lent itself some (EIP-7702), or a contract's
/// @param proof nodes of the trie of accounts on the way to it, from the root, as eth_getProof answers them
struct Holder {
    address who;
    bytes code;
    bytes[] proof;
}

/// @notice A message that L2 has not consumed. It was appended in a block of L1.
/// @param index its place in the inbox
/// @param height of that block
/// @param time timestamp of that block
/// @param parentHash hash of that block's parent
struct Waiting {
    uint64 index;
    uint64 height;
    uint64 time;
    bytes32 parentHash;
}

/// @notice A deposit of coin.
/// @param from who has paid
/// @param gwei_ how much
struct CoinDeposit {
    address from;
    uint64 gwei_;
}

/// @notice A deposit of a token.
/// @param vault that has taken it
/// @param token which one
/// @param amount how much
/// @param fee wei that were paid for the credit on L2
/// @param meta what the vault has said about the token
struct TokenDeposit {
    IVault vault;
    IERC20 token;
    uint256 amount;
    uint256 fee;
    bytes meta;
}

/// @title The way out when L2 has got stuck
/// @notice A rollup gets stuck when a transition cannot be proven, and never goes on. Then everybody takes on L1 what he
/// had on L2 in the last good state. Anybody may start it for anybody: what an address had goes to the same address.
///
/// A contract's address on L1 may belong to somebody else, so nothing is paid for accounts that have a contract's code.
/// What contracts hold stays locked, in tokens as in coin.
///
/// What L2 has sent stands in no balance. It is claimed at the bridge as ever, once somebody has told the rollup the
/// last good state (`last`).
///
/// Deposits that L2 has not consumed go to who would have got them; of coin for a contract, to who has paid. Consumed
/// calls that nobody has made stay locked, with their coin and their tokens.
interface IEscape is IProofErrors {
    /// @notice The last good state is known.
    /// @param state its hash
    /// @param root of its accounts
    /// @param consumed messages that L2 had consumed
    event Opened(bytes32 state, bytes32 root, uint64 consumed);
    /// @notice The coin of an account was paid.
    /// @param who the account
    /// @param value wei
    event CoinTaken(address indexed who, uint256 value);
    /// @notice What an account had of a token was paid.
    /// @param vault that had it
    /// @param token which one
    /// @param who the account
    /// @param amount how much
    event TokenTaken(IVault indexed vault, IERC20 indexed token, address indexed who, uint256 amount);
    /// @notice A deposit that L2 has not consumed was paid.
    /// @param message its place in the inbox
    /// @param to who was paid
    event DepositTaken(uint64 indexed message, address indexed to);

    /// @notice The rollup is not stuck, or not behind this state.
    error NotTheLastState();
    /// @notice Nobody has said what the last good state is. See `open`.
    error NotOpen();
    /// @notice The account has other code.
    /// @param codeHash of the code that it has
    error WrongCode(bytes32 codeHash);
    /// @notice The account is a contract.
    /// @param who the account
    error IsContract(address who);
    /// @notice This was paid before.
    error AlreadyTaken();
    /// @notice There is nothing to pay.
    error NothingThere();
    /// @notice L2 has consumed the message. What it brought stands in a balance, or in a call that waits.
    /// @param message its place in the inbox
    error Consumed(uint64 message);
    /// @notice The inbox has another message there.
    /// @param message its place in the inbox
    error WrongMessage(uint64 message);

    /// @notice Says what the last good state is. Anybody may, once the rollup has confirmed that it got stuck behind it.
    /// @param good the 170 bytes of the state
    function open(bytes calldata good) external;

    /// @notice Pays an account its coin. Once.
    /// @param holder the account
    function takeCoin(Holder calldata holder) external;

    /// @notice Pays an account what it had of a token. Once.
    /// @param vault that has the token on L1
    /// @param token which one
    /// @param holder the account; shown to be none where it is not in the trie
    /// @param tokenProof nodes of the trie of accounts on the way to the token's contract on L2
    /// @param balanceProof nodes of the trie of its storage on the way to the account's balance
    function takeToken(
        IVault vault,
        IERC20 token,
        Holder calldata holder,
        bytes[] calldata tokenProof,
        bytes[] calldata balanceProof
    ) external;

    /// @notice Pays a deposit of coin that L2 has not consumed. Once. It goes to the account that would have been
    /// credited; to who has paid where that is a contract.
    /// @param m the message
    /// @param d the deposit
    /// @param to who would have been credited
    function takeCoinDeposit(Waiting calldata m, CoinDeposit calldata d, Holder calldata to) external;

    /// @notice Pays a deposit of a token that L2 has not consumed. Once.
    /// @param m the message
    /// @param d the deposit
    /// @param to who would have been credited
    function takeTokenDeposit(Waiting calldata m, TokenDeposit calldata d, Holder calldata to) external;

    /// @notice Whose coin it is about.
    /// @return bridge_ its address
    function bridge() external view returns (IBridge bridge_);

    /// @notice Root of the accounts of the last good state.
    /// @return root_ 0 while nobody has opened
    function root() external view returns (bytes32 root_);

    /// @notice Messages that L2 had consumed in the last good state.
    /// @return consumed_ how many
    function consumed() external view returns (uint64 consumed_);

    /// @notice Where a token of L1 stands on L2.
    /// @param vault that has it
    /// @param token which one
    /// @return token_ its contract on L2
    function tokenOf(IVault vault, IERC20 token) external pure returns (address token_);
}
