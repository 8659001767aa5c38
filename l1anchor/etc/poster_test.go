// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
)

// posted is what the reader makes of a block with one transaction that the inbox took a batch from.
func posted(tx *types.Transaction, inbox common.Address) ([]l1anchor.Batch, error) {
	r, err := NewReader(Config{URL: "http://l1.invalid", ChainID: 61, Inbox: inbox})
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b := &wireBlock{header: &types.Header{Number: big.NewInt(7), Coinbase: common.Address{9}}, txs: types.Transactions{tx}}
	receipt := &wireReceipt{Status: new(hexutil.Uint64), gas: 50_000}
	*receipt.Status = hexutil.Uint64(types.ReceiptStatusSuccessful)
	return batches(b, []*wireReceipt{receipt}, r.signer, inbox)
}

// TestPoster recovers who signed, for every kind of transaction that Ethereum Classic takes: a miner may well include
// one without a chain id, and the inbox then binds its sender like any other's.
func TestPoster(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	id, price, inbox := big.NewInt(61), big.NewInt(1), common.Address{1}
	input := (&l1anchor.BatchCall{Data: []byte("data")}).Encode()
	legacy := &types.LegacyTx{GasPrice: price, Gas: 100_000, To: &inbox, Data: input}
	listed := &types.AccessListTx{ChainID: id, GasPrice: price, Gas: 100_000, To: &inbox, Data: input}
	for name, tx := range map[string]*types.Transaction{
		"with a chain id":     types.MustSignNewTx(key, types.NewEIP155Signer(id), legacy),
		"without a chain id":  types.MustSignNewTx(key, types.HomesteadSigner{}, legacy),
		"with an access list": types.MustSignNewTx(key, types.NewEIP2930Signer(id), listed),
	} {
		got, err := posted(tx, inbox)
		if err != nil || len(got) != 1 || got[0].Poster != crypto.PubkeyToAddress(key.PublicKey) || got[0].Miner != (common.Address{9}) {
			t.Errorf("%s: %+v, %v; want a batch of %s, mined by 0x09…", name, got, err, crypto.PubkeyToAddress(key.PublicKey))
		}
	}
	zero := *legacy
	zero.V, zero.R, zero.S = big.NewInt(35), price, price // for chain 0, which no signer knows
	for name, tx := range map[string]*types.Transaction{
		"unsigned":          types.NewTx(legacy),
		"for another chain": types.MustSignNewTx(key, types.NewEIP155Signer(big.NewInt(62)), legacy),
		"for chain 0":       types.NewTx(&zero),
	} {
		if got, err := posted(tx, inbox); !errors.Is(err, l1anchor.ErrContradiction) {
			t.Errorf("%s: %+v, %v; want a contradiction", name, got, err)
		}
	}
}
