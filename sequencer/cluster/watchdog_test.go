// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/raft"
)

// stuckLogs is a log whose writes can be made to hang.
type stuckLogs struct {
	*Store
	mu     sync.Mutex
	hang   chan struct{} // nil: writes go on
	refuse error         // what the next write fails with, once
}

func (s *stuckLogs) set(hang chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hang = hang
}

func (s *stuckLogs) StoreLogs(logs []*raft.Log) error {
	s.mu.Lock()
	hang := s.hang
	s.mu.Unlock()
	if hang != nil {
		<-hang
	}
	s.mu.Lock()
	refuse := s.refuse
	s.refuse = nil
	s.mu.Unlock()
	if refuse != nil {
		return refuse
	}
	return s.Store.StoreLogs(logs)
}

// A leader whose disk hangs goes on sending heartbeats (hashicorp/raft #503). It must leave, and another must lead.
func TestHungDisk(t *testing.T) {
	stores := map[string]*stuckLogs{}
	fatal := make(chan error, 3)
	n := trio(t, func(c *Config) {
		store, err := OpenStore(filepath.Join(c.Dir, logFolder), nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		stores[c.ID] = &stuckLogs{Store: store}
		c.Logs, c.DiskLimit = stores[c.ID], 500*time.Millisecond
		c.Fatal = func(err error) { fatal <- err }
	})
	lead, term := n.leader()
	n.propose(term, "a")

	hang := make(chan struct{})
	stores[lead.cfg.ID].set(hang)
	begin := time.Now()
	lost := term.Propose([]byte("lost or not"))
	delete(n.nodes, lead.cfg.ID)
	_, term2 := n.leader()
	n.propose(term2, "b")
	t.Logf("hung disk to next commit: %s", time.Since(begin).Round(time.Millisecond))

	if err := <-lead.run; !errors.Is(err, ErrDiskHangs) {
		t.Fatalf("run returned %v, want %v", err, ErrDiskHangs)
	}
	if err := <-fatal; !errors.Is(err, ErrDiskHangs) {
		t.Fatalf("fatal was told %v, want %v", err, ErrDiskHangs)
	}
	close(hang) // lets the process end
	lead.stop()
	if err := lead.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := lost.Wait(within(t)); !errors.Is(err, ErrUnknown) {
		t.Fatalf("proposal on the hung disk: %v, want %v", err, ErrUnknown)
	}
}

func TestWatch(t *testing.T) {
	const limit = 2 * time.Second
	broken := errors.New("no such device")
	for _, tc := range []struct {
		name  string
		write func(count int) error
		log   bool // a write of the log hangs
		want  error
		after time.Duration
	}{
		{name: "healthy", write: func(int) error { time.Sleep(limit / 2); return nil }},
		{name: "probe fails", write: func(n int) error {
			if n == 3 {
				return broken
			}
			return nil
		}, want: broken, after: 3 * limit},
		{name: "probe hangs", write: func(n int) error {
			if n == 3 {
				time.Sleep(time.Hour)
			}
			return nil
		}, want: ErrDiskHangs, after: 3 * limit},
		{name: "log hangs", write: func(int) error { return nil }, log: true, want: ErrDiskHangs, after: 2 * limit},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
				defer cancel()
				busy := &busyLogs{}
				if tc.log {
					go busy.during(func() error { time.Sleep(time.Hour); return nil })
				}
				begin, count := time.Now(), 0
				err := watch(ctx, func() error { count++; return tc.write(count) }, busy, limit)
				if !errors.Is(err, tc.want) {
					t.Fatalf("got %v, want %v", err, tc.want)
				}
				if took := time.Since(begin); tc.want != nil && took > tc.after {
					t.Fatalf("found after %s, want %s at most", took, tc.after)
				}
				time.Sleep(2 * time.Hour) // in this bubble's time: what hung ends
			})
		})
	}
}

func TestReserve(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, reserveFile)
	if err := takeReserve(dir, 1<<20); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != 1<<20 || info.Sys().(*syscall.Stat_t).Blocks*512 < 1<<20 {
		t.Fatalf("reserve %+v (%v)", info, err)
	}
	giveReserve(dir, errors.New("some other error"))
	if _, err := os.Stat(path); err != nil {
		t.Fatal("given up without need")
	}
	giveReserve(dir, &os.PathError{Op: "write", Err: syscall.ENOSPC})
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("kept on a full disk: %v", err)
	}
	if err := takeReserve(dir, 1<<60); !errors.Is(err, ErrDiskFull) && !errors.Is(err, syscall.EFBIG) {
		t.Fatalf("got %v, want %v", err, ErrDiskFull)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("half a reserve was left: %v", err)
	}
}
