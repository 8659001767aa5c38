// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBridge, Send} from "../../src/bridge/IBridge.sol";
import {Sends} from "../../src/bridge/Sends.sol";
import {vm} from "../util/Vm.sol";
import {BridgeTest} from "./util/BridgeTest.sol";
import {SendTree} from "../util/SendTree.sol";

/// What proves a send, and what does not.
contract ProofsTest is BridgeTest {
    uint256 private constant LAST = (1 << 32) - 1;

    /// The library as a contract.
    function contains(bytes32 root, Send calldata s, bytes32[32] calldata proof) external pure returns (bool) {
        return Sends.contains(root, s, proof);
    }

    function leaf(Send calldata s) external pure returns (bytes32) {
        return Sends.leaf(s);
    }

    // ---------------------------------------------------------------- twins

    function testFuzz_leaf_twin(Send calldata s) public view {
        vm.assertEq(this.leaf(s), SendTree.leafOf(s), "leaf");
    }

    function testFuzz_contains_anyPlace(Send memory s, bytes32 seed) public view {
        s.index %= uint64(1 << 32);
        bytes32[32] memory proof = SendTree.anyProof(seed);
        bytes32 root = SendTree.rootAbove(SendTree.leafOf(s), s.index, proof);
        vm.assertTrue(this.contains(root, s, proof), "not found");
        vm.assertFalse(this.contains(~root, s, proof), "found in another tree");
    }

    // The tree in the comment of the library, with height 32.
    function test_contains_fiveSends() public {
        for (uint256 i = 0; i < 5; i++) {
            Send memory s = sent(ben, i, 0, "");
            for (uint256 j = 0; j <= i; j++) {
                s = Send(uint64(j), abroad, ben, j, 0, "");
                bytes32 root = SendTree.rootOf(leaves);
                vm.assertTrue(this.contains(root, s, SendTree.proofOf(leaves, j)), "not found");
            }
        }
        bytes32[32] memory proof = SendTree.proofOf(leaves, 2);
        vm.assertEq(proof[0], leaves[3], "s3");
        vm.assertEq(proof[1], SendTree.pairOf(leaves[0], leaves[1]), "n01");
        bytes32 z1 = SendTree.pairOf(0, 0);
        vm.assertEq(proof[2], SendTree.pairOf(SendTree.pairOf(leaves[4], 0), z1), "n4567");
    }

    // ---------------------------------------------------------------- bounds

    function test_claim_lastPlace() public {
        Send memory s = Send(uint64(LAST), abroad, ben, 1, 0, "");
        claimWith(s, SendTree.anyProof("x"), SendTree.leafOf(s));
        vm.assertTrue(subject.claimed(uint64(LAST)) && !subject.claimed(0), "claimed");
        vm.assertEq(ben.balance, 1, "balance");
    }

    // The same place in a tree that is higher, or an index that begins anew.
    function testFuzz_B02_indexBehindTheLast_reverts(uint32 high, uint32 low) public {
        vm.assume(high != 0);
        Send memory s = Send(uint64(high) << 32 | low, abroad, ben, 1, 0, "");
        bytes32[32] memory proof = SendTree.anyProof("x");
        bytes32 root = SendTree.rootAbove(SendTree.leafOf(s), s.index, proof);
        rollup.confirm(root);
        bytes memory input = abi.encodeCall(IBridge.claim, (s, root, proof));
        refused(stranger, address(subject), 0, input, err(IBridge.WrongProof.selector));
    }

    function claimWith(Send memory s, bytes32[32] memory proof, bytes32 leaf_) private {
        bytes32 root = SendTree.rootAbove(leaf_, s.index, proof);
        rollup.confirm(root);
        callAs(stranger, address(subject), 0, abi.encodeCall(IBridge.claim, (s, root, proof)));
    }

    // ---------------------------------------------------------------- B2: what is no send

    // A send whose bytes are chosen so that it looks like a node, and a node or an empty leaf at the place of a send.
    function test_B02_nodesAndEmptyLeaves_areNoSends() public {
        for (uint256 i = 0; i < 6; i++) {
            sent(ben, 1, 0, "");
        }
        bytes32 root = confirm();
        // Index 6 is empty: its leaf is 0, with s7 = 0 beside it. No send has the hash 0.
        bytes32[32] memory proof = SendTree.proofOf(leaves, 6);
        Send memory none = Send(6, address(0), address(0), 0, 0, "");
        refusedProof(none, root, proof);
        // The node above s0 and s1 with a way that is a step too short: what is left out at the bottom is missing at
        // the top.
        proof = SendTree.proofOf(leaves, 0);
        for (uint256 i = 0; i < 31; i++) {
            proof[i] = proof[i + 1];
        }
        refusedProof(Send(0, abroad, ben, 1, 0, ""), root, proof);
    }

    // ---------------------------------------------------------------- changed proofs

    struct Change {
        uint8 what;
        uint8 place;
        uint256 bit;
    }

    function testFuzz_mutatedProof_reverts(Change memory c, uint8 count, uint8 which, bytes memory data) public {
        (Send memory s, bytes32 root, bytes32[32] memory proof) = someSend(count, which, data);
        if (c.what % 8 == 0) proof[c.place % 32] ^= bytes32(1 << c.bit % 256);
        if (c.what % 8 == 1) s.index ^= uint64(1 << c.bit % 64);
        if (c.what % 8 == 2) s.sender = address(uint160(s.sender) ^ uint160(1 << c.bit % 160));
        if (c.what % 8 == 3) s.target = address(uint160(s.target) ^ uint160(1 << c.bit % 160));
        if (c.what % 8 == 4) s.value ^= 1 << c.bit % 256;
        if (c.what % 8 == 5) s.minGas ^= 1 << c.bit % 256;
        if (c.what % 8 == 6) s.data = bytes.concat(s.data, hex"00");
        if (c.what % 8 == 7) s.data = changed(s.data, c.bit);
        refusedProof(s, root, proof);
    }

    // Two hashes of a proof in each other's place.
    function testFuzz_swappedProof_reverts(uint8 a, uint8 b, uint8 count, uint8 which) public {
        (Send memory s, bytes32 root, bytes32[32] memory proof) = someSend(count, which, "");
        (a, b) = (a % 32, b % 32);
        vm.assume(proof[a] != proof[b]);
        (proof[a], proof[b]) = (proof[b], proof[a]);
        refusedProof(s, root, proof);
    }

    // The proof of another send.
    function testFuzz_othersProof_reverts(uint8 count, uint8 which, uint8 other) public {
        (Send memory s, bytes32 root,) = someSend(count, which, "");
        other = uint8(other % leaves.length);
        vm.assume(other != s.index);
        refusedProof(s, root, SendTree.proofOf(leaves, other));
    }

    function someSend(uint8 count, uint8 which, bytes memory data)
        private
        returns (Send memory s, bytes32 root, bytes32[32] memory proof)
    {
        uint256 n = count % 20 + 1;
        for (uint256 i = 0; i < n; i++) {
            sentBy(address(uint160(i + 1)), ben, 1, i, data);
        }
        uint64 index = uint64(which % n);
        s = Send(index, address(uint160(index + 1)), ben, 1, index, data);
        (root, proof) = (confirm(), SendTree.proofOf(leaves, index));
        vm.assertTrue(this.contains(root, s, proof), "right before it is changed");
    }

    // Data without their last byte, or with another bit; of no data, one byte more.
    function changed(bytes memory data, uint256 bit) private pure returns (bytes memory) {
        if (data.length == 0) return "x";
        data[bit / 8 % data.length] ^= bytes1(uint8(1 << bit % 8));
        return data;
    }

    function refusedProof(Send memory s, bytes32 root, bytes32[32] memory proof) private {
        bytes memory input = abi.encodeCall(IBridge.claim, (s, root, proof));
        refused(stranger, address(subject), 0, input, err(IBridge.WrongProof.selector));
        vm.assertFalse(subject.claimed(s.index), "claimed");
    }
}
