// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDispute} from "./IDispute.sol";

/// @title Money that moves earn and take
/// @notice Each account has a credit, in wei, and withdraws it itself: no move calls anybody for money, so nobody can make a move fail
/// by refusing it.
/// @dev Storage: one slot of mapping. Coin that comes in otherwise (a miner's reward, a contract that ends itself) is nobody's.
abstract contract Credits is IDispute {
    mapping(address owner => uint256 wei_) private credits;

    /// @inheritdoc IDispute
    function withdraw(address to) external returns (uint256 wei_) {
        wei_ = credits[msg.sender];
        if (wei_ == 0) revert NothingToPay();
        // INVARIANT: the credit is gone before anybody else's code runs.
        credits[msg.sender] = 0;
        emit Withdrawn(msg.sender, to, wei_);
        (bool taken,) = to.call{value: wei_}("");
        if (!taken) revert NotTaken();
    }

    /// @inheritdoc IDispute
    function batch(bytes[] calldata calls) external {
        // INVARIANT: batch takes no value, so none of its calls sees one, and no value counts twice.
        for (uint256 i = 0; i < calls.length; i++) {
            (bool ok, bytes memory output) = address(this).delegatecall(calls[i]);
            if (!ok) {
                // There is no other way to fail with somebody else's reason.
                assembly ("memory-safe") {
                    revert(add(output, 32), mload(output))
                }
            }
        }
    }

    /// @inheritdoc IDispute
    function credit(address owner) external view returns (uint256 wei_) {
        return credits[owner];
    }

    /// @dev Takes what a move costs from the call's value, and from the caller's credit what is missing. What is left of the value
    /// becomes credit. A move calls it once.
    function take(uint256 gwei_) internal {
        uint256 wei_ = gwei_ * 1 gwei;
        if (msg.value > wei_) {
            credits[msg.sender] += msg.value - wei_;
        } else if (msg.value < wei_) {
            uint256 missing = wei_ - msg.value;
            uint256 had = credits[msg.sender];
            if (had < missing) revert WrongBond(gwei_);
            credits[msg.sender] = had - missing;
        }
    }

    /// @dev Gives somebody a credit.
    function give(address owner, uint256 gwei_) internal {
        if (gwei_ == 0) return;
        credits[owner] += gwei_ * 1 gwei;
    }
}
