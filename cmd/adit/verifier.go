package main

import (
	"encoding/json"
	"errors"
	"fmt"
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
			&cli.StringFlag{Name: "rpc.forward", Usage: "JSON-RPC `URL` of a sequencer that sends are passed on to", Category: "rpc:"},
			&cli.StringFlag{Name: "compare", Usage: "JSON-RPC `URL` of a sequencer whose sealed blocks are held against the derived ones"},
		),
		Action: func(c *cli.Context) error {
			if err := require(c, "data", "rollup", "l1.url"); err != nil {
				return err
			}
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
	})
}

// verified is what `adit verify --json` prints.
type verified struct {
	L1Height  uint64 `json:"l1_height"`
	L1Hash    string `json:"l1_hash"`
	Batches   uint64 `json:"batches"`
	Messages  uint64 `json:"messages"`
	Number    uint64 `json:"number"`
	Hash      string `json:"hash"`
	StateRoot string `json:"state_root"`
}

func verifyCommand() *cli.Command {
	return role(&cli.Command{
		Name:        "verify",
		Usage:       "derive L2 from L1 once, from an empty folder, and print where it leads",
		Category:    "tools",
		Description: "Two nodes that print the same hash have the same chain, state and history.",
		Flags:       append(nodeFlags(), &cli.BoolFlag{Name: "json", Usage: "print JSON"}),
		Action: func(c *cli.Context) error {
			if err := require(c, "rollup", "l1.url"); err != nil {
				return err
			}
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
			if err := usage(errors.Join(checkURL("l1.url", cfg.L1), cfg.Validate())); err != nil {
				return err
			}
			at, root, err := node.Verify(c.Context, cfg, log)
			if err != nil {
				return err
			}
			v := verified{uint64(at.At.Height), at.At.Hash.Hex(), at.Batches, at.Messages, at.Number, at.Head.Hex(), root.Hex()}
			if c.Bool("json") {
				return json.NewEncoder(c.App.Writer).Encode(v)
			}
			_, err = fmt.Fprintf(c.App.Writer, "L1 block    %d %s\nbatches     %d\nmessages    %d\nL2 block    %d\nhash        %s\nstate root  %s\n",
				v.L1Height, v.L1Hash, v.Batches, v.Messages, v.Number, v.Hash, v.StateRoot)
			return err
		},
	})
}
