// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// What the clients deploy: storage, an event with an indexed word, a revert with a reason.
contract Counter {
    event Added(address indexed by, uint256 amount, uint256 total);

    error TooMuch(uint256 amount, uint256 most);

    uint256 public total;

    constructor(uint256 start) {
        total = start;
    }

    function add(uint256 amount) external returns (uint256) {
        if (amount > 1000) revert TooMuch(amount, 1000);
        total += amount;
        emit Added(msg.sender, amount, total);
        return total;
    }
}
