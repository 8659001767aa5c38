// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/challenger/docket"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
)

// Challenger plays the dispute game, or watches it. One goroutine makes rounds, two others compute what the rounds ask
// for.
type Challenger struct {
	cfg   Config
	ports Ports
	log   *slog.Logger

	// owned by Round
	*hearing
	elsewhere l1anchor.Ref // head of the second endpoint, in this round
	decided   uint64       // head at which moves were decided the last time
	pending   pending
	// witnesses are the questions whose answers strategy was given, by the answers: what the step reads goes to L1
	// with it.
	witnesses map[common.Hash]strategy.Question
	noticed   map[subject]bool
	now       Status
	heartbeat heartbeat

	// asked wakes the goroutine that computes. It holds what the newest round needs, the most urgent first. dear is the
	// same for runs in the machine ahead of claims: a dispute does not wait for them.
	asked, dear chan []strategy.Question
	// answered wakes the one that makes rounds.
	answered chan struct{}

	quiet   sync.Mutex // held while what was heard changes, and while another goroutine reads it
	drawn   *docket.Docket
	drawnAt l1anchor.Ref

	mu     sync.Mutex // guards status
	status Status
}

// New makes a Challenger of a rollup. It reads the ledger, and makes no request yet.
func New(cfg Config, d Deployment, p Ports, log *slog.Logger) (*Challenger, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if cfg.Plays() && p.Sender == nil {
		return nil, errors.New("a challenger that proposes or defends needs an account on L1: give it a key, or have it watch")
	}
	h, err := openHistory(d, p.Contract, p.Ledger)
	if err != nil {
		return nil, fmt.Errorf("read the challenger's ledger: %w", err)
	}
	c := &Challenger{
		cfg: cfg, ports: p, log: log, hearing: newHearing(h, p.L1, log), noticed: make(map[subject]bool), witnesses: make(map[common.Hash]strategy.Question),
		asked: make(chan []strategy.Question, 1), dear: make(chan []strategy.Question, 1), answered: make(chan struct{}, 1),
	}
	c.hearing.heard, c.hearing.guard = c.showEvents, &c.quiet
	for _, s := range h.blocks {
		c.showEvents(s.events)
	}
	return c, c.recall()
}

// Run makes rounds until ctx ends. An error of a round is logged, and the next round is the next attempt.
func (c *Challenger) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return c.compute(ctx, c.asked) })
	g.Go(func() error { return c.compute(ctx, c.dear) })
	g.Go(func() error { return c.rounds(ctx) })
	return g.Wait()
}

func (c *Challenger) rounds(ctx context.Context) error {
	return rounds(ctx, c.cfg.Poll, c.answered, c.Round, func(failures int, err error) {
		c.log.Warn("challenger round failed", "failures", failures, "err", err)
	})
}

// Round looks at L1 once, and offers the moves that are right now.
func (c *Challenger) Round(ctx context.Context) error {
	err := c.round(ctx)
	if ctx.Err() == nil {
		c.publish(err)
	}
	return err
}

func (c *Challenger) round(ctx context.Context) error {
	if err := c.follow(ctx); err != nil {
		return err
	}
	sight, ok, err := c.look(ctx)
	if err != nil || !ok {
		return err
	}
	purse, err := c.purse(ctx, sight)
	if err != nil {
		return err
	}
	clear(c.witnesses)
	own := remembering{c.ports.Computer.Ready(), c.witnesses}
	result := strategy.Next(c.party(), purse, sight, own)
	if result.Unsure == nil {
		c.decided = sight.Head
	}
	c.now.see(sight, purse, &result)
	c.compare(&result)
	defer func() { c.tell(c.now.Notices) }() // with those that come up while moves are offered
	c.ask(result.Needed)
	if result.Unsure != nil {
		return fmt.Errorf("make no move: %w", result.Unsure)
	}
	return c.offer(ctx, result.Moves)
}

// showEvents has own computation see the states that were asserted.
func (c *Challenger) showEvents(events []game.Event) {
	for _, e := range events {
		if a, ok := e.(game.Asserted); ok {
			c.ports.Computer.See(a.State)
		}
	}
}
