// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// Chain is the L2 chain on disk.
type Chain interface {
	derive.Engine
	Head() (transition.Head, error)
	HeadAt(hash common.Hash) (transition.Head, error)
	HeadByNumber(number uint64) (transition.Head, error)
	Open(parent transition.Head, ctx transition.Context) (*transition.Builder, error)
	Seal(b *transition.Builder) (*transition.Block, error)
	Provisional(open *transition.Builder) (common.Hash, error)
	SetHead(hash common.Hash) error
	State(head transition.Head) (*state.StateDB, error)
	Lookup(tx common.Hash) (number uint64, index uint, ok bool)
	Receipt(number uint64, index uint) (hash common.Hash, ok bool)
	Input(hash common.Hash) (derive.Input, error)
	Parent(hash common.Hash) (parent common.Hash, ok bool)
	// Branch lists blocks from a number on, limit at most, on the chain that ends in the block to.
	Branch(from, limit uint64, to common.Hash) []common.Hash
	Cursor(hash common.Hash) (c transition.Cursor, forced int, err error)
	Note(name string) ([]byte, error)
	SetNote(name string, value []byte) error
	Sync() error
}

// Pool is where transactions wait for the leader.
type Pool interface {
	Ready() <-chan struct{}
	Take(maxCount int, maxGas, maxBytes uint64) []*types.Transaction
	Return(txs []*types.Transaction)
	// Waiting tells whether Take has something to give, however much room that needs.
	Waiting() bool
	// Recheck queues what waited for an earlier nonce that something outside the pool has used: what L1 forced, or an
	// authorisation.
	Recheck()
	// Ordered and Dropped tell what became of a transaction, and wake whoever waits for it.
	Ordered(tx common.Hash, at Execution)
	Dropped(tx common.Hash, why error)
	Reset()
}

// L1 is what L1 dictates and allows.
type L1 interface {
	View() View
	// Range returns the messages with index in [from, to) of the L1 branch that is being followed.
	Range(from, to uint64) ([]l1anchor.Message, error)
	// Accumulator is that of the first n messages of the L1 branch that is being followed; ok is false when it has
	// fewer.
	Accumulator(n uint64) (acc common.Hash, ok bool, err error)
}

// View is L1 as a sequencer acts upon it.
type View struct {
	Head     l1anchor.Ref // newest block
	Seen     time.Time    // when the L1 node last answered
	Settled  bool         // all of L1 has been taken, and a branch that displaced another one has enough confirmations
	Messages uint64       // messages in L1 blocks with enough confirmations to act upon
	Time     uint64       // timestamp of the newest such block; 0 while L1 is shorter
	Deep     fsm.Ref      // L2 head that those blocks dictate
	Tip      fsm.Ref      // L2 head that all of L1 dictates
}

// Term is one stretch of leadership.
type Term struct {
	Number  uint64
	Ctx     context.Context
	Propose func(entry []byte) (known <-chan struct{}) // closed when it has been handed over or can no longer be
	// Yield has another member lead, one that sees L1, and ends the term; without one it is an error and the term
	// goes on.
	Yield func(ctx context.Context) error
	// Ask puts a question to every other member that votes, until ctx ends, and tells which these are. Their answers
	// come on the channel, from each at most one. See Sequencer.Answer.
	Ask func(ctx context.Context, question []byte) (voters []string, replies <-chan Reply)
}

// Reply is what another member answered to a question.
type Reply struct {
	Member string
	Answer []byte
}
