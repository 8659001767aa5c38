// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/l1anchor"
)

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
	d := l.member.base.deriver.Status().Tip
	head, err := l.member.base.chain.Head()
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
		b, err := l.member.base.chain.BlockByNumber(n)
		if err != nil {
			break
		}
		out = append(out, batcher.SealedBlock{Block: b.Block, Consumed: b.Consumed, Forced: b.Forced})
	}
	return out, nil
}
