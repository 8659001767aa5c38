// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Start} from "../../src/rollup/IDispute.sol";

/// A history of 2^height leaves in which the state changes at few places: it is states[i] from from[i] on, until the next one.
/// Written plainly, so that it holds the hashes of src/rollup/Trees.sol to their definition.
struct History {
    uint8 height;
    uint256[] from; // rises; the first is 0
    bytes32[] states;
}

library Histories {
    function leafOf(bytes32 state) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x4c), state));
    }

    function pairOf(bytes32 l, bytes32 r) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(l, r));
    }

    function extended(bytes32 base, bytes32 part) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x42), base, part));
    }

    /// The history that is one state from its first leaf on.
    function constant_(uint8 height, bytes32 state) internal pure returns (History memory h) {
        h = History(height, new uint256[](1), new bytes32[](1));
        h.states[0] = state;
    }

    /// The same history with another state from pos on, which is behind all other changes or on the last of them.
    function then_(History memory h, uint256 pos, bytes32 state) internal pure returns (History memory g) {
        uint256 n = h.from.length;
        if (h.from[n - 1] == pos) n--;
        g = History(h.height, new uint256[](n + 1), new bytes32[](n + 1));
        for (uint256 i = 0; i < n; i++) {
            (g.from[i], g.states[i]) = (h.from[i], h.states[i]);
        }
        (g.from[n], g.states[n]) = (pos, state);
    }

    /// State of a leaf.
    function stateAt(History memory h, uint256 pos) internal pure returns (bytes32) {
        return h.states[indexOf(h, pos)];
    }

    function indexOf(History memory h, uint256 pos) private pure returns (uint256 i) {
        uint256 end = h.from.length;
        while (end - i > 1) {
            uint256 mid = (i + end) / 2;
            if (h.from[mid] > pos) end = mid;
            else i = mid;
        }
    }

    /// Root over the 2^len leaves from pos on.
    function span(History memory h, uint256 len, uint256 pos) internal pure returns (bytes32) {
        uint256 i = indexOf(h, pos);
        if (i == h.from.length - 1 || h.from[i + 1] >= pos + (1 << len)) {
            bytes32 same = leafOf(h.states[i]);
            for (uint256 n = 0; n < len; n++) {
                same = pairOf(same, same);
            }
            return same;
        }
        uint256 half = 1 << (len - 1);
        return pairOf(span(h, len - 1, pos), span(h, len - 1, pos + half));
    }

    function root(History memory h) internal pure returns (bytes32) {
        return span(h, h.height, 0);
    }

    /// The sixteen parts of a node.
    function parts(History memory h, uint256 len, uint256 pos) internal pure returns (bytes32[16] memory s) {
        for (uint256 i = 0; i < 16; i++) {
            s[i] = span(h, len - 4, pos + (i << (len - 4)));
        }
    }

    /// The left siblings on the way up from the last of 2^len leaves that begin at pos.
    function path(History memory h, uint256 len, uint256 pos) internal pure returns (bytes32[] memory siblings) {
        siblings = new bytes32[](len);
        for (uint256 k = 0; k < len; k++) {
            siblings[k] = span(h, k, pos + (1 << len) - (2 << k));
        }
    }

    /// The siblings that show the last leaf of all.
    function last(History memory h) internal pure returns (bytes32[] memory siblings) {
        return path(h, h.height, 0);
    }

    /// Hash of what is before a node of 2^len leaves at pos, where the history begins with a state.
    function baseOf(History memory h, bytes32 before, uint256 len, uint256 pos) internal pure returns (bytes32 base) {
        base = leafOf(before);
        for (uint256 l = h.height; l > len;) {
            l -= 4;
            uint256 parent = pos >> (l + 4) << (l + 4);
            for (uint256 i = 0; i < (pos >> l & 15); i++) {
                base = extended(base, span(h, l, parent + (i << l)));
            }
        }
    }

    /// Shows the state before a leaf.
    function startOf(History memory h, bytes32 before, uint256 pos) internal pure returns (Start memory s) {
        if (pos == 0) return s;
        uint256 len = 0;
        while (pos >> len & 15 == 0) {
            len += 4;
        }
        uint256 prev = pos - (1 << len);
        s = Start(baseOf(h, before, len, prev), span(h, len, prev), path(h, len, prev));
    }
}
