// SPDX-License-Identifier: Apache-2.0

package sound

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/journal"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
)

// writes are n records of random lengths, some longer than a journal's block, numbered from first.
func writes(rng *rand.Rand, first, n int) [][]byte {
	var records [][]byte
	for i := range n {
		length := batchHeader + rng.IntN(300)
		if rng.IntN(8) == 0 {
			length = batchHeader + rng.IntN(3*journalBlock)
		}
		record := make([]byte, length)
		for i := range record {
			record[i] = byte(rng.Uint32())
		}
		binary.LittleEndian.PutUint64(record, uint64(first+i))
		binary.LittleEndian.PutUint32(record[8:], 1)
		records = append(records, record)
	}
	return records
}

// file is a journal of records as goleveldb writes it.
func file(t *testing.T, records [][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := journal.NewWriter(&out)
	for _, record := range records {
		next, err := w.Next()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := next.Write(record); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func put(t *testing.T, disk storage.Storage, fd storage.FileDesc, data []byte) {
	t.Helper()
	w, err := disk.Create(fd)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// read gives what goleveldb is shown of a journal.
func read(s Storage, fd storage.FileDesc) (records [][]byte, err error) {
	r, err := s.Open(fd)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	for j := journal.NewReader(r, nil, true, true); ; {
		next, err := j.Next()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			return records, err
		}
		record, err := io.ReadAll(next)
		if err != nil {
			return records, err
		}
		records = append(records, record)
	}
}

// differs says how got is no beginning of want.
func differs(got, want [][]byte) error {
	if len(got) > len(want) {
		return fmt.Errorf("%d records, %d were written", len(got), len(want))
	}
	for i := range got {
		if !bytes.Equal(got[i], want[i]) {
			return fmt.Errorf("record %d of %d has %d bytes, want other %d", i, len(want), len(got[i]), len(want[i]))
		}
	}
	return nil
}

// lose is a file without some of its sectors, and maybe without its end.
func lose(rng *rand.Rand, whole []byte) []byte {
	const sector = 512
	data := bytes.Clone(whole)
	for range rng.IntN(3) {
		at := rng.IntN(len(data)) / sector * sector
		clear(data[at:min(at+sector, len(data))])
	}
	if rng.IntN(3) == 0 {
		data = data[:rng.IntN(len(data)+1)]
	}
	return data
}

// However sectors of journals are lost, an unsynced database gets the records before the first that is gone and none
// behind it, in the next journal neither; a synced one gets them only when nothing whole follows.
func TestLostSectors(t *testing.T) {
	older, newer := storage.FileDesc{Type: storage.TypeJournal, Num: 3}, storage.FileDesc{Type: storage.TypeJournal, Num: 5}
	cut, refused := 0, 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 1))
		records := writes(rng, 1, 1+rng.IntN(40))
		follow := writes(rng, 1+len(records), 3)
		whole := file(t, records)
		data := lose(rng, whole)
		if rng.IntN(4) == 0 { // the end is lost, and what is left looks whole
			data = file(t, records[:rng.IntN(len(records)+1)])
		}
		for _, unsynced := range []bool{true, false} {
			s := Storage{
				Storage: storage.NewMemStorage(), SyncFolder: func() error { return nil }, Unsynced: unsynced,
			}
			tables := storage.FileDesc{Type: storage.TypeManifest, Num: 1} // none
			put(t, s, tables, nil)
			if err := s.SetMeta(tables); err != nil {
				t.Fatal(err)
			}
			put(t, s, older, data)
			put(t, s, newer, file(t, follow))
			got, err := read(s, older)
			if err != nil && (unsynced || !errors.Is(err, ErrDamaged) || bytes.Equal(data, whole)) {
				t.Fatalf("seed %d, unsynced %t: %v", seed, unsynced, err)
			}
			if err != nil {
				refused++
				continue
			}
			if err := differs(got, records); err != nil {
				t.Fatalf("seed %d, unsynced %t: %v", seed, unsynced, err)
			}
			behind, err := read(s, newer)
			if err != nil {
				t.Fatalf("seed %d, unsynced %t, newer journal: %v", seed, unsynced, err)
			}
			want := follow
			if unsynced && len(got) < len(records) {
				cut++
				want = nil
			}
			if err := differs(behind, want); err != nil || len(behind) != len(want) {
				t.Fatalf("seed %d, unsynced %t: %d records follow (%v), want %d", seed, unsynced, len(behind), err, len(want))
			}
		}
	}
	t.Logf("%d cut, %d refused", cut, refused)
	if cut == 0 || refused == 0 {
		t.Error("every journal was whole")
	}
}

// What was created and never got an entry point is removed; a database that lost its entry point is refused.
func TestStillborn(t *testing.T) {
	manifest := storage.FileDesc{Type: storage.TypeManifest, Num: 1}
	s := Storage{Storage: storage.NewMemStorage(), SyncFolder: func() error { return nil }}
	put(t, s, manifest, []byte("begun"))
	if err := s.ClearStillborn(); err != nil {
		t.Fatal(err)
	}
	if left, err := s.List(storage.TypeAll); err != nil || len(left) != 0 {
		t.Errorf("%v are left (%v), want nothing", left, err)
	}
	put(t, s, manifest, []byte("begun"))
	put(t, s, storage.FileDesc{Type: storage.TypeJournal, Num: 2}, nil)
	if err := s.ClearStillborn(); !errors.Is(err, ErrDamaged) {
		t.Errorf("a journal without entry point: %v, want %v", err, ErrDamaged)
	}
}

// The last entry of the list of tables is lost. Whatever it was about, what is left are the writes up to some point,
// without gaps.
func TestLostEntryOfManifest(t *testing.T) {
	shorter := 0
	for writes := range 200 {
		disk := storage.NewMemStorage()
		fill(t, disk, writes)
		fd, err := disk.GetMeta()
		if err != nil {
			t.Fatal(err)
		}
		list := load(t, disk, fd)
		put(t, disk, fd, list[:len(list)-1])
		db, err := leveldb.Open(Storage{Storage: disk, SyncFolder: func() error { return nil }, Unsynced: true}, nil)
		if err != nil {
			if !Corrupted(err) {
				t.Fatalf("%d writes: %v", writes, err)
			}
			continue
		}
		it, n := db.NewIterator(nil, nil), uint64(0)
		for ; it.Next(); n++ {
			if got := binary.BigEndian.Uint64(it.Key()); got != n {
				t.Fatalf("%d writes: number %d is the next behind %d others", writes, got, n)
			}
		}
		it.Release()
		if err := errors.Join(it.Error(), db.Close()); err != nil {
			t.Fatalf("%d writes: %v", writes, err)
		}
		if n < uint64(writes) {
			shorter++
		}
	}
	if shorter == 0 {
		t.Error("nothing was ever lost")
	}
}

// fill makes a database with so many writes in tables and journals.
func fill(t *testing.T, disk storage.Storage, writes int) {
	t.Helper()
	db, err := leveldb.Open(disk, &opt.Options{WriteBuffer: 4 << 10})
	if err != nil {
		t.Fatal(err)
	}
	for i := range writes {
		if err := db.Put(binary.BigEndian.AppendUint64(nil, uint64(i)), make([]byte, 200), nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, disk storage.Storage, fd storage.FileDesc) []byte {
	t.Helper()
	r, err := disk.Open(fd)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
