// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/stateroot/wire"
)

// leader is what the proposing goroutine knows in one term. It applies each entry that it proposes to a state of its own,
// so that it can go on without waiting; the log may only fall behind it, and if it turns out otherwise the term starts
// over.
type leader struct {
	*Sequencer
	term  Term
	ahead fsm.State // the log with all that was proposed in this term

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

type flight struct {
	seq uint64
	gas uint64
	txs []*types.Transaction
}

// errStartOver says that the log took another course than the leader assumed.
var errStartOver = errors.New("the log took another course")

// lead runs one term. It returns an error only when the member must stop.
func (s *Sequencer) lead(ctx context.Context, term Term) error {
	own, cancel := context.WithCancel(term.Ctx)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)() // the executor has stopped: nothing that a leader waits for comes any more
	term.Ctx = own
	defer s.pool.Reset()
	defer s.setLeading(false)
	for {
		err := s.leadOnce(term)
		switch {
		case ctx.Err() != nil, term.Ctx.Err() != nil:
			return nil
		case errors.Is(err, errStartOver):
			s.log.Warn("leading starts over", "term", term.Number, "why", err)
		case err != nil:
			return err
		}
	}
}

func (s *Sequencer) setLeading(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leading = on
}

// leadOnce leads from what the log says now.
func (s *Sequencer) leadOnce(term Term) error {
	s.proposed.clear()
	state, err := s.drain(term.Ctx)
	if err != nil {
		return err
	}
	l := &leader{Sequencer: s, term: term, ahead: *state, started: s.cfg.Now(), worked: s.cfg.Now(), clock: clock{opened: s.cfg.Now()}}
	if l.parent, err = s.chain.HeadAt(state.Sealed.Hash); err != nil {
		return err
	}
	l.next = newAgain(s.chain, state.Queue)
	l.source()
	if err := l.measure(); err != nil {
		return err
	}
	s.setLeading(true)
	s.log.Info("leading", "term", term.Number, "sealed", state.Sealed.Number)
	err = l.loop()
	l.await()
	l.putBack()
	return err
}

// await returns when the outcome of all that was proposed is known: what starts over must not propose again what is still on
// its way.
func (l *leader) await() {
	if l.last == nil {
		return
	}
	select {
	case <-l.last:
	case <-l.term.Ctx.Done():
	}
}

