// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bridge} from "../../src/bridge/Bridge.sol";
import {IBridge, Send} from "../../src/bridge/IBridge.sol";
import {IERC20} from "../../src/bridge/IERC20.sol";
import {IVault} from "../../src/bridge/IVault.sol";
import {Vault} from "../../src/bridge/Vault.sol";
import {IInbox} from "../../src/inbox/IInbox.sol";
import {TOKENS} from "../../src/l2/Addresses.sol";
import {vm} from "../util/Vm.sol";
import {BridgeTest} from "./util/BridgeTest.sol";
import {SendTree} from "../util/SendTree.sol";
import {Agent, Moody} from "./util/Targets.sol";
import {Good} from "./util/Zoo.sol";

/// Does what accounts of L1 and L2 may do or try, and keeps books: what has come in, what L2 has, what has left.
contract Trade is BridgeTest {
    struct Books {
        uint256 paidIn; // coin of genesis too
        uint256 onL2; // coin that accounts of L2 have, or that waits for a call there
        uint256 claimed;
        uint256 forced; // coin that came otherwise
        uint256 tokensIn;
        uint256 tokensOnL2;
        uint256 tokensOut;
        uint256 messages;
    }

    Books public books;
    Send[] private sends;
    mapping(uint256 index => uint256) public times; // that a send was paid
    uint256 public wrongs; // calls that should have failed, or should not
    Good public token;
    Agent private agent;
    Moody private moody;

    constructor() {
        setUp();
        (token, agent, moody) = (new Good(), new Agent(), new Moody());
        (books.paidIn, books.onL2) = (GENESIS_COIN, GENESIS_COIN);
        vm.deal(stranger, 1e30);
        token.mint(stranger, 1e30);
        vm.prank(stranger);
        token.approve(address(vault), 1e30);
    }

    function parts() external view returns (Bridge, Vault, IInbox) {
        return (subject, vault, inbox);
    }

    function allBooks() external view returns (Books memory) {
        return books;
    }

    function sendCount() external view returns (uint256) {
        return sends.length;
    }

    // ---------------------------------------------------------------- from L1

    function deposit(uint256 value, bool plain) external {
        mine(1, 13);
        value = value % 100 ether;
        bytes memory input = plain ? bytes("") : abi.encodeCall(IBridge.deposit, (ben));
        (bool ok,) = tryAs(stranger, address(subject), value, input);
        if (ok != (value > 0 && value % 1 gwei == 0)) wrongs++;
        if (ok) comeIn(value, 1);
    }

    function depositGwei(uint64 gwei_, bool plain) external {
        this.deposit(uint256(gwei_) * 1 gwei, plain);
    }

    function call(uint256 value, uint256 fee, bool whole) external {
        mine(1, 13);
        (value, fee) = (value % 1 ether, fee % 1 ether);
        if (whole) fee += 1 gwei - (value + fee) % 1 gwei;
        uint256 sum = value + fee;
        bytes memory input = abi.encodeCall(IBridge.send, (ben, value, 0, cat, "data"));
        (bool ok,) = tryAs(stranger, address(subject), sum, input);
        if (ok != (sum % 1 gwei == 0)) wrongs++;
        if (ok) comeIn(sum, sum == 0 ? 1 : 2);
    }

    function depositToken(uint256 amount) external {
        mine(1, 13);
        amount = 1 + amount % 1e20;
        callAs(stranger, address(vault), 0, abi.encodeCall(IVault.deposit, (IERC20(address(token)), ben, amount)));
        books.tokensIn += amount;
        books.tokensOnL2 += amount;
        books.messages++;
    }

    function comeIn(uint256 value, uint256 messages_) private {
        books.paidIn += value;
        books.onL2 += value;
        books.messages += messages_;
    }

    function force(uint64 value) external {
        bytes memory init = bytes.concat(hex"73", bytes20(address(subject)), hex"ff");
        assembly ("memory-safe") {
            pop(create(value, add(init, 32), mload(init)))
        }
        books.forced += value;
    }

    // ---------------------------------------------------------------- from L2

    /// Sends as much as L2 has, at most, to somebody who takes it, does not, deposits it again, or calls back.
    function sendFromL2(uint256 value, uint256 who) external {
        value %= books.onL2 / 4 + 1;
        address[5] memory targets = [ben, address(moody), address(agent), address(inbox), address(subject)];
        books.onL2 -= value;
        sends.push(sent(targets[who % 5], value, 0, ""));
    }

    function withdrawToken(uint256 amount) external {
        amount %= books.tokensOnL2 + 1;
        books.tokensOnL2 -= amount;
        bytes memory data = abi.encodeCall(IVault.release, (IERC20(address(token)), cat, amount));
        sends.push(sentBy(TOKENS, address(vault), 0, 0, data));
        times[1e6 + leaves.length - 1] = amount;
    }

    function claimOne(uint256 which, uint256 again, bool within) external {
        if (sends.length == 0) return;
        mine(1, 13);
        Send memory s = sends[which % sends.length];
        bytes memory input = claimInput(s);
        uint256 back = plan(within, again, s.value);
        bool payable_ = times[s.index] == 0 && s.target != address(moody) && s.target != address(inbox)
            && s.target != address(subject);
        (bool ok,) = tryAs(stranger, address(subject), 0, input);
        if (ok != payable_) wrongs++;
        if (ok) paid(s, s.target == address(agent) ? back : 0, within);
    }

    /// What the agent does when it is paid: it claims another send, or deposits whole gwei of what it gets.
    function plan(bool within, uint256 again, uint256 value) private returns (uint256 back) {
        if (within) {
            agent.plan(address(subject), 0, claimInput(sends[again % sends.length]));
            return 0;
        }
        back = value / 1 gwei % (1 << 64) * 1 gwei;
        agent.plan(address(subject), back, abi.encodeCall(IBridge.deposit, (ben)));
    }

    function paid(Send memory s, uint256 back, bool within) private {
        times[s.index]++;
        books.claimed += s.value;
        if (s.target == address(vault)) books.tokensOut += times[1e6 + s.index];
        if (s.target != address(agent)) return;
        if (agent.ok() != (!within && back > 0)) wrongs++;
        if (agent.ok()) comeIn(back, 1);
    }

    /// A send that L2 has not sent.
    function claimForged(uint256 which, uint256 value, uint8 height_, bytes32 with) external {
        if (sends.length == 0) return;
        Send memory s = sends[which % sends.length];
        bytes32[32] memory proof = SendTree.proofOf(leaves, s.index);
        if (value == s.value) proof[height_ % 32] ^= with | bytes32(uint256(1));
        s.value = value;
        (bool ok,) = tryAs(stranger, address(subject), 0, abi.encodeCall(IBridge.claim, (s, confirm(), proof)));
        if (ok) wrongs++;
    }

    function escape(uint256 value, bool byEscaper) external {
        address who = byEscaper ? escaper : stranger;
        (bool ok,) = tryAs(who, address(subject), 0, abi.encodeCall(IBridge.escape, (ben, value)));
        if (ok) wrongs++;
    }
}

