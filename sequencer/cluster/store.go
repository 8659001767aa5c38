// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/hashicorp/raft"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"

	"github.com/layeredpow/adit/stateroot/chain/sound"
)

// Store keeps raft's log and its term and vote on disk. Every write is synced before it returns. Entries are
// contiguous: a gap is refused when written and is damage when found. Opening reads everything back once, so a
// damaged store is found before the member takes part.
type Store struct {
	db    *leveldb.DB
	files storage.Storage
	fail  func(error) // told of the first failed write; the store accepts none after it

	// guarded by writing, which is held over the disk: a channel, because who waits for a mutex stops virtual time
	writing turn
	broken  error
	closed  bool
	seal    *time.Timer // runs when the newest write has no other behind it
	batch   leveldb.Batch
	scratch []byte

	// guarded by mu, which is not
	mu     sync.RWMutex
	now    summary
	stable map[string][]byte
}

var (
	_ raft.LogStore          = (*Store)(nil)
	_ raft.StableStore       = (*Store)(nil)
	_ raft.MonotonicLogStore = (*Store)(nil)
)

var (
	// ErrGap is an attempt to append an entry that does not follow the last one, or to delete from the middle.
	ErrGap = errors.New("log would have a gap")

	errNotFound = errors.New("not found") // what raft expects of a stable store without the key, word for word
	errClosed   = errors.New("sequencer log is closed")
)

// turn lets one in at a time.
type turn chan struct{}

func (t turn) take()  { t <- struct{}{} }
func (t turn) leave() { <-t }

var synced = &opt.WriteOptions{Sync: true}

// sealAfter is how long the newest write stays without another behind it. Until then damage to it looks like a write
// that was cut off by a power cut, which is dropped without a word; afterwards it is found (package sound).
const sealAfter = 100 * time.Millisecond

// OpenStore opens or creates the store in dir. fail, if not nil, is called once, with the first write that failed:
// what the disk holds is not known then, and the process has to start again. It fails with ErrDamaged if bytes were
// lost or changed.
func OpenStore(dir string, fail func(error)) (*Store, error) {
	files, err := storage.OpenFile(dir, false)
	if err != nil {
		return nil, fmt.Errorf("open sequencer log: %w", err)
	}
	s, err := openStore(sound.Storage{Storage: files, SyncFolder: func() error { return sound.SyncFolder(dir) }}, writeBuffer, fail)
	if err != nil {
		files.Close()
		return nil, fmt.Errorf("open sequencer log in %s: %w", dir, err)
	}
	return s, nil
}

// Disk is where a store keeps its files when that is no folder: simulations bring their own.
type Disk interface {
	storage.Storage
	SyncFolder() error // makes created and removed names stay after a power cut
	Probe() error      // a synced write of a few bytes
}

// openStoreOn is OpenStore on a disk that is no folder. A journal becomes a table when buffer bytes are in it.
func openStoreOn(disk Disk, buffer int, fail func(error)) (*Store, error) {
	s, err := openStore(sound.Storage{Storage: disk, SyncFolder: disk.SyncFolder}, buffer, fail)
	if err != nil {
		return nil, fmt.Errorf("open sequencer log: %w", err)
	}
	return s, nil
}

// writeBuffer is how much goes into one journal before it becomes a table.
const writeBuffer = 16 << 20

