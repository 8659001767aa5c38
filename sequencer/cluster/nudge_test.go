// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"fmt"
	"testing"
	"time"
)

// TestLoneEntryIsToldAtOnce proposes entries with nothing behind them. The followers' machines have each within a few
// round trips of its commit; by raft's timer alone it would take 25 to 50 ms. Nothing is sent while nothing is
// proposed.
func TestLoneEntryIsToldAtOnce(t *testing.T) {
	const most = 20 * time.Millisecond // a message takes 2 ms at most, and the slower disk has a few
	inVirtualTime(t, nil, func(v *virtual) {
		lead, term := v.leader()
		lone := func(entry string) (slowest time.Duration) {
			v.propose(term, entry)
			committed := time.Now()
			for id, m := range v.nodes {
				for all := m.machine.all(); len(all) == 0 || all[len(all)-1] != entry; all = m.machine.all() {
					time.Sleep(100 * time.Microsecond)
					if time.Since(committed) > time.Second {
						t.Fatalf("%s does not hear of entry %s", id, entry)
					}
				}
			}
			return time.Since(committed)
		}
		for i := range 20 {
			took := lone(fmt.Sprint(i))
			if took > most {
				t.Errorf("entry %d: the last follower has it %s after its commit, want %s at most", i, took, most)
			}
			time.Sleep(time.Second)
		}
		sent := lead.nudges.sent.Load()
		if sent < 40 || sent > 40*nudgeTries {
			t.Errorf("%d messages for 20 entries and two followers", sent)
		}
		time.Sleep(10 * time.Minute)
		if more := lead.nudges.sent.Load() - sent; more != 0 {
			t.Errorf("%d messages while nothing happens", more)
		}
	})
}
