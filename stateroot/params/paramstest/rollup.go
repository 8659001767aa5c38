// SPDX-License-Identifier: Apache-2.0

// Package paramstest has what most tests of a rollup begin with: its constants, and accounts that have keys and money.
package paramstest

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	ethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/stateroot/params"
)

// Rollup is a rollup on Ethereum Classic in whose genesis each of the accounts has a million coins. A test changes
// what it is about.
func Rollup(genesisTime uint64, rich ...*Account) *params.Params {
	p := &params.Params{
		ChainID: 4321, L1ChainID: 61, L1Family: "etc",
		Inbox: common.Address{1}, InboxHeight: 1, ForceDelay: 86_400, MaxMessages: 130, MaxBatchData: params.MaxBatchData,
		GenesisTime: genesisTime, GasLimit: params.MinGasLimit, FeeRecipient: common.Address{0xfe}, BaseFee: ethparams.GWei,
		MaxDrift: 600, ProofLimit: params.MaxProofLimit, Alloc: types.GenesisAlloc{},
	}
	for _, a := range rich {
		p.Alloc[a.Address] = types.Account{Balance: Coins(1_000_000)}
	}
	return p
}

// Coins is so many coins, in wei.
func Coins(n int64) *big.Int { return new(big.Int).Mul(big.NewInt(n), big.NewInt(ethparams.Ether)) }
