// SPDX-License-Identifier: Apache-2.0

// Package sound stands between goleveldb and its files, and tells a write that a power cut tore from bytes that are
// damaged: goleveldb skips both without a word, or refuses both. It does not check tables, whose blocks have
// checksums of their own.
package sound

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	ldberrors "github.com/syndtr/goleveldb/leveldb/errors"
	"github.com/syndtr/goleveldb/leveldb/journal"
	"github.com/syndtr/goleveldb/leveldb/storage"
	ldbutil "github.com/syndtr/goleveldb/leveldb/util"
)

// ErrDamaged says that bytes are not what was written.
var ErrDamaged = errors.New("files are damaged")

// Storage shows goleveldb journals and manifests as far as they are sound. A write that was never acknowledged can
// only be the last of the newest file. So: what follows the last sound record is cut off if nothing sound comes
// behind it, and is ErrDamaged if something does.
type Storage struct {
	storage.Storage
	SyncFolder func() error // makes created files stay after a power cut
	// Unsynced journals are those of a database that does not sync its writes. A power cut leaves any part of them,
	// so sound records behind a gap prove nothing. They are cut off with it: what is left is the database as it was
	// at some moment.
	Unsynced bool
	// Cut, if not nil, is told of files of which only the bytes before at are used.
	Cut func(file string, at, size int)
}

// SyncFolder makes the names in a folder stay after a power cut.
func SyncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	return nil
}

// ClearStillborn removes what a crash left of a database whose creation did not get as far as its entry point
// (CURRENT): goleveldb would not create it again. Until then there are manifests only; anything else means that the
// entry point was lost.
func (s Storage) ClearStillborn() error {
	if _, err := s.Storage.GetMeta(); !errors.Is(err, os.ErrNotExist) {
		return nil // goleveldb sees for itself
	}
	fds, err := s.Storage.List(storage.TypeAll)
	if err != nil {
		return fmt.Errorf("list files: %w", err)
	}
	for _, fd := range fds {
		if fd.Type != storage.TypeManifest && fd.Type != storage.TypeTemp {
			return fmt.Errorf("%w: %s exists, but the entry point CURRENT does not", ErrDamaged, fd)
		}
	}
	for _, fd := range fds {
		if err := s.Storage.Remove(fd); err != nil {
			return fmt.Errorf("remove %s of an unfinished creation: %w", fd, err)
		}
	}
	return nil
}

// Create makes a file whose first sync keeps its name, too; goleveldb sees to that for manifests only.
func (s Storage) Create(fd storage.FileDesc) (storage.Writer, error) {
	w, err := s.Storage.Create(fd)
	if err != nil {
		return nil, err
	}
	return &namedFile{Writer: w, syncFolder: s.SyncFolder}, nil
}

type namedFile struct {
	storage.Writer
	syncFolder func() error // nil once done
}

func (f *namedFile) Sync() error {
	if err := f.Writer.Sync(); err != nil {
		return err
	}
	if f.syncFolder != nil {
		if err := f.syncFolder(); err != nil {
			return err
		}
		f.syncFolder = nil
	}
	return nil
}

// Open shows goleveldb the sound part of a journal or manifest.
func (s Storage) Open(fd storage.FileDesc) (storage.Reader, error) {
	r, err := s.Storage.Open(fd)
	if err != nil || fd.Type != storage.TypeJournal && fd.Type != storage.TypeManifest {
		return r, err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", fd, err)
	}
	n, err := s.length(fd, b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", fd, err)
	}
	if n < len(b) {
		s.Storage.Log(fmt.Sprintf("sound@journal cut %s at %d of %d", fd, n, len(b)))
		if s.Cut != nil {
			s.Cut(fd.String(), n, len(b))
		}
	}
	return memoryFile{bytes.NewReader(b[:n])}, nil
}

