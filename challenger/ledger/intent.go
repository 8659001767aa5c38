// SPDX-License-Identifier: Apache-2.0

package ledger

import (
	"fmt"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// Intend notes what a challenger means to do, under a name; what had that name is replaced. It is on the disk when
// Intend returns, so that whoever does it afterwards knows of it behind a crash.
func (l *Ledger) Intend(name string, what []byte) error {
	if err := l.db.Put(intentAt(name), what, &opt.WriteOptions{Sync: true}); err != nil {
		return fmt.Errorf("write the intent %s to the ledger: %w", name, err)
	}
	return nil
}

// Forget removes the intents with these names. What a crash takes of it is there again, and does no harm.
func (l *Ledger) Forget(names ...string) error {
	batch := new(leveldb.Batch)
	for _, name := range names {
		batch.Delete(intentAt(name))
	}
	if err := l.db.Write(batch, nil); err != nil {
		return fmt.Errorf("remove %d intents from the ledger: %w", len(names), err)
	}
	return nil
}

// Intents gives all intents, by name.
func (l *Ledger) Intents(each func(name string, what []byte) error) error {
	it := l.db.NewIterator(util.BytesPrefix(intentKey), nil)
	defer it.Release()
	for it.Next() {
		name := string(it.Key()[len(intentKey):])
		if err := each(name, append([]byte{}, it.Value()...)); err != nil {
			return fmt.Errorf("read the intent %s of the ledger: %w", name, err)
		}
	}
	return it.Error()
}

func intentAt(name string) []byte { return append(append([]byte{}, intentKey...), name...) }
