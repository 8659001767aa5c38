// SPDX-License-Identifier: Apache-2.0

package main

import (
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/contracts/predeploys"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/rollupfile"
)

// rollupWith writes a rollup file with some accounts.
func rollupWith(t *testing.T, alloc types.GenesisAlloc) string {
	t.Helper()
	text, err := rollupfile.Encode(&params.Params{
		ChainID: 7701, L1ChainID: 63, L1Family: "etc", Inbox: common.Address{1}, ForceDelay: 600, MaxMessages: 130,
		MaxBatchData: params.MaxBatchData, GenesisTime: 1, GasLimit: params.MinGasLimit,
		BaseFee: 1, MaxDrift: 3600, ProofLimit: params.MaxProofLimit, Alloc: alloc,
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "rollup.toml")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func creationFile() string {
	if path := os.Getenv("ADIT_PREDEPLOYS"); path != "" {
		return path
	}
	return "../../bin/predeploys.json"
}

// TestGenesisFile adds the contracts to a file with an account of its own, and adding them again changes nothing.
func TestGenesisFile(t *testing.T) {
	own := common.HexToAddress("0x30")
	text, err := genesisFile(rollupWith(t, types.GenesisAlloc{own: {Balance: big.NewInt(5)}}), creationFile())
	if err != nil {
		t.Fatal(err)
	}
	rollup, err := rollupfile.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if rollup.Alloc[own].Balance.Int64() != 5 {
		t.Errorf("the file's own account is %+v, want 5 wei", rollup.Alloc[own])
	}
	for _, c := range predeploys.Contracts() {
		if len(rollup.Alloc[c.Address].Code) == 0 {
			t.Errorf("%s is not there", c.Name)
		}
	}
	again, err := genesisFile(rollupWith(t, rollup.Alloc), creationFile())
	if err != nil || string(again) != string(text) {
		t.Errorf("a second time: error %v, the same file %v", err, string(again) == string(text))
	}
}

func TestGenesisFileRefuses(t *testing.T) {
	taken := predeploys.Contracts()[0].Address
	for want, alloc := range map[string]types.GenesisAlloc{
		"another account stands where": {taken: {Balance: big.NewInt(1)}},
		"predeploys.json":              nil,
	} {
		path := creationFile()
		if alloc == nil {
			path = filepath.Join(t.TempDir(), "predeploys.json")
		}
		if _, err := genesisFile(rollupWith(t, alloc), path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
}
