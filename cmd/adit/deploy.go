// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/stateroot/rollupfile"
)

func deployCommand() *cli.Command {
	return role(&cli.Command{
		Name:     "deploy",
		Usage:    "put the contracts of a new rollup on L1 and write its rollup file",
		Category: "tools",
		Description: "The spec says what the rollup is (README, \"A rollup of one's own\"). --dry-run prints addresses and costs and sends nothing.\n" +
			"The contract that settles disputes comes last, when --confirmations stand on the inbox. A command that ended on the way\n" +
			"goes on with the same flags: what is on L1 already is held against the spec. The L1 account must be used for nothing else\n" +
			"meanwhile.",
		Flags: append(l1KeyFlags(),
			&cli.PathFlag{Name: "spec", Usage: "`FILE` (TOML) that says what the rollup is"},
			&cli.PathFlag{Name: "guest", Usage: "riscv64 `FILE` of the program that disputes are settled with (default: guest beside this binary)"},
			&cli.PathFlag{Name: "predeploys", Usage: "`FILE` with the creation code of well-known contracts (default: predeploys.json beside this binary)"},
			&cli.PathFlag{Name: "out", Usage: "rollup `FILE` to write; the journal of the deployment stands beside it"},
			&cli.StringFlag{Name: "l1.url", Usage: "JSON-RPC `URL` of the L1 node", Category: "l1:"},
			&cli.DurationFlag{Name: "l1.poll", Value: 5 * time.Second, Usage: "pause between two looks at L1", Category: "l1:"},
			&cli.Uint64Flag{Name: "confirmations", DefaultText: usual(family.Etc().Policy.K), Usage: "L1 blocks that must stand on the contracts before the file is written"},
			&cli.BoolFlag{Name: "dry-run", Usage: "print what would be done and what it costs, and do nothing"},
		),
		Action: runDeploy,
	}, "spec", "out", "l1.url", "l1.key")
}

func runDeploy(c *cli.Context) error {
	log, err := logger(c)
	if err != nil {
		return err
	}
	cfg := node.DeployConfig{L1: c.String("l1.url"), Config: deploy.Config{
		Journal: c.Path("out") + ".journal", Poll: c.Duration("l1.poll"),
		Log: log,
	}}
	if err := usage(checkURL("l1.url", cfg.L1)); err != nil {
		return err
	}
	if cfg.Poll <= 0 {
		return usagef("--l1.poll must be positive")
	}
	text, err := os.ReadFile(c.Path("spec"))
	if err != nil {
		return usagef("spec: %w", err)
	}
	if cfg.Spec, err = deploy.Parse(text); err != nil {
		return usagef("spec %s: %w", c.Path("spec"), err)
	}
	if err := complete(c, cfg.Spec); err != nil {
		return err
	}
	if cfg.Confirmations, err = confirmations(c, cfg.Spec); err != nil {
		return err
	}
	if cfg.Key, err = loadKey(c.Path("l1.key"), c.Path("l1.passphrase"), "l1.passphrase"); err != nil {
		return err
	}
	if c.Bool("dry-run") {
		e, price, err := node.DryDeploy(c.Context, cfg, log)
		if err != nil {
			return deployAdvice(err)
		}
		return printEstimate(c.App.Writer, e, price)
	}
	if _, err := os.Stat(c.Path("out")); !errors.Is(err, fs.ErrNotExist) {
		return advise(usagef("%s is there already", c.Path("out")), "name another file with --out: a rollup file is never written over")
	}
	done, err := node.Deploy(c.Context, cfg, log)
	if err != nil {
		return deployAdvice(err)
	}
	p, contract := done.Params, done.At(deploy.Rollup)
	file, err := (&rollupfile.File{Params: p, Rollup: contract}).Encode()
	if err != nil {
		return err
	}
	if err := writeNew(c.Path("out"), file); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.App.Writer, "inbox %s, created in L1 block %d; contract of the rollup %s; parameters %s in %s\n",
		p.Inbox, p.InboxHeight, contract, p.Hash(), c.Path("out"))
	return err
}

// complete checks the program, and puts into the spec what it only names.
func complete(c *cli.Context, spec *deploy.Spec) error {
	guest, err := guestFile(c.Path("guest"))
	if err != nil {
		return err
	}
	if err := node.CheckProgram(guest); err != nil {
		return advise(err, "`make guest` builds it into bin from the source of this binary; --guest names another file")
	}
	if !spec.WellKnown {
		return nil
	}
	path := c.Path("predeploys")
	if path == "" {
		self, err := os.Executable()
		if err != nil {
			return fmt.Errorf("folder of this binary: %w", err)
		}
		path = filepath.Join(filepath.Dir(self), "predeploys.json")
	}
	spec.Alloc, err = node.WellKnown(path, spec.ChainID)
	return usage(err)
}

// confirmations are what the flag says, or the depth at which the spec's L1 is acted upon.
func confirmations(c *cli.Context, spec *deploy.Spec) (l1anchor.Height, error) {
	if c.IsSet("confirmations") {
		return l1anchor.Height(c.Uint64("confirmations")), nil
	}
	f, err := family.Of(spec.L1Family)
	return l1anchor.Height(f.Policy.K), err
}

// deployAdvice says what to do about a deployment that cannot go on.
func deployAdvice(err error) error {
	if errors.Is(err, deploy.ErrTaken) {
		return advise(usage(err), "begin anew with another --out, from an account that nobody else uses")
	}
	return err
}

// writeNew makes a file that is there with all that is in it, or not at all.
func writeNew(path string, text []byte) error {
	if err := os.WriteFile(path+".new", text, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

func printEstimate(w io.Writer, e *deploy.Estimate, price *big.Int) error {
	gas := uint64(0)
	for i := range e.Contracts {
		c := &e.Contracts[i]
		gas += c.Gas
		if _, err := fmt.Fprintf(w, "%-16s %s  at most %d gas\n", c.Name, c.Address, c.Gas); err != nil {
			return err
		}
	}
	if len(e.Contracts) == 0 {
		_, err := fmt.Fprintln(w, "all contracts are there")
		return err
	}
	cost := new(big.Int).Mul(new(big.Int).SetUint64(gas), price)
	_, err := fmt.Fprintf(w, "account          %s  has %s coins\ncosts            at most %s coins, at %s gwei a unit of gas\n", e.From, inCoins(e.Balance), inCoins(cost), gwei(price))
	if err == nil && e.Balance.Cmp(cost) < 0 {
		err = advise(errors.New("the account has not enough coins"), "send coins to "+e.From.Hex())
	}
	return err
}

// inCoins is an amount of wei with six digits behind the point.
func inCoins(wei *big.Int) string { return new(big.Rat).SetFrac(wei, big.NewInt(1e18)).FloatString(6) }

func gwei(wei *big.Int) string { return new(big.Rat).SetFrac(wei, big.NewInt(1e9)).FloatString(3) }
