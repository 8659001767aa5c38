// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/cmd/node"
)

func challengerCommand() *cli.Command {
	d := challenger.Default()
	return role(&cli.Command{
		Name:     "challenger",
		Usage:    "re-execute everything from L1, and defeat wrong claims about it",
		Category: "roles",
		Description: "It derives L2 from L1 alone, and holds what is claimed on L1 against it. What contradicts a right claim is answered down to\n" +
			"one step of the machine, which L1 decides. Its folder may be wiped: the key alone is enough to go on.",
		Subcommands: []*cli.Command{challengerStatusCommand()},
		Flags: append(slices.Concat(nodeFlags(), l1KeyFlags(), opsFlags(), nodeAlarmFlags()),
			&cli.PathFlag{Name: "guest", Usage: "riscv64 `FILE` of the program (default: guest beside this binary)"},
			&cli.BoolFlag{Name: "propose", Usage: "claim the next L2 states as soon as the contract allows it"},
			&cli.BoolFlag{Name: "defend", Value: d.Defend, Usage: "answer what contradicts a right claim"},
			&cli.BoolFlag{Name: "watch", Usage: "send nothing, and need no key: compute everything, and say what is wrong"},
			&cli.StringFlag{Name: "account", Usage: "with --watch: L1 `ADDRESS` of a challenger that plays, to be told when it leaves money with the contract"},
			&cli.StringFlag{Name: "l1.second", Usage: "JSON-RPC `URL` of another L1 node: no move is made while it is ahead, and no bond sent that does not fit what it shows", Category: "l1:"},
			&cli.Uint64Flag{Name: "l1.max-price", Value: 500, Usage: "most that is bid for a unit of L1 gas, in `GWEI`: reached only when a wrong claim nears what is tolerated, or others pay as much", Category: "l1:"},
			&cli.DurationFlag{Name: "patrol", Value: time.Minute, Usage: "how often the newest transition is run in the machine though nobody disputes it, at a tenth of a core; 0 never"},
			&cli.IntFlag{Name: "in-flight", Value: d.InFlight, Usage: "transactions offered to L1 at once"},
		),
		Action: func(c *cli.Context) error {
			log, err := logger(c)
			if err != nil {
				return err
			}
			cfg, err := challengerConfig(c)
			if err != nil {
				return err
			}
			return node.Challenger(c.Context, cfg, log)
		},
	}, "data", "rollup", "l1.url")
}

func challengerConfig(c *cli.Context) (cfg node.ChallengerConfig, err error) {
	if cfg.Config, err = nodeConfig(c); err != nil {
		return cfg, err
	}
	cfg.SecondL1 = c.String("l1.second")
	if cfg.MostPrice = c.Uint64("l1.max-price"); cfg.MostPrice < 1 || cfg.MostPrice > 1e9 {
		return cfg, usagef("--l1.max-price is %d gwei: 1 to 1,000,000,000", cfg.MostPrice)
	}
	cfg.Challenger = challenger.Default()
	cfg.Challenger.Poll, cfg.Challenger.InFlight = cfg.L1Poll, c.Int("in-flight")
	cfg.Challenger.Propose, cfg.Challenger.Defend = c.Bool("propose"), c.Bool("defend")
	if c.Bool("watch") {
		if c.Bool("propose") || c.IsSet("defend") && c.Bool("defend") {
			return cfg, usagef("--watch sends nothing: leave out --propose and --defend")
		}
		cfg.Challenger.Propose, cfg.Challenger.Defend = false, false
	}
	if who := c.String("account"); who != "" {
		if !common.IsHexAddress(who) || !c.Bool("watch") {
			return cfg, usagef("--account is %q: an L1 address, with --watch only", who)
		}
		cfg.Challenger.Account = common.HexToAddress(who)
	}
	if cfg.Patrol = c.Duration("patrol"); cfg.Patrol < 0 {
		return cfg, usagef("--patrol is %s: 0 or more", cfg.Patrol)
	}
	errs := []error{checkURL("l1.url", cfg.L1), cfg.Config.Validate(), cfg.Challenger.Validate()}
	if cfg.SecondL1 != "" {
		errs = append(errs, checkURL("l1.second", cfg.SecondL1))
	}
	if err := usage(errors.Join(errs...)); err != nil {
		return cfg, err
	}
	if cfg.Challenger.Plays() {
		if c.Path("l1.key") == "" {
			return cfg, advise(usagef("a challenger that plays needs --l1.key"), "--watch needs none")
		}
		if cfg.Key, err = loadKey(c.Path("l1.key"), c.Path("l1.passphrase"), "l1.passphrase"); err != nil {
			return cfg, err
		}
	}
	cfg.Guest, err = guestFile(c.Path("guest"))
	return cfg, err
}
