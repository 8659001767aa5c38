// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/load"
	"github.com/urfave/cli/v2"
)

func benchCommand() *cli.Command {
	return role(&cli.Command{
		Name:     "bench",
		Usage:    "load a rollup through its JSON-RPC and say what came of it",
		Category: "tools",
		Description: "Every sender has one transaction on its way and sends the next when it is acknowledged; with --rate they are\n" +
			"spread evenly instead, and latency counts from the moment a transaction was due. Afterwards every\n" +
			"acknowledged transaction is looked up by receipt. Exit code 1 if one is lost.",
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "rpc", Value: cli.NewStringSlice("http://127.0.0.1:8545"), Usage: "`URL`s of sequencers; senders are spread over them"},
			&cli.DurationFlag{Name: "duration", Value: 30 * time.Second, Usage: "how long to send"},
			&cli.IntFlag{Name: "senders", Value: 64, Usage: "accounts that send at the same time"},
			&cli.StringFlag{Name: "kind", Value: string(load.Transfer), Usage: "transfer, erc20 or mixed"},
			&cli.Float64Flag{Name: "rate", Usage: "transactions per second offered over all senders; 0 as fast as they are acknowledged"},
			&cli.PathFlag{Name: "funder", Usage: "`FILE` with the private key that pays for the senders; without it the first account of a devnet"},
			&cli.PathFlag{Name: "funder-passphrase", Usage: "`FILE` with the passphrase of a funder in a keystore"},
			&cli.StringFlag{Name: "seed", Value: "0", Usage: "derives the senders; two runs at the same time need two"},
			&cli.DurationFlag{Name: "settle", Value: time.Minute, Usage: "how long the last acknowledged transactions may take into a block"},
			&cli.BoolFlag{Name: "json", Usage: "print JSON instead of text"},
		},
		Action: bench,
	})
}

func bench(c *cli.Context) error {
	log, err := logger(c)
	if err != nil {
		return err
	}
	cfg := load.Config{
		RPC:      c.StringSlice("rpc"),
		Duration: c.Duration("duration"),
		Senders:  c.Int("senders"),
		Kind:     load.Kind(c.String("kind")),
		Rate:     c.Float64("rate"),
		Funder:   devnet.Key(0),
		Seed:     c.String("seed"),
		Settle:   c.Duration("settle"),
	}
	if path := c.Path("funder"); path != "" {
		if cfg.Funder, err = loadKey(path, c.Path("funder-passphrase"), "funder-passphrase"); err != nil {
			return err
		}
	} else if c.IsSet("funder-passphrase") {
		return usagef("--funder-passphrase opens the keystore that --funder names, and that is not given")
	}
	if err := cfg.Validate(); err != nil {
		return usage(err)
	}
	result, err := load.Run(c.Context, cfg, log)
	if err != nil {
		return err
	}
	if c.Bool("json") {
		encoder := json.NewEncoder(os.Stdout)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(result)
	} else {
		err = result.WriteText(os.Stdout)
	}
	if err != nil {
		return fmt.Errorf("print result: %w", err)
	}
	if result.Lost > 0 {
		return advise(fmt.Errorf("%d acknowledged transactions have no receipt", result.Lost), "either they take longer than --settle into a block, or an acknowledgement was not kept: keep the logs")
	}
	return nil
}
