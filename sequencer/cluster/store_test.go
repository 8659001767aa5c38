// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/raft"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
	"github.com/layeredpow/adit/stateroot/chain/sound"
)

// openOn opens a store whose journal becomes a table after a few entries.
func openOn(d Disk, fail func(error)) (*Store, error) { return openStoreOn(d, 32<<10, fail) }

func entry(index, term uint64, data string) *raft.Log {
	return &raft.Log{Index: index, Term: term, Type: raft.LogCommand, Data: []byte(data), AppendedAt: time.Unix(0, int64(index))}
}

func entries(first, last, term uint64) []*raft.Log {
	var logs []*raft.Log
	for i := first; i <= last; i++ {
		logs = append(logs, entry(i, term, fmt.Sprintf("entry %d of term %d", i, term)))
	}
	return logs
}

// model is the naive twin of Store.
type model struct {
	logs   map[uint64]*raft.Log
	stable map[string][]byte
}

func newModel() *model { return &model{map[uint64]*raft.Log{}, map[string][]byte{}} }

func (m *model) clone() *model {
	c := newModel()
	for i, l := range m.logs {
		c.logs[i] = l
	}
	for k, v := range m.stable {
		c.stable[k] = v
	}
	return c
}

func (m *model) bounds() (first, last uint64) {
	for i := range m.logs {
		if first == 0 || i < first {
			first = i
		}
		last = max(last, i)
	}
	return first, last
}

// differs says how s is not m.
func (m *model) differs(s LogStore) string {
	first, last := m.bounds()
	if got, err := s.FirstIndex(); err != nil || got != first {
		return fmt.Sprintf("first index %d (%v), want %d", got, err, first)
	}
	if got, err := s.LastIndex(); err != nil || got != last {
		return fmt.Sprintf("last index %d (%v), want %d", got, err, last)
	}
	for i := max(first, 1) - 1; i <= last+1; i++ {
		var got raft.Log
		err := s.GetLog(i, &got)
		want, ok := m.logs[i]
		if !ok {
			if !errors.Is(err, raft.ErrLogNotFound) {
				return fmt.Sprintf("entry %d: %v, want none", i, err)
			}
			continue
		}
		if err != nil || got.Index != i || got.Term != want.Term || got.Type != want.Type || !bytes.Equal(got.Data, want.Data) ||
			!bytes.Equal(got.Extensions, want.Extensions) || !got.AppendedAt.Equal(want.AppendedAt) {
			return fmt.Sprintf("entry %d: %+v (%v), want %+v", i, got, err, *want)
		}
	}
	for _, k := range stableKeys {
		want, ok := m.stable[k]
		if got, err := s.Get([]byte(k)); ok && (err != nil || !bytes.Equal(got, want)) || !ok && !errors.Is(err, errNotFound) {
			return fmt.Sprintf("%s is %x (%v), want %x", k, got, err, want)
		}
	}
	return ""
}

var stableKeys = []string{"CurrentTerm", "LastVoteTerm", "LastVoteCand"}

// operate does one random operation on both, as raft would or as it must not. It returns the store's error if it should
// have had none.
func (m *model) operate(s LogStore, rng *rand.Rand) (err error) {
	first, last := m.bounds()
	switch rng.IntN(8) {
	case 0, 1, 2, 3: // append
		next := last + 1
		if last == 0 {
			next = 1 + rng.Uint64N(1000)
		}
		logs := entries(next, next+rng.Uint64N(5), rng.Uint64N(9))
		logs[0].Data = bytes.Repeat([]byte{byte(rng.Uint32())}, rng.IntN(3*512))
		if rng.IntN(30) == 0 {
			logs[0].Data = bytes.Repeat([]byte("large"), 20_000)
		}
		for _, l := range logs {
			m.logs[l.Index] = l
		}
		err = s.StoreLogs(logs)
	case 4, 5: // cut an end
		if last == 0 {
			return s.DeleteRange(1, 5)
		}
		lo, hi := first, first+rng.Uint64N(last-first+1)
		if rng.IntN(2) == 0 {
			lo, hi = hi, last
		}
		for i := lo; i <= hi; i++ {
			delete(m.logs, i)
		}
		err = s.DeleteRange(lo, hi)
	default:
		k := stableKeys[rng.IntN(len(stableKeys))]
		m.stable[k] = []byte(fmt.Sprint(rng.Uint32()))
		err = s.Set([]byte(k), m.stable[k])
	}
	return err
}

