// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bridge} from "../../../src/bridge/Bridge.sol";
import {Escape} from "../../../src/bridge/Escape.sol";
import {IBridge} from "../../../src/bridge/IBridge.sol";
import {IERC20} from "../../../src/bridge/IERC20.sol";
import {CoinDeposit, IEscape, TokenDeposit, Waiting} from "../../../src/bridge/IEscape.sol";
import {IRoots} from "../../../src/bridge/IRoots.sol";
import {IVault} from "../../../src/bridge/IVault.sol";
import {Vault} from "../../../src/bridge/Vault.sol";
import {vm} from "../../util/Vm.sol";
import {Has, TOKEN_ON_L1, VAULT_ON_L1, Vectors} from "./Holders.sol";
import {VaultTest} from "./VaultTest.sol";
import {Good} from "./Zoo.sol";

/// A bridge that has the escape contract, and an L2 that has the state of the vectors.
abstract contract StuckTest is VaultTest {
    IEscape internal escape;
    Good internal gold = Good(TOKEN_ON_L1);
    bytes internal state;
    bytes32 internal root;

    function setUp() public virtual override {
        super.setUp();
        (state, root) = Vectors.state();
        bridge = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 2);
        inbox = deploy(one(ann), address(0), FORCE_DELAY, SILENCE);
        escape = new Escape(IBridge(bridge));
        subject = new Bridge{value: GENESIS_COIN}(inbox, IRoots(address(rollup)), address(escape));
        furnish();
        for (uint256 i = 0; i < 3; i++) {
            message(stranger, 4, ""); // L2 has consumed three
        }
    }

    // Puts vault and token where the vectors have them.
    function furnish() private {
        vm.etch(VAULT_ON_L1, address(new Vault(subject)).code);
        vm.store(VAULT_ON_L1, 0, bytes32(uint256(1)));
        vault = Vault(VAULT_ON_L1);
        vm.etch(TOKEN_ON_L1, address(new Good()).code);
    }

    /// L2 has got stuck behind the state of the vectors, and everybody knows.
    function stick() internal {
        rollup.stick(keccak256(state));
        escape.open(state);
    }

    // ---------------------------------------------------------------- calls

    function takeCoin(Has memory h) internal {
        callAs(stranger, address(escape), 0, abi.encodeCall(IEscape.takeCoin, (h.holder)));
    }

    function takeCoinReverts(Has memory h, bytes memory reason) internal {
        refused(stranger, address(escape), 0, abi.encodeCall(IEscape.takeCoin, (h.holder)), reason);
    }

    function tokenInput(Has memory h) internal view returns (bytes memory) {
        IVault from = IVault(address(vault));
        return abi.encodeCall(IEscape.takeToken, (from, IERC20(address(gold)), h.holder, h.token, h.balance));
    }

    /// The vault has what is taken.
    function takeToken(Has memory h) internal {
        gold.mint(address(vault), h.amount);
        callAs(stranger, address(escape), 0, tokenInput(h));
    }

    function takeTokenReverts(Has memory h, bytes memory reason) internal {
        refused(stranger, address(escape), 0, tokenInput(h), reason);
    }

    /// Why somebody is refused who says that an account has other code.
    function wrongCode(Has memory h) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IEscape.WrongCode.selector, keccak256(h.holder.code));
    }

    // ---------------------------------------------------------------- deposits

    /// Where the newest message stands.
    function newest() internal view returns (Waiting memory m) {
        return Waiting(uint64(messageCount()) - 1, uint64(height), uint64(time), blockhash(height - 1));
    }

    function coinInput(Waiting memory m, address from, uint64 gwei_, Has memory to)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodeCall(IEscape.takeCoinDeposit, (m, CoinDeposit(from, gwei_), to.holder));
    }

    function depositOf(uint256 amount, uint256 fee) internal view returns (TokenDeposit memory d) {
        d = TokenDeposit(IVault(address(vault)), IERC20(address(gold)), amount, fee, "");
        d.meta = abi.encode("", "", uint8(6)); // the token was put there without its constructor
    }

    function creditInput(Waiting memory m, TokenDeposit memory d, Has memory to) internal pure returns (bytes memory) {
        return abi.encodeCall(IEscape.takeTokenDeposit, (m, d, to.holder));
    }
}
