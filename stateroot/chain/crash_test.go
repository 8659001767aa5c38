// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
	gethlog "github.com/ethereum/go-ethereum/log"

	"github.com/layeredpow/adit/stateroot/chain/chaintest"
)

// images is how many faults the crash tests do: ADIT_IMAGES, or a few.
func images(t *testing.T, few int) int {
	text := os.Getenv("ADIT_IMAGES")
	if text == "" {
		return few
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("ADIT_IMAGES: %v", err)
	}
	return n
}

// livesFrom has chains live and be hurt until enough images were looked at. hurt says how many it looked at.
func livesFrom(t *testing.T, seed uint64, enough int, hurt func(l *life) (int, error)) {
	t.Helper()
	if text := os.Getenv("ADIT_SEED"); text != "" {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("ADIT_SEED: %v", err)
		}
		seed, enough = n, 1
	}
	for done := 0; done < enough; seed++ {
		l, err := newLife(seed, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		n, err := hurt(l)
		if err := errors.Join(err, l.close(), os.RemoveAll(l.folder.Dir)); err != nil {
			t.Fatalf("seed %d (ADIT_SEED=%d repeats it): %v", seed, seed, err)
		}
		done += n
	}
}

// Power goes at any moment, again and again in one life; the journals keep any part of what was not synced.
func TestPowerCut(t *testing.T) {
	const each = 8
	cuts, older := 0, 0
	livesFrom(t, 0, images(t, 32), func(l *life) (int, error) {
		for cut := range each {
			for range 1 + l.rng.IntN(12) {
				if err := l.act(); err != nil {
					return cut, err
				}
			}
			back, err := l.powerCut(t.TempDir())
			if err != nil {
				return cut, fmt.Errorf("power cut %d: %w", cut, err)
			}
			if cuts++; back {
				older++
			}
		}
		return each, nil
	})
	t.Logf("%d power cuts, %d came back with an older head", cuts, older)
	if older == 0 && os.Getenv("ADIT_SEED") == "" {
		t.Error("no power cut took anything")
	}
}

// powerCut looks at what a power cut may leave of the chain now, and tells whether that has an older head.
func (l *life) powerCut(image string) (older bool, err error) {
	if err := l.folder.PowerCut(l.rng, image); err != nil {
		return false, err
	}
	c, lost, err := openAndHear(image, l.rollup)
	if err != nil {
		return false, err
	}
	head, err := c.Head()
	if err == nil && lost {
		err = errors.New("a power cut is taken for damage")
	}
	if err == nil {
		err = errors.Join(l.sound(c, l.safe.heads, l.safe.notes), c.Sweep(context.Background(), 0))
	}
	return err == nil && head.Hash() != l.heads[len(l.heads)-1], errors.Join(err, c.Close(), os.RemoveAll(image))
}

// A chain at rest is damaged: it is found at opening or by a sweep, or the chain is as it was at some moment.
func TestDamage(t *testing.T) {
	const each = 40
	survive(t)
	tally := make(map[outcome]int)
	livesFrom(t, 1000, images(t, each), func(l *life) (int, error) {
		for range 30 {
			if err := l.act(); err != nil {
				return 0, err
			}
		}
		if err := l.close(); err != nil {
			return 0, err
		}
		for i := range each {
			image := t.TempDir()
			if err := chaintest.Copy(l.folder.Dir, image); err != nil {
				return i, err
			}
			where, err := chaintest.Damage(l.rng, image)
			if err != nil {
				return i, err
			}
			what, err := l.damaged(image)
			if err := errors.Join(err, os.RemoveAll(image)); err != nil {
				return i, fmt.Errorf("image %d, %s: %w", i, where, err)
			}
			tally[what]++
		}
		return each, nil
	})
	t.Logf("%d refused, %d found by a sweep, %d as at an older moment, %d whole", tally[refused], tally[swept], tally[older], tally[whole])
	if tally[refused] == 0 || tally[swept] == 0 && os.Getenv("ADIT_SEED") == "" {
		t.Error("no damage found")
	}
}

