// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// ErrDivergence says that this member's execution gives another block than the one that was sealed. It must not go on:
// either its software or its disk is not like the others'.
var ErrDivergence = errors.New("sealed block differs from own execution")

// openBlock is the block being filled, as far as it has been executed.
type openBlock struct {
	*transition.Builder
	number   uint64
	slices   uint64 // executed
	tried    int    // transactions of the log that were dealt with
	attempts int    // of them, those that were run
	at       map[common.Hash]place
	barred   map[common.Hash]bool // transactions that do not execute; kept while some have their second turn

	hollow bool // transactions wait for their second turn, and the blocks before this one had none of them
	full   bool // a transaction did not fit: nothing more goes in
}

// place is where the log put a transaction of the open block.
type place struct {
	index   uint
	receipt common.Hash
	slice   uint64
	raft    uint64 // 0: not known, and neither is the slice
}

// logSlice says which transactions of the open block a log entry brought, for when they are executed late.
type logSlice struct {
	through uint64 // slices of the block up to this one
	end     int    // transactions of the block up to its last
	raft    uint64 // index of the entry; 0: a snapshot brought these slices, and it does not say where they end
}

// execute does what the log says until ctx ends.
func (s *Sequencer) execute(ctx context.Context) error {
	defer s.inbox.close()
	for {
		items, err := s.inbox.take(ctx)
		if err != nil {
			return err
		}
		for i := range items {
			if err := s.do(ctx, &items[i]); err != nil {
				for j := i; j < len(items); j++ {
					items[j].refuse()
				}
				return err
			}
		}
	}
}

func (s *Sequencer) do(ctx context.Context, it *item) error {
	switch {
	case it.entry != nil:
		err := s.apply(it.entry)
		if err == nil {
			s.counts.executed.Store(it.entry.index)
		}
		return err
	case it.restore != nil:
		err := s.restore(ctx, it.restore)
		if err == nil {
			s.counts.restoring.Add(-1)
		}
		return err
	case it.snapshot != nil:
		it.snapshot <- s.snapshot()
	case it.reached != nil:
		// The caller is about to lead, and needs what was put off.
		if s.state.Open != nil && s.finished == nil {
			if err := s.catchUp(); err != nil {
				return err
			}
		}
		it.reached <- s.state.Copy()
	case it.asked != nil:
		s.waiters = append(s.waiters, it.asked)
		return s.answerWaiters()
	case it.broken != nil:
		return it.broken
	}
	return nil
}

// snapshot writes the state once all that it rests on is on disk.
func (s *Sequencer) snapshot() answered {
	if err := s.chain.Sync(); err != nil {
		return answered{err: err}
	}
	state, err := s.state.Encode()
	return answered{state, err}
}

func (s *Sequencer) apply(l *logged) error {
	if err := s.take(l); err != nil {
		return fmt.Errorf("log entry %d: %w", l.index, err)
	}
	return nil
}

// take has the state machine read an entry and judge it, and does what the entry asks for if it takes effect.
func (s *Sequencer) take(l *logged) error {
	entry, answer, err := s.state.Read(l.data)
	if err != nil {
		return err
	}
	if entry != nil {
		if err := s.beforeSeal(entry); err != nil {
			return err
		}
		answer = s.state.Apply(entry, &s.sealed)
	}
	switch answer.Outcome {
	case fsm.TookEffect:
		return s.follow(entry, l)
	case fsm.Ignored, fsm.Refused:
		s.noEffect(l, answer)
	}
	return nil
}

// noEffect tells whoever proposed an entry that it took no effect: it must look again at what the log really says.
func (s *Sequencer) noEffect(l *logged, answer fsm.Answer) {
	s.log.Warn("log entry takes no effect", "index", l.index, "term", l.term, "outcome", answer.Outcome, "why", answer.Why)
	select {
	case <-s.ignored: // of an earlier term, or this one's and not taken yet
	default:
	}
	s.ignored <- l.term
}

// follow does what an entry asks for that took effect in the state.
func (s *Sequencer) follow(entry fsm.Entry, l *logged) error {
	switch e := entry.(type) {
	case *fsm.Open:
		s.slices = nil
		return s.onOpen(e)
	case *fsm.Slice:
		return s.onSlice(e, l.index)
	case *fsm.Close:
		return s.onClose()
	case *fsm.Seal:
		return s.onSeal(e)
	case *fsm.Rebase:
		return s.onRebase(e)
	}
	return nil
}

// onDisk tells whether a block on that parent has been sealed here before: the log is being run again after a restart, and
// its blocks need no second execution.
func (s *Sequencer) onDisk(number uint64, parent common.Hash) bool {
	h, err := s.chain.HeadByNumber(number)
	return err == nil && h.Header.ParentHash == parent
}