// length is how much of a file may be used.
func (s Storage) length(fd storage.FileDesc, b []byte) (int, error) {
	if s.Unsynced && fd.Type == storage.TypeJournal {
		if ok, err := s.follows(fd, b); err != nil {
			return 0, err
		} else if !ok {
			return 0, s.emptyBehind(fd)
		}
		n, _ := records(b)
		if n == len(b) {
			if ok, err := s.continued(fd, b); ok || err != nil {
				return n, err
			}
		}
		return n, s.emptyBehind(fd)
	}
	n, err := soundLength(b)
	if err != nil || n == len(b) {
		return n, err
	}
	if newest, err := s.newest(fd); err != nil {
		return 0, err
	} else if !newest {
		return 0, fmt.Errorf("%w: it ends at byte %d of %d although a newer file exists", ErrDamaged, n, len(b))
	}
	return n, nil
}

// continued tells whether the next journal, if there is one, begins with the write behind the last one of this
// journal: a file that lost its end may look whole.
func (s Storage) continued(fd storage.FileDesc, b []byte) (bool, error) {
	all, err := s.Storage.List(storage.TypeJournal)
	if err != nil {
		return false, fmt.Errorf("list journals: %w", err)
	}
	all = slices.DeleteFunc(all, func(other storage.FileDesc) bool { return other.Num <= fd.Num })
	if len(all) == 0 {
		return true, nil
	}
	next := slices.MinFunc(all, func(a, b storage.FileDesc) int { return cmp.Compare(a.Num, b.Num) })
	r, err := s.Storage.Open(next)
	if err != nil {
		return false, fmt.Errorf("open %s: %w", next, err)
	}
	defer r.Close()
	first, _, ok := numbers(r)
	_, end, _ := numbers(bytes.NewReader(b))
	return !ok || first == end, nil
}

// batchHeader is the beginning of each record of a journal: the number of its first write (8 bytes, little endian)
// and how many there are (4).
const batchHeader = 12

// numbers are those of the first write in a journal and of the one that would follow; ok is false when there is no
// whole one.
func numbers(r io.Reader) (first, end uint64, ok bool) {
	for in := journal.NewReader(r, nil, true, true); ; ok = true {
		record, err := in.Next()
		if err != nil {
			return first, end, ok
		}
		header := make([]byte, batchHeader)
		if _, err := io.ReadFull(record, header); err != nil {
			return first, end, ok
		}
		number := binary.LittleEndian.Uint64(header)
		if end = number + uint64(binary.LittleEndian.Uint32(header[8:])); !ok {
			first = number
		}
	}
}

// emptyBehind empties the journals that are newer than fd, the newest first, so that a crash in between leaves no gap.
func (s Storage) emptyBehind(fd storage.FileDesc) error {
	all, err := s.Storage.List(storage.TypeJournal)
	if err != nil {
		return fmt.Errorf("list journals: %w", err)
	}
	slices.SortFunc(all, func(a, b storage.FileDesc) int { return cmp.Compare(b.Num, a.Num) })
	for _, newer := range all {
		if newer.Num <= fd.Num {
			return nil
		}
		w, err := s.Create(newer)
		if err != nil {
			return fmt.Errorf("empty %s: %w", newer, err)
		}
		if err := errors.Join(w.Sync(), w.Close()); err != nil {
			return fmt.Errorf("empty %s: %w", newer, err)
		}
	}
	return nil
}

// newest tells whether nothing was written behind a file. A start that failed, on a full disk for example, leaves a
// newer file in which there is no record: it proves nothing, since what is torn was torn before.
func (s Storage) newest(fd storage.FileDesc) (bool, error) {
	all, err := s.Storage.List(fd.Type)
	if err != nil {
		return false, fmt.Errorf("list %s: %w", fd, err)
	}
	for _, other := range all {
		if other.Num <= fd.Num {
			continue
		}
		if empty, err := s.empty(other); err != nil || !empty {
			return false, err
		}
	}
	return true, nil
}

