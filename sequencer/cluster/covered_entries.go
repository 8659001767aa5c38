// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"errors"
	"fmt"

	"github.com/hashicorp/raft"
)

// A leader may offer entries from further back than this member's log begins: it thinks that the member has less, or
// was misled by an append that failed. Raft only looks up the entry before them in the log, does not find it and says
// no, and the leader goes back further and sends its own snapshot. The member has all of that already, so this would
// go on for ever. But what a snapshot of the member holds is committed, and who leads has it, too: the entries can be
// taken from behind it, as if they had been offered so (Raft paper, section 7).

// skipCovered leaves out of a request what the newest snapshot holds, if the log does not reach back to where the
// request begins.
func (t *filteredTransport) skipCovered(request *raft.AppendEntriesRequest) error {
	first, err := t.logs.FirstIndex()
	if err != nil || first != 0 && request.PrevLogEntry >= first {
		return err
	}
	base, err := newest(t.snapshots)
	if err != nil || base == nil || request.PrevLogEntry >= base.Index {
		return err
	}
	for len(request.Entries) > 0 && request.Entries[0].Index <= base.Index {
		request.Entries = request.Entries[1:]
	}
	request.PrevLogEntry, request.PrevLogTerm = base.Index, base.Term
	// What follows here may be of another leader: no more is committed than is shown to agree.
	request.LeaderCommitIndex = min(request.LeaderCommitIndex, base.Index+uint64(len(request.Entries)))
	return nil
}

// newest is the newest snapshot, nil when there is none.
func newest(s raft.SnapshotStore) (*raft.SnapshotMeta, error) {
	list, err := s.List()
	if err != nil {
		return nil, fmt.Errorf("list snapshots: %w", err)
	}
	if len(list) == 0 {
		return nil, nil
	}
	return list[0], nil
}

// rootedLogs is the log as raft sees it: one that stands on the newest snapshot.
type rootedLogs struct {
	*busyLogs
	snapshots raft.SnapshotStore
}

// GetLog implements raft.LogStore. It knows the term of the entry that the snapshot ends with, which raft asks for,
// when the log begins behind it.
func (l rootedLogs) GetLog(index uint64, into *raft.Log) error {
	err := l.busyLogs.GetLog(index, into)
	if !errors.Is(err, raft.ErrLogNotFound) {
		return err
	}
	// A leader does not send it on like any other entry, since it looks up the one before it first.
	if base, listErr := newest(l.snapshots); listErr == nil && base != nil && base.Index == index {
		*into = raft.Log{Index: base.Index, Term: base.Term, Type: raft.LogNoop}
		return nil
	}
	return err
}

// DeleteRange implements raft.LogStore. With a snapshot raft deletes all of the log, but goes on as if entries behind
// the snapshot were still there, and refuses those of a leader in their place (hashicorp/raft#697). So they stay,
// until those displace them.
func (l rootedLogs) DeleteRange(lo, hi uint64) error {
	if base, err := newest(l.snapshots); err == nil && base != nil && lo <= base.Index {
		hi = min(hi, base.Index)
	}
	return l.busyLogs.DeleteRange(lo, hi)
}

// dropStale empties a log that the newest snapshot has replaced: it ends before that, or has another entry in its
// place. The process ended when it had the snapshot and not yet deleted the log, to which nothing could be added. It
// comes before raft begins, which reads the end of the log once.
func (c *Cluster) dropStale() error {
	first, err := c.logs.FirstIndex()
	if err != nil {
		return err
	}
	last, err := c.logs.LastIndex()
	if err != nil {
		return err
	}
	base, err := c.sound()
	if err != nil || base == nil || last == 0 || first > base.Index {
		return err
	}
	if last >= base.Index {
		var entry raft.Log
		if err := c.logs.GetLog(base.Index, &entry); err != nil || entry.Term == base.Term {
			return err
		}
	}
	c.log.Info("dropping the log, which a snapshot has replaced", "from", first, "to", last, "snapshot", base.Index)
	return c.logs.DeleteRange(first, last)
}

// sound is the newest snapshot that is not damaged, with which raft will begin; nil when there is none.
func (c *Cluster) sound() (*raft.SnapshotMeta, error) {
	list, err := c.cfg.Snapshots.List()
	if err != nil {
		return nil, fmt.Errorf("list snapshots: %w", err)
	}
	for _, meta := range list {
		if _, content, err := c.cfg.Snapshots.Open(meta.ID); err == nil {
			return meta, content.Close()
		}
	}
	return nil, nil
}
