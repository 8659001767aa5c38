// SPDX-License-Identifier: Apache-2.0

package clustertest

import (
	"bytes"
	"errors"
	"os"
	"sync"
	"time"

	"github.com/syndtr/goleveldb/leveldb/storage"
)

// Disk is a goleveldb storage that knows what a power cut would leave: bytes are safe once synced, names once the
// folder is. It can be told to fail, to be slow and to hang. A Disk belongs to one life of a process; PowerCut and
// Clone give what the next life finds, while the old one may end in its own time on what it had.
type Disk struct {
	mu     sync.Mutex
	files  map[storage.FileDesc]*file
	meta   storage.FileDesc // goleveldb's CURRENT: written aside, synced, renamed, folder synced, so always safe
	kept   map[storage.FileDesc]*file
	left   int                  // changes until the power goes; negative: it stays
	broken error                // what every change fails with
	delay  func() time.Duration // of a sync; nil: none
	hangs  chan struct{}        // closed when syncs go on; nil: they do
}

type file struct {
	data   []byte
	synced int // data[:synced] is safe
}

// New is an empty disk.
func New() *Disk {
	return &Disk{files: map[storage.FileDesc]*file{}, kept: map[storage.FileDesc]*file{}, left: -1}
}

// spend counts a change, or says why there is none; d.mu is held.
func (d *Disk) spend() error {
	if d.broken != nil {
		return d.broken
	}
	if d.left == 0 {
		return ErrPower
	}
	if d.left > 0 {
		d.left--
	}
	return nil
}

// SyncFolder makes all names safe.
func (d *Disk) SyncFolder() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.spend(); err != nil {
		return err
	}
	d.keep()
	return nil
}

func (d *Disk) keep() {
	d.kept = map[storage.FileDesc]*file{}
	for fd, f := range d.files {
		d.kept[fd] = f
	}
}

// Probe is a synced write of a few bytes beside the files.
func (d *Disk) Probe() error {
	d.wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.spend()
}

type unlocked struct{}

func (unlocked) Unlock() {}

// Lock implements storage.Storage. A process that has died holds no lock, and two that live do not share a Disk.
func (d *Disk) Lock() (storage.Locker, error) { return unlocked{}, nil }

// Log implements storage.Storage.
func (d *Disk) Log(string) {}

// Close implements storage.Storage.
func (d *Disk) Close() error { return nil }

// SetMeta implements storage.Storage.
func (d *Disk) SetMeta(fd storage.FileDesc) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.spend(); err != nil {
		return err
	}
	d.meta = fd
	d.keep()
	return nil
}

// GetMeta implements storage.Storage.
func (d *Disk) GetMeta() (storage.FileDesc, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.files[d.meta]; !ok || d.meta.Zero() {
		return storage.FileDesc{}, os.ErrNotExist
	}
	return d.meta, nil
}

// List implements storage.Storage.
func (d *Disk) List(kinds storage.FileType) ([]storage.FileDesc, error) {
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

// Open implements storage.Storage.
func (d *Disk) Open(fd storage.FileDesc) (storage.Reader, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f, ok := d.files[fd]
	if !ok {
		return nil, os.ErrNotExist
	}
	return reader{bytes.NewReader(f.data[:len(f.data):len(f.data)])}, nil // files only grow
}

type reader struct{ *bytes.Reader }

func (reader) Close() error { return nil }

// Create implements storage.Storage.
func (d *Disk) Create(fd storage.FileDesc) (storage.Writer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.spend(); err != nil {
		return nil, err
	}
	f := new(file)
	d.files[fd] = f
	return &writer{d, f, fd.Type != storage.TypeManifest}, nil
}

// Remove implements storage.Storage.
func (d *Disk) Remove(fd storage.FileDesc) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.spend(); err != nil {
		return err
	}
	delete(d.files, fd)
	return nil
}

// Rename implements storage.Storage.
func (d *Disk) Rename(from, to storage.FileDesc) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.spend(); err != nil {
		return err
	}
	d.files[to] = d.files[from]
	delete(d.files, from)
	return nil
}

type writer struct {
	d     *Disk
	f     *file
	waits bool // for a slow or hung disk
}

// Write implements storage.Writer. On a disk that fails the first half arrives.
func (w *writer) Write(p []byte) (int, error) {
	w.d.mu.Lock()
	defer w.d.mu.Unlock()
	n, err := len(p), w.d.spend()
	if errors.Is(err, ErrPower) {
		return 0, err
	}
	if err != nil {
		n /= 2
	}
	w.f.data = append(w.f.data, p[:n]...)
	return n, err
}

// Sync implements storage.Syncer: what was written before is safe when it returns.
func (w *writer) Sync() error {
	w.d.mu.Lock()
	length := len(w.f.data)
	w.d.mu.Unlock()
	if w.waits {
		w.d.wait()
	}
	w.d.mu.Lock()
	defer w.d.mu.Unlock()
	if err := w.d.spend(); err != nil {
		return err
	}
	w.f.synced = max(w.f.synced, length)
	return nil
}

// Close implements io.Closer.
func (w *writer) Close() error { return nil }
