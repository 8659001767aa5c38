// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/chain"
)

// failing fails its sweeps one by one.
type failing struct{ results []error }

func (f *failing) Sweep(ctx context.Context, _ int) error {
	if len(f.results) == 0 {
		<-ctx.Done()
		return ctx.Err()
	}
	err := f.results[0]
	f.results = f.results[1:]
	return err
}

// What a sweep finds stays found; what only keeps it from reading is tried again the next day.
func TestSweeper(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		damage := fmt.Errorf("read through: %w", chain.ErrDamaged)
		ctx, cancel := context.WithCancel(t.Context())
		var s sweeper
		ended := make(chan error, 1)
		go func() {
			ended <- s.run(ctx, &failing{[]error{nil, errors.New("too many open files"), damage, nil}}, slog.New(slog.DiscardHandler))
		}()
		for day, want := range []error{nil, nil, damage, damage, damage} {
			time.Sleep(2 * time.Minute)
			synctest.Wait()
			if got := s.found(); !errors.Is(got, want) {
				t.Errorf("day %d: found %v, want %v", day, got, want)
			}
			time.Sleep(24*time.Hour - 2*time.Minute)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("ended with %v", err)
		}
	})
}

// looked answers every look with the same.
type looked struct{ err error }

func (r looked) CheckBlock(uint64) error            { return r.err }
func (r looked) CheckHash(common.Hash) error        { return r.err }
func (r looked) CheckTransaction(common.Hash) error { return r.err }

// What a client's question comes upon is the same alarm as what a sweep finds, and only damage is one.
func TestDamageThatIsRead(t *testing.T) {
	damage := fmt.Errorf("block 3: its body: %w", chain.ErrDamaged)
	for name, look := range map[string]func(records) error{
		"number":      func(r records) error { return r.CheckBlock(3) },
		"hash":        func(r records) error { return r.CheckHash(common.Hash{}) },
		"transaction": func(r records) error { return r.CheckTransaction(common.Hash{}) },
	} {
		var s sweeper
		for _, err := range []error{nil, errors.New("too many open files")} {
			if got := look(records{looked{err}, &s}); !errors.Is(got, err) || s.found() != nil {
				t.Errorf("%s: %v, alarm %v", name, got, s.found())
			}
		}
		if got := look(records{looked{damage}, &s}); !errors.Is(got, damage) || !errors.Is(s.found(), damage) {
			t.Errorf("%s: %v, alarm %v", name, got, s.found())
		}
	}
}
