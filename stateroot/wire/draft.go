// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"
)

// form is how the packed form represents a transaction.
type form int

const (
	legacy     form = 0 // type 0 with the chain id in v
	accessList form = 1 // type 1
	dynamicFee form = 2 // type 2
	homestead  form = 3 // type 0 without a chain id
	setCode    form = 4 // type 4
	envelope   form = 7 // its EIP-2718 bytes: any other type, odd numbers, or what the models get wrong
)

// draft is a transaction taken apart, on its way into the packed form or out of it.
type draft struct {
	form     form
	envelope []byte // only of that form

	create bool
	to     ref // unless create
	data   []byte
	words  []word // the addresses inside data
	gas    uint64
	nonce  uint64
	value  uint256.Int
	price  uint256.Int // gas price, or fee cap
	tip    uint256.Int // of dynamicFee and setCode
	access []entry     // of accessList, dynamicFee and setCode
	auths  []authorization
	odd    bool // y parity
	r, s   [32]byte
}

// word is an address that fills the 32-byte word of calldata in which it stands.
type word struct {
	at int // offset of the address in data
	ref
}

// entry is an entry of an access list.
type entry struct {
	ref
	keys []common.Hash
}

// authorization is an EIP-7702 authorisation.
type authorization struct {
	chainID, r, s uint256.Int
	ref
	nonce uint64
	v     uint8
}

// take takes a transaction apart.
func take(chainID *big.Int, tx *types.Transaction) (*draft, error) {
	d := &draft{gas: tx.Gas(), nonce: tx.Nonce(), data: tx.Data(), create: tx.To() == nil}
	if !d.takeNumbers(chainID, tx) {
		raw, err := tx.MarshalBinary()
		if err != nil {
			return nil, fmt.Errorf("encode transaction %s: %w", tx.Hash(), err)
		}
		return &draft{form: envelope, envelope: raw}, nil
	}
	if !d.create {
		d.to.address = *tx.To()
	}
	for _, tuple := range tx.AccessList() {
		d.access = append(d.access, entry{ref{address: tuple.Address}, tuple.StorageKeys})
	}
	for _, a := range tx.SetCodeAuthorizations() {
		d.auths = append(d.auths, authorization{a.ChainID, a.R, a.S, ref{address: a.Address}, a.Nonce, a.V})
	}
	d.findAddresses()
	return d, nil
}

// takeNumbers sets the form and the numbers. It says whether the packed form has a place for all of them.
func (d *draft) takeNumbers(chainID *big.Int, tx *types.Transaction) bool {
	v, r, s := tx.RawSignatureValues()
	parity := v
	switch tx.Type() {
	case types.LegacyTxType:
		base := big.NewInt(27)
		d.form = homestead
		if tx.Protected() {
			base = new(big.Int).Add(big.NewInt(35), new(big.Int).Lsh(chainID, 1))
			d.form = legacy
		}
		parity = new(big.Int).Sub(v, base)
	case types.AccessListTxType:
		d.form = accessList
	case types.DynamicFeeTxType:
		d.form = dynamicFee
	case types.SetCodeTxType:
		d.form = setCode
	default:
		return false
	}
	if d.form != legacy && d.form != homestead && tx.ChainId().Cmp(chainID) != 0 {
		return false
	}
	if parity.Sign() < 0 || parity.BitLen() > 1 || r.BitLen() > 256 || s.BitLen() > 255 {
		return false
	}
	d.odd = parity.Sign() > 0
	r.FillBytes(d.r[:])
	s.FillBytes(d.s[:])
	return fits(&d.value, tx.Value()) && fits(&d.price, tx.GasFeeCap()) && fits(&d.tip, tx.GasTipCap())
}

func fits(to *uint256.Int, from *big.Int) bool { return !to.SetFromBig(from) }

// transaction puts a draft with all addresses known together.
func (d *draft) transaction(chainID *big.Int) (*types.Transaction, *Violation) {
	if d.form == envelope {
		return unpackEnvelope(d.envelope)
	}
	var to *common.Address
	if !d.create {
		to = &d.to.address
	}
	for _, w := range d.words {
		copy(d.data[w.at:], w.address[:])
	}
	v := new(big.Int)
	if d.odd {
		v.SetUint64(1)
	}
	r, s := new(big.Int).SetBytes(d.r[:]), new(big.Int).SetBytes(d.s[:])
	var inner types.TxData
	switch d.form {
	case legacy, homestead:
		if d.form == homestead {
			v.Add(v, big.NewInt(27))
		} else {
			v.Add(v, big.NewInt(35)).Add(v, new(big.Int).Lsh(chainID, 1))
		}
		inner = &types.LegacyTx{Nonce: d.nonce, GasPrice: d.price.ToBig(), Gas: d.gas, To: to, Value: d.value.ToBig(),
			Data: d.data, V: v, R: r, S: s}
	case accessList:
		inner = &types.AccessListTx{ChainID: chainID, Nonce: d.nonce, GasPrice: d.price.ToBig(), Gas: d.gas, To: to,
			Value: d.value.ToBig(), Data: d.data, AccessList: d.accessList(), V: v, R: r, S: s}
	case dynamicFee:
		inner = &types.DynamicFeeTx{ChainID: chainID, Nonce: d.nonce, GasTipCap: d.tip.ToBig(), GasFeeCap: d.price.ToBig(),
			Gas: d.gas, To: to, Value: d.value.ToBig(), Data: d.data, AccessList: d.accessList(), V: v, R: r, S: s}
	case setCode:
		inner = &types.SetCodeTx{ChainID: uint256.MustFromBig(chainID), Nonce: d.nonce, GasTipCap: &d.tip, GasFeeCap: &d.price,
			Gas: d.gas, To: *to, Value: &d.value, Data: d.data, AccessList: d.accessList(), AuthList: d.authList(),
			V: uint256.MustFromBig(v), R: uint256.MustFromBig(r), S: uint256.MustFromBig(s)}
	}
	return types.NewTx(inner), nil
}

func (d *draft) accessList() types.AccessList {
	var list types.AccessList
	for _, e := range d.access {
		list = append(list, types.AccessTuple{Address: e.address, StorageKeys: e.keys})
	}
	return list
}

func (d *draft) authList() []types.SetCodeAuthorization {
	var list []types.SetCodeAuthorization
	for _, a := range d.auths {
		list = append(list, types.SetCodeAuthorization{ChainID: a.chainID, Address: a.address, Nonce: a.nonce, V: a.v, R: a.r, S: a.s})
	}
	return list
}

// unpackEnvelope reads a transaction that stands as it is.
func unpackEnvelope(raw []byte) (*types.Transaction, *Violation) {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return nil, violate(BadTransaction, "%v", err)
	}
	if tx.BlobTxSidecar() != nil {
		return nil, violate(BadTransaction, "blob sidecar")
	}
	return tx, nil
}

// refs calls f with every address of the draft.
func (d *draft) refs(f func(*ref)) {
	if d.form == envelope {
		return
	}
	if !d.create {
		f(&d.to)
	}
	for i := range d.words {
		f(&d.words[i].ref)
	}
	for i := range d.access {
		f(&d.access[i].ref)
	}
	for i := range d.auths {
		f(&d.auths[i].ref)
	}
}
