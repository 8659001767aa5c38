// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"testing"
	"time"
)

// lagging runs a test with a member that has been away for longer than the log reaches back. What the snapshot names
// that the leader sends it is nowhere to be had until lacking is closed.
func lagging(t *testing.T, test func(v *virtual, term Term, lead, late, third string)) {
	inVirtualTime(t, func(cfg *Config) { cfg.TrailingLogs, cfg.SnapshotEvery = 1, 1<<20 }, func(v *virtual) {
		lead, term := v.leader()
		late := v.other(lead.cfg.ID)
		v.kill(late)
		third := v.other(lead.cfg.ID)
		v.propose(term, "a", "b", "c")
		v.compact(lead)
		v.lacking = make(chan struct{})
		v.begin(late)
		test(v, term, lead.cfg.ID, late, third)
	})
}

// TestUnpreparedMemberHoldsNothing has the third member lose its disk meanwhile. The one that lags must not help to
// take it in again: the leader would be the only one who has what both lack, and the loss of its disk the end of
// that.
func TestUnpreparedMemberHoldsNothing(t *testing.T) {
	lagging(t, func(v *virtual, term Term, _, late, lost string) {
		v.lose(lost)
		v.begin(lost)
		time.Sleep(time.Minute)
		if view := v.node(lost).Status(); view.Phase != Recovering {
			t.Errorf("%s is %q, though nobody but the leader has what it lost", lost, view.Phase)
		}
		if restores := v.node(late).machine.restored(); restores > 0 {
			t.Errorf("%s has restored a snapshot, and lacks what it names", late)
		}
		close(v.lacking)
		v.within("all take part", v.whole)
		v.propose(term, "d")
		v.agree("a", "b", "c", "d")
	})
}

// TestNewerSnapshotWhilePreparing has the set go on until the snapshot that is being prepared is not the leader's
// newest any more.
func TestNewerSnapshotWhilePreparing(t *testing.T) {
	lagging(t, func(v *virtual, term Term, lead, _, _ string) {
		time.Sleep(3 * installPatience)
		v.propose(term, "d", "e", "f")
		takeSnapshot(t, v.node(lead))
		close(v.lacking)
		v.within("all agree", func() { v.agree("a", "b", "c", "d", "e", "f") })
	})
}

// TestCloseWhilePreparing ends a member that waits for what a snapshot names.
func TestCloseWhilePreparing(t *testing.T) {
	lagging(t, func(v *virtual, _ Term, _, late, _ string) {
		time.Sleep(10 * time.Second)
		begin := time.Now()
		v.kill(late)
		if took := time.Since(begin); took > time.Second {
			t.Errorf("it ended after %s", took)
		}
	})
}
