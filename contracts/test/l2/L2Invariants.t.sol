// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MESSENGER, OUTBOX, TOKENS} from "../../src/l2/Addresses.sol";
import {IBridgedToken} from "../../src/l2/IBridgedToken.sol";
import {Call, IMessenger, Place} from "../../src/l2/IMessenger.sol";
import {ITokens} from "../../src/l2/ITokens.sol";
import {L2Test} from "./util/L2Test.sol";
import {vm} from "./util/L2Vm.sol";
import {SendTree} from "../util/SendTree.sol";
import {Ear} from "./util/Targets.sol";

/// Does to L2 what people, relayers and L1 may do, in any order, and keeps the simplest books.
contract L2Handler is L2Test {
    address[] private people;
    Ear private ear = new Ear();

    // Calls that L1 sent.
    Call[] private calls;
    uint256[] private places; // in the inbox
    bool[] private finished;
    bytes32[] private noted; // words
    uint256[] private notedAt; // messages that they tell of

    // Books.
    bytes32[] public sends; // leaves
    uint256 public sentCoin; // in the outbox
    uint256 public waitingCoin; // of calls that are not finished
    uint256 public fees; // paid to the relayer
    uint256 public refunds; // paid to ben
    uint256[2] public supply; // of either token: credits - withdrawals
    uint256 public wrong; // calls that went through against the books, or did not

    constructor() {
        setUp();
        people = [ann, ben, relayer, stranger];
        vm.deal(ann, 1000 ether);
    }

    // ---------------------------------------------------------------- actions

    function sendToL1(uint256 value, uint256 minGas, bytes calldata data) external {
        (value, minGas) = (value % (ann.balance / 8 + 1), minGas % 5_000_001);
        vm.prank(ann);
        outbox.initiateWithdrawal{value: value}(stranger, minGas, data);
        keep(ann, stranger, value, minGas, data);
        sentCoin += value;
    }

    /// L1 sends a call with coin, which may be bounced by ben.
    function call(uint64 value, uint64 fee, bool mayBounce, bytes calldata data) external {
        Call memory c = callTo(address(ear), bytes.concat("any ", data)); // names no function of the target
        (c.value, c.fee) = (uint256(value % 1000) * 1 gwei, uint256(fee % 1000) * 1 gwei);
        c.refundTo = mayBounce ? ben : address(0);
        keepCall(c);
    }

    /// A vault on L1 credits one of two tokens; the second vault is a stranger.
    function credit(uint256 which, uint256 whom, uint64 amount) external {
        Call memory c = creditOf(address(0x901d), people[whom % people.length], amount);
        c.sender = which % 2 == 0 ? vault : stranger;
        c.fee = 5 gwei;
        keepCall(c);
    }

    function newBlock(bool noteIt) external {
        if (leaves.length == 0) return;
        consume();
        mint();
        if (!noteIt) return;
        messenger.note();
        noted.push(word());
        notedAt.push(leaves.length);
    }

    /// By any word that was noted: if it is older than the call, the proof cannot exist, and the nearest thing to it is
    /// refused.
    function execute(uint256 which, uint256 by) external {
        if (calls.length == 0 || noted.length == 0) return;
        which %= calls.length;
        Call memory c = calls[which];
        (Place memory p, bool shown) = proof(places[which], by);
        vm.prank(relayer);
        (bool ok,) = MESSENGER.call(abi.encodeCall(IMessenger.execute, (c, p)));
        if (ok != (shown && !finished[which])) wrong++;
        if (!ok) return;
        finish(which);
        fees += c.fee;
        if (c.target != TOKENS) return;
        (, address to, uint256 amount,) = abi.decode(tail(c.data), (address, address, uint256, bytes));
        if (to != address(0)) supply[c.sender == vault ? 0 : 1] += amount;
    }

    function bounce(uint256 which, uint256 by, bool asBen) external {
        if (calls.length == 0 || noted.length == 0) return;
        which %= calls.length;
        Call memory c = calls[which];
        (Place memory p, bool shown) = proof(places[which], by);
        bool right = asBen && c.refundTo == ben;
        vm.prank(asBen ? ben : stranger);
        (bool ok,) = MESSENGER.call(abi.encodeCall(IMessenger.bounce, (c, p)));
        if (ok != (shown && right && !finished[which])) wrong++;
        if (!ok) return;
        finish(which);
        refunds += c.value + c.fee;
    }

    function withdraw(uint256 which, uint256 who, uint64 amount) external {
        address from = people[who % people.length];
        uint256 n = which % 2;
        IBridgedToken token = tokenAt(n);
        uint256 has = address(token).code.length == 0 ? 0 : token.balanceOf(from);
        uint256 most = has + has / 8 + 1;
        vm.prank(from);
        (bool ok,) = TOKENS.call(abi.encodeCall(ITokens.withdraw, (address(token), ben, amount % most)));
        if (ok != (address(token).code.length > 0 && amount % most <= has)) wrong++;
        if (!ok) return;
        supply[n] -= amount % most;
        bytes memory data =
            abi.encodeWithSignature("release(address,address,uint256)", address(0x901d), ben, amount % most);
        keep(TOKENS, n == 0 ? vault : stranger, 0, 0, data);
    }

    function transfer(uint256 which, uint256 who, uint256 whom, uint64 amount) external {
        IBridgedToken token = tokenAt(which % 2);
        if (address(token).code.length == 0) return;
        address from = people[who % people.length];
        uint256 value = amount % (token.balanceOf(from) + 1);
        vm.prank(from);
        try token.transfer(people[whom % people.length], value) {}
        catch {
            wrong++;
        }
    }

    // ---------------------------------------------------------------- views

    function tokenAt(uint256 n) public view returns (IBridgedToken) {
        return IBridgedToken(tokens.tokenOf(n == 0 ? vault : stranger, address(0x901d)));
    }

    function holdings(uint256 n) external view returns (uint256 sum) {
        for (uint256 i = 0; i < people.length; i++) {
            sum += tokenAt(n).balanceOf(people[i]);
        }
    }

    function root() external view returns (bytes32) {
        return sends.length == 0 ? bytes32(0) : SendTree.rootOf(sends);
    }

    function sendCount() external view returns (uint256) {
        return sends.length;
    }

    function paid() external view returns (uint256 toTheRelayer, uint256 toBen, uint256 waits, uint256 unminted_) {
        return (relayer.balance, ben.balance, waitingCoin, unminted);
    }

    // ---------------------------------------------------------------- books

    function keep(address from, address to, uint256 value, uint256 minGas, bytes memory data) private {
        sends.push(keccak256(abi.encode(sends.length, from, to, value, minGas, keccak256(data))));
    }

    function keepCall(Call memory c) private {
        places.push(send(c));
        calls.push(c);
        finished.push(false);
        waitingCoin += c.value + c.fee;
    }

    function finish(uint256 which) private {
        finished[which] = true;
        waitingCoin -= calls[which].value + calls[which].fee;
    }

    // What shows the message by a noted word, if that tells of it.
    function proof(uint256 index, uint256 by) private view returns (Place memory p, bool shown) {
        uint256 n = notedAt[by % notedAt.length];
        shown = n > index;
        p = shown ? place(index, n) : Place(carriers[index], accs[index], new bytes32[](0), carriers[n - 1]);
    }

    function tail(bytes memory data) private pure returns (bytes memory rest) {
        rest = new bytes(data.length - 4);
        for (uint256 i = 0; i < rest.length; i++) {
            rest[i] = data[i + 4];
        }
    }
}

