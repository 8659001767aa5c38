// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/contracts/predeploys"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/rollupfile"
)

func genesisCommand() *cli.Command {
	return role(&cli.Command{
		Name:     "genesis",
		Usage:    "add the well-known contracts to the genesis block of a rollup file",
		Category: "tools",
		Description: "Runs the creation of Multicall3, Permit2, the ERC-4337 entry points and others once, under the chain id of the rollup\n" +
			"file, and prints the file with what they leave behind. Do it before the first member starts: it makes another rollup.",
		Flags: []cli.Flag{
			&cli.PathFlag{Name: "rollup", Usage: "rollup `FILE` (TOML) to start from"},
			&cli.PathFlag{Name: "predeploys", Usage: "`FILE` with the creation code; by default predeploys.json beside adit"},
		},
		Action: func(c *cli.Context) error {
			text, err := genesisFile(c.Path("rollup"), c.Path("predeploys"))
			if err != nil {
				return usage(err)
			}
			_, err = os.Stdout.Write(text)
			return err
		},
	}, "rollup")
}

// genesisFile is the rollup file with the well-known contracts in it.
func genesisFile(rollupPath, creationPath string) ([]byte, error) {
	if creationPath == "" {
		binary, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("find the adit binary: %w", err)
		}
		creationPath = filepath.Join(filepath.Dir(binary), "predeploys.json")
	}
	text, err := os.ReadFile(rollupPath)
	if err != nil {
		return nil, err
	}
	rollup, err := rollupfile.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("rollup file %s: %w", rollupPath, err)
	}
	if text, err = os.ReadFile(creationPath); err != nil {
		return nil, fmt.Errorf("%w (`make predeploys` makes it)", err)
	}
	creations, err := predeploys.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("creation code in %s: %w", creationPath, err)
	}
	accounts, err := creations.Accounts(rollup.ChainID)
	if err != nil {
		return nil, err
	}
	if err := addAccounts(rollup, accounts); err != nil {
		return nil, fmt.Errorf("rollup file %s: %w", rollupPath, err)
	}
	return rollupfile.Encode(rollup)
}

// addAccounts puts accounts into a genesis block. One that is there already must be the same.
func addAccounts(rollup *params.Params, accounts types.GenesisAlloc) error {
	if rollup.Alloc == nil {
		rollup.Alloc = make(types.GenesisAlloc, len(accounts))
	}
	for addr, account := range accounts {
		if there, ok := rollup.Alloc[addr]; ok && !reflect.DeepEqual(there, account) {
			return fmt.Errorf("alloc %s: another account stands where a well-known contract belongs", addr)
		}
		rollup.Alloc[addr] = account
	}
	return nil
}
