// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/cmd/node"
)

func verifyCommand() *cli.Command {
	return role(&cli.Command{
		Name:     "verify",
		Usage:    "derive L2 from L1 once, from an empty folder, and print where it leads",
		Category: "tools",
		Description: "Two nodes that print the same hash have the same chain, state and history. Exit code 3 when L1 leads elsewhere than\n" +
			"--expect or --compare say, and without them when most batches are void.",
		Flags: append(nodeFlags(),
			&cli.StringFlag{Name: "expect", Usage: "`HASH` of an L2 block that the derived chain must contain"},
			&cli.StringFlag{Name: "compare", Usage: "JSON-RPC `URL` of a node that must have the derived head"},
			&cli.BoolFlag{Name: "json", Usage: "print JSON"},
		),
		Action: verify,
	}, "rollup", "l1.url")
}

func verify(c *cli.Context) error {
	log, err := logger(c)
	if err != nil {
		return err
	}
	cfg, remove, err := verifyConfig(c)
	if err != nil {
		return err
	}
	defer remove()
	v, err := node.Verify(c.Context, cfg, log)
	contradicted := errors.Is(err, node.ErrContradicted)
	if err != nil && !contradicted {
		return err
	}
	if err := printVerified(c.App.Writer, &v, c.Bool("json")); err != nil {
		return fmt.Errorf("print result: %w", err)
	}
	if contradicted {
		return fatal(advise(err, "compare the rollup file and the L1 node with those of somebody you trust; only if both are right does another chain come off L1"))
	}
	return nil
}

// verifyConfig also makes a folder to derive into when none is named. remove takes it away.
func verifyConfig(c *cli.Context) (cfg node.VerifyConfig, remove func(), err error) {
	if cfg.Config, err = nodeConfig(c); err != nil {
		return cfg, nil, err
	}
	errs := []error{checkURL("l1.url", cfg.L1)}
	if cfg.Compare = c.String("compare"); cfg.Compare != "" {
		errs = append(errs, checkURL("compare", cfg.Compare))
	}
	if text := c.String("expect"); text != "" {
		hash, err := hexutil.Decode(text)
		if err != nil || len(hash) != common.HashLength {
			errs = append(errs, usagef("--expect is %q, want 0x and 64 hex digits", text))
		}
		cfg.Expect = common.BytesToHash(hash)
	}
	if remove, err = scratch(&cfg.Config); err != nil {
		return cfg, nil, err
	}
	if err := usage(errors.Join(append(errs, cfg.Validate())...)); err != nil {
		remove()
		return cfg, nil, err
	}
	return cfg, remove, nil
}

// verified is what `adit verify --json` prints. The first void batch means nothing when there is none.
type verified struct {
	L1Height  uint64 `json:"l1_height"`
	L1Hash    string `json:"l1_hash"`
	Batches   uint64 `json:"batches"`
	Void      uint64 `json:"void_batches"`
	FirstVoid uint64 `json:"first_void_batch"`
	Breach    string `json:"first_breach,omitempty"`
	Messages  uint64 `json:"messages"`
	Number    uint64 `json:"number"`
	Hash      string `json:"hash"`
	StateRoot string `json:"state_root"`
}

func printVerified(w io.Writer, v *node.Verified, asJSON bool) error {
	out := verified{
		L1Height: uint64(v.At.Height), L1Hash: v.At.Hash.Hex(), Batches: v.Batches, Void: v.Voids, FirstVoid: v.First.Batch, Breach: v.First.Breach,
		Messages: v.Messages, Number: v.Number, Hash: v.Head.Hex(), StateRoot: v.Root.Hex(),
	}
	if asJSON {
		return json.NewEncoder(w).Encode(out)
	}
	void := ""
	if out.Void > 0 {
		void = fmt.Sprintf(", %d of them void; the first is batch %d: %s", out.Void, out.FirstVoid, out.Breach)
	}
	_, err := fmt.Fprintf(w, "L1 block    %d %s\nbatches     %d%s\nmessages    %d\nL2 block    %d\nhash        %s\nstate root  %s\n",
		out.L1Height, out.L1Hash, out.Batches, void, out.Messages, out.Number, out.Hash, out.StateRoot)
	return err
}
