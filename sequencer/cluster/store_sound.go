package cluster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	ldberrors "github.com/syndtr/goleveldb/leveldb/errors"
	"github.com/syndtr/goleveldb/leveldb/storage"
	ldbutil "github.com/syndtr/goleveldb/leveldb/util"
)

func isCorrupted(err error) bool { return ldberrors.IsCorrupted(err) }

// soundStorage tells a torn tail from damage. goleveldb either skips whatever does not check (and would lose entries that a
// quorum relies on without a word) or refuses to open after every power cut in the middle of a write. A write that was never
// acknowledged can only be the last of the newest journal. So: what follows the last sound record is cut off if nothing
// sound comes behind it, and is ErrDamaged if something does.
type soundStorage struct {
	storage.Storage
	syncFolder func() error // makes created files stay after a power cut
}

// clearStillborn removes what a crash left of a database whose creation did not get as far as its entry point (CURRENT):
// goleveldb would not create it again. Until then there are manifests only; anything else means that the entry point was lost.
func (s soundStorage) clearStillborn() error {
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
func (s soundStorage) Create(fd storage.FileDesc) (storage.Writer, error) {
	w, err := s.Storage.Create(fd)
	if err != nil {
		return nil, err
	}
	return &namedFile{Writer: w, syncFolder: s.syncFolder}, nil
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
func (s soundStorage) Open(fd storage.FileDesc) (storage.Reader, error) {
	r, err := s.Storage.Open(fd)
	if err != nil || fd.Type != storage.TypeJournal && fd.Type != storage.TypeManifest {
		return r, err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", fd, err)
	}
	n, err := soundLength(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", fd, err)
	}
	if n < len(b) {
		if newest, err := s.newest(fd); err != nil {
			return nil, err
		} else if !newest {
			return nil, fmt.Errorf("%w: %s ends at byte %d of %d although a newer file exists", ErrDamaged, fd, n, len(b))
		}
		s.Storage.Log(fmt.Sprintf("sound@journal cut %s at %d of %d", fd, n, len(b)))
	}
	return memoryFile{bytes.NewReader(b[:n])}, nil
}

func (s soundStorage) newest(fd storage.FileDesc) (bool, error) {
	all, err := s.Storage.List(fd.Type)
	if err != nil {
		return false, fmt.Errorf("list %s: %w", fd, err)
	}
	for _, other := range all {
		if other.Num > fd.Num {
			return false, nil
		}
	}
	return true, nil
}

type memoryFile struct{ *bytes.Reader }

func (memoryFile) Close() error { return nil }

// goleveldb's journal: blocks of 32 KiB, each a row of chunks; a record is one full chunk, or a first one, middle ones and a
// last one. A chunk never crosses a block; fewer than 7 bytes at a block's end are zero.
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

// chunkAt returns the type of the sound chunk at b[at:], which lies within its block, and where it ends; 0 if there is none.
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

var errOrder = errors.New("records do not follow one another")

// soundLength is the length of the longest prefix of whole records. It fails with ErrDamaged if sound bytes come behind it
// that do not belong to one unfinished record.
func soundLength(b []byte) (int, error) {
	sound, at := 0, 0 // end of the last whole record; where the next chunk should be
	inside := false   // an unfinished record lies between them
	for at < len(b) {
		if rest := journalBlock - at%journalBlock; rest < journalHeader {
			at += rest
			if !inside {
				sound = min(at, len(b))
			}
			continue
		}
		kind, end := chunkAt(b, at)
		if kind == 0 {
			break
		}
		if inside != (kind == chunkMiddle || kind == chunkLast) {
			return 0, fmt.Errorf("%w: byte %d: %w", ErrDamaged, at, errOrder)
		}
		at = end
		if inside = kind == chunkFirst || kind == chunkMiddle; !inside {
			sound = end
		}
	}
	// From here on nothing was acknowledged, or something is damaged. A torn write leaves pieces of one record, whatever
	// sectors of it came to the disk; the start of another record is proof of a later write.
	for next := at + 1; next+journalHeader <= len(b); next++ {
		if startsRecord(b, next) {
			return 0, fmt.Errorf("%w: byte %d of %d does not check, yet a later record begins at %d", ErrDamaged, at, len(b), next)
		}
	}
	return sound, nil
}

// startsRecord tells whether goleveldb itself began a record at b[at:]. Payload may look like a chunk, on purpose even; but
// it never stands at a block's start, and it does not chain up to the end of a block or of the file.
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
