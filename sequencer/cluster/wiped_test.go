package cluster

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
)

// A member that has lost its disk has forgotten its votes and what it acknowledged: with its vote, one that lags could be elected
// and overrule what a quorum had. So it is taken out of the set first, which waits for those who know better, and comes back as a
// new one.
func TestMemberLosesItsDisk(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		lead, term := v.leader()
		lost := v.other(lead.cfg.ID)
		var lags string
		for _, m := range v.all {
			if m.ID != lead.cfg.ID && m.ID != lost {
				lags = m.ID
			}
		}
		v.propose(term, "a")
		v.agree("a")
		v.isolate(lags, true)
		v.propose(term, "b") // on two disks
		v.kill(lost)
		v.disks[lost] = clustertest.New() // on one
		if err := os.RemoveAll(filepath.Join(v.dir, lost)); err != nil {
			t.Fatal(err)
		}
		if err := lead.Remove(context.Background(), lost); !errors.Is(err, ErrNoQuorum) && !errors.Is(err, ErrNotLeader) {
			t.Fatalf("take it out while the other one is away: %v, want %v", err, ErrNoQuorum)
		}
		v.isolate(lags, false)
		lead, _ = v.commits("c")
		if err := lead.Remove(context.Background(), lost); err != nil {
			t.Fatal(err)
		}
		v.tune = func(c *Config) { c.Bootstrap = nil }
		v.begin(lost)
		if err := lead.Add(context.Background(), Member{ID: lost, Address: lost, Voter: true}); err != nil {
			t.Fatal(err)
		}
		v.commits("d")
		v.agree("a", "b", "c", "d")
	})
}
