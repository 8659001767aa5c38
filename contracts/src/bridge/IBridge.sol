// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../inbox/IInbox.sol";
import {IRoots} from "./IRoots.sol";

/// @notice What an account of L2 has sent to L1.
/// @param index its place among all sends of L2, counted from 0
/// @param sender account of L2 that sent it
/// @param target account of L1 that is to be called
/// @param value wei that goes with the call
/// @param minGas gas that the call has at least
/// @param data input of the call
struct Send {
    uint64 index;
    address sender;
    address target;
    uint256 value;
    uint256 minGas;
    bytes data;
}

/// @title The bridge: what L1 holds for L2
/// @notice The bridge takes coin into L2 and tells L2 whom L1 wants to call. It pays and calls what L2 has sent, once
/// the rollup has confirmed it. It holds all coin of L2. Nobody owns the contract, nothing can stop it and nothing
/// about it can be changed.
///
/// Plain coin from an account is a deposit for that account.
/// @dev Two rules for contracts on L1. Never let the bridge spend a token (approve): it makes any call that somebody on
/// L2 names. And believe that a call comes from an account of L2 only if the caller is the bridge and `sender()` is
/// that account, both. A call from L2 can be started by anybody at any time, also in the middle of another call.
interface IBridge {
    // ---------------------------------------------------------------- deployment

    /// @notice The inbox has another bridge.
    /// @param inbox that was given
    error NotTheBridgeOf(IInbox inbox);

    // ---------------------------------------------------------------- from L1 to L2

    /// @notice L2 will credit somebody with coin.
    /// @param message its place in the inbox
    /// @param from who paid
    /// @param to who gets it on L2
    /// @param value wei
    event Deposited(uint64 indexed message, address indexed from, address indexed to, uint256 value);
    /// @notice L2 will be told about a call. If coin came along, the message before this one brings it to the messenger
    /// of L2.
    /// @param message its place in the inbox
    /// @param sender in whose name L2 makes the call
    /// @param target account of L2 that is to be called
    /// @param value wei that goes with the call
    /// @param fee wei for whoever makes the call on L2
    /// @param gas that the call has at least
    /// @param refundTo account of L2 that may take value and fee instead of the call; 0 for none
    /// @param data input of the call
    event Sent(
        uint64 indexed message,
        address indexed sender,
        address indexed target,
        uint256 value,
        uint256 fee,
        uint64 gas,
        address refundTo,
        bytes data
    );

    /// @notice L2 takes whole gwei, fewer than 2^64 of them, and as a deposit more than none.
    /// @param value wei that came with the call
    error NotWholeGwei(uint256 value);
    /// @notice A contract does not have the same address on L2. It names who gets its deposit.
    error ContractMustNameReceiver();
    /// @notice The call on L2 would have more coin than came with this one.
    /// @param value wei that the call on L2 would have
    /// @param paid wei that came
    error ValueOverPaid(uint256 value, uint256 paid);
    /// @notice The input does not fit in a message: it has 32,656 bytes at most.
    /// @param length bytes of the input
    error DataTooLong(uint256 length);
    /// @notice No transaction of L2 could make the call: it may ask for 15,000,000 gas at most.
    /// @param gas that was asked for
    error GasTooHigh(uint64 gas);

    /// @notice Credits an account of L2 with the coin of this call.
    /// @param to who gets it on L2
    /// @return message its place in the inbox
    function deposit(address to) external payable returns (uint64 message);

    /// @notice Has L2 call somebody in the caller's name. Anybody may make the call on L2, and gets what this call's
    /// coin is more than `value`. A call that fails there waits, and may be tried again for ever.
    /// @param target account of L2 that is to be called
    /// @param value wei that goes with the call
    /// @param gas that the call has at least, 15,000,000 at most
    /// @param refundTo account of L2 that may take value and fee instead of the call; 0 for none
    /// @param data input of the call
    /// @return message its place in the inbox
    function send(address target, uint256 value, uint64 gas, address refundTo, bytes calldata data)
        external
        payable
        returns (uint64 message);

    // ---------------------------------------------------------------- from L2 to L1

    /// @notice What L2 has sent was paid and called.
    /// @param index its place among all sends of L2
    /// @param sender account of L2 that sent it
    /// @param target account of L1 that was called
    /// @param value wei that went with the call
    event Claimed(uint64 indexed index, address indexed sender, address indexed target, uint256 value);

    /// @notice The rollup has not confirmed this root.
    /// @param root of what L2 has sent
    error NotConfirmed(bytes32 root);
    /// @notice The root does not stand for this send at this place.
    error WrongProof();
    /// @notice A send is claimed once.
    /// @param index its place among all sends of L2
    error AlreadyClaimed(uint64 index);
    /// @notice The bridge never calls the inbox or itself for L2.
    /// @param target that was asked for
    error ForbiddenTarget(address target);
    /// @notice The target would not get the gas that its sender asked for.
    /// @param want gas that has to be left when the target is called
    error TooLittleGas(uint256 want);
    /// @notice The target has failed. The send can be claimed later.
    /// @param reason what it answered, 1,024 bytes at most
    error CallFailed(bytes reason);
    /// @notice A call from L2 is running.
    error Reentered();
    /// @notice No call from L2 is running.
    error NotInCall();

    /// @notice Pays and calls what L2 has sent. Anybody may claim for anybody. If the target fails then all of this
    /// fails, and can be tried again for ever.
    /// @param s what L2 has sent
    /// @param root of all sends, as the rollup has confirmed it; each confirmed root is good for ever
    /// @param proof the hash beside the way from the send to the root at each height, lowest first
    function claim(Send calldata s, bytes32 root, bytes32[32] calldata proof) external;

    /// @notice Whether a send was claimed.
    /// @param index its place among all sends of L2
    /// @return yes it was
    function claimed(uint64 index) external view returns (bool yes);

    /// @notice In whose name the call is made that is running.
    /// @return sender_ account of L2
    function sender() external view returns (address sender_);

    /// @notice Which send the call is that is running.
    /// @return index_ its place among all sends of L2
    function index() external view returns (uint64 index_);

    // ---------------------------------------------------------------- when L2 has got stuck

    /// @notice The escape contract has paid somebody.
    /// @param to who was paid
    /// @param value wei
    event Escaped(address indexed to, uint256 value);

    /// @notice Only the escape contract may do this, and only once the rollup is stuck.
    error NotEscape();

    /// @notice Pays somebody. Only for the escape contract, once the rollup is stuck.
    /// @param to who is paid
    /// @param value wei
    function escape(address to, uint256 value) external;

    /// @notice Whether somebody may take money out that no send of L2 names.
    /// @param who would
    /// @return yes it is the escape contract, and the rollup is stuck
    function mayEscape(address who) external view returns (bool yes);

    // ---------------------------------------------------------------- views

    /// @notice Where messages to L2 go.
    /// @return inbox_ its address
    function inbox() external view returns (IInbox inbox_);

    /// @notice Who says what L2 has sent.
    /// @return rollup_ its address
    function rollup() external view returns (IRoots rollup_);

    /// @notice Who pays when the rollup is stuck.
    /// @return contract_ its address; 0 if nobody does
    function escapeContract() external view returns (address contract_);
}
