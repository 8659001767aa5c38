// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Account, Accounts} from "../../src/bridge/trie/Accounts.sol";
import {IProofErrors} from "../../src/bridge/trie/IProofErrors.sol";
import {Rlp} from "../../src/bridge/trie/Rlp.sol";
import {Trie} from "../../src/bridge/trie/Trie.sol";
import {vm} from "../util/Vm.sol";
import {HOLDERS, Has, Vectors} from "./util/Holders.sol";

/// The Solidity side of vectors/escape; the Go side is package contracts/vectors, over go-ethereum.
contract TrieTest {
    function get(bytes32 root, bytes32 key, bytes[] calldata proof) external pure returns (bytes memory) {
        return Trie.get(root, key, proof);
    }

    function account(bytes32 root, address who, bytes[] calldata proof) external pure returns (Account memory) {
        return Accounts.get(root, who, proof);
    }

    function slotOf(bytes32 root, bytes32 slot, bytes[] calldata proof) external pure returns (uint256) {
        return Accounts.slotOf(root, slot, proof);
    }

    function split(bytes calldata items) external pure returns (bool, bytes memory, bytes memory) {
        return Rlp.split(items);
    }

    function test_tries_asGo() public view {
        string memory json = vm.readFile("vectors/escape/tries.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, Vectors.path(i, "")); i++) {
            bytes32 root = vm.parseJsonBytes32(json, Vectors.path(i, ".root"));
            bytes32 key = vm.parseJsonBytes32(json, Vectors.path(i, ".key"));
            bytes[] memory proof = vm.parseJsonBytesArray(json, Vectors.path(i, ".proof"));
            bytes memory want = vm.parseJsonBytes(json, Vectors.path(i, ".value"));
            vm.assertEq(this.get(root, key, proof), want, Vectors.path(i, ".value"));
        }
        vm.assertTrue(i > 0, "there are no cases");
    }

    function test_holders_asGo() public view {
        (, bytes32 root) = Vectors.state();
        for (uint256 i = 0; i < HOLDERS; i++) {
            Has memory h = Vectors.holder(i);
            Account memory a = this.account(root, h.holder.who, h.holder.proof);
            vm.assertEq(a.balance, h.coin, Vectors.path(i, ".coin"));
            vm.assertEq(a.codeHash, keccak256(h.holder.code), Vectors.path(i, ".code"));
        }
    }

    // ---------------------------------------------------------------- proofs that are none

    function test_proof_tooShort_tooLong_otherNode_revert() public {
        (, bytes32 root) = Vectors.state();
        Has memory h = Vectors.holder(0);
        bytes[] memory proof = h.holder.proof;
        refused(root, h.holder.who, new bytes[](0), abi.encodeWithSelector(IProofErrors.WrongLength.selector, 0));
        uint256 n = proof.length;
        refused(root, h.holder.who, cut(proof, n - 1), abi.encodeWithSelector(IProofErrors.WrongLength.selector, n - 1));
        bytes[] memory longer = cut(proof, n + 1);
        longer[n] = proof[n - 1];
        refused(root, h.holder.who, longer, abi.encodeWithSelector(IProofErrors.WrongLength.selector, n + 1));
        refused(keccak256("other"), h.holder.who, proof, abi.encodeWithSelector(IProofErrors.WrongNode.selector, 0));
        proof[n - 1] = proof[0];
        refused(root, h.holder.who, proof, abi.encodeWithSelector(IProofErrors.WrongNode.selector, n - 1));
    }

    /// The empty trie needs no proof, and takes none.
    function test_emptyTrie() public {
        vm.assertEq(this.slotOf(Trie.EMPTY, 0, new bytes[](0)), 0, "value");
        bytes[] memory proof = new bytes[](1);
        proof[0] = hex"80";
        vm.expectRevert(IProofErrors.WrongKind.selector);
        this.slotOf(Trie.EMPTY, 0, proof);
    }

    function refused(bytes32 root, address who, bytes[] memory proof, bytes memory reason) private {
        vm.expectRevert(reason);
        this.account(root, who, proof);
    }

    function cut(bytes[] memory proof, uint256 length) private pure returns (bytes[] memory some) {
        some = new bytes[](length);
        for (uint256 i = 0; i < length && i < proof.length; i++) {
            some[i] = proof[i];
        }
    }

    // ---------------------------------------------------------------- nodes that are none

    /// A node of somebody's making, which no trie has: its hash is taken for the root.
    function madeUp(bytes memory node, bytes4 reason) private {
        bytes[] memory proof = new bytes[](1);
        proof[0] = node;
        vm.expectRevert(reason);
        this.get(keccak256(node), bytes32(0), proof);
    }

    function test_madeUpNodes_revert() public {
        madeUp("", IProofErrors.NotRlp.selector);
        madeUp(hex"80", IProofErrors.WrongKind.selector);
        madeUp(hex"c0", IProofErrors.NotRlp.selector); // no items
        madeUp(hex"c120", IProofErrors.NotRlp.selector); // one item
        madeUp(hex"c28001", IProofErrors.NotANode.selector); // a path without flags
        madeUp(hex"c22001", IProofErrors.NotANode.selector); // a leaf where the key has nibbles left
        madeUp(hex"c20001", IProofErrors.NotANode.selector); // an extension to what is no hash
        madeUp(hex"c2200180", IProofErrors.WrongKind.selector); // bytes behind the node
        madeUp(hex"f83920", IProofErrors.NotRlp.selector); // less than it says
        madeUp(hex"ff", IProofErrors.NotRlp.selector);
        madeUp(bytes.concat(hex"e4a2", hex"20", new bytes(33), hex"01"), IProofErrors.NotANode.selector); // 66 nibbles
    }

    /// A leaf has a string, and that of a slot has a number.
    function test_madeUpValues_revert() public {
        madeUp(bytes.concat(hex"e4a120", new bytes(32), hex"c101"), IProofErrors.NotANode.selector);
        bytes[] memory proof = new bytes[](1);
        proof[0] = bytes.concat(hex"e5a120", keccak256(abi.encode(bytes32(0))), hex"82c101");
        vm.expectRevert(IProofErrors.WrongKind.selector);
        this.slotOf(keccak256(proof[0]), 0, proof);
        proof[0] = bytes.concat(hex"f845a120", keccak256(abi.encode(bytes32(0))), hex"a2a1", new bytes(33));
        vm.expectRevert(abi.encodeWithSelector(IProofErrors.NumberTooLong.selector, 33));
        this.slotOf(keccak256(proof[0]), 0, proof);
    }

    // ---------------------------------------------------------------- RLP

    /// The lengths at which another form of the length begins.
    function test_split_edges() public view {
        uint16[8] memory lengths = [0, 1, 55, 56, 255, 256, 65_534, 65_535];
        for (uint256 i = 0; i < 16; i++) {
            bytes memory content = new bytes(lengths[i / 2]);
            (bool list, bytes memory got, bytes memory rest) =
                this.split(bytes.concat(encode(content, i % 2 == 1), "rest"));
            vm.assertTrue(list == (i % 2 == 1), "kind");
            vm.assertEq(got, content, "content");
            vm.assertEq(rest, "rest", "rest");
        }
    }

    /// Every item that is encoded as it should be is split off whole.
    function testFuzz_split(bytes calldata content, bool list, bytes calldata rest) public view {
        bytes memory encoded = encode(content, list);
        (bool list_, bytes memory content_, bytes memory rest_) = this.split(bytes.concat(encoded, rest));
        vm.assertTrue(list_ == list, "kind");
        vm.assertEq(content_, content, "content");
        vm.assertEq(rest_, rest, "rest");
    }

    function testFuzz_split_lacks_reverts(bytes calldata content, bool list, uint256 missing) public {
        bytes memory encoded = encode(content, list);
        uint256 length = missing % encoded.length;
        assembly ("memory-safe") {
            mstore(encoded, length)
        }
        vm.expectRevert(IProofErrors.NotRlp.selector);
        this.split(encoded);
    }

    function test_split_long() public view {
        bytes memory content = new bytes(70_000);
        (bool list, bytes memory content_, bytes memory rest) = this.split(encode(content, true));
        vm.assertTrue(list && rest.length == 0, "kind");
        vm.assertEq(content_, content, "content");
    }

    function encode(bytes memory content, bool list) private pure returns (bytes memory) {
        uint8 base = list ? 0xc0 : 0x80;
        uint256 n = content.length;
        if (!list && n == 1 && uint8(content[0]) < 0x80) return content;
        if (n < 56) return bytes.concat(bytes1(uint8(base + n)), content);
        if (n < 256) return bytes.concat(bytes1(base + 56), bytes1(uint8(n)), content);
        if (n < 65_536) return bytes.concat(bytes1(base + 57), bytes2(uint16(n)), content);
        return bytes.concat(bytes1(base + 58), bytes3(uint24(n)), content);
    }
}
