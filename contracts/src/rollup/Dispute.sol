// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMachine} from "../vm/IMachine.sol";
import {Outcome} from "../vm/Outcome.sol";
import {INPUT, INPUT_END} from "../vm/machine/State.sol";
import {Cohorts} from "./Cohorts.sol";
import {Config, GAS_PROVE, GAS_REFINE, GAS_SPLIT} from "./Config.sol";
import {IDispute, Ref, Run, Start} from "./IDispute.sol";
import {Nodes} from "./Nodes.sol";
import {MAX_BETA, Mark, PROVEN, Place, SPLIT} from "./Place.sol";
import {ARITY, ARITY_LOG, beginsWith, context, extend, leaf, pair, root16, rootOfLast} from "./Trees.sol";

/// @title The dispute
/// @notice See IDispute for what it promises. Storage, of this contract and of those that it is made of:
///
///     credits[account]   256 wei
///     cohorts[origin]    | settled 8 | spent 64 | count 32 |
///     burnt              256 gwei
///     places[context]    | id 176 | since 28 | rivaledAt 28 | beta 20 | flags 4 |   the first node of a place
///     rivals[node]       |                                    beta 20 | flags 4 |   every other
///     initials[node]     claim 256
///                        | poster 160 |                                             levels 1 and 2 only
abstract contract Dispute is Cohorts {
    using Nodes for Nodes.State;

    uint256 internal constant TRANSITIONS = 0;
    uint256 internal constant STRIDES = 1;
    uint256 internal constant STEPS = 2;

    uint256 private constant INPUT_BYTES = 96; // of the program: state, end of the range, parameters

    struct Initial {
        bytes32 claim;
        address poster;
    }

    IMachine internal immutable machine_;
    bytes32 internal immutable template_;
    bytes32 internal immutable params_;
    uint256 internal immutable threshold_;

    Nodes.State private nodes;
    mapping(bytes32 node => Initial) private initials;

    constructor(Config memory c) Cohorts(c) {
        (machine_, template_, params_, threshold_) = (c.machine, c.template, c.params, c.threshold);
    }

    // ---------------------------------------------------------------- cutting

    /// @inheritdoc IDispute
    function split(Ref calldata v, bytes32[ARITY] calldata spans) external {
        bytes32 place = placeOf(v);
        bytes32 id = pair(place, v.span);
        (Place kept, Mark mark) = nodes.find(place, id);
        // INVARIANT: a node stops earning before it has children, so no time counts twice on a path.
        if (kept.rivaledAt() == 0) revert NotRivaled();
        if (mark.has(SPLIT)) revert AlreadySplit();
        if (v.len < ARITY_LOG) revert WrongLength();
        // INVARIANT: the children are what the node claims, so a claim stands and falls with all of them.
        if (root16(spans) != v.span) revert WrongChildren();
        nodes.save(place, id, kept, mark.withFlag(SPLIT));
        bytes32[ARITY] memory places = placesOfParts(v, spans);
        for (uint256 i = 0; i < ARITY; i++) {
            nodes.put(places[i], pair(places[i], spans[i]));
        }
        emit Split(id, spans);
        refund(v.origin, v.level, GAS_SPLIT);
    }

    // ---------------------------------------------------------------- a level down

    /// @inheritdoc IDispute
    function refineLeaf(
        Ref calldata v,
        Start calldata start,
        bytes32 parent,
        bytes32 end,
        bytes32 before,
        bytes32 next,
        bytes32 span,
        bytes32[] calldata path,
        Run calldata run
    ) external payable returns (bytes32 node_) {
        bytes32 place = contestedPlace(v, TRANSITIONS);
        if (v.span != leaf(next)) revert WrongClaim();
        if (v.origin != pair(parent, end)) revert WrongStart();
        requireStart(v, start, before);
        bytes32 first = startOf(run.template, before, end);
        bytes32 last = keccak256(bytes.concat(run.header, run.memoryRoot));
        // INVARIANT: what the machine came to is what the node claims, and a history speaks for one node only.
        requireLast(leaf(last), span, path, STRIDES);
        if (!Outcome.follows(run.header, before, next)) revert WrongOutcome();
        return refine(v, place, leaf(first), span);
    }

    /// @inheritdoc IDispute
    function refineStride(Ref calldata v, Start calldata start, bytes32 machine, bytes32 span, bytes32[] calldata path)
        external
        payable
        returns (bytes32 node_)
    {
        bytes32 place = contestedPlace(v, STRIDES);
        requireStart(v, start, machine);
        requireLast(v.span, span, path, STEPS);
        return refine(v, place, leaf(machine), span);
    }

    /// @dev The place of a node of one leaf, of that level, that somebody contradicts.
    function contestedPlace(Ref calldata v, uint256 level) private view returns (bytes32 place) {
        place = placeOfLeaf(v, level);
        (Place kept,) = nodes.find(place, pair(place, v.span));
        if (kept.rivaledAt() == 0) revert NotRivaled();
    }

    /// @dev Continues a node by a history of the level below. The cohort of that history is named by the place of the node: histories of
    /// nodes that contradict each other are rivals.
    function refine(Ref calldata v, bytes32 origin, bytes32 base, bytes32 span) private returns (bytes32 node_) {
        uint256 level = uint256(v.level) + 1;
        bytes32 place = rootPlace(origin, base, level);
        node_ = pair(place, span);
        if (initials[node_].poster != address(0)) {
            take(0);
            return node_;
        }
        bytes32 claim = pair(origin, v.span);
        count(origin, level);
        take(bondOf(level));
        initials[node_] = Initial(claim, msg.sender);
        nodes.put(place, node_);
        emit Entered(origin, node_, claim, base, span, msg.sender);
        (Place kept, Mark mark) = nodes.find(origin, claim);
        if (mark.has(SPLIT)) return node_;
        nodes.save(origin, claim, kept, mark.withFlag(SPLIT));
        refund(v.origin, v.level, GAS_REFINE);
    }

    // ---------------------------------------------------------------- a step

    /// @inheritdoc IDispute
    function prove(Ref calldata v, Start calldata start, bytes calldata witness) external {
        bytes32 place = placeOfLeaf(v, STEPS);
        bytes32 id = pair(place, v.span);
        (Place kept, Mark mark) = nodes.find(place, id);
        if (mark.has(PROVEN)) revert AlreadyProven();
        (bytes32 before, bytes32 following) = machine_.step(witness);
        // INVARIANT: only what the machine does is ever proven, and from the state that the node begins with.
        requireStart(v, start, before);
        if (leaf(following) != v.span) revert WrongStep();
        nodes.save(place, id, kept, mark.withFlag(PROVEN).withBeta(MAX_BETA));
        emit Proven(id);
        if (kept.rivaledAt() != 0) refund(v.origin, v.level, GAS_PROVE);
    }

    // ---------------------------------------------------------------- time

    /// @inheritdoc IDispute
    function update(Ref calldata v, bytes32[ARITY] calldata spans) external {
        bytes32 place = placeOf(v);
        bytes32 id = pair(place, v.span);
        (Place kept, Mark mark) = nodes.find(place, id);
        if (!mark.has(SPLIT) || root16(spans) != v.span) revert WrongChildren();
        bytes32[ARITY] memory places = placesOfParts(v, spans);
        uint256 least = MAX_BETA;
        for (uint256 i = 0; i < ARITY; i++) {
            uint256 blocks = nodes.betaOf(places[i], pair(places[i], spans[i]));
            if (blocks < least) least = blocks;
        }
        raise(place, id, kept, mark, least);
    }

    /// @inheritdoc IDispute
    function updateFrom(Ref calldata v, bytes32 span, bytes32 base) external {
        bytes32 place = placeOf(v);
        bytes32 id = pair(place, v.span);
        (Place kept, Mark mark) = nodes.find(place, id);
        bytes32 below = rootPlace(place, base, uint256(v.level) + 1);
        bytes32 history = pair(below, span);
        // INVARIANT: a history gives its time to the node that it continues, and never to a rival of it.
        if (initials[history].claim != id) revert WrongClaim();
        raise(place, id, kept, mark, nodes.betaOf(below, history));
    }

    /// @dev Keeps the time of a node if it is more than was known: its own, and that of what is below it.
    function raise(bytes32 place, bytes32 id, Place kept, Mark mark, uint256 below) private {
        uint256 blocks = Nodes.capped(Nodes.earned(kept, id) + below);
        if (blocks <= mark.beta()) return;
        nodes.save(place, id, kept, mark.withBeta(blocks));
        emit Raised(id, uint32(blocks));
    }

    // ---------------------------------------------------------------- the end

    /// @inheritdoc IDispute
    function settle(Ref calldata winner) external {
        bytes32 place = placeOf(winner);
        bytes32 id = pair(place, winner.span);
        address poster = initials[id].poster;
        if (poster == address(0)) revert NoNode();
        if (settled(winner.origin)) revert AlreadySettled();
        requireThreshold(place, id);
        give(poster, bondOf(winner.level) + close(winner.origin, id, winner.level));
    }

    /// @dev Refuses a node that is not known to have earned enough.
    function requireThreshold(bytes32 place, bytes32 id) internal view {
        uint256 blocks = nodes.betaOf(place, id);
        // INVARIANT: nothing wins before it has earned the threshold.
        if (blocks < threshold_) revert TooEarly(block.number + threshold_ - blocks);
    }

    /// @dev Claims a history of level 0, whose bond is paid.
    function enter(bytes32 origin, bytes32 claim, bytes32 base, bytes32 span) internal {
        bytes32 place = rootPlace(origin, base, TRANSITIONS);
        bytes32 id = pair(place, span);
        nodes.put(place, id);
        emit Entered(origin, id, claim, base, span, msg.sender);
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc IDispute
    function node(Ref calldata v)
        external
        view
        returns (bool exists, bool first, uint48 t1, uint48 t2, uint32 beta, uint8 flags)
    {
        bytes32 place = placeOf(v);
        bytes32 id = pair(place, v.span);
        (Place kept, Mark mark) = nodes.peek(place, id);
        if (Mark.unwrap(mark) == 0) return (false, false, 0, 0, 0, 0);
        (exists, first) = (true, kept.names(id));
        (t1, t2) = (uint48(kept.since()), uint48(kept.rivaledAt()));
        (beta, flags) = (uint32(nodes.betaOf(place, id)), mark.flags());
    }

    /// @inheritdoc IDispute
    function initial(bytes32 node_) external view returns (bytes32 claim, address poster) {
        Initial storage i = initials[node_];
        return (i.claim, i.poster);
    }

    // ---------------------------------------------------------------- hashes

    function placeOf(Ref calldata v) private pure returns (bytes32) {
        return context(v.origin, v.base, v.level, v.len, v.pos);
    }

    /// @dev The place of a node of one leaf, of that level.
    function placeOfLeaf(Ref calldata v, uint256 level) private pure returns (bytes32) {
        if (v.level != level) revert WrongLevel();
        if (v.len != 0) revert WrongLength();
        return placeOf(v);
    }

    /// @dev The place of a whole history.
    function rootPlace(bytes32 origin, bytes32 base, uint256 level) internal pure returns (bytes32) {
        return context(origin, base, level, heightOf(level), 0);
    }

    /// @dev Levels of the tree over a history.
    function heightOf(uint256 level) internal pure returns (uint256) {
        return level == STEPS ? 20 : 16;
    }

    /// @dev Places of a node's parts.
    function placesOfParts(Ref calldata v, bytes32[ARITY] calldata spans)
        private
        pure
        returns (bytes32[ARITY] memory places)
    {
        (bytes32 origin, uint256 level, bytes32 base) = (v.origin, v.level, v.base);
        (uint256 len, uint256 pos) = (v.len - ARITY_LOG, v.pos);
        unchecked {
            for (uint256 i = 0; i < ARITY; i++) {
                places[i] = context(origin, base, level, len, pos);
                base = extend(base, spans[i]);
                pos += 1 << len; // of a tree of 2^20 leaves at most
            }
        }
    }

    /// @dev Refuses another state than the one that a node of one leaf begins with.
    function requireStart(Ref calldata v, Start calldata start, bytes32 state) private pure {
        if (!beginsWith(v.base, v.pos, start, state)) revert WrongStart();
    }

    /// @dev Refuses a leaf that is not the last one of a history of that level.
    function requireLast(bytes32 last, bytes32 span, bytes32[] calldata path, uint256 level) internal pure {
        if (path.length != heightOf(level) || rootOfLast(last, path) != span) revert WrongPath();
    }

    /// @dev Hash of the machine before the first step of a transition: the pinned one, with an input.
    function startOf(bytes calldata template, bytes32 before, bytes32 end) private view returns (bytes32) {
        // INVARIANT: every transition is run by the same program.
        if (keccak256(template) != template_) revert WrongTemplate();
        return keccak256(
            bytes.concat(
                template[:INPUT_END], bytes1(uint8(INPUT_BYTES)), before, end, params_, template[INPUT + INPUT_BYTES:]
            )
        );
    }
}
