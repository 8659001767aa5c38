// SPDX-License-Identifier: Apache-2.0

package node

import (
	"log/slog"
	"time"

	"golang.org/x/sys/unix"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/cmd/node/watch"
)

// facts is what a process that keeps the L2 chain knows of itself. What cannot be read is left out.
func (b *base) facts() *watch.Facts {
	s := b.deriver.Status()
	f := &watch.Facts{L1: &s, Disk: disk(b.data)}
	if head, err := b.chain.Head(); err == nil {
		f.Chain = &watch.Chain{Number: head.Number(), Hash: head.Hash(), Time: head.Time(), Damage: b.sweeper.found()}
		f.Chain.Work = s.Deep.Messages > head.Consumed || head.Forced < head.Consumed
		delay := time.Duration(b.rollup.ForceDelay) * time.Second
		f.Messages = &watch.Messages{Waiting: s.Tip.Messages - min(s.Tip.Consumed, s.Tip.Messages), Delay: delay, Sealed: head.Consumed > s.Tip.Consumed}
		if f.Messages.Waiting > 0 {
			if first, err := b.deriver.Range(s.Tip.Consumed, s.Tip.Consumed+1); err == nil {
				f.Messages.Oldest = first[0].Time
			}
		}
	}
	return f
}

// standing adds where the sealed chain stands to what L1 says.
func (b *base) standing(f *watch.Facts) {
	if f.Chain == nil {
		return
	}
	tip, deep := f.L1.Tip, f.L1.Deep
	if f.Chain.Number > tip.Number {
		if first, err := b.chain.HeadByNumber(tip.Number + 1); err == nil {
			f.Chain.Unposted = first.Time()
		}
	}
	if deep.Number > 0 && f.Chain.Number >= deep.Number {
		at, err := b.chain.HeadByNumber(deep.Number)
		f.Chain.Contradicted = err == nil && at.Hash() != deep.Head
	}
}

// disk measures the file system of a folder; nil when it cannot be measured.
func disk(dir string) *watch.Disk {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil || s.Blocks == 0 {
		return nil
	}
	return &watch.Disk{Free: s.Bavail * uint64(s.Bsize), Size: s.Blocks * uint64(s.Bsize)}
}

// facts is what a member knows of the set and of its own work.
func (m *Member) facts(q *inquiry) *watch.Set {
	s := &watch.Set{
		View: m.Cluster.Status(), Stage: m.Stage.Status(), Pool: m.Pool.Stats(), Room: m.cfg.Pool, Pressure: m.Pool.Pressure(),
		Trailing: m.cfg.Cluster.TrailingLogs,
	}
	s.Others = q.answers()
	s.Differ = m.Cluster.Differences()
	s.Expiry, _ = m.Cluster.Expiry()
	s.Rebases, s.Again = m.Stage.Rebases()
	return s
}

// watchBatcher watches a batcher.
func watchBatcher(cfg *BatcherConfig, b *batcher.Batcher, log *slog.Logger) *observed {
	gather := func() *watch.Facts {
		s := b.Status()
		return &watch.Facts{Batcher: &s}
	}
	return &observed{watch.New(watch.Batcher, cfg.Ops.Limits, gather, log), cfg.Ops, nil, log}
}
