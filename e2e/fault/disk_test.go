// SPDX-License-Identifier: Apache-2.0

package fault

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

func disk(t *testing.T) *Disk {
	t.Helper()
	needs(t, "mkfs.ext4", "mount", "fsfreeze")
	if _, err := os.Stat("/dev/loop-control"); err != nil {
		t.Skipf("no loop devices: %v", err)
	}
	d, err := NewDisk(filepath.Join(t.TempDir(), "disk"), 32)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// write is a synced write of a megabyte.
func write(d *Disk, name string) error {
	file, err := os.Create(filepath.Join(d.folder, name))
	if err != nil {
		return err
	}
	_, err = file.Write(make([]byte, 1<<20))
	return errors.Join(err, file.Sync(), file.Close())
}

func TestFill(t *testing.T) {
	d := disk(t)
	if err := write(d, "before"); err != nil {
		t.Fatal(err)
	}
	empty, err := Fill(d, "us").Do()
	if err != nil {
		t.Fatal(err)
	}
	if err := write(d, "full"); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("write to a full disk: got %v, want %v", err, syscall.ENOSPC)
	}
	if err := empty(); err != nil {
		t.Fatal(err)
	}
	if err := write(d, "after"); err != nil {
		t.Errorf("write when there is room again: %v", err)
	}
}

func TestFreeze(t *testing.T) {
	d := disk(t)
	thaw, err := Freeze(d, "us").Do()
	if err != nil {
		t.Fatal(err)
	}
	written := make(chan error, 1)
	go func() { written <- write(d, "frozen") }()
	select {
	case err := <-written:
		t.Errorf("write to a frozen disk came back with %v", err)
	case <-time.After(300 * time.Millisecond):
	}
	if err := thaw(); err != nil {
		t.Fatal(err)
	}
	if err := <-written; err != nil {
		t.Errorf("write when the disk goes on: %v", err)
	}
}
