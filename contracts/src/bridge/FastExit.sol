// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Calls} from "./Calls.sol";
import {IBridge} from "./IBridge.sol";
import {IFastExit} from "./IFastExit.sol";

/// @title Fast exits
/// @notice See IFastExit for what it promises. Coin that comes in otherwise (a miner's reward, a contract that ends
/// itself) is nobody's.
contract FastExit is IFastExit {
    // Bytes of `exit` and its arguments.
    uint256 private constant EXIT_BYTES = 4 + 3 * 32;

    /// @inheritdoc IFastExit
    IBridge public immutable bridge;
    /// @inheritdoc IFastExit
    mapping(bytes32 key => address provider) public filler;
    /// @inheritdoc IFastExit
    mapping(address owner => uint256 value) public credit;

    /// @param bridge_ who speaks for L2
    constructor(IBridge bridge_) {
        bridge = bridge_;
    }

    /// @inheritdoc IFastExit
    function fill(uint64 index, address sender, uint256 value, bytes calldata data) external payable {
        if (data.length != EXIT_BYTES || bytes4(data) != IFastExit.exit.selector) revert NotAnExit();
        (address recipient, uint256 minPaid, uint256 deadline) = abi.decode(data[4:], (address, uint256, uint256));
        if (block.timestamp > deadline) revert Late(deadline);
        if (msg.value < minPaid) revert PaidTooLittle(minPaid);
        // INVARIANT: nobody is paid twice. What was claimed has gone to the recipient.
        if (bridge.claimed(index)) revert AlreadyClaimed(index);
        bytes32 key = keyOf(index, sender, value, data);
        if (filler[key] != address(0)) revert AlreadyFilled(filler[key]);
        filler[key] = msg.sender;
        emit Filled(index, key, msg.sender, recipient, msg.value);
        pay(recipient, msg.value);
    }

    /// @inheritdoc IFastExit
    function exit(address recipient, uint256, uint256) external payable {
        // INVARIANT: index and sender are those of the call that runs, and this is that call.
        if (msg.sender != address(bridge)) revert NotBridge();
        uint64 index = bridge.index();
        bytes32 key = keyOf(index, bridge.sender(), msg.value, msg.data);
        address owner = filler[key];
        if (owner == address(0)) owner = recipient;
        credit[owner] += msg.value;
        emit Credited(index, key, owner, msg.value);
    }

    /// @inheritdoc IFastExit
    function withdraw(address to) external returns (uint256 value) {
        value = credit[msg.sender];
        if (value == 0) revert NothingToPay();
        // INVARIANT: the credit is gone before anybody else's code runs.
        credit[msg.sender] = 0;
        emit Withdrawn(msg.sender, to, value);
        pay(to, value);
    }

    /// @inheritdoc IFastExit
    function keyOf(uint64 index, address sender, uint256 value, bytes calldata data) public pure returns (bytes32 key) {
        return keccak256(abi.encode(index, sender, value, keccak256(data)));
    }

    function pay(address to, uint256 value) private {
        (bool taken,) = Calls.call(to, value, "", 0);
        if (!taken) revert NotTaken();
    }
}
