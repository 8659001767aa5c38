// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"crypto/ecdsa"
	"encoding/binary"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

var testChain = big.NewInt(61061)

// mix makes random transactions of every kind among a few accounts.
type mix struct {
	*rand.Rand
	t      testing.TB
	keys   []*ecdsa.PrivateKey
	signer types.Signer
}

func newMix(t testing.TB, seed int64) *mix {
	m := &mix{Rand: rand.New(rand.NewSource(seed)), t: t, signer: types.LatestSignerForChainID(testChain)}
	for i := range 12 {
		key, err := crypto.ToECDSA(crypto.Keccak256([]byte("wire test account"), []byte{byte(i)}))
		if err != nil {
			t.Fatal(err)
		}
		m.keys = append(m.keys, key)
	}
	return m
}

func (m *mix) account(i int) common.Address { return crypto.PubkeyToAddress(m.keys[i].PublicKey) }

// address is mostly an account's.
func (m *mix) address() common.Address {
	switch m.Intn(6) {
	case 0:
		return common.BytesToAddress(m.bytes(20))
	case 1:
		return common.BytesToAddress([]byte{byte(m.Intn(4))})
	}
	return m.account(m.Intn(len(m.keys)))
}

func (m *mix) bytes(n int) []byte {
	b := make([]byte, n)
	m.Read(b)
	return b
}

// wei is an amount of any width up to n bits, often a rounded one.
func (m *mix) wei(n int) *big.Int {
	v := new(big.Int).SetBytes(m.bytes(32))
	v.Rsh(v, uint(256-m.Intn(n+1)))
	if m.Intn(2) == 0 {
		unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(m.Intn(20))), nil)
		v.Div(v, unit).Mul(v, unit)
	}
	return v
}

func (m *mix) data() []byte {
	if m.Intn(3) == 0 {
		return m.bytes(m.Intn(70))
	}
	d := binary.BigEndian.AppendUint32(nil, uint32(m.Intn(12)*0x01020304))
	for range m.Intn(12) {
		var w [32]byte
		switch m.Intn(6) {
		case 0:
			a := m.address()
			copy(w[12:], a[:])
		case 1, 2:
			m.wei(256).FillBytes(w[:])
		case 3:
			copy(w[:], "a text of some length")
		case 4:
			w[31] = byte(m.Intn(256))
		}
		d = append(d, w[:]...)
	}
	return append(d, m.bytes(m.Intn(2)*m.Intn(32))...)
}

func (m *mix) access() (list types.AccessList) {
	for range m.Intn(3) {
		tuple := types.AccessTuple{Address: m.address(), StorageKeys: []common.Hash{}}
		for range m.Intn(3) {
			tuple.StorageKeys = append(tuple.StorageKeys, common.BigToHash(m.wei(256)))
		}
		list = append(list, tuple)
	}
	return list
}

func (m *mix) auths() (list []types.SetCodeAuthorization) {
	for range m.Intn(3) {
		a, err := types.SignSetCode(m.keys[m.Intn(len(m.keys))], types.SetCodeAuthorization{
			ChainID: *uint256.NewInt(uint64(m.Intn(2) * 61061)), Address: m.address(), Nonce: uint64(m.Intn(1000)),
		})
		if err != nil {
			m.t.Fatal(err)
		}
		a.V += uint8(m.Intn(2) * m.Intn(200))
		list = append(list, a)
	}
	return list
}

func (m *mix) tx() *types.Transaction {
	to := new(common.Address)
	if *to = m.address(); m.Intn(8) == 0 {
		to = nil
	}
	nonce, gas := uint64(m.Intn(20)), uint64(21000+m.Intn(3)*30000)
	if m.Intn(10) == 0 {
		nonce, gas = m.Uint64(), m.Uint64()
	}
	signer, value, data := m.signer, m.wei(256), m.data()
	if m.Intn(2) == 0 {
		data = nil
	}
	var inner types.TxData
	switch m.Intn(8) {
	case 0:
		inner = &types.LegacyTx{Nonce: nonce, GasPrice: m.wei(70), Gas: gas, To: to, Value: value, Data: data}
	case 1:
		inner = &types.LegacyTx{Nonce: nonce, GasPrice: m.wei(256), Gas: gas, To: to, Value: value, Data: data}
		signer = types.HomesteadSigner{}
	case 2:
		inner = &types.AccessListTx{ChainID: testChain, Nonce: nonce, GasPrice: m.wei(70), Gas: gas, To: to, Value: value, Data: data, AccessList: m.access()}
	case 3:
		if to == nil {
			to = new(common.Address)
		}
		inner = &types.SetCodeTx{ChainID: uint256.MustFromBig(testChain), Nonce: nonce, GasTipCap: uint256.MustFromBig(m.wei(256)),
			GasFeeCap: uint256.MustFromBig(m.wei(70)), Gas: gas, To: *to, Value: uint256.MustFromBig(value), Data: data,
			AccessList: m.access(), AuthList: m.auths()}
	case 4:
		if m.Intn(4) == 0 {
			inner = &types.BlobTx{ChainID: uint256.MustFromBig(testChain), Nonce: nonce, Gas: gas, Value: uint256.MustFromBig(value),
				Data: data, AccessList: m.access(), BlobHashes: []common.Hash{{1}}}
			break
		}
		wide := new(big.Int).Lsh(m.wei(256), uint(m.Intn(80))) // sometimes wider than any valid value
		inner = &types.LegacyTx{Nonce: nonce, GasPrice: m.wei(70), Gas: gas, To: to, Value: wide, Data: data}
	default:
		inner = &types.DynamicFeeTx{ChainID: testChain, Nonce: nonce, GasTipCap: m.wei(40), GasFeeCap: big.NewInt(1_500_000_000),
			Gas: gas, To: to, Value: value, Data: data, AccessList: m.access()}
	}
	tx, err := types.SignNewTx(m.keys[m.Intn(len(m.keys))], signer, inner)
	if err != nil {
		m.t.Fatal(err)
	}
	return tx
}

// batch has up to the given numbers of blocks and of transactions in each.
func (m *mix) batch(blocks, txs int) *Batch {
	b := &Batch{Parent: common.BytesToHash(m.bytes(32))}
	for range 1 + m.Intn(blocks) {
		block := Block{Elapsed: 1 + uint64(m.Intn(3)), Messages: uint64(m.Intn(2) * m.Intn(MaxBlockMessages+1))}
		for range m.Intn(txs + 1) {
			block.Txs = append(block.Txs, m.tx())
		}
		b.Blocks = append(b.Blocks, block)
	}
	return b
}

// sameBlocks fails the test unless got is the start of want, or all of it.
func sameBlocks(t testing.TB, got, want []Block, all bool) {
	t.Helper()
	if len(got) > len(want) || all && len(got) != len(want) {
		t.Fatalf("%d blocks, want %d", len(got), len(want))
	}
	for i := range got {
		if got[i].Elapsed != want[i].Elapsed || got[i].Messages != want[i].Messages || len(got[i].Txs) != len(want[i].Txs) {
			t.Fatalf("block %d: got (%d, %d, %d transactions), want (%d, %d, %d transactions)", i, got[i].Elapsed, got[i].Messages,
				len(got[i].Txs), want[i].Elapsed, want[i].Messages, len(want[i].Txs))
		}
		for j, tx := range got[i].Txs {
			a, err := tx.MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			b, err := want[i].Txs[j].MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(a, b) {
				t.Fatalf("block %d: transaction %d:\n got %x\nwant %x", i, j, a, b)
			}
		}
	}
}
