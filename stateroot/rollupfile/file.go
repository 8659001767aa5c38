// SPDX-License-Identifier: Apache-2.0

// Package rollupfile reads and writes the file in which operators keep the constants of a rollup, and where its
// contract stands. The constants themselves, and what they may be, are package params; this is only their TOML form.
package rollupfile

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/params"
)

// form is the TOML form. Balances are strings because TOML's integers end at 2^63-1.
type form struct {
	ChainID      uint64             `toml:"chain_id"`
	L1ChainID    uint64             `toml:"l1_chain_id"`
	L1Family     string             `toml:"l1_family"`
	Inbox        common.Address     `toml:"inbox"`
	InboxHeight  uint64             `toml:"inbox_height"`
	ForceDelay   uint64             `toml:"force_delay"`
	MaxMessages  uint64             `toml:"max_messages"`
	MaxBatchData uint64             `toml:"max_batch_data"`
	GenesisTime  uint64             `toml:"genesis_time"`
	GasLimit     uint64             `toml:"gas_limit"`
	FeeRecipient common.Address     `toml:"fee_recipient"`
	BaseFee      uint64             `toml:"base_fee"`
	MaxDrift     uint64             `toml:"max_drift"`
	ProofLimit   uint64             `toml:"proof_limit"`
	Rollup       *common.Address    `toml:"rollup,omitempty"`
	Alloc        map[string]account `toml:"alloc,omitempty"`
}

type account struct {
	Balance string            `toml:"balance,omitempty"` // wei, decimal
	Nonce   uint64            `toml:"nonce,omitzero"`
	Code    hexutil.Bytes     `toml:"code,omitempty"`
	Storage map[string]string `toml:"storage,omitempty"` // 32 bytes each
}

// File is what a rollup file says.
type File struct {
	Params *params.Params
	// Rollup is the contract on L1 that settles disputes about the rollup; zero where there is none. It is no
	// constant: it has the hash of the constants, so they cannot have its address. Whoever relies on it holds it
	// against them first.
	Rollup common.Address
}

// required are the keys that a rollup file must have; a key left out never means zero.
var required = []string{"chain_id", "l1_chain_id", "l1_family", "inbox", "inbox_height", "force_delay", "max_messages",
	"max_batch_data", "genesis_time", "gas_limit",
	"fee_recipient", "base_fee", "max_drift", "proof_limit"}

// rollupKey is the one key that may be left out.
const rollupKey = "rollup"

// Read reads the TOML form and validates it. Keys that are unknown, missing or written twice are refused, because a
// rollup file that is read differently by two nodes makes two rollups. Only rollup may be left out. The error holds
// all complaints.
func Read(text []byte) (*File, error) {
	var f form
	meta, err := toml.Decode(string(text), &f)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	var complaints []error
	for _, key := range meta.Undecoded() {
		complaints = append(complaints, fmt.Errorf("unknown key %s", key))
	}
	// The TOML package also takes CHAIN_ID for chain_id; Keys holds them as written.
	for _, key := range meta.Keys() {
		if strings.EqualFold(key[0], rollupKey) && key[0] != rollupKey {
			complaints = append(complaints, fmt.Errorf("unknown key %s", key))
		}
	}
	for _, key := range required {
		if !slices.ContainsFunc(meta.Keys(), func(k toml.Key) bool { return len(k) == 1 && k[0] == key }) {
			complaints = append(complaints, fmt.Errorf("missing key %s", key))
		}
	}
	if f.Rollup != nil && *f.Rollup == (common.Address{}) {
		complaints = append(complaints, errors.New("rollup: no contract stands at the zero address; leave the key out if there is none"))
	}
	p, bad := f.params()
	complaints = append(complaints, bad...)
	if len(complaints) > 0 {
		return nil, errors.Join(complaints...)
	}
	if err := p.Validate(); err != nil {
		return nil, err
	}
	read := &File{Params: p}
	if f.Rollup != nil {
		read.Rollup = *f.Rollup
	}
	return read, nil
}

