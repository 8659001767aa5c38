// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// A full disk stops a member at once: a write of the log fails, and the process has to exit. To start again it needs
// room for the log's recovery. A reserve file holds that room; it is given up when the disk is full and taken again
// first thing at the next start, before anything else is touched.
const reserveFile = "reserve"

// ErrDiskFull is a disk without room for the reserve.
var ErrDiskFull = errors.New("disk is full")

// takeReserve makes sure that the reserve holds size bytes of disk. It fails with ErrDiskFull; then nothing was
// changed, and it can be tried again when there is room.
func takeReserve(dir string, size int64) error {
	if size < 0 {
		return nil
	}
	path := filepath.Join(dir, reserveFile)
	if info, err := os.Stat(path); err == nil && info.Size() == size {
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("make reserve file: %w", err)
	}
	err = syscall.Fallocate(int(f.Fd()), 0, 0, size)
	if errors.Is(err, syscall.EOPNOTSUPP) {
		err = writeZeros(f, size)
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		return nil
	}
	os.Remove(path)
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("%w: %d bytes are needed in %s to start: %w", ErrDiskFull, size, dir, err)
	}
	return fmt.Errorf("make reserve file: %w", err)
}

func writeZeros(f *os.File, size int64) error {
	zeros := make([]byte, 1<<20)
	for size > 0 {
		n, err := f.Write(zeros[:min(size, int64(len(zeros)))])
		if err != nil {
			return err
		}
		size -= int64(n)
	}
	return nil
}

// giveReserve frees the reserve if err is of a full disk.
func giveReserve(dir string, err error) {
	if errors.Is(err, syscall.ENOSPC) {
		os.Remove(filepath.Join(dir, reserveFile))
	}
}
