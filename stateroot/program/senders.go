// SPDX-License-Identifier: Apache-2.0

package program

import (
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/vm/oracle"
)

// signer gives the senders that go-ethereum's own signer gives, but has the recovery done by whoever answers the
// oracle: it would cost more steps than everything else of a transfer.
type signer struct {
	types.Signer
	oracle oracle.Source
}

func newSigner(chainID uint64, o oracle.Source) types.Signer {
	return &signer{types.LatestSignerForChainID(new(big.Int).SetUint64(chainID)), o}
}

// Equal implements types.Signer. It is true of the plain signer, since both give the same senders.
func (s *signer) Equal(other types.Signer) bool {
	if o, ok := other.(*signer); ok {
		other = o.Signer
	}
	return s.Signer.Equal(other)
}

// Sender implements types.Signer.
func (s *signer) Sender(tx *types.Transaction) (common.Address, error) {
	v, r, b := tx.RawSignatureValues()
	parity := new(big.Int)
	var hash common.Hash
	switch {
	case tx.Type() == types.LegacyTxType && !tx.Protected():
		parity.Sub(v, big.NewInt(27))
		hash = types.HomesteadSigner{}.Hash(tx)
	case tx.ChainId().Cmp(s.ChainID()) != 0:
		return s.Signer.Sender(tx) // has the right words for it
	case tx.Type() == types.LegacyTxType:
		parity.Sub(v, new(big.Int).Add(big.NewInt(35), new(big.Int).Lsh(s.ChainID(), 1)))
		hash = s.Hash(tx)
	case tx.Type() == types.AccessListTxType, tx.Type() == types.DynamicFeeTxType, tx.Type() == types.BlobTxType, tx.Type() == types.SetCodeTxType:
		parity.Set(v)
		hash = s.Hash(tx)
	default:
		return common.Address{}, types.ErrTxTypeNotSupported
	}
	if parity.Sign() < 0 || parity.BitLen() > 1 || !crypto.ValidateSignatureValues(byte(parity.Uint64()), r, b, true) {
		return common.Address{}, types.ErrInvalidSig
	}
	return s.recover(hash, byte(parity.Uint64()), r, b)
}

var errNoSender = errors.New("the signature belongs to nobody")

func (s *signer) recover(hash common.Hash, parity byte, r, b *big.Int) (common.Address, error) {
	input := make([]byte, 128)
	copy(input, hash[:])
	input[63] = 27 + parity
	r.FillBytes(input[64:96])
	b.FillBytes(input[96:])
	output, ok, err := s.oracle.Precompile(oracle.Ecrecover, input)
	if err != nil {
		return common.Address{}, err
	}
	if !ok || len(output) != common.HashLength {
		return common.Address{}, errNoSender
	}
	return common.BytesToAddress(output), nil
}
