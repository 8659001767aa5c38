// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/ethdb"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/filter"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"

	"github.com/layeredpow/adit/stateroot/chain/sound"
)

// ErrDamaged says that bytes on disk are not what was written. What the chain holds can be had again: from the other
// sequencers, and from L1.
var ErrDamaged = errors.New("the L2 chain on disk is damaged: empty its folder and start again, it is fetched from peers or derived from L1")

// mend makes the database sound before go-ethereum opens it, which would take a journal with holes as it is, leave out
// what it cannot read of the list of tables, and build a database from what tables it finds when all else fails.
//
// Our writes go to a journal that only Sync syncs. A power cut leaves any part of what came after; mend cuts the
// journal at the first gap. Since a state is written before its block and a block before whatever names it, the chain
// then is as it was at some moment after the last Sync. It fails with ErrDamaged on what no power cut does.
func mend(dir string, log *slog.Logger) error {
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err := clearFreezer(filepath.Join(dir, "ancient", rawdb.ChainFreezerName)); err != nil {
		return err
	}
	files, err := storage.OpenFile(dir, false)
	if err != nil {
		return fmt.Errorf("database files: %w", err)
	}
	defer files.Close()
	whole := sound.Storage{
		Storage: files, SyncFolder: func() error { return sound.SyncFolder(dir) }, Unsynced: true,
		Cut: func(file string, at, size int) {
			log.Warn("the end of a file was not written when the process or the power ended: the L2 chain goes on from before it",
				"file", filepath.Join(dir, file), "used", at, "size", size)
		},
	}
	if err := whole.ClearStillborn(); err != nil {
		return damaged(err)
	}
	if _, err := files.GetMeta(); errors.Is(err, os.ErrNotExist) {
		return nil // it was never begun
	}
	db, err := leveldb.Open(whole, &opt.Options{Strict: opt.StrictAll, Filter: filter.NewBloomFilter(10), DisableSeeksCompaction: true})
	if err != nil {
		return damaged(err)
	}
	return damaged(errors.Join(checkHead(db), db.Close()))
}

// emptyIndex is the size of the index of a freezer's table that holds nothing.
const emptyIndex = 6

// clearFreezer removes a freezer with nothing in it, which is what every freezer of ours is: go-ethereum, which makes
// a new one, panics when bytes of one have changed. One that holds something is left for keepFromFreezing to refuse.
func clearFreezer(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("look for frozen blocks: %w", err)
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			return fmt.Errorf("look for frozen blocks: %w", err)
		}
		if kind := filepath.Ext(entry.Name()); kind != ".meta" && info.Size() > emptyIndex {
			return nil
		}
	}
	return os.RemoveAll(dir)
}

// checkHead reads what go-ethereum begins with. It takes what cannot be read for missing, a chain without a head for
// empty, and one without block 1 for one whose freezer is gone.
func checkHead(db *leveldb.DB) error {
	r := &reader{AncientReader: rawdb.NewMemoryDatabase(), db: db}
	for _, hash := range []common.Hash{
		rawdb.ReadCanonicalHash(r, 0), rawdb.ReadCanonicalHash(r, 1), rawdb.ReadHeadBlockHash(r),
		rawdb.ReadHeadHeaderHash(r), rawdb.ReadHeadFastBlockHash(r), rawdb.ReadFinalizedBlockHash(r),
	} {
		if number, ok := rawdb.ReadHeaderNumber(r, hash); ok {
			if h := rawdb.ReadHeader(r, hash, number); h != nil {
				rawdb.ReadBody(r, hash, number)
				rawdb.ReadLegacyTrieNode(r, h.Root)
			}
		}
	}
	return r.err
}

// reader reads for rawdb, which does not tell what went wrong.
type reader struct {
	ethdb.AncientReader // nothing is ever frozen, see keepFromFreezing
	db                  *leveldb.DB
	err                 error // the first
}

func (r *reader) Has(key []byte) (bool, error) {
	ok, err := r.db.Has(key, nil)
	r.note(err)
	return ok, err
}

func (r *reader) Get(key []byte) ([]byte, error) {
	value, err := r.db.Get(key, nil)
	r.note(err)
	return value, err
}

func (r *reader) note(err error) {
	if r.err == nil && !errors.Is(err, leveldb.ErrNotFound) {
		r.err = err
	}
}

// mendCanonical makes the numbers of the canonical chain lead to the head and its ancestors, and nowhere behind it.
// On the way to another branch go-ethereum moves the head block by block and takes away the numbers of the branch
// that it leaves at once, before or after: a crash in between leaves too many or too few.
func (c *Chain) mendCanonical() error {
	batch := c.db.NewBatch()
	defer batch.Close()
	head := c.bc.CurrentBlock()
	for n := head.Number.Uint64() + 1; rawdb.ReadCanonicalHash(c.db, n) != (common.Hash{}); n++ {
		rawdb.DeleteCanonicalHash(batch, n)
	}
	for hash, n := head.Hash(), head.Number.Uint64(); rawdb.ReadCanonicalHash(c.db, n) != hash; n-- {
		b := c.bc.GetBlock(hash, n)
		if b == nil || n == 0 {
			return fmt.Errorf("canonical block %d %s: %w", n, hash, ErrDamaged)
		}
		rawdb.WriteCanonicalHash(batch, hash, n)
		rawdb.WriteTxLookupEntriesByBlock(batch, b)
		hash = b.ParentHash()
	}
	if err := batch.Write(); err != nil {
		return fmt.Errorf("mend the canonical L2 chain: %w", err)
	}
	return nil
}

// damaged marks complaints about bytes as ErrDamaged.
func damaged(err error) error {
	if sound.Corrupted(err) && !errors.Is(err, ErrDamaged) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}
