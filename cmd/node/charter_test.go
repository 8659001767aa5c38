// SPDX-License-Identifier: Apache-2.0

package node

import (
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params"
)

func charterOf(t *testing.T, rollup *params.Params) cluster.Charter {
	t.Helper()
	b := &base{rollup: rollup}
	var err error
	if b.chain, err = chain.Open(chain.Config{Dir: t.TempDir(), CacheMB: 16, Quiet: true}, rollup, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	defer b.chain.Close()
	c, err := b.charter()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// One digit in a member's rollup file makes another charter, whether or not it makes another genesis.
func TestCharter(t *testing.T) {
	rollup := &params.Params{
		ChainID: 4321, L1ChainID: 61, Inbox: common.Address{1}, InboxHeight: 1, GenesisTime: 1, GasLimit: 60_000_000,
		FeeRecipient: common.Address{0xfe}, BaseFee: gethparams.GWei, MaxDrift: 3_600, ProofLimit: 1 << 36, Alloc: types.GenesisAlloc{},
	}
	ours := charterOf(t, rollup)
	if ours.Protocol != cluster.Protocol || ours.Rollup != rollup.Hash() || ours.Program != cmd.Program() || ours.Program == (common.Hash{}) {
		t.Errorf("charter %+v", ours)
	}
	fee := *rollup
	fee.FeeRecipient[19]++
	if c := charterOf(t, &fee); c.Rollup == ours.Rollup || c.Genesis == ours.Genesis {
		t.Errorf("another fee recipient: %+v, want another rollup and genesis than %+v", c, ours)
	}
	limit := *rollup
	limit.ProofLimit++
	if c := charterOf(t, &limit); c.Rollup == ours.Rollup || c.Genesis != ours.Genesis {
		t.Errorf("another proof limit: %+v, want another rollup and the same genesis as %+v", c, ours)
	}
}

// The odd member's settings are wrong; whatever else ends a cluster wants somebody to look.
func TestExitCode(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{fmt.Errorf("2 of 3: %w", errors.Join(&cluster.Difference{Member: "s1"}, &cluster.Difference{Member: "s2"})), ExitUsage},
		{cluster.ErrDiskHangs, ExitFatal},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%v: exit code %d, want %d", c.err, got, c.want)
		}
	}
}
