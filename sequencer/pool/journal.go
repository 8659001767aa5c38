// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
)

// journal is the file in which kept transactions outlive the process. It is only appended to, and written anew when
// it has grown to twice what it need hold. Nobody waits for the disk: the next listing of kept transactions syncs
// what was added. The RPC server lists them every 10 s, to offer them to the leader. A power cut takes at most what
// came since, and none of it is acknowledged. A nil journal keeps nothing.
type journal struct {
	path string

	mu    sync.Mutex // guards what follows
	file  *os.File
	size  int64 // of the file
	whole int64 // of the file when it was written anew
	dirty bool  // something was added since it was synced
}

// record is one kept transaction.
type record struct {
	Since uint64 // Unix time, seconds
	Tx    *types.Transaction
}

// shrinkAbove is the size below which a journal is left as it is.
const shrinkAbove = 1 << 20

// openJournal reads what a journal holds. What is incomplete at its end was being written when the process died.
func openJournal(path string) (j *journal, kept []record, err error) {
	f, err := os.Open(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, nil, fmt.Errorf("journal of kept transactions: %w", err)
	}
	if err == nil {
		defer f.Close()
		for s := rlp.NewStream(bufio.NewReader(f), 0); ; {
			var r record
			if s.Decode(&r) != nil {
				break
			}
			kept = append(kept, r)
		}
	}
	return &journal{path: path}, kept, nil
}

// add appends a transaction.
func (j *journal) add(tx *types.Transaction, since time.Time) error {
	if j == nil {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.append(record{Since: uint64(since.Unix()), Tx: tx})
}

func (j *journal) append(r record) error {
	enc, err := rlp.EncodeToBytes(&r)
	if err == nil && j.file == nil {
		j.file, err = os.OpenFile(j.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	}
	if err == nil {
		_, err = j.file.Write(enc)
	}
	if err != nil {
		return fmt.Errorf("journal of kept transactions: %w", err)
	}
	j.size, j.dirty = j.size+int64(len(enc)), true
	return nil
}

// shrink writes the journal anew when most of it is of no use any more. If that fails the old one stays.
func (j *journal) shrink(records func() []record) {
	if j == nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.size > shrinkAbove && j.size > 2*j.whole {
		_ = j.rewrite(records())
	}
}

// sync makes sure that what was added survives a power cut. Additions do not wait for it.
func (j *journal) sync() error {
	if j == nil {
		return nil
	}
	j.mu.Lock()
	file, dirty := j.file, j.dirty
	j.dirty = false
	j.mu.Unlock()
	if file == nil || !dirty {
		return nil
	}
	err := syncFile(file)
	if err == nil || errors.Is(err, os.ErrClosed) { // written anew, and synced then
		return nil
	}
	j.mu.Lock()
	j.dirty = true
	j.mu.Unlock()
	return fmt.Errorf("journal of kept transactions: %w", err)
}

// syncFile is replaced by tests.
var syncFile = (*os.File).Sync

// rewrite replaces the file by one with the given records. That one is on the disk before it takes the other's place,
// so a power cut leaves one of the two.
func (j *journal) rewrite(records []record) error {
	fresh := &journal{path: j.path + ".new"}
	if err := os.Remove(fresh.path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("journal of kept transactions: %w", err)
	}
	for _, r := range records {
		if err := fresh.append(r); err != nil {
			fresh.close()
			return err
		}
	}
	if fresh.size == 0 {
		if err := os.WriteFile(fresh.path, nil, 0o600); err != nil {
			return fmt.Errorf("journal of kept transactions: %w", err)
		}
	}
	err := fresh.sync()
	fresh.close()
	if err != nil {
		return err
	}
	if err := os.Rename(fresh.path, j.path); err != nil {
		return fmt.Errorf("journal of kept transactions: %w", err)
	}
	j.close()
	j.size, j.whole, j.dirty = fresh.size, fresh.size, false
	return syncFolder(filepath.Dir(j.path))
}

// syncFolder makes names in a folder survive a power cut.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("journal of kept transactions: %w", err)
	}
	defer f.Close()
	if err := syncFile(f); err != nil {
		return fmt.Errorf("journal of kept transactions: %w", err)
	}
	return nil
}

func (j *journal) close() {
	if j.file != nil {
		_ = j.file.Close()
		j.file = nil
	}
}

// UseJournal has kept transactions outlive the process in a file, and takes up those that are there. It must be
// called before anything else. What has run meanwhile goes with the next Kept.
func (p *Pool) UseJournal(path string) error {
	j, kept, err := openJournal(path)
	if err != nil {
		return err
	}
	for _, r := range kept {
		e, err := p.newEntry(r.Tx)
		if err != nil {
			continue // of another chain: the folder was used before
		}
		e.since, e.kept = time.Unix(int64(r.Since), 0), true
		_, _ = p.keep(e) // one that has no room any more, or gave way to another, is dropped
	}
	p.journal = j
	return j.rewrite(p.records())
}
