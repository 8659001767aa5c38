// SPDX-License-Identifier: Apache-2.0

package stateroot

import (
	"context"
	"fmt"
	"sort"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/stateroot/transition"
)

// State is where L2 stands before a leaf of the L1 branch that is being followed, counted from 0; behind the last one that
// is derived it is where L2 stands now. The error matches ErrNotDerived when L1 has not led there.
func (d *Deriver) State(leaf uint64) (*program.State, error) {
	if most := d.Status().Tip.Leaves; leaf > most {
		return nil, fmt.Errorf("the state before leaf %d: %w, %d leaves are", leaf, ErrNotDerived, most)
	}
	if leaf == 0 {
		return d.firstState()
	}
	b, err := d.chain.Note(stateName(leaf))
	if err != nil {
		return nil, err
	}
	s, err := program.DecodeState(b)
	if err != nil {
		return nil, fmt.Errorf("the state before leaf %d: %w; derive again into an empty folder", leaf, err)
	}
	return s, nil
}

func (d *Deriver) firstState() (*program.State, error) {
	genesis, err := d.chain.HeadByNumber(0)
	if err != nil {
		return nil, err
	}
	s := program.At(&derive.Position{Head: genesis}, common.Hash{})
	return &s, nil
}

// Leaf is the index of the leaf that made an L2 block.
func (d *Deriver) Leaf(block uint64) (uint64, error) {
	tip := d.Status().Tip
	if block == 0 || block > tip.Number {
		return 0, fmt.Errorf("block %d: %w, blocks 1 to %d are", block, ErrNotDerived, tip.Number)
	}
	var failed error
	behind := sort.Search(int(tip.Leaves), func(i int) bool { // the first leaf behind which the block is there
		s, err := d.State(uint64(i) + 1)
		if err != nil {
			failed = err
			return true
		}
		return s.Number >= block
	})
	return uint64(behind), failed
}

// End is what the inbox held when so many batches were in it.
func (d *Deriver) End(batches uint64) (e program.End, err error) {
	if most := d.Status().Tip.Batches; batches > most {
		return e, fmt.Errorf("%d batches: %w, %d are", batches, ErrNotDerived, most)
	}
	return d.end(batches)
}

func (d *Deriver) end(batches uint64) (e program.End, err error) {
	if batches == 0 {
		return e, nil
	}
	b, err := d.chain.Note(endName(batches))
	if err == nil {
		e, err = program.DecodeEnd(b)
	}
	if err != nil {
		return e, fmt.Errorf("the inbox with %d batches: %w; derive again into an empty folder", batches, err)
	}
	return e, nil
}

// keepLink notes the link of a batch, and the inbox with it.
func (d *Deriver) keepLink(b *l1anchor.Batch) error {
	e, err := d.end(b.Index)
	if err != nil {
		return err
	}
	message, err := d.accumulator(b.Consumed)
	if err != nil {
		return err
	}
	if e.Acc, err = d.keepValue(b.LinkPreimage(e.Acc, message)); err != nil {
		return err
	}
	if e.Batches++; e.Batches%l1anchor.MileBatches == 0 {
		if e.Mile, err = d.keepValue(append(e.Mile.Bytes(), e.Acc[:]...)); err != nil {
			return err
		}
	}
	return d.chain.SetNote(endName(e.Batches), e.Encode())
}

// leaves takes the steps of a batch and notes the states between them.
type leaves struct {
	*Deriver
	count uint64      // of all leaves so far
	root  common.Hash // of the tree of the messages that are consumed
	tree  *program.Tree
	grown uint64 // messages in it
}

func (d *Deriver) leavesFrom(p *Place, head transition.Head) *leaves {
	l := &leaves{Deriver: d, count: p.Leaves, root: p.Tree, grown: head.Consumed}
	l.tree = program.OpenTree(p.Tree, l)
	return l
}

// Value implements program.Nodes.
func (l *leaves) Value(hash common.Hash) ([]byte, error) {
	b, ok, err := l.value(hash)
	if err == nil && !ok {
		err = fmt.Errorf("no value is noted for %s; derive again into an empty folder", hash)
	}
	return b, err
}

// finish takes all steps of a batch.
func (l *leaves) finish(ctx context.Context, pos derive.Position, source *derive.Source) (derive.Position, derive.Outcome, error) {
	var out derive.Outcome
	for {
		next, event, breach, err := derive.Step(l.rollup, until{l.chain, ctx}, l.Deriver, pos, source)
		if err != nil {
			return pos, out, err
		}
		pos = next
		if err := l.keep(&pos); err != nil {
			return pos, out, err
		}
		if breach != nil {
			out.Breach = breach
		}
		switch event {
		case derive.MadeBlock:
			out.Blocks++
		case derive.MadeClosing:
			out.Closing++
		case derive.EndedBatch:
			return pos, out, nil
		}
	}
}

// keep notes the state behind one more leaf.
func (l *leaves) keep(pos *derive.Position) error {
	if err := l.grow(pos.Consumed); err != nil {
		return err
	}
	s := program.At(pos, l.root)
	l.count++
	return l.chain.SetNote(stateName(l.count), s.Encode())
}

// grow puts messages into the tree, and notes its new nodes.
func (l *leaves) grow(consumed uint64) error {
	if l.grown >= consumed {
		return nil
	}
	for ; l.grown < consumed; l.grown++ {
		m, err := l.Range(l.grown, l.grown+1)
		if err != nil {
			return err
		}
		if err := l.tree.Append(l.grown, crypto.Keccak256Hash(m[0].LeafPreimage())); err != nil {
			return err
		}
	}
	var failed error
	l.root = l.tree.Root(func(_ common.Hash, node []byte) {
		if _, err := l.keepValue(node); err != nil {
			failed = err
		}
	})
	return failed
}
