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

// State is where L2 stands before a transition. Transitions of the L1 branch that is being followed are counted from 0;
// the state before the one that is not derived yet is where L2 stands now. The error matches ErrNotDerived when L1 has
// not led there.
func (d *Deriver) State(index uint64) (*program.State, error) {
	if most := d.Status().Tip.Transitions; index > most {
		return nil, fmt.Errorf("the state before transition %d: %w, %d transitions are", index, ErrNotDerived, most)
	}
	if index == 0 {
		return d.firstState()
	}
	b, err := d.chain.Note(stateName(index))
	if err != nil {
		return nil, err
	}
	s, err := program.DecodeState(b)
	if err != nil {
		return nil, fmt.Errorf("the state before transition %d: %w; derive again into an empty folder", index, err)
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

// Charge is what the proof meter read when the L2 block with that hash was made: an upper bound of the machine steps
// that the block takes, without those that derive it. known is false if that was not noted.
func (d *Deriver) Charge(block common.Hash) (steps uint64, known bool, err error) {
	return d.chain.Charge(block)
}

// Transition is the index of the one that made an L2 block.
func (d *Deriver) Transition(block uint64) (uint64, error) {
	tip := d.Status().Tip
	if block == 0 || block > tip.Number {
		return 0, fmt.Errorf("block %d: %w, blocks 1 to %d are", block, ErrNotDerived, tip.Number)
	}
	var failed error
	behind := sort.Search(int(tip.Transitions), func(i int) bool { // the first one behind which the block is there
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
	if e.Batches++; e.Batches%l1anchor.MilestoneBatches == 0 {
		if e.Milestone, err = d.keepValue(append(e.Milestone.Bytes(), e.Acc[:]...)); err != nil {
			return err
		}
	}
	return d.chain.SetNote(endName(e.Batches), e.Encode())
}

// transitions makes those of a batch and notes the states between them.
type transitions struct {
	*Deriver
	count uint64      // of all transitions so far
	root  common.Hash // of the tree of the messages that are consumed
	tree  *program.Tree
	grown uint64 // messages in it
}

func (d *Deriver) transitionsFrom(p *Place, head transition.Head) *transitions {
	t := &transitions{Deriver: d, count: p.Transitions, root: p.Tree, grown: head.Consumed}
	t.tree = program.OpenTree(p.Tree, t.node)
	return t
}

// node is one of the tree, as it was noted.
func (t *transitions) node(hash common.Hash) ([]byte, error) {
	b, ok, err := t.value(hash)
	if err == nil && !ok {
		err = fmt.Errorf("no value is noted for %s; derive again into an empty folder", hash)
	}
	return b, err
}

// finish makes all transitions of a batch.
func (t *transitions) finish(ctx context.Context, pos derive.Position, source *derive.Source) (derive.Position, derive.Outcome, error) {
	var out derive.Outcome
	for {
		next, event, breach, err := derive.Next(t.rollup, until{t.chain, ctx}, t.Deriver, pos, source)
		if err != nil {
			return pos, out, err
		}
		pos = next
		if err := t.keep(&pos); err != nil {
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

// keep notes the state behind one more transition.
func (t *transitions) keep(pos *derive.Position) error {
	if err := t.grow(pos.Consumed); err != nil {
		return err
	}
	s := program.At(pos, t.root)
	t.count++
	return t.chain.SetNote(stateName(t.count), s.Encode())
}

// grow puts messages into the tree, and notes its new nodes.
func (t *transitions) grow(consumed uint64) error {
	if t.grown >= consumed {
		return nil
	}
	for ; t.grown < consumed; t.grown++ {
		m, err := t.Range(t.grown, t.grown+1)
		if err != nil {
			return err
		}
		if err := t.tree.Append(t.grown, crypto.Keccak256Hash(m[0].LeafPreimage())); err != nil {
			return err
		}
	}
	var failed error
	t.root = t.tree.Root(func(_ common.Hash, node []byte) {
		if _, err := t.keepValue(node); err != nil {
			failed = err
		}
	})
	return failed
}
