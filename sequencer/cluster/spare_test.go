// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/hashicorp/raft"
)

// TestLateSnapshot has a snapshot arrive at a member that has gone on since: it must keep the entries that it has
// confirmed.
func TestLateSnapshot(t *testing.T) {
	for _, c := range []struct {
		name     string
		trailing uint64 // entries that stay in the log before a snapshot
	}{{"entries before it are there", 1000}, {"entries before it are gone", 1}} {
		t.Run(c.name, func(t *testing.T) {
			inVirtualTime(t, func(cfg *Config) { cfg.TrailingLogs, cfg.SnapshotEvery = c.trailing, 1<<20 }, func(v *virtual) {
				lead, term := v.leader()
				var all []string
				more := func() {
					for range 20 {
						all = append(all, fmt.Sprint("entry ", len(all)))
						v.propose(term, all[len(all)-1])
					}
					v.agree(all...)
				}
				more()
				takeSnapshot(t, lead)
				request, data := newestSnapshot(t, lead)
				more()
				late := v.other(lead.cfg.ID)
				takeSnapshot(t, v.node(late))
				more()
				entries := v.node(late).store.holds()

				var answer raft.InstallSnapshotResponse
				err := v.ports[lead.cfg.ID].InstallSnapshot(raft.ServerID(late), raft.ServerAddress(late), request, &answer, data)
				if err != nil || !answer.Success {
					t.Errorf("answer %+v, error %v", answer, err)
				}
				if now := v.node(late).store.holds(); now != entries {
					t.Errorf("the log has %+v behind the snapshot, %+v before", now, entries)
				}
				more()
				v.kill(late)
				v.begin(late)
				v.agree(all...)
			})
		})
	}
}

// TestOlderSnapshot has one arrive at a member whose log is empty, because it has just installed a newer one.
func TestOlderSnapshot(t *testing.T) {
	inVirtualTime(t, func(cfg *Config) { cfg.TrailingLogs, cfg.SnapshotEvery = 1, 1<<20 }, func(v *virtual) {
		lead, term := v.leader()
		late := v.other(lead.cfg.ID)
		v.kill(late)
		v.propose(term, "a", "b")
		takeSnapshot(t, lead)
		request, data := newestSnapshot(t, lead)
		v.propose(term, "c", "d")
		v.compact(lead)
		v.begin(late)
		v.agree("a", "b", "c", "d")
		if log := v.node(late).store.holds(); log.last != 0 {
			t.Fatalf("the log has %+v: the newer snapshot was not installed", log)
		}

		var answer raft.InstallSnapshotResponse
		err := v.ports[lead.cfg.ID].InstallSnapshot(raft.ServerID(late), raft.ServerAddress(late), request, &answer, data)
		if err != nil || !answer.Success {
			t.Errorf("answer %+v, error %v", answer, err)
		}
		if last := v.node(late).raft.LastIndex(); last <= request.LastLogIndex {
			t.Errorf("went back to entry %d", last)
		}
		v.propose(term, "e")
		v.agree("a", "b", "c", "d", "e")
	})
}

// TestSnapshotFromDeposedLeader has one arrive from a leader that leads no more: the answer is still raft's.
func TestSnapshotFromDeposedLeader(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		lead, term := v.leader()
		v.propose(term, "a", "b")
		v.agree("a", "b")
		takeSnapshot(t, lead)
		request, data := newestSnapshot(t, lead)
		request.Term--
		late := v.other(lead.cfg.ID)
		var answer raft.InstallSnapshotResponse
		err := v.ports[lead.cfg.ID].InstallSnapshot(raft.ServerID(late), raft.ServerAddress(late), request, &answer, data)
		if err != nil || answer.Success || answer.Term != request.Term+1 {
			t.Errorf("answer %+v, error %v", answer, err)
		}
		time.Sleep(time.Second)
		v.propose(term, "c")
		v.agree("a", "b", "c")
	})
}

// compact has a leader take a snapshot, and returns when none of the entries before it are on their way to anybody
// any more.
func (v *virtual) compact(lead *node) {
	v.Helper()
	if err := lead.raft.Snapshot().Error(); err != nil {
		v.Fatal(err)
	}
	time.Sleep(2 * time.Minute)
}

func takeSnapshot(t *testing.T, m *node) {
	t.Helper()
	if err := m.raft.Snapshot().Error(); err != nil {
		t.Fatal(err)
	}
}

// newestSnapshot is what a leader sends.
func newestSnapshot(t *testing.T, m *node) (*raft.InstallSnapshotRequest, io.Reader) {
	t.Helper()
	list, err := m.Cluster.cfg.Snapshots.List()
	if err != nil || len(list) == 0 {
		t.Fatalf("%d snapshots, error %v", len(list), err)
	}
	meta, data, err := m.Cluster.cfg.Snapshots.Open(list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { data.Close() })
	id := []byte(m.cfg.ID)
	return &raft.InstallSnapshotRequest{
		RPCHeader: raft.RPCHeader{ProtocolVersion: raft.ProtocolVersionMax, ID: id, Addr: id}, SnapshotVersion: meta.Version,
		Term: m.raft.CurrentTerm(), Leader: id, LastLogIndex: meta.Index, LastLogTerm: meta.Term,
		Configuration: raft.EncodeConfiguration(meta.Configuration), ConfigurationIndex: meta.ConfigurationIndex, Size: meta.Size,
	}, data
}
