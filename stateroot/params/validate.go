// SPDX-License-Identifier: Apache-2.0

package params

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	ethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
)

// Bounds of legal values.
const (
	MinBatchData  = 16_384                // bytes: below it a batch would have no room for what people send
	MaxBatchData  = l1anchor.MaxBatchData // bytes that the program takes
	MaxMessages   = l1anchor.MaxBatchMsgs // an L1 block that brings more than a batch consumes would leave some for ever
	MaxForceDelay = 1<<32 - 1             // seconds that the contract can hold
	MinGasLimit   = 60_000_000            // below it a block could not hold what L1 may force in and traffic besides
	MaxGasLimit   = 1 << 40               // above it the products of the proof meter would no longer fit 64 bits
	MinProofLimit = 65_000_000_000        // below it an empty block could not hold each transaction that Ethereum allows (2^24 gas)
	MaxProofLimit = 1 << 36               // steps that a transition may take; the meter charges twice what blocks take, derivation comes on top
	MaxMaxDrift   = 30 * 24 * 3600        // seconds
	maxInteger    = 1<<63 - 1             // largest integer that TOML can write
	maxCode       = ethparams.MaxCodeSize
)

// maxSupply bounds the sum of all balances at genesis, so that no later credit can overflow one.
var maxSupply = new(big.Int).Lsh(big.NewInt(1), 128)

// Validate returns all complaints at once, joined, or nil. Everything that Load returns has passed it.
func (p *Params) Validate() error {
	var complaints []error
	require := func(ok bool, format string, args ...any) {
		if !ok {
			complaints = append(complaints, fmt.Errorf(format, args...))
		}
	}
	within := func(key string, v, low, high uint64) {
		require(low <= v && v <= high, "%s is %d, must be between %d and %d", key, v, low, high)
	}
	within("chain_id", p.ChainID, 1, maxInteger)
	within("l1_chain_id", p.L1ChainID, 1, maxInteger)
	require(p.ChainID != p.L1ChainID, "chain_id and l1_chain_id are both %d: transactions could be replayed", p.ChainID)
	require(isName(p.L1Family), "l1_family is %q, must be 1 to %d of a-z, 0-9 and -, a letter first", p.L1Family, familyLength)
	require(p.Inbox != (common.Address{}), "inbox is the zero address")
	within("inbox_height", p.InboxHeight, 0, maxInteger)
	within("force_delay", p.ForceDelay, 1, MaxForceDelay)
	within("max_messages", p.MaxMessages, 1, MaxMessages)
	within("max_batch_data", p.MaxBatchData, MinBatchData, MaxBatchData)
	within("genesis_time", p.GenesisTime, 1, maxInteger)
	within("gas_limit", p.GasLimit, MinGasLimit, MaxGasLimit)
	within("base_fee", p.BaseFee, 1, maxInteger)
	within("max_drift", p.MaxDrift, 1, MaxMaxDrift)
	within("proof_limit", p.ProofLimit, MinProofLimit, MaxProofLimit)

	system, supply := systemContracts(), new(big.Int)
	for _, addr := range slices.SortedFunc(maps.Keys(p.Alloc), common.Address.Cmp) {
		account := p.Alloc[addr]
		_, taken := system[addr]
		require(!taken, "alloc %s: a system contract stands there", addr)
		complaints = append(complaints, validateAccount(addr, account)...)
		if account.Balance != nil {
			supply.Add(supply, account.Balance)
		}
	}
	require(supply.Cmp(maxSupply) < 0, "alloc: balances add up to %d wei, must be below 2^128", supply)
	return errors.Join(complaints...)
}

// isName tells whether a family can be called so. Which families there are, nodes know: package l1anchor/family.
func isName(s string) bool {
	for i, c := range s {
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != "" && len(s) <= familyLength
}

// validateAccount refuses what the state could not hold, and every second way to write the same state.
func validateAccount(addr common.Address, a types.Account) (complaints []error) {
	require := func(ok bool, format string, args ...any) {
		if !ok {
			complaints = append(complaints, fmt.Errorf("alloc %s: %w", addr, fmt.Errorf(format, args...)))
		}
	}
	require(a.Balance == nil || a.Balance.Sign() >= 0, "balance is negative")
	require(a.Nonce <= maxInteger, "nonce is %d, must be at most %d", a.Nonce, int64(maxInteger))
	require(len(a.Code) <= maxCode, "code has %d bytes, at most %d", len(a.Code), maxCode)
	require(len(a.Code) == 0 || a.Code[0] != 0xEF, "code begins with the reserved byte 0xef")
	// Requests of the EIP-6110 kind are read from the logs of the zero address, because the configuration names no
	// deposit contract. Code there could make blocks invalid.
	require(len(a.Code) == 0 || addr != (common.Address{}), "code at the zero address")
	require(len(a.Code) > 0 || len(a.Storage) == 0, "storage without code")
	require(len(a.Code) > 0 || a.Nonce > 0 || (a.Balance != nil && a.Balance.Sign() > 0), "is empty: leave it out")
	values := slices.Collect(maps.Values(a.Storage))
	require(!slices.Contains(values, common.Hash{}), "storage holds a zero value: leave it out")
	return complaints
}
