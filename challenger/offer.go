// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
)

// Intent is a move that the challenger means to make, from before it is sent until it is no longer wanted: L1 has it
// then, whoever made it. Those that are done stay in the ledger for a while, see forget.
type Intent struct {
	Move   string      `json:"move"`   // what it does
	Node   common.Hash `json:"node"`   // assertion, node or origin that it is about
	Number uint64      `json:"number"` // intents are numbered as they come, anew when they queue up again
	Bond   uint64      `json:"bond"`   // gwei, at most
	Wanted uint64      `json:"wanted"` // L1 height at which it was wanted first
	Done   uint64      `json:"done"`   // L1 height at which it was not wanted any more; 0: it is
	After  uint64      `json:"after"`  // one more than the nonce under which a node refused it; 0: none did. See place
}

// pending is what is offered to L1. The order of its moves is that of the account's transactions, which does not
// change while they wait: a move under another one's number would have to outbid it.
type pending struct {
	order  []strategy.Key
	intent map[strategy.Key]Intent
	next   uint64                  // number of the next intent
	done   map[strategy.Key]uint64 // Intent.Done of those that are, and in the ledger still
	after  map[strategy.Key]uint64 // Intent.After of those that were refused, also while they are not wanted
}

func name(k strategy.Key) string { return fmt.Sprintf("%s %x", k.What, k.Node) }

// recall takes the intents that are not done from the ledger: their transactions may still wait on L1, in that order.
func (c *Challenger) recall() error {
	c.pending = pending{intent: make(map[strategy.Key]Intent), after: make(map[strategy.Key]uint64), done: make(map[strategy.Key]uint64)}
	tasks := make(map[string]strategy.Task)
	for t := strategy.ConfirmTask; t <= strategy.WithdrawTask; t++ {
		tasks[t.String()] = t
	}
	err := c.ports.Ledger.Intents(func(_ string, what []byte) error {
		var in Intent
		if err := json.Unmarshal(what, &in); err != nil {
			return err
		}
		c.pending.next = max(c.pending.next, in.Number+1)
		task, ok := tasks[in.Move]
		if !ok {
			return fmt.Errorf("it is about a move %q", in.Move)
		}
		key := strategy.Key{What: task, Node: in.Node}
		if in.After != 0 {
			c.pending.after[key] = in.After
		}
		if in.Done != 0 {
			c.pending.done[key] = in.Done
			return nil
		}
		c.pending.order = append(c.pending.order, key)
		c.pending.intent[key] = in
		return nil
	})
	slices.SortFunc(c.pending.order, func(a, b strategy.Key) int {
		return cmp.Compare(c.pending.intent[a].Number, c.pending.intent[b].Number)
	})
	return err
}

// offer has L1 carry these moves, behind those of them that are offered already. Each is in the ledger before it is
// sent. A move that cannot be sent holds back no other: the error names it when the others are sent.
func (c *Challenger) offer(ctx context.Context, moves []strategy.Move) error {
	if c.ports.Sender == nil {
		return nil
	}
	wanted := make(map[strategy.Key]strategy.Move, len(moves))
	for _, m := range moves {
		wanted[m.Key] = m
	}
	if err := errors.Join(c.drop(wanted), c.forget()); err != nil {
		return err
	}
	next, err := c.ports.L1.NonceAt(ctx, c.history.at.Hash, c.ports.Sender.Address())
	if err != nil {
		return err
	}
	if err := c.queueAgain(next); err != nil {
		return err
	}
	queue, unsent, err := c.queue(ctx, moves, wanted)
	if err != nil {
		return err
	}
	return errors.Join(unsent, c.place(ctx, next, queue))
}

