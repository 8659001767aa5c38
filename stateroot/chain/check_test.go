// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
)

// TestChecks takes each record of a block away, one at a time: whichever way the block is looked at, the record is
// missed on the canonical chain. A block that was left needs none, and neither does what never was.
func TestChecks(t *testing.T) {
	rich := newAccount(1)
	p := testRollup(rich)
	c := openTest(t, t.TempDir(), p, false)
	defer c.Close()
	to := common.Address{0xaa}
	below := extend(t, c, nil)
	tx := rich.send(p, &to, 5, 21_000, nil)
	block := extend(t, c, nil, tx)
	hash, n := block.Hash(), block.NumberU64()
	looks := map[string]func() error{
		"number":      func() error { return c.CheckBlock(n) },
		"hash":        func() error { return c.CheckHash(hash) },
		"transaction": func() error { return c.CheckTransaction(tx.Hash()) },
	}
	sound := func(when string) {
		t.Helper()
		for name, look := range looks {
			if err := look(); err != nil {
				t.Errorf("%s, by %s: %v", when, name, err)
			}
		}
		if err := errors.Join(c.CheckBlock(0), c.CheckBlock(n+1), c.CheckHash(common.Hash{1}), c.CheckTransaction(common.Hash{1})); err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
	sound("whole")
	for what, take := range map[string]func(){
		"its header":                   func() { rawdb.DeleteHeader(c.db, hash, n); rawdb.WriteHeaderNumber(c.db, hash, n) },
		"its body":                     func() { rawdb.DeleteBody(c.db, hash, n) },
		"its receipts":                 func() { rawdb.DeleteReceipts(c.db, hash, n) },
		"what its header does not say": func() { _ = c.db.Delete(recordKey(hash)) },
		"its place in the chain":       func() { rawdb.DeleteCanonicalHash(c.db, n) },
	} {
		record, err := c.record(hash)
		if err != nil {
			t.Fatal(err)
		}
		receipts := rawdb.ReadRawReceipts(c.db, hash, n)
		take()
		for name, look := range looks {
			err := look()
			if name == "hash" && what == "its place in the chain" {
				if err != nil { // then it is not a block of the chain
					t.Errorf("by hash: %v", err)
				}
			} else if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "block 2: "+what+" is missing") {
				t.Errorf("without %s, by %s: %v", what, name, err)
			}
		}
		c.moving.Lock() // the head is on its way: nobody knows what must be there
		sound("moving, without " + what)
		c.moving.Unlock()
		rawdb.WriteBlock(c.db, block)
		rawdb.WriteReceipts(c.db, hash, n, receipts)
		rawdb.WriteCanonicalHash(c.db, hash, n)
		if err := c.writeRecord(c.db, hash, record); err != nil {
			t.Fatal(err)
		}
		sound("restored")
	}
	if err := c.SetHead(below.Hash()); err != nil {
		t.Fatal(err)
	}
	rawdb.DeleteBody(c.db, hash, n)
	sound("left")
}