/// B27: the bridge holds what came in, less what has left; so what is on L2 can leave.
contract ConservationTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Trade private trade;
    Bridge private bridge;
    Vault private vault;
    IInbox private inbox;

    function setUp() public {
        trade = new Trade();
        (bridge, vault, inbox) = trade.parts();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(trade);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0] = FuzzSelector(address(trade), new bytes4[](10));
        list[0].selectors[0] = Trade.deposit.selector;
        list[0].selectors[1] = Trade.depositGwei.selector;
        list[0].selectors[2] = Trade.call.selector;
        list[0].selectors[3] = Trade.depositToken.selector;
        list[0].selectors[4] = Trade.force.selector;
        list[0].selectors[5] = Trade.sendFromL2.selector;
        list[0].selectors[6] = Trade.withdrawToken.selector;
        list[0].selectors[7] = Trade.claimOne.selector;
        list[0].selectors[8] = Trade.claimForged.selector;
        list[0].selectors[9] = Trade.escape.selector;
    }

    function invariant_B27_conservation() external view {
        Trade.Books memory b = trade.allBooks();
        vm.assertEq(address(bridge).balance, b.paidIn - b.claimed + b.forced, "coin of the bridge");
        vm.assertTrue(address(bridge).balance >= b.onL2, "all coin of L2 is here");
        vm.assertEq(trade.token().balanceOf(address(vault)), b.tokensIn - b.tokensOut, "tokens of the vault");
        vm.assertTrue(b.tokensIn - b.tokensOut >= b.tokensOnL2, "all tokens of L2 are here");
        vm.assertEq(trade.wrongs(), 0, "calls that should have ended otherwise");
        (,, uint64 messages,,,,) = inbox.state();
        vm.assertEq(messages, b.messages, "messages");
        for (uint64 i = 0; i < trade.sendCount(); i++) {
            vm.assertTrue(trade.times(i) <= 1, "paid once");
            vm.assertTrue(bridge.claimed(i) == (trade.times(i) == 1), "claimed");
        }
    }
}
