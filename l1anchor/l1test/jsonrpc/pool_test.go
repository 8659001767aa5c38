// SPDX-License-Identifier: Apache-2.0

package jsonrpc

import (
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// TestRefused offers what a node's pool does not take, and what is just enough.
func TestRefused(t *testing.T) {
	to := common.Address{1}
	tx := types.NewTx(&types.LegacyTx{Nonce: 5, GasPrice: big.NewInt(110), Gas: 21_000, To: &to, Value: big.NewInt(7)})
	cost := tx.Cost()
	for _, c := range []struct {
		name        string
		from        Sender
		least, most uint64
		want        error
	}{
		{"enough", Sender{Nonce: 5, Balance: cost}, 21_000, 21_000, nil},
		{"ahead of its nonce", Sender{Nonce: 1, Balance: cost}, 21_000, 8_000_000, nil},
		{"ten percent dearer", Sender{Nonce: 5, Balance: cost, Price: big.NewInt(100)}, 21_000, 8_000_000, nil},
		{"not ten percent dearer", Sender{Nonce: 5, Balance: cost, Price: big.NewInt(101)}, 21_000, 8_000_000, errReplacement},
		{"twice", Sender{Nonce: 5, Balance: cost, Before: tx.Hash(), Price: tx.GasPrice()}, 21_000, 8_000_000, errKnown},
		{"behind its nonce", Sender{Nonce: 6, Balance: cost}, 21_000, 8_000_000, errNonceTooLow},
		{"larger than a block", Sender{Nonce: 5, Balance: cost}, 21_000, 20_999, errBlockGas},
		{"too little gas", Sender{Nonce: 5, Balance: cost}, 21_001, 8_000_000, errIntrinsic},
		{"a wei short", Sender{Nonce: 5, Balance: new(big.Int).Sub(cost, common.Big1)}, 21_000, 8_000_000, errNoFunds},
	} {
		if err := Refused(tx, c.from, c.least, c.most); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}
