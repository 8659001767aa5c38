// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/layeredpow/adit/batcher"
	"github.com/urfave/cli/v2"
)

func batchCommand() *cli.Command {
	return group(&cli.Command{
		Name:        "batch",
		Usage:       "look at what batches are made of",
		Category:    "tools",
		Subcommands: []*cli.Command{batchStatsCommand()},
	})
}

func batchStatsCommand() *cli.Command {
	return role(&cli.Command{
		Name:  "stats",
		Usage: "encode a set of transactions and say how much L1 room it takes",
		Description: "The file is an RLP list of blocks; a block is an RLP list of byte strings, each the EIP-2718 envelope of a\n" +
			"signed transaction. Blocks are taken to be one second apart. Every batch is decoded on its own and compared.\n" +
			"Exit code 3 if one differs.",
		Flags: []cli.Flag{
			&cli.PathFlag{Name: "in", Usage: "the set, a `FILE` in RLP"},
			&cli.IntFlag{Name: "bytes", Value: batcher.Default().MaxBytes, Usage: "most `BYTES` in a batch"},
			&cli.BoolFlag{Name: "json", Usage: "print JSON instead of text"},
		},
		Action: batchStats,
	}, "in")
}

func batchStats(c *cli.Context) error {
	cfg := batcher.Default()
	cfg.MaxBytes = c.Int("bytes")
	if err := cfg.Validate(); err != nil {
		return usage(err)
	}
	raw, err := os.ReadFile(c.Path("in"))
	if err != nil {
		return usage(fmt.Errorf("read transactions: %w", err))
	}
	set, err := batcher.ReadSet(raw)
	if err != nil {
		return usage(fmt.Errorf("%s: %w", c.Path("in"), err))
	}
	m, err := cfg.Measure(set)
	if err != nil {
		return fmt.Errorf("encode %s: %w", c.Path("in"), err)
	}
	if c.Bool("json") {
		encoder := json.NewEncoder(os.Stdout)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(m)
	} else {
		err = m.WriteText(os.Stdout)
	}
	if err != nil {
		return fmt.Errorf("print result: %w", err)
	}
	if !m.DecodeOK {
		return fatal(errors.New("a batch does not decode to what was put in"))
	}
	return nil
}
