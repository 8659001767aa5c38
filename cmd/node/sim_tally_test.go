// SPDX-License-Identifier: Apache-2.0

package node

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
	total, kinds := 0, []string{}
	for _, name := range slices.Sorted(maps.Keys(c.faults)) {
		if isFault(name) {
			total += c.faults[name]
		}
		kinds = append(kinds, fmt.Sprintf("%d %s", c.faults[name], name))
	}
	return fmt.Sprintf("schedules=%d virtual=%.2fh faults=%d acknowledged=%d reads=%d lost=%d, slowest recovery %s (%s)",
		c.seeds, c.virtual.Hours(), total, c.acked, c.readings, c.lost, c.slowest.Round(10*time.Millisecond), strings.Join(kinds, ", "))
}

// fail reports what must not be, at once and with the command that brings it back: a simulation that hangs afterwards would
// keep it to itself.
func (s *sim) fail(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	s.t.Errorf("%s", text)
	fmt.Fprintf(os.Stderr, "seed %d: %s\nagain: %s\n", s.plan.seed, text, s.plan.command(s.t))
}

func (p plan) command(t *testing.T) string {
	name, _, _ := strings.Cut(t.Name(), "/")
	return fmt.Sprintf("ADIT_SEED=%d ADIT_SEEDS=1 ADIT_MINUTES=%d ADIT_GAP=%d go test -count=1 -v -run '^%s$' ./cmd/node",
		p.seed, p.length/time.Minute, p.gap/time.Millisecond, name)
}
