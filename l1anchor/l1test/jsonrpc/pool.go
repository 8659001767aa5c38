// SPDX-License-Identifier: Apache-2.0

package jsonrpc

import (
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// What core-geth's pool says to a transaction that it does not take.
var (
	errNonceTooLow = errors.New("nonce too low")
	errKnown       = errors.New("already known")
	errReplacement = errors.New("replacement transaction underpriced")
	errNoFunds     = errors.New("insufficient funds for gas * price + value")
	errIntrinsic   = errors.New("intrinsic gas too low")
	errBlockGas    = errors.New("exceeds block gas limit")
)

// priceBump is by how many percent a transaction must be dearer than the one that it replaces.
const priceBump = 10

// Sender is what a pool knows of a transaction's sender.
type Sender struct {
	Nonce   uint64
	Balance *big.Int
	// Before is the hash of the transaction that waits under the same nonce, Price its gas price; nil when none does.
	Before common.Hash
	Price  *big.Int
}

// Refused says by core-geth's rules why a pool does not take tx, which needs at least least gas, a block having most;
// nil: it takes it. Whatever is behind a missing nonce waits.
func Refused(tx *types.Transaction, from Sender, least, most uint64) error {
	switch {
	case from.Before == tx.Hash():
		return errKnown
	case tx.Nonce() < from.Nonce:
		return errNonceTooLow
	case tx.Gas() > most:
		return errBlockGas
	case tx.Gas() < least:
		return errIntrinsic
	case from.Balance.Cmp(tx.Cost()) < 0:
		return errNoFunds
	case from.Price != nil && tx.GasPrice().Cmp(bumped(from.Price)) < 0:
		return errReplacement
	}
	return nil
}

func bumped(price *big.Int) *big.Int {
	up := new(big.Int).Mul(price, big.NewInt(100+priceBump))
	return up.Div(up, big.NewInt(100))
}
