// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/hashicorp/raft"
)

// Raft's heartbeats do not touch the disk, so a leader whose disk hangs stays leader for ever and commits nothing
// (hashicorp/raft #503). The watchdog ends the process instead.

// ErrDiskHangs is a synced write that did not come back in time.
var ErrDiskHangs = errors.New("disk hangs")

// watchTick is how often the watchdog looks. It counts looks, not time, so that a process that was stopped or a
// machine that was asleep does not find its disk slow.
const watchTick = 100 * time.Millisecond

const probeFile = "probe"

// probe is a synced write of a few bytes in dir, counted so that each differs.
type probe struct {
	path  string
	count uint64
}

func (p *probe) run() error {
	p.count++
	f, err := os.OpenFile(p.path, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("disk probe: %w", err)
	}
	_, err = f.WriteAt(binary.BigEndian.AppendUint64(nil, p.count), 0)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("disk probe: %w", err)
	}
	return nil
}

// watch probes the disk with write, if not nil, once per limit/3, and looks after the log's own writes until ctx
// ends. It returns ErrDiskHangs, or a probe's error.
func watch(ctx context.Context, write func() error, busy *busyLogs, limit time.Duration) error {
	var (
		patience = int(limit/watchTick) + 1
		pause    = int(limit / watchTick / 3)
		done     = make(chan error, 1)
		running  bool
		ticks    int // of the running probe, or since the last one
		stuck    int // looks at the same unfinished write of the log
		seen     uint64
	)
	tick := time.NewTicker(watchTick)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-done:
			if err != nil {
				return err
			}
			running, ticks = false, 0
		case <-tick.C:
			ticks++
			if now := busy.writing(); now != 0 && now == seen {
				stuck++
			} else {
				seen, stuck = now, 0
			}
			if running && ticks > patience || stuck > patience {
				return fmt.Errorf("%w: a write takes longer than %s", ErrDiskHangs, limit)
			}
			if write != nil && !running && ticks >= pause {
				running, ticks = true, 0
				go func() { done <- write() }()
			}
		}
	}
}

// busyLogs passes on to a LogStore and knows whether a write is under way. Raft writes from one goroutine at a time,
// but for the deletion of old entries.
type busyLogs struct {
	LogStore
	fail    func(error)   // ends the member
	mayVote func() bool   // whether a vote may be written; nil: it may
	begun   atomic.Uint64 // number of the newest write
	open    atomic.Int64  // writes under way
}

// writing is the number of the newest write while any is under way, otherwise 0.
func (b *busyLogs) writing() uint64 {
	if b.open.Load() == 0 {
		return 0
	}
	return b.begun.Load()
}

func (b *busyLogs) during(write func() error) error {
	b.begun.Add(1)
	b.open.Add(1)
	defer b.open.Add(-1)
	return write()
}

// IsMonotonic implements raft.MonotonicLogStore.
func (b *busyLogs) IsMonotonic() bool {
	m, ok := b.LogStore.(raft.MonotonicLogStore)
	return ok && m.IsMonotonic()
}

// StoreLog implements raft.LogStore.
func (b *busyLogs) StoreLog(l *raft.Log) error { return b.StoreLogs([]*raft.Log{l}) }

// StoreLogs implements raft.LogStore.
func (b *busyLogs) StoreLogs(logs []*raft.Log) error {
	return b.during(func() error { return b.LogStore.StoreLogs(logs) })
}

// DeleteRange implements raft.LogStore.
func (b *busyLogs) DeleteRange(lo, hi uint64) error {
	return b.during(func() error { return b.LogStore.DeleteRange(lo, hi) })
}

// Set implements raft.StableStore.
func (b *busyLogs) Set(key, value []byte) error {
	if err := b.refuses(key); err != nil {
		return err
	}
	return b.during(func() error { return b.LogStore.Set(key, value) })
}

// refuses keeps votes off the disk, and so from being given, while the member must not vote, not even for itself.
func (b *busyLogs) refuses(key []byte) error {
	if vote := string(key) == keyVote || string(key) == keyVoteTerm; vote && b.mayVote != nil && !b.mayVote() {
		return errNoPart
	}
	return nil
}

// SetUint64 implements raft.StableStore. A term that cannot be written is not an error to raft, which would panic:
// the member ends in order instead. Nothing can rest on that term meanwhile, since votes and entries need a write
// too.
func (b *busyLogs) SetUint64(key []byte, value uint64) error {
	if err := b.refuses(key); err != nil {
		return err
	}
	err := b.during(func() error { return b.LogStore.SetUint64(key, value) })
	if err != nil && string(key) == keyTerm {
		b.fail(err)
		return nil
	}
	return err
}

func newProbe(dir string) *probe { return &probe{path: filepath.Join(dir, probeFile)} }
