// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Config} from "../../src/rollup/Config.sol";
import {Cohort, IDispute, Ref} from "../../src/rollup/IDispute.sol";
import {Assertion, IRollup, Parent, Status} from "../../src/rollup/IRollup.sol";
import {Histories, History} from "../util/History.sol";
import {Fight, Level, RollupTest, Seen, Side} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// One side of a dispute as the input of all moves about it, in the order in which they can be made.
struct Script {
    bytes32 parent;
    bytes32 assertion;
    bytes32[3] origins;
    bytes32[3] roots;
    bytes[] down; // assertState, 4 splits, refineLeaf, 4 splits, refineStride, 5 splits, prove
    bytes[] up; // 5 updates, updateFrom, 4 updates, updateFrom, 4 updates
    bytes[] end; // settle, settle, confirm
    Ref[] refs; // of the node that down[i] is about
    uint256 next; // the first of down that was not made
}

/// Plays disputes at random: four sides behind the first assertion, and three behind each of two of them. The machine is on the side of
/// the first. Nobody is honest: sides are abandoned, taken up again by others, and confirmed if nobody objects for long enough.
contract RollupHandler is RollupTest {
    using Histories for History;

    uint32 private constant SHORT = 40; // threshold

    address[] public people;
    Script[] private scripts;
    uint256 public refusals; // moves that should have gone through
    uint256 public confirmed; // assertions
    uint256 public proven; // steps
    mapping(bytes32 node => uint256) private seen; // time

    constructor() {
        super.setUp();
        Config memory c = config();
        (c.threshold, c.censored, c.perMove, c.compute, c.queue, c.minGap) = (SHORT, 1, 0, 1, 1, 2);
        rollup = deploy(c);
        mine(2);
        people = [ann, ben, cat, stranger, address(0xda4), address(0xefe)];
        for (uint256 i = 0; i < people.length; i++) {
            vm.deal(people[i], 1000 ether);
        }
        Fight memory f = newFight(3, 2, 1);
        for (uint256 seed = 1; seed < 5; seed++) {
            prepare(f, seed);
        }
        for (uint256 i = 0; i < 2; i++) {
            Side memory s = newSide(f, ann, i + 1);
            Fight memory g = newFight(child(f.parent, s.state, s.a.h), f.range, 3, 2, 1);
            for (uint256 seed = 1; seed < 4; seed++) {
                prepare(g, seed);
            }
        }
    }

    function subject() external view returns (IRollup) {
        return rollup;
    }

    // ---------------------------------------------------------------- scripts

    function prepare(Fight memory f, uint256 seed) private {
        Side memory s = newSide(f, ann, seed);
        Script storage p = scripts.push();
        (p.parent, p.assertion) = (idOf(f.parent), idOf(child(f.parent, s.state, s.a.h)));
        p.origins = [s.a.origin, s.b.origin, s.c.origin];
        p.roots = [nodeOf(rootOf(s.a)), nodeOf(rootOf(s.b)), nodeOf(rootOf(s.c))];
        add(p, assertCall(f.parent, f.range, s.state, s.a.h), rootOf(s.a));
        cuts(p, s.a, f.a);
        add(p, refineLeafCall(f, s), refOf(s.a, 0, f.a));
        cuts(p, s.b, f.b);
        add(p, refineStrideCall(f, s), refOf(s.b, 0, f.b));
        cuts(p, s.c, f.c);
        add(p, proveCall(s, f.c), refOf(s.c, 0, f.c));
        raises(p, s.c, f.c);
        p.up.push(updateFromCall(s.b, f.b, s.c));
        raises(p, s.b, f.b);
        p.up.push(updateFromCall(s.a, f.a, s.b));
        raises(p, s.a, f.a);
        p.end.push(settleCall(s.c));
        p.end.push(settleCall(s.b));
        p.end.push(confirmCall(f, s));
    }

    function add(Script storage p, bytes memory input, Ref memory v) private {
        p.down.push(input);
        p.refs.push(v);
    }

    function cuts(Script storage p, Level memory l, uint256 pos) private {
        for (uint256 len = l.h.height; len > 0; len -= 4) {
            add(p, splitCall(l, len, pos), refOf(l, len, pos));
        }
    }

    function raises(Script storage p, Level memory l, uint256 pos) private {
        for (uint256 len = 4; len <= l.h.height; len += 4) {
            p.up.push(updateCall(l, len, pos));
        }
    }

    // ---------------------------------------------------------------- actions

    function passTime(uint256 blocks) external {
        mine(1 + blocks % (SHORT / 2));
    }

    /// The next moves of a side, by somebody who pays for them or has the credit.
    function dive(uint256 who, uint256 side, uint256 steps, bool pays) external {
        Script storage p = scripts[side % scripts.length];
        address from = people[who % people.length];
        for (uint256 i = 0; i <= steps % 18 && p.next < p.down.length; i++) {
            uint256 n = p.next;
            uint256 value = pays && (n == 0 || n == 5 || n == 10) ? 3 ether : 0;
            (bool ok, bytes memory output) = tryAs(from, value, p.down[n]);
            // Nobody makes these moves but here: it cannot have been made before.
            if (!ok && bytes4(output) == IDispute.AlreadySplit.selector) refusals++;
            if (!ok) return;
            p.next++;
            if (n == 16) proven++;
        }
    }

    /// Any move of a side, in no order.
    function poke(uint256 who, uint256 side, uint256 move) external {
        Script storage p = scripts[side % scripts.length];
        uint256 n = move % p.down.length;
        (bool ok,) = tryAs(people[who % people.length], 0, p.down[n]);
        if (ok && n == p.next) p.next++;
    }

    /// All that a side has earned becomes known.
    function climb(uint256 side, uint256 steps) external {
        Script storage p = scripts[side % scripts.length];
        for (uint256 i = 0; i < p.up.length && i <= steps % 32; i++) {
            tryAs(stranger, 0, p.up[i]);
        }
        timesAreTrue(p);
    }

    function finish(uint256 who, uint256 side) external {
        Script storage p = scripts[side % scripts.length];
        for (uint256 i = 0; i < 3; i++) {
            (bool ok,) = tryAs(people[who % people.length], 0, p.end[i]);
            if (ok && i == 2) confirmed++;
        }
    }

    function unstake(uint256 who) external {
        tryAs(people[who % people.length], 0, abi.encodeCall(IRollup.unstake, ()));
    }

    function withdraw(uint256 who) external {
        address from = people[who % people.length];
        tryAs(from, 0, abi.encodeCall(IDispute.withdraw, (from)));
    }

    // ---------------------------------------------------------------- I1: time

    /// What is known of a node's time is never more than is true, and never falls. From the step upwards, the true time of each node
    /// on the way is its own and that of what is below it.
    function timesAreTrue(Script storage p) private {
        uint256 below = 0;
        for (uint256 k = p.refs.length; k > 0; k--) {
            uint256 i = k - 1;
            Ref memory v = p.refs[i];
            Seen memory n = look(v);
            below = trueTime(p, i, v, n, below);
            if (!n.exists) continue;
            bytes32 id = nodeOf(v);
            vm.assertTrue(n.beta >= seen[id], "a time fell");
            vm.assertTrue(n.beta <= below, "more than is true is known");
            seen[id] = n.beta;
        }
    }

    /// By its definition, from that of the next node on the way.
    function trueTime(Script storage p, uint256 i, Ref memory v, Seen memory n, uint256 below)
        private
        view
        returns (uint256 time)
    {
        if (!n.exists) return 0;
        if (n.flags & 2 != 0) return MAX_BETA;
        if (i == 0) return below; // the same node as the next one
        time = alone(n);
        if (v.len == 0 && v.level < 2) {
            (bytes32 claim,) = rollup.initial(p.roots[v.level + 1]);
            if (claim != 0) time += below;
        } else if (n.flags & 1 != 0) {
            time += least(v, partsOf(p.down[i]), p.refs[i + 1], below);
        }
        if (time > MAX_BETA) time = MAX_BETA;
    }

    /// The least time of a node's parts: of one it is given, and nobody cuts the others.
    function least(Ref memory v, bytes32[16] memory parts, Ref memory next, uint256 below)
        private
        view
        returns (uint256 time)
    {
        Ref memory w = Ref(v.origin, v.level, v.len - 4, v.pos, v.base, 0);
        time = below;
        for (uint256 k = 0; k < 16; k++) {
            w.span = parts[k];
            uint256 own = w.pos == next.pos ? below : alone(look(w));
            if (own < time) time = own;
            w.base = Histories.extended(w.base, parts[k]);
            w.pos += uint32(1 << w.len);
        }
    }

    /// The time of a node without what is below it.
    function alone(Seen memory n) private view returns (uint256) {
        if (!n.first) return 0;
        return (n.t2 == 0 ? height : n.t2) - n.t1;
    }

    function partsOf(bytes memory b) private pure returns (bytes32[16] memory parts) {
        for (uint256 i = 0; i < 16; i++) {
            bytes32 word;
            uint256 offset = 36 + 32 * (6 + i);
            assembly ("memory-safe") {
                word := mload(add(b, offset))
            }
            parts[i] = word;
        }
    }

    // ---------------------------------------------------------------- I2, I4: cohorts

    function cohortsAreInOrder() external view {
        uint256[3] memory allowances = [uint256(7_600_000), 7_600_000, 12_800_000];
        for (uint256 i = 0; i < scripts.length; i++) {
            for (uint256 level = 0; level < 3; level++) {
                Cohort memory c = rollup.cohort(scripts[i].origins[level]);
                if (c.count == 0) vm.assertTrue(c.spent == 0 && !c.settled, "an empty cohort");
                else vm.assertTrue(c.spent <= (c.count - 1) * allowances[level], "I2");
            }
            for (uint256 j = 0; j < i; j++) {
                if (scripts[i].parent != scripts[j].parent) continue;
                bool both = isConfirmed(scripts[i].assertion) && isConfirmed(scripts[j].assertion);
                vm.assertFalse(both, "I4");
            }
        }
    }

    function isConfirmed(bytes32 h) private view returns (bool) {
        return rollup.assertion(h).status == Status.Confirmed;
    }

    // ---------------------------------------------------------------- I3: money

    /// Whoever wins from here on, all that is owed is there.
    function isSolvent() external view {
        uint256 owed = worst(idOf(genesis())) * 1 gwei;
        for (uint256 i = 0; i < people.length; i++) {
            owed += rollup.credit(people[i]);
        }
        for (uint256 level = 1; level < 3; level++) {
            for (uint256 i = 0; i < scripts.length; i++) {
                if (isFirstOf(i, level)) owed += worstOf(i, level) * 1 gwei;
            }
        }
        vm.assertTrue(address(rollup).balance >= owed, "I3");
    }

    /// Whether no side before it has the same cohort.
    function isFirstOf(uint256 i, uint256 level) private view returns (bool) {
        for (uint256 j = 0; j < i; j++) {
            if (scripts[j].origins[level] == scripts[i].origins[level]) return false;
        }
        return true;
    }

    /// The most that a cohort of level 1 or 2 may still have to pay: a bond, and a tenth of the others.
    function worstOf(uint256 i, uint256 level) private view returns (uint256 most) {
        Cohort memory c = rollup.cohort(scripts[i].origins[level]);
        if (c.settled) return 0;
        for (uint256 j = 0; j < scripts.length; j++) {
            if (scripts[j].origins[level] != scripts[i].origins[level]) continue;
            (, address poster) = rollup.initial(scripts[j].roots[level]);
            uint256 bond = level == 1 ? BOND_B : BOND_C;
            if (poster != address(0)) most = bond + (c.count - 1) * bond / 10;
        }
    }

    /// The most that stakes behind an assertion may still be owed, with the reward of whoever wins there.
    function worst(bytes32 parent) private view returns (uint256 most) {
        for (uint256 i = 0; i < scripts.length; i++) {
            Script storage p = scripts[i];
            if (p.parent != parent) continue;
            Assertion memory a = rollup.assertion(p.assertion);
            Cohort memory c = rollup.cohort(p.origins[0]);
            if (a.status == Status.None || (c.settled && a.status == Status.Pending)) continue;
            uint256 owed = stakesAt(p.assertion) + worst(p.assertion);
            if (!c.settled) owed += (c.count - 1) * uint256(BOND_A) / 10;
            if (owed > most) most = owed;
        }
    }

    function stakesAt(bytes32 tip) private view returns (uint256 sum) {
        for (uint256 i = 0; i < people.length; i++) {
            if (rollup.stake(people[i]) == tip) sum += BOND_A;
        }
    }
}

