// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"log/slog"
	"math/big"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/misc/eip1559"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
)

// board shows what a member has executed. The executor alone writes on it; everybody else reads, from any goroutine.
type board struct {
	rollup *params.Params
	chain  Chain
	log    *slog.Logger

	mu      sync.Mutex      // guards what follows, and what the open block holds
	open    *openBlock      // nil between two blocks, and where no execution has been needed yet
	closing *openBlock      // finished and not sealed yet, so not on the canonical chain
	head    transition.Head // newest finished block
	view    *state.StateDB  // at head, made when it is asked for
	rebases uint64          // that took effect
	waiting uint64          // transactions that they left and that have not had their second turn
	changed chan struct{}   // closed and replaced whenever something was executed or sealed
}

func newBoard(rollup *params.Params, chain Chain, head transition.Head, log *slog.Logger) *board {
	return &board{rollup: rollup, chain: chain, head: head, log: log, changed: make(chan struct{})}
}

// begin shows a block that opens.
func (b *board) begin(open *openBlock) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open = open
	b.notify()
}

// fill has add run transactions in the open block, which nobody reads meanwhile.
func (b *board) fill(add func() error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := add(); err != nil {
		return err
	}
	b.notify()
	return nil
}

// finish has end make a block of the open one, which nobody reads meanwhile. Its transactions are shown until it is
// sealed.
func (b *board) finish(end func() (transition.Head, error)) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	head, err := end()
	if err != nil {
		return err
	}
	b.closing, b.open, b.head, b.view = b.open, nil, head, nil
	b.notify()
	return nil
}

// move shows a block of the canonical chain, and none that is open on it. First it has set move the chain's head there,
// so whoever sees that a block was executed finds its transactions.
func (b *board) move(to transition.Head, rebases, waiting uint64, set func() error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := set(); err != nil {
		return err
	}
	b.open, b.closing, b.head, b.view = nil, nil, to, nil
	b.rebases, b.waiting = rebases, waiting
	b.notify()
	return nil
}

// notify wakes those who wait for something to be executed or sealed. mu must be held.
func (b *board) notify() {
	close(b.changed)
	b.changed = make(chan struct{})
}

// Sealed is the newest block that has been finished here.
func (b *board) Sealed() transition.Head {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.head
}

// Rebases is how many rebases there were, and how many transactions wait to be executed again.
func (b *board) Rebases() (count, waiting uint64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.rebases, b.waiting
}

// current is the state as far as it has been executed. mu must be held as long as it is used. When it cannot be read it
// is nil.
func (b *board) current() *state.StateDB {
	if b.open != nil {
		return b.open.State()
	}
	if b.view == nil {
		view, err := b.chain.State(b.head)
		if err != nil {
			b.log.Error("state of the newest block cannot be read", "number", b.head.Number(), "err", err)
			return nil
		}
		b.view = view
	}
	return b.view
}

// Account is the nonce and the balance of addr in the open block as far as it has been executed.
func (b *board) Account(addr common.Address) (nonce uint64, balance *uint256.Int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	st := b.current()
	if st == nil {
		return 0, new(uint256.Int)
	}
	return st.GetNonce(addr), st.GetBalance(addr).Clone()
}

// BaseFee is that of the open block, or of the next one.
func (b *board) BaseFee() *big.Int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open != nil {
		return b.open.Header().BaseFee
	}
	return eip1559.CalcBaseFee(b.rollup.ChainConfig(), b.head.Header)
}

// progress tells the leader how many slices of the block with that number have been executed, and gives a channel that
// closes when something more has been.
func (b *board) progress(number uint64) (slices uint64, more <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open != nil && b.open.number == number {
		slices = b.open.slices
	}
	return slices, b.changed
}

// gasUsed tells the leader how much gas the block with that number has used so far. ok is false while it has not been
// opened here, and when nothing more goes into it.
func (b *board) gasUsed(number uint64) (used uint64, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open == nil || b.open.number != number || b.open.full {
		return 0, false
	}
	if r := b.open.Receipts(); len(r) > 0 {
		used = r[len(r)-1].CumulativeGasUsed
	}
	return used, true
}

// settled tells whether a transaction of the queue needs no turn (any more): a block has it, it was found not to
// execute in the one that is open, or it never was one.
func (b *board) settled(tx *types.Transaction) bool {
	if tx == nil {
		return true
	}
	if _, _, ok := b.Find(tx.Hash()); ok {
		return true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.open != nil && b.open.barred[tx.Hash()]
}