// empty tells whether a journal or manifest has no whole record.
func (s Storage) empty(fd storage.FileDesc) (bool, error) {
	r, err := s.Storage.Open(fd)
	if err != nil {
		return false, fmt.Errorf("open %s: %w", fd, err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		return false, fmt.Errorf("read %s: %w", fd, err)
	}
	n, err := soundLength(b)
	return err == nil && n == 0, nil
}

type memoryFile struct{ *bytes.Reader }

func (memoryFile) Close() error { return nil }

// goleveldb's journal: blocks of 32 KiB, each a row of chunks; a record is one full chunk, or a first one, middle
// ones and a last one. A chunk never crosses a block; fewer than 7 bytes at a block's end are zero.
//
//	┌────────────┬────────────┬──────────┬─────────┐
//	│ crc32c (4) │ length (2) │ type (1) │ payload │   little endian; the checksum covers type and payload
//	└────────────┴────────────┴──────────┴─────────┘
const (
	journalBlock  = 32 << 10
	journalHeader = 7

	chunkFull   = 1
	chunkFirst  = 2
	chunkMiddle = 3
	chunkLast   = 4
)

// chunkAt returns the type of the sound chunk at b[at:], which lies within its block, and where it ends; 0 if there
// is none.
func chunkAt(b []byte, at int) (kind byte, end int) {
	limit := min(len(b), at-at%journalBlock+journalBlock)
	if at+journalHeader > limit {
		return 0, 0
	}
	kind = b[at+6]
	end = at + journalHeader + int(binary.LittleEndian.Uint16(b[at+4:]))
	if kind < chunkFull || kind > chunkLast || end > limit {
		return 0, 0
	}
	if binary.LittleEndian.Uint32(b[at:]) != ldbutil.NewCRC(b[at+6:end]).Value() {
		return 0, 0
	}
	return kind, end
}

// Corrupted tells whether an error of goleveldb, or of a Storage, is about bytes that are not what was written.
func Corrupted(err error) bool {
	var file *ldberrors.ErrCorrupted
	var entry *storage.ErrCorrupted
	return errors.Is(err, ErrDamaged) || errors.As(err, &file) || errors.As(err, &entry)
}

var errOrder = errors.New("records do not follow one another")

// records is the length of the longest prefix of whole records, and where the chunk behind them that does not check
// would have to begin; len(b) if all chunks do.
func records(b []byte) (sound, at int) {
	inside := false // an unfinished record lies between them
	for at < len(b) {
		if rest := journalBlock - at%journalBlock; rest < journalHeader {
			at = min(at+rest, len(b))
			if !inside {
				sound = at
			}
			continue
		}
		kind, end := chunkAt(b, at)
		if kind == 0 || inside != (kind == chunkMiddle || kind == chunkLast) {
			break
		}
		at = end
		if inside = kind == chunkFirst || kind == chunkMiddle; !inside {
			sound = end
		}
	}
	return sound, at
}

// soundLength is the length of the longest prefix of whole records. It fails with ErrDamaged if sound bytes come
// behind it that do not belong to one unfinished record.
func soundLength(b []byte) (int, error) {
	sound, at := records(b)
	if at == len(b) {
		return sound, nil
	}
	if kind, _ := chunkAt(b, at); kind != 0 {
		return 0, fmt.Errorf("%w: byte %d: %w", ErrDamaged, at, errOrder)
	}
	// From here on nothing was acknowledged, or something is damaged. A torn write leaves pieces of one record,
	// whatever sectors of it came to the disk; the start of another record is proof of a later write.
	for next := at + 1; next+journalHeader <= len(b); next++ {
		if startsRecord(b, next) {
			return 0, fmt.Errorf("%w: byte %d of %d does not check, yet a later record begins at %d", ErrDamaged, at, len(b), next)
		}
	}
	return sound, nil
}

// startsRecord tells whether goleveldb itself began a record at b[at:]. Payload may look like a chunk, on purpose
// even; but it never stands at a block's start, and it does not chain up to the end of a block or of the file.
func startsRecord(b []byte, at int) bool {
	kind, end := chunkAt(b, at)
	if kind != chunkFull && kind != chunkFirst {
		return false
	}
	if at%journalBlock == 0 {
		return true
	}
	limit := min(len(b), at-at%journalBlock+journalBlock)
	for limit-end >= journalHeader {
		if kind, end = chunkAt(b, end); kind == 0 {
			return false
		}
	}
	return true
}
