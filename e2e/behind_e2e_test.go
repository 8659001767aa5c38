// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/fault"
)

// TestFaultBehindTheLog keeps a member away until the others' logs begin behind the end of its own: it is given a
// snapshot, and fetches the blocks up to it from the others.
func TestFaultBehindTheLog(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 29_050
	cfg.Raft = map[string]any{"snapshot-every": trailing, "snapshot-check": "500ms", "trailing": trailing}
	r := try(t, cfg)
	t.Run("dead member returns from behind the log", func(t *testing.T) { r.returnsFromBehind(t, fault.Kill) })
	t.Run("paused member returns from behind the log", func(t *testing.T) { r.returnsFromBehind(t, fault.Pause) })
}

// trailing is how many entries are kept behind a snapshot in this test.
const trailing = 256

func (r *trial) returnsFromBehind(t *testing.T, away func(*fault.Process) fault.Fault) {
	r.under(t, flatOut, func(p *pulse) {
		var back times
		for i := range often(2, 10) {
			victim := r.whole()
			if i%2 == 0 {
				victim = r.follower()
			}
			last, err := r.view(victim.ID)
			if err != nil {
				t.Fatal(err)
			}
			at := time.Now()
			undo := r.do(away(victim))
			p.next(at)
			reach := r.reach(victim, last.LastIndex)
			begin := time.Now()
			undo()
			r.whole()
			back = append(back, time.Since(begin))
			if v, err := r.view(victim.ID); err != nil || v.Snapshot < reach {
				t.Errorf("%s: snapshot at entry %d, want %d or later, where the others' logs begin: %v", victim.ID, v.Snapshot, reach, err)
			}
		}
		back.tell(t, "back from behind the log to level with the others", 30*time.Second)
	})
}

// reach waits until the log of everybody but victim begins behind the entry, and returns where.
func (r *trial) reach(victim *fault.Process, entry uint64) (begins uint64) {
	r.t.Helper()
	for _, id := range r.members(victim.ID) {
		r.await(fmt.Sprintf("the log of %s to begin behind entry %d", id, entry), func() (bool, error) {
			v, err := r.view(id)
			if err != nil {
				return false, err
			}
			begins = v.Snapshot - min(v.Snapshot, trailing)
			return begins > entry, fmt.Errorf("snapshot at entry %d", v.Snapshot)
		})
	}
	return begins
}