// drain waits until everything handed over so far has been done, and returns the state then.
func (s *Sequencer) drain(ctx context.Context) (*fsm.State, error) {
	reached := make(chan fsm.State, 1)
	s.inbox.put(item{reached: reached})
	select {
	case state := <-reached:
		select {
		case <-s.ignored:
		default:
		}
		return &state, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// source chooses what the block that is open, or opens, is filled from. Who lost a place goes before who has not had one, and
// a block takes from one of the two only.
func (l *leader) source() {
	l.again = nil
	if l.ahead.Waiting() > 0 {
		l.again = l.next
	}
}

// measure counts what another leader put into the block that is open.
func (l *leader) measure() error {
	txs := decodeTxs(l.ahead.Txs)
	txs = slices.DeleteFunc(txs, func(tx *types.Transaction) bool { return tx == nil })
	fits, err := l.size.take(l.rollup, txs)
	l.full = fits < len(txs)
	return err
}

// loop does what is due until the term ends.
func (l *leader) loop() error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		executed := l.landed() // before looking at what is executed, so that nothing comes unnoticed in between
		wait, err := l.due()
		if err != nil {
			return err
		}
		timer.Reset(wait)
		select {
		case <-l.term.Ctx.Done():
			return nil
		case term := <-l.ignored:
			if term == l.term.Number {
				return fmt.Errorf("%w: an entry took no effect", errStartOver)
			}
		case <-l.pool.Ready():
		case <-executed:
		case <-timer.C:
		}
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

// open proposes the context of the next block: no earlier than a second after its parent, no later than L1 allows.
func (l *leader) open(now time.Time) (time.Duration, error) {
	view := l.l1.View()
	limit := max(view.Time, l.rollup.GenesisTime) + l.rollup.MaxDrift
	at, ok := l.clock.open(l.parent.Time(), limit, now)
	if !ok {
		l.log.Warn("no block can open until L1 moves on", "parent", l.parent.Time(), "limit", limit)
		return time.Second, nil
	}
	messages, err := l.messages(view)
	if err != nil {
		l.log.Warn("messages cannot be read", "from", l.parent.Consumed, "err", err)
	}
	e := &fsm.Open{
		Number: l.ahead.Sealed.Number + 1, Parent: l.ahead.Sealed.Hash, Timestamp: at,
		Consumed: l.parent.Consumed + uint64(len(messages)), Messages: messages,
	}
	if answer := e.Check(&l.parent); answer.Void() {
		l.log.Error("no block can open", "number", e.Number, "why", answer.Why)
		return time.Second, nil
	}
	l.size, l.full = blockSize{}, false
	l.source()
	return 0, l.propose(e)
}

// messages are the next ones that L1 has buried deep enough, as many as a block may consume and the log takes at a time.
// There are none while forced transactions wait: derivation would find the block void.
func (l *leader) messages(view View) ([]l1anchor.Message, error) {
	from := l.parent.Consumed
	if view.Messages <= from || l.parent.Forced < from {
		return nil, nil
	}
	all, err := l.l1.Range(from, min(view.Messages, from+wire.MaxBlockMessages))
	bytes := 0
	for i := range all {
		if bytes += len(all[i].Body); bytes > maxOpenBytes {
			return all[:i], err
		}
	}
	return all, err
}

// maxOpenBytes bounds the messages that one block consumes, where L1 leaves it to the sequencers: anybody can send large ones.
const maxOpenBytes = 1 << 20

// slice proposes transactions that wait, as many as the block has room for.
func (l *leader) slice(now time.Time) error {
	gas, ok := l.gasLeft()
	if !ok {
		return nil
	}
	if n := l.ahead.Open.Number; l.rechecked != n {
		l.pool.Recheck()
		l.rechecked = n
	}
	take := l.takeNew
	if l.again != nil {
		take = l.takeAgain
	}
	txs, err := take(gas)
	if len(txs) == 0 || err != nil {
		return err
	}
	e := &fsm.Slice{Number: l.ahead.Open.Number, Seq: l.ahead.Slices}
	f := flight{seq: e.Seq, txs: txs}
	for _, tx := range txs {
		raw, err := tx.MarshalBinary()
		if err != nil {
			return fmt.Errorf("encode transaction %s: %w", tx.Hash(), err)
		}
		e.Txs = append(e.Txs, raw)
		f.gas += tx.Gas()
	}
	l.proposed.add(e, txs)
	l.flight = append(l.flight, f)
	l.gas += f.gas
	l.nextSlice, l.worked = now.Add(l.cfg.Pace), now
	return l.propose(e)
}

// takeNew takes transactions that have had no place yet, as far as gas and the block's size allow.
func (l *leader) takeNew(gas uint64) ([]*types.Transaction, error) {
	txs := l.pool.Take(l.cfg.SliceTxs, gas, maxBlockRaw-min(l.size.raw, maxBlockRaw))
	fits, err := l.size.take(l.rollup, txs)
	if fits < len(txs) {
		l.full = err == nil
		l.pool.Return(txs[fits:])
	}
	return txs[:fits], err
}

// gasLeft is the gas that the open block has left if all that is in flight uses its limits. ok is false while the block has
// not been opened here.
func (l *leader) gasLeft() (gas uint64, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.Sequencer.open == nil || l.Sequencer.open.number != l.ahead.Open.Number || l.Sequencer.open.full {
		return 0, false
	}
	used := uint64(0)
	if r := l.Sequencer.open.Receipts(); len(r) > 0 {
		used = r[len(r)-1].CumulativeGasUsed
	}
	left := l.rollup.GasLimit - used
	return left - min(left, l.gas), true
}

// landed forgets slices that have been executed, and returns a channel that closes at the next execution.
func (l *leader) landed() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if open := l.Sequencer.open; open != nil && l.ahead.Open != nil && open.number == l.ahead.Open.Number {
		for len(l.flight) > 0 && l.flight[0].seq < open.slices {
			l.gas -= l.flight[0].gas
			l.flight = l.flight[1:]
		}
	}
	return l.changed
}

// seal waits until a majority of the members, and this one, have finished the closed block, and proposes what the majority
// made of it.
func (l *leader) seal() error {
	begun := l.cfg.Now()
	name, _ := l.ahead.Closing()
	ctx, cancel := context.WithCancel(l.term.Ctx)
	defer cancel()
	own := make(chan *finished, 1)
	go func() {
		f, _ := l.vote(ctx, name)
		own <- f
	}()
	mine, agreed, err := l.poll(name, own)
	if l.term.Ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return fmt.Errorf("seal block %d: %w", name.Number, err)
	}
	slices := l.ahead.Slices
	if err := l.propose(&fsm.Seal{Number: name.Number, Vote: agreed}); err != nil {
		return err
	}
	if mine.vote != agreed {
		// The executor stops this member when the entry comes back from the log; until then there is nothing to build upon.
		l.log.Error("ALARM: this leader made another block than the majority", "number", name.Number, "own", mine.vote.Hash, "agreed", agreed.Hash)
		<-l.term.Ctx.Done()
		return nil
	}
	l.flight, l.gas = nil, 0 // all of them stand before the Close
	l.parent, l.next = mine.head, mine.again
	l.log.Debug("block sealed", "number", name.Number, "gas", mine.head.Header.GasUsed, "slices", slices, "took", l.cfg.Now().Sub(begun))
	return nil
}

// propose hands an entry to the log and goes on as if it were committed.
func (l *leader) propose(e fsm.Entry) error {
	data, err := fsm.Encode(e)
	if err != nil {
		return err
	}
	if answer := l.ahead.Apply(e, &l.parent); answer.Void() {
		return fmt.Errorf("%w: %s", errStartOver, answer.Why)
	}
	parts, err := fsm.Split(data)
	for _, part := range parts {
		l.last = l.term.Propose(part)
	}
	return err
}

// putBack gives the pool what was taken from it and is not known to be ordered.
func (l *leader) putBack() {
	if l.again != nil {
		return
	}
	var txs []*types.Transaction
	for _, f := range l.flight {
		txs = append(txs, f.txs...)
	}
	l.pool.Return(txs)
}
