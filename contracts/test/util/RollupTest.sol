// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../../src/inbox/IInbox.sol";
import {Config} from "../../src/rollup/Config.sol";
import {IDispute, Ref, Run, Start} from "../../src/rollup/IDispute.sol";
import {IRollup, Parent, Range} from "../../src/rollup/IRollup.sol";
import {IMachine} from "../../src/vm/IMachine.sol";
import {Histories, History} from "./History.sol";
import {InboxDouble} from "./InboxDouble.sol";
import {MachineDouble} from "./MachineDouble.sol";
import {vm} from "./Vm.sol";

/// What the rollup tells about a node.
struct Seen {
    bool exists;
    bool first;
    uint256 t1;
    uint256 t2;
    uint256 beta;
    uint256 flags;
}

/// A history that is claimed: all that its nodes are made of.
struct Level {
    bytes32 origin;
    uint8 level;
    bytes32 before; // state that it begins with
    History h;
}

/// One side of a dispute: what it says on each level about the same leaf, stride and step.
struct Side {
    address who;
    bytes state; // that its assertion comes to
    bytes32 next; // state behind the transition
    Run run; // how the machine ended that it ran
    Level a;
    Level b;
    Level c;
}

/// Two sides that agree on all that is before leaf a, stride b and step c, and on nothing from there on. `right` has the machine on
/// its side.
struct Fight {
    Parent parent;
    Range range;
    bytes32 start; // machine before the transition
    uint256 a;
    uint256 b;
    uint256 c;
    Side right;
    Side wrong;
}

