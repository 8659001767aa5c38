// SPDX-License-Identifier: Apache-2.0

package stateroot

import (
	"context"
	"fmt"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// move goes one block along L1, or back to a fork, and reports whether there was one to make.
func (d *Deriver) move(ctx context.Context) (moved bool, err error) {
	s, err := d.follower.Next(ctx)
	if err != nil {
		return false, &l1Error{err}
	}
	d.noteSeen(d.follower.Head())
	if s == nil {
		return false, nil
	}
	defer d.work()()
	if s.Rewound() {
		err = d.rewind(s.To)
	} else {
		err = d.take(ctx, s.Block)
	}
	d.before = l1anchor.Ref{}
	if err != nil {
		// The follower has moved and we have not: let it start again from where we are.
		d.follower = l1anchor.NewFollower(d.reader, d.place.At, d.older)
		return false, err
	}
	return true, nil
}

// rewind goes back to the last kept place that is not above to. The chain's head follows when all of the new branch has
// been taken, so that readers do not see the detour.
func (d *Deriver) rewind(to l1anchor.Ref) error {
	from := d.place.At
	if d.before.Height > from.Height {
		from = d.before
	}
	d.noteReorg(from, to)
	p, err := d.placeAt(d.place, to.Height)
	if err != nil {
		return err
	}
	if p.At.Height > to.Height {
		return fmt.Errorf("L1 reorg to block %d, below the first place at block %d: the rollup file names another L1 chain", to.Height, p.At.Height)
	}
	p = p.kept()
	p.At = to
	d.mu.Lock()
	d.trail.cut(to.Height)
	p.Time = d.trail.time(to.Height)
	d.mu.Unlock()
	return d.moveTo(p)
}

// take derives what one L1 block carries.
func (d *Deriver) take(ctx context.Context, b *l1anchor.Block) error {
	next := d.place
	next.At, next.Time = b.Ref, b.Time
	active := len(b.Messages)+len(b.Batches) > 0
	if err := d.takeMessages(&next, b.Messages); err != nil {
		return err
	}
	if err := d.takeBatches(ctx, &next, b); err != nil {
		return err
	}
	d.mu.Lock()
	d.trail.add(b)
	d.mu.Unlock()
	if active {
		if err := d.save(placeName(b.Height), &next); err != nil {
			return err
		}
	}
	if err := d.moveTo(next); err != nil {
		return err
	}
	if active {
		d.place = d.place.kept()
	}
	return nil
}

// moveTo makes p the newest place.
func (d *Deriver) moveTo(p Place) error {
	if err := d.save(newestName, &p); err != nil {
		return err
	}
	d.place = p
	d.publish()
	return nil
}

func (d *Deriver) takeMessages(p *Place, messages []l1anchor.Message) error {
	for i := range messages {
		m := &messages[i]
		if m.Index != p.Messages {
			return &l1Error{fmt.Errorf("message %d in block %d where message %d is due", m.Index, p.At.Height, p.Messages)}
		}
		if err := d.save(messageName(m.Index), m); err != nil {
			return err
		}
		p.Acc = m.Extend(p.Acc)
		if err := d.chain.SetNote(accumulatorName(m.Index), p.Acc[:]); err != nil {
			return err
		}
		if err := d.keepMessage(m, p.Acc); err != nil {
			return err
		}
		p.Messages++
		p.LastMessage = m.Height
	}
	return nil
}

func (d *Deriver) takeBatches(ctx context.Context, p *Place, b *l1anchor.Block) error {
	batches := append([]l1anchor.Batch(nil), b.Batches...)
	if _, err := l1anchor.Number(p.Batches, batches); err != nil {
		return &l1Error{err}
	}
	for i := range batches {
		if err := d.takeBatch(ctx, p, &batches[i]); err != nil {
			return fmt.Errorf("batch %d: %w", batches[i].Index, err)
		}
	}
	return nil
}

func (d *Deriver) takeBatch(ctx context.Context, p *Place, b *l1anchor.Batch) error {
	if b.Consumed > p.Messages {
		return &l1Error{fmt.Errorf("it consumes %d messages of %d", b.Consumed, p.Messages)}
	}
	head, err := d.chain.HeadAt(p.Head)
	if err != nil {
		return err
	}
	made := d.transitionsFrom(p, head)
	pos, out, err := made.finish(ctx, derive.Position{Head: head, Batch: b.Index}, derive.OpenWith(d.chain.Signer(), *b))
	if err != nil {
		return err
	}
	if err := d.keepLink(b); err != nil {
		return err
	}
	c := Carrier{Batch: b.Index, At: p.At, First: head.Number() + 1, Last: pos.Number()}
	if out.Breach != nil {
		c.Breach = out.Breach.Error()
		d.log.Warn("batch is void from some point on", "batch", b.Index, "l1", p.At.Height, "breach", c.Breach)
	}
	d.log.Info("batch derived", "batch", b.Index, "l1", p.At.Height, "blocks", out.Blocks, "closing", out.Closing, "head", pos.Number())
	p.Batches, p.Consumed, p.Tail = b.Index+1, b.Consumed, b.Tail()
	p.Number, p.Head = pos.Number(), pos.Hash()
	p.Transitions, p.Tree = made.count, made.root
	if err := d.save(carrierName(b.Index), &c); err != nil {
		return err
	}
	return d.adopt(p)
}

// until is an engine that makes no block any more once ctx has ended: one batch may cause 65,536 closing blocks. The
// batch is then derived anew.
type until struct {
	derive.Engine
	ctx context.Context
}

// Execute implements derive.Engine.
func (u until) Execute(parent transition.Head, in derive.Input) (transition.Head, error) {
	if err := u.ctx.Err(); err != nil {
		return transition.Head{}, fmt.Errorf("L2 block %d: %w", parent.Number()+1, err)
	}
	return u.Engine.Execute(parent, in)
}

// adopt makes freshly derived blocks canonical on a node that derivation leads. Blocks that are canonical already,
// because they were derived before a restart, stay with all that stands on them.
func (d *Deriver) adopt(p *Place) error {
	if !d.cfg.Lead {
		return nil
	}
	if at, err := d.chain.HeadByNumber(p.Number); err == nil && at.Hash() == p.Head {
		return nil
	}
	return d.chain.SetHead(p.Head)
}

// settle is called when all of L1 has been taken: the head of a node that derivation leads is then exactly the derived
// one, and the tags follow.
func (d *Deriver) settle() error {
	defer d.work()()
	if d.cfg.Lead {
		if err := d.chain.SetHead(d.place.Head); err != nil {
			return err
		}
	}
	s := d.Status()
	for _, tag := range []struct {
		place Place
		set   func(p Place) error
	}{
		{s.Deep, func(p Place) error { return d.chain.SetSafe(p.Head) }},
		{s.Final, func(p Place) error { return d.chain.SetFinalized(p.Head) }},
	} {
		at, err := d.chain.HeadByNumber(tag.place.Number)
		if err != nil || at.Hash() != tag.place.Head {
			continue // not (yet) on our chain: a sequencer is behind, or about to rebase
		}
		if err := tag.set(tag.place); err != nil {
			return err
		}
	}
	d.noteSettled()
	return nil
}
