// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Holder} from "../../../src/bridge/IEscape.sol";
import {vm} from "../../util/Vm.sol";

// Where the vectors have vault and token on L1.
address constant VAULT_ON_L1 = address(0x7a017);
address constant TOKEN_ON_L1 = address(0x70c3);

// Who they are in vectors/escape/holders.json.
uint256 constant PLAIN = 0;
uint256 constant WITHOUT_COIN = 2;
uint256 constant WITHOUT_TOKEN = 3;
uint256 constant LENT = 4;
uint256 constant NOBODY = 5;
uint256 constant CONTRACT = 6;
uint256 constant HOLDERS = 9;

/// What an account has in the state of the vectors.
struct Has {
    Holder holder;
    uint256 coin;
    uint256 amount; // of the token
    bytes[] token;
    bytes[] balance;
}

/// Reads vectors/escape.
library Vectors {
    function holder(uint256 i) internal view returns (Has memory h) {
        string memory json = vm.readFile("vectors/escape/holders.json");
        h.holder.who = vm.parseJsonAddress(json, path(i, ".who"));
        h.holder.code = vm.parseJsonBytes(json, path(i, ".code"));
        h.holder.proof = vm.parseJsonBytesArray(json, path(i, ".proof"));
        h.coin = vm.parseJsonUint(json, path(i, ".coin"));
        h.amount = vm.parseJsonUint(json, path(i, ".amount"));
        h.token = vm.parseJsonBytesArray(json, path(i, ".token"));
        h.balance = vm.parseJsonBytesArray(json, path(i, ".balance"));
    }

    function state() internal view returns (bytes memory good, bytes32 root) {
        string memory json = vm.readFile("vectors/escape/holders.json");
        return (vm.parseJsonBytes(json, path(0, ".state")), vm.parseJsonBytes32(json, path(0, ".root")));
    }

    function path(uint256 i, string memory field) internal pure returns (string memory) {
        return string.concat(".cases[", vm.toString(i), "]", field);
    }
}
