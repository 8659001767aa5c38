// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/misc/eip1559"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/event"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/stateroot/transition"
)

// Ordered says where a transaction of the open block is.
type Ordered struct {
	Tx     *types.Transaction
	Number uint64 // L2 block
	Index  uint   // position in the block
	Slice  uint64 // number of its slice within the block
	Raft   uint64 // index of the log entry that ordered it; 0: not known, and neither is Slice, since a snapshot brought it
}

// current is the state as far as it has been executed. mu must be held as long as it is used. When it cannot be read it
// is nil.
func (s *Sequencer) current() *state.StateDB {
	if s.open != nil {
		return s.open.State()
	}
	if s.view == nil {
		view, err := s.chain.State(s.head)
		if err != nil {
			s.log.Error("state of the newest block cannot be read", "number", s.head.Number(), "err", err)
			return nil
		}
		s.view = view
	}
	return s.view
}

// Account is the nonce and the balance of addr in the open block as far as it has been executed.
func (s *Sequencer) Account(addr common.Address) (nonce uint64, balance *uint256.Int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.current()
	if st == nil {
		return 0, new(uint256.Int)
	}
	return st.GetNonce(addr), st.GetBalance(addr).Clone()
}

// BaseFee is that of the open block, or of the next one.
func (s *Sequencer) BaseFee() *big.Int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open != nil {
		return s.open.Header().BaseFee
	}
	return eip1559.CalcBaseFee(s.rollup.ChainConfig(), s.head.Header)
}

// GasLimit is that of every block.
func (s *Sequencer) GasLimit() uint64 { return s.rollup.GasLimit }

// Transaction finds a transaction that is ordered and executed and not yet on the sealed chain.
func (s *Sequencer) Transaction(hash common.Hash) (Ordered, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range []*openBlock{s.open, s.closing} {
		if b == nil {
			continue
		}
		if at, ok := b.at[hash]; ok {
			return Ordered{Tx: b.Transactions()[at.index], Number: b.number, Index: at.index, Slice: at.slice, Raft: at.raft}, true
		}
	}
	return Ordered{}, false
}

// Find says where the open block or the sealed chain has a transaction.
func (s *Sequencer) Find(hash common.Hash) (number uint64, index uint, ok bool) {
	if at, ok := s.Transaction(hash); ok {
		return at.Number, at.Index, true
	}
	return s.chain.Lookup(hash)
}

// Place is where a member has executed a transaction, and what came of it.
type Place struct {
	Number  uint64      // L2 block
	Index   uint        // position in the block
	Receipt common.Hash // see transition.ReceiptHash
}

// Executed says where this member has executed a transaction, in the open block or on the sealed chain.
func (s *Sequencer) Executed(tx common.Hash) (at Place, ok bool) {
	s.mu.Lock()
	for _, b := range []*openBlock{s.open, s.closing} {
		if b != nil {
			if p, found := b.at[tx]; found {
				s.mu.Unlock()
				return Place{b.number, p.index, p.receipt}, true
			}
		}
	}
	s.mu.Unlock()
	if at.Number, at.Index, ok = s.chain.Lookup(tx); ok {
		at.Receipt, ok = s.chain.Receipt(at.Number, at.Index)
	}
	return at, ok
}

// AwaitExecuted returns when the transaction with that index of that block has been executed here.
func (s *Sequencer) AwaitExecuted(ctx context.Context, number uint64, index uint) error {
	for {
		s.mu.Lock()
		done := s.head.Number() >= number && (s.open == nil || s.open.number > number) ||
			s.open != nil && s.open.number == number && uint(len(s.open.Transactions())) > index
		changed := s.changed
		s.mu.Unlock()
		if done {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// SubscribeOrdered delivers transactions when they have been ordered and executed.
func (s *Sequencer) SubscribeOrdered(ch chan<- core.NewTxsEvent) event.Subscription {
	return s.orders.Subscribe(ch)
}

// Sealed is the newest sealed block.
func (s *Sequencer) Sealed() transition.Head {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.head
}

// Leading tells whether this member leads and its pool is open.
func (s *Sequencer) Leading() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.leading
}
