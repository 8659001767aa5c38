// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/layeredpow/adit/stateroot/chain"
)

// cutChain is a chain that knows which part of its database's journal a power cut must leave.
type cutChain struct {
	*chain.Chain
	dir string

	mu   sync.Mutex
	file string // journal that was synced last
	safe int64  // bytes of it that are on disk for certain
}

// Sync implements sequencer.Chain.
func (c *cutChain) Sync() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.Chain.Sync(); err != nil {
		return err
	}
	file, size, err := c.journal()
	if err != nil {
		return err
	}
	c.file, c.safe = file, size
	return nil
}

// journal is the newest journal of the database: all that goleveldb has put into tables is synced.
func (c *cutChain) journal() (file string, size int64, err error) {
	err = filepath.WalkDir(c.dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // a table that became part of another
		}
		if err == nil && strings.HasSuffix(path, ".log") && strings.Contains(path, "chaindata") && path > file {
			file = path
		}
		return err
	})
	if err != nil || file == "" {
		return "", 0, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return "", 0, err
	}
	return file, info.Size(), nil
}

// cut is a power cut, once the database is closed: of what was not synced, some prefix is left.
func (c *cutChain) cut(random *rand.Rand) error {
	file, size, err := c.journal()
	if err != nil || file == "" {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	safe := int64(0)
	if file == c.file {
		safe = c.safe
	}
	if safe > size {
		return fmt.Errorf("%s has %d bytes, %d were synced", file, size, safe)
	}
	// Most often little is missing: the operating system writes back all the time.
	left := slices.Max([]int64{safe, size - random.Int64N(1+random.Int64N(1+size-safe))})
	return os.Truncate(file, left)
}
