// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInbox} from "../../src/inbox/IInbox.sol";
import {Config} from "../../src/rollup/Config.sol";
import {IDispute} from "../../src/rollup/IDispute.sol";
import {IMachine} from "../../src/vm/IMachine.sol";
import {RollupTest} from "../util/RollupTest.sol";
import {vm} from "../util/Vm.sol";

/// What a rollup can be deployed with (attack 32).
contract ConfigTest is RollupTest {
    /// For every L1 that we know, and the devnets.
    function test_columns_deploy() public {
        column(46_800, 39_000, 32, 42, 6600, 512, 50e9, 7e9, 1.2e9, 50 gwei); // ETC
        column(1152, 864, 6, 2, 144, 24, 0.08e9, 0.0112e9, 0.00192e9, 0.1 gwei); // BTC, BCH
        column(4320, 3456, 12, 5, 576, 96, 8e9, 1.12e9, 0.192e9, 10 gwei); // LTC
        column(10_560, 8640, 20, 10, 1440, 256, 4000e9, 560e9, 96e9, 5000 gwei); // DOGE
        column(180, 60, 1, 20, 20, 16, 1e9, 0.2e9, 0.05e9, 2 gwei); // devnet
        column(300, 150, 1, 20, 80, 16, 1e9, 0.2e9, 0.05e9, 2 gwei); // drills with faults
        column(300, 60, 1, 150, 40, 16, 1e9, 0.2e9, 0.05e9, 2 gwei); // long leaves
    }

    function column(
        uint32 threshold,
        uint32 censored,
        uint32 perMove,
        uint32 compute,
        uint32 queue,
        uint32 minGap,
        uint64 a,
        uint64 b,
        uint64 c,
        uint64 price
    ) private {
        Config memory k = config();
        (k.threshold, k.censored, k.perMove, k.compute, k.queue) = (threshold, censored, perMove, compute, queue);
        (k.minGap, k.bondA, k.bondB, k.bondC, k.price) = (minGap, a, b, c, price);
        vm.assertEq(abi.encode(deploy(k).config()), abi.encode(k), "config");
    }

    /// Each condition alone, by the least that breaks it; a little better is taken.
    function test_conditions() public {
        Config memory c = config();
        c.inbox = IInbox(address(0x1234));
        refusedConfig(c, 1);
        c = config();
        c.machine = IMachine(address(0x1234));
        refusedConfig(c, 2);
        for (uint256 i = 0; i < 3; i++) {
            c = config();
            if (i == 0) c.template = 0;
            else if (i == 1) c.params = 0;
            else c.genesis = 0;
            refusedConfig(c, 3);
        }
        c = config();
        c.minGap = 0;
        refusedConfig(c, 4);
        c = config();
        c.price = 0;
        refusedConfig(c, 4);
        for (uint256 i = 0; i < 3; i++) {
            c = config();
            if (i == 0) c.bondA = 0;
            else if (i == 1) c.bondB = 0;
            else c.bondC = 0;
            refusedConfig(c, uint8(8 + i));
        }
    }

    /// The threshold is above all that the honest side may miss.
    function test_threshold() public {
        Config memory c = config();
        c.threshold = 60 + (19 * 2 + 20) + 20;
        refusedConfig(c, 5);
        c.threshold++;
        deploy(c);
        c = config();
        c.perMove = type(uint32).max;
        refusedConfig(c, 5);
        c = config();
        (c.censored, c.queue) = (type(uint32).max, type(uint32).max);
        refusedConfig(c, 5);
        c = config();
        c.threshold = (1 << 20) - 1;
        refusedConfig(c, 6);
        c.threshold--;
        deploy(c);
    }

    function test_height() public {
        Config memory c = config();
        vm.roll((1 << 28) - (1 << 24));
        refusedConfig(c, 7);
        vm.roll((1 << 28) - (1 << 24) - 1);
        deploy(c);
    }

    /// Two fifths of a bond are as much as is ever refunded for it.
    function test_allowances() public {
        uint64[3] memory gas = [uint64(3_800_000), 3_800_000, 6_400_000];
        for (uint256 i = 0; i < 3; i++) {
            Config memory c = config();
            uint64 least = 2 * gas[i] * 5 / 2; // gwei, at 2 gwei a unit
            set(c, i, least - 1);
            refusedConfig(c, uint8(11 + i));
            set(c, i, least);
            deploy(c);
        }
    }

    function set(Config memory c, uint256 level, uint64 bond) private pure {
        if (level == 0) c.bondA = bond;
        else if (level == 1) c.bondB = bond;
        else c.bondC = bond;
    }

    function refusedConfig(Config memory c, uint8 which) private {
        try this.deployed(c) {
            vm.assertTrue(false, "deployed");
        } catch (bytes memory reason) {
            vm.assertEq(reason, abi.encodeWithSelector(IDispute.BadConfig.selector, which), "reason");
        }
    }

    function deployed(Config memory c) external {
        deploy(c);
    }
}