contract RollupInvariantsTest {
    RollupHandler private handler;

    /// The actions lead to where something can go wrong: to steps that are proven, and to assertions that are confirmed.
    function test_handler_getsThere() public {
        handler.dive(0, 0, 5, true);
        handler.dive(1, 1, 5, true);
        for (uint256 i = 0; i < 18; i++) {
            handler.dive(0, 0, 0, true);
            handler.dive(1, 1, 0, true);
        }
        handler.passTime(39);
        handler.climb(0, 31);
        handler.passTime(39);
        handler.passTime(39);
        handler.climb(0, 31);
        handler.climb(1, 31);
        handler.finish(2, 0);
        vm.assertTrue(handler.proven() > 0 && handler.confirmed() == 1, "got there");
        invariant();
    }

    function setUp() public {
        handler = new RollupHandler();
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0] = FuzzSelector(address(handler), new bytes4[](9));
        list[0].selectors[0] = RollupHandler.passTime.selector;
        list[0].selectors[1] = RollupHandler.dive.selector;
        list[0].selectors[2] = RollupHandler.dive.selector;
        list[0].selectors[3] = RollupHandler.climb.selector;
        list[0].selectors[4] = RollupHandler.finish.selector;
        list[0].selectors[5] = RollupHandler.poke.selector;
        list[0].selectors[6] = RollupHandler.unstake.selector;
        list[0].selectors[7] = RollupHandler.withdraw.selector;
        list[0].selectors[8] = RollupHandler.passTime.selector;
    }

    // One campaign for all, since a campaign is what takes the time.
    /// forge-config: default.invariant.runs = 12
    function invariant_rollup() external view {
        invariant();
    }

    function invariant() private view {
        handler.cohortsAreInOrder();
        handler.isSolvent();
        vm.assertEq(handler.refusals(), 0, "moves that should have gone through");
    }
}
