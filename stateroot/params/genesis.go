// SPDX-License-Identifier: Apache-2.0

package params

import (
	"math/big"

	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	ethparams "github.com/ethereum/go-ethereum/params"
)

// ChainConfig is the fork schedule of L2: Osaka rules from block 0 on, nothing after them. Every call makes a new one.
//
// A blob schedule must be there because headers carry blob fields since Cancun. Max 0 makes a stock node refuse every
// blob transaction. Target 1 is not a promise: it keeps the excess blob gas at 0 before the Osaka formula divides by
// Max.
func (p *Params) ChainConfig() *ethparams.ChainConfig {
	block := new(big.Int)
	zero := uint64(0)
	noBlobs := &ethparams.BlobConfig{Target: 1, Max: 0, UpdateFraction: ethparams.DefaultPragueBlobConfig.UpdateFraction}
	return &ethparams.ChainConfig{
		ChainID:                 new(big.Int).SetUint64(p.ChainID),
		HomesteadBlock:          block,
		EIP150Block:             block,
		EIP155Block:             block,
		EIP158Block:             block,
		ByzantiumBlock:          block,
		ConstantinopleBlock:     block,
		PetersburgBlock:         block,
		IstanbulBlock:           block,
		MuirGlacierBlock:        block,
		BerlinBlock:             block,
		LondonBlock:             block,
		ArrowGlacierBlock:       block,
		GrayGlacierBlock:        block,
		MergeNetsplitBlock:      block,
		TerminalTotalDifficulty: block,
		ShanghaiTime:            &zero,
		CancunTime:              &zero,
		PragueTime:              &zero,
		OsakaTime:               &zero,
		BlobScheduleConfig:      &ethparams.BlobScheduleConfig{Cancun: noBlobs, Prague: noBlobs},
	}
}

// Genesis is L2 block 0 with its state: Alloc and the system contracts. Every call makes a new one.
func (p *Params) Genesis() *core.Genesis {
	alloc := systemContracts()
	for addr, account := range p.Alloc {
		if account.Balance == nil {
			account.Balance = new(big.Int)
		}
		alloc[addr] = account
	}
	return &core.Genesis{
		Config:     p.ChainConfig(),
		Timestamp:  p.GenesisTime,
		GasLimit:   p.GasLimit,
		Difficulty: new(big.Int),
		Coinbase:   p.FeeRecipient,
		BaseFee:    new(big.Int).SetUint64(p.BaseFee),
		Alloc:      alloc,
	}
}

// systemContracts are the accounts that the block rules call, and one that users expect everywhere.
func systemContracts() types.GenesisAlloc {
	contract := func(code ...byte) types.Account {
		return types.Account{Nonce: 1, Code: code, Balance: new(big.Int)}
	}
	const stop = 0x00
	return types.GenesisAlloc{
		// EIP-4788 keeps the L1 words, EIP-2935 the hashes of recent L2 blocks.
		ethparams.BeaconRootsAddress:    contract(ethparams.BeaconRootsCode...),
		ethparams.HistoryStorageAddress: contract(ethparams.HistoryStorageCode...),
		// L2 has no validators to withdraw or to merge: the two request queues answer nothing.
		ethparams.WithdrawalQueueAddress:    contract(stop),
		ethparams.ConsolidationQueueAddress: contract(stop),
		// The CREATE2 factory, whose original deployment no chain with replay protection can repeat.
		ethparams.DeterministicFactoryAddress: contract(ethparams.DeterministicFactoryCode...),
	}
}