contract L2InvariantsTest {
    L2Handler private handler;

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function setUp() public {
        handler = new L2Handler();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0] = FuzzSelector(address(handler), new bytes4[](8));
        list[0].selectors[0] = L2Handler.sendToL1.selector;
        list[0].selectors[1] = L2Handler.call.selector;
        list[0].selectors[2] = L2Handler.credit.selector;
        list[0].selectors[3] = L2Handler.newBlock.selector;
        list[0].selectors[4] = L2Handler.execute.selector;
        list[0].selectors[5] = L2Handler.bounce.selector;
        list[0].selectors[6] = L2Handler.withdraw.selector;
        list[0].selectors[7] = L2Handler.transfer.selector;
    }

    // One campaign for all, since a campaign is what takes the time.
    function invariant_l2() external view {
        sendsAreInTheTree();
        coinAddsUp();
        tokensAddUp();
        vm.assertEq(handler.wrong(), 0, "calls that went through against the books, or did not");
    }

    function sendsAreInTheTree() private view {
        vm.assertEq(uint256(vm.load(OUTBOX, bytes32(uint256(1)))), handler.sendCount(), "sends");
        vm.assertEq(vm.load(OUTBOX, 0), handler.root(), "root");
        vm.assertEq(OUTBOX.balance, handler.sentCoin(), "coin that left");
    }

    function coinAddsUp() private view {
        (uint256 relayer, uint256 ben, uint256 waits, uint256 unminted) = handler.paid();
        vm.assertEq(relayer, handler.fees(), "fees");
        vm.assertEq(ben, handler.refunds(), "refunds");
        vm.assertEq(MESSENGER.balance + unminted, waits, "coin of calls that wait");
    }

    function tokensAddUp() private view {
        for (uint256 n = 0; n < 2; n++) {
            IBridgedToken token = handler.tokenAt(n);
            if (address(token).code.length == 0) continue;
            vm.assertEq(token.totalSupply(), handler.supply(n), "credits less withdrawals");
            vm.assertEq(token.totalSupply(), handler.holdings(n), "sum of balances");
        }
    }
}
