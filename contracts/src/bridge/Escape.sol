// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Accumulators} from "../inbox/Accumulators.sol";
import {IInbox} from "../inbox/IInbox.sol";
import {TOKENS} from "../l2/Addresses.sol";
import {tokenAddress} from "../l2/TokenAddress.sol";
import {ITokens} from "../l2/ITokens.sol";
import {consumedOf, isState, rootOf} from "../rollup/L2State.sol";
import {IBridge} from "./IBridge.sol";
import {IERC20} from "./IERC20.sol";
import {CoinDeposit, Holder, IEscape, TokenDeposit, Waiting} from "./IEscape.sol";
import {IVault} from "./IVault.sol";
import {Account, Accounts} from "./trie/Accounts.sol";

/// @title The way out when L2 has got stuck
/// @notice See IEscape for what it promises. It holds nothing: bridge and vaults pay what it says. Storage:
///
///     root           256
///     consumed       | 0 192 | consumed 64 |
///     taken[key]     256   whether something was paid; each kind of thing has keys of its own length
contract Escape is IEscape {
    uint8 private constant DEPOSIT = 1;
    uint8 private constant CALL = 3;
    // What an account's code begins with that has lent itself some (EIP-7702). No contract's code can (EIP-3541).
    bytes3 private constant LENT = 0xef0100;
    uint256 private constant LENT_BYTES = 23;

    /// @inheritdoc IEscape
    IBridge public immutable bridge;
    /// @inheritdoc IEscape
    bytes32 public root;
    /// @inheritdoc IEscape
    uint64 public consumed;

    mapping(bytes32 key => bool yes) private taken;

    /// @param bridge_ that obeys this contract once the rollup is stuck; it may be deployed later
    constructor(IBridge bridge_) {
        bridge = bridge_;
    }

    /// @inheritdoc IEscape
    function open(bytes calldata good) external {
        bytes32 state = bridge.rollup().stuckAt();
        // INVARIANT: what was on L2 is what the rollup has confirmed, to the byte.
        if (!isState(good) || keccak256(good) != state) revert NotTheLastState();
        (root, consumed) = (rootOf(good), consumedOf(good));
        emit Opened(state, root, consumed);
    }

    // ---------------------------------------------------------------- balances

    /// @inheritdoc IEscape
    function takeCoin(Holder calldata holder) external {
        (Account memory a, bool contract_) = find(holder);
        // INVARIANT: who can deploy on L1 where L2 has a contract does not get what that one held.
        if (contract_) revert IsContract(holder.who);
        if (a.balance == 0) revert NothingThere();
        take(abi.encodePacked(holder.who));
        emit CoinTaken(holder.who, a.balance);
        bridge.escape(holder.who, a.balance);
    }

    /// @inheritdoc IEscape
    function takeToken(
        IVault vault,
        IERC20 token,
        Holder calldata holder,
        bytes[] calldata tokenProof,
        bytes[] calldata balanceProof
    ) external {
        (, bool contract_) = find(holder);
        if (contract_) revert IsContract(holder.who);
        // INVARIANT: a vault's tokens are on L2 where the vault's name leads. Another contract of L1 that calls itself a
        // vault has other ones.
        address l2 = tokenOf(vault, token);
        bytes32 storageRoot = Accounts.get(opened(), l2, tokenProof).storageRoot;
        uint256 amount = Accounts.slotOf(storageRoot, balanceSlot(holder.who), balanceProof);
        if (amount == 0) revert NothingThere();
        take(abi.encodePacked(l2, holder.who));
        emit TokenTaken(vault, token, holder.who, amount);
        vault.escape(token, holder.who, amount);
    }

    /// @inheritdoc IEscape
    function tokenOf(IVault vault, IERC20 token) public pure returns (address token_) {
        return tokenAddress(TOKENS, address(vault), address(token));
    }

    // Where BridgedToken keeps a balance: a mapping in slot 0.
    function balanceSlot(address who) private pure returns (bytes32 slot) {
        return keccak256(abi.encode(who, uint256(0)));
    }

    // ---------------------------------------------------------------- deposits

    /// @inheritdoc IEscape
    function takeCoinDeposit(Waiting calldata m, CoinDeposit calldata d, Holder calldata to) external {
        (, bool contract_) = find(to);
        takeMessage(m, DEPOSIT, d.from, abi.encodePacked(to.who, d.gwei_));
        // INVARIANT: the same holds for coin on its way to a contract. Who has paid is on L1.
        address receiver = contract_ ? d.from : to.who;
        emit DepositTaken(m.index, receiver);
        bridge.escape(receiver, uint256(d.gwei_) * 1 gwei);
    }

    /// @inheritdoc IEscape
    function takeTokenDeposit(Waiting calldata m, TokenDeposit calldata d, Holder calldata to) external {
        (, bool contract_) = find(to);
        if (contract_) revert IsContract(to.who);
        bytes memory input = abi.encodeCall(ITokens.credit, (address(d.token), to.who, d.amount, d.meta));
        bytes memory body = abi.encodePacked(TOKENS, uint256(0), d.fee, uint64(0), address(0), input);
        // INVARIANT: the vault pays for what it has said itself.
        takeMessage(m, CALL, address(d.vault), body);
        emit DepositTaken(m.index, to.who);
        d.vault.escape(d.token, to.who, d.amount);
    }

    // Holds that the inbox has a message that L2 has not consumed, and takes it.
    function takeMessage(Waiting calldata m, uint8 kind, address from, bytes memory body) private {
        if (m.index < consumed) revert Consumed(m.index);
        IInbox inbox = bridge.inbox();
        bytes32 acc = inbox.msgAcc(m.index);
        acc = Accumulators.message(acc, kind, from, m.height, m.time, m.parentHash, keccak256(body));
        if (acc != inbox.msgAcc(m.index + 1)) revert WrongMessage(m.index);
        take(abi.encodePacked(m.index));
    }

    // ---------------------------------------------------------------- what is shown

    // INVARIANT: each thing is paid once. It is noted before anybody else's code runs.
    function take(bytes memory key) private {
        bytes32 hash = keccak256(key);
        if (taken[hash]) revert AlreadyTaken();
        taken[hash] = true;
    }

    function opened() private view returns (bytes32 root_) {
        root_ = root;
        if (root_ == 0) revert NotOpen();
    }

    // What the last good state says about an account, and whether it is a contract.
    function find(Holder calldata h) private view returns (Account memory a, bool contract_) {
        a = Accounts.get(opened(), h.who, h.proof);
        // INVARIANT: what the caller says about the code decides nothing: it is the account's.
        if (keccak256(h.code) != a.codeHash) revert WrongCode(a.codeHash);
        bool lent = h.code.length == LENT_BYTES && bytes3(h.code) == LENT;
        contract_ = h.code.length > 0 && !lent;
    }
}
