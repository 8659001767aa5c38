// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MESSENGER, OUTBOX, TOKENS} from "../../../src/l2/Addresses.sol";
import {Call, IMessenger, L1Block, Place} from "../../../src/l2/IMessenger.sol";
import {IOutbox} from "../../../src/l2/IOutbox.sol";
import {ITokens} from "../../../src/l2/ITokens.sol";
import {vm} from "./L2Vm.sol";

/// L2 as block 0 leaves it, and an L1 whose messages the test makes. Every hash is written out here a second time.
abstract contract L2Test {
    address internal immutable ann = address(0xa11);
    address internal immutable ben = address(0xbe4);
    address internal immutable relayer = address(0x4e1a);
    address internal immutable stranger = address(0x57a);
    address internal immutable vault = address(0x7a017); // on L1

    IMessenger internal immutable messenger = IMessenger(MESSENGER);
    IOutbox internal immutable outbox = IOutbox(OUTBOX);
    ITokens internal immutable tokens = ITokens(TOKENS);

    // The inbox's messages: leaf and block of each, and the accumulator of the first n at n.
    bytes32[] internal leaves;
    L1Block[] internal carriers;
    bytes32[] internal accs = [bytes32(0)];
    uint256 internal unminted; // wei of deposits to the messenger that L2 has not consumed

    function setUp() public virtual {
        vm.etch(OUTBOX, vm.getDeployedCode("src/l2/Outbox.sol:Outbox"));
        vm.etch(MESSENGER, vm.getDeployedCode("src/l2/Messenger.sol:Messenger"));
        vm.etch(TOKENS, vm.getDeployedCode("src/l2/Tokens.sol:Tokens"));
        vm.prevrandao(0);
    }

    // ---------------------------------------------------------------- L1

    /// Appends a message, in a block of its own.
    function append(uint8 kind, address sender, bytes memory body) internal returns (uint256 index) {
        index = leaves.length;
        uint64 n = uint64(index);
        append(kind, sender, body, L1Block(1000 + n, 1_700_000_000 + 13 * n, keccak256(abi.encode("block", n))));
    }

    function append(uint8 kind, address sender, bytes memory body, L1Block memory b) internal {
        bytes memory where = bytes.concat(bytes8(b.height), bytes8(b.time), b.parentHash);
        bytes32 leaf = keccak256(bytes.concat(bytes1(kind), bytes20(sender), where, keccak256(body)));
        leaves.push(leaf);
        carriers.push(b);
        accs.push(keccak256(bytes.concat(accs[accs.length - 1], leaf)));
    }

    /// Does what the bridge does with a call: a deposit to the messenger, if there is coin, and the call behind it.
    function send(Call memory c) internal returns (uint256 index) {
        uint256 coin = c.value + c.fee;
        if (coin > 0) append(1, c.sender, bytes.concat(bytes20(MESSENGER), bytes8(uint64(coin / 1 gwei))));
        unminted += coin;
        return append(3, c.sender, bodyOf(c));
    }

    function bodyOf(Call memory c) internal pure returns (bytes memory) {
        bytes memory head = bytes.concat(bytes20(c.target), bytes32(c.value), bytes32(c.fee));
        return bytes.concat(head, bytes8(c.gas), bytes20(c.refundTo), c.data);
    }

    // ---------------------------------------------------------------- L2

    /// Begins an L2 block that consumes all messages.
    function consume() internal {
        vm.prevrandao(word());
    }

    /// Ends it: deposits are minted.
    function mint() internal {
        vm.deal(MESSENGER, MESSENGER.balance + unminted);
        unminted = 0;
    }

    /// Sends a call, and lives through an L2 block that consumes it and one behind that.
    function arrive(Call memory c) internal returns (uint256 index) {
        index = send(c);
        consume();
        mint();
    }

    /// The word of a block that has consumed all messages.
    function word() internal view returns (bytes32) {
        return wordAt(leaves.length);
    }

    function wordAt(uint256 n) internal view returns (bytes32) {
        L1Block memory b = carriers[n - 1];
        return keccak256(bytes.concat(b.parentHash, bytes8(b.height), bytes8(b.time), accs[n]));
    }

    /// Where the message stands, up to the accumulator of the first n.
    function place(uint256 index, uint256 n) internal view returns (Place memory p) {
        return Place(carriers[index], accs[index], between(index + 1, n), carriers[n - 1]);
    }

    function place(uint256 index) internal view returns (Place memory p) {
        return place(index, leaves.length);
    }

    function between(uint256 from, uint256 to) internal view returns (bytes32[] memory some) {
        some = new bytes32[](to - from);
        for (uint256 i = 0; i < some.length; i++) {
            some[i] = leaves[from + i];
        }
    }

    function execute(Call memory c, uint256 index) internal {
        Place memory p = place(index);
        vm.prank(relayer);
        messenger.execute(c, p);
    }

    // ---------------------------------------------------------------- values

    /// A call from ann to a target, without coin.
    function callTo(address target, bytes memory data) internal view returns (Call memory) {
        return Call(ann, target, 0, 0, 0, address(0), data);
    }

    function creditOf(address l1Token, address to, uint256 amount) internal view returns (Call memory c) {
        return creditOf(l1Token, to, amount, abi.encode("Gold", "GLD", uint8(6)));
    }

    function creditOf(address l1Token, address to, uint256 amount, bytes memory meta)
        internal
        view
        returns (Call memory c)
    {
        c = callTo(TOKENS, abi.encodeCall(ITokens.credit, (l1Token, to, amount, meta)));
        c.sender = vault;
    }

    function err(bytes4 selector) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector);
    }

    function err(bytes4 selector, uint256 value) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, value);
    }

    function unknown(bytes32 acc, bytes32 word_) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IMessenger.Unknown.selector, acc, word_);
    }

    function failed(bytes memory reason) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IMessenger.CallFailed.selector, reason);
    }
}
