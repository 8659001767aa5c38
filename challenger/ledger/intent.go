// SPDX-License-Identifier: Apache-2.0

package ledger

import (
	"fmt"

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
