// SPDX-License-Identifier: Apache-2.0

package main

import (
	"math/big"

	"github.com/ethereum/go-ethereum/params/types/coregeth"
	"github.com/ethereum/go-ethereum/params/types/ctypes"
	"github.com/ethereum/go-ethereum/params/types/genesisT"
	"github.com/ethereum/go-ethereum/params/vars"
)

// genesisTime is the timestamp of block 0 on every chain of this node: 1 January 2024. Blocks mined on request follow
// it at their own spacing, so that their clock is not ours.
const genesisTime = 1_704_067_200

// spiral is Ethereum Classic with everything up to the Spiral fork from block 0: the EVM of Shanghai without
// EIP-1559, 3198 (BASEFEE), 4399 (PREVRANDAO) and 4895 (withdrawals), without the difficulty bomb, and without MESS,
// which ETC switched off with Spiral.
func spiral(chainID uint64) *coregeth.CoreGethChainConfig {
	zero := new(big.Int)
	return &coregeth.CoreGethChainConfig{
		NetworkID:                 chainID,
		ChainID:                   new(big.Int).SetUint64(chainID),
		Ethash:                    new(ctypes.EthashConfig),
		SupportedProtocolVersions: vars.DefaultProtocolVersions,

		EIP2FBlock: zero, EIP7FBlock: zero, // Homestead
		EIP150Block: zero, EIP155Block: zero, EIP160FBlock: zero,
		ECIP1017FBlock: zero, ECIP1017EraRounds: big.NewInt(5_000_000), // the reward falls by a fifth every era
		DisposalBlock: zero, // no difficulty bomb
		EIP161FBlock:  zero, EIP170FBlock: zero,

		// Atlantis, as Byzantium
		EIP100FBlock: zero, EIP140FBlock: zero, EIP198FBlock: zero, EIP211FBlock: zero, EIP212FBlock: zero,
		EIP213FBlock: zero, EIP214FBlock: zero, EIP658FBlock: zero,
		// Agharta, as Constantinople
		EIP145FBlock: zero, EIP1014FBlock: zero, EIP1052FBlock: zero,
		// Phoenix, as Istanbul
		EIP152FBlock: zero, EIP1108FBlock: zero, EIP1344FBlock: zero, EIP1884FBlock: zero, EIP2028FBlock: zero, EIP2200FBlock: zero,
		// Magneto, as Berlin
		EIP2565FBlock: zero, EIP2718FBlock: zero, EIP2929FBlock: zero, EIP2930FBlock: zero,
		// Mystique, a part of London
		EIP3529FBlock: zero, EIP3541FBlock: zero,
		// Spiral, a part of Shanghai
		EIP3651FBlock: zero, EIP3855FBlock: zero, EIP3860FBlock: zero, EIP6049FBlock: zero,
	}
}

// genesis is block 0 for cfg.
func genesis(cfg *config) *genesisT.Genesis {
	alloc := make(genesisT.GenesisAlloc)
	for _, a := range cfg.Fund {
		alloc[a] = genesisT.GenesisAccount{Balance: cfg.Balance}
	}
	return &genesisT.Genesis{
		Config:     spiral(cfg.ChainID),
		Timestamp:  genesisTime,
		GasLimit:   cfg.GasLimit,
		Difficulty: big.NewInt(cfg.Difficulty),
		Alloc:      alloc,
	}
}

// lowerFloor lets difficulty fall to d instead of mainnet's 131,072, which takes a core for seconds. Difficulty moves
// by steps of 1/2048, so below 2048 it does not move at all.
func lowerFloor(d int64) { vars.MinimumDifficulty.SetInt64(d) }