// go-ethereum takes what it begins with for missing when it cannot be read, and begins anew or panics.
func TestDamagedHead(t *testing.T) {
	survive(t)
	l, err := newLife(3, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var head *types.Block
	for head == nil || len(head.Body().Transactions) == 0 || len(head.Body().Transactions[len(head.Body().Transactions)-1].Data()) < 1000 {
		if err := l.make(l.heads[len(l.heads)-1]); err != nil {
			t.Fatal(err)
		}
		head = l.chain.bc.GetBlockByHash(l.heads[len(l.heads)-1])
	}
	txs := head.Body().Transactions
	if err := errors.Join(l.close(), l.open(), l.close()); err != nil { // journals become tables
		t.Fatal(err)
	}
	for name, part := range map[string][]byte{"header": head.Root().Bytes(), "body": txs[len(txs)-1].Data()[500:532]} {
		t.Run(name, func(t *testing.T) {
			image := t.TempDir()
			if err := chaintest.Copy(l.folder.Dir, image); err != nil {
				t.Fatal(err)
			}
			if n, err := chaintest.Change(image, part); err != nil || n == 0 {
				t.Fatalf("changed %d places, %v", n, err)
			}
			if what, err := l.damaged(image); what != refused || err != nil {
				t.Errorf("outcome %d, %v, want %d", what, err, refused)
			}
		})
	}
}

// outcome is what became of a damaged chain.
type outcome int

const (
	refused outcome = iota // it did not open, or the process ended
	swept                  // it opened, and a sweep found the damage
	older                  // it goes on from before what was lost
	whole                  // nothing that matters was hurt
)

// damaged opens a damaged chain. It fails when the chain is neither found damaged nor sound.
func (l *life) damaged(dir string) (what outcome, err error) {
	defer func() {
		if r := recover(); r != nil && r != any(errCrit) {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		} else if r != nil {
			what, err = refused, nil
		}
	}()
	c, lost, err := openAndHear(dir, l.rollup)
	if err != nil {
		if !strings.Contains(err.Error(), "folder") {
			return refused, fmt.Errorf("the error does not say what to do: %w", err)
		}
		return refused, nil
	}
	head, err := c.Head()
	if err != nil {
		return refused, errors.Join(err, c.Close())
	}
	since := l.safe
	if lost {
		since.heads, since.notes = 0, 0
	}
	if what = whole; head.Hash() != l.heads[len(l.heads)-1] {
		what = older
	}
	if err = c.Sweep(context.Background(), 0); errors.Is(err, ErrDamaged) {
		what, err = swept, nil
	} else if err == nil {
		err = l.sound(c, since.heads, since.notes)
	}
	return what, errors.Join(err, c.Close())
}

// errCrit stands for the end that go-ethereum puts to a process when a write to its database fails.
var errCrit = errors.New("go-ethereum ended the process")

type critical struct{ slog.Handler }

func (c critical) Enabled(_ context.Context, level slog.Level) bool {
	return level >= gethlog.LevelCrit
}

func (c critical) Handle(context.Context, slog.Record) error { panic(errCrit) }

// survive has the test go on where go-ethereum would end the process.
func survive(t *testing.T) {
	t.Helper()
	before := gethlog.Root()
	gethlog.SetDefault(gethlog.NewLogger(critical{slog.DiscardHandler}))
	t.Cleanup(func() { gethlog.SetDefault(before) })
}

// go-ethereum's own way to sync does nothing on this database.
func TestSyncReachesTheDisk(t *testing.T) {
	l, err := newLife(1, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer l.chain.Close()
	if err := l.make(l.heads[0]); err != nil {
		t.Fatal(err)
	}
	var synced []string
	l.chain.fsync = func(name string) error {
		synced = append(synced, filepath.Base(name))
		return nil
	}
	if err := l.chain.Sync(); err != nil {
		t.Fatal(err)
	}
	journals, err := filepath.Glob(filepath.Join(l.folder.Dir, "l2", database, "*.log"))
	if err != nil || len(journals) == 0 {
		t.Fatalf("journals %v, %v", journals, err)
	}
	for _, j := range journals {
		if !slices.Contains(synced, filepath.Base(j)) {
			t.Errorf("%s was not synced; only %v", j, synced)
		}
	}
}
