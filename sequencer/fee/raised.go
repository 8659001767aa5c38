// SPDX-License-Identifier: Apache-2.0

package fee

import (
	"math/big"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"
)

// Raised is tx as its sender would write it to tip so much, with room for the base fee to double. Its signature is
// the old one, which only its length matters of: amounts are part of the bytes that are paid for, so a tip is asked
// for with itself counted.
func Raised(tx *types.Transaction, tip, baseFee *big.Int) *types.Transaction {
	v, r, s := tx.RawSignatureValues()
	most := new(big.Int).Add(new(big.Int).Lsh(baseFee, 1), tip)
	if most.Cmp(tx.GasFeeCap()) < 0 {
		most = tx.GasFeeCap()
	}
	switch tx.Type() {
	case types.LegacyTxType:
		return types.NewTx(&types.LegacyTx{Nonce: tx.Nonce(), GasPrice: most, Gas: tx.Gas(), To: tx.To(), Value: tx.Value(), Data: tx.Data(), V: v, R: r, S: s})
	case types.AccessListTxType:
		return types.NewTx(&types.AccessListTx{ChainID: tx.ChainId(), Nonce: tx.Nonce(), GasPrice: most, Gas: tx.Gas(), To: tx.To(), Value: tx.Value(),
			Data: tx.Data(), AccessList: tx.AccessList(), V: v, R: r, S: s})
	case types.DynamicFeeTxType:
		return types.NewTx(&types.DynamicFeeTx{ChainID: tx.ChainId(), Nonce: tx.Nonce(), GasTipCap: tip, GasFeeCap: most, Gas: tx.Gas(), To: tx.To(),
			Value: tx.Value(), Data: tx.Data(), AccessList: tx.AccessList(), V: v, R: r, S: s})
	case types.SetCodeTxType:
		return types.NewTx(&types.SetCodeTx{ChainID: word(tx.ChainId()), Nonce: tx.Nonce(), GasTipCap: word(tip), GasFeeCap: word(most), Gas: tx.Gas(),
			To: *tx.To(), Value: word(tx.Value()), Data: tx.Data(), AccessList: tx.AccessList(), AuthList: tx.SetCodeAuthorizations(),
			V: word(v), R: word(r), S: word(s)})
	}
	return tx // of a type that is not let in anyway
}

// word is n as far as 256 bits go.
func word(n *big.Int) *uint256.Int {
	w, _ := uint256.FromBig(n)
	return w
}
