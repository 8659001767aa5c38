// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/cmd/node"
)

func verifierCommand() *cli.Command {
	return role(&cli.Command{
		Name:        "verifier",
		Usage:       "derive L2 from L1 alone and serve it",
		Category:    "roles",
		Description: "Everything that it answers came off L1 and was executed here. Sends are refused, or passed on with --rpc.forward.",
		Flags: append(slices.Concat(nodeFlags(), rpcFlags(), opsFlags(), nodeAlarmFlags()),
			&cli.StringFlag{Name: "rpc.forward", Usage: "JSON-RPC `URL` of a sequencer that sends are passed on to, and that is asked for what is not on L1 yet", Category: "rpc:"},
			&cli.StringFlag{Name: "compare", Usage: "JSON-RPC `URL` of a sequencer whose sealed blocks are held against the derived ones"},
		),
		Action: func(c *cli.Context) error {
			log, err := logger(c)
			if err != nil {
				return err
			}
			cfg := node.VerifierConfig{Compare: c.String("compare")}
			if cfg.Config, err = nodeConfig(c); err != nil {
				return err
			}
			cfg.RPC.ForwardTo = c.String("rpc.forward")
			if err := usage(errors.Join(checkURL("l1.url", cfg.L1), cfg.Validate())); err != nil {
				return err
			}
			return node.Verifier(c.Context, cfg, log)
		},
	}, "data", "rollup", "l1.url")
}
