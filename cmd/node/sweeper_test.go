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
