// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"errors"
	"fmt"
	"io"

	"github.com/hashicorp/raft"
)

// ErrFormat is something in the log, or a snapshot, that this build does not know how to read. The member stops
// before it does anything with it: to pass over what the others execute would lead to another chain.
var ErrFormat = errors.New("written in a format that this build does not read")

// knows returns an ErrFormat if an entry of raft's log is of ours, and of a format that is not known.
func knows(machine Machine, entry *raft.Log) error {
	if entry.Type != raft.LogCommand {
		return nil
	}
	if len(entry.Data) < proposalHeader || entry.Data[0] != entryVersion {
		return fmt.Errorf("log entry %d: %w: its header is %x, want version %d", entry.Index, ErrFormat, entry.Data[:min(len(entry.Data), proposalHeader)], entryVersion)
	}
	if err := machine.Known(entry.Data[proposalHeader:]); err != nil {
		return fmt.Errorf("log entry %d: %w: %w", entry.Index, ErrFormat, err)
	}
	return nil
}

// checkFormats looks through all that is on disk. It comes before raft reads any of it, and before anybody is talked
// to.
func (c *Cluster) checkFormats(machine Machine) error {
	if err := c.checkSnapshot(machine); err != nil {
		return err
	}
	first, err := c.logs.FirstIndex()
	if err != nil {
		return err
	}
	last, err := c.logs.LastIndex()
	if err != nil || last == 0 {
		return err
	}
	var entry raft.Log
	for index := first; index <= last; index++ {
		if err := c.logs.GetLog(index, &entry); err != nil {
			return fmt.Errorf("read log entry %d: %w", index, err)
		}
		if err := knows(machine, &entry); err != nil {
			return err
		}
	}
	return nil
}

// checkSnapshot looks at the snapshot that raft will begin with.
func (c *Cluster) checkSnapshot(machine Machine) error {
	base, err := c.sound()
	if err != nil || base == nil {
		return err
	}
	_, content, err := c.cfg.Snapshots.Open(base.ID)
	if err != nil {
		return fmt.Errorf("open snapshot %s: %w", base.ID, err)
	}
	defer content.Close()
	data, err := io.ReadAll(content)
	if err != nil {
		return fmt.Errorf("read snapshot %s: %w", base.ID, err)
	}
	return knowsSnapshot(machine, base.Index, data)
}

func knowsSnapshot(machine Machine, index uint64, data []byte) error {
	if err := machine.Known(data); err != nil {
		return fmt.Errorf("snapshot at log entry %d: %w: %w", index, ErrFormat, err)
	}
	return nil
}
