// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/contracts/predeploys"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/rollupfile"
)

// creationFile is what `make predeploys` wrote; ADIT_PREDEPLOYS names it.
func creationFile() string {
	if path := os.Getenv("ADIT_PREDEPLOYS"); path != "" {
		return path
	}
	return "../../bin/predeploys.json"
}

// rollupOf is a devnet's rollup with that inbox.
func rollupOf(inbox common.Address) *params.Params {
	return &params.Params{
		ChainID: L2ChainID, L1ChainID: L1ChainID, L1Family: "devnet", Inbox: inbox, ForceDelay: 600, MaxMessages: 130, MaxBatchData: 100_000, GenesisTime: 1, GasLimit: gasLimit, BaseFee: baseFee, MaxDrift: maxDrift, ProofLimit: proofLimit,
	}
}

// TestRollupHoldsWellKnownContracts reads back the rollup file of a first start: whoever has that file has every
// contract.
func TestRollupHoldsWellKnownContracts(t *testing.T) {
	known, err := node.WellKnown(creationFile(), L2ChainID)
	if err != nil {
		t.Fatal(err)
	}
	written := rollupOf(common.Address{1})
	if written.Alloc, err = genesisAccounts(creationFile()); err != nil {
		t.Fatal(err)
	}
	dir := folder(t.TempDir())
	if err := writeRollup(dir, &rollupfile.File{Params: written, Rollup: common.Address{2}}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(dir.rollup())
	if err != nil {
		t.Fatal(err)
	}
	file, err := rollupfile.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	if file.Rollup != (common.Address{2}) {
		t.Errorf("the contract of the rollup is %s, want that of the deployment", file.Rollup)
	}
	rollup := file.Params
	if got, want := len(rollup.Alloc), len(known)+len(Accounts()); got != want {
		t.Errorf("%d accounts at genesis, want %d", got, want)
	}
	genesis := rollup.Genesis().Alloc
	for addr, want := range known {
		got := genesis[addr]
		if got.Nonce != want.Nonce || !slices.Equal(got.Code, want.Code) || !reflect.DeepEqual(got.Storage, want.Storage) {
			t.Errorf("%s at genesis is not what was created", addr)
		}
	}
	for _, c := range predeploys.Contracts() {
		if len(genesis[c.Address].Code) == 0 {
			t.Errorf("%s is not in the genesis block", c.Name)
		}
	}
}

// TestForeignCreationsStopTheStart names the file and what is wrong with it.
func TestForeignCreationsStopTheStart(t *testing.T) {
	_, err := genesisAccounts("/bin/true")
	if err == nil || !strings.Contains(err.Error(), "well-known contracts, /bin/true: parse:") {
		t.Errorf("a file without creation code: got %v", err)
	}
}
