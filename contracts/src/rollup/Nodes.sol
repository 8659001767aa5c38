// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDispute} from "./IDispute.sol";
import {EXISTS, MAX_BETA, MAX_HEIGHT, Mark, Place, newPlace} from "./Place.sol";

/// @title Which nodes are claimed, and how much time each has earned
/// @notice Nodes of one place contradict each other: they are rivals. The first one there earns a block of time for every block
/// in which it has no rival; whoever comes later earns nothing of its own. A node's time β is what it earned itself and what is
/// below it: the least of its sixteen children once it is split, the most of its refinements where it has one leaf.
/// @dev All parents of a node share a place, and a node comes only after that place has two. So the times that nodes on a path
/// earned themselves never overlap, and their sum is a time that passed on L1. β is cached: what is known may be less than what
/// is true, never more. Twin of package challenger/game.
library Nodes {
    struct State {
        mapping(bytes32 context => Place) places;
        mapping(bytes32 node => Mark) rivals; // of all nodes that are not the first of their place
    }

    /// @notice Claims a node. Nothing changes where it is claimed already, whoever did so before.
    /// @param s all nodes
    /// @param place where
    /// @param id what
    function put(State storage s, bytes32 place, bytes32 id) internal {
        Place kept = s.places[place];
        if (Place.unwrap(kept) == 0) {
            s.places[place] = newPlace(id, now28());
            return;
        }
        if (kept.names(id)) return;
        if (kept.rivaledAt() == 0) s.places[place] = kept.withRival(now28());
        if (Mark.unwrap(s.rivals[id]) == 0) s.rivals[id] = Mark.wrap(EXISTS);
    }

    /// @notice Reads a node. Fails with IDispute.NoNode where nobody has claimed it.
    /// @param s all nodes
    /// @param place where
    /// @param id what
    /// @return kept what is kept about the place
    /// @return mark what is known about the node
    function find(State storage s, bytes32 place, bytes32 id) internal view returns (Place kept, Mark mark) {
        (kept, mark) = peek(s, place, id);
        if (Mark.unwrap(mark) == 0) revert IDispute.NoNode();
    }

    /// @notice Reads a node that need not exist: its mark is 0 if it does not.
    /// @param s all nodes
    /// @param place where
    /// @param id what
    /// @return kept what is kept about the place
    /// @return mark what is known about the node
    function peek(State storage s, bytes32 place, bytes32 id) internal view returns (Place kept, Mark mark) {
        kept = s.places[place];
        mark = kept.names(id) ? kept.mark() : s.rivals[id];
    }

    /// @notice Keeps something else about a node that was read.
    /// @param s all nodes
    /// @param place where
    /// @param id what
    /// @param kept what is kept about the place
    /// @param mark what is known about the node now
    function save(State storage s, bytes32 place, bytes32 id, Place kept, Mark mark) internal {
        if (kept.names(id)) s.places[place] = kept.withMark(mark);
        else s.rivals[id] = mark;
    }

    /// @notice The time that a node is known to have earned. Fails with IDispute.NoNode where nobody has claimed it.
    /// @param s all nodes
    /// @param place where
    /// @param id what
    /// @return blocks MAX_BETA at most
    function betaOf(State storage s, bytes32 place, bytes32 id) internal view returns (uint256 blocks) {
        Place kept = s.places[place];
        if (kept.names(id)) {
            uint256 own = capped(ofFirst(kept));
            blocks = kept.mark().beta();
            if (own > blocks) blocks = own;
        } else {
            Mark mark = s.rivals[id];
            if (Mark.unwrap(mark) == 0) revert IDispute.NoNode();
            blocks = mark.beta();
        }
    }

    /// @notice The time that a node has earned itself, without what is below it.
    /// @param kept what is kept about its place
    /// @param id what
    /// @return blocks until it got a rival, or until now; 0 for all but the first of a place
    function earned(Place kept, bytes32 id) internal view returns (uint256 blocks) {
        return kept.names(id) ? ofFirst(kept) : 0;
    }

    function ofFirst(Place kept) private view returns (uint256 blocks) {
        uint256 until = kept.rivaledAt();
        if (until == 0) until = now28();
        unchecked {
            return until - kept.since(); // heights rise
        }
    }

    /// @notice A time as it is stored.
    /// @param blocks any number
    /// @return that number, or MAX_BETA, which is more than anybody needs
    function capped(uint256 blocks) internal pure returns (uint256) {
        return blocks > MAX_BETA ? MAX_BETA : blocks;
    }

    /// @notice Height of L1 as it is stored. At its greatest value, a hundred years away, it stands still: from then on
    /// no node earns anything, and no claim that is too young by then is ever confirmed.
    /// @return height MAX_HEIGHT at most
    function now28() internal view returns (uint256 height) {
        return block.number > MAX_HEIGHT ? MAX_HEIGHT : block.number;
    }
}
