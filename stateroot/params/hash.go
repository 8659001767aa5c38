// SPDX-License-Identifier: Apache-2.0

package params

import (
	"bytes"
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
//	     0      8  tag "aditprm4"             0     20  address
//	     8      8  chain id                  20     32  balance, wei
//	    16      8  L1 chain id               52      8  nonce
//	    24     16  L1 family, then zeros     60      8  c, bytes of code
//	    40     20  inbox                     68      c  code
//	    60      8  inbox height            68+c      8  s, storage slots
//	    68      8  force delay             76+c   64·s  slots: key 32 ‖ value 32, by rising key
//	    76      8  max messages
//	    84      8  max batch data
//	    92      8  genesis time
//	   100      8  gas limit
//	   108     20  fee recipient
//	   128      8  base fee
//	   136      8  max drift
//	   144      8  proof limit
//	   152     32  keccak256 of all accounts, by rising address
const (
	encodingTag  = "aditprm4"
	familyLength = 16
	length       = 184
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
	var family [familyLength]byte
	copy(family[:], p.L1Family)
	b = append(b, family[:]...)
	b = append(b, p.Inbox[:]...)
	b = u64(b, p.InboxHeight)
	b = u64(b, p.ForceDelay)
	b = u64(b, p.MaxMessages)
	b = u64(b, p.MaxBatchData)
	b = u64(b, p.GenesisTime)
	b = u64(b, p.GasLimit)
	b = append(b, p.FeeRecipient[:]...)
	b = u64(b, p.BaseFee)
	b = u64(b, p.MaxDrift)
	b = u64(b, p.ProofLimit)
	return append(b, p.accounts().Bytes()...)
}

// accounts is the hash of all of them. They stand in it by that alone because whoever proves a block on L1 has to load
// the encoding there.
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
		ChainID: u64(b[8:]), L1ChainID: u64(b[16:]), L1Family: string(bytes.TrimRight(b[24:40], "\x00")),
		Inbox: common.Address(b[40:60]), InboxHeight: u64(b[60:]), ForceDelay: u64(b[68:]), MaxMessages: u64(b[76:]), MaxBatchData: u64(b[84:]),
		GenesisTime: u64(b[92:]), GasLimit: u64(b[100:]), FeeRecipient: common.Address(b[108:128]), BaseFee: u64(b[128:]),
		MaxDrift: u64(b[136:]), ProofLimit: u64(b[144:]),
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
