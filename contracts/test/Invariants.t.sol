// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../src/inbox/IInbox.sol";
import {InboxTest} from "./util/InboxTest.sol";
import {vm} from "./util/Vm.sol";

/// Does to an inbox what holders of seats, strangers and the bridge may do or try, and keeps a model of it that is as
/// simple as can be: all messages and batches in lists.
contract Handler is InboxTest {
    address[] public people;
    bytes32[] public msgAccs; // of the first n messages at n
    uint256[] public times;
    bytes32[] public batchAccs; // of the first n batches at n
    bytes8 public tail;
    uint64 public taken; // messages consumed
    uint256 public seatHeight;
    uint256 public passedBy; // batches that went through although they left an overdue message
    uint256 public intruders; // batches that went through although their senders had no right
    uint256 public refusals; // right batches that were refused
    uint256 public miscounts; // messages taken by a block that has its number, or refused by one that has not

    uint32 private constant IN_BLOCK = 3;

    constructor() {
        setUp();
        inbox = deploy(three(ann, ben, cat), address(0), FORCE_DELAY, SILENCE, IN_BLOCK);
        people = [ann, ben, cat, stranger, address(0xda4), address(0xefe)];
        msgAccs.push(0);
        batchAccs.push(0);
        seatHeight = height;
    }

    function subject() external view returns (IInbox) {
        return inbox;
    }

    function messageCounts() external view returns (uint256, uint256) {
        return (msgAccs.length - 1, batchAccs.length - 1);
    }

    // ---------------------------------------------------------------- actions

    function passTime(uint256 blocks, uint256 elapsed) external {
        mine(1 + blocks % (SILENCE / 2), 1 + elapsed % (FORCE_DELAY * 2 / 3));
    }

    function appendMessage(uint256 who, uint8 kind, bytes calldata body) external {
        address from = people[who % people.length];
        bool ours = kind % 4 == 1 || kind % 4 == 3;
        kind = ours ? kind % 4 : kind / 8 * 8;
        bytes memory input = ours
            ? abi.encodeCall(IInbox.appendFromBridge, (kind, from, body))
            : abi.encodeCall(IInbox.appendMessage, (kind, body));
        bool full = times.length >= IN_BLOCK && times[times.length - IN_BLOCK] == time;
        vm.prank(ours ? bridge : from, from);
        (bool ok,) = address(inbox).call(input);
        if (ok == full) miscounts++;
        if (!ok) return;

        bytes memory head = bytes.concat(bytes1(kind), bytes20(from), bytes8(uint64(height)), bytes8(uint64(time)));
        bytes32 leaf = keccak256(bytes.concat(head, blockhash(height - 1), keccak256(body)));
        msgAccs.push(keccak256(bytes.concat(msgAccs[msgAccs.length - 1], leaf)));
        times.push(time);
    }

    /// A batch that is behind the newest one and in range.
    function appendBatch(uint256 who, uint64 upTo, bytes calldata data) external {
        uint64 waiting = uint64(times.length) - taken;
        this.tryBatch(who, uint64(batchAccs.length - 1), tail, taken + upTo % (waiting + 1), data);
    }

    /// An empty batch that takes all.
    function forceAll(uint256 who) external {
        this.tryBatch(who, 0, 0, uint64(times.length), "");
    }

    /// Any batch; what the inbox takes goes into the model.
    function tryBatch(uint256 who, uint64 index, bytes8 prev, uint64 upTo, bytes calldata data) external {
        address from = people[who % people.length];
        bool seated = inbox.holds(from);
        bool forcing = data.length == 0 && overdueFrom(taken);
        bool allowed = forcing || seated || height >= seatHeight + SILENCE;
        bool behind = forcing || (index == batchAccs.length - 1 && prev == tail);
        bool ranged = upTo >= taken && upTo <= times.length;

        vm.prank(from, from);
        try inbox.appendBatch(index, prev, upTo, data) {
            if (!allowed || !behind) intruders++;
            if (overdueFrom(upTo)) passedBy++;
            take(from, upTo, data, seated);
        } catch {
            if (allowed && behind && ranged && !overdueFrom(upTo)) refusals++;
        }
    }

    function changeSeats(uint256 who, uint256 what, uint256 whom) external {
        address from = people[who % people.length];
        address other = people[whom % people.length];
        vm.prank(from, from);
        if (what % 8 < 3) {
            try inbox.voteToSeat(other) {} catch {}
        } else if (what % 8 < 5) {
            try inbox.voteToUnseat(uint32(whom % 12)) {} catch {}
        } else if (what % 8 == 5) {
            try inbox.handOver(other) {} catch {}
        } else if (what % 64 == 6) {
            try inbox.giveUp() {} catch {}
        } else {
            try inbox.abstain() {} catch {}
        }
    }

    // ---------------------------------------------------------------- the model

    function take(address from, uint64 upTo, bytes calldata data, bool seated) private {
        uint64 index = uint64(batchAccs.length - 1);
        bytes memory where = bytes.concat(bytes8(uint64(height)), bytes8(uint64(time)));
        bytes memory who = bytes.concat(bytes20(data.length == 0 ? address(0) : from), bytes20(miner()));
        bytes32 acc = keccak256(
            bytes.concat(batchAccs[index], bytes8(index), keccak256(data), where, msgAccs[upTo], bytes8(upTo), who)
        );
        batchAccs.push(acc);
        (tail, taken) = (bytes8(keccak256(data)), upTo);
        if (seated) seatHeight = height;
    }

    function overdueFrom(uint64 index) private view returns (bool) {
        return index < times.length && time - times[index] > FORCE_DELAY;
    }
}

