// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../inbox/IInbox.sol";
import {Calls} from "./Calls.sol";
import {IBridge, Send} from "./IBridge.sol";
import {MESSENGER} from "../l2/Addresses.sol";
import {IRoots} from "./IRoots.sol";
import {Sends} from "./Sends.sol";

/// @title The bridge
/// @notice See IBridge for what it promises. Nothing depends on the bridge's balance: coin that comes in otherwise (a
/// miner's reward, a contract that ends itself) is nobody's. Storage:
///
///     claims[index / 256]   a bit for each send
///     running               | 0 32 | index 64 | sender 160 | while a call from L2 runs, otherwise all ones
///
/// `running` is never 0, because to set a slot that is 0 costs four times as much.
contract Bridge is IBridge {
    uint8 private constant DEPOSIT = 1;
    uint8 private constant CALL = 3;

    /// @notice Bytes that the input of a call to L2 may have: a message has 32 KiB, of which 112 are not input.
    uint256 internal constant MAX_DATA = 32 * 1024 - 112;
    /// @notice Gas that a call to L2 may ask for. A transaction of L2 has 2^24 (EIP-7825), of which the messenger passes
    /// on 63 parts of 64, and the longest input takes 0.6 M.
    uint64 internal constant MAX_GAS = 15_000_000;
    /// @notice What the call of a target takes beside the target's own gas: 2,600 for its address, 9,000 for coin,
    /// 25,000 for an account that was not there, and the check itself.
    uint256 internal constant CALL_GAS = 40_000;
    /// @notice Bytes of a target's answer that are kept.
    uint256 internal constant MAX_ANSWER = 1024;

    uint256 private constant NOTHING = type(uint256).max;

    /// @inheritdoc IBridge
    IInbox public immutable inbox;
    /// @inheritdoc IBridge
    IRoots public immutable rollup;
    /// @inheritdoc IBridge
    address public immutable escapeContract;

    mapping(uint256 word => uint256 bits) private claims;
    uint256 private running = NOTHING;

    /// @dev The coin that comes with the deployment backs what L2 gives to accounts at its start.
    /// @param inbox_ must have been given this contract's address as its bridge
    /// @param rollup_ of the same inbox
    /// @param escape_ who pays when the rollup is stuck; 0 for nobody
    constructor(IInbox inbox_, IRoots rollup_, address escape_) payable {
        if (inbox_.bridge() != address(this)) revert NotTheBridgeOf(inbox_);
        (inbox, rollup, escapeContract) = (inbox_, rollup_, escape_);
    }

    // ---------------------------------------------------------------- from L1 to L2

    /// @notice A deposit for who pays. Contracts are refused.
    receive() external payable {
        // INVARIANT: coin goes to nobody on L2 who does not have the key that it came from, unless the payer says so.
        if (msg.sender != tx.origin) revert ContractMustNameReceiver();
        deposit(msg.sender);
    }

    /// @inheritdoc IBridge
    function deposit(address to) public payable returns (uint64 message) {
        message = mint(to);
        emit Deposited(message, msg.sender, to, msg.value);
    }

    /// @inheritdoc IBridge
    function send(address target, uint256 value, uint64 gas, address refundTo, bytes calldata data)
        external
        payable
        returns (uint64 message)
    {
        if (value > msg.value) revert ValueOverPaid(value, msg.value);
        if (data.length > MAX_DATA) revert DataTooLong(data.length);
        // INVARIANT: every call that L1 takes can be made on L2.
        if (gas > MAX_GAS) revert GasTooHigh(gas);
        if (msg.value > 0) mint(MESSENGER);
        uint256 fee = msg.value - value;
        // INVARIANT: a call speaks for who has made this one, and for nobody else.
        message = inbox.appendFromBridge(CALL, msg.sender, abi.encodePacked(target, value, fee, gas, refundTo, data));
        emit Sent(message, msg.sender, target, value, fee, gas, refundTo, data);
    }

    // Has L2 credit an account with the coin of this call. Body: to 20 ‖ gwei 8.
    function mint(address to) private returns (uint64 message) {
        uint256 gwei_ = msg.value / 1 gwei;
        // INVARIANT: L2 mints as much as has come in.
        if (gwei_ == 0 || gwei_ * 1 gwei != msg.value || gwei_ > type(uint64).max) revert NotWholeGwei(msg.value);
        return inbox.appendFromBridge(DEPOSIT, msg.sender, abi.encodePacked(to, uint64(gwei_)));
    }

    // ---------------------------------------------------------------- from L2 to L1

    /// @inheritdoc IBridge
    function claim(Send calldata s, bytes32 root, bytes32[32] calldata proof) external {
        // INVARIANT: one call from L2 at a time, so there is no doubt who speaks.
        if (running != NOTHING) revert Reentered();
        if (!rollup.isConfirmed(root)) revert NotConfirmed(root);
        // INVARIANT: a send is paid once, whatever root shows it.
        if (claimed(s.index)) revert AlreadyClaimed(s.index);
        if (!Sends.contains(root, s, proof)) revert WrongProof();
        // INVARIANT: the inbox believes the bridge. So L2 never speaks to it in the bridge's name.
        if (s.target == address(inbox) || s.target == address(this)) revert ForbiddenTarget(s.target);

        claims[s.index >> 8] |= 1 << (s.index & 255);
        running = uint256(s.index) << 160 | uint160(s.sender);
        emit Claimed(s.index, s.sender, s.target, s.value);
        run(s);
        running = NOTHING;
    }

    // Calls the target. The check stands right before the call, because what is between them is not the target's.
    function run(Send calldata s) private {
        bytes memory data = s.data;
        // INVARIANT: nobody makes a target fail within, where it goes on regardless, by claiming with too little gas. A
        // call passes on 63 parts of 64.
        uint256 want = (s.minGas + CALL_GAS) * 64 / 63 + 1;
        if (gasleft() < want) revert TooLittleGas(want);
        pay(s.target, s.value, data);
    }

    function pay(address to, uint256 value, bytes memory data) private {
        (bool ok, bytes memory answer) = Calls.call(to, value, data, MAX_ANSWER);
        if (!ok) revert CallFailed(answer);
    }

    /// @inheritdoc IBridge
    function claimed(uint64 index_) public view returns (bool yes) {
        return claims[index_ >> 8] >> (index_ & 255) & 1 == 1;
    }

    /// @inheritdoc IBridge
    function sender() external view returns (address sender_) {
        return address(uint160(call()));
    }

    /// @inheritdoc IBridge
    function index() external view returns (uint64 index_) {
        return uint64(call() >> 160);
    }

    function call() private view returns (uint256 call_) {
        call_ = running;
        if (call_ == NOTHING) revert NotInCall();
    }

    // ---------------------------------------------------------------- when L2 has got stuck

    /// @inheritdoc IBridge
    function escape(address to, uint256 value) external {
        if (!mayEscape(msg.sender)) revert NotEscape();
        // INVARIANT: while a call from L2 runs, every call of the bridge to somebody else than the inbox is that one.
        if (running != NOTHING) revert Reentered();
        emit Escaped(to, value);
        pay(to, value, "");
    }

    /// @inheritdoc IBridge
    function mayEscape(address who) public view returns (bool yes) {
        // INVARIANT: as long as L2 goes on, money leaves by what L2 has sent only, whatever the escape contract says.
        return who == escapeContract && who != address(0) && rollup.stuckAt() != 0;
    }
}
