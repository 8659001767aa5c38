// SPDX-License-Identifier: Apache-2.0

package clustertest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/syndtr/goleveldb/leveldb/storage"
)

// ErrPower is what changes fail with once the power is gone.
var ErrPower = errors.New("no power")

// CutAfter lets that many more changes through and refuses all later ones with ErrPower; a negative number refuses
// none.
func (d *Disk) CutAfter(changes int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left = changes
}

// Fail makes every change fail with err until it is told nil.
func (d *Disk) Fail(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.broken = err
}

// Slow makes each sync take as long as delay says; nil: no time. goleveldb syncs its manifest under a lock that
// others may wait for, which would stop virtual time, so journals and tables are slow only. The same holds for Hang.
func (d *Disk) Slow(delay func() time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.delay = delay
}

// Hang lets no sync return until Resume.
func (d *Disk) Hang() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.hangs == nil {
		d.hangs = make(chan struct{})
	}
}

// Resume ends Hang.
func (d *Disk) Resume() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.hangs != nil {
		close(d.hangs)
		d.hangs = nil
	}
}

// Heal ends all that was done to the disk.
func (d *Disk) Heal() {
	d.CutAfter(-1)
	d.Fail(nil)
	d.Slow(nil)
	d.Resume()
}

// wait is what a sync costs.
func (d *Disk) wait() {
	d.mu.Lock()
	delay, hangs := d.delay, d.hangs
	d.mu.Unlock()
	if hangs != nil {
		<-hangs
	}
	if delay != nil {
		time.Sleep(delay())
	}
}

const sector = 512

// PowerCut is the disk as it may look when power is back: of unsynced bytes any sectors may be there, unsynced new
// names may be gone, unsynced removals undone.
func (d *Disk) PowerCut(rng *rand.Rand) *Disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	after := New()
	after.meta = d.meta
	for _, fd := range d.names() {
		f, there := d.files[fd]
		kept, safe := d.kept[fd]
		switch {
		case there && (safe || rng.IntN(2) == 0):
			after.files[fd] = &file{data: torn(f, rng)}
		case !there && rng.IntN(2) == 0:
			after.files[fd] = &file{data: torn(kept, rng)}
		}
	}
	for _, f := range after.files {
		f.synced = len(f.data)
	}
	after.keep()
	return after
}

// names are those of all files that are or may come back, in an order that does not depend on maps; d.mu is held.
func (d *Disk) names() []storage.FileDesc {
	var fds []storage.FileDesc
	for fd := range d.files {
		fds = append(fds, fd)
	}
	for fd := range d.kept {
		if _, there := d.files[fd]; !there {
			fds = append(fds, fd)
		}
	}
	slices.SortFunc(fds, func(a, b storage.FileDesc) int {
		return cmp.Or(cmp.Compare(a.Num, b.Num), cmp.Compare(a.Type, b.Type))
	})
	return fds
}

func torn(f *file, rng *rand.Rand) []byte {
	data := bytes.Clone(f.data)
	switch rng.IntN(3) {
	case 0: // nothing unsynced arrived
		return data[:f.synced]
	case 1: // a prefix did
		return data[:f.synced+rng.IntN(len(data)-f.synced+1)]
	}
	for at := f.synced; at < len(data); { // any sectors did
		end := min(at-at%sector+sector, len(data))
		if rng.IntN(2) == 0 {
			clear(data[at:end])
		}
		at = end
	}
	return data
}

// Clone is the disk as the next process finds it when the machine went on: all that was written can be read, and what
// was not synced still is not.
func (d *Disk) Clone() *Disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := New()
	c.meta = d.meta
	copies := map[*file]*file{}
	copyOf := func(f *file) *file {
		if copies[f] == nil {
			copies[f] = &file{data: bytes.Clone(f.data), synced: f.synced}
		}
		return copies[f]
	}
	for fd, f := range d.files {
		c.files[fd] = copyOf(f)
	}
	for fd, f := range d.kept {
		c.kept[fd] = copyOf(f)
	}
	return c
}

// Flip changes one bit of one file and says where.
func (d *Disk) Flip(rng *rand.Rand) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	fds := slices.DeleteFunc(d.names(), func(fd storage.FileDesc) bool {
		f, ok := d.files[fd]
		return !ok || len(f.data) == 0
	})
	fd := fds[rng.IntN(len(fds))]
	data := d.files[fd].data
	at := rng.IntN(len(data))
	data[at] ^= 1 << rng.IntN(8)
	return fmt.Sprintf("%s at %d of %d", fd, at, len(data))
}
