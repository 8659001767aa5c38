// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"testing"
	"time"
)

// TestClock dates blocks while this machine's time, and the chain's, are wrong in every way: seconds must rise, and
// no block may be late because of them.
func TestClock(t *testing.T) {
	const start, far = 1_000_000, 1 << 32
	for _, tc := range []struct {
		name   string
		parent uint64        // when the leader takes over at second start
		jump   time.Duration // of this machine, after 10 blocks
		limit  uint64
		least  uint64 // blocks in a minute
		last   uint64 // second of the last block, no later
	}{
		{"as it should be", start - 1, 0, far, 59, start + 61},
		{"behind the chain by an hour", start + 3_600, 0, far, 53, start + 3_661},
		{"behind by a moment", start, 0, far, 58, start + 61},
		{"set back", start - 1, -time.Hour, far, 53, start + 61},
		{"set ahead", start - 1, time.Hour, far, 58, start + 3_700},
		{"ahead of what L1 allows", start - 1, time.Hour, start + 100, 58, start + 100},
		{"the chain as far as L1 allows", start + 100, 0, start + 100, 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var c clock
			parent, last, blocks := tc.parent, uint64(0), uint64(0)
			passed := time.Duration(0)
			wall := func() time.Time { return time.Unix(start, 0).Add(passed) }
			jumped := time.Duration(0)
			for passed < time.Minute {
				if blocks == 10 {
					jumped = tc.jump
				}
				second, ok := c.open(parent, tc.limit, wall().Add(jumped))
				if !ok {
					passed += time.Second
					continue
				}
				if second <= parent || second > tc.limit {
					t.Fatalf("block of second %d on %d, at most %d", second, parent, tc.limit)
				}
				rest := c.rest(second, wall().Add(jumped))
				if rest > time.Second+slew || rest <= 0 {
					t.Fatalf("block %d stays open for %s", blocks, rest)
				}
				passed += rest
				parent, last = second, second
				blocks++
			}
			if blocks < tc.least || last > tc.last {
				t.Errorf("%d blocks up to second %d, want at least %d up to %d", blocks, last, tc.least, tc.last)
			}
		})
	}
}
