// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"testing"
	"time"
)

// The whole adapter runs in virtual time, with network and disk replaced: simulations stand on this.
func TestClusterInVirtualTime(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		lead, term := v.leader()
		v.propose(term, "a", "b")
		time.Sleep(time.Minute)
		if term.Ctx.Err() != nil {
			t.Fatal("leadership did not last a minute of quiet")
		}
		target := v.other(lead.cfg.ID)
		if err := lead.Transfer(context.Background(), target); err != nil {
			t.Fatal(err)
		}
		next, term := v.leader()
		if next.cfg.ID != target {
			t.Fatalf("%s leads, want %s", next.cfg.ID, target)
		}
		v.propose(term, "c")
		v.agree("a", "b", "c")
	})
}
