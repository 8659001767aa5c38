// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/ethdb"
	"github.com/syndtr/goleveldb/leveldb"
)

// go-ethereum answers that there is no such thing when it cannot read something. The three Checks tell the two apart,
// for a caller that was about to pass such an answer on. They fail with ErrDamaged, and the number of the block, when a
// record cannot be read, or when one is missing that the canonical chain must have. They fail with another error when
// the disk did not answer. They do not fail for a record that never was there. They may be called from any goroutine.

// CheckBlock reads the records of the canonical block with that number. Above the head there are none.
func (c *Chain) CheckBlock(number uint64) error {
	return c.check(func(r *noting, resting bool) error {
		if number > c.bc.CurrentBlock().Number.Uint64() {
			return nil
		}
		hash := rawdb.ReadCanonicalHash(r, number)
		if err := r.judge(number, "its place in the chain", hash != (common.Hash{}), resting); err != nil || hash == (common.Hash{}) {
			return err
		}
		_, ok := rawdb.ReadHeaderNumber(r, hash)
		if err := r.judge(number, "the number under its hash", ok, resting); err != nil {
			return err
		}
		return r.records(number, hash, resting)
	})
}

// CheckHash reads the records of the block with that hash. Only one on the canonical chain must have all of them.
func (c *Chain) CheckHash(hash common.Hash) error {
	return c.check(func(r *noting, resting bool) error {
		number, ok := rawdb.ReadHeaderNumber(r, hash)
		if !ok {
			return r.failed(fmt.Sprintf("number of block %s", hash))
		}
		canonical := number <= c.bc.CurrentBlock().Number.Uint64() && rawdb.ReadCanonicalHash(r, number) == hash
		if err := r.failed(fmt.Sprintf("block %d", number)); err != nil {
			return err
		}
		return r.records(number, hash, resting && canonical)
	})
}

// CheckTransaction reads which block has the transaction, and that block's records.
func (c *Chain) CheckTransaction(tx common.Hash) error {
	var number *uint64
	err := c.check(func(r *noting, _ bool) error {
		number = rawdb.ReadTxLookupEntry(r, tx)
		return r.failed(fmt.Sprintf("block of transaction %s", tx))
	})
	if err != nil || number == nil {
		return err
	}
	return c.CheckBlock(*number)
}

// check runs one look. While the head is on its way to another block, what the canonical chain must have is not
// known: then only what cannot be read counts.
func (c *Chain) check(look func(r *noting, resting bool) error) error {
	resting := c.moving.TryRLock()
	if resting {
		defer c.moving.RUnlock()
	}
	return look(&noting{AncientReader: nothingFrozen, db: c.db}, resting)
}

var nothingFrozen = rawdb.NewMemoryDatabase() // nothing ever is, see keepFromFreezing

// noting reads for rawdb, which does not tell what went wrong.
type noting struct {
	ethdb.AncientReader
	db  ethdb.KeyValueReader
	err error // the first
}

func (r *noting) Has(key []byte) (bool, error) {
	ok, err := r.db.Has(key)
	r.note(err)
	return ok, err
}

func (r *noting) Get(key []byte) ([]byte, error) {
	value, err := r.db.Get(key)
	r.note(err)
	return value, err
}

func (r *noting) note(err error) {
	if r.err == nil && !errors.Is(err, leveldb.ErrNotFound) {
		r.err = err
	}
}

// failed says what could not be read.
func (r *noting) failed(what string) error {
	if r.err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, damaged(r.err))
}

// judge says what is wrong with a record that was looked for.
func (r *noting) judge(number uint64, what string, there, must bool) error {
	if r.err == nil && !there && must {
		return fmt.Errorf("block %d: %s is missing: %w", number, what, ErrDamaged)
	}
	return r.failed(fmt.Sprintf("block %d: %s", number, what))
}

// records looks for all that is kept of a block.
func (r *noting) records(number uint64, hash common.Hash, must bool) error {
	for _, record := range []struct {
		what string
		has  func() bool
	}{
		{"its header", func() bool { return rawdb.HasHeader(r, hash, number) }},
		{"its body", func() bool { return rawdb.HasBody(r, hash, number) }},
		{"its receipts", func() bool { return number == 0 || rawdb.HasReceipts(r, hash, number) }}, // see keepFromFreezing
		{"what its header does not say", func() bool { ok, _ := r.Has(recordKey(hash)); return ok }},
	} {
		if err := r.judge(number, record.what, record.has(), must); err != nil {
			return err
		}
	}
	return nil
}
