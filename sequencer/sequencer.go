// SPDX-License-Identifier: Apache-2.0

// Package sequencer orders transactions into L2 blocks: the leader builds, a quorum commits, every member executes what
// the log says and nothing else. It acknowledges a transaction once it is committed and executed.
package sequencer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/event"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
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
	Ordered(tx common.Hash, at Place)
	Dropped(tx common.Hash, why error)
	Reset()
}

// L1 is what L1 dictates and allows.
type L1 interface {
	View() View
	// Range returns the messages with index in [from, to) of the L1 branch that is being followed.
	Range(from, to uint64) ([]l1anchor.Message, error)
	// Accumulator is that of the first n messages of the L1 branch that is being followed; ok is false when it has fewer.
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
	// Yield has another member lead, one that sees L1, and ends the term; without one it is an error and the term goes on.
	Yield func(ctx context.Context) error
	// Ask puts a question to every other member that votes, until ctx ends, and tells which these are. Their answers come on the
	// channel, from each at most one. See Sequencer.Answer.
	Ask func(ctx context.Context, question []byte) (voters []string, replies <-chan Reply)
}

// Reply is what another member answered to a question.
type Reply struct {
	Member string
	Answer []byte
}

// Sequencer is one member. It implements the log's machine: Apply, Snapshot and Restore.
type Sequencer struct {
	cfg    Config
	rollup *params.Params
	chain  Chain
	pool   Pool
	l1     L1
	peers  peers
	log    *slog.Logger

	inbox    *inbox
	proposed *proposed
	ignored  chan uint64 // term of an entry that took no effect
	orders   event.FeedOf[core.NewTxsEvent]
	counts   counts
	pending  *provisional

	// owned by the executor's goroutine
	state    fsm.State
	sealed   transition.Head // the block state.Sealed on the chain
	slices   []logSlice      // of the block that the log opened last, in order
	turn     turn
	finished *finished // the closed block, when it has been finished here
	waiters  []*asked  // who wants a vote on a block that the log has not closed here yet
	unfit    unfit

	mu      sync.Mutex // guards what follows
	leading bool
	open    *openBlock      // nil between two blocks, and where no execution has been needed yet
	closing *openBlock      // finished and not sealed yet, so not on the canonical chain
	head    transition.Head // newest finished block
	view    *state.StateDB  // at head, made when it is asked for
	rebases uint64          // that took effect
	waiting uint64          // transactions that they left and that have not had their second turn
	changed chan struct{}   // closed and replaced whenever something was executed or sealed
}

// New returns a member that stands where the chain on disk stands. The pool is given later, with UsePool, since it
// looks at the member's state. It takes a valid Config.
func New(cfg Config, rollup *params.Params, chain Chain, l1 L1, others Peers, log *slog.Logger) (*Sequencer, error) {
	genesis, err := chain.HeadByNumber(0)
	if err != nil {
		return nil, err
	}
	head, err := chain.Head()
	if err != nil {
		return nil, err
	}
	s := &Sequencer{
		cfg: cfg, rollup: rollup, chain: chain, l1: l1, peers: peers{Peers: others}, log: log,
		inbox: newInbox(), proposed: newProposed(), ignored: make(chan uint64, 1), pending: newProvisional(),
		state: fsm.State{Sealed: fsm.Ref{Hash: genesis.Hash()}}, sealed: genesis, unfit: unfit{},
		head: head, changed: make(chan struct{}),
	}
	return s, nil
}

// UsePool sets the pool that the leader takes from. It must be called before Run.
func (s *Sequencer) UsePool(p Pool) { s.pool = p }

// Run executes the log and, in the terms that it is given, leads. It returns an error when the member must stop: its
// execution differs from what a quorum sealed, or its disk failed.
func (s *Sequencer) Run(ctx context.Context, terms <-chan Term) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return ignoreEnd(ctx, s.execute(ctx)) })
	g.Go(func() error {
		for {
			select {
			case <-ctx.Done():
				return nil
			case term, ok := <-terms:
				if !ok {
					return nil
				}
				if err := s.lead(ctx, term); err != nil {
					return ignoreEnd(ctx, fmt.Errorf("lead in term %d: %w", term.Number, err))
				}
			}
		}
	})
	return g.Wait()
}

func ignoreEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

// Apply takes a committed log entry. It only hands it over.
func (s *Sequencer) Apply(index, term uint64, data []byte) {
	s.counts.handed.Store(index)
	s.inbox.put(item{entry: &logged{index: index, term: term, data: data}})
}

// Snapshot asks for the state behind the last Apply; what it returns waits until the executor is there and the chain is
// on disk.
func (s *Sequencer) Snapshot() (func() ([]byte, error), error) {
	answer := make(chan answered, 1)
	s.inbox.put(item{snapshot: answer})
	return func() ([]byte, error) {
		a := <-answer
		return a.state, a.err
	}, nil
}

// Known implements the log's machine: the error says that an entry or a snapshot is of a format that this build does not read.
func (s *Sequencer) Known(data []byte) error { return fsm.Known(data) }

// Restore replaces the state with that of a snapshot. It only hands it over.
func (s *Sequencer) Restore(snapshot []byte) error {
	state, err := fsm.DecodeState(snapshot)
	if err != nil {
		return err
	}
	s.counts.restoring.Add(1)
	s.inbox.put(item{restore: state})
	return nil
}

// notify wakes those who wait for something to be executed or sealed. mu must be held.
func (s *Sequencer) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}