// openStore takes over files if it succeeds.
func openStore(files sound.Storage, buffer int, fail func(error)) (*Store, error) {
	if fail == nil {
		fail = func(error) {}
	}
	if err := files.ClearStillborn(); err != nil {
		return nil, err
	}
	db, err := leveldb.Open(files, &opt.Options{
		Strict:                       opt.StrictAll,
		Compression:                  opt.NoCompression, // entries are written once and read once or never
		WriteBuffer:                  buffer,
		DisableSeeksCompaction:       true,
		DisableLargeBatchTransaction: true, // one way to the disk: through the journal
	})
	if err != nil {
		return nil, damaged(err)
	}
	s := &Store{db: db, files: files, fail: fail, writing: make(turn, 1), stable: make(map[string][]byte)}
	s.writing.take() // a seal says what the store holds, and must not before that is known
	defer s.writing.leave()
	if err := s.load(); err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

// damaged marks goleveldb's complaints about bytes as ErrDamaged.
func damaged(err error) error {
	if sound.Corrupted(err) && !errors.Is(err, ErrDamaged) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// load checks every byte of the store and finds out what it holds.
func (s *Store) load() error {
	if err := s.checkVersion(); err != nil {
		return err
	}
	fresh, want := true, summary{}
	it := s.db.NewIterator(nil, nil)
	defer it.Release()
	for it.Next() {
		var err error
		fresh = false
		switch key := it.Key(); key[0] {
		case keyVersion[0]:
			// checked before
		case keySummary[0]:
			want, err = decodeSummary(it.Value())
		case prefixLog:
			err = s.loadEntry(key, it.Value())
		case prefixStable:
			var value []byte
			if value, err = decodeStable(key[1:], it.Value()); err == nil {
				s.stable[string(key[1:])] = append([]byte(nil), value...)
			}
		default:
			err = fmt.Errorf("%w: unknown key %x", ErrDamaged, key)
		}
		if err != nil {
			return err
		}
	}
	if err := it.Error(); err != nil {
		return damaged(err)
	}
	s.now.stable = sumStable(s.stable)
	if !fresh && s.now != want {
		return fmt.Errorf("%w: holds entries %d to %d and votes %08x, its summary says %d to %d and %08x", ErrDamaged,
			s.now.first, s.now.last, s.now.stable, want.first, want.last, want.stable)
	}
	batch := s.emptyBatch()
	batch.Put(keyVersion, []byte{formatVersion})
	return s.commit(batch, s.now)
}

// checkVersion comes before anything else is read: in another format it would look like damage.
func (s *Store) checkVersion() error {
	v, err := s.db.Get(keyVersion, nil)
	switch {
	case errors.Is(err, leveldb.ErrNotFound): // a new store
		return nil
	case err != nil:
		return damaged(err)
	case len(v) != 1 || v[0] != formatVersion:
		return fmt.Errorf("%w: version %x, this build reads %d", ErrFormat, v, formatVersion)
	}
	return nil
}

func (s *Store) loadEntry(key, value []byte) error {
	index, err := logIndex(key)
	if err != nil {
		return err
	}
	if s.now.last != 0 && index != s.now.last+1 {
		return fmt.Errorf("%w: entry %d follows entry %d", ErrDamaged, index, s.now.last)
	}
	if s.now.first == 0 {
		s.now.first = index
	}
	s.now.last = index
	return decodeEntry(index, value, new(raft.Log))
}

// commit is the only way to the disk; writing is held. After is what the store holds then.
func (s *Store) commit(batch *leveldb.Batch, after summary) error {
	switch {
	case s.broken != nil:
		return s.broken
	case s.closed:
		return errClosed
	}
	batch.Put(keySummary, after.encode())
	if err := s.db.Write(batch, synced); err != nil {
		s.broken = fmt.Errorf("write sequencer log: %w", damaged(err))
		s.fail(s.broken)
		return s.broken
	}
	if s.seal == nil {
		s.seal = time.AfterFunc(sealAfter, s.sealNow)
	} else {
		s.seal.Reset(sealAfter)
	}
	return nil
}

// keptBuffer is the most memory that a store keeps for its next write.
const keptBuffer = 1 << 20

// emptyBatch is the batch of the next write, with the last one's memory.
func (s *Store) emptyBatch() *leveldb.Batch {
	if len(s.batch.Dump()) > keptBuffer {
		s.batch, s.scratch = leveldb.Batch{}, nil
	}
	s.batch.Reset()
	return &s.batch
}

// sealNow puts a write that nobody waits for behind the newest one.
func (s *Store) sealNow() {
	s.writing.take()
	defer s.writing.leave()
	if s.commit(s.emptyBatch(), s.holds()) == nil {
		s.seal.Stop()
	}
}

func (s *Store) holds() summary {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.now
}

func (s *Store) set(now summary) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = now
}

// IsMonotonic implements raft.MonotonicLogStore: no gaps, so raft drops the old log after it installed a snapshot.
func (s *Store) IsMonotonic() bool { return true }

// FirstIndex implements raft.LogStore; 0 if the log is empty.
func (s *Store) FirstIndex() (uint64, error) { return s.holds().first, nil }

// LastIndex implements raft.LogStore; 0 if the log is empty.
func (s *Store) LastIndex() (uint64, error) { return s.holds().last, nil }

func (s *Store) has(index uint64) bool {
	now := s.holds()
	return now.first != 0 && index >= now.first && index <= now.last
}

// GetLog implements raft.LogStore. It fails with raft.ErrLogNotFound outside the log, ErrDamaged on damage within.
func (s *Store) GetLog(index uint64, l *raft.Log) error {
	if !s.has(index) {
		return raft.ErrLogNotFound
	}
	b, err := s.db.Get(logKey(index), nil)
	switch {
	case err == nil:
		return decodeEntry(index, b, l)
	case !errors.Is(err, leveldb.ErrNotFound):
		return fmt.Errorf("read log entry %d: %w", index, damaged(err))
	case s.has(index):
		return fmt.Errorf("%w: entry %d is gone", ErrDamaged, index)
	default: // deleted since we looked
		return raft.ErrLogNotFound
	}
}

// StoreLog implements raft.LogStore.
func (s *Store) StoreLog(l *raft.Log) error { return s.StoreLogs([]*raft.Log{l}) }

// StoreLogs implements raft.LogStore: all of logs are on disk when it returns, or it fails and what is there is not
// known. If the log is empty it may begin anywhere.
func (s *Store) StoreLogs(logs []*raft.Log) error {
	if len(logs) == 0 {
		return nil
	}
	s.writing.take()
	defer s.writing.leave()
	after := s.holds()
	batch := s.emptyBatch()
	for _, l := range logs {
		if l.Index == 0 || after.last != 0 && l.Index != after.last+1 {
			return fmt.Errorf("%w: appending %d behind %d", ErrGap, l.Index, after.last)
		}
		if after.first == 0 {
			after.first = l.Index
		}
		after.last = l.Index
		s.scratch = appendEntry(s.scratch[:0], l) // the batch copies it
		batch.Put(logKey(l.Index), s.scratch)
	}
	if err := s.commit(batch, after); err != nil {
		return fmt.Errorf("append log entries %d to %d: %w", logs[0].Index, after.last, err)
	}
	s.set(after)
	return nil
}

// maxDelete bounds the keys of one deleting write.
const maxDelete = 8192

// DeleteRange implements raft.LogStore: entries from lo to hi, both included, are gone when it returns; those that do
// not exist are ignored. The range must touch an end of the log. A crash in the middle leaves a shorter range to
// delete and no gap: a head goes from its front, a tail from its back.
func (s *Store) DeleteRange(lo, hi uint64) error {
	s.writing.take()
	defer s.writing.leave()
	now := s.holds()
	lo, hi = max(lo, now.first), min(hi, now.last)
	if now.first == 0 || lo > hi {
		return nil
	}
	if lo != now.first && hi != now.last {
		return fmt.Errorf("%w: deleting %d to %d from %d to %d", ErrGap, lo, hi, now.first, now.last)
	}
	for lo <= hi {
		from, to, after := lo, hi, now
		if lo == now.first {
			to = min(hi, lo+maxDelete-1)
			after.first = to + 1
			lo = to + 1
		} else {
			from = max(lo, hi-min(hi, maxDelete-1))
			after.last = from - 1
			hi = from - 1
		}
		if after.first > after.last {
			after.first, after.last = 0, 0
		}
		if err := s.remove(from, to, after); err != nil {
			return err
		}
		now = after
	}
	return nil
}

func (s *Store) remove(from, to uint64, after summary) error {
	batch := s.emptyBatch()
	for index := from; index <= to; index++ {
		batch.Delete(logKey(index))
	}
	before := s.holds()
	s.set(after) // first, so that nobody looks for an entry that is about to go
	if err := s.commit(batch, after); err != nil {
		s.set(before)
		return fmt.Errorf("delete log entries %d to %d: %w", from, to, err)
	}
	return nil
}

// Set implements raft.StableStore.
func (s *Store) Set(key, value []byte) error {
	s.writing.take()
	defer s.writing.leave()
	s.mu.RLock()
	after, stable := s.now, maps.Clone(s.stable)
	s.mu.RUnlock()
	stable[string(key)] = append([]byte(nil), value...)
	after.stable = sumStable(stable)
	batch := s.emptyBatch()
	batch.Put(stableKey(key), encodeStable(value))
	if err := s.commit(batch, after); err != nil {
		return fmt.Errorf("store %s: %w", key, err)
	}
	s.mu.Lock()
	s.now, s.stable = after, stable
	s.mu.Unlock()
	return nil
}

// Get implements raft.StableStore. A missing key is the error "not found", the text that raft compares with.
func (s *Store) Get(key []byte) ([]byte, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	value, ok := s.stable[string(key)]
	if !ok {
		return nil, errNotFound
	}
	return append([]byte(nil), value...), nil
}

// SetUint64 implements raft.StableStore.
func (s *Store) SetUint64(key []byte, value uint64) error {
	return s.Set(key, binary.BigEndian.AppendUint64(nil, value))
}

// GetUint64 implements raft.StableStore.
func (s *Store) GetUint64(key []byte) (uint64, error) {
	b, err := s.Get(key)
	if err != nil {
		return 0, err
	}
	if len(b) != 8 {
		return 0, fmt.Errorf("%w: %s has %d bytes, not 8", ErrDamaged, key, len(b))
	}
	return binary.BigEndian.Uint64(b), nil
}

// Close seals the newest write and closes the files. After a failed write it does not wait for goleveldb to end.
func (s *Store) Close() error {
	s.sealNow()
	s.writing.take()
	defer s.writing.leave()
	if s.closed {
		return nil
	}
	s.closed = true
	s.seal.Stop()
	if s.broken != nil { // goleveldb may wait for the disk, for ever; without files it can do no harm
		go s.db.Close()
		return s.files.Close()
	}
	if err := errors.Join(s.db.Close(), s.files.Close()); err != nil {
		return fmt.Errorf("close sequencer log: %w", err)
	}
	return nil
}
