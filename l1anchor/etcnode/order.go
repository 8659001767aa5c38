// SPDX-License-Identifier: Apache-2.0

package main

import (
	"container/heap"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
)

// order is a heap of accounts by the transaction that each may send next.
type order [][]*types.Transaction

// newOrder takes everything that the pool holds and that can run from the given nonces on. It does not go by what the
// pool calls pending: that lags behind while the pool takes in transactions and blocks at once, and a test that
// mines right after it has sent shall find what it sent in the block.
func newOrder(pool *txpool.TxPool, nonce func(common.Address) uint64) *order {
	pending, queued := pool.Content()
	for from, txs := range queued {
		pending[from] = append(pending[from], txs...)
	}
	o := make(order, 0, len(pending))
	for from, txs := range pending {
		if txs = runnable(txs, nonce(from)); len(txs) > 0 {
			o = append(o, txs)
		}
	}
	heap.Init(&o)
	return &o
}

// runnable are those with the nonces next, next+1 and so on.
func runnable(txs []*types.Transaction, next uint64) (run []*types.Transaction) {
	slices.SortStableFunc(txs, func(a, b *types.Transaction) int {
		switch {
		case a.Nonce() < b.Nonce():
			return -1
		case a.Nonce() > b.Nonce():
			return 1
		}
		return 0
	})
	for _, tx := range txs {
		if tx.Nonce() == next+uint64(len(run)) {
			run = append(run, tx)
		}
	}
	return run
}

func (o order) Len() int      { return len(o) }
func (o order) Swap(i, j int) { o[i], o[j] = o[j], o[i] }
func (o order) Less(i, j int) bool {
	if c := o[i][0].GasTipCapCmp(o[j][0]); c != 0 {
		return c > 0
	}
	return o[i][0].Time().Before(o[j][0].Time())
}

func (o *order) Push(x any) { *o = append(*o, x.([]*types.Transaction)) }
func (o *order) Pop() any {
	last := (*o)[len(*o)-1]
	*o = (*o)[:len(*o)-1]
	return last
}

func (o *order) best() *types.Transaction { return (*o)[0][0] }
func (o *order) dropAccount()             { heap.Pop(o) }

// shift puts the best account's next transaction in the place of the one just taken.
func (o *order) shift() {
	if (*o)[0] = (*o)[0][1:]; len((*o)[0]) == 0 {
		heap.Pop(o)
		return
	}
	heap.Fix(o, 0)
}
