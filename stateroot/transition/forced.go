// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
)

const (
	// forcedShareBytes is how many bytes of forced transactions one block takes: 32 of the longest.
	forcedShareBytes = 1 << 20
	// forcedPart is what part of a block's gas and of its proof limit one forced transaction may use. Half of a block
	// is open to them, so whatever they are, forcedPart/2 of them have their turn in each: junk delays nobody for
	// longer.
	forcedPart = 32
)

// share is what a block has left for forced transactions: half its gas, half its proof limit, 1 MiB. What it takes to
// read the queue is apart from it.
type share struct {
	gas   uint64
	proof uint64 // meter reading at which the share ends
	bytes uint64
}

// runForced runs the waiting forced transactions in order, until one does not fit in what is left of the share. That
// one and all behind it wait for the next block. One that can never run is dropped and the reason kept.
func (b *Builder) runForced() {
	left := share{gas: b.rollup.GasLimit / 2, proof: b.meter.used + b.rollup.ProofLimit/2, bytes: forcedShareBytes}
	next := b.parent.Forced
	for next < b.parent.Consumed && b.pass(next, &left) {
		next++
	}
	b.out.Forced = len(b.txs)
	b.out.Cursor.Forced = b.firstWaiting(next)
}

// pass takes the turn of one message of the queue and reports whether the next one's can come.
func (b *Builder) pass(index uint64, left *share) bool {
	if b.err() != nil {
		return false
	}
	m, err := b.ctx.Queue.Message(index)
	if err != nil {
		b.fatal = fmt.Errorf("waiting message of block %d: %w", b.header.Number, err)
		return false
	}
	left.proof += b.meter.chargeWalk(&m)
	if m.Kind != l1anchor.Forced {
		return true
	}
	wait, reason := b.runOne(&m, left)
	if reason != "" {
		b.out.Dropped = append(b.out.Dropped, Drop{Message: m.Index, Reason: reason})
	}
	return !wait && b.fatal == nil
}

// runOne runs one forced transaction. It reports that the transaction must wait, or why it is dropped, or neither when
// it ran.
func (b *Builder) runOne(m *l1anchor.Message, left *share) (wait bool, reason string) {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(m.Body); err != nil {
		return false, "undecodable: " + err.Error()
	}
	gas, size := tx.Gas(), uint64(len(m.Body))
	if gas > gethparams.MaxTxGas || gas > b.rollup.GasLimit/forcedPart {
		return false, "its gas limit is over what a forced transaction may have"
	}
	if gas > left.gas || size > left.bytes {
		return true, ""
	}
	receipt, err := b.attempt(tx, left.proof, b.rollup.ProofLimit/forcedPart)
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

// firstWaiting is where the queue begins for the next block, when the turns of this one ended before index next: there,
// or when all had theirs at the first forced transaction that this block consumes, or at its end.
func (b *Builder) firstWaiting(next uint64) uint64 {
	if next < b.parent.Consumed {
		return next
	}
	for i := range b.ctx.Messages {
		if m := &b.ctx.Messages[i]; m.Kind == l1anchor.Forced {
			return m.Index
		}
	}
	return b.out.Consumed
}
