// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/layeredpow/adit/e2e/load"
)

// pulse is a load that says when it is acknowledged.
type pulse struct {
	t      *testing.T
	enough chan struct{}
	result chan *load.Result

	mu   sync.Mutex
	acks []ack // guarded by mu; in the order in which they came
}

// ack is one acknowledgement.
type ack struct{ sent, at time.Time }

// beat starts a load of so many transactions a second over nodes, in this process, and waits for its first
// acknowledgement.
func (r *rig) beat(rate float64, urls ...string) *pulse {
	r.t.Helper()
	p := &pulse{t: r.t, enough: make(chan struct{}), result: make(chan *load.Result, 1)}
	cfg := load.Config{
		RPC: urls, Duration: 24 * time.Hour, Senders: 32, Kind: load.Transfer, Rate: rate, Funder: key(9), Seed: r.t.Name(),
		Settle: patience, Enough: p.enough, Acknowledged: p.take,
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.t.Cleanup(cancel)
	start := time.Now()
	go func() {
		result, err := load.Run(ctx, cfg, slog.New(slog.NewTextHandler(r.t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})))
		if err != nil && ctx.Err() == nil { // otherwise the test is over
			p.t.Errorf("load: %v", err)
		}
		p.result <- result
	}()
	p.next(start)
	return p
}

func (p *pulse) take(sent, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.acks = append(p.acks, ack{sent, at})
}

// next waits for the first acknowledgement of a transaction that set out after start, and returns how long after
// start it came. What a dead process answered while it lived does not count.
func (p *pulse) next(start time.Time) time.Duration {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if at := p.first(start); !at.IsZero() {
			return at.Sub(start)
		}
	}
	p.t.Fatalf("nothing that set out after %s was acknowledged within %s", start.Format(time.StampMilli), patience)
	return 0
}

// first is when the first one that set out after start was acknowledged.
func (p *pulse) first(start time.Time) (at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := len(p.acks) - 1; i >= 0 && p.acks[i].at.After(start); i-- {
		if a := p.acks[i]; a.sent.After(start) && (at.IsZero() || a.at.Before(at)) {
			at = a.at
		}
	}
	return at
}

// silence is the longest time between two acknowledgements from start on, the one that lasts included.
func (p *pulse) silence(start time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	longest, last := time.Duration(0), start
	for _, a := range p.acks {
		if a.at.After(last) {
			longest, last = max(longest, a.at.Sub(last)), a.at
		}
	}
	return max(longest, time.Since(last))
}

// end stops the load, waits until what was acknowledged is sealed, and fails when anything of it is lost.
func (p *pulse) end() {
	p.t.Helper()
	close(p.enough)
	r := <-p.result
	if r == nil {
		return
	}
	if r.Lost != 0 || r.Reverted != 0 || r.Acknowledged == 0 {
		p.t.Errorf("load: %d acknowledged, %d of them lost, %d reverted; want none", r.Acknowledged, r.Lost, r.Reverted)
	}
	p.t.Logf("load: %d acknowledged (%.0f a second), %d lost, latency p50 %.0f ms, p99 %.0f ms, longest silence %.0f ms, errors %v",
		r.Acknowledged, r.AcknowledgedRate, r.Lost, r.P50, r.P99, r.LongestSilence, r.Errors)
}

// times are measured durations.
type times []time.Duration

func (l times) sorted() times { return slices.Sorted(slices.Values(l)) }

// median is the lower one of the two in the middle.
func (l times) median() time.Duration { return l.sorted()[(len(l)-1)/2] }

// tell logs what was measured, and holds the median to a limit.
func (l times) tell(t *testing.T, what string, limit time.Duration) {
	t.Helper()
	s := l.sorted()
	t.Logf("%s: %d times, median %s, 90 %% %s, most %s", what, len(s), ms(l.median()), ms(s[(len(s)-1)*9/10]), ms(s[len(s)-1]))
	if l.median() > limit {
		t.Errorf("%s: median %s, want at most %s", what, ms(l.median()), limit)
	}
}

// worst logs what was measured, and holds each to a limit.
func (l times) worst(t *testing.T, what string, limit time.Duration) {
	t.Helper()
	l.tell(t, what, limit)
	if most := slices.Max(l); most > limit {
		t.Errorf("%s: %s once, want at most %s", what, ms(most), limit)
	}
}

func ms(d time.Duration) time.Duration { return d.Round(time.Millisecond) }
