package cluster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/hashicorp/raft"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// Store keeps raft's log and its term and vote on disk. Every write is synced before it returns. Entries are contiguous: a
// gap is refused when written and is damage when found. Opening reads everything back once, so a damaged store is found
// before the member takes part.
type Store struct {
	db    *leveldb.DB
	files storage.Storage
	fail  func(error) // told of the first failed write; the store accepts none after it

	// guarded by mu
	mu          sync.RWMutex
	first, last uint64 // 0, 0 if empty
	broken      error
}

var (
	_ raft.LogStore          = (*Store)(nil)
	_ raft.StableStore       = (*Store)(nil)
	_ raft.MonotonicLogStore = (*Store)(nil)
)

// errNotFound is what raft expects of a stable store without the key, word for word.
var errNotFound = errors.New("not found")

var synced = &opt.WriteOptions{Sync: true}

// OpenStore opens or creates the store in dir. fail, if not nil, is called once, with the first write that failed: what the
// disk holds is not known then, and the process has to start again. It fails with ErrDamaged if bytes were lost or changed.
func OpenStore(dir string, fail func(error)) (*Store, error) {
	files, err := storage.OpenFile(dir, false)
	if err != nil {
		return nil, fmt.Errorf("open sequencer log: %w", err)
	}
	s, err := openStore(files, fail)
	if err != nil {
		files.Close()
		return nil, fmt.Errorf("open sequencer log in %s: %w", dir, err)
	}
	return s, nil
}