// queue is what to offer: what is offered already, and then what is new, as long as there is room. unsent says which
// moves are not in it though they are due.
func (c *Challenger) queue(ctx context.Context, moves []strategy.Move, wanted map[strategy.Key]strategy.Move) (queue bids, unsent, err error) {
	inFlight := 0
	for _, k := range c.pending.order {
		calls, err := c.calls(ctx, wanted[k])
		if err != nil {
			unsent = errors.Join(unsent, err)
			continue
		}
		queue = append(queue, bid{k, calls, c.left(wanted[k])})
		if c.pending.after[k] == 0 {
			inFlight += len(calls)
		}
	}
	for _, m := range moves {
		if _, old := c.pending.intent[m.Key]; old {
			continue
		}
		calls, err := c.calls(ctx, m)
		if err != nil {
			unsent = errors.Join(unsent, err)
			continue
		}
		if inFlight+len(calls) > c.cfg.InFlight && inFlight > 0 {
			break // the rest comes when these are mined
		}
		agreed, err := c.seconded(ctx, m)
		unsent = errors.Join(unsent, err)
		if !agreed {
			continue
		}
		if err := c.intend(m); err != nil {
			return nil, unsent, err
		}
		queue = append(queue, bid{m.Key, calls, c.left(m)})
		inFlight += len(calls)
	}
	c.now.Offered = inFlight
	return queue, unsent, nil
}

// left is how many blocks a move can be late: until the claim that profits has earned all that is tolerated.
func (c *Challenger) left(m strategy.Move) uint64 {
	tolerated := c.history.deployed.Config.Censored
	return uint64(tolerated - min(tolerated, m.Rival))
}

// price notes what is bid, and says when that is more than the contract pays back.
func (c *Challenger) price() {
	cost, highest := c.ports.Sender.Above()
	refund := new(big.Int).SetUint64(c.history.deployed.Config.Price)
	if was := c.now.Bid; highest.Cmp(refund) > 0 && (was == nil || was.Cmp(refund) <= 0) {
		c.log.Warn("L1 gas is dearer than what the contract pays back", "bid", highest, "paid back", refund, "cost above", cost)
	}
	c.now.Above, c.now.Bid = cost, highest
}

// calls are the transactions that make a move.
func (c *Challenger) calls(ctx context.Context, m strategy.Move) ([]l1anchor.Call, error) {
	preimage, err := c.toLoad(ctx, m)
	if err != nil {
		return nil, fmt.Errorf("find what the step of the move %s reads: %w", m.Key, err)
	}
	calls, err := c.ports.Contract.Calls(m, preimage)
	if err != nil {
		return nil, fmt.Errorf("write the move %s: %w", m.Key, err)
	}
	return calls, nil
}

// drop ends the intents that are not wanted any more.
func (c *Challenger) drop(wanted map[strategy.Key]strategy.Move) error {
	still := c.pending.order[:0]
	for _, k := range c.pending.order {
		if _, ok := wanted[k]; ok {
			still = append(still, k)
			continue
		}
		in := c.pending.intent[k]
		in.Done = uint64(c.history.at.Height)
		if err := c.note(k, in); err != nil {
			return err
		}
		delete(c.pending.intent, k)
		c.pending.done[k] = in.Done
		c.log.Info("a move is no longer wanted: L1 has it, or needs it no more", "move", k.String())
	}
	c.pending.order = still
	return nil
}

// kept is for how many L1 blocks the ledger says what was done: twice as many as a follower of L1 remembers. A reorg
// that takes more than that back has the moves be wanted anew, as on an empty disk.
const kept = 16_384

// forget removes from the ledger what was done long ago. Else it would grow for ever: so it has what can be made within
// that time. A move that was refused stays until the account is past the nonce.
func (c *Challenger) forget() error {
	var names []string
	for k, done := range c.pending.done {
		if _, refused := c.pending.after[k]; !refused && done+kept < uint64(c.history.at.Height) {
			names = append(names, name(k))
			delete(c.pending.done, k)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return c.ports.Ledger.Forget(names...)
}

// intend writes down a move that is about to be sent.
func (c *Challenger) intend(m strategy.Move) error {
	in := Intent{
		Move: m.Key.What.String(), Node: m.Key.Node, Number: c.pending.next, Bond: m.Bond, Wanted: uint64(c.history.at.Height),
		After: c.pending.after[m.Key],
	}
	if err := c.note(m.Key, in); err != nil {
		return err
	}
	c.pending.next++
	delete(c.pending.done, m.Key)
	c.pending.order = append(c.pending.order, m.Key)
	c.pending.intent[m.Key] = in
	c.log.Info("making a move", "move", m.Key.String(), "bond", m.Bond, "rival", m.Rival, "left", m.Left)
	return nil
}

func (c *Challenger) note(k strategy.Key, in Intent) error {
	b, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("encode the intent %s: %w", k, err)
	}
	return c.ports.Ledger.Intend(name(k), b)
}
