// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MESSENGER} from "../../src/l2/Addresses.sol";
import {Call, IMessenger, L1Block, Place} from "../../src/l2/IMessenger.sol";
import {L2Test} from "./util/L2Test.sol";
import {vm} from "./util/L2Vm.sol";
import {Ear} from "./util/Targets.sol";

/// What L2 comes to know of L1, and what it does not.
contract FollowTest is L2Test {
    bytes32[] private none;
    Ear private ear;
    Call private c;

    function setUp() public override {
        super.setUp();
        ear = new Ear();
        c = callTo(address(ear), "hi");
    }

    function test_genesis_knowsNothing() public view {
        vm.assertFalse(messenger.noted(0), "word 0");
        vm.assertFalse(messenger.known(0), "accumulator 0");
        vm.assertFalse(messenger.done(0), "call 0");
    }

    function test_note_keepsTheWord() public {
        messages(3);
        consume();
        vm.expectEmit(MESSENGER);
        emit IMessenger.Noted(word());
        messenger.note();
        vm.assertTrue(messenger.noted(word()), "noted");
        vm.prevrandao("later");
        messenger.note();
        vm.assertTrue(messenger.noted(wordAt(3)), "still noted");
    }

    function test_note_twice_saysNothing() public {
        messages(1);
        consume();
        messenger.note();
        vm.recordLogs();
        messenger.note();
        vm.assertEq(vm.getRecordedLogs().length, 0, "events of the second note");
    }

    function test_follow_presentWord() public {
        messages(2);
        consume();
        vm.expectEmit(MESSENGER);
        emit IMessenger.Followed(accs[2]);
        messenger.follow(accs[2], none, carriers[1]);
        vm.assertTrue(messenger.known(accs[2]), "known");
        vm.assertFalse(messenger.noted(word()), "the word itself is not noted");
    }

    function test_follow_notedWord() public {
        messages(5);
        consume();
        messenger.note();
        messages(2);
        consume();
        messenger.follow(accs[1], between(1, 5), carriers[4]);
        vm.assertTrue(messenger.known(accs[1]), "known");
        vm.assertFalse(messenger.known(accs[5]), "only the first one becomes known");
    }

    /// From the newest word back to the first message, in steps of any length.
    function testFuzz_follow_inSteps(uint8 count, bytes32 seed) public {
        uint256 n = uint256(count) % 60 + 2;
        messages(n);
        consume();
        L1Block memory nothing;
        uint256 end = n;
        for (uint256 begin = n; begin > 1;) {
            seed = keccak256(abi.encode(seed));
            uint256 step = uint256(seed) % begin;
            begin -= step == 0 ? 1 : step;
            messenger.follow(accs[begin], between(begin, end), end == n ? carriers[n - 1] : nothing);
            vm.assertTrue(messenger.known(accs[begin]), "known");
            end = begin;
        }
    }

    /// Accumulators and words that L1 never had stay unknown, whatever leaves are given.
    function testFuzz_follow_strangers_revert(bytes32 acc, bytes32[] memory some, L1Block memory last) public {
        messages(3);
        consume();
        messenger.note();
        messenger.follow(accs[3], none, carriers[2]);
        bytes32 end = acc;
        for (uint256 i = 0; i < some.length; i++) {
            end = keccak256(bytes.concat(end, some[i]));
        }
        bytes32 other = keccak256(bytes.concat(last.parentHash, bytes8(last.height), bytes8(last.time), end));
        vm.expectRevert(unknown(end, other));
        messenger.follow(acc, some, last);
    }

    function testFuzz_fold_asNaive(bytes32 first, bytes32[] memory some) public {
        bytes32 end = first;
        for (uint256 i = 0; i < some.length; i++) {
            end = keccak256(abi.encodePacked(end, some[i]));
        }
        L1Block memory b = L1Block(7, 8, "parent");
        vm.prevrandao(keccak256(abi.encodePacked(b.parentHash, b.height, b.time, end)));
        messenger.follow(first, some, b);
        vm.assertTrue(messenger.known(first), "known");
    }

    /// No leaves and nothing known: accumulator 0 stands in no word.
    function test_follow_nothing_reverts() public {
        L1Block memory zero;
        vm.expectRevert(unknown(0, keccak256(new bytes(80))));
        messenger.follow(0, none, zero);
    }

    /// Accumulator 0 becomes known by all messages. That shows no call.
    function test_follow_fromZero_isHarmless() public {
        uint256 index = send(c);
        consume();
        messenger.follow(0, between(0, 1), carriers[0]);
        Place memory p = place(index);
        p.before = accs[1];
        p.behind = none;
        p.last = L1Block(0, 0, 0);
        bytes32 acc = accBehind(accs[1]);
        vm.expectRevert(unknown(acc, keccak256(bytes.concat(bytes32(0), bytes16(0), acc))));
        messenger.execute(c, p);
    }

    // ---------------------------------------------------------------- B11, B12

    function test_B11_followOfAnotherFork_reverts() public {
        messages(3);
        bytes32 ours = word();
        append(2, stranger, "on another fork");
        bytes32 theirs = word();
        vm.prevrandao(ours);
        messenger.note();
        vm.expectRevert(unknown(accs[4], theirs));
        messenger.follow(accs[4], none, carriers[3]);
    }

    function test_B11_followOfAWordNeverNoted_reverts() public {
        messages(3);
        consume();
        bytes32 missed = word();
        append(4, ann, "");
        consume();
        vm.expectRevert(unknown(accs[3], missed));
        messenger.follow(accs[3], none, carriers[2]);
        messenger.follow(accs[3], between(3, 4), carriers[3]); // the next word shows it as well
        vm.assertTrue(messenger.known(accs[3]), "known");
    }

    function test_B11_followWithLeafAndAccumulatorSwapped_reverts() public {
        messages(2);
        consume();
        bytes32[] memory swapped = new bytes32[](1);
        swapped[0] = accs[1];
        bytes32 end = keccak256(bytes.concat(leaves[1], accs[1]));
        L1Block memory b = carriers[1];
        bytes32 other = keccak256(bytes.concat(b.parentHash, bytes8(b.height), bytes8(b.time), end));
        vm.expectRevert(unknown(end, other));
        messenger.follow(leaves[1], swapped, b);
    }

    function test_B11_followWithAnotherBlock_reverts() public {
        messages(2);
        consume();
        L1Block[3] memory wrong = [carriers[1], carriers[1], carriers[1]];
        wrong[0].height++;
        wrong[1].time++;
        wrong[2].parentHash = "another";
        for (uint256 i = 0; i < 3; i++) {
            vm.expectPartialRevert(IMessenger.Unknown.selector);
            messenger.follow(accs[2], none, wrong[i]);
        }
    }

    /// Height, time and parent hash have fixed widths: bytes do not move from one to the other.
    function test_B11_followWithShiftedBytes_reverts() public {
        messages(1);
        L1Block memory b = carriers[0];
        append(2, ann, "", L1Block(b.time, b.height, b.parentHash));
        consume();
        vm.expectPartialRevert(IMessenger.Unknown.selector);
        messenger.follow(accs[2], none, b);
    }

    function test_B12_aLeafTooManyOrTooFew_reverts() public {
        uint256 index = send(c);
        messages(3);
        consume();
        Place memory p = place(index);
        p.behind = between(index + 1, 3);
        vm.expectPartialRevert(IMessenger.Unknown.selector);
        messenger.execute(c, p);
        p.behind = between(index + 2, 4);
        vm.expectPartialRevert(IMessenger.Unknown.selector);
        messenger.execute(c, p);
        append(4, ann, "");
        p.behind = between(index + 1, 5);
        p.last = carriers[4];
        vm.expectPartialRevert(IMessenger.Unknown.selector);
        messenger.execute(c, p);
        execute4(index);
    }

    function test_B12_anotherPlace_reverts() public {
        uint256 first = arrive(c);
        uint256 second = arrive(c); // the same call once more, elsewhere
        Place memory p = place(second);
        p.before = accs[first];
        vm.expectPartialRevert(IMessenger.Unknown.selector);
        messenger.execute(c, p);
        p = place(second);
        p.carrier = carriers[first];
        vm.expectPartialRevert(IMessenger.Unknown.selector);
        messenger.execute(c, p);
    }

    function test_B12_aDepositAsACall_reverts() public {
        append(1, ann, bodyOf(c));
        consume();
        vm.expectPartialRevert(IMessenger.Unknown.selector);
        messenger.execute(c, place(0));
    }

    /// The inbox lets nobody but the bridge append kind 3. Any other kind with the body of a call is no call.
    function test_B9_otherKindsWithTheBodyOfACall_revert() public {
        for (uint256 kind = 0; kind < 256; kind += kind == 5 ? 250 : 1) {
            if (kind == 3) continue;
            append(uint8(kind), ann, bodyOf(c));
            consume();
            vm.expectPartialRevert(IMessenger.Unknown.selector);
            messenger.execute(c, place(leaves.length - 1));
        }
        vm.assertEq(ear.times(), 0, "calls");
    }

    /// A word lives in L2's state. When a deeper reorganisation of L1 takes L2 back, the word goes with it.
    function test_B25_noteOfAReorganisedL1_isGone() public {
        messages(2);
        uint256 before = vm.snapshotState();
        uint256 index = send(c);
        consume();
        bytes32 gone = word();
        Place memory p = place(index);
        messenger.note();
        vm.assertTrue(messenger.noted(gone), "noted on the old branch");

        vm.assertTrue(vm.revertToState(before), "back");
        append(2, ann, "another message on the new branch");
        consume();
        vm.assertFalse(messenger.noted(gone), "noted on the new branch");
        vm.expectRevert(unknown(accBehind(p.before), gone));
        messenger.execute(c, p);
    }

    // ---------------------------------------------------------------- B21

    /// Relayers are censored, and words of many L2 blocks went by unnoted, with thousands of messages. One forced
    /// `note` in any later block and one forced `execute` are enough.
    function test_B21_afterALongSilence_noteAndExecute() public {
        uint256 index = send(c);
        consume();
        for (uint256 i = 0; i < 20; i++) {
            messages(256); // as many as an L2 block consumes
            consume();
        }
        messenger.note();
        Place memory p = place(index);
        append(2, stranger, "the world goes on");
        consume();
        vm.prank(ann);
        messenger.execute(c, p);
        vm.assertEq(ear.times(), 1, "calls");
    }

    /// More messages stand behind the call than fit into one transaction.
    function test_B21_tooFarForOneTransaction_follow() public {
        uint256 index = send(c);
        messages(3000);
        consume();
        messenger.note();
        append(4, ann, "");
        consume();
        L1Block memory nothing;
        messenger.follow(accs[2000], between(2000, 3001), carriers[3000]);
        messenger.follow(accs[1000], between(1000, 2000), nothing);
        Place memory p = Place(carriers[index], accs[index], between(index + 1, 1000), nothing);
        messenger.execute(c, p);
        vm.assertEq(ear.times(), 1, "calls");
    }

    // ---------------------------------------------------------------- helpers

    function messages(uint256 count) private {
        for (uint256 i = 0; i < count; i++) {
            append(2, stranger, abi.encode(i));
        }
    }

    // Behind the call, if it stood behind `before` in the block of message 0.
    function accBehind(bytes32 before) private view returns (bytes32) {
        L1Block memory b = carriers[leaves.length > 2 ? 2 : 0];
        bytes memory where = bytes.concat(bytes8(b.height), bytes8(b.time), b.parentHash);
        bytes32 leaf = keccak256(bytes.concat(bytes1(uint8(3)), bytes20(ann), where, keccak256(bodyOf(c))));
        return keccak256(bytes.concat(before, leaf));
    }

    function execute4(uint256 index) private {
        messenger.execute(c, place(index, 4));
        vm.assertEq(ear.times(), 1, "calls");
    }
}
