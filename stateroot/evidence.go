// SPDX-License-Identifier: Apache-2.0

package stateroot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/vm/oracle"
)

// Leaf is one step of derivation as the proven program takes it.
type Leaf struct {
	Before, After program.State
	Event         derive.Event
}

// Evidence is what proves the leaves of one batch: it answers everything that the program asks for on its way through them.
// It holds the inbox's chains in memory and finds the rest on the L2 chain.
type Evidence struct {
	Rollup common.Hash // hash of the rollup's constants
	End    program.End // all that L1 carries now
	Leaves []Leaf

	chain  Chain
	values map[common.Hash][]byte
}

var _ program.Oracle = (*Evidence)(nil)

// Evidence gathers what proves a batch that has been derived. It reads all batches from L1 once more, since their data is kept
// nowhere else.
func (d *Deriver) Evidence(ctx context.Context, batch uint64) (*Evidence, error) {
	tip := d.Status().Tip
	if batch >= tip.Batches {
		return nil, fmt.Errorf("batch %d is not derived yet, %d are", batch, tip.Batches)
	}
	e := &Evidence{chain: d.chain, values: make(map[common.Hash][]byte)}
	e.Rollup = e.keep(d.rollup.Canonical())
	messages, err := d.Range(0, tip.Messages)
	if err != nil {
		return nil, err
	}
	e.keepMessages(messages)
	b, c, err := d.keepBatches(ctx, e, tip.Batches, batch)
	if err != nil {
		return nil, err
	}
	e.keep(e.End.Encode())
	head, err := d.chain.HeadByNumber(c.First - 1)
	if err != nil {
		return nil, err
	}
	return e, d.leaves(e, head, b, messages)
}

// keep makes bytes known by their hash.
func (e *Evidence) keep(b []byte) common.Hash {
	hash := crypto.Keccak256Hash(b)
	e.values[hash] = b
	return hash
}

func (e *Evidence) keepMessages(messages []l1anchor.Message) {
	var acc common.Hash
	for i := range messages {
		leaf := e.keep(messages[i].LeafPreimage())
		e.keep(messages[i].Body)
		acc = e.keep(append(acc.Bytes(), leaf[:]...))
	}
}

// keepBatches reads batches from L1, keeps their links and data, and returns the one that is asked for.
func (d *Deriver) keepBatches(ctx context.Context, e *Evidence, count, wanted uint64) (batch l1anchor.Batch, carrier Carrier, err error) {
	var at common.Hash           // L1 block
	var carried []l1anchor.Batch // what is left of its batches
	for i := range count {
		var c Carrier
		if ok, err := d.load(carrierName(i), &c); err != nil || !ok {
			return batch, carrier, fmt.Errorf("carrier of batch %d is not on disk: %w", i, err)
		}
		if at != c.At.Hash {
			at = c.At.Hash
			if carried, err = d.batchesOf(ctx, at, i); err != nil {
				return batch, carrier, err
			}
		}
		if len(carried) == 0 {
			return batch, carrier, fmt.Errorf("L1 block %d does not carry batch %d", c.At.Height, i)
		}
		if err := d.keepBatch(e, &carried[0]); err != nil {
			return batch, carrier, err
		}
		if i == wanted {
			batch, carrier = carried[0], c
		}
		carried = carried[1:]
	}
	return batch, carrier, nil
}

// batchesOf reads the batches of an L1 block, of which the first has an index.
func (d *Deriver) batchesOf(ctx context.Context, hash common.Hash, first uint64) ([]l1anchor.Batch, error) {
	block, err := d.reader.BlockByHash(ctx, hash)
	if err != nil {
		return nil, fmt.Errorf("L1 block of batch %d: %w", first, err)
	}
	batches := slices.Clone(block.Batches)
	_, err = l1anchor.Number(first, batches)
	return batches, err
}

// keepBatch puts the next batch behind the end.
func (d *Deriver) keepBatch(e *Evidence, b *l1anchor.Batch) error {
	acc, ok, err := d.Accumulator(b.Consumed)
	if err == nil && !ok {
		err = errors.New("there are fewer")
	}
	if err != nil {
		return fmt.Errorf("messages below %d, which batch %d consumes: %w", b.Consumed, b.Index, err)
	}
	e.keep(b.Data)
	e.End.Acc = e.keep(b.LinkPreimage(e.End.Acc, acc))
	if e.End.Batches++; e.End.Batches%l1anchor.MileBatches == 0 {
		e.End.Mile = e.keep(append(e.End.Mile.Bytes(), e.End.Acc[:]...))
	}
	return nil
}

// leaves takes the steps of a batch and keeps the states between them.
func (d *Deriver) leaves(e *Evidence, head transition.Head, b l1anchor.Batch, messages []l1anchor.Message) error {
	tree := program.OpenTree(common.Hash{}, e)
	pos := derive.Position{Head: head, Batch: b.Index}
	grown := uint64(0)
	state := func() (program.State, error) {
		for ; grown < pos.Consumed; grown++ {
			if err := tree.Append(grown, crypto.Keccak256Hash(messages[grown].LeafPreimage())); err != nil {
				return program.State{}, err
			}
		}
		s := program.At(&pos, tree.Root(func(h common.Hash, preimage []byte) { e.values[h] = preimage }))
		e.keep(s.Encode())
		return s, nil
	}
	before, err := state()
	if err != nil {
		return err
	}
	source := derive.OpenWith(d.chain.Signer(), b)
	for pos.Batch == b.Index {
		next, event, _, err := derive.Step(d.rollup, d.chain, d, pos, source)
		if err != nil {
			return fmt.Errorf("batch %d: %w", b.Index, err)
		}
		pos = next
		after, err := state()
		if err != nil {
			return err
		}
		e.Leaves = append(e.Leaves, Leaf{before, after, event})
		before = after
	}
	return nil
}

// Input is what the machine is started with to prove a leaf.
func (e *Evidence) Input(l *Leaf) program.Input {
	return program.Input{State: l.Before.Hash(), End: crypto.Keccak256Hash(e.End.Encode()), Rollup: e.Rollup}
}

// Value implements program.Oracle.
func (e *Evidence) Value(hash common.Hash) ([]byte, error) {
	if v, ok := e.values[hash]; ok {
		return v, nil
	}
	return e.chain.Preimage(hash)
}

// Precompile implements program.Oracle.
func (e *Evidence) Precompile(number byte, input []byte) ([]byte, bool, error) {
	answer, err := oracle.Answer(number, input)
	if err != nil {
		return nil, false, err
	}
	return oracle.Output(answer)
}
