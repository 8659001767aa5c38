// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MESSENGER} from "../../../src/l2/Addresses.sol";
import {IMessenger} from "../../../src/l2/IMessenger.sol";

/// Remembers how it was called.
contract Ear {
    error Deaf(string why);

    address public caller;
    address public sender; // that the messenger named
    uint256 public value;
    uint256 public gas_;
    uint256 public times;
    bytes public data;
    bool public deaf;

    function close(bool deaf_) external {
        deaf = deaf_;
    }

    fallback() external payable {
        uint256 had = gasleft();
        if (deaf) revert Deaf("not today");
        (caller, sender, value, gas_) = (msg.sender, IMessenger(MESSENGER).sender(), msg.value, had);
        data = msg.data;
        times++;
    }

    receive() external payable {
        times++;
    }
}

/// Calls whomever it is told to, when it is called, and goes on whatever comes of it.
contract Again {
    address private to;
    bytes private input;
    bool public ok;
    bytes public answer;

    function tell(address to_, bytes calldata input_) external {
        (to, input) = (to_, input_);
    }

    fallback() external payable {
        again();
    }

    receive() external payable {
        again();
    }

    function again() private {
        if (to != address(0)) (ok, answer) = to.call(input);
    }
}

/// Gives an inner call all gas but what it needs to hide that the inner call failed.
contract Catcher {
    uint256 private immutable need;
    bool public reached; // the inner call had the gas that it needs
    uint256 public caught;

    constructor(uint256 need_) {
        need = need_;
    }

    receive() external payable {}

    fallback() external payable {
        try this.inner() {
            reached = true;
        } catch {
            caught++;
        }
    }

    function inner() external view {
        uint256 end = gasleft();
        require(end > need);
        end -= need;
        uint256 i;
        while (gasleft() > end) i++;
    }
}

/// Answers, or refuses, with a megabyte.
contract Bomb {
    function boom(bool refuse) external pure {
        assembly ("memory-safe") {
            let p := mload(0x40)
            mstore(p, "boom")
            if refuse { revert(p, 1000000) }
            return(p, 1000000)
        }
    }
}

/// Asks the messenger for whom it speaks whenever it is paid.
contract Listener {
    bool public heard;

    receive() external payable {
        (heard,) = MESSENGER.call(abi.encodeCall(IMessenger.sender, ()));
    }
}
