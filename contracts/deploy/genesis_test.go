// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"log/slog"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/program"
)

// TestGenesisState holds the first state that the contract gets against the one that derivation begins with, on a
// chain on disk.
func TestGenesisState(t *testing.T) {
	p := spec(t).rollup(common.Address{1}, birth{Height: 5, Time: 1_700_000_000})
	kept, err := chain.Open(chain.Config{Dir: t.TempDir()}, p, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	}()
	head, err := kept.HeadByNumber(0)
	if err != nil {
		t.Fatal(err)
	}
	start := derive.Start(head)
	want := program.At(&start, common.Hash{})
	if got := GenesisState(p); got != want {
		t.Errorf("the contract gets\n%+v, derivation begins with\n%+v", got, want)
	}
}
