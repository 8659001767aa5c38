// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/hashicorp/raft"
	"github.com/syndtr/goleveldb/leveldb"
)

// An entry of an unknown format ends whoever is sent it, before it is in its log, and whoever has it, before it does
// anything.
func TestEntryOfAnotherFormat(t *testing.T) {
	inVirtualTime(t, nil, func(v *virtual) {
		lead, term := v.leader()
		v.propose(term, "a")
		v.agree("a")
		term.Propose([]byte(unknown + "b"))
		for _, m := range v.all {
			if m.ID == lead.cfg.ID {
				continue
			}
			follower := v.nodes[m.ID]
			if err := v.died(m.ID); !errors.Is(err, ErrFormat) {
				t.Errorf("%s ended with %v, want %v", m.ID, err, ErrFormat)
			}
			if got := follower.machine.all(); len(got) != 1 {
				t.Errorf("%s was given %q, want what was before", m.ID, got)
			}
			v.begin(m.ID) // it is not in its log, so it starts and is sent it again
			if err := v.died(m.ID); !errors.Is(err, ErrFormat) {
				t.Errorf("%s, started again, ended with %v, want %v", m.ID, err, ErrFormat)
			}
		}
		v.kill(lead.cfg.ID)
		cfg := lead.cfg
		cfg.Transport, cfg.Disk = v.net.Open(cfg.ID), v.disks[cfg.ID]
		c, err := Open(cfg, &record{})
		if err == nil {
			c.Close()
		}
		if !errors.Is(err, ErrFormat) {
			t.Errorf("the leader that had it in its log: %v, want %v", err, ErrFormat)
		}
	})
}

func TestHeaderOfAnotherFormat(t *testing.T) {
	good := encodeProposal(3, []byte("a"))
	for _, c := range []struct {
		name  string
		entry raft.Log
		known bool
	}{
		{"ours", raft.Log{Type: raft.LogCommand, Data: good}, true},
		{"raft's own", raft.Log{Type: raft.LogNoop}, true},
		{"another version", raft.Log{Type: raft.LogCommand, Data: append([]byte{entryVersion + 1}, good[1:]...)}, false},
		{"too short", raft.Log{Type: raft.LogCommand, Data: good[:proposalHeader-1]}, false},
		{"empty", raft.Log{Type: raft.LogCommand}, false},
	} {
		if err := knows(&record{}, &c.entry); (err == nil) != c.known || err != nil && !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v, want it known: %t", c.name, err, c.known)
		}
	}
}

func TestSnapshotOfAnotherFormat(t *testing.T) {
	snapshots := raft.NewInmemSnapshotStore()
	c := &Cluster{cfg: Config{Snapshots: snapshots}}
	if err := c.checkSnapshot(&record{}); err != nil {
		t.Errorf("without a snapshot: %v", err)
	}
	for content, known := range map[string]bool{"state": true, unknown + "state": false} {
		sink, err := snapshots.Create(raft.SnapshotVersionMax, 7, 2, raft.Configuration{}, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sink.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
		if err := sink.Close(); err != nil {
			t.Fatal(err)
		}
		if err := c.checkSnapshot(&record{}); (err == nil) != known || err != nil && !errors.Is(err, ErrFormat) {
			t.Errorf("snapshot %q: %v, want it known: %t", content, err, known)
		}
	}
}

// A store of another version is no damaged one: its member must not be told to empty its folder.
func TestStoreOfAnotherFormat(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "log")
	s, err := OpenStore(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.StoreLog(&raft.Log{Index: 1, Term: 1}), s.Close()); err != nil {
		t.Fatal(err)
	}
	db, err := leveldb.OpenFile(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(db.Put(keyVersion, []byte{formatVersion + 1}, nil), db.Put(logKey(1), []byte("of another layout"), nil), db.Close())
	if err != nil {
		t.Fatal(err)
	}
	if s, err = OpenStore(dir, nil); err == nil {
		s.Close()
	}
	if !errors.Is(err, ErrFormat) || errors.Is(err, ErrDamaged) {
		t.Errorf("got %v, want %v", err, ErrFormat)
	}
}
