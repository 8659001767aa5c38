// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IVault} from "../../src/bridge/IVault.sol";
import {Metadata} from "../../src/bridge/Metadata.sol";
import {TOKENS} from "../../src/l2/Addresses.sol";
import {vm} from "../util/Vm.sol";
import {Relay} from "./util/Targets.sol";
import {VaultTest} from "./util/VaultTest.sol";
import {Described, Good, Rude} from "./util/Zoo.sol";

/// B17: what tokens say about themselves, and what L2 is told of it.
contract MetadataTest is VaultTest {
    bytes4 private constant NAME = bytes4(keccak256("name()"));
    bytes4 private constant SYMBOL = bytes4(keccak256("symbol()"));
    bytes4 private constant DECIMALS = bytes4(keccak256("decimals()"));

    Described private token;

    function setUp() public override {
        super.setUp();
        token = new Described();
    }

    // ---------------------------------------------------------------- texts

    function testFuzz_texts_areCut(string calldata name, string calldata symbol, uint8 places) public {
        token.describe(NAME, abi.encode(name));
        token.describe(SYMBOL, abi.encode(symbol));
        token.describe(DECIMALS, abi.encode(places));
        deposited(address(token), 5, 5, abi.encode(cut(name), cut(symbol), places));
    }

    function test_texts_around64Bytes() public {
        bytes memory text;
        for (uint256 length = 0; length < 100; length++) {
            token.describe(NAME, abi.encode(text));
            deposited(address(token), 5, 5, abi.encode(cut(string(text)), "", uint8(18)));
            text = bytes.concat(text, bytes1(uint8(0x30 + length % 10)));
            if (length % 64 == 63) mine(1, 13);
        }
    }

    function test_nothing_isNothing() public {
        deposited(address(token), 5, 5, abi.encode("", "", uint8(18)));
    }

    // As old tokens answer: one word, zeros behind the text.
    function test_oneWord_isAText() public {
        token.describe(NAME, abi.encodePacked(bytes32("Maker")));
        token.describe(SYMBOL, abi.encodePacked(bytes32("12345678901234567890123456789012")));
        deposited(address(token), 5, 5, abi.encode("Maker", "12345678901234567890123456789012", uint8(18)));
        token.describe(SYMBOL, new bytes(32));
        deposited(address(token), 5, 5, abi.encode("Maker", "", uint8(18)));
    }

    function test_oddAnswers_areNothing() public {
        bytes memory text = abi.encode("text");
        token.describe(NAME, bytes.concat(bytes32(uint256(33)), text)); // begins elsewhere
        token.describe(SYMBOL, bytes.concat("12345678901234567890123456789012", hex"01")); // a word and a bit
        deposited(address(token), 5, 5, abi.encode("", "", uint8(18)));
        // A length that is not there: what is there counts.
        token.describe(NAME, abi.encode(uint256(32), type(uint256).max, bytes32("abc")));
        token.describe(SYMBOL, bytes.concat(bytes32(uint256(32)), bytes32(uint256(7)), "abc"));
        deposited(address(token), 5, 5, abi.encode(string(bytes.concat("abc", new bytes(29))), "abc", uint8(18)));
    }

    // Bytes behind a text are not part of it, and leave no trace.
    function testFuzz_textsWithMoreBehind(bytes32 text, uint8 length) public {
        length %= 33;
        token.describe(NAME, abi.encode(uint256(32), uint256(length), text));
        string memory name = abi.decode(abi.encode(uint256(32), uint256(length), text), (string));
        deposited(address(token), 5, 5, abi.encode(name, "", uint8(18)));
    }

    function testFuzz_anyAnswer_isTaken(bytes calldata a, bytes calldata b, bytes calldata c) public {
        token.describe(NAME, a);
        token.describe(SYMBOL, b);
        token.describe(DECIMALS, c);
        callAs(ann, address(vault), 0, depositInput(address(token), cat, 5));
        vm.assertEq(messageCount(), 1, "messages");
    }

    // ---------------------------------------------------------------- decimals

    function test_decimals() public {
        decimals(abi.encode(0), 0);
        decimals(abi.encode(255), 255);
        decimals(abi.encode(256), 18);
        decimals(abi.encode(type(uint256).max), 18);
        decimals(hex"06", 18);
        decimals(abi.encode(7, "more"), 7);
    }

    function decimals(bytes memory answer, uint8 want) private {
        token.describe(DECIMALS, answer);
        deposited(address(token), 5, 5, abi.encode("", "", want));
    }

    // ---------------------------------------------------------------- gas

    function test_takesAllGas_costs150k() public {
        rude(0, abi.encode("", "", uint8(18)), 150_000);
    }

    function test_megabyte_costs150k() public {
        rude(1_000_000, abi.encode("", "", uint8(18)), 150_000);
    }

    // As much as can be answered with 50,000 gas, and it is a text.
    function test_130kB_costs150k() public {
        string memory zeros = string(new bytes(64));
        rude(130_000, abi.encode(zeros, zeros, uint8(32)), 150_000);
    }

    function rude(uint256 size, bytes memory meta, uint256 most) private {
        deposited(address(token), 5, 5, abi.encode("", "", uint8(18)));
        mine(1, 13);
        callAs(ann, address(vault), 0, depositInput(address(token), cat, 5));
        uint256 without = vm.lastCallGas().gasTotalUsed;
        address other = address(new Rude(size));
        deposited(other, 5, 5, meta);
        callAs(ann, address(vault), 0, depositInput(other, cat, 5));
        vm.assertTrue(vm.lastCallGas().gasTotalUsed < without + most + 10_000, "gas");
    }

    // Whatever gas the first deposit has: either it fails, or the token gets its name.
    function test_littleGas_neverTakesANameAway() public {
        Good named = new Good();
        Relay relay = new Relay();
        endow(named, address(relay), 1000);
        bytes memory input = depositInput(address(named), cat, 5);
        bool done;
        uint256 early;
        for (uint256 gas_ = 60_000; !done; gas_ += 500) {
            vm.assertTrue(gas_ < 500_000, "deposited by now");
            bytes memory reason;
            (done, reason) = relay.pass(address(vault), gas_, input);
            if (bytes4(reason) == IVault.TooLittleGas.selector) early++;
        }
        vm.assertTrue(early > 10, "refused for their gas");
        bytes memory credit = creditOf(address(named), cat, 5, good);
        newestIs(3, address(vault), callBody(TOKENS, 0, 0, 0, address(0), credit));
    }

    function cut(string memory text) private pure returns (string memory) {
        bytes memory some = new bytes(bytes(text).length < 64 ? bytes(text).length : 64);
        for (uint256 i = 0; i < some.length; i++) {
            some[i] = bytes(text)[i];
        }
        return string(some);
    }

    // A question takes no more than its allowance: the library alone.
    function test_read_isBounded() public {
        address other = address(new Rude(0));
        uint256 before = gasleft();
        bytes memory meta = Metadata.read(other);
        vm.assertTrue(before - gasleft() < 160_000, "gas");
        vm.assertEq(meta, abi.encode("", "", uint8(18)), "meta");
    }
}
