// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// The tree of sends by nothing but its definition.
library NaiveTree {
    /// Root of a tree of some depth over leaves, by making each row from the one below.
    function root(bytes32[] memory leaves, uint256 depth) internal pure returns (bytes32) {
        bytes32[] memory row = leaves;
        bytes32 empty = 0;
        for (uint256 level = 0; level < depth; level++) {
            bytes32[] memory above = new bytes32[]((row.length + 1) / 2);
            for (uint256 i = 0; i < above.length; i++) {
                above[i] = over(row[2 * i], 2 * i + 1 < row.length ? row[2 * i + 1] : empty);
            }
            (row, empty) = (above, over(empty, empty));
        }
        return row.length == 0 ? empty : row[0];
    }

    function over(bytes32 l, bytes32 r) internal pure returns (bytes32) {
        return keccak256(bytes.concat(l, r));
    }
}