// openStore takes over files if it succeeds.
func openStore(files storage.Storage, fail func(error)) (*Store, error) {
	if fail == nil {
		fail = func(error) {}
	}
	db, err := leveldb.Open(soundStorage{files}, &opt.Options{
		Strict:                 opt.StrictAll,
		Compression:            opt.NoCompression, // entries are written once and read once or never
		WriteBuffer:            16 << 20,
		DisableSeeksCompaction: true,
	})
	if err != nil {
		return nil, damaged(err)
	}
	s := &Store{db: db, files: files, fail: fail}
	if err := s.load(); err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

// damaged marks goleveldb's complaints about bytes as ErrDamaged.
func damaged(err error) error {
	if leveldb.ErrNotFound == err || errors.Is(err, ErrDamaged) {
		return err
	}
	if isCorrupted(err) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// load checks every entry and finds the ends of the log.
func (s *Store) load() error {
	version, err := s.db.Get(keyVersion, nil)
	switch {
	case errors.Is(err, leveldb.ErrNotFound):
		if err := s.db.Put(keyVersion, []byte{formatVersion}, synced); err != nil {
			return fmt.Errorf("write version: %w", err)
		}
	case err != nil:
		return fmt.Errorf("read version: %w", damaged(err))
	case len(version) != 1 || version[0] != formatVersion:
		return fmt.Errorf("format %x, this program reads %x", version, formatVersion)
	}
	it := s.db.NewIterator(nil, nil)
	defer it.Release()
	for it.Next() {
		key := it.Key()
		switch key[0] {
		case prefixLog:
			index, err := logIndex(key)
			if err != nil {
				return err
			}
			if s.last != 0 && index != s.last+1 {
				return fmt.Errorf("%w: entry %d follows entry %d", ErrDamaged, index, s.last)
			}
			if err := decodeEntry(index, it.Value(), new(raft.Log)); err != nil {
				return err
			}
			if s.first == 0 {
				s.first = index
			}
			s.last = index
		case prefixStable:
			if _, err := decodeStable(key[1:], it.Value()); err != nil {
				return err
			}
		}
	}
	if err := it.Error(); err != nil {
		return damaged(err)
	}
	return nil
}

// IsMonotonic implements raft.MonotonicLogStore: no gaps, so raft drops the old log after it installed a snapshot.
func (s *Store) IsMonotonic() bool { return true }

// FirstIndex implements raft.LogStore; 0 if the log is empty.
func (s *Store) FirstIndex() (uint64, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.first, nil
}

// LastIndex implements raft.LogStore; 0 if the log is empty.
func (s *Store) LastIndex() (uint64, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.last, nil
}

// GetLog implements raft.LogStore. It fails with raft.ErrLogNotFound outside [first, last], ErrDamaged on damage within.
func (s *Store) GetLog(index uint64, l *raft.Log) error {
	s.mu.RLock()
	inside := s.first != 0 && index >= s.first && index <= s.last
	s.mu.RUnlock()
	if !inside {
		return raft.ErrLogNotFound
	}
	b, err := s.db.Get(logKey(index), nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		if first, _ := s.FirstIndex(); index < first { // deleted since we looked
			return raft.ErrLogNotFound
		}
		return fmt.Errorf("%w: entry %d is gone", ErrDamaged, index)
	}
	if err != nil {
		return fmt.Errorf("read log entry %d: %w", index, damaged(err))
	}
	return decodeEntry(index, b, l)
}

// StoreLog implements raft.LogStore.
func (s *Store) StoreLog(l *raft.Log) error { return s.StoreLogs([]*raft.Log{l}) }

// ErrGap is an attempt to append an entry that does not follow the last one.
var ErrGap = errors.New("log entry does not follow the last one")

// StoreLogs implements raft.LogStore: all of logs are on disk when it returns, or it fails and nothing is known. The first
// entry may have any index if the log is empty.
func (s *Store) StoreLogs(logs []*raft.Log) error {
	if len(logs) == 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	first, last := s.first, s.last
	batch := new(leveldb.Batch)
	for _, l := range logs {
		if l.Index == 0 || last != 0 && l.Index != last+1 {
			return fmt.Errorf("%w: %d after %d", ErrGap, l.Index, last)
		}
		if first == 0 {
			first = l.Index
		}
		last = l.Index
		batch.Put(logKey(l.Index), encodeEntry(l))
	}
	if err := s.write(batch); err != nil {
		return fmt.Errorf("append log entries %d to %d: %w", logs[0].Index, last, err)
	}
	s.first, s.last = first, last
	return nil
}

// maxDelete bounds the keys of one deleting batch.
const maxDelete = 8192

// DeleteRange implements raft.LogStore: entries from lo to hi, both included, are gone when it returns. The range must touch
// an end of the log, or it would leave a gap; parts outside the log are ignored. A crash in the middle leaves a shorter
// range to delete and no gap: a head goes from its front, a tail from its back.
func (s *Store) DeleteRange(lo, hi uint64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	lo, hi = max(lo, s.first), min(hi, s.last)
	if s.first == 0 || lo > hi {
		return nil
	}
	switch {
	case lo == s.first:
		for s.first != 0 && s.first <= hi {
			end := min(hi, s.first+maxDelete-1)
			if err := s.remove(s.first, end); err != nil {
				return err
			}
			s.first = end + 1
			if end == s.last {
				s.first, s.last = 0, 0
			}
		}
	case hi == s.last:
		for s.last >= lo {
			begin := lo
			if s.last-lo >= maxDelete {
				begin = s.last - maxDelete + 1
			}
			if err := s.remove(begin, s.last); err != nil {
				return err
			}
			s.last = begin - 1
		}
	default:
		return fmt.Errorf("%w: deleting %d to %d from %d to %d", ErrGap, lo, hi, s.first, s.last)
	}
	return nil
}

func (s *Store) remove(lo, hi uint64) error {
	batch := new(leveldb.Batch)
	for index := lo; index <= hi; index++ {
		batch.Delete(logKey(index))
	}
	if err := s.write(batch); err != nil {
		return fmt.Errorf("delete log entries %d to %d: %w", lo, hi, err)
	}
	return nil
}

// write is the only way to the disk; s.mu is held.
func (s *Store) write(batch *leveldb.Batch) error {
	if s.broken != nil {
		return s.broken
	}
	if err := s.db.Write(batch, synced); err != nil {
		s.broken = damaged(err)
		s.fail(fmt.Errorf("write sequencer log: %w", s.broken))
		return s.broken
	}
	return nil
}

// Set implements raft.StableStore.
func (s *Store) Set(key, value []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	batch := new(leveldb.Batch)
	batch.Put(stableKey(key), encodeStable(value))
	if err := s.write(batch); err != nil {
		return fmt.Errorf("store %s: %w", key, err)
	}
	return nil
}

// Get implements raft.StableStore. A missing key is the error "not found", the text that raft compares with.
func (s *Store) Get(key []byte) ([]byte, error) {
	b, err := s.db.Get(stableKey(key), nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return nil, errNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", key, damaged(err))
	}
	return decodeStable(key, b)
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

// Compact gives the space of deleted entries back to the file system; it may take seconds.
func (s *Store) Compact() error {
	if err := s.db.CompactRange(util.Range{}); err != nil {
		return fmt.Errorf("compact sequencer log: %w", err)
	}
	return nil
}

// Close closes the files.
func (s *Store) Close() error {
	if err := errors.Join(s.db.Close(), s.files.Close()); err != nil {
		return fmt.Errorf("close sequencer log: %w", err)
	}
	return nil
}
