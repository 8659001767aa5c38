// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/layeredpow/adit/stateroot/chain/sound"
)

// Sync returns when everything written so far survives a power cut. go-ethereum's own way to ask for that does nothing
// on this database. Only journals need it: goleveldb syncs a table before it drops the journal. Syncs are counted, last
// in what is synced and beside it, so that the next start can tell whether all of it is there.
func (c *Chain) Sync() error {
	c.syncing.Lock()
	defer c.syncing.Unlock()
	n, err := c.syncs()
	if err == nil {
		n++
		err = c.SetNote(syncsNote, binary.BigEndian.AppendUint64(nil, n))
	}
	if err == nil {
		err = c.sync()
	}
	if err == nil {
		err = writeWhole(c.syncsFile(), strconv.FormatUint(n, 10)+"\n")
	}
	if err != nil {
		return fmt.Errorf("sync L2 chain: %w", err)
	}
	return nil
}

const syncsNote = "syncs"

func (c *Chain) syncsFile() string { return filepath.Join(c.cfg.Dir, "syncs") }

// syncs is how many syncs the database knows of.
func (c *Chain) syncs() (uint64, error) {
	note, err := c.Note(syncsNote)
	if err != nil || note == nil {
		return 0, err
	}
	if len(note) != 8 {
		return 0, fmt.Errorf("number of syncs: %w", ErrDamaged)
	}
	return binary.BigEndian.Uint64(note), nil
}

// compareSyncs tells when the chain is older than it was when it was synced last, which no power cut does. It goes
// on: what is missing comes again.
func (c *Chain) compareSyncs() error {
	text, err := os.ReadFile(c.syncsFile())
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("number of syncs: %w", err)
	}
	have, err := c.syncs()
	if err != nil {
		return err
	}
	want, err := strconv.ParseUint(string(bytes.TrimSpace(text)), 10, 64)
	if err != nil || have < want {
		c.log.Error("the L2 chain on disk has lost what was synced: see to the disk. It goes on from an older moment, what is missing is "+
			"fetched from peers or derived from L1", "head", c.bc.CurrentBlock().Number, "syncs", have, "want", string(bytes.TrimSpace(text)))
	}
	return nil
}

func (c *Chain) sync() error {
	dir := c.stack.ResolvePath(database)
	journals, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		return err
	}
	for _, name := range journals {
		if err := c.fsync(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return sound.SyncFolder(dir)
}

func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
