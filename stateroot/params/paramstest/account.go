// SPDX-License-Identifier: Apache-2.0

package paramstest

import (
	"crypto/ecdsa"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// Account is somebody who can sign.
type Account struct {
	Key     *ecdsa.PrivateKey
	Address common.Address
}

// NewAccount is the account with that name, the same in every run.
func NewAccount(name string) *Account {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte(name)))
	if err != nil {
		panic(err) // one name in 2^128
	}
	return &Account{Key: key, Address: crypto.PubkeyToAddress(key.PublicKey)}
}

// Accounts are n accounts that share a name.
func Accounts(name string, n int) []*Account {
	list := make([]*Account, n)
	for i := range list {
		list[i] = NewAccount(fmt.Sprintf("%s %d", name, i))
	}
	return list
}

// Sign signs a transaction for the chain with that id.
func (a *Account) Sign(chainID uint64, data types.TxData) *types.Transaction {
	return types.MustSignNewTx(a.Key, types.LatestSignerForChainID(new(big.Int).SetUint64(chainID)), data)
}
