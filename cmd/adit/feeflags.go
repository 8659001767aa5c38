// SPDX-License-Identifier: Apache-2.0

package main

import (
	"math/big"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/sequencer/fee"
)

// feeFlags are what a sequencer asks for the bytes that transactions take on L1. All members should have them alike:
// the one that leads decides, and the others refuse by their own.
func feeFlags() []cli.Flag {
	d := fee.DefaultPolicy()
	return []cli.Flag{
		&cli.StringFlag{Name: "fee.tip-min", Value: d.MinTip.String(), Usage: "least tip that is asked of anybody, in `WEI` for a unit of gas", Category: "fees:"},
		&cli.StringFlag{Name: "fee.l1-floor", DefaultText: usual(d.L1Floor), Usage: "least price of L1 gas that is reckoned with, in `WEI`: what the batcher pays on a quiet L1", Category: "fees:"},
		&cli.Uint64Flag{Name: "fee.l1-share", Value: d.Share, Usage: "`PERCENT` of L1's price that transactions are asked for their bytes; 0 asks only while too much waits for L1", Category: "fees:"},
		&cli.DurationFlag{Name: "fee.l1-delay", Value: d.Delay, Usage: "how long L1 may need for what is sealed before the price of a byte rises", Category: "fees:"},
	}
}

// feePolicy reads what feeFlags say; the floor follows the rollup's L1 unless somebody has set it.
func feePolicy(c *cli.Context) (p fee.Policy, err error) {
	l1 := l1Of(c)
	p = fee.PolicyOn(&l1.Family, l1.maxBatchData)
	p.Share, p.Delay = c.Uint64("fee.l1-share"), c.Duration("fee.l1-delay")
	if p.MinTip, err = wei(c, "fee.tip-min"); err != nil {
		return p, err
	}
	if c.IsSet("fee.l1-floor") {
		p.L1Floor, err = wei(c, "fee.l1-floor")
	}
	return p, err
}

// wei reads an amount.
func wei(c *cli.Context, flag string) (*big.Int, error) {
	n, ok := new(big.Int).SetString(c.String(flag), 10)
	if !ok || n.Sign() < 0 {
		return nil, usagef("--%s is %q, want a number of wei", flag, c.String(flag))
	}
	return n, nil
}
