// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"errors"
	"testing"

	"github.com/hashicorp/raft"
)

// TestEntriesBehindSnapshot offers entries from further back than the log begins: they count from the snapshot on.
func TestEntriesBehindSnapshot(t *testing.T) {
	inVirtualTime(t, func(cfg *Config) { cfg.TrailingLogs, cfg.SnapshotEvery = 1, 1<<20 }, func(v *virtual) {
		lead, term := v.leader()
		late := v.other(lead.cfg.ID)
		v.kill(late)
		v.propose(term, "a", "b", "c", "d")
		soFar := entriesSoFar(t, lead)
		v.compact(lead)
		v.begin(late)
		v.agree("a", "b", "c", "d")
		if log := v.node(late).store.holds(); log.last != 0 {
			t.Fatalf("the log has %+v, want none behind the snapshot", log)
		}

		offer := func(what string, request *raft.AppendEntriesRequest) {
			var answer raft.AppendEntriesResponse
			err := v.ports[lead.cfg.ID].AppendEntries(raft.ServerID(late), raft.ServerAddress(late), request, &answer)
			if err != nil || !answer.Success {
				t.Errorf("%s: answer %+v, error %v", what, answer, err)
			}
		}
		offer("the log is empty, all that is offered is in the snapshot", soFar)
		v.propose(term, "e")
		v.agree("a", "b", "c", "d", "e")
		offer("the log has one entry, none of it is offered", soFar)
		more := entriesSoFar(t, lead)
		offer("the entry is offered, and what is in the snapshot", more)
		base, err := newest(v.node(late).Cluster.cfg.Snapshots)
		if err != nil {
			t.Fatal(err)
		}
		more.PrevLogEntry, more.PrevLogTerm = base.Index, base.Term
		more.Entries = more.Entries[len(more.Entries)-1:]
		offer("the entry is offered", more)
		v.propose(term, "f")
		v.agree("a", "b", "c", "d", "e", "f")
	})
}

// entriesSoFar is what a leader offers to a member that has the first entry.
func entriesSoFar(t *testing.T, lead *node) *raft.AppendEntriesRequest {
	t.Helper()
	id := []byte(lead.cfg.ID)
	request := &raft.AppendEntriesRequest{
		RPCHeader: raft.RPCHeader{ProtocolVersion: raft.ProtocolVersionMax, ID: id, Addr: id},
		Term:      lead.raft.CurrentTerm(), PrevLogEntry: firstIndex, PrevLogTerm: firstTerm,
	}
	for index := uint64(firstIndex + 1); index <= lead.raft.LastIndex(); index++ {
		entry := &raft.Log{Index: index, Term: request.Term, Type: raft.LogNoop} // stands in for one that the leader has no more
		if err := lead.logs.GetLog(index, entry); err != nil && !errors.Is(err, raft.ErrLogNotFound) {
			t.Fatal(err)
		}
		request.Entries = append(request.Entries, entry)
	}
	return request
}

// TestLogEndsBeforeSnapshot has a member end between installing a snapshot and deleting the log before it.
func TestLogEndsBeforeSnapshot(t *testing.T) {
	inVirtualTime(t, func(cfg *Config) { cfg.TrailingLogs, cfg.SnapshotEvery = 1, 1<<20 }, func(v *virtual) {
		lead, term := v.leader()
		v.propose(term, "a", "b")
		v.agree("a", "b")
		late := v.other(lead.cfg.ID)
		v.kill(late)
		before := v.disks[late].Clone()
		v.propose(term, "c", "d")
		v.compact(lead)
		v.begin(late)
		v.agree("a", "b", "c", "d")
		v.kill(late)
		v.disks[late] = before
		v.begin(late)
		if log := v.node(late).store.holds(); log.last != 0 {
			t.Errorf("the log has %+v", log)
		}
		v.propose(term, "e")
		v.agree("a", "b", "c", "d", "e")
	})
}

// TestLogAgainstSnapshot is the same with a member that was the leader and has entries of its own, before the
// snapshot and behind it.
func TestLogAgainstSnapshot(t *testing.T) {
	inVirtualTime(t, func(cfg *Config) { cfg.SnapshotEvery, cfg.TrailingLogs = 64, 4 }, func(v *virtual) {
		old, want := v.strand()
		before := v.disks[old].Clone()
		v.isolate(old, false)
		v.agree(want...)
		v.kill(old)
		v.disks[old] = before
		v.begin(old)
		v.within("it has all again", func() { v.agree(want...) })
		v.commits("last")
		v.agree(append(want, "last")...)
	})
}
