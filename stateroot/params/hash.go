// SPDX-License-Identifier: Apache-2.0

package params

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// The canonical encoding, integers big endian. The tag names its version and with it everything that this package
// fixes besides the values: the fork rules and the system contracts at genesis.
//
//	offset  bytes                        account
//	     0      8  tag "aditprm3"             0     20  address
//	     8      8  chain id                  20     32  balance, wei
//	    16      8  L1 chain id               52      8  nonce
//	    24     20  inbox                     60      8  c, bytes of code
//	    44      8  inbox height              68      c  code
//	    52      8  genesis time            68+c      8  s, storage slots
//	    60      8  gas limit               76+c   64·s  slots: key 32 ‖ value 32, by rising key
//	    68     20  fee recipient
//	    88      8  base fee
//	    96      8  max drift
//	   104      8  proof limit
//	   112     32  keccak256 of all accounts, by rising address
const (
	encodingTag = "aditprm3"
	length      = 144
)

// Hash names the rollup: keccak256 over the canonical encoding of the values, not over the text they were read from.
// It means nothing for Params that Validate refuses.
func (p *Params) Hash() common.Hash { return crypto.Keccak256Hash(p.Canonical()) }

// Canonical is the encoding above.
func (p *Params) Canonical() []byte {
	u64 := binary.BigEndian.AppendUint64
	b := make([]byte, 0, length)
	b = append(b, encodingTag...)
	b = u64(b, p.ChainID)
	b = u64(b, p.L1ChainID)
	b = append(b, p.Inbox[:]...)
	b = u64(b, p.InboxHeight)
	b = u64(b, p.GenesisTime)
	b = u64(b, p.GasLimit)
	b = append(b, p.FeeRecipient[:]...)
	b = u64(b, p.BaseFee)
	b = u64(b, p.MaxDrift)
	b = u64(b, p.ProofLimit)
	return append(b, p.accounts().Bytes()...)
}

// accounts is the hash of all of them. They stand in it by that alone because whoever proves a block on L1 has to load the
// encoding there.
func (p *Params) accounts() common.Hash {
	var b []byte
	for _, addr := range slices.SortedFunc(maps.Keys(p.Alloc), common.Address.Cmp) {
		b = append(b, addr[:]...)
		b = appendAccount(b, p.Alloc[addr])
	}
	return crypto.Keccak256Hash(b)
}

// ParseCanonical reads an encoding but for the accounts, which nothing behind the genesis block depends on. It does not
// validate: a program that has the encoding by its hash has a rollup that exists.
func ParseCanonical(b []byte) (*Params, error) {
	if len(b) != length || string(b[:8]) != encodingTag {
		return nil, fmt.Errorf("%d bytes are no rollup of version %q", len(b), encodingTag)
	}
	u64 := binary.BigEndian.Uint64
	return &Params{
		ChainID: u64(b[8:]), L1ChainID: u64(b[16:]), Inbox: common.Address(b[24:44]), InboxHeight: u64(b[44:]), GenesisTime: u64(b[52:]),
		GasLimit: u64(b[60:]), FeeRecipient: common.Address(b[68:88]), BaseFee: u64(b[88:]), MaxDrift: u64(b[96:]), ProofLimit: u64(b[104:]),
	}, nil
}

func appendAccount(b []byte, a types.Account) []byte {
	u64 := binary.BigEndian.AppendUint64
	balance := a.Balance
	if balance == nil {
		balance = new(big.Int)
	}
	b = append(b, common.BigToHash(balance).Bytes()...)
	b = u64(b, a.Nonce)
	b = u64(b, uint64(len(a.Code)))
	b = append(b, a.Code...)
	b = u64(b, uint64(len(a.Storage)))
	for _, key := range slices.SortedFunc(maps.Keys(a.Storage), common.Hash.Cmp) {
		value := a.Storage[key]
		b = append(append(b, key[:]...), value[:]...)
	}
	return b
}
