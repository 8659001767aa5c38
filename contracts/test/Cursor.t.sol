// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Cursor, newCursor} from "../src/inbox/Cursor.sol";
import {vm} from "./util/Vm.sol";

contract CursorTest {
    function testFuzz_cursor_keepsFields(uint48 batches, uint48 consumed, uint48 messages, uint48 seat, bytes8 tail)
        public
        pure
    {
        Cursor c = newCursor(batches, consumed, messages, seat, tail);
        are(c, batches, consumed, messages, seat, tail);
        if (messages == type(uint48).max) return;
        are(c.withMessage(), batches, consumed, messages + 1, seat, tail);
    }

    function test_cursor_widest() public pure {
        uint48 most = type(uint48).max;
        are(newCursor(most, most, most, most, 0xffffffffffffffff), most, most, most, most, 0xffffffffffffffff);
    }

    function are(Cursor c, uint48 batches, uint48 consumed, uint48 messages, uint48 seat, bytes8 tail) private pure {
        vm.assertEq(c.batchCount(), batches, "batchCount");
        vm.assertEq(c.consumed(), consumed, "consumed");
        vm.assertEq(c.messageCount(), messages, "messageCount");
        vm.assertEq(c.lastSeat(), seat, "lastSeat");
        vm.assertEq(c.tail(), tail, "tail");
    }
}
