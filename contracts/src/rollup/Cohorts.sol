// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Config, GAS_A, GAS_B, GAS_C, allowance} from "./Config.sol";
import {Credits} from "./Credits.sol";
import {Cohort, IDispute} from "./IDispute.sol";

/// @title What the initial nodes of an origin pay, and what is paid from it
/// @notice Every initial node has a bond, and one of a cohort gets it back. Of what the others lose a tenth goes to who posted
/// the winner and up to 40 % to who made the moves; the rest stays in the contract for ever. Every bond of a level is the same, so who
/// is right pays no more for coming behind many who are wrong.
/// @dev INVARIANT: spent <= (count - 1) · allowance <= 40 % of what the cohort loses, whoever wins it. So what is refunded before anybody
/// has lost is covered, and the winner's bond is never touched. A stake stands for one assertion in each cohort on its way down, and
/// only one of these cohorts is ever settled against it: the assertions below one that lost are never confirmed. In there, n assertions of
/// a cohort are n stakes that no other cohort has, but for one.
abstract contract Cohorts is Credits {
    uint256 private immutable bondA;
    uint256 private immutable bondB;
    uint256 private immutable bondC;
    uint256 private immutable allowanceA;
    uint256 private immutable allowanceB;
    uint256 private immutable allowanceC;
    uint256 private immutable maxPrice;

    mapping(bytes32 origin => Cohort) private cohorts;
    /// @inheritdoc IDispute
    uint256 public burnt;

    constructor(Config memory c) {
        (bondA, bondB, bondC) = (c.bondA, c.bondB, c.bondC);
        allowanceA = allowance(GAS_A, c.price);
        allowanceB = allowance(GAS_B, c.price);
        allowanceC = allowance(GAS_C, c.price);
        maxPrice = c.price;
    }

    /// @inheritdoc IDispute
    function cohort(bytes32 origin) external view returns (Cohort memory cohort_) {
        return cohorts[origin];
    }

    /// @dev Counts one more initial node of a cohort that has no winner.
    function count(bytes32 origin, uint256 level) internal {
        Cohort storage c = cohorts[origin];
        if (c.settled) revert AlreadySettled();
        (uint256 n, uint256 bond) = (uint256(c.count) + 1, bondOf(level));
        // 2^64 gwei are 18 billion coins: whoever wants to fill a cohort up with them loses half of them for ever.
        if (n > type(uint32).max || n * bond > type(uint64).max) revert WrongBond(bond);
        c.count = uint32(n);
    }

    /// @dev Ends a cohort that has not ended. The winner's poster gets reward above the bond.
    function close(bytes32 origin, bytes32 winner, uint256 level) internal returns (uint64 reward) {
        Cohort storage c = cohorts[origin];
        uint64 lost = uint64((c.count - 1) * bondOf(level));
        reward = lost / 10;
        uint64 rest = lost - reward - c.spent;
        c.settled = true;
        burnt += rest;
        emit Settled(origin, winner, reward, rest);
    }

    function settled(bytes32 origin) internal view returns (bool) {
        return cohorts[origin].settled;
    }

    /// @dev Credits the caller with what a move takes, as far as its cohort may still spend something. A price of zero says
    /// nothing about what the caller paid: miners and chains that are carried by another have it.
    function refund(bytes32 origin, uint256 level, uint256 gas_) internal {
        Cohort storage c = cohorts[origin];
        if (c.settled) return;
        uint256 price = tx.gasprice == 0 || tx.gasprice > maxPrice ? maxPrice : tx.gasprice;
        uint256 amount = allowance(gas_, price);
        uint256 most = (uint256(c.count) - 1) * allowanceOf(level) - c.spent;
        if (amount > most) amount = most;
        if (amount == 0) return;
        c.spent += uint64(amount);
        give(msg.sender, amount);
    }

    /// @dev What an initial node of a level costs.
    function bondOf(uint256 level) internal view returns (uint256 gwei_) {
        return level == 0 ? bondA : level == 1 ? bondB : bondC;
    }

    function allowanceOf(uint256 level) private view returns (uint256 gwei_) {
        return level == 0 ? allowanceA : level == 1 ? allowanceB : allowanceC;
    }
}
