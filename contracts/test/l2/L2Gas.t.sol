// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MESSENGER, OUTBOX, TOKENS} from "../../src/l2/Addresses.sol";
import {Call, L1Block, Place} from "../../src/l2/IMessenger.sol";
import {L2Test} from "./util/L2Test.sol";
import {vm} from "./util/L2Vm.sol";

/// What the calls that matter cost as whole transactions: snapshots/L2.json. L2 asks for at least 40 gas for a byte of
/// input that is not 0 (EIP-7623), which these figures leave out: it counts for `follow` and for long data.
contract L2GasTest is L2Test {
    address private immutable gold = address(0x901d);

    function setUp() public override {
        super.setUp();
        vm.deal(ann, 1 ether);
        vm.deal(ben, 1);
    }

    function test_gas_l2_size() public {
        size("size of Outbox", OUTBOX);
        size("size of Messenger", MESSENGER);
        size("size of Tokens", TOKENS);
        vm.snapshotValue(
            "L2", "size of BridgedToken", vm.getDeployedCode("src/l2/BridgedToken.sol:BridgedToken").length
        );
    }

    function size(string memory name, address who) private {
        vm.snapshotValue("L2", name, who.code.length);
        vm.assertTrue(who.code.length < 24_576, name);
    }

    function test_gas_initiateWithdrawal() public {
        withdrawal(0, "initiateWithdrawal, the first");
        withdrawal(1, "initiateWithdrawal, the second");
        fill(1_000_000);
        withdrawal(1, "initiateWithdrawal, behind 1,000,000");
        fill((1 << 20) - 1);
        withdrawal(1, "initiateWithdrawal, behind 2^20 - 1");
        fill((1 << 32) - 1);
        withdrawal(1, "initiateWithdrawal, the last");
    }

    function test_gas_initiateWithdrawal_longest() public {
        fill(1_000_000);
        bytes memory data = new bytes(24_000);
        for (uint256 i = 0; i < data.length; i++) {
            data[i] = 0xff;
        }
        vm.prank(ann);
        outbox.initiateWithdrawal(ben, 0, data);
        vm.snapshotGasLastCall("L2", "initiateWithdrawal, 24,000 bytes, behind 1,000,000");
    }

    function test_gas_note() public {
        messages(1);
        messenger.note();
        vm.snapshotGasLastCall("L2", "note");
        messenger.note();
        vm.snapshotGasLastCall("L2", "note, noted before");
    }

    function test_gas_follow() public {
        messages(1025);
        messenger.note();
        messenger.follow(accs[1024], between(1024, 1025), carriers[1024]);
        vm.snapshotGasLastCall("L2", "follow, 1 leaf");
        messenger.follow(accs[1], between(1, 1025), carriers[1024]);
        vm.snapshotGasLastCall("L2", "follow, 1,024 leaves");
    }

    function test_gas_execute() public {
        Call memory c = callTo(ben, "");
        run(c, 0, "execute, nothing behind it");
        run(c, 10, "execute, 10 messages behind it");
        (c.value, c.fee) = (1 gwei, 1 gwei);
        run(c, 0, "execute, value and fee");
        c.refundTo = ben;
        uint256 index = arrive(c);
        messenger.note();
        Place memory p = place(index);
        vm.prank(ben);
        messenger.bounce(c, p);
        vm.snapshotGasLastCall("L2", "bounce");
    }

    function test_gas_tokens() public {
        run(creditOf(gold, ann, 100), 0, "execute, a token's first credit");
        run(creditOf(gold, ben, 100), 0, "execute, a credit");
        run(creditOf(gold, ben, 100), 0, "execute, a credit to a holder");
        address token = tokens.tokenOf(vault, gold);
        vm.prank(ann);
        tokens.withdraw(token, ann, 50);
        vm.prank(ann);
        tokens.withdraw(token, ann, 10);
        vm.snapshotGasLastCall("L2", "withdraw, the second");
    }

    // ---------------------------------------------------------------- helpers

    function withdrawal(uint256 value, string memory name) private {
        vm.prank(ann);
        outbox.initiateWithdrawal{value: value}(ann, 0, "");
        vm.snapshotGasLastCall("L2", name);
    }

    function fill(uint256 count) private {
        vm.store(OUTBOX, bytes32(uint256(1)), bytes32(count));
        for (uint256 i = 0; i < 32; i++) {
            vm.store(OUTBOX, bytes32(2 + i), keccak256(abi.encode(i)));
        }
    }

    function messages(uint256 count) private {
        for (uint256 i = 0; i < count; i++) {
            append(2, stranger, "");
        }
        consume();
    }

    // A relayer that has coin already, and a word that was noted.
    function run(Call memory c, uint256 behind, string memory name) private {
        uint256 index = arrive(c);
        messages(behind);
        messenger.note();
        vm.deal(relayer, 1);
        execute(c, index);
        vm.snapshotGasLastCall("L2", name);
    }
}
