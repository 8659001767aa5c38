package main

import (
	"container/heap"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/params/vars"
)

// assemble fills a block on parent with what waits in the pool: the best price first, then the longest wait, each
// account's transactions by nonce. The result lacks only its seal.
func assemble(back *eth.Ethereum, cfg *config, parent *types.Header, at uint64) (*types.Block, error) {
	chain := back.BlockChain()
	header := &types.Header{
		ParentHash: parent.Hash(),
		Number:     new(big.Int).Add(parent.Number, common.Big1),
		GasLimit:   core.CalcGasLimit(parent.GasLimit, cfg.GasLimit),
		Time:       at,
		Coinbase:   cfg.Coinbase,
	}
	if err := back.Engine().Prepare(chain, header); err != nil {
		return nil, err
	}
	state, err := chain.StateAt(parent.Root)
	if err != nil {
		return nil, err
	}
	var (
		pool     = new(core.GasPool).AddGas(header.GasLimit)
		waiting  = newOrder(back.TxPool().Pending(txpool.PendingFilter{OnlyPlainTxs: true}))
		txs      []*types.Transaction
		receipts []*types.Receipt
	)
	for waiting.Len() > 0 && pool.Gas() >= vars.TxGas {
		next := waiting.best()
		tx := next.Resolve()
		if tx == nil || tx.Gas() > pool.Gas() {
			waiting.dropAccount()
			continue
		}
		snapshot, gas := state.Snapshot(), pool.Gas()
		state.SetTxContext(tx.Hash(), len(txs))
		receipt, err := core.ApplyTransaction(chain.Config(), chain, &header.Coinbase, pool, state, header, tx, &header.GasUsed, *chain.GetVMConfig())
		if err != nil { // the pool has not caught up with the head: leave the account for the next block
			state.RevertToSnapshot(snapshot)
			pool.SetGas(gas)
			waiting.dropAccount()
			continue
		}
		txs, receipts = append(txs, tx), append(receipts, receipt)
		waiting.shift()
	}
	return back.Engine().FinalizeAndAssemble(chain, header, state, txs, nil, receipts, nil)
}

// order is a heap of accounts by the transaction that each may send next.
type order [][]*txpool.LazyTransaction

func newOrder(pending map[common.Address][]*txpool.LazyTransaction) *order {
	o := make(order, 0, len(pending))
	for _, txs := range pending {
		if len(txs) > 0 {
			o = append(o, txs)
		}
	}
	heap.Init(&o)
	return &o
}

func (o order) Len() int      { return len(o) }
func (o order) Swap(i, j int) { o[i], o[j] = o[j], o[i] }
func (o order) Less(i, j int) bool {
	if c := o[i][0].GasTipCap.Cmp(o[j][0].GasTipCap); c != 0 {
		return c > 0
	}
	return o.seen(i).Before(o.seen(j))
}

func (o order) seen(i int) time.Time { return o[i][0].Time }

func (o *order) Push(x any) { *o = append(*o, x.([]*txpool.LazyTransaction)) }
func (o *order) Pop() any {
	last := (*o)[len(*o)-1]
	*o = (*o)[:len(*o)-1]
	return last
}

func (o *order) best() *txpool.LazyTransaction { return (*o)[0][0] }
func (o *order) dropAccount()                  { heap.Pop(o) }

// shift puts the best account's next transaction in the place of the one just taken.
func (o *order) shift() {
	if (*o)[0] = (*o)[0][1:]; len((*o)[0]) == 0 {
		heap.Pop(o)
		return
	}
	heap.Fix(o, 0)
}
