// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// flight is a slice that was proposed and has not been executed yet.
type flight struct {
	seq uint64
	gas uint64
	txs []*types.Transaction
}

// slice proposes transactions that wait, as many as the block has room for.
func (l *leader) slice(now time.Time) error {
	gas, ok := l.gasLeft()
	if !ok {
		return nil
	}
	if n := l.ahead.Open.Number; l.rechecked != n {
		l.pool.Recheck()
		l.rechecked = n
	}
	take := l.takeNew
	if l.again != nil {
		take = l.takeAgain
	}
	txs, err := take(gas)
	if len(txs) == 0 || err != nil {
		return err
	}
	e := &fsm.Slice{Number: l.ahead.Open.Number, Seq: l.ahead.Slices}
	f := flight{seq: e.Seq, txs: txs}
	for _, tx := range txs {
		raw, err := tx.MarshalBinary()
		if err != nil {
			return fmt.Errorf("encode transaction %s: %w", tx.Hash(), err)
		}
		e.Txs = append(e.Txs, raw)
		f.gas += tx.Gas()
	}
	l.exec.expect(e, txs)
	l.flight = append(l.flight, f)
	l.gas += f.gas
	l.nextSlice, l.worked = now.Add(l.cfg.Pace), now
	return l.propose(e)
}

// takeNew takes transactions that have had no place yet, as far as gas and the block's size allow.
func (l *leader) takeNew(gas uint64) ([]*types.Transaction, error) {
	txs := l.pool.Take(l.cfg.SliceTxs, gas, maxBlockRaw-min(l.size.raw, maxBlockRaw))
	fits, err := l.size.take(l.rollup, txs)
	if fits < len(txs) {
		l.full = err == nil
		l.pool.Return(txs[fits:])
	}
	return txs[:fits], err
}

// takeAgain takes transactions for their second turn, as far as gas and the block's size allow.
func (l *leader) takeAgain(gas uint64) ([]*types.Transaction, error) {
	var txs []*types.Transaction
	for len(txs) < l.cfg.SliceTxs && l.size.raw < maxBlockRaw {
		tx, more, err := l.again.peek()
		if !more || err != nil {
			return txs, err
		}
		if !l.exec.settled(tx) {
			if tx.Gas() > gas {
				return txs, nil
			}
			fits, err := l.size.take(l.rollup, []*types.Transaction{tx})
			if err != nil {
				return txs, err
			}
			if fits == 0 {
				l.full = true
				return txs, nil
			}
			gas -= tx.Gas()
			txs = append(txs, tx)
		}
		l.again.next()
	}
	return txs, nil
}

// gasLeft is the gas that the open block has left if all that is in flight uses its limits. ok is false while the block
// has not been opened here.
func (l *leader) gasLeft() (gas uint64, ok bool) {
	used, ok := l.exec.gasUsed(l.ahead.Open.Number)
	if !ok {
		return 0, false
	}
	left := l.rollup.GasLimit - used
	return left - min(left, l.gas), true
}

// landed forgets slices that have been executed, and returns a channel that closes at the next execution.
func (l *leader) landed() <-chan struct{} {
	number := uint64(0) // no block opens with that
	if l.ahead.Open != nil {
		number = l.ahead.Open.Number
	}
	executed, more := l.exec.progress(number)
	for len(l.flight) > 0 && l.flight[0].seq < executed {
		l.gas -= l.flight[0].gas
		l.flight = l.flight[1:]
	}
	return more
}

// putBack gives the pool what was taken from it and is not known to be ordered.
func (l *leader) putBack() {
	if l.again != nil {
		return
	}
	var txs []*types.Transaction
	for _, f := range l.flight {
		txs = append(txs, f.txs...)
	}
	l.pool.Return(txs)
}