/// A rollup with the devnet's parameters over doubles of inbox and machine, parties with money, and a dispute to be played. Transactions of
/// tests have no price (forge takes it away from isolated ones): moves are refunded with the deployment's.
abstract contract RollupTest {
    using Histories for History;

    uint32 internal constant THRESHOLD = 180;
    uint32 internal constant CENSORED = 60;
    uint32 internal constant MIN_GAP = 16;
    uint64 internal constant BOND_A = 1e9; // gwei
    uint64 internal constant BOND_B = 2e8;
    uint64 internal constant BOND_C = 5e7;
    uint64 internal constant PRICE = 2 gwei;
    // Refunds, in gwei.
    uint256 internal constant SPLIT = 432_000 * 2;
    uint256 internal constant REFINE = 165_000 * 2;
    uint256 internal constant PROVE = 2_000_000 * 2;
    uint256 internal constant MAX_BETA = (1 << 20) - 1;
    bytes32 internal constant GENESIS = keccak256("genesis");
    bytes32 internal constant PARAMS = keccak256("params");

    address internal immutable ann = address(0xa11);
    address internal immutable ben = address(0xbe4);
    address internal immutable cat = address(0xca7);
    address internal immutable stranger = address(0x57a);

    IRollup internal rollup;
    InboxDouble internal inbox;
    MachineDouble internal machine;
    uint256 internal height = 1000;

    function setUp() public virtual {
        vm.roll(height);
        (inbox, machine) = (new InboxDouble(), new MachineDouble());
        inbox.hold(7);
        rollup = deploy(config());
        address[4] memory all = [ann, ben, cat, stranger];
        for (uint256 i = 0; i < all.length; i++) {
            vm.deal(all[i], 1_000_000 ether);
        }
        mine(MIN_GAP);
    }

    function config() internal view returns (Config memory c) {
        (c.inbox, c.machine) = (IInbox(address(inbox)), IMachine(address(machine)));
        (c.template, c.params, c.genesis) = (keccak256(template()), PARAMS, GENESIS);
        (c.threshold, c.censored, c.perMove, c.compute, c.queue) = (THRESHOLD, CENSORED, 1, 20, 20);
        (c.minGap, c.bondA, c.bondB, c.bondC, c.price) = (MIN_GAP, BOND_A, BOND_B, BOND_C, PRICE);
    }

    function deploy(Config memory c) internal returns (IRollup created) {
        bytes memory code = bytes.concat(vm.getCode("src/rollup/Rollup.sol:Rollup"), abi.encode(c));
        address where;
        assembly ("memory-safe") {
            where := create(0, add(code, 32), mload(code))
            if iszero(where) {
                // As the constructor says.
                let p := mload(0x40)
                returndatacopy(p, 0, returndatasize())
                revert(p, returndatasize())
            }
        }
        created = IRollup(where);
    }

    function mine(uint256 blocks) internal {
        height += blocks;
        vm.roll(height);
    }

    // ---------------------------------------------------------------- assertions

    function genesis() internal pure returns (Parent memory) {
        return Parent(0, GENESIS, 0);
    }

    /// What the inbox holds with n batches.
    function rangeOf(uint64 n) internal view returns (Range memory) {
        return Range(n, inbox.accOf(n), inbox.mileOf(n));
    }

    function hashOf(Range memory r) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(r.batches, r.acc, r.mile));
    }

    function idOf(Parent memory p) internal pure returns (bytes32) {
        return keccak256(abi.encode(p.parent, p.state, p.span));
    }

    function originOf(Parent memory parent, Range memory r) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(idOf(parent), hashOf(r)));
    }

    /// A state that differs from those of other seeds.
    function stateOf(uint256 seed, bytes32 sends, uint64 batch) internal pure returns (bytes memory) {
        bytes memory head = bytes.concat(hex"01", bytes8(uint64(seed)), keccak256(abi.encode(seed)), bytes32(seed));
        bytes memory counts = bytes.concat(bytes8(batch), bytes8(0), hex"00", bytes8(0), bytes8(0));
        return bytes.concat(head, sends, counts, keccak256("messages"));
    }

    function stuckBehind(bytes32 state) internal pure returns (bytes memory) {
        return bytes.concat("stuck", state);
    }

    function child(Parent memory parent, bytes memory state, History memory h) internal pure returns (Parent memory) {
        return Parent(idOf(parent), keccak256(state), h.root());
    }

    /// Asserts with as much money as it takes.
    function assertAs(address who, Parent memory parent, Range memory r, bytes memory state, History memory h)
        internal
        returns (bytes32)
    {
        return assertAs(who, parent, r, state, h, missing(who));
    }

    function assertAs(
        address who,
        Parent memory parent,
        Range memory r,
        bytes memory state,
        History memory h,
        uint256 value
    ) internal returns (bytes32) {
        return abi.decode(callAs(who, value, assertCall(parent, r, state, h)), (bytes32));
    }

    function assertCall(Parent memory parent, Range memory r, bytes memory state, History memory h)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodeCall(IRollup.assertState, (parent, r, state, h.root(), h.last()));
    }

    /// What somebody has to pay for an assertion, in wei: a stake, once.
    function missing(address who) internal view returns (uint256) {
        return rollup.stake(who) == 0 ? BOND_A * 1 gwei : 0;
    }

    function levelA(Parent memory parent, Range memory r, History memory h) internal pure returns (Level memory) {
        return Level(originOf(parent, r), 0, parent.state, h);
    }

    // ---------------------------------------------------------------- nodes

    function refOf(Level memory l, uint256 len, uint256 pos) internal pure returns (Ref memory) {
        pos = pos >> len << len;
        return Ref(l.origin, l.level, uint8(len), uint32(pos), l.h.baseOf(l.before, len, pos), l.h.span(len, pos));
    }

    function rootOf(Level memory l) internal pure returns (Ref memory) {
        return refOf(l, l.h.height, 0);
    }

    function contextOf(Ref memory v) internal pure returns (bytes32) {
        uint256 place = uint256(v.level) * 2 ** 40 + uint256(v.len) * 2 ** 32 + v.pos;
        return keccak256(abi.encode(v.origin, v.base, place));
    }

    function nodeOf(Ref memory v) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(contextOf(v), v.span));
    }

    /// What the rollup knows about a node.
    function look(Ref memory v) internal view returns (Seen memory n) {
        (bool ok, bytes memory output) = address(rollup).staticcall(abi.encodeCall(IDispute.node, (v)));
        vm.assertTrue(ok, "node");
        return abi.decode(output, (Seen));
    }

    function betaOf(Ref memory v) internal view returns (uint256) {
        return look(v).beta;
    }

    function exists(Ref memory v) internal view returns (bool) {
        return look(v).exists;
    }

    /// The state before a unit.
    function stateBefore(Level memory l, uint256 pos) internal pure returns (bytes32) {
        return pos == 0 ? l.before : l.h.stateAt(pos - 1);
    }

    // ---------------------------------------------------------------- moves

    function splitAs(address who, Level memory l, uint256 len, uint256 pos) internal {
        callAs(who, 0, splitCall(l, len, pos));
    }

    function splitCall(Level memory l, uint256 len, uint256 pos) internal pure returns (bytes memory) {
        Ref memory v = refOf(l, len, pos);
        return abi.encodeCall(IDispute.split, (v, l.h.parts(len, v.pos)));
    }

    /// Cuts the nodes of two sides on the way to a leaf that are not cut.
    function splitDown(address who, Level memory l, Level memory rival, uint256 pos) internal {
        for (uint256 len = l.h.height; len > 0; len -= 4) {
            if (look(refOf(l, len, pos)).flags & 1 == 0) splitAs(who, l, len, pos);
            if (look(refOf(rival, len, pos)).flags & 1 == 0) splitAs(who, rival, len, pos);
        }
    }

    function update(Level memory l, uint256 len, uint256 pos) internal {
        callAs(stranger, 0, updateCall(l, len, pos));
    }

    function updateCall(Level memory l, uint256 len, uint256 pos) internal pure returns (bytes memory) {
        Ref memory v = refOf(l, len, pos);
        return abi.encodeCall(IDispute.update, (v, l.h.parts(len, v.pos)));
    }

    function updateUp(Level memory l, uint256 pos) internal {
        for (uint256 len = 4; len <= l.h.height; len += 4) {
            update(l, len, pos);
        }
    }

    function updateFrom(Level memory above, uint256 pos, Level memory below) internal {
        callAs(stranger, 0, updateFromCall(above, pos, below));
    }

    function updateFromCall(Level memory above, uint256 pos, Level memory below) internal pure returns (bytes memory) {
        return
            abi.encodeCall(IDispute.updateFrom, (refOf(above, 0, pos), below.h.root(), Histories.leafOf(below.before)));
    }

    function refineLeafAs(address who, Fight memory f, Side memory s) internal returns (bytes32) {
        return refineLeafAs(who, f, s, BOND_B * 1 gwei);
    }

    function refineLeafAs(address who, Fight memory f, Side memory s, uint256 value) internal returns (bytes32) {
        bytes memory input = refineLeafCall(f, s);
        return abi.decode(callAs(who, value, input), (bytes32));
    }

    function refineLeafCall(Fight memory f, Side memory s) internal pure returns (bytes memory) {
        Start memory start = s.a.h.startOf(s.a.before, f.a);
        (bytes32 root, bytes32[] memory path) = (s.b.h.root(), s.b.h.last());
        return abi.encodeCall(
            IDispute.refineLeaf,
            (
                refOf(s.a, 0, f.a),
                start,
                idOf(f.parent),
                hashOf(f.range),
                stateBefore(s.a, f.a),
                s.next,
                root,
                path,
                s.run
            )
        );
    }

    function refineStrideAs(address who, Fight memory f, Side memory s) internal returns (bytes32) {
        return refineStrideAs(who, f, s, BOND_C * 1 gwei);
    }

    function refineStrideAs(address who, Fight memory f, Side memory s, uint256 value) internal returns (bytes32) {
        return abi.decode(callAs(who, value, refineStrideCall(f, s)), (bytes32));
    }

    function refineStrideCall(Fight memory f, Side memory s) internal pure returns (bytes memory) {
        Start memory start = s.b.h.startOf(s.b.before, f.b);
        return abi.encodeCall(
            IDispute.refineStride, (refOf(s.b, 0, f.b), start, stateBefore(s.b, f.b), s.c.h.root(), s.c.h.last())
        );
    }

    function proveAs(address who, Fight memory f, Side memory s) internal {
        callAs(who, 0, proveCall(s, f.c));
    }

    function proveCall(Side memory s, uint256 pos) internal pure returns (bytes memory) {
        Start memory start = s.c.h.startOf(s.c.before, pos);
        return abi.encodeCall(IDispute.prove, (refOf(s.c, 0, pos), start, abi.encode(stateBefore(s.c, pos))));
    }

    /// Sends an input, and fails as the rollup does.
    function callAs(address who, uint256 value, bytes memory input) internal returns (bytes memory output) {
        bool ok;
        (ok, output) = tryAs(who, value, input);
        if (ok) return output;
        assembly ("memory-safe") {
            revert(add(output, 32), mload(output))
        }
    }

    function tryAs(address who, uint256 value, bytes memory input) internal returns (bool ok, bytes memory output) {
        vm.prank(who);
        (ok, output) = address(rollup).call{value: value}(input);
    }

    /// Holds that the rollup refuses an input, and why.
    function refused(address who, uint256 value, bytes memory input, bytes memory reason) internal {
        (bool ok, bytes memory output) = tryAs(who, value, input);
        vm.assertFalse(ok, "not refused");
        vm.assertEq(output, reason, "reason");
    }

    function refused(address who, bytes memory input, bytes4 reason) internal {
        refused(who, 0, input, abi.encodeWithSelector(reason));
    }

    // ---------------------------------------------------------------- a dispute

    /// Two sides behind the first assertion that part at a leaf, a stride and a step.
    function newFight(uint256 a, uint256 b, uint256 c) internal returns (Fight memory f) {
        return newFight(genesis(), rangeOf(7), a, b, c);
    }

    function newFight(Parent memory parent, Range memory r, uint256 a, uint256 b, uint256 c)
        internal
        returns (Fight memory f)
    {
        (f.parent, f.range, f.a, f.b, f.c) = (parent, r, a, b, c);
        bytes32 before = a == 0 ? parent.state : keccak256(abi.encode("before", a));
        f.start = startOf(before, hashOf(r));
        f.right = newSide(f, ann, 1);
        f.wrong = newSide(f, ben, 2);
        machine.lead(stateBefore(f.right.c, c), f.right.c.h.stateAt(c));
    }

    /// A side like no other one of that fight.
    function newSide(Fight memory f, address who, uint256 seed) internal pure returns (Side memory s) {
        s.who = who;
        s.state = stateOf(seed, keccak256(abi.encode("sends", seed)), f.range.batches);
        s.next = f.a == 65_535 ? keccak256(s.state) : keccak256(abi.encode("next", seed));
        s.run = Run(template(), headerOf(s.next), keccak256("memory"));
        s.a = levelA(
            f.parent, f.range, parting(16, keccak256(abi.encode("before", f.a)), f.a, s.next, keccak256(s.state))
        );
        bytes32 last = keccak256(bytes.concat(s.run.header, s.run.memoryRoot));
        bytes32 stride = keccak256(abi.encode("stride", seed));
        s.b = Level(
            contextOf(refOf(s.a, 0, f.a)), 1, f.start, parting(16, keccak256("strides before"), f.b, stride, last)
        );
        bytes32 step = keccak256(abi.encode("step", seed));
        s.c = Level(
            contextOf(refOf(s.b, 0, f.b)),
            2,
            stateBefore(s.b, f.b),
            parting(20, keccak256("steps before"), f.c, step, s.b.h.stateAt(f.b))
        );
    }

    /// One state up to pos, another one there, and a third from there on, if there is a place for it.
    function parting(uint8 h, bytes32 before, uint256 pos, bytes32 there, bytes32 last)
        internal
        pure
        returns (History memory)
    {
        if (pos == (1 << h) - 1) return Histories.constant_(h, before).then_(pos, last);
        if (pos == 0) return Histories.constant_(h, there).then_(1, last);
        return Histories.constant_(h, before).then_(pos, there).then_(pos + 1, last);
    }

    /// Plays a dispute up to what is asked: 1 both have asserted, 2 cut down to the leaf, 3 both have continued it, 4 cut down to the
    /// stride, 5 both have continued it, 6 cut down to the step, 7 the step is proven.
    function play(Fight memory f, uint256 phase) internal {
        if (phase >= 1) {
            assertAs(f.right.who, f.parent, f.range, f.right.state, f.right.a.h);
            assertAs(f.wrong.who, f.parent, f.range, f.wrong.state, f.wrong.a.h);
        }
        if (phase >= 2) {
            splitDown(f.right.who, f.right.a, f.wrong.a, f.a);
        }
        playOn(f, phase);
    }

    function playOn(Fight memory f, uint256 phase) internal {
        if (phase >= 3) {
            refineLeafAs(f.right.who, f, f.right);
            refineLeafAs(f.wrong.who, f, f.wrong);
        }
        if (phase >= 4) {
            splitDown(f.right.who, f.right.b, f.wrong.b, f.b);
        }
        if (phase >= 5) {
            refineStrideAs(f.right.who, f, f.right);
            refineStrideAs(f.wrong.who, f, f.wrong);
        }
        if (phase >= 6) {
            splitDown(f.right.who, f.right.c, f.wrong.c, f.c);
        }
        if (phase >= 7) proveAs(f.right.who, f, f.right);
    }

    /// Tells the rollup all that the right side has earned.
    function updateAll(Fight memory f) internal {
        updateUp(f.right.c, f.c);
        updateFrom(f.right.b, f.b, f.right.c);
        updateUp(f.right.b, f.b);
        updateFrom(f.right.a, f.a, f.right.b);
        updateUp(f.right.a, f.a);
    }

    function confirm(Fight memory f, Side memory s) internal {
        callAs(stranger, 0, confirmCall(f, s));
    }

    function confirmCall(Fight memory f, Side memory s) internal pure returns (bytes memory) {
        return abi.encodeCall(IRollup.confirm, (f.parent, s.state, s.a.h.root()));
    }

    function settleCall(Level memory l) internal pure returns (bytes memory) {
        return abi.encodeCall(IDispute.settle, (rootOf(l)));
    }

    // ---------------------------------------------------------------- values

    function template() internal pure returns (bytes memory t) {
        t = new bytes(917);
        for (uint256 i = 0; i < 700; i += 32) {
            put(t, i, keccak256(abi.encode("template", i)));
        }
    }

    /// The machine before a transition.
    function startOf(bytes32 before, bytes32 end) internal pure returns (bytes32) {
        bytes memory t = template();
        t[722] = bytes1(uint8(96));
        put(t, 723, before);
        put(t, 755, end);
        put(t, 787, PARAMS);
        return keccak256(t);
    }

    /// A machine that has ended itself and written a state.
    function headerOf(bytes32 next) internal pure returns (bytes memory h) {
        h = new bytes(885);
        put(h, 851, keccak256(abi.encodePacked(bytes32(0), uint8(1), next)));
        h[883] = 0x01;
    }

    function put(bytes memory b, uint256 from, bytes32 word) internal pure {
        vm.assertTrue(from + 32 <= b.length, "behind the end");
        assembly ("memory-safe") {
            mstore(add(add(b, 32), from), word)
        }
    }

    function err(bytes4 selector) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector);
    }

    function err(bytes4 selector, uint256 value) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, value);
    }
}
