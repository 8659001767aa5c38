// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// What the proof meter read is there behind a restart. A block that was not made here has no charge, and one that
// cannot be right is damage.
func TestCharge(t *testing.T) {
	for _, stock := range []bool{false, true} {
		rich, to, dir := newAccount(1), common.Address{0xaa}, t.TempDir()
		p := testRollup(rich)
		c := openTest(t, dir, p, stock)
		parent, err := c.Head()
		if err != nil {
			t.Fatal(err)
		}
		ctx, own := transition.Context{Timestamp: parent.Time() + 1}, types.Transactions{rich.send(p, &to, 5, 21_000, nil)}
		b, err := c.Open(parent, ctx) // a second time, for what it charges
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Attempt(own[0]); err != nil {
			t.Fatal(err)
		}
		block, err := c.Execute(parent, derive.Input{Context: ctx, Own: own})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		c = openTest(t, dir, p, stock)
		if got, known, err := c.Charge(block.Hash()); got == 0 || got != b.Proof() || !known || err != nil {
			t.Errorf("charged %d, %v, %v, want %d", got, known, err, b.Proof())
		}
		if _, known, err := c.Charge(parent.Hash()); known || err != nil {
			t.Errorf("the charge of the genesis block is known: %v, %v", known, err)
		}
		if err := c.db.Put(chargeKey(block.Hash()), []byte{1}); err != nil {
			t.Fatal(err)
		}
		if _, known, err := c.Charge(block.Hash()); known || !errors.Is(err, ErrDamaged) {
			t.Errorf("a charge of one byte: %v, %v", known, err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
