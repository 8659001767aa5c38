// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/cmd/node"
)

func proveCommand() *cli.Command {
	return role(&cli.Command{
		Name:     "prove",
		Usage:    "run the transition that made an L2 block in the machine, and compare with the chain",
		Category: "tools",
		Description: "Derives L2 from L1, gathers every preimage that the program asks for, and runs the program as L1 would have it run:\n" +
			"instruction by instruction, in the machine. `make guest` builds the program. With --step it stops there, and prints what has L1\n" +
			"do that step, for `adit vm check`.",
		Flags: append(nodeFlags(),
			&cli.Uint64Flag{Name: "block", Usage: "`NUMBER` of the L2 block"},
			&cli.PathFlag{Name: "guest", Usage: "riscv64 `FILE` of the program (default: guest beside this binary)"},
			&cli.Uint64Flag{Name: "step", Usage: "`NUMBER` of steps done before the one to prove, which is printed as JSON instead of a comparison"},
			&cli.BoolFlag{Name: "json", Usage: "print JSON"},
		),
		Action: func(c *cli.Context) error {
			log, err := logger(c)
			if err != nil {
				return err
			}
			cfg, err := nodeConfig(c)
			if err != nil {
				return err
			}
			remove, err := scratch(&cfg)
			if err != nil {
				return err
			}
			defer remove()
			if err := checkURL("l1.url", cfg.L1); err != nil {
				return err
			}
			guest, err := guestFile(c.Path("guest"))
			if err != nil {
				return err
			}
			if c.IsSet("step") {
				proof, err := node.ProveStep(c.Context, cfg, guest, c.Uint64("block"), c.Uint64("step"), log)
				if err != nil {
					return err
				}
				return printProof(c.App.Writer, proof)
			}
			p, err := node.Prove(c.Context, cfg, guest, c.Uint64("block"), func(steps uint64) {
				log.Info("machine runs", "steps", steps)
			}, log)
			if err != nil {
				return err
			}
			if err := printProven(c.App.Writer, c.Uint64("block"), &p, c.Bool("json")); err != nil {
				return err
			}
			if p.Machine != p.Native {
				return fatal(fmt.Errorf("the machine comes to state %s, the chain to %s", p.Machine, p.Native))
			}
			return nil
		},
	}, "rollup", "l1.url", "block")
}

// scratch gives a command that keeps nothing a folder of its own, unless the user named one.
func scratch(cfg *node.Config) (remove func(), err error) {
	if cfg.Data != "" {
		return func() {}, nil
	}
	if cfg.Data, err = os.MkdirTemp("", "adit"); err != nil {
		return nil, fmt.Errorf("folder to derive into: %w", err)
	}
	return func() { os.RemoveAll(cfg.Data) }, nil
}

func guestFile(path string) ([]byte, error) {
	if path == "" {
		self, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("folder of this binary: %w", err)
		}
		path = filepath.Join(filepath.Dir(self), "guest")
	}
	guest, err := os.ReadFile(path)
	if err != nil {
		return nil, advise(usagef("program to prove with: %w", err), "`make guest` builds it into bin; --guest names another file")
	}
	return guest, nil
}

func printProven(w io.Writer, block uint64, p *node.Proven, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(map[string]any{
			"block": block, "batch": p.Before.Batch, "steps": p.Steps, "preimages": p.Values, "start": p.Start, "end": p.End,
			"before": p.Before.Hash(), "machine": p.Machine, "chain": p.Native, "equal": p.Machine == p.Native,
		})
	}
	_, err := fmt.Fprintf(w, "block %d of batch %d: %d steps, %d preimages\n  state before   %s\n  state behind   %s by the machine\n                 %s by the chain\n"+
		"  machine        from %s to %s\n", block, p.Before.Batch, p.Steps, p.Values, p.Before.Hash(), p.Machine, p.Native, p.Start, p.End)
	return err
}
