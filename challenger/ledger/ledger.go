// SPDX-License-Identifier: Apache-2.0

package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/util"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/chain/sound"
)

// What the database holds, heights big endian:
//
//	"format"        version of all the rest
//	"rollup"        name of what is kept: a ledger belongs to one contract
//	"at"            L1 block up to which logs are complete
//	"logs" height   an L1 block with logs, and those
//	"intent" name   a move, and how far it has come
const format = "1"

var (
	formatKey = []byte("format")
	rollupKey = []byte("rollup")
	atKey     = []byte("at")
	logsKey   = []byte("logs")
	intentKey = []byte("intent")
)

// What a folder is refused for. Nothing in it has been touched.
var (
	ErrFormat = errors.New("unknown format of the ledger")
	ErrOther  = errors.New("the ledger of another rollup")
)

// Ledger is safe for use by one goroutine.
type Ledger struct {
	db    *leveldb.DB
	files storage.Storage
}

// entry is an L1 block with logs of the contract, in order. Of a log it has address, topics and data.
type entry struct {
	Block l1anchor.Ref
	Logs  []*types.Log
}

// Open opens the ledger in a folder, or makes an empty one. rollup names the contract that it is about; the ledger of
// another one is refused (ErrOther), as is a format that this program does not know (ErrFormat).
func Open(dir string, rollup []byte) (*Ledger, error) {
	files, err := storage.OpenFile(dir, false)
	if err != nil {
		return nil, fmt.Errorf("open the ledger in %s: %w", dir, err)
	}
	db, err := openOn(dir, files)
	if err != nil {
		files.Close()
		return nil, fmt.Errorf("open the ledger in %s: %w; without its folder a challenger reads L1 again", dir, err)
	}
	l := &Ledger{db, files}
	if err := l.claim(rollup); err != nil {
		return nil, errors.Join(fmt.Errorf("open the ledger in %s: %w", dir, err), l.Close())
	}
	return l, nil
}

// openOn opens the database as far as it was written: a power cut or a full disk may have cut the end off, which
// goleveldb would refuse for ever.
func openOn(dir string, files storage.Storage) (*leveldb.DB, error) {
	whole := sound.Storage{Storage: files, SyncFolder: func() error { return sound.SyncFolder(dir) }, Unsynced: true}
	if err := whole.ClearStillborn(); err != nil {
		return nil, err
	}
	return leveldb.Open(whole, &opt.Options{Strict: opt.StrictAll})
}

// claim has the ledger be this rollup's.
func (l *Ledger) claim(rollup []byte) error {
	for _, fact := range []struct {
		key  []byte
		want string
		kind error
	}{{formatKey, format, ErrFormat}, {rollupKey, string(rollup), ErrOther}} {
		got, err := l.db.Get(fact.key, nil)
		if errors.Is(err, leveldb.ErrNotFound) {
			err = l.db.Put(fact.key, []byte(fact.want), &opt.WriteOptions{Sync: true})
			got = []byte(fact.want)
		}
		if err != nil {
			return err
		}
		if string(got) != fact.want {
			return fmt.Errorf("%w: its %s is %q, not %q: give it a folder of its own", fact.kind, fact.key, got, fact.want)
		}
	}
	return nil
}

// Close gives the folder back.
func (l *Ledger) Close() error { return errors.Join(l.db.Close(), l.files.Close()) }

// At is the L1 block up to which logs are complete; ok is false in an empty ledger.
func (l *Ledger) At() (at l1anchor.Ref, ok bool, err error) {
	b, err := l.db.Get(atKey, nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return at, false, nil
	}
	if err == nil {
		err = rlp.DecodeBytes(b, &at)
	}
	if err != nil {
		err = fmt.Errorf("read how far the ledger has come: %w", err)
	}
	return at, err == nil, err
}

// Logs gives all L1 blocks that have any, the oldest first.
func (l *Ledger) Logs(each func(block l1anchor.Ref, logs []*types.Log) error) error {
	it := l.db.NewIterator(util.BytesPrefix(logsKey), nil)
	defer it.Release()
	for it.Next() {
		var e entry
		if err := rlp.DecodeBytes(it.Value(), &e); err != nil {
			return fmt.Errorf("read entry %x of the ledger: %w", it.Key(), err)
		}
		if err := each(e.Block, e.Logs); err != nil {
			return fmt.Errorf("L1 block %d of the ledger: %w", e.Block.Height, err)
		}
	}
	return it.Error()
}

// Take notes that the logs of the block are these, and that those of all blocks before it are known. What a
// crash takes of it is read again.
func (l *Ledger) Take(block l1anchor.Ref, logs []*types.Log) error {
	batch := new(leveldb.Batch)
	if err := putAt(batch, block); err != nil {
		return err
	}
	if len(logs) > 0 {
		b, err := rlp.EncodeToBytes(&entry{block, logs})
		if err != nil {
			return fmt.Errorf("encode the logs of L1 block %d: %w", block.Height, err)
		}
		batch.Put(logsAt(block.Height), b)
	}
	return l.write(batch, block)
}

// Rewind takes back all above the block, which L1 has left.
func (l *Ledger) Rewind(to l1anchor.Ref) error {
	batch := new(leveldb.Batch)
	if err := putAt(batch, to); err != nil {
		return err
	}
	it := l.db.NewIterator(&util.Range{Start: logsAt(to.Height + 1), Limit: util.BytesPrefix(logsKey).Limit}, nil)
	defer it.Release()
	for it.Next() {
		batch.Delete(it.Key())
	}
	if err := it.Error(); err != nil {
		return err
	}
	return l.write(batch, to)
}

func (l *Ledger) write(batch *leveldb.Batch, at l1anchor.Ref) error {
	if err := l.db.Write(batch, nil); err != nil {
		return fmt.Errorf("write L1 block %d to the ledger: %w", at.Height, err)
	}
	return nil
}

func putAt(batch *leveldb.Batch, at l1anchor.Ref) error {
	b, err := rlp.EncodeToBytes(&at)
	if err != nil {
		return fmt.Errorf("encode L1 block %d: %w", at.Height, err)
	}
	batch.Put(atKey, b)
	return nil
}

func logsAt(h l1anchor.Height) []byte {
	return binary.BigEndian.AppendUint64(append([]byte{}, logsKey...), uint64(h))
}