contract InvariantsTest {
    Handler private handler;
    IInbox private inbox;

    function setUp() public {
        handler = new Handler();
        inbox = handler.subject();
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    // What is left out, the handler inherits from its base.
    function targetSelectors() external view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0] = FuzzSelector(address(handler), new bytes4[](6));
        list[0].selectors[0] = Handler.passTime.selector;
        list[0].selectors[1] = Handler.appendMessage.selector;
        list[0].selectors[2] = Handler.appendBatch.selector;
        list[0].selectors[3] = Handler.forceAll.selector;
        list[0].selectors[4] = Handler.tryBatch.selector;
        list[0].selectors[5] = Handler.changeSeats.selector;
    }

    // One campaign for all, since a campaign is what takes the time.
    function invariant_inbox() external view {
        chainsAreTheModels();
        batchesOnlyByRight();
        seatsAreDistinct();
    }

    function chainsAreTheModels() private view {
        (uint64 batches, uint64 consumed, uint64 messages, uint64 lastSeat, bytes8 tail, bytes32 acc,) = inbox.state();
        (uint256 messages_, uint256 batches_) = handler.messageCounts();
        vm.assertEq(batches, batches_, "batches");
        vm.assertEq(messages, messages_, "messages");
        vm.assertEq(consumed, handler.taken(), "consumed");
        vm.assertTrue(consumed <= messages, "more is consumed than there is");
        vm.assertEq(lastSeat, handler.seatHeight(), "lastSeat");
        vm.assertEq(tail, handler.tail(), "tail");
        vm.assertEq(acc, handler.batchAccs(batches), "batch accumulator");
        for (uint64 n = 0; n <= messages; n++) {
            vm.assertEq(inbox.msgAcc(n), handler.msgAccs(n), "message accumulator");
            if (n > 0) vm.assertEq(inbox.messageTime(n - 1), handler.times(n - 1), "time");
        }
    }

    function batchesOnlyByRight() private view {
        vm.assertEq(handler.passedBy(), 0, "batches that passed an overdue message by");
        vm.assertEq(handler.intruders(), 0, "batches without a right");
        vm.assertEq(handler.refusals(), 0, "right batches that were refused");
        vm.assertEq(handler.miscounts(), 0, "messages that their block should not have taken, or should");
    }

    function seatsAreDistinct() private view {
        (uint32[] memory ids, address[] memory holders, uint64[] memory begins, uint64[] memory ends) = inbox.seats();
        vm.assertTrue(ids.length <= 32, "too many seats");
        for (uint256 i = 0; i < ids.length; i++) {
            vm.assertTrue(holders[i] != address(0) && begins[i] != 0, "nobody's seat");
            vm.assertTrue(ends[i] == 0 || ends[i] > begins[i], "a seat that ends before it begins");
            for (uint256 j = 0; j < i; j++) {
                vm.assertTrue(ids[i] != ids[j] && holders[i] != holders[j], "a seat twice");
            }
        }
    }
}
