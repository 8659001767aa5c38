package transition

import (
	"errors"

	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
)

// forcedShareBytes is how many bytes of forced transactions one block takes.
const forcedShareBytes = 1 << 20

// share is what a block has left for forced transactions: half its gas, half its proof limit, 1 MiB.
type share struct {
	gas   uint64
	proof uint64 // meter reading at which the share ends
	bytes uint64
}

// runForced runs the waiting forced transactions in order, until one does not fit in what is left of the share. That one
// and all behind it wait for the next block. One that can never run is dropped and the reason kept.
func (b *Builder) runForced() {
	left := share{gas: b.rollup.GasLimit / 2, proof: b.meter.used + b.rollup.ProofLimit/2, bytes: forcedShareBytes}
	next := b.parent.Forced
	for i := range b.ctx.Queue {
		m := &b.ctx.Queue[i]
		if !b.meter.chargeWalk(m, left.proof) {
			break
		}
		if m.Kind == l1anchor.Forced {
			wait, reason := b.runOne(m, &left)
			if b.err() != nil {
				return
			}
			if wait {
				break
			}
			if reason != "" {
				b.out.Dropped = append(b.out.Dropped, Drop{Message: m.Index, Reason: reason})
			}
		}
		next = m.Index + 1
	}
	b.out.Forced = len(b.txs)
	b.out.Cursor.Forced = b.firstWaiting(next)
}

// runOne runs one forced transaction. It reports that the transaction must wait, or why it is dropped, or neither when
// it ran.
func (b *Builder) runOne(m *l1anchor.Message, left *share) (wait bool, reason string) {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(m.Body); err != nil {
		return false, "undecodable: " + err.Error()
	}
	gas, size := tx.Gas(), uint64(len(m.Body))
	if gas > gethparams.MaxTxGas || gas > b.rollup.GasLimit/2 {
		return false, "its gas limit is over what a forced transaction may have"
	}
	if gas > left.gas || size > left.bytes {
		return true, ""
	}
	receipt, err := b.attempt(tx, left.proof, MaxTxProof)
	switch {
	case errors.Is(err, ErrFull):
		return true, ""
	case err != nil:
		return false, err.Error()
	}
	left.gas -= receipt.GasUsed
	left.bytes -= size
	return false, ""
}

// firstWaiting is the first forced transaction at or after index from that has not run, counting those that this block
// consumes, or the block's consumed count when there is none.
func (b *Builder) firstWaiting(from uint64) uint64 {
	for _, part := range [][]l1anchor.Message{b.ctx.Queue, b.ctx.Messages} {
		for i := range part {
			if m := &part[i]; m.Index >= from && m.Kind == l1anchor.Forced {
				return m.Index
			}
		}
	}
	return b.out.Consumed
}
