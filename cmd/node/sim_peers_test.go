// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/fsm"
)

// simPeers asks the other members over the simulated network.
type simPeers struct{ *simMember }

// other runs a question at another member that runs.
func (p simPeers) other(ctx context.Context, id string, question func(l *simLife)) error {
	return p.net.RoundTrip(ctx, p.id, id, func() {
		for _, m := range p.members {
			if l := m.life(); m.id == id && l != nil {
				question(l)
			}
		}
	})
}

// Blocks implements asker.
func (p simPeers) Blocks(ctx context.Context, id string, from uint64, to common.Hash) (out []sequencer.Fetched, err error) {
	err = p.other(ctx, id, func(l *simLife) { out = l.blocks(from, to) })
	if err == nil && len(out) == 0 {
		err = errLacking
	}
	return out, err
}

// Rebased implements asker.
func (p simPeers) Rebased(ctx context.Context, id string, index uint64) (r fsm.Rebased, err error) {
	found := false
	err = p.other(ctx, id, func(l *simLife) { r, found, _ = l.stage.Rebased(index) })
	if err == nil && !found {
		err = errLacking
	}
	return r, err
}

// blocks is what a member answers to another one that lacks them.
func (l *simLife) blocks(from uint64, to common.Hash) (out []sequencer.Fetched) {
	for _, hash := range l.base.chain.Branch(from, fetchCount, to) {
		b, err := l.base.chain.Block(hash)
		if err != nil {
			break
		}
		out = append(out, sequencer.Fetched{Hash: hash, Parent: b.ParentHash(), Input: b.Input()})
	}
	return out
}

// simL1 is a member's L1 node.
type simL1 struct{ *simMember }

var errBlind = errors.New("the L1 node does not answer")

// Head implements l1anchor.Reader.
func (n simL1) Head(ctx context.Context) (l1anchor.Ref, error) {
	if n.blind.Load() {
		return l1anchor.Ref{}, errBlind
	}
	return n.l1.Head(ctx)
}

// BlockByHash implements l1anchor.Reader.
func (n simL1) BlockByHash(ctx context.Context, hash common.Hash) (*l1anchor.Block, error) {
	if n.blind.Load() {
		return nil, errBlind
	}
	return n.l1.BlockByHash(ctx, hash)
}

// BlockByHeight implements l1anchor.Reader.
func (n simL1) BlockByHeight(ctx context.Context, h l1anchor.Height) (*l1anchor.Block, error) {
	if n.blind.Load() {
		return nil, errBlind
	}
	return n.l1.BlockByHeight(ctx, h)
}

// source is the batcher's view: of whichever member runs, as its list of URLs would have it.
type source struct{ *sim }

// anybody is the first member that runs and does not stand still.
func (s source) anybody() (*simLife, error) {
	for _, m := range s.members {
		if l := m.life(); l != nil && !m.paused.Load() {
			return l, nil
		}
	}
	return nil, errors.New("nobody answers")
}

// Derived implements batcher.Source.
func (s source) Derived(context.Context) (batcher.Derived, error) {
	l, err := s.anybody()
	if err != nil {
		return batcher.Derived{}, err
	}
	d := l.base.deriver.Status().Tip
	head, err := l.base.chain.Head()
	if err != nil {
		return batcher.Derived{}, err
	}
	return batcher.Derived{
		L1: d.At, BatchCount: d.Batches, Tail: d.Tail, Consumed: d.Consumed, Messages: d.Messages, Number: d.Number, Hash: d.Head, Sealed: head.Number(),
	}, nil
}

// Blocks implements batcher.Source.
func (s source) Blocks(_ context.Context, from uint64, count int) (out []batcher.SealedBlock, err error) {
	l, err := s.anybody()
	if err != nil {
		return nil, err
	}
	for n := from; len(out) < count; n++ {
		b, err := l.base.chain.BlockByNumber(n)
		if err != nil {
			break
		}
		out = append(out, batcher.SealedBlock{Block: b.Block, Consumed: b.Consumed, Forced: b.Forced})
	}
	return out, nil
}
