// SPDX-License-Identifier: Apache-2.0

package ots

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// Index knows for every address the transactions that have to do with it: it sent them, received them, was called,
// created, paid or destroyed in them. It follows the canonical chain block by block, forwards and backwards.
// Everything about one block is written in one step, so after a crash it stands at some block and goes on from there.
//
//	key                                       value
//	"a" address 20 · number 8 · position 4    nothing: the transaction at that position of that block
//	"b" number 8                              hash 32, then (position 4 · address 20) of every entry of the block
//	"h"                                       number 8 · hash 32 of the newest block in it
//	"v"                                       version of this form
type Index struct{ db *leveldb.DB }

const (
	indexForm  = 1
	entryBytes = 4 + common.AddressLength
	placeBytes = 8 + common.HashLength
)

var (
	headKey = []byte("h")
	formKey = []byte("v")
)

// place is a block.
type place struct {
	number uint64
	hash   common.Hash
}

// OpenIndex opens the index in a folder, or begins one behind the genesis block. Close must be called in the end.
func OpenIndex(dir string, genesis common.Hash) (*Index, error) {
	db, err := leveldb.OpenFile(dir, &opt.Options{Filter: nil, OpenFilesCacheCapacity: 64})
	if err != nil {
		return nil, fmt.Errorf("open the index of addresses in %s: %w; it can be removed, and is then made again", dir, err)
	}
	x := &Index{db}
	if err := x.begin(genesis); err != nil {
		return nil, errors.Join(fmt.Errorf("index of addresses in %s: %w", dir, err), db.Close())
	}
	return x, nil
}

// begin writes the genesis block into an empty index and refuses one of another chain or form.
func (x *Index) begin(genesis common.Hash) error {
	form, err := x.db.Get(formKey, nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		batch := new(leveldb.Batch)
		batch.Put(formKey, []byte{indexForm})
		put(batch, place{0, genesis}, nil)
		return x.db.Write(batch, &opt.WriteOptions{Sync: true})
	}
	if err != nil {
		return err
	}
	if !bytes.Equal(form, []byte{indexForm}) {
		return fmt.Errorf("form %x, this version knows %d: remove the folder, it is made again", form, indexForm)
	}
	first, err := blockHash(x.db, 0)
	if err == nil && first != genesis {
		err = fmt.Errorf("it begins with block %s and the chain with %s: remove the folder, it is made again", first, genesis)
	}
	return err
}

// Close closes the files.
func (x *Index) Close() error { return x.db.Close() }

// head is the newest block in the index.
func (x *Index) head() (place, error) {
	raw, err := x.db.Get(headKey, nil)
	if err != nil {
		return place{}, fmt.Errorf("head of the index: %w", err)
	}
	if len(raw) != placeBytes {
		return place{}, fmt.Errorf("head of the index has %d bytes, want %d", len(raw), placeBytes)
	}
	return place{binary.BigEndian.Uint64(raw), common.BytesToHash(raw[8:])}, nil
}

// add writes the block behind the head. touched has the addresses of each transaction.
func (x *Index) add(at place, touched [][]common.Address) error {
	batch := new(leveldb.Batch)
	put(batch, at, touched)
	return x.db.Write(batch, nil)
}

// put is all that a block means to the index.
func put(batch *leveldb.Batch, at place, touched [][]common.Address) {
	list := at.hash.Bytes()
	for position, addresses := range touched {
		for _, a := range addresses {
			batch.Put(entryKey(a, at.number, uint32(position)), nil)
			list = append(binary.BigEndian.AppendUint32(list, uint32(position)), a[:]...)
		}
	}
	batch.Put(blockKey(at.number), list)
	batch.Put(headKey, append(binary.BigEndian.AppendUint64(nil, at.number), at.hash[:]...))
}

// remove takes the newest block out, whose parent is given.
func (x *Index) remove(at place, parent common.Hash) error {
	list, err := x.db.Get(blockKey(at.number), nil)
	if err != nil {
		return fmt.Errorf("block %d of the index: %w", at.number, err)
	}
	if len(list) < common.HashLength || (len(list)-common.HashLength)%entryBytes != 0 {
		return fmt.Errorf("block %d of the index has %d bytes, which are no list of entries: remove the folder, it is made again", at.number, len(list))
	}
	batch := new(leveldb.Batch)
	for entry := range slices.Chunk(list[common.HashLength:], entryBytes) {
		position, address := binary.BigEndian.Uint32(entry), common.BytesToAddress(entry[4:])
		batch.Delete(entryKey(address, at.number, position))
	}
	batch.Delete(blockKey(at.number))
	batch.Put(headKey, append(binary.BigEndian.AppendUint64(nil, at.number-1), parent[:]...))
	return x.db.Write(batch, nil)
}

// blockHash is the hash of an indexed block, as a snapshot has it.
func blockHash(db leveldb.Reader, number uint64) (common.Hash, error) {
	raw, err := db.Get(blockKey(number), nil)
	if err == nil && len(raw) < common.HashLength {
		err = fmt.Errorf("it has %d bytes, want a hash at least", len(raw))
	}
	if err != nil {
		return common.Hash{}, fmt.Errorf("block %d of the index: %w", number, err)
	}
	return common.BytesToHash(raw[:common.HashLength]), nil
}

// entriesOf is the range of keys of an address.
func entriesOf(a common.Address) *util.Range { return util.BytesPrefix(append([]byte("a"), a[:]...)) }

func entryKey(a common.Address, number uint64, position uint32) []byte {
	key := binary.BigEndian.AppendUint64(append([]byte("a"), a[:]...), number)
	return binary.BigEndian.AppendUint32(key, position)
}

// parseEntry is the block and the position in a key of entryKey.
func parseEntry(key []byte) (number uint64, position uint32) {
	rest := key[1+common.AddressLength:]
	return binary.BigEndian.Uint64(rest), binary.BigEndian.Uint32(rest[8:])
}

func blockKey(number uint64) []byte { return binary.BigEndian.AppendUint64([]byte("b"), number) }
