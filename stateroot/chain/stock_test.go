// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/transition"
)

// TestStockRefuses has go-ethereum execute other transactions than we do, as if one of both were wrong.
func TestStockRefuses(t *testing.T) {
	rich, to := newAccount(1), common.Address{0xaa}
	p := testRollup(rich)
	c := openTest(t, t.TempDir(), p, true)
	defer c.Close()
	parent, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	pays, paysMore := rich.send(p, &to, 5, 21_000, nil), newAccount(1).send(p, &to, 6, 21_000, nil)
	for _, tc := range []struct {
		name         string
		theirs, ours types.Transactions
		want         string // in the refusal; "" when there is none
	}{
		{"the same", types.Transactions{pays}, types.Transactions{pays}, ""},
		{"nothing", types.Transactions{pays}, nil, "gas used"},
		{"another value", types.Transactions{pays}, types.Transactions{paysMore}, "merkle root"},
		{"what cannot run", types.Transactions{pays, paysMore}, types.Transactions{pays}, "nonce too low"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b, err := c.Open(parent, transition.Context{Timestamp: parent.Time() + 1, Consumed: 1, Messages: []l1anchor.Message{deposit(0, to, 3)}})
			if err != nil {
				t.Fatal(err)
			}
			stock, err := c.startStock(b, parent, tc.theirs)
			if err != nil {
				t.Fatal(err)
			}
			block, err := run(b, tc.ours)
			if err != nil {
				t.Fatal(err)
			}
			err = stock.validate(c.bc, block.Block)
			if (err == nil) != (tc.want == "") || err != nil && !strings.Contains(err.Error(), tc.want) {
				t.Errorf("go-ethereum says %v, want %q", err, tc.want)
			}
		})
	}
}

// TestStockPanics ends with an error, not with the process.
func TestStockPanics(t *testing.T) {
	c := openTest(t, t.TempDir(), testRollup(), true)
	defer c.Close()
	parent, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.Open(parent, transition.Context{Timestamp: parent.Time() + 1})
	if err != nil {
		t.Fatal(err)
	}
	stock, err := c.startStock(b, parent, types.Transactions{nil})
	if err != nil {
		t.Fatal(err)
	}
	block, err := run(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := stock.validate(c.bc, block.Block); err == nil || !strings.Contains(err.Error(), "panic") {
		t.Errorf("%v, want a panic", err)
	}
}
