// SPDX-License-Identifier: Apache-2.0

package fault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// Disk is a file system of its own below a folder, which can be full, or hang.
type Disk struct {
	folder string
	mount  *keeper
}

// NewDisk puts a disk of so many megabytes below an empty folder.
func NewDisk(folder string, megabytes int) (*Disk, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	image := folder + ".ext4"
	file, err := os.Create(image)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(file.Truncate(int64(megabytes)<<20), file.Close()); err != nil {
		return nil, err
	}
	// Nothing is set aside for root, which the processes run as.
	if err := run("mkfs.ext4", "-q", "-F", "-m", "0", image); err != nil {
		return nil, err
	}
	// The loop device goes with the mount. A process that is about to die may hold on to it: then it goes with that
	// one.
	mount, err := keep(fmt.Sprintf("umount %[1]q || umount --lazy %[1]q", folder))
	if err != nil {
		return nil, err
	}
	if err := run("mount", "-o", "loop", image, folder); err != nil {
		mount.undo() // fails, since there is nothing to undo
		return nil, err
	}
	return &Disk{folder: folder, mount: mount}, os.RemoveAll(filepath.Join(folder, "lost+found"))
}

// Close takes the disk away. What was on it is lost.
func (d *Disk) Close() error { return d.mount.undo() }

// fill is no space left on a disk.
type fill struct {
	disk *Disk
	name string
}

// Fill takes all the room that is left on a disk.
func Fill(d *Disk, name string) Fault { return fill{d, name} }

// String implements Fault.
func (f fill) String() string { return "fill the disk of " + f.name }

// Do implements Fault.
func (f fill) Do() (func() error, error) {
	ballast := filepath.Join(f.disk.folder, "ballast")
	file, err := os.Create(ballast)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	for size, at := int64(64<<20), int64(0); size >= 4096; {
		switch err := unix.Fallocate(int(file.Fd()), 0, at, size); {
		case err == nil:
			at += size
		case errors.Is(err, unix.ENOSPC):
			size /= 2
		case !errors.Is(err, unix.EINTR):
			return nil, fmt.Errorf("fill %s: %w", f.disk.folder, err)
		}
	}
	return func() error { return os.Remove(ballast) }, nil
}

// freeze is a disk that neither writes nor says no.
type freeze struct {
	disk *Disk
	name string
}

// Freeze lets a disk hang: whoever writes waits until it is taken back.
func Freeze(d *Disk, name string) Fault { return freeze{d, name} }

// String implements Fault.
func (f freeze) String() string { return "freeze the disk of " + f.name }

// Do implements Fault.
func (f freeze) Do() (func() error, error) {
	thaw, err := keep(fmt.Sprintf("fsfreeze --unfreeze %q", f.disk.folder))
	if err != nil {
		return nil, err
	}
	if err := run("fsfreeze", "--freeze", f.disk.folder); err != nil {
		return nil, errors.Join(err, thaw.undo())
	}
	return thaw.undo, nil
}
