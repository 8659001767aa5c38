package cluster

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"sync"

	"github.com/syndtr/goleveldb/leveldb/storage"
)

// disk is a goleveldb storage that knows what a power cut would leave: bytes are safe once synced, names once the folder is.
type disk struct {
	mu    sync.Mutex
	files map[storage.FileDesc]*diskFile
	meta  storage.FileDesc // goleveldb's CURRENT: written aside, synced, renamed, folder synced, so always safe
	left  int              // writes until the power goes; negative: it stays
	kept  map[storage.FileDesc]*diskFile
}

type diskFile struct {
	data   []byte
	synced int // data[:synced] is safe
}

var errPower = errors.New("no power")

func newDisk() *disk {
	return &disk{files: map[storage.FileDesc]*diskFile{}, kept: map[storage.FileDesc]*diskFile{}, left: -1}
}

// spend counts a change; d.mu is held.
func (d *disk) spend() error {
	if d.left == 0 {
		return errPower
	}
	if d.left > 0 {
		d.left--
	}
	return nil
}

// syncFolder makes all names safe.
func (d *disk) syncFolder() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.spend(); err != nil {
		return err
	}
	d.keep()
	return nil
}

func (d *disk) keep() {
	d.kept = map[storage.FileDesc]*diskFile{}
	for fd, f := range d.files {
		d.kept[fd] = f
	}
}

const sector = 512

// afterPowerCut is the disk as it may look when power is back: of unsynced bytes any sectors may be there, unsynced new
// names may be gone, unsynced removals undone.
func (d *disk) afterPowerCut(rng *rand.Rand) *disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	after := newDisk()
	after.meta = d.meta
	names := map[storage.FileDesc]*diskFile{}
	for fd, f := range d.kept {
		if _, removed := d.files[fd]; !removed || rng.IntN(2) == 0 {
			names[fd] = f
		}
	}
	for fd, f := range d.files {
		if _, safe := d.kept[fd]; safe || rng.IntN(2) == 0 {
			names[fd] = f
		}
	}
	for fd, f := range names {
		after.files[fd] = &diskFile{data: torn(f, rng)}
	}
	for _, f := range after.files {
		f.synced = len(f.data)
	}
	after.keep()
	return after
}

func torn(f *diskFile, rng *rand.Rand) []byte {
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

// clone copies a disk nobody writes to.
func (d *disk) clone() *disk {
	c := newDisk()
	c.meta = d.meta
	for fd, f := range d.files {
		c.files[fd] = &diskFile{data: bytes.Clone(f.data), synced: len(f.data)}
	}
	c.keep()
	return c
}

func (d *disk) open(fail func(error)) (*Store, error) {
	return openStore(soundStorage{d, d.syncFolder}, 32<<10, fail) // tables after a few entries
}

type unlocked struct{}

func (unlocked) Unlock() {}

func (d *disk) Lock() (storage.Locker, error) { return unlocked{}, nil }
func (d *disk) Log(string)                    {}
func (d *disk) Close() error                  { return nil }

func (d *disk) SetMeta(fd storage.FileDesc) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.spend(); err != nil {
		return err
	}
	d.meta = fd
	d.keep()
	return nil
}

func (d *disk) GetMeta() (storage.FileDesc, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.files[d.meta]; !ok || d.meta.Zero() {
		return storage.FileDesc{}, os.ErrNotExist
	}
	return d.meta, nil
}

func (d *disk) List(kinds storage.FileType) ([]storage.FileDesc, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var fds []storage.FileDesc
	for fd := range d.files {
		if fd.Type&kinds != 0 {
			fds = append(fds, fd)
		}
	}
	return fds, nil
}

func (d *disk) Open(fd storage.FileDesc) (storage.Reader, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f, ok := d.files[fd]
	if !ok {
		return nil, os.ErrNotExist
	}
	return memoryFile{bytes.NewReader(bytes.Clone(f.data))}, nil
}

func (d *disk) Create(fd storage.FileDesc) (storage.Writer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.spend(); err != nil {
		return nil, err
	}
	f := new(diskFile)
	d.files[fd] = f
	return &diskWriter{d, f}, nil
}

func (d *disk) Remove(fd storage.FileDesc) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.spend(); err != nil {
		return err
	}
	delete(d.files, fd)
	return nil
}

func (d *disk) Rename(from, to storage.FileDesc) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.spend(); err != nil {
		return err
	}
	d.files[to] = d.files[from]
	delete(d.files, from)
	return nil
}

type diskWriter struct {
	d *disk
	f *diskFile
}

func (w *diskWriter) Write(p []byte) (int, error) {
	w.d.mu.Lock()
	defer w.d.mu.Unlock()
	if err := w.d.spend(); err != nil {
		return 0, err
	}
	w.f.data = append(w.f.data, p...)
	return len(p), nil
}

func (w *diskWriter) Sync() error {
	w.d.mu.Lock()
	defer w.d.mu.Unlock()
	if err := w.d.spend(); err != nil {
		return err
	}
	w.f.synced = len(w.f.data)
	return nil
}

func (w *diskWriter) Close() error { return nil }

// flip changes one bit of one file and says where.
func (d *disk) flip(rng *rand.Rand) string {
	var fds []storage.FileDesc
	for fd, f := range d.files {
		if len(f.data) > 0 {
			fds = append(fds, fd)
		}
	}
	slices.SortFunc(fds, func(a, b storage.FileDesc) int { return cmp.Compare(a.Num, b.Num) })
	fd := fds[rng.IntN(len(fds))]
	data := d.files[fd].data
	at := rng.IntN(len(data))
	data[at] ^= 1 << rng.IntN(8)
	return fmt.Sprintf("%s at %d of %d", fd, at, len(data))
}
