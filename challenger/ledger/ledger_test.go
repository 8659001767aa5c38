// SPDX-License-Identifier: Apache-2.0

package ledger

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
)

func open(t *testing.T, dir string) *Ledger {
	t.Helper()
	l, err := Open(dir, []byte("one"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func block(h l1anchor.Height, branch byte) l1anchor.Ref {
	return l1anchor.Ref{Height: h, Hash: common.Hash{branch, byte(h >> 8), byte(h)}}
}

func logs(n byte) (out []*types.Log) {
	for i := range n {
		out = append(out, &types.Log{Address: common.Address{n}, Topics: []common.Hash{{i}, {n}}, Data: []byte{i, i, n}})
	}
	return out
}

// heights are those of the entries, each of which must have as many logs as were given to it.
func heights(t *testing.T, l *Ledger) (got []uint64) {
	t.Helper()
	err := l.Logs(func(b l1anchor.Ref, has []*types.Log) error {
		want := logs(byte(b.Height % 5))
		if len(has) != len(want) || has[0].Topics[1] != want[0].Topics[1] || string(has[0].Data) != string(want[0].Data) {
			t.Errorf("block %d has %d logs, want %d", b.Height, len(has), len(want))
		}
		got = append(got, uint64(b.Height))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// What was taken is there behind a restart, and what L1 takes back is gone, also when other blocks come in its place.
func TestTakeAndRewind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	l := open(t, dir)
	if _, ok, err := l.At(); ok || err != nil {
		t.Fatalf("an empty ledger is at a block: %v, %v", ok, err)
	}
	for h := l1anchor.Height(250); h <= 262; h++ {
		if err := l.Take(block(h, 1), logs(byte(h%5))); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Rewind(block(257, 1)); err != nil {
		t.Fatal(err)
	}
	for h := l1anchor.Height(258); h <= 259; h++ {
		if err := l.Take(block(h, 2), logs(byte(h%5))); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if at, ok, err := l.At(); !ok || err != nil || at != block(259, 2) {
			t.Errorf("at %v, %v, %v", at, ok, err)
		}
		if got, want := heights(t, l), []uint64{251, 252, 253, 254, 256, 257, 258, 259}; !slices.Equal(got, want) {
			t.Errorf("entries at %v, want %v", got, want)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		l = open(t, dir)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestIntents(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	for name, what := range map[string]string{"a": "1", "b": "2", "c": "3"} {
		if err := l.Intend(name, []byte(what)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(l.Intend("b", []byte("4")), l.Close()); err != nil {
		t.Fatal(err)
	}
	l = open(t, dir)
	got := make(map[string]string)
	err := l.Intents(func(name string, what []byte) error { got[name] = string(what); return nil })
	err = errors.Join(err, l.Forget("c", "never there"))
	if want := map[string]string{"a": "1", "b": "4", "c": "3"}; err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	clear(got)
	err = l.Intents(func(name string, what []byte) error { got[name] = string(what); return nil })
	if want := map[string]string{"a": "1", "b": "4"}; err != nil || !maps.Equal(got, want) {
		t.Errorf("behind Forget %v, %v, want %v", got, err, want)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// A write that a full disk or a power cut tore costs itself, and nothing that was noted before.
func TestTornEnd(t *testing.T) {
	for cut := range int64(40) {
		dir := t.TempDir()
		l := open(t, dir)
		if err := errors.Join(l.Intend("a", []byte("whole")), l.Intend("b", make([]byte, 40)), l.Close()); err != nil {
			t.Fatal(err)
		}
		journals, err := filepath.Glob(filepath.Join(dir, "*.log"))
		if err != nil || len(journals) != 1 {
			t.Fatalf("%v, %v", journals, err)
		}
		info, err := os.Stat(journals[0])
		if err == nil {
			err = os.Truncate(journals[0], info.Size()-cut)
		}
		if err != nil {
			t.Fatal(err)
		}
		l = open(t, dir)
		var got []string
		err = l.Intents(func(name string, _ []byte) error { got = append(got, name); return nil })
		if want := []string{"a", "b"}[:2-min(cut, 1)]; err != nil || !slices.Equal(got, want) {
			t.Errorf("without the last %d bytes: %v, %v, want %v", cut, got, err, want)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// The ledger of another rollup, or of a program that writes otherwise, is left as it is.
func TestOthersLedger(t *testing.T) {
	dir := t.TempDir()
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, []byte("two")); !errors.Is(err, ErrOther) || !strings.Contains(err.Error(), "folder of its own") {
		t.Errorf("opened by another rollup: %v", err)
	}
	l := open(t, dir)
	if err := errors.Join(l.db.Put(formatKey, []byte("2"), nil), l.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, []byte("one")); !errors.Is(err, ErrFormat) {
		t.Errorf("opened with another format: %v", err)
	}
}