func (f *form) params() (*params.Params, []error) {
	p := &params.Params{
		ChainID: f.ChainID, L1ChainID: f.L1ChainID, L1Family: f.L1Family, Inbox: f.Inbox, InboxHeight: f.InboxHeight,
		ForceDelay: f.ForceDelay, MaxMessages: f.MaxMessages, MaxBatchData: f.MaxBatchData,
		GenesisTime: f.GenesisTime, GasLimit: f.GasLimit, FeeRecipient: f.FeeRecipient, BaseFee: f.BaseFee,
		MaxDrift: f.MaxDrift, ProofLimit: f.ProofLimit,
	}
	var complaints []error
	for key, a := range f.Alloc {
		addr, acc, err := a.parse(key)
		if err == nil {
			if _, twice := p.Alloc[addr]; twice {
				err = errors.New("written twice")
			}
		}
		if err != nil {
			complaints = append(complaints, fmt.Errorf("alloc %s: %w", key, err))
			continue
		}
		if p.Alloc == nil {
			p.Alloc = make(types.GenesisAlloc)
		}
		p.Alloc[addr] = acc
	}
	slices.SortFunc(complaints, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return p, complaints
}

func (a *account) parse(key string) (addr common.Address, acc types.Account, err error) {
	if err = addr.UnmarshalText([]byte(key)); err != nil {
		return addr, acc, fmt.Errorf("address: %w", err)
	}
	acc = types.Account{Nonce: a.Nonce, Balance: new(big.Int), Code: a.Code}
	if a.Balance != "" {
		if strings.Trim(a.Balance, "0123456789") != "" || len(a.Balance) > 78 {
			return addr, acc, fmt.Errorf("balance %q is not a decimal number of wei", a.Balance)
		}
		acc.Balance.SetString(a.Balance, 10)
	}
	for k, v := range a.Storage {
		var slot, value common.Hash
		if err := errors.Join(slot.UnmarshalText([]byte(k)), value.UnmarshalText([]byte(v))); err != nil {
			return addr, acc, fmt.Errorf("storage %s: %w", k, err)
		}
		if _, twice := acc.Storage[slot]; twice {
			return addr, acc, fmt.Errorf("storage %s: written twice", slot)
		}
		if acc.Storage == nil {
			acc.Storage = make(map[common.Hash]common.Hash)
		}
		acc.Storage[slot] = value
	}
	return addr, acc, nil
}

// Encode is the TOML form, which Read reads back to the same constants. It refuses what Validate refuses.
func (read *File) Encode() ([]byte, error) {
	p := read.Params
	if err := p.Validate(); err != nil {
		return nil, fmt.Errorf("encode rollup file: %w", err)
	}
	f := form{
		ChainID: p.ChainID, L1ChainID: p.L1ChainID, L1Family: p.L1Family, Inbox: p.Inbox, InboxHeight: p.InboxHeight,
		ForceDelay: p.ForceDelay, MaxMessages: p.MaxMessages, MaxBatchData: p.MaxBatchData,
		GenesisTime: p.GenesisTime, GasLimit: p.GasLimit, FeeRecipient: p.FeeRecipient, BaseFee: p.BaseFee,
		MaxDrift: p.MaxDrift, ProofLimit: p.ProofLimit, Alloc: make(map[string]account, len(p.Alloc)),
	}
	if read.Rollup != (common.Address{}) {
		f.Rollup = &read.Rollup
	}
	for addr, a := range p.Alloc {
		out := account{Nonce: a.Nonce, Code: a.Code}
		if a.Balance != nil && a.Balance.Sign() > 0 {
			out.Balance = a.Balance.String()
		}
		for k, v := range a.Storage {
			if out.Storage == nil {
				out.Storage = make(map[string]string, len(a.Storage))
			}
			out.Storage[k.Hex()] = v.Hex()
		}
		f.Alloc[addr.Hex()] = out
	}
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(f); err != nil {
		return nil, fmt.Errorf("encode rollup file: %w", err)
	}
	return b.Bytes(), nil
}
