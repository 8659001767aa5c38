// SPDX-License-Identifier: Apache-2.0

package sound

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/syndtr/goleveldb/leveldb/journal"
	"github.com/syndtr/goleveldb/leveldb/storage"
)

// The list of tables (manifest) is a journal whose records are rows of fields, each a number followed by:
//
//	1 comparer          bytes                       6 table gone     level, number
//	2 first journal     number                      7 table          level, number, size, bytes, bytes
//	3 next file         number                      9 old journal    number
//	4 last write        number
//	5 compaction point  level, bytes
//
// All numbers are uvarints; bytes have their length in front. A later record's field replaces an earlier one's.
const (
	fieldJournal = 2
	fieldWrite   = 4
)

// fields are what stands behind a field's number: n a number, b bytes.
var fields = map[uint64]string{1: "b", fieldJournal: "n", 3: "n", fieldWrite: "n", 5: "nb", 6: "nn", 7: "nnnbb", 9: "n"}

// replayed says from which journal on writes are not in tables yet, and which write is the last one that is.
func (s Storage) replayed() (first int64, last uint64, err error) {
	fd, err := s.Storage.GetMeta()
	if err != nil {
		return 0, 0, fmt.Errorf("find list of tables: %w", err)
	}
	r, err := s.Open(fd)
	if err != nil {
		return 0, 0, fmt.Errorf("list of tables: %w", err)
	}
	defer r.Close()
	in := journal.NewReader(r, nil, true, true)
	for {
		record, err := in.Next()
		if errors.Is(err, io.EOF) {
			return first, last, nil
		}
		if err == nil {
			err = eachField(bufio.NewReader(record), func(field, number uint64) {
				switch field {
				case fieldJournal:
					first = int64(number)
				case fieldWrite:
					last = number
				}
			})
		}
		if err != nil {
			return 0, 0, fmt.Errorf("%w: %s: %w", ErrDamaged, fd, err)
		}
	}
}

// eachField calls see with each field of a record and the newest number in it.
func eachField(r *bufio.Reader, see func(field, number uint64)) error {
	for {
		field, err := binary.ReadUvarint(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		parts, ok := fields[field]
		if err != nil || !ok {
			return errors.Join(fmt.Errorf("field %d", field), err)
		}
		for _, part := range parts {
			number, err := binary.ReadUvarint(r)
			if err == nil && part == 'b' {
				_, err = io.CopyN(io.Discard, r, int64(number))
			}
			if err != nil {
				return fmt.Errorf("field %d: %w", field, err)
			}
			see(field, number)
		}
	}
}

// follows tells whether a journal begins where the tables, or an older journal, end. It does not when the last entry
// in the list of tables is lost: goleveldb would remove the tables in it, and put what was written later on top of
// what was before.
func (s Storage) follows(fd storage.FileDesc, b []byte) (bool, error) {
	begins, _, ok := numbers(bytes.NewReader(b))
	if !ok {
		return true, nil
	}
	first, last, err := s.replayed()
	if err != nil {
		return false, err
	}
	all, err := s.Storage.List(storage.TypeJournal)
	if err != nil {
		return false, fmt.Errorf("list journals: %w", err)
	}
	for _, other := range all {
		if other.Num >= first && other.Num < fd.Num {
			return true, nil // see continued
		}
	}
	return begins <= last+1, nil
}
