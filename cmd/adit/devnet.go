// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/lie"
	"github.com/urfave/cli/v2"
)

// liarKinds is what each kind of liar does.
func liarKinds() string {
	var all []string
	for _, k := range lie.Kinds() {
		all = append(all, k.Name+" "+k.Says)
	}
	return strings.Join(all, "; ")
}

func devnetCommand() *cli.Command {
	d := devnet.DefaultConfig()
	return role(&cli.Command{
		Name:     "devnet",
		Usage:    "start a whole rollup on this machine, on an L1 that is mined",
		Category: "tools",
		Description: "Every role is a process of its own, started from a configuration file in the folder. ctrl-C stops them all; the\n" +
			"next start continues the chain. Nothing listens on anything but the loopback interface, unless --host says so.",
		Flags: []cli.Flag{
			&cli.PathFlag{Name: "dir", Value: d.Dir, Usage: "`FOLDER` of everything that the devnet keeps"},
			&cli.BoolFlag{Name: "fresh", Usage: "throw away what an earlier devnet left in the folder"},
			&cli.IntFlag{Name: "ports", Value: d.Port, Usage: "first port: sequencers from here, verifier 9 further, L1 10 further, raft from 20 and operators' ports from 30 further"},
			&cli.StringFlag{Name: "host", Value: d.Host, Usage: "`ADDRESS` at which the JSON-RPC of both chains listens; 0.0.0.0 lets a container in, and whoever else reaches this machine"},
			&cli.PathFlag{Name: "json", Usage: "write addresses, keys and pids to this `FILE` when all is ready"},
			&cli.DurationFlag{Name: "block-time", Value: d.L1BlockTime, Usage: "pace of L1 blocks"},
			&cli.Uint64Flag{Name: "depth", Value: d.Depth, Usage: "L1 confirmations from which sequencers act on a deposit or a forced transaction"},
			&cli.DurationFlag{Name: "force-delay", Value: d.ForceDelay, Usage: "age from which anybody may force a message in; fixed by the first start"},
			&cli.Uint64Flag{Name: "silence", Value: d.Silence, Usage: "L1 blocks without a batch after which anybody may post; fixed by the first start"},
			&cli.StringFlag{Name: "dispute", Value: d.Dispute, Usage: "`FIGURES` of disputes: usual, faults or long; fixed by the first start"},
			&cli.BoolFlag{Name: "challenger", Value: d.Challenger, Usage: "have a challenger claim on L1 what it leads to, and defend that"},
			&cli.StringSliceFlag{Name: "liar", Usage: "have a party lie on L1, so that there is a dispute about the oldest claim that is not confirmed; once for each `KIND`: " + liarKinds()},
			&cli.IntFlag{Name: "sequencers", Value: d.Members, Usage: "members of the sequencer set; fixed by the first start"},
			&cli.BoolFlag{Name: "restart", Usage: "start a process again that ended by itself"},
			&cli.PathFlag{Name: "etcnode", Usage: "the etcnode binary; by default the one beside adit"},
			&cli.PathFlag{Name: "predeploys", Usage: "`FILE` with the creation code of well-known contracts for the genesis block; by default predeploys.json beside adit"},
			&cli.StringFlag{Name: "role-log", Value: d.LogLevel, Usage: "least `LEVEL` that the roles log"},
			&cli.DurationFlag{Name: "patience", Value: d.Patience, Usage: "how long starting may take"},
		},
		Action: func(c *cli.Context) error {
			log, err := logger(c)
			if err != nil {
				return err
			}
			binary, err := os.Executable()
			if err != nil {
				return fmt.Errorf("find the adit binary: %w", err)
			}
			cfg := devnet.Config{
				Dir: c.Path("dir"), Adit: binary, EtcNode: c.Path("etcnode"), Creations: c.Path("predeploys"), JSON: c.Path("json"), Port: c.Int("ports"), Host: c.String("host"), Fresh: c.Bool("fresh"),
				Restart: c.Bool("restart"), L1BlockTime: c.Duration("block-time"), Depth: c.Uint64("depth"), ForceDelay: c.Duration("force-delay"),
				Silence: c.Uint64("silence"), Dispute: c.String("dispute"), Challenger: c.Bool("challenger"), Liars: c.StringSlice("liar"), Members: c.Int("sequencers"), LogLevel: c.String("role-log"), Grace: d.Grace, Patience: c.Duration("patience"),
				Progress: os.Stdout, Log: log,
			}
			if err := cfg.Validate(); err != nil {
				return usage(err)
			}
			err = devnet.Run(c.Context, cfg, func(info *devnet.Info) {
				fmt.Println(info)
				fmt.Println("adit devnet is ready. ctrl-C stops it.")
			})
			if errors.Is(err, devnet.ErrFolder) {
				return usage(err)
			}
			return err
		},
	})
}
