// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"
)

// visits looks at two accounts, at the long code of one of them, and at a slot; writes a slot and creates a contract.
func visits(t *testing.T) (c *stateTest, tx *types.Transaction) {
	t.Helper()
	long := common.HexToAddress("0x10c0de")
	code := common.FromHex("0x62123456" + "3150" + "6210c0de" + "3b50" + "600154" + "50" + "60016002" + "55" + "600160" + "1f5360015f5ff0" + "50" + "00")
	c = (&ownCase{to: &callee, gas: 1_000_000}).stateTest(t)
	c.Pre[callee] = types.Account{Balance: new(big.Int), Code: code}
	c.Pre[long] = types.Account{Balance: new(big.Int), Code: make([]byte, gethparams.MaxCodeSize)}
	tx = new(types.Transaction)
	if err := tx.UnmarshalBinary(c.Post[fork][0].Tx); err != nil {
		t.Fatal(err)
	}
	return c, tx
}

// TestRefusedLeavesNothingUncharged attempts a transaction with too few steps left, wherever in it they end, and then
// with enough: the block is charged no less than one in which it was attempted only once, as derivation does. So a
// block that fits for a leader fits.
func TestRefusedLeavesNothingUncharged(t *testing.T) {
	c, tx := visits(t)
	once := c.newBuilder(t)
	before := once.Proof()
	if receipt, err := once.Attempt(tx); err != nil || receipt.Status != types.ReceiptStatusSuccessful {
		t.Fatalf("%+v, %v", receipt, err)
	}
	whole := once.Proof() - before
	const step = 20_000
	for left := uint64(0); left < whole; left += step {
		b := c.newBuilder(t)
		limit := b.meter.limit
		b.meter.limit = before + left
		if _, err := b.Attempt(tx); err == nil {
			t.Fatalf("with %d of %d steps left it runs", left, whole)
		}
		b.meter.limit = limit
		if _, err := b.Attempt(tx); err != nil {
			t.Fatal(err)
		}
		if b.Proof() < once.Proof() {
			t.Fatalf("refused with %d of %d steps left, and run: %d steps charged; run only: %d", left, whole, b.Proof(), once.Proof())
		}
	}
}
