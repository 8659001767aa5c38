// SPDX-License-Identifier: Apache-2.0

package main

import (
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/params"
	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/cmd/node/watch"
)

// opsFlags are those of every role: where it tells its operator how it does.
func opsFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "ops.addr", Category: "ops:",
			Usage: "`HOST:PORT` for the operator: /metrics, /state, /readyz and /healthz, without a password, so best on the loopback interface; empty: none"},
		&cli.StringSliceFlag{Name: "ops.hosts", Category: "ops:", Usage: "`NAME`s, beside localhost, by which the operator's port may be called; an address always may"},
	}
}

// nodeAlarmFlags are the thresholds of a process that follows L1.
func nodeAlarmFlags() []cli.Flag {
	d := watch.DefaultLimits()
	return []cli.Flag{
		&cli.DurationFlag{Name: "alarm.l1-silence", DefaultText: usual(d.L1Silence), Usage: "how long the L1 node may be silent", Category: "alarm:"},
		&cli.DurationFlag{Name: "alarm.batch-age", DefaultText: usual(d.BatchAge), Usage: "how old a sealed block may be that is not on L1", Category: "alarm:"},
	}
}

// opsConfig reads what these flags say, and the batcher's alarm.balance. A flag that a role has not got, or that
// nobody has set, leaves what is usual on the rollup's L1.
func opsConfig(c *cli.Context, l1 *l1) (node.Ops, error) {
	ops := node.Ops{Listen: c.String("ops.addr"), Limits: watch.LimitsOn(&l1.Family)}
	for _, name := range c.StringSlice("ops.hosts") {
		ops.Hosts = append(ops.Hosts, strings.ToLower(name))
	}
	if d := c.Duration("alarm.l1-silence"); c.IsSet("alarm.l1-silence") {
		ops.Limits.L1Silence = d
	}
	if d := c.Duration("alarm.batch-age"); c.IsSet("alarm.batch-age") {
		ops.Limits.BatchAge = d
	}
	if text := c.String("alarm.balance"); text != "" {
		var err error
		if ops.Limits.Balance, err = coins(text); err != nil {
			return ops, err
		}
	}
	return ops, nil
}

// coins reads a decimal number of coins as wei.
func coins(text string) (*big.Int, error) {
	n, ok := new(big.Rat).SetString(text)
	if !ok || n.Sign() < 0 {
		return nil, usagef("--alarm.balance is %q, want a number of coins such as 1 or 0.25", text)
	}
	n.Mul(n, new(big.Rat).SetInt64(params.Ether))
	if !n.IsInt() {
		return nil, usagef("--alarm.balance is %q: a coin has 18 decimal places", text)
	}
	return n.Num(), nil
}
