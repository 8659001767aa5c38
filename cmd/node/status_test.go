// SPDX-License-Identifier: Apache-2.0

package node

import (
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/cmd/node/watch"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/stateroot"
)

// TestStatusSaysWhatStateSays holds adit_status to the figures of /state and /metrics, which are made of the same
// facts.
func TestStatusSaysWhatStateSays(t *testing.T) {
	l1 := &stateroot.Status{}
	l1.Tip.Number, l1.Tip.At.Height, l1.Head.Height = 6, 40, 41
	member := cluster.Member{ID: "s2", Address: "localhost:1", Voter: true}
	w := watch.New(watch.Sequencer, watch.DefaultLimits(), func() *watch.Facts {
		return &watch.Facts{
			L1: l1, Chain: &watch.Chain{Number: 7, Hash: common.Hash{7}},
			Set: &watch.Set{
				View:    cluster.View{ID: "s1", State: "Follower", LeaderID: "s2", Term: 3, LastIndex: 90, Committed: 80, Handed: 70, Members: []cluster.Member{member}},
				Rebases: 2, Again: 1,
			},
		}
	}, slog.New(slog.DiscardHandler))
	got := (&status{watcher: w, urls: map[string]string{"s2": "http://s2"}}).Node()
	state := w.State()
	for name, own := range map[string]uint64{
		"raft_term": uint64(got.Raft.Term), "raft_applied_index": uint64(got.Raft.Applied), "raft_commit_index": uint64(got.Raft.Committed),
		"raft_last_index": uint64(got.Raft.Last), "rebases_total": uint64(got.Rebases.Count),
	} {
		if f, ok := state.Figures[name]; !ok || f.Value == nil || uint64(*f.Value) != own {
			t.Errorf("adit_status says %d for %s, /state says %+v (%v)", own, name, f, ok)
		}
	}
	if got.Role != state.Role || got.ID != state.ID || got.Leader.ID != state.Leader || got.Leader.URL != "http://s2" || got.Leader.Self {
		t.Errorf("adit_status is of %s %s led by %+v, /state of %s %s led by %s", got.Role, got.ID, got.Leader, state.Role, state.ID, state.Leader)
	}
	if got.Sealed == nil || got.Sealed.Number != 7 || got.Derived.Sealed != 7 || got.Raft.Members[0].URL != "http://s2" {
		t.Errorf("got %+v", got)
	}
	if len(got.Alarms) != len(state.Alarms) {
		t.Errorf("adit_status has %v, /state %v", got.Alarms, state.Alarms)
	}
}

// TestStatusOfWhatCannotBeRead has a disk hang: what is not known is null and not 0, and an alarm says why.
func TestStatusOfWhatCannotBeRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		freed := make(chan struct{})
		defer close(freed)
		w := watch.New(watch.Verifier, watch.DefaultLimits(), func() *watch.Facts {
			<-freed
			return &watch.Facts{}
		}, slog.New(slog.DiscardHandler))
		s := &status{watcher: w}
		s.Node()
		time.Sleep(10 * time.Second)
		if got := s.Node(); got.Sealed != nil || got.Derived != nil || got.Role != "verifier" || len(got.Alarms) == 0 {
			t.Errorf("got %+v", got)
		}
	})
}
