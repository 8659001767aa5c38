// SPDX-License-Identifier: Apache-2.0

package ots

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/iterator"
)

// Bounds of a search.
const (
	maxPage = 25 // transactions that a client may ask for
	maxLag  = 64 // blocks that the index may be behind the chain
)

// Found is a page of what an address has to do with, the newest first.
type Found struct {
	Txs       []json.RawMessage `json:"txs"`
	Receipts  []object          `json:"receipts"`
	FirstPage bool              `json:"firstPage"` // nothing newer is left out
	LastPage  bool              `json:"lastPage"`  // nothing older is
}

// NoIndexError is the answer of a node that keeps no index.
type NoIndexError struct{}

func (NoIndexError) Error() string {
	return "this node keeps no index of transactions by address: ask one that runs with --rpc.address-index"
}

// ErrorCode is that of a method that is not supported.
func (NoIndexError) ErrorCode() int { return -32004 }

// SearchTransactionsBefore finds transactions in blocks before the given one, or from the newest on when that is 0.
// All of a block's come together, so the page may be longer than size by those of one block. It is shorter when their
// text grows too long.
func (a *API) SearchTransactionsBefore(ctx context.Context, address common.Address, block, size number) (*Found, error) {
	found, more, err := a.search(ctx, address, uint64(size), func(it iterator.Iterator) (bool, func() bool) {
		if block == 0 {
			return it.Last(), it.Prev
		}
		if it.Seek(entryKey(address, uint64(block), 0)) {
			return it.Prev(), it.Prev
		}
		return it.Last(), it.Prev
	})
	if err != nil {
		return nil, err
	}
	found.FirstPage, found.LastPage = block == 0, !more
	return found, nil
}

// SearchTransactionsAfter finds transactions in blocks after the given one, or from the first on when that is 0. The
// page is as long as that of SearchTransactionsBefore and has the same order: the newest first.
func (a *API) SearchTransactionsAfter(ctx context.Context, address common.Address, block, size number) (*Found, error) {
	found, more, err := a.search(ctx, address, uint64(size), func(it iterator.Iterator) (bool, func() bool) {
		if block == 0 {
			return it.First(), it.Next
		}
		return it.Seek(entryKey(address, uint64(block)+1, 0)), it.Next
	})
	if err != nil {
		return nil, err
	}
	slices.Reverse(found.Txs)
	slices.Reverse(found.Receipts)
	found.FirstPage, found.LastPage = !more, block == 0
	return found, nil
}

// search collects a page in the order of the way that start gives, and says whether there is more on that way.
func (a *API) search(ctx context.Context, address common.Address, size uint64,
	start func(iterator.Iterator) (ok bool, next func() bool)) (found *Found, more bool, err error) {
	if err := a.searchable(size); err != nil {
		return nil, false, err
	}
	snapshot, err := a.cfg.Index.db.GetSnapshot()
	if err != nil {
		return nil, false, fmt.Errorf("index of addresses: %w", err)
	}
	defer snapshot.Release()
	it := snapshot.NewIterator(entriesOf(address), nil)
	defer it.Release()
	collected := &collector{api: a, snapshot: snapshot, found: &Found{Txs: []json.RawMessage{}, Receipts: []object{}}}
	ok, next := start(it)
	for ; ok; ok = next() {
		number, position := parseEntry(it.Key())
		if number != collected.number && collected.full(size) {
			return collected.found, true, it.Error()
		}
		if err := collected.add(ctx, number, position); err != nil {
			return nil, false, err
		}
	}
	return collected.found, false, it.Error()
}

// searchable says why a search cannot be answered.
func (a *API) searchable(size uint64) error {
	if a.cfg.Index == nil {
		return NoIndexError{}
	}
	if size == 0 || size > maxPage {
		return fmt.Errorf("a page of %d transactions: want 1 to %d", size, maxPage)
	}
	at, err := a.cfg.Index.head()
	if err != nil {
		return err
	}
	if head := a.cfg.Chain.CurrentBlock().Number.Uint64(); at.number+maxLag < head {
		return fmt.Errorf("the index of addresses has come to block %d of %d: try again later", at.number, head)
	}
	return nil
}

// collector gathers transactions, block by block.
type collector struct {
	api      *API
	snapshot *leveldb.Snapshot
	found    *Found
	bytes    int // of what is in found

	number       uint64 // block that the following belong to; 0: none yet
	transactions []json.RawMessage
	receipts     []object
	timestamp    json.RawMessage // as a number, not in hex
}

// full says whether no further block may be begun.
func (c *collector) full(size uint64) bool {
	return uint64(len(c.found.Txs)) >= size || c.bytes > c.api.cfg.Bytes/2
}

// add puts one transaction of a block into the page.
func (c *collector) add(ctx context.Context, number uint64, position uint32) error {
	if number != c.number {
		if err := c.load(ctx, number); err != nil {
			return err
		}
	}
	if int(position) >= len(c.transactions) || len(c.receipts) != len(c.transactions) {
		return fmt.Errorf("block %d: the index knows transaction %d, the chain has %d", number, position, len(c.transactions))
	}
	receipt := c.receipts[position]
	receipt["timestamp"] = c.timestamp
	c.found.Txs = append(c.found.Txs, c.transactions[position])
	c.found.Receipts = append(c.found.Receipts, receipt)
	c.bytes += len(c.transactions[position])
	for _, field := range receipt {
		c.bytes += len(field)
	}
	return nil
}

// load reads the block that the index means by a number, which the chain may have left meanwhile.
func (c *collector) load(ctx context.Context, number uint64) error {
	hash, err := blockHash(c.snapshot, number)
	if err != nil {
		return err
	}
	block, transactions, err := c.api.block(ctx, "eth_getBlockByHash", hash, true)
	if err == nil && block == nil {
		err = fmt.Errorf("block %d is gone from the chain: ask again", number)
	}
	if err != nil {
		return err
	}
	var timestamp hexutil.Uint64
	if err := json.Unmarshal(block["timestamp"], &timestamp); err != nil {
		return fmt.Errorf("timestamp of block %d: %w", number, err)
	}
	c.number, c.transactions, c.timestamp = number, transactions, strconv.AppendUint(nil, uint64(timestamp), 10)
	c.receipts, err = c.api.receipts(ctx, block)
	return err
}
