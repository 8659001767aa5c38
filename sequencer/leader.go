// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
)

// execution is all that a leader sees of the executor beside it.
type execution interface {
	// start begins with nothing of what was proposed before: it waits until everything handed over so far has been
	// done, and returns the log's state then.
	start(ctx context.Context) (*fsm.State, error)
	// expect gives the transactions of a slice that is proposed, so that they need not be decoded from the log.
	expect(s *fsm.Slice, txs []*types.Transaction)
	// progress is how many slices of that block have been executed, and a channel that closes when something more has
	// been.
	progress(number uint64) (slices uint64, more <-chan struct{})
	// gasUsed is what that block has used so far. ok is false while it is not open here, and when nothing more goes in.
	gasUsed(number uint64) (used uint64, ok bool)
	// settled tells whether a transaction that a rebase left needs no turn (any more).
	settled(tx *types.Transaction) bool
	// vote waits until this member has finished the closed block with that name.
	vote(ctx context.Context, name fsm.Closed) (*finished, error)
	// answered gives what became of entries without effect, the newest one if there are several.
	answered() <-chan answer
}

// leader proposes entries in one term. It applies each entry that it proposes to a state of its own, so that it can
// go on without waiting: that state runs ahead of the log. When the log turns out to be another one, this leader is
// over, and another one begins from what the log says.
type leader struct {
	cfg    Config
	rollup *params.Params
	chain  Chain
	l1     L1
	pool   Pool
	log    *slog.Logger
	exec   execution
	split  *atomic.Uint64 // see Status.Split
	term   Term

	// owned by the goroutine that leads
	end       ending          // why it does not go on; empty while it does
	ahead     fsm.State       // the log with all that was proposed in this term
	parent    transition.Head // of the open block, or the newest sealed one
	again     *again          // what the open block is filled from while rebases left something; nil: the pool
	next      *again          // for the next block
	flight    []flight        // slices proposed and not yet executed, oldest first
	gas       uint64          // sum of their gas limits
	size      blockSize
	full      bool   // nothing more goes into the open block
	rechecked uint64 // block for which the pool was told that nonces may have moved
	clock     clock
	nextSlice time.Time
	last      <-chan struct{} // closed when the outcome of the newest proposal is known; nil before the first
	started   time.Time
	worked    time.Time // there was something to put into a block
}

// ending is why a leader does not go on from what it takes the log for. None is an error.
type ending string

const (
	termOver ending = "the term is over"
	rebased  ending = "a rebase was proposed"
	void     ending = "an entry has no effect"
	passed   ending = "the log has come past the closed block"
)

// over ends this leader, unless something did before.
func (l *leader) over(why ending) {
	if l.end == "" {
		l.end = why
	}
}

// begin takes the log as it is, once everything before this term has been executed.
func (l *leader) begin() error {
	state, err := l.exec.start(l.term.Ctx)
	if err != nil {
		return err
	}
	now := l.cfg.Now()
	l.ahead, l.started, l.worked, l.clock = *state, now, now, clock{opened: now}
	if l.parent, err = l.chain.HeadAt(state.Sealed.Hash); err != nil {
		return err
	}
	l.next = newAgain(l.chain, state.Queue)
	l.source()
	return l.measure()
}

// measure counts what another leader put into the block that is open.
func (l *leader) measure() error {
	txs := decodeTxs(l.ahead.Txs)
	txs = slices.DeleteFunc(txs, func(tx *types.Transaction) bool { return tx == nil })
	fits, err := l.size.take(l.rollup, txs)
	l.full = fits < len(txs)
	return err
}

// loop does what is due until the leader is over.
func (l *leader) loop() error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		executed := l.landed() // before looking at what is executed, so that nothing comes unnoticed in between
		wait, err := l.due()
		if err != nil || l.end != "" {
			return err
		}
		timer.Reset(wait)
		select {
		case <-l.term.Ctx.Done():
			l.over(termOver)
		case a := <-l.exec.answered():
			l.told(a)
		case <-l.pool.Ready():
		case <-executed:
		case <-timer.C:
		}
		if l.end != "" {
			return nil
		}
	}
}

// told takes the log's answer to an entry without effect. One of this term is not in the log as this leader takes it
// for.
func (l *leader) told(a answer) {
	if a.term == l.term.Number {
		l.over(void)
	}
}

// due takes the next step and says when to look again.
func (l *leader) due() (time.Duration, error) {
	now := l.cfg.Now()
	if l.blind(now) {
		return time.Second, l.yield()
	}
	if l.ahead.Open == nil {
		if dictated, err := l.contradicted(); err != nil || dictated {
			return 0, err
		}
		if wait := l.idle(now, l.l1.View()); wait > 0 {
			return wait, nil
		}
		return l.open(now)
	}
	if l.ahead.Closed {
		return 0, l.seal()
	}
	rest := l.clock.rest(l.ahead.Open.Timestamp, now)
	if rest <= 0 {
		return 0, l.propose(&fsm.Close{Number: l.ahead.Open.Number, Slices: l.ahead.Slices})
	}
	if l.full || len(l.flight) >= l.cfg.InFlight {
		return rest, nil
	}
	if now.Before(l.nextSlice) {
		return min(rest, l.nextSlice.Sub(now)), nil
	}
	return rest, l.slice(now)
}

// propose hands an entry to the log and goes on as if it were committed. An entry that has no effect on the log as this
// leader takes it for is not proposed, and ends the leader.
func (l *leader) propose(e fsm.Entry) error {
	data, err := fsm.Encode(e)
	if err != nil {
		return err
	}
	hold(&l.ahead, &l.parent)
	if answer := l.ahead.Apply(e, &l.parent); answer.Void() {
		l.log.Warn("an entry of this leader would have no effect", "outcome", answer.Outcome, "why", answer.Why)
		l.over(void)
		return nil
	}
	parts, err := fsm.Split(data)
	for _, part := range parts {
		l.last = l.term.Propose(part)
	}
	return err
}

// await returns when the outcome of all that was proposed is known: whoever leads next in this member must not propose
// again what is still on its way.
func (l *leader) await() {
	if l.last == nil {
		return
	}
	select {
	case <-l.last:
	case <-l.term.Ctx.Done():
	}
}
