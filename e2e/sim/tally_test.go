// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// tally counts what simulations went through.
type tally struct {
	mu       sync.Mutex
	sum      *tally // of all simulations of a test; nil for that one itself
	faults   map[string]int
	seeds    int
	virtual  time.Duration
	acked    int
	lost     int
	readings int
	slowest  time.Duration // recovery
}

func (c *tally) each(do func(*tally)) {
	for ; c != nil; c = c.sum {
		c.mu.Lock()
		do(c)
		c.mu.Unlock()
	}
}

func (c *tally) count(name string) { c.add(name, 1) }

func (c *tally) add(name string, n int) {
	c.each(func(c *tally) {
		if c.faults == nil {
			c.faults = make(map[string]int)
		}
		c.faults[name] += n
	})
}

func (c *tally) recovered(took time.Duration) {
	c.each(func(c *tally) { c.slowest = max(c.slowest, took) })
}

func (c *tally) ended(p plan, acked, lost, readings int) {
	c.each(func(c *tally) {
		c.seeds++
		c.virtual += p.length
		c.acked += acked
		c.lost += lost
		c.readings += readings
	})
}

// isFault tells faults from their consequences, which are told and not counted.
func isFault(name string) bool { return !strings.HasPrefix(name, "(") }

func (c *tally) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var kinds []string
	for _, name := range slices.Sorted(maps.Keys(c.faults)) {
		kinds = append(kinds, fmt.Sprintf("%d %s", c.faults[name], name))
	}
	return fmt.Sprintf("schedules=%d virtual=%.2fh faults=%d acknowledged=%d reads=%d lost=%d, slowest recovery %s (%s)",
		c.seeds, c.virtual.Hours(), c.total(), c.acked, c.readings, c.lost, c.slowest.Round(10*time.Millisecond), strings.Join(kinds, ", "))
}

// many faults leave none out.
const many = 500

// wantAll wants each kind of fault to have happened, when there were many, and those of JSON-RPC to have reached all
// who ask.
func (c *tally) wantAll(t *testing.T) {
	var want []string
	for _, f := range faults {
		want = append(want, f.name)
	}
	for _, kind := range []string{wallets, readers, batchers, peers} {
		want = append(want, "(lies to "+kind+")", "(answers kept from "+kind+")", "(endless answers to "+kind+")")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.total() < many {
		return
	}
	for _, name := range want {
		if c.faults[name] == 0 {
			t.Errorf("among %d faults there was no %s", c.total(), name)
		}
	}
}

// total is how many faults there were; mu is held.
func (c *tally) total() (n int) {
	for name, times := range c.faults {
		if isFault(name) {
			n += times
		}
	}
	return n
}

// fail reports what must not be, at once and with the command that brings it back: a simulation that hangs afterwards
// would keep it to itself.
func (s *sim) fail(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	s.t.Errorf("%s", text)
	fmt.Fprintf(os.Stderr, "seed %d: %s\nagain: %s\n", s.plan.seed, text, s.plan.command(s.t))
}

func (p plan) command(t *testing.T) string {
	name, _, _ := strings.Cut(t.Name(), "/")
	return fmt.Sprintf("ADIT_SEED=%d ADIT_SEEDS=1 ADIT_MINUTES=%d ADIT_GAP=%d go test -count=1 -v -run '^%s$' ./e2e/sim",
		p.seed, p.length/time.Minute, p.gap/time.Millisecond, name)
}
