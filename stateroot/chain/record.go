// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethdb"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/chain/sound"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
)

// All keys that Adit adds to go-ethereum's database. Their format, records and notes alike, is the folder's
// (format.go).
//
//	"adit-block-"  ‖ block hash 32   → RLP(record)
//	"adit-charge-" ‖ block hash 32   → what the proof meter read 8, see Charge; of blocks that were made here
//	"adit-note-"   ‖ name            → bytes of a stage (its position), see Note
var (
	recordPrefix = []byte("adit-block-")
	chargePrefix = []byte("adit-charge-")
	notePrefix   = []byte("adit-note-")
)

// record is what a block's header does not say. It follows from the block's inputs, so it is the same on every node.
type record struct {
	Consumed  uint64
	ForcedAt  uint64 // transition.Cursor.Forced
	Acc       common.Hash
	ForcedTxs uint64             // transactions at the top that were forced
	Messages  []l1anchor.Message // newly consumed
	Dropped   []transition.Drop
}

func (r *record) cursor() transition.Cursor {
	return transition.Cursor{Consumed: r.Consumed, Forced: r.ForcedAt, Acc: r.Acc}
}

func recordOf(b *transition.Block, messages []l1anchor.Message) *record {
	return &record{
		Consumed: b.Consumed, ForcedAt: b.Cursor.Forced, Acc: b.Acc,
		ForcedTxs: uint64(b.Forced), Messages: messages, Dropped: b.Dropped,
	}
}

func recordKey(hash common.Hash) []byte { return append(bytes.Clone(recordPrefix), hash[:]...) }

func (c *Chain) record(hash common.Hash) (*record, error) {
	key := recordKey(hash)
	if ok, err := c.db.Has(key); err != nil {
		return nil, fmt.Errorf("record of L2 block %s: %w", hash, damaged(err))
	} else if !ok {
		return nil, fmt.Errorf("record of %w %s", ErrUnknown, hash)
	}
	enc, err := c.db.Get(key)
	if err != nil {
		return nil, fmt.Errorf("record of L2 block %s: %w", hash, damaged(err))
	}
	r := new(record)
	if err := rlp.DecodeBytes(enc, r); err != nil {
		return nil, fmt.Errorf("record of L2 block %s: %w: %w", hash, ErrDamaged, err)
	}
	return r, nil
}

func (c *Chain) writeRecord(w ethdb.KeyValueWriter, hash common.Hash, r *record) error {
	enc, err := rlp.EncodeToBytes(r)
	if err != nil {
		return fmt.Errorf("encode record of L2 block %s: %w", hash, err)
	}
	if err := w.Put(recordKey(hash), enc); err != nil {
		return fmt.Errorf("write record of L2 block %s: %w", hash, err)
	}
	return nil
}

// Note reads bytes that a stage keeps beside the chain, such as how far it has come on L1; nil when there are none.
func (c *Chain) Note(name string) ([]byte, error) {
	key := append(bytes.Clone(notePrefix), name...)
	ok, err := c.db.Has(key)
	if err != nil || !ok {
		return nil, damaged(err)
	}
	value, err := c.db.Get(key)
	return value, damaged(err)
}

// SetNote replaces the note of that name.
func (c *Chain) SetNote(name string, value []byte) error {
	if err := c.db.Put(append(bytes.Clone(notePrefix), name...), value); err != nil {
		return fmt.Errorf("write note %s: %w", name, err)
	}
	return nil
}

// ErrOther is a folder that holds the chain of another rollup. Nothing in it has been touched.
var ErrOther = errors.New("the L2 chain of another rollup")

// checkRollup refuses a folder that was begun for another rollup, and marks a new one.
func checkRollup(file string, rollup *params.Params) error {
	want := rollup.Hash()
	have, err := os.ReadFile(file)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if err := writeWhole(file, want.Hex()+"\n"); err != nil {
			return fmt.Errorf("mark the folder with its rollup: %w", err)
		}
		return nil
	case err != nil:
		return fmt.Errorf("which rollup is in this folder: %w", err)
	case string(bytes.TrimSpace(have)) != want.Hex():
		return fmt.Errorf("%w: the folder %s holds that of rollup %s, the rollup file describes %s: use another folder or the right rollup file",
			ErrOther, filepath.Dir(file), bytes.TrimSpace(have), want.Hex())
	}
	return nil
}

// writeWhole makes a file that is there with all that is in it, or not at all.
func writeWhole(file, text string) error {
	draft := file + ".tmp"
	if err := os.WriteFile(draft, []byte(text), 0o600); err != nil {
		return err
	}
	if err := syncFile(draft); err != nil {
		return err
	}
	if err := os.Rename(draft, file); err != nil {
		return err
	}
	return sound.SyncFolder(filepath.Dir(file))
}
