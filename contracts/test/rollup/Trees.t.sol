// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Start} from "../../src/rollup/IDispute.sol";
import {beginsWith, context, extend, leaf, pair, pathBefore, root16, rootOfLast} from "../../src/rollup/Trees.sol";
import {Histories, History} from "../util/History.sol";
import {vm} from "../util/Vm.sol";

/// The hashes of histories against their plain form.
contract TreesTest {
    using Histories for History;

    // ---------------------------------------------------------------- hashes

    function testFuzz_hashes_asPlain(bytes32 a, bytes32 b, uint8 level, uint8 len, uint32 pos) public pure {
        vm.assertEq(leaf(a), keccak256(abi.encodePacked(hex"4c", a)), "leaf");
        vm.assertEq(pair(a, b), keccak256(abi.encodePacked(a, b)), "pair");
        vm.assertEq(extend(a, b), keccak256(abi.encodePacked(hex"42", a, b)), "extend");
        bytes memory fields = abi.encodePacked(a, b, bytes26(0), level, len, pos);
        vm.assertEq(context(a, b, level, len, pos), keccak256(fields), "context");
    }

    /// Fields never run into one another: two places are the same only if all their fields are (attack 26).
    function testFuzz_context_distinct(bytes32 a, uint8[2] memory level, uint8[2] memory len, uint32[2] memory pos)
        public
        pure
    {
        bool same = level[0] == level[1] && len[0] == len[1] && pos[0] == pos[1];
        bool equal = context(a, a, level[0], len[0], pos[0]) == context(a, a, level[1], len[1], pos[1]);
        vm.assertTrue(same == equal, "places");
    }

    function testFuzz_root16_asPlain(bytes32[16] calldata spans) public pure {
        bytes32[] memory row = new bytes32[](16);
        for (uint256 i = 0; i < 16; i++) {
            row[i] = spans[i];
        }
        for (uint256 n = 8; n > 0; n /= 2) {
            for (uint256 i = 0; i < n; i++) {
                row[i] = Histories.pairOf(row[2 * i], row[2 * i + 1]);
            }
        }
        vm.assertEq(root16(spans), row[0], "root");
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_rootOfLast_asPlain(bytes32[16] memory states, uint16 end) public view {
        History memory h = any(8, states);
        uint256 len = 4 * (end % 3);
        uint256 pos = (uint256(end) << len) % 256;
        vm.assertEq(this.rootOf(h.stateAt(pos + (1 << len) - 1), h.path(len, pos)), h.span(len, pos), "root");
    }

    function rootOf(bytes32 state, bytes32[] calldata path) external pure returns (bytes32) {
        return rootOfLast(leaf(state), path);
    }

    function test_pathBefore() public pure {
        uint256[8] memory pos = [uint256(1), 15, 16, 17, 256, 4096, 65_536, 0xf0000];
        uint8[8] memory want = [0, 0, 4, 0, 8, 12, 16, 16];
        for (uint256 i = 0; i < 8; i++) {
            vm.assertEq(pathBefore(pos[i]), want[i], "siblings");
        }
    }

    // ---------------------------------------------------------------- start proofs (attack 28)

    /// Every position of a small tree: the state before it is shown, and no other one.
    function test_beginsWith_everyPosition() public view {
        bytes32 before = keccak256("before");
        History memory h = Histories.constant_(8, keccak256("first"));
        for (uint256 i = 1; i < 256; i++) {
            h = append(h, i);
        }
        for (uint256 i = 0; i < 256; i++) {
            bytes32 state = i == 0 ? before : h.stateAt(i - 1);
            shows(h, before, i, state);
        }
    }

    /// The edges of the trees that there are, and any position in them.
    function test_beginsWith_edges() public view {
        uint256[18] memory edges = [
            uint256(0),
            1,
            15,
            16,
            17,
            255,
            256,
            257,
            4095,
            4096,
            4097,
            65_519,
            65_520,
            65_535,
            65_536,
            65_537,
            0xf0000,
            0xfffff
        ];
        for (uint256 i = 0; i < edges.length; i++) {
            if (edges[i] < 65_536) edge(16, edges[i]);
            edge(20, edges[i]);
        }
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_beginsWith_anywhere(uint32 pos) public view {
        edge(20, pos % (1 << 20));
    }

    function edge(uint8 height, uint256 pos) private view {
        bytes32 before = keccak256("before");
        History memory h = Histories.constant_(height, keccak256("first"));
        if (pos > 1) h = h.then_(pos - 1, keccak256("just before"));
        if (pos > 0) h = h.then_(pos, keccak256("at"));
        shows(h, before, pos, pos == 0 ? before : h.stateAt(pos - 1));
    }

    /// Holds what a start proof shows and what it does not.
    function shows(History memory h, bytes32 before, uint256 pos, bytes32 state) private view {
        Start memory s = h.startOf(before, pos);
        bytes32 base = h.baseOf(before, 0, pos);
        vm.assertTrue(this.begins(base, pos, s, state), "the state before is refused");
        vm.assertFalse(this.begins(base, pos, s, h.stateAt(pos)), "the state there passes");
        vm.assertFalse(this.begins(pair(base, base), pos, s, state), "another base passes");
        if (pos == 0) return;
        vm.assertFalse(this.begins(base, 0, s, state), "the first position passes");
        uint256 n = s.path.length;
        s.path = resized(s.path, n + 1);
        vm.assertFalse(this.begins(base, pos, s, state), "a path too long passes");
        // The part is the right half of a larger one: its last leaf is that one's, too.
        s = Start(s.prevBase, pair(0, s.prevSpan), s.path);
        vm.assertFalse(this.begins(extend(s.prevBase, s.prevSpan), pos, s, state), "a part too long passes");
        if (n == 0) return;
        s = h.startOf(before, pos);
        bytes32 shorter = h.span(n - 1, pos - (1 << (n - 1)));
        s = Start(s.prevBase, shorter, resized(s.path, n - 1));
        vm.assertFalse(this.begins(extend(s.prevBase, shorter), pos, s, state), "a part too short passes");
    }

    function begins(bytes32 base, uint256 pos, Start calldata start, bytes32 state) external pure returns (bool) {
        return beginsWith(base, pos, start, state);
    }

    // ---------------------------------------------------------------- values

    /// A history of 2^height leaves with sixteen states in it.
    function any(uint8 height, bytes32[16] memory states) private pure returns (History memory h) {
        h = Histories.constant_(height, states[0]);
        for (uint256 i = 1; i < 16; i++) {
            h = h.then_(i * 13, states[i]);
        }
    }

    function append(History memory h, uint256 i) private pure returns (History memory) {
        return h.then_(i, keccak256(abi.encode(i)));
    }

    function resized(bytes32[] memory path, uint256 length) private pure returns (bytes32[] memory p) {
        p = new bytes32[](length);
        for (uint256 i = 0; i < length && i < path.length; i++) {
            p[i] = path[i];
        }
    }
}
