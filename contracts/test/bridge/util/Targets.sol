// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge} from "../../../src/bridge/IBridge.sol";

/// Notes what it is called with.
contract Witness {
    uint256 public calls;
    address public caller;
    uint256 public value;
    bytes public data;
    address public sender;
    uint64 public index;
    uint256 public gas_;

    receive() external payable {
        note(gasleft());
    }

    fallback() external payable {
        note(gasleft());
    }

    function note(uint256 left) private {
        gas_ = left;
        (caller, value, data) = (msg.sender, msg.value, msg.data);
        sender = IBridge(msg.sender).sender();
        index = IBridge(msg.sender).index();
        calls++;
    }
}

/// Calls others while it is called, and notes what became of it. It goes on regardless.
contract Agent {
    address private to;
    uint256 private value;
    bytes private input;
    bool public ok;
    bytes public answer;
    address public senderBehind;

    function plan(address to_, uint256 value_, bytes calldata input_) external {
        (to, value, input) = (to_, value_, input_);
    }

    receive() external payable {
        (ok, answer) = to.call{value: value}(input);
        (bool inCall, bytes memory who) = msg.sender.call(abi.encodeCall(IBridge.sender, ()));
        if (inCall) senderBehind = abi.decode(who, (address));
    }
}

/// Fails until it is told to accept.
contract Moody {
    bool private willing;

    error NotToday(uint256 value);

    function soften() external {
        willing = true;
    }

    receive() external payable {
        if (!willing) revert NotToday(msg.value);
    }
}

/// Does work that takes 90,000 gas, and goes on if it fails.
contract Catcher {
    bool public called;
    bool public caught;

    receive() external payable {
        called = true;
        try this.work() {}
        catch {
            caught = true;
        }
    }

    function work() external view {
        uint256 end = gasleft() - 90_000;
        while (gasleft() > end) {}
    }
}

/// Answers a megabyte, of success or failure.
contract Talker {
    bool private fails;

    constructor(bool fails_) {
        fails = fails_;
    }

    receive() external payable {
        bool bad = fails;
        assembly ("memory-safe") {
            mstore(0, 0x1122)
            mstore(64, 0)
            if bad { revert(0, 1000000) }
            return(0, 1000000)
        }
    }
}

/// Calls somebody with an amount of gas.
contract Relay {
    function pass(address to, uint256 gas_, bytes calldata input) external returns (bool ok, bytes memory answer) {
        return to.call{gas: gas_}(input);
    }

    /// The same input twice.
    function twice(address to, bytes calldata input) external returns (bool first, bool second, bytes memory answer) {
        (first,) = to.call(input);
        (second, answer) = to.call(input);
    }
}

/// Claims before it has any code.
contract Newborn {
    constructor(address to, bytes memory input) {
        (bool ok,) = to.call(input);
        require(ok);
    }
}
