// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// onDisk tells whether a block on that parent has been sealed here before: the log is being run again after a restart,
// and its blocks need no second execution.
func (e *executor) onDisk(number uint64, parent common.Hash) bool {
	h, err := e.chain.HeadByNumber(number)
	return err == nil && h.Header.ParentHash == parent
}

func (e *executor) onOpen(o *fsm.Open) error {
	e.slices = nil
	if e.onDisk(o.Number, o.Parent) {
		return nil
	}
	return e.catchUp()
}

func (e *executor) onSlice(s *fsm.Slice, index uint64) error {
	txs := e.link.proposed.take(s)
	e.slices = append(e.slices, logSlice{through: e.state.Slices, end: len(e.state.Txs), raft: index})
	switch {
	case e.open == nil && e.onDisk(s.Number, e.state.Open.Parent):
		return nil
	case e.open != nil && txs != nil:
		return e.execute(txs, e.slices[len(e.slices)-1])
	}
	return e.catchUp()
}

// catchUp opens the block that the log has open, unless that was done, and attempts what has not been attempted.
func (e *executor) catchUp() error {
	if e.open == nil {
		if err := e.begin(); err != nil {
			return err
		}
	}
	for _, in := range e.slices {
		if in.through <= e.open.slices {
			continue
		}
		if err := e.execute(decodeTxs(e.state.Txs[e.open.tried:in.end]), in); err != nil {
			return err
		}
	}
	return nil
}

// decodeTxs decodes transactions. One that does not decode is nil, and passed over on every member alike.
func decodeTxs(raw [][]byte) []*types.Transaction {
	txs := make([]*types.Transaction, len(raw))
	for i, b := range raw {
		tx := new(types.Transaction)
		if err := tx.UnmarshalBinary(b); err == nil {
			txs[i] = tx
		}
	}
	return txs
}

// begin opens the block that the log has open.
func (e *executor) begin() error {
	o := e.state.Open
	b, err := e.chain.Open(e.sealed, *o.Context())
	if err != nil {
		return err
	}
	none := false
	if len(e.state.Queue) > 0 {
		if none, err = hollow(e.chain, e.sealed); err != nil {
			return err
		}
	}
	e.open = newOpenBlock(b, o.Number, none)
	e.link.board.begin(e.open)
	return nil
}

// result is what became of a transaction of a slice.
type result struct {
	at  Execution
	err error // nil: it has the place
}

// execute attempts the transactions of a slice in the open block, and then tells what became of them.
func (e *executor) execute(txs []*types.Transaction, in logSlice) error {
	results := make([]result, len(txs))
	again := len(e.state.Queue) > 0
	err := e.link.board.fill(func() error { return e.attemptAll(txs, results, in, again) })
	if err != nil {
		return err
	}
	e.settle(txs, results, e.link.leading.Load() && !again)
	if again {
		return e.moves.noteRejected(txs, results)
	}
	return nil
}

// attemptAll runs the transactions of a slice. again tells that they have their second turn. The error is one that ends
// the member.
func (e *executor) attemptAll(txs []*types.Transaction, results []result, in logSlice, again bool) (err error) {
	before := len(e.open.Transactions())
	for i, tx := range txs {
		e.open.tried++
		if tx == nil {
			continue
		}
		if results[i], err = e.attempt(tx, in, again); err != nil {
			return err
		}
	}
	e.counts.slices.Add(in.through - e.open.slices)
	e.counts.transactions.Add(uint64(len(e.open.Transactions()) - before))
	e.open.slices = in.through
	return nil
}

func (e *executor) attempt(tx *types.Transaction, in logSlice, again bool) (result, error) {
	ran, err := e.open.attempt(tx)
	switch {
	case err == nil:
		delete(e.unfit, tx.Hash())
		return result{at: e.open.ordered(tx.Hash(), in)}, nil
	case errors.Is(err, transition.ErrFull):
		if ran && !again && !e.unfit.again(tx.Hash()) {
			err = errNeverFits
		}
	case errors.Is(err, transition.ErrRejected):
		if again {
			e.open.barred[tx.Hash()] = true
		}
	default:
		return result{}, err
	}
	return result{err: err}, nil
}

// settle wakes those who wait for transactions of a slice that has been executed. What did not fit goes back to the
// leader's pool, where it came from; elsewhere nobody waits for it. What does not execute is told to every member's
// pool, so that each can say why there is no such transaction.
func (e *executor) settle(txs []*types.Transaction, results []result, pooled bool) {
	var ordered, full []*types.Transaction
	for i, tx := range txs {
		switch {
		case tx == nil:
		case results[i].err == nil:
			e.pool.Ordered(tx.Hash(), results[i].at)
			ordered = append(ordered, tx)
		case errors.Is(results[i].err, transition.ErrFull):
			full = append(full, tx)
		default:
			if at, ok := e.link.board.Executed(tx.Hash()); ok { // L1 forced it in before
				e.pool.Ordered(tx.Hash(), at)
				continue
			}
			e.pool.Dropped(tx.Hash(), results[i].err)
		}
	}
	if pooled && len(full) > 0 {
		if e.pool.Return(full); !e.link.leading.Load() {
			e.pool.Reset() // the term has ended meanwhile: they came in behind its end
		}
	}
	if len(ordered) > 0 {
		e.orders.Send(core.NewTxsEvent{Txs: ordered})
	}
}
