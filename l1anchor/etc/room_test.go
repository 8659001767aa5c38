// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
)

// TestRoom takes the bids out of blocks, those included that only a node without truth shows.
func TestRoom(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	other, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	inbox, elsewhere := common.Address{1}, common.Address{2}
	c, err := newClient(Config{URL: "http://l1.invalid", ChainID: 61, Inbox: inbox})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.close)
	m := newMarket(c, crypto.PubkeyToAddress(key.PublicKey))
	call := func(to *common.Address, gas uint64, data []byte) *types.LegacyTx {
		return &types.LegacyTx{GasPrice: big.NewInt(3), Gas: gas, To: to, Value: new(big.Int), Data: data}
	}
	batch := (&l1anchor.BatchCall{Data: []byte("data")}).Encode()
	own := func(x *types.LegacyTx) *types.Transaction { return types.MustSignNewTx(key, m.signer, x) }
	theirs := func(x *types.LegacyTx) *types.Transaction { return types.MustSignNewTx(other, m.signer, x) }
	for _, c := range []struct {
		name string
		used uint64 // gas of the block
		txs  types.Transactions
		want []uint64 // gas of the bids
	}{
		{"nothing", 0, nil, nil},
		{"a stranger who used half", 50_000, types.Transactions{theirs(call(&elsewhere, 100_000, nil))}, []uint64{50_000}},
		{"a batch of another seat", 100_000, types.Transactions{theirs(call(&inbox, 100_000, batch))}, nil},
		{"a stranger's message", 100_000, types.Transactions{theirs(call(&inbox, 100_000, nil))}, []uint64{100_000}},
		{"the account's own, to the inbox and elsewhere", 300_000, types.Transactions{
			own(call(&inbox, 100_000, nil)), own(call(&elsewhere, 100_000, nil)), own(call(nil, 100_000, nil)),
		}, nil},
		{"transactions without gas", 0, types.Transactions{theirs(call(&elsewhere, 0, nil)), own(call(nil, 0, nil))}, nil},
		{"the same in a block that used some", 1 << 63, types.Transactions{types.NewTx(call(&elsewhere, 0, nil))}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := m.room(&wireBlock{header: &types.Header{GasLimit: 8_000_000, GasUsed: c.used}, txs: c.txs})
			if len(r.Bids) != len(c.want) {
				t.Fatalf("%d bids, want %d", len(r.Bids), len(c.want))
			}
			for i, want := range c.want {
				if r.Bids[i].Gas != want || r.Bids[i].Price.Int64() != 3 {
					t.Errorf("bid %d: %+v, want %d gas at 3 wei", i, r.Bids[i], want)
				}
			}
		})
	}
}
