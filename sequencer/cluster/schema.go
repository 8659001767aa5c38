// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/raft"
)

// All keys of the store, one goleveldb database per member. Integers are big endian, so that log entries sort by index.
//
//	key                                value
//	"v"                                format version, 1 byte
//	"l" ‖ index (8)                    log entry, below
//	"s" ‖ name                         raft's term and vote, recovery mark: crc32c (4) ‖ bytes
//	"b"                                summary, below; part of every write
//
// A log entry:
//
//	 0        4            12          20     21               29           33
//	┌────────┬────────────┬───────────┬──────┬────────────────┬────────────┬────────────┬──────┐
//	│ crc32c │ index      │ term      │ type │ appended at    │ extensions │ extensions │ data │
//	│ (4)    │ (8)        │ (8)       │ (1)  │ unix nanos (8) │ length (4) │            │      │
//	└────────┴────────────┴───────────┴──────┴────────────────┴────────────┴────────────┴──────┘
//
// The checksum covers all that follows it, the index too: an entry read under another index is damage, not an entry.
//
// The summary says what the rest must be, so that a part that went missing as a whole is noticed:
//
//	┌────────────┬─────────────────┬────────────────┬───────────────────────────────────┐
//	│ crc32c (4) │ first index (8) │ last index (8) │ crc32c of all terms and votes (4) │
//	└────────────┴─────────────────┴────────────────┴───────────────────────────────────┘
const (
	prefixLog    = 'l'
	prefixStable = 's'

	formatVersion = 1

	crcSize     = 4
	entryHeader = crcSize + 8 + 8 + 1 + 8 + 4
)

var (
	keyVersion = []byte{'v'}
	keySummary = []byte{'b'}
)

// ErrDamaged is a store whose bytes are not what was written. The member must not go on with it, but with an empty
// folder: then it fetches everything from the others before it has a vote again.
var ErrDamaged = errors.New("the sequencer log on disk is damaged: empty this member's data folder and start it again, while the others run")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func logKey(index uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{prefixLog}, index)
}

func logIndex(key []byte) (uint64, error) {
	if len(key) != 9 || key[0] != prefixLog {
		return 0, fmt.Errorf("%w: key %x is no log entry's", ErrDamaged, key)
	}
	return binary.BigEndian.Uint64(key[1:]), nil
}

func stableKey(name []byte) []byte { return append([]byte{prefixStable}, name...) }

// appendEntry draws the layout above into b, which must be empty.
func appendEntry(b []byte, l *raft.Log) []byte {
	b = append(b, make([]byte, crcSize)...)
	b = binary.BigEndian.AppendUint64(b, l.Index)
	b = binary.BigEndian.AppendUint64(b, l.Term)
	b = append(b, byte(l.Type))
	var nanos uint64
	if !l.AppendedAt.IsZero() {
		nanos = uint64(l.AppendedAt.UnixNano())
	}
	b = binary.BigEndian.AppendUint64(b, nanos)
	b = binary.BigEndian.AppendUint32(b, uint32(len(l.Extensions)))
	b = append(b, l.Extensions...)
	b = append(b, l.Data...)
	binary.BigEndian.PutUint32(b, crc32.Checksum(b[crcSize:], castagnoli))
	return b
}

// decodeEntry fills l from what appendEntry made of entry index, or says what is wrong. l shares no memory with b.
func decodeEntry(index uint64, b []byte, l *raft.Log) error {
	if len(b) < entryHeader {
		return fmt.Errorf("%w: entry %d has %d bytes", ErrDamaged, index, len(b))
	}
	if sum := crc32.Checksum(b[crcSize:], castagnoli); sum != binary.BigEndian.Uint32(b) {
		return fmt.Errorf("%w: entry %d has checksum %08x, computed %08x", ErrDamaged, index, binary.BigEndian.Uint32(b), sum)
	}
	if got := binary.BigEndian.Uint64(b[4:]); got != index {
		return fmt.Errorf("%w: entry %d stands where entry %d should", ErrDamaged, got, index)
	}
	extensions := uint64(binary.BigEndian.Uint32(b[29:]))
	if extensions > uint64(len(b)-entryHeader) {
		return fmt.Errorf("%w: entry %d has %d bytes of extensions in %d", ErrDamaged, index, extensions, len(b))
	}
	*l = raft.Log{Index: index, Term: binary.BigEndian.Uint64(b[12:]), Type: raft.LogType(b[20])}
	if nanos := binary.BigEndian.Uint64(b[21:]); nanos != 0 {
		l.AppendedAt = time.Unix(0, int64(nanos))
	}
	rest := append([]byte(nil), b[entryHeader:]...)
	if extensions > 0 {
		l.Extensions = rest[:extensions:extensions]
	}
	if uint64(len(rest)) > extensions {
		l.Data = rest[extensions:]
	}
	return nil
}

// summary is what a store holds, in short. The zero summary is an empty store's.
type summary struct {
	first, last uint64 // 0, 0 if there are no entries
	stable      uint32 // sumStable of terms and votes
}

const summarySize = crcSize + 8 + 8 + 4

func (s summary) encode() []byte {
	b := make([]byte, crcSize, summarySize)
	b = binary.BigEndian.AppendUint64(b, s.first)
	b = binary.BigEndian.AppendUint64(b, s.last)
	b = binary.BigEndian.AppendUint32(b, s.stable)
	binary.BigEndian.PutUint32(b, crc32.Checksum(b[crcSize:], castagnoli))
	return b
}

func decodeSummary(b []byte) (summary, error) {
	if len(b) != summarySize || binary.BigEndian.Uint32(b) != crc32.Checksum(b[crcSize:], castagnoli) {
		return summary{}, fmt.Errorf("%w: the summary has a wrong checksum", ErrDamaged)
	}
	return summary{binary.BigEndian.Uint64(b[4:]), binary.BigEndian.Uint64(b[12:]), binary.BigEndian.Uint32(b[20:])}, nil
}

// sumStable is a checksum of a handful of names and values, in the order of names.
func sumStable(values map[string][]byte) uint32 {
	var b []byte
	for _, name := range slices.Sorted(maps.Keys(values)) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(name)))
		b = append(b, name...)
		b = binary.BigEndian.AppendUint32(b, uint32(len(values[name])))
		b = append(b, values[name]...)
	}
	return crc32.Checksum(b, castagnoli)
}

func encodeStable(value []byte) []byte {
	b := binary.BigEndian.AppendUint32(make([]byte, 0, crcSize+len(value)), crc32.Checksum(value, castagnoli))
	return append(b, value...)
}

func decodeStable(name, b []byte) ([]byte, error) {
	if len(b) < crcSize || binary.BigEndian.Uint32(b) != crc32.Checksum(b[crcSize:], castagnoli) {
		return nil, fmt.Errorf("%w: %s has a wrong checksum", ErrDamaged, name)
	}
	return b[crcSize:], nil
}
