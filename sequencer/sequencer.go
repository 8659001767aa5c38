// SPDX-License-Identifier: Apache-2.0

// Package sequencer orders transactions into L2 blocks: the leader builds, a quorum commits, every member executes what
// the log says and nothing else. It acknowledges a transaction once it is committed and executed.
package sequencer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/event"
	"github.com/ethereum/go-ethereum/rlp"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/params"
)

// Sequencer is one member. It wires an executor, which runs the log, to a leader, which there is in a term only, and
// shows others what was executed: the methods of board and moves are its own. It implements the log's machine
// (machine.go).
type Sequencer struct {
	*board
	*moves

	cfg      Config
	rollup   *params.Params
	chain    Chain
	pool     Pool
	l1       L1
	log      *slog.Logger
	link     *link
	executor *executor
	fetcher  *fetcher
	pending  *provisional
	counts   *counts
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
		board: newBoard(rollup, chain, head, log),
		cfg:   cfg, rollup: rollup, chain: chain, l1: l1, log: log,
		fetcher: &fetcher{chain: chain, peers: &peers{Peers: others}, log: log},
		counts:  new(counts),
	}
	s.link = newLink(s.board)
	s.moves = &moves{chain: chain, find: s.Find, log: log}
	s.pending = newProvisional(s.board, chain)
	s.executor = &executor{
		now: cfg.Now, chain: chain, log: log, link: s.link, moves: s.moves, fetcher: s.fetcher, counts: s.counts,
		state: fsm.State{Sealed: fsm.Ref{Hash: genesis.Hash()}}, sealed: genesis, unfit: unfit{},
	}
	return s, nil
}

// UsePool sets the pool that the leader takes from. It must be called before Run.
func (s *Sequencer) UsePool(p Pool) { s.pool, s.executor.pool = p, p }

// Run executes the log and, in the terms that it is given, leads. It returns an error when the member must stop: its
// execution differs from what a quorum sealed, or its disk failed.
func (s *Sequencer) Run(ctx context.Context, terms <-chan Term) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return ignoreEnd(ctx, s.executor.run(ctx)) })
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

// lead leads in one term. It looks at the log again whenever that is not what the leader took it for. It returns an
// error only when the member must stop.
func (s *Sequencer) lead(ctx context.Context, term Term) error {
	own, cancel := context.WithCancel(term.Ctx)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)() // the executor has stopped: nothing that a leader waits for comes any more
	term.Ctx = own
	defer s.pool.Reset()
	defer s.link.leading.Store(false)
	for {
		end, err := s.leadOnce(term)
		switch {
		case ctx.Err() != nil, term.Ctx.Err() != nil:
			return nil
		case err != nil:
			return err
		}
		s.log.Info("the leader looks at the log again", "term", term.Number, "why", end)
	}
}

// leadOnce leads from what the log says now, and tells why it does not go on from there.
func (s *Sequencer) leadOnce(term Term) (ending, error) {
	l := &leader{cfg: s.cfg, rollup: s.rollup, chain: s.chain, l1: s.l1, pool: s.pool, log: s.log, exec: s.link, split: &s.counts.split, term: term}
	if err := l.begin(); err != nil {
		return l.end, err
	}
	s.link.leading.Store(true)
	s.log.Info("leading", "term", term.Number, "sealed", l.ahead.Sealed.Number)
	err := l.loop()
	l.await()
	l.putBack()
	return l.end, err
}

// Leading tells whether this member leads and its pool is open.
func (s *Sequencer) Leading() bool { return s.link.leading.Load() }

// GasLimit is that of every block.
func (s *Sequencer) GasLimit() uint64 { return s.rollup.GasLimit }

// Pending stores the open block as it stands and returns the hash by which it can be read. Between two blocks it is the
// newest sealed one. It is never older than the question.
func (s *Sequencer) Pending(ctx context.Context) (common.Hash, error) { return s.pending.get(ctx) }

// SubscribeOrdered delivers transactions when they have been ordered and executed.
func (s *Sequencer) SubscribeOrdered(ch chan<- core.NewTxsEvent) event.Subscription {
	return s.executor.orders.Subscribe(ch)
}

// Answer answers the question of another member: what this one made of a closed block. It waits until the block is
// finished here, or ctx ends. Members ask whenever they lead, and nobody else may.
func (s *Sequencer) Answer(ctx context.Context, question []byte) ([]byte, error) {
	var name fsm.Closed
	if err := rlp.DecodeBytes(question, &name); err != nil {
		return nil, fmt.Errorf("question for a vote: %w", err)
	}
	own, err := s.link.vote(ctx, name)
	if err != nil {
		return nil, err
	}
	return rlp.EncodeToBytes(&own.vote)
}
