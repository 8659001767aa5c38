// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/l1anchor/family"
)

func batcherCommand() *cli.Command {
	d, f := batcher.Default(), family.Etc()
	return role(&cli.Command{
		Name:        "batcher",
		Usage:       "compress sealed L2 blocks and post them to L1",
		Category:    "roles",
		Description: "It keeps nothing on disk, and may be killed at any time. Several at once do no harm when each has an account of its own.",
		Flags: append(slices.Concat(l1KeyFlags(), opsFlags()),
			&cli.StringFlag{Name: "alarm.balance", DefaultText: usual(inCoins(f.Alarms.Balance())), Usage: "`COINS` that the account should hold on L1 at least", Category: "alarm:"},
			&cli.PathFlag{Name: "rollup", Usage: "rollup `FILE` (TOML): the constants that all nodes of a rollup share"},
			&cli.StringSliceFlag{Name: "sequencers", Usage: "JSON-RPC `URL`s of all sequencers; what most of them have sealed alike is posted"},
			&cli.StringFlag{Name: "l1.url", Usage: "JSON-RPC `URL` of the L1 node", Category: "l1:"},
			&cli.DurationFlag{Name: "l1.poll", Value: d.Poll, Usage: "pause between two looks at L1 and the sequencers", Category: "l1:"},
			&cli.IntFlag{Name: "batch.bytes", DefaultText: "what the inbox takes", Usage: "most `BYTES` of data in a batch", Category: "batch:"},
			&cli.IntFlag{Name: "batch.blocks", Value: d.MaxBlocks, Usage: "most L2 blocks in a batch", Category: "batch:"},
			&cli.DurationFlag{Name: "batch.max-age", Value: d.MaxAge, Usage: "L2 time after which a batch is closed, whole seconds", Category: "batch:"},
			&cli.IntFlag{Name: "batch.in-flight", Value: d.InFlight, Usage: "batches offered to L1 at once", Category: "batch:"},
			&cli.Uint64Flag{Name: "batch.checkpoint", DefaultText: usual(d.Checkpoint), Usage: "L1 blocks without a message after which one is sent that moves L2's view of L1 on; 0 never", Category: "batch:"},
		),
		Action: func(c *cli.Context) error {
			log, err := logger(c)
			if err != nil {
				return err
			}
			cfg, err := batcherConfig(c)
			if err != nil {
				return err
			}
			errs := []error{checkURL("l1.url", cfg.L1), cfg.Batcher.Validate(), cfg.Ops.Validate()}
			for _, url := range cfg.Sequencers {
				errs = append(errs, checkURL("sequencers", url))
			}
			if err := usage(errors.Join(errs...)); err != nil {
				return err
			}
			if cfg.Key, err = loadKey(c.Path("l1.key"), c.Path("l1.passphrase"), "l1.passphrase"); err != nil {
				return err
			}
			return node.Batcher(c.Context, cfg, log)
		},
	}, "rollup", "sequencers", "l1.url", "l1.key")
}

// batcherConfig reads what the flags say; those that nobody has set follow the rollup's L1.
func batcherConfig(c *cli.Context) (cfg node.BatcherConfig, err error) {
	l1 := l1Of(c)
	cfg = node.BatcherConfig{Rollup: c.Path("rollup"), L1: c.String("l1.url"), Sequencers: c.StringSlice("sequencers")}
	b := batcher.DefaultOn(&l1.Family, l1.maxBatchData)
	if c.IsSet("batch.bytes") {
		b.MaxBytes = c.Int("batch.bytes")
	}
	if c.IsSet("batch.checkpoint") {
		b.Checkpoint = c.Uint64("batch.checkpoint")
	}
	b.MaxBlocks, b.MaxAge = c.Int("batch.blocks"), c.Duration("batch.max-age")
	b.InFlight, b.Poll = c.Int("batch.in-flight"), c.Duration("l1.poll")
	cfg.Batcher = b
	cfg.Ops, err = opsConfig(c, l1)
	return cfg, err
}