func TestStoreSemantics(t *testing.T) {
	d := clustertest.New()
	s, err := openOn(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := newModel()
	check := func(step string) {
		t.Helper()
		if diff := m.differs(s); diff != "" {
			t.Fatalf("%s: %s", step, diff)
		}
	}
	check("empty")
	put := func(step string, logs ...*raft.Log) {
		t.Helper()
		if err := s.StoreLogs(logs); err != nil {
			t.Fatalf("%s: %v", step, err)
		}
		for _, l := range logs {
			m.logs[l.Index] = l
		}
		check(step)
	}
	remove := func(step string, lo, hi uint64) {
		t.Helper()
		if err := s.DeleteRange(lo, hi); err != nil {
			t.Fatalf("%s: %v", step, err)
		}
		for i := lo; i <= hi; i++ {
			delete(m.logs, i)
		}
		check(step)
	}
	refuse := func(step string, err error) {
		t.Helper()
		if !errors.Is(err, ErrGap) {
			t.Fatalf("%s: %v, want %v", step, err, ErrGap)
		}
		check(step)
	}
	put("begin anywhere", entries(100, 120, 1)...)
	refuse("gap", s.StoreLog(entry(122, 1, "")))
	refuse("overwrite", s.StoreLog(entry(120, 2, "")))
	refuse("gap inside a batch", s.StoreLogs([]*raft.Log{entry(121, 1, ""), entry(123, 1, "")}))
	refuse("index zero", s.StoreLog(entry(0, 1, "")))
	refuse("delete the middle", s.DeleteRange(105, 110))
	remove("head", 100, 104)
	remove("head and beyond it", 1, 105)
	remove("tail", 119, 120)
	put("append behind a cut tail", entry(119, 2, ""), entry(120, 2, "x"))
	put("extensions", &raft.Log{Index: 121, Term: 3, Type: raft.LogConfiguration, Extensions: []byte("ext"), Data: []byte("data")})
	remove("nothing", 500, 600)
	remove("nothing before", 1, 2)
	remove("all and beyond", 1, 1000)
	put("begin again lower", entries(7, 9, 4)...)
	remove("all", 7, 9)
	put("one behind a snapshot", entry(10_000, 5, "z"))
	if err := s.SetUint64([]byte("CurrentTerm"), 77); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = openOn(d, nil); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got, err := s.GetUint64([]byte("CurrentTerm")); got != 77 || err != nil {
		t.Fatalf("term %d (%v) after reopening, want 77", got, err)
	}
	m.stable["CurrentTerm"] = []byte{0, 0, 0, 0, 0, 0, 0, 77}
	check("reopened")
}

func TestStoreDeletesLongRanges(t *testing.T) {
	for _, tc := range []struct {
		name                string
		lo, hi, first, last uint64
	}{
		{"head", 1, 2*maxDelete + 5, 2*maxDelete + 6, 3 * maxDelete},
		{"tail", 6, 3 * maxDelete, 1, 5},
		{"all", 1, 3 * maxDelete, 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, err := openOn(clustertest.New(), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if err := s.StoreLogs(entries(1, 3*maxDelete, 1)); err != nil {
				t.Fatal(err)
			}
			if err := s.DeleteRange(tc.lo, tc.hi); err != nil {
				t.Fatal(err)
			}
			first, _ := s.FirstIndex()
			last, _ := s.LastIndex()
			if first != tc.first || last != tc.last {
				t.Fatalf("holds %d to %d, want %d to %d", first, last, tc.first, tc.last)
			}
		})
	}
}

func TestStoreOnFiles(t *testing.T) {
	dir := t.TempDir()
	m := newModel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		s, err := OpenStore(dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := OpenStore(dir, nil); err == nil {
			t.Fatal("a second process could open the store")
		}
		for range 20 {
			if err := m.operate(s, rng); err != nil {
				t.Fatal(err)
			}
		}
		if diff := m.differs(s); diff != "" {
			t.Fatal(diff)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// rounds of the random suites: ADIT_IMAGES, each of them good for so many faults, or a few; -short does a tenth.
func rounds(t *testing.T, few, faults int) int {
	if text := os.Getenv("ADIT_IMAGES"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatalf("ADIT_IMAGES: %v", err)
		}
		return (n + faults - 1) / faults
	}
	if testing.Short() {
		return few / 10
	}
	return few
}

// Power goes at a random write; whatever sectors of the unsynced bytes arrived, the store opens and holds all that was
// acknowledged, and the operation under way as a whole or not at all.
func TestStorePowerCut(t *testing.T) {
	var group errgroup.Group
	group.SetLimit(256) // goleveldb waits a second before it believes that a write failed
	for seed := range rounds(t, 600, 3) {
		group.Go(func() error {
			if err := powerCut(rand.New(rand.NewPCG(uint64(seed), 1))); err != nil {
				return fmt.Errorf("seed %d: %w", seed, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
}

func powerCut(rng *rand.Rand) error {
	d, m := clustertest.New(), newModel()
	for life := range 3 {
		var told error
		d.CutAfter(rng.IntN(120))
		s, err := openOn(d, func(err error) { told = err })
		before := m.clone()
		for err == nil {
			before = m.clone()
			if err = m.operate(s, rng); err == nil {
				if diff := m.differs(s); diff != "" {
					return errors.New(diff)
				}
			}
		}
		if s != nil && !errors.Is(told, clustertest.ErrPower) || !errors.Is(err, clustertest.ErrPower) {
			return fmt.Errorf("store told %w, returned %w", told, err)
		}
		if s != nil {
			s.Close()
		}
		d = d.PowerCut(rng)
		if s, err = openOn(d, nil); err != nil {
			return fmt.Errorf("open after power cut %d: %w", life, err)
		}
		if diff := m.differs(s); diff != "" {
			if older := before.differs(s); older != "" {
				return fmt.Errorf("power cut %d: neither after (%s) nor before (%s) the last operation", life, diff, older)
			}
			m = before
		}
		if err := s.Close(); err != nil {
			return err
		}
	}
	return nil
}

// One bit of a store at rest flips: it opens with everything in it, or not at all.
func TestStoreBitRot(t *testing.T) {
	found, harmless := 0, 0
	for seed := range rounds(t, 100, 30) {
		rng := rand.New(rand.NewPCG(uint64(seed), 2))
		d, m := clustertest.New(), newModel()
		for range 1 + rng.IntN(3) {
			s, err := openOn(d, nil)
			if err != nil {
				t.Fatal(err)
			}
			for range 30 {
				if err := m.operate(s, rng); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		for range 30 {
			rotten := d.Clone()
			where := rotten.Flip(rng)
			s, err := openOn(rotten, nil)
			if err != nil {
				found++
				continue
			}
			if diff := m.differs(s); diff != "" {
				t.Fatalf("seed %d: bit of %s flipped, store opens and is wrong: %s", seed, where, diff)
			}
			harmless++
			s.Close()
		}
	}
	t.Logf("%d found, %d harmless", found, harmless)
	if found == 0 {
		t.Fatal("no damage found")
	}
}

func TestStoreStopsAtFirstFailure(t *testing.T) {
	d := clustertest.New()
	var told []error
	s, err := openOn(d, func(err error) { told = append(told, err) })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.StoreLogs(entries(1, 3, 1)); err != nil {
		t.Fatal(err)
	}
	d.CutAfter(0)
	if err := s.StoreLog(entry(4, 1, "")); !errors.Is(err, clustertest.ErrPower) {
		t.Fatalf("got %v, want %v", err, clustertest.ErrPower)
	}
	d.CutAfter(-1)
	if err := s.Set([]byte("CurrentTerm"), []byte("1")); !errors.Is(err, clustertest.ErrPower) {
		t.Fatalf("write after a failed one: %v, want %v", err, clustertest.ErrPower)
	}
	if len(told) != 1 {
		t.Fatalf("told %d times: %v", len(told), told)
	}
}

// crowded are files on a disk that has room for so many more bytes; for any if that is negative.
type crowded struct {
	storage.Storage
	room *int
}

func (c crowded) Create(fd storage.FileDesc) (storage.Writer, error) {
	w, err := c.Storage.Create(fd)
	return crowdedFile{w, c.room}, err
}

type crowdedFile struct {
	storage.Writer
	room *int
}

// Write writes as much as there is room for, as a file system does.
func (f crowdedFile) Write(b []byte) (int, error) {
	if *f.room < 0 || len(b) <= *f.room {
		if *f.room >= 0 {
			*f.room -= len(b)
		}
		return f.Writer.Write(b)
	}
	n, err := f.Writer.Write(b[:*f.room])
	*f.room = 0
	return n, errors.Join(err, syscall.ENOSPC)
}

// TestStoreOnFullDisk has the disk be full in the middle of a write, and at every point of the starts behind it. Once
// there is room again, what was acknowledged is there.
func TestStoreOnFullDisk(t *testing.T) {
	for torn := 0; torn < 160; torn += 40 {
		for starts := 0; starts < 700; starts += 23 {
			if err := throughFullDisk(t.TempDir(), torn, starts); err != nil {
				t.Fatalf("room for %d bytes of the last write, and for %d of the start: %v", torn, starts, err)
			}
		}
	}
}

func throughFullDisk(dir string, torn, starts int) error {
	s, err := openCrowded(dir, -1)
	if err != nil {
		return err
	}
	if err := s.StoreLogs(entries(1, 3, 1)); err != nil {
		return err
	}
	*s.room = torn
	if err := s.StoreLog(entry(4, 1, strings.Repeat("x", 200))); !errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("a write on a full disk: %w", err)
	}
	s.end()
	for range 2 {
		if s, err := openCrowded(dir, starts); err == nil {
			s.end()
		} else if !errors.Is(err, syscall.ENOSPC) {
			return fmt.Errorf("a start on a full disk: %w", err)
		}
	}
	if s, err = openCrowded(dir, -1); err != nil {
		return fmt.Errorf("a start with room again: %w", err)
	}
	defer s.end()
	if last, err := s.LastIndex(); err != nil || last != 3 {
		return fmt.Errorf("the last entry is %d, %w, want 3", last, err)
	}
	return nil
}

// crowdedStore is a store in a folder, as a process has it.
type crowdedStore struct {
	*Store
	room  *int
	files storage.Storage
}

func openCrowded(dir string, room int) (*crowdedStore, error) {
	files, err := storage.OpenFile(dir, false)
	if err != nil {
		return nil, err
	}
	s, err := openStore(sound.Storage{Storage: crowded{files, &room}, SyncFolder: func() error { return nil }}, writeBuffer, nil)
	if err != nil {
		files.Close()
		return nil, err
	}
	return &crowdedStore{s, &room, files}, nil
}

// end leaves what is on the disk as it is.
func (s *crowdedStore) end() {
	s.Close()
	s.files.Close()
}