func (s *Sequencer) onOpen(e *fsm.Open) error {
	if s.onDisk(e.Number, e.Parent) {
		return nil
	}
	return s.catchUp()
}

func (s *Sequencer) onSlice(e *fsm.Slice, index uint64) error {
	txs := s.proposed.take(e)
	s.slices = append(s.slices, logSlice{through: s.state.Slices, end: len(s.state.Txs), raft: index})
	switch {
	case s.open == nil && s.onDisk(e.Number, s.state.Open.Parent):
		return nil
	case s.open != nil && txs != nil:
		return s.run(txs, s.slices[len(s.slices)-1])
	}
	return s.catchUp()
}

// catchUp opens the block that the log has open, unless that was done, and attempts what has not been attempted.
func (s *Sequencer) catchUp() error {
	if s.open == nil {
		if err := s.begin(); err != nil {
			return err
		}
	}
	for _, in := range s.slices {
		if in.through <= s.open.slices {
			continue
		}
		if err := s.run(decodeTxs(s.state.Txs[s.open.tried:in.end]), in); err != nil {
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
func (s *Sequencer) begin() error {
	e := s.state.Open
	b, err := s.chain.Open(s.sealed, *e.Context())
	if err != nil {
		return err
	}
	hollow := false
	if len(s.state.Queue) > 0 {
		if hollow, err = s.hollow(s.sealed); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = &openBlock{Builder: b, hollow: hollow, number: e.Number, at: make(map[common.Hash]place), barred: make(map[common.Hash]bool)}
	s.notify()
	return nil
}

// result is what became of a transaction of a slice.
type result struct {
	at  Place
	err error // nil: it has the place
}

// run attempts transactions in the open block, and then tells what became of them.
func (s *Sequencer) run(txs []*types.Transaction, in logSlice) error {
	results := make([]result, len(txs))
	again := len(s.state.Queue) > 0
	s.mu.Lock()
	first := uint(len(s.open.Transactions()))
	at := first
	for i, tx := range txs {
		s.open.tried++
		if tx == nil {
			continue
		}
		if ran, err := s.open.attempt(tx); err != nil {
			if ran && !again && errors.Is(err, transition.ErrFull) && !s.unfit.again(tx.Hash()) {
				err = errNeverFits
			}
			results[i].err = err
			if !errors.Is(err, transition.ErrRejected) && !errors.Is(err, transition.ErrFull) {
				s.mu.Unlock()
				return err
			}
			if again && errors.Is(err, transition.ErrRejected) {
				s.open.barred[tx.Hash()] = true
			}
			continue
		}
		delete(s.unfit, tx.Hash())
		receipt := transition.ReceiptHash(s.open.Receipts()[at])
		results[i].at = Place{Number: s.open.number, Index: at, Receipt: receipt}
		s.open.at[tx.Hash()] = place{index: at, receipt: receipt, slice: in.through - 1, raft: in.raft}
		at++
	}
	s.counts.slices.Add(in.through - s.open.slices)
	s.counts.transactions.Add(uint64(at - first))
	s.open.slices = in.through
	leading := s.leading
	s.notify()
	s.mu.Unlock()
	s.settle(txs, results, leading && !again)
	if again {
		return s.noteRejected(txs, results)
	}
	return nil
}

// settle wakes those who wait for transactions of a slice that has been executed. What did not fit goes back to the leader's
// pool, where it came from; elsewhere nobody waits for it. What does not execute is told to every member's pool, so that each
// can say why there is no such transaction.
func (s *Sequencer) settle(txs []*types.Transaction, results []result, pooled bool) {
	var ordered, full []*types.Transaction
	for i, tx := range txs {
		switch {
		case tx == nil:
		case results[i].err == nil:
			s.pool.Ordered(tx.Hash(), results[i].at)
			ordered = append(ordered, tx)
		case errors.Is(results[i].err, transition.ErrFull):
			full = append(full, tx)
		default:
			if at, ok := s.Executed(tx.Hash()); ok { // L1 forced it in before
				s.pool.Ordered(tx.Hash(), at)
				continue
			}
			s.pool.Dropped(tx.Hash(), results[i].err)
		}
	}
	if pooled && len(full) > 0 {
		if s.pool.Return(full); !s.Leading() {
			s.pool.Reset() // the term has ended meanwhile: they came in behind its end
		}
	}
	if len(ordered) > 0 {
		s.orders.Send(core.NewTxsEvent{Txs: ordered})
	}
}
