// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
)

// bid is a move as it is offered: its calls, and how many blocks are left for it.
type bid struct {
	key   strategy.Key
	calls []l1anchor.Call
	left  uint64
}

type bids []bid

// offered are the calls of several moves in a row.
type offered struct {
	calls       []l1anchor.Call
	left, under []uint64
	whose       []strategy.Key
}

// place offers the calls under the nonces that follow those of the block that was looked at. If L1 has gone on since,
// it may have them: to offer them under later nonces would make each move twice.
//
// What the node refuses steps aside, and what is behind it may take its nonce. The node may lie, and have passed on
// what it refused: so a refused move gets no other nonce before L1 has something under that one. It is written down
// before another move gets the nonce: behind a crash the two do not change places, since the other one waits there.
func (c *Challenger) place(ctx context.Context, next uint64, queue bids) (refused error) {
	aside := make(map[strategy.Key]bool)
	for {
		o := c.offered(queue, aside)
		has, err := c.ports.Sender.OfferBy(ctx, next, o.calls, o.left, o.under, uint64(c.history.deployed.Config.Censored))
		c.price()
		var no refusal
		switch {
		case errors.As(err, &no):
			call, nonce := no.Refused()
			if err := c.stepAside(o.whose[call], nonce, no); err != nil {
				return errors.Join(refused, err)
			}
			aside[o.whose[call]] = true
			refused = errors.Join(refused, fmt.Errorf("offer the move %s: %w", o.whose[call], err))
			continue
		case err != nil:
			err = fmt.Errorf("offer %d moves: %w", len(queue)-len(aside), err)
		case has == nil:
			c.log.Debug("L1 has gone on: the moves are decided anew", "block", c.history.at.Height, "nonce", next)
		}
		return errors.Join(refused, err, c.accepted(queue, o, has))
	}
}

// accepted has those queue up as new ones that were refused once and have their nonce now: what is offered next goes
// behind them. The error names those that wait until the account is past the nonce that they were refused under.
func (c *Challenger) accepted(queue bids, o offered, has []uint64) (waiting error) {
	for _, b := range queue {
		first := slices.Index(o.whose, b.key)
		switch after := c.pending.after[b.key]; {
		case after == 0 || first < 0 || has == nil:
		case slices.Contains(has[first:first+len(b.calls)], 0):
			waiting = errors.Join(waiting, fmt.Errorf("the L1 node refused the move %s: it waits until nonce %d is mined", b.key, after-1))
		default:
			if err := c.queueUp(b.key); err != nil {
				return err
			}
		}
	}
	return waiting
}

// refusal is the error of a Sender whose node will not carry a call.
type refusal interface {
	error
	// Refused is the number of the call among those that were offered, and the nonce that it was refused under.
	Refused() (call int, nonce uint64)
}

func (c *Challenger) offered(queue bids, aside map[strategy.Key]bool) (o offered) {
	for _, b := range queue {
		if aside[b.key] {
			continue
		}
		o.calls = append(o.calls, b.calls...)
		for range b.calls {
			o.left, o.under, o.whose = append(o.left, b.left), append(o.under, c.pending.after[b.key]), append(o.whose, b.key)
		}
	}
	return o
}

// stepAside notes that a node has refused a move.
func (c *Challenger) stepAside(k strategy.Key, nonce uint64, why error) error {
	if c.pending.after[k] == nonce+1 {
		return nil
	}
	in := c.pending.intent[k]
	in.After = nonce + 1
	if err := c.note(k, in); err != nil {
		return err
	}
	c.pending.intent[k], c.pending.after[k] = in, in.After
	c.log.Warn("the L1 node refuses a move: others go before it", "move", k.String(), "nonce", nonce, "err", why)
	return nil
}

// queueAgain has moves that were refused queue up as new ones as soon as the account is past the nonce under which
// they were: L1 has something else under it.
func (c *Challenger) queueAgain(next uint64) error {
	for _, k := range slices.Clone(c.pending.order) {
		if after := c.pending.after[k]; after == 0 || after > next {
			continue
		}
		if err := c.queueUp(k); err != nil {
			return err
		}
	}
	maps.DeleteFunc(c.pending.after, func(_ strategy.Key, after uint64) bool { return after <= next })
	return nil
}

// queueUp puts a move that was refused behind all others.
func (c *Challenger) queueUp(k strategy.Key) error {
	in := c.pending.intent[k]
	in.After, in.Number = 0, c.pending.next
	if err := c.note(k, in); err != nil {
		return err
	}
	c.pending.intent[k] = in
	c.pending.next++
	at := slices.Index(c.pending.order, k)
	c.pending.order = append(slices.Delete(c.pending.order, at, at+1), k)
	delete(c.pending.after, k)
	return nil
}
