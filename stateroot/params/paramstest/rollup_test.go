// SPDX-License-Identifier: Apache-2.0

package paramstest

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// TestRollup holds the rollup of tests to what a rollup must be, and has an account sign for it.
func TestRollup(t *testing.T) {
	all := Accounts("somebody", 2)
	p := Rollup(1_000, all...)
	if err := p.Validate(); err != nil {
		t.Error(err)
	}
	if all[0].Address == all[1].Address || p.Alloc[all[1].Address].Balance.Cmp(Coins(1_000_000)) != 0 {
		t.Errorf("genesis has %v", p.Alloc)
	}
	tx := all[0].Sign(p.ChainID, &types.LegacyTx{Gas: 21_000, GasPrice: common.Big1, To: &common.Address{1}})
	if from, err := types.Sender(types.LatestSignerForChainID(new(big.Int).SetUint64(p.ChainID)), tx); err != nil || from != all[0].Address {
		t.Errorf("signed by %s (%v), want %s", from, err, all[0].Address)
	}
}
